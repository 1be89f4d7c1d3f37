"""All that is kept, moved from one database to another, whichever kind each is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import exists, insert, select

from bot.members.database import is_sqlite, open_database, sqlite_file
from bot.members.faults import StoreError
from bot.members.tables import metadata, reloads, shards

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from sqlalchemy import Row, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

BATCH = 1_000  # rows that are read and written at a time


# All but what running bots tell each other.
LASTING = [table for table in metadata.sorted_tables if table not in (reloads, shards)]


@dataclass(slots=True)
class Content:
    """What a table holds, whatever the order of its rows.

    Attributes:
        rows: how many.
        checksum: the sum of the hashes of all rows.
    """

    rows: int = 0
    checksum: int = 0

    def add(self, rows: Sequence[Row[Any]]) -> None:
        """Count rows in."""
        self.rows += len(rows)
        for row in rows:
            digest = hashlib.blake2b(repr(tuple(row)).encode(), digest_size=16).digest()
            self.checksum += int.from_bytes(digest, "big")


async def move(source: str, target: str) -> dict[str, int]:
    """Copy everything from one database to another, which must be empty; the source stays as it is.

    What is read is of one moment. What is written is read back and compared, table by table, before any of it
    is kept. Both get the tables of this version first.

    Args:
        source: the address of a database of ours.
        target: that of an empty one.

    Returns:
        How many rows were moved, by table.

    Raises:
        StoreError: one of them cannot be used, the target is not empty, or what was written is not what was
            read. Then nothing was written.
    """
    if is_sqlite(source) and not sqlite_file(source).exists():
        raise StoreError(f"There is no database {sqlite_file(source)}: nothing to move.")
    async with (
        open_database(source) as old,
        open_database(target) as new,
        old.scan() as reading,
        new.write_much() as writing,
    ):
        for table in LASTING:
            if await writing.scalar(select(exists(select(table)))):
                raise StoreError(f"{new.name} holds something already: move to a database that is empty.")
        return {table.name: await _move(table, reading, writing) for table in LASTING}


async def _move(table: Table, reading: AsyncConnection, writing: AsyncConnection) -> int:
    read, written = Content(), Content()
    async for rows in _batches(table, reading):
        read.add(rows)
        await writing.execute(insert(table), [dict(row._mapping) for row in rows])  # noqa: SLF001 - public, in spite of its name
    async for rows in _batches(table, writing):
        written.add(rows)
    if written != read:
        raise StoreError(f"What was written to {table} is not what was read, so nothing was kept: try again.")
    return read.rows


async def _batches(table: Table, connection: AsyncConnection) -> AsyncIterator[Sequence[Row[Any]]]:
    async with connection.stream(select(table)) as found:
        async for rows in found.partitions(BATCH):
            yield rows
