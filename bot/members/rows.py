"""Many rows, read and written in slices, so that the event loop is held for a millisecond or two at most."""

from __future__ import annotations

import asyncio
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy.dialects import postgresql, sqlite

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence

    from sqlalchemy import Select, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

SLICE = 500
# The two databases write an upsert alike, and SQLAlchemy keeps a function for each.
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def each_row(connection: AsyncConnection, question: Select[Any]) -> AsyncIterator[Sequence[Any]]:
    """The rows of an answer."""
    answer = await connection.execute(question)
    for number, rows in enumerate(answer.partitions(SLICE)):
        if number:
            await asyncio.sleep(0)
        for row in rows:
            yield row


async def upsert(connection: AsyncConnection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Write whole rows, each in place of the one with its key."""
    new = INSERT[connection.dialect.name](table)
    values = {column.name: new.excluded[column.name] for column in table.c if not column.primary_key}
    new = new.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
    remaining = iter(rows)
    while part := list(islice(remaining, SLICE)):
        await connection.execute(new, part)
