"""Ratings of genres, to and from the tables that keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from bot.members.records import GenreRating, latest_first
from bot.members.tables import genre_ratings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection

MINE = select(genre_ratings.c.genre, genre_ratings.c.rating, genre_ratings.c.rated_at).where(
    genre_ratings.c.member_id == bindparam("member")
)


async def kept_genres(connection: AsyncConnection, member: int) -> dict[str, GenreRating]:
    """A member's ratings of genres, by name: the latest first."""
    found = await connection.execute(MINE, {"member": member})
    return latest_first({}, {genre: GenreRating(rating, at) for genre, rating, at in found})


def genre_rows(member: int, rated: Mapping[str, GenreRating | None]) -> Iterator[dict[str, Any]]:
    """The rows that keep ratings; None says that there was none."""
    for genre, rating in rated.items():
        yield {
            "member_id": member,
            "genre": genre,
            "rating": rating.rating if rating else None,
            "rated_at": rating.at if rating else None,
        }
