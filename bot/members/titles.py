"""Titles as they are kept, to and from their table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from bot.members.records import Kept
from bot.members.tables import titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
    return {anime_id: Kept(*kept) for anime_id, *kept in await connection.execute(mine)}


def title_rows(member: int, entries: Mapping[int, Entry], at: datetime) -> list[dict[str, Any]]:
    """The rows that keep a member's word on titles."""
    return [
        {
            "member_id": member,
            "anime_id": anime_id,
            "status": entry.status,
            "rating": entry.rating,
            "kept_at": at,
        }
        for anime_id, entry in entries.items()
    ]
