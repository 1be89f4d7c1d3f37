"""Titles, to and from the tables that keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.members.records import Kept
from bot.members.rows import each_row
from bot.members.tables import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.members.records import Entry


async def kept_titles(
    connection: AsyncConnection, member: int, ids: Iterable[int] | None = None
) -> dict[int, Kept]:
    """What is kept about a member's titles: those with the given ids, or all."""
    mine = select(titles.c.anime_id, titles.c.status, titles.c.rating, titles.c.kept_at)
    mine = mine.where(titles.c.member_id == member)
    if ids is not None:
        mine = mine.where(titles.c.anime_id.in_(ids))
    return {row[0]: Kept(*row[1:]) async for row in each_row(connection, mine)}


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
