"""Titles, to and from the tables that keep them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, exists, select

from bot.members.records import Kept, Status
from bot.members.rows import SLICE, plain_rows, upsert
from bot.members.tables import EPOCH, MICROSECOND, not_seen, titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.members.records import Entry

STATUSES = {status.value: status for status in Status}
ONE = select(titles.c.status, titles.c.rating, titles.c.kept_at).where(
    titles.c.member_id == bindparam("member"), titles.c.anime_id == bindparam("anime")
)
TOLD = delete(not_seen).where(
    not_seen.c.member_id == bindparam("member"),
    exists().where(titles.c.member_id == not_seen.c.member_id, titles.c.anime_id == not_seen.c.anime_id),
)


async def kept_title(connection: AsyncConnection, member: int, anime_id: int) -> Kept | None:
    """What is kept about one of a member's titles."""
    row = (await connection.execute(ONE, {"member": member, "anime": anime_id})).one_or_none()
    return Kept(*row) if row else None


async def kept_titles(
    connection: AsyncConnection, member: int, ids: Iterable[int] | None = None
) -> dict[int, Kept]:
    """What is kept about a member's titles, those with the given ids or all: the latest first."""
    columns = [titles.c.anime_id, titles.c.status, titles.c.rating, titles.c.kept_at]
    where = [titles.c.member_id == member]
    if ids is not None:
        where.append(titles.c.anime_id.in_(ids))
    rows = await plain_rows(connection, columns, *where)
    rows.sort(key=lambda row: (-row[3], row[0]))
    moments = {at: EPOCH + at * MICROSECOND for at in {row[3] for row in rows}}
    kept = {}
    for first in range(0, len(rows), SLICE):
        if first:
            await asyncio.sleep(0)
        for anime_id, status, rating, at in rows[first : first + SLICE]:
            kept[anime_id] = Kept(STATUSES[status], rating, moments[at])
    return kept


async def write_titles(connection: AsyncConnection, member: int, rows: Iterable[dict[str, Any]]) -> None:
    """Write what is kept about a member's titles, in place of what was: also of that they were not seen."""
    await upsert(connection, titles, rows)
    await connection.execute(TOLD, {"member": member})


def entry_rows(member: int, entries: Mapping[int, Entry], at: datetime) -> Iterator[dict[str, Any]]:
    """The rows that keep what a member says of titles."""
    return kept_rows(member, ((i, Kept(entry.status, entry.rating, at)) for i, entry in entries.items()))


def kept_rows(member: int, kept: Iterable[tuple[int, Kept | None]]) -> Iterator[dict[str, Any]]:
    """The rows that keep titles as they were kept; None says that nothing was."""
    for anime_id, word in kept:
        yield {
            "member_id": member,
            "anime_id": anime_id,
            "status": word.status if word else None,
            "rating": word.rating if word else None,
            "kept_at": word.at if word else None,
        }
