"""The store: what each member told, one transaction a change."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import delete, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.members.database import StoreError, open_database
from bot.members.tables import genre_ratings, members, title_ratings

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime

    from sqlalchemy import Column, Select
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

    from bot.members.database import Database

__all__ = ["Counts", "GenreRating", "MemberStore", "Record", "StoreError", "TitleRating"]

Key = TypeVar("Key", str, int)
Rating = TypeVar("Rating", int, int | None)
# The two databases write an upsert alike, and SQLAlchemy keeps a function for each.
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


@dataclass(frozen=True, slots=True)
class GenreRating:
    """A rating of a genre, 1 to 10, and when it was given, in UTC."""

    rating: int
    at: datetime


@dataclass(frozen=True, slots=True)
class TitleRating:
    """A rating of a title, 1 to 10 or None for 'seen, not rated', and when it was given, in UTC."""

    rating: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """Everything kept about one member.

    Attributes:
        since: when the member first told something, in UTC; None for a member of whom nothing is kept.
        genres: by name.
        titles: by MyAnimeList id.
    """

    since: datetime | None
    genres: Mapping[str, GenreRating]
    titles: Mapping[int, TitleRating]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many members, ratings of genres, and titles rated or seen are kept."""

    members: int
    genre_ratings: int
    title_ratings: int


class MemberStore:
    """What members told. Every change is one transaction, on the disk before the method returns."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @classmethod
    @asynccontextmanager
    async def open(cls, address: str) -> AsyncIterator[MemberStore]:
        """Open the database at `address`, migrate it where needed, and close it at the end.

        Raises:
            StoreError: it cannot be used; the message is one sentence.
        """
        async with open_database(address) as database:
            yield cls(database)

    async def load(self, member: int) -> Record:
        """Everything kept about the member, from one moment; the latest rating first."""
        async with self._read() as connection:
            return await _load(connection, member)

    async def rate_genres(self, member: int, ratings: Mapping[str, int], at: datetime) -> dict[str, int]:
        """Keep ratings of genres, in place of those kept.

        Returns:
            The ratings that they took the place of.
        """
        return await self._rate(genre_ratings.c.genre, member, ratings, at)

    async def rate_titles(
        self, member: int, ratings: Mapping[int, int | None], at: datetime
    ) -> dict[int, int | None]:
        """Keep titles as rated, or as seen (None), in place of what is kept about them.

        Returns:
            What they took the place of.
        """
        return await self._rate(title_ratings.c.anime_id, member, ratings, at)

    async def forget_genre(self, member: int, genre: str) -> GenreRating | None:
        """Take back the rating of a genre; the result is what was kept, if anything."""
        row = await self._forget(genre_ratings.c.genre, member, genre)
        return GenreRating(*row) if row else None

    async def forget_title(self, member: int, anime_id: int) -> TitleRating | None:
        """Take back what is kept about a title; the result is what was kept, if anything."""
        row = await self._forget(title_ratings.c.anime_id, member, anime_id)
        return TitleRating(*row) if row else None

    async def delete(self, member: int) -> Record:
        """Delete everything kept about the member.

        Returns:
            What was kept.

        Raises:
            StoreError: reading back found something left.
        """
        async with self._write() as connection:
            gone = await _load(connection, member)
            await connection.execute(delete(members).where(members.c.id == member))
        await self._database.purge()
        if await self.load(member) != Record(None, {}, {}):
            raise StoreError("Not everything was deleted: try again.")
        return gone

    async def counts(self) -> Counts:
        """How much is kept."""
        sizes = (
            select(func.count()).select_from(t).scalar_subquery()
            for t in (members, genre_ratings, title_ratings)
        )
        async with self._read() as connection:
            return Counts(*(await connection.execute(select(*sizes))).one())

    async def _rate(
        self, key: Column[Key], member: int, ratings: Mapping[Key, Rating], at: datetime
    ) -> dict[Key, Rating]:
        table = key.table
        insert = INSERT[self._database.writing.dialect.name]
        # Takes hold of the member's row: where several write at once, one member's changes go one by one.
        known = insert(members).values(id=member, since=at)
        known = known.on_conflict_do_update(index_elements=["id"], set_={"since": members.c.since})
        new = insert(table)
        new = new.on_conflict_do_update(
            index_elements=["member_id", key.name],
            set_={"rating": new.excluded.rating, "rated_at": new.excluded.rated_at},
        )
        rows = [
            {"member_id": member, key.name: name, "rating": rating, "rated_at": at}
            for name, rating in ratings.items()
        ]
        async with self._write() as connection:
            await connection.execute(known)
            mine = select(key, table.c.rating).where(table.c.member_id == member, key.in_(ratings))
            before: dict[Key, Rating] = dict((await connection.execute(mine)).all())
            await connection.execute(new, rows)
        return before

    async def _forget(self, key: Column[Key], member: int, name: Key) -> tuple[Any, ...] | None:
        table = key.table
        mine = delete(table).where(table.c.member_id == member, key == name)
        async with self._write() as connection:
            gone = await connection.execute(mine.returning(table.c.rating, table.c.rated_at))
            return gone.one_or_none()

    def _read(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._transaction(self._database.reading)

    def _write(self) -> AbstractAsyncContextManager[AsyncConnection]:
        return self._transaction(self._database.writing)

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        try:
            async with engine.begin() as connection:
                yield connection
        except (DBAPIError, PoolTimeoutError) as error:
            raise StoreError(self._database.complaint(error)) from error


async def _load(connection: AsyncConnection, member: int) -> Record:
    since = await connection.scalar(select(members.c.since).where(members.c.id == member))
    genres = await connection.execute(_latest_first(genre_ratings.c.genre, member))
    titles = await connection.execute(_latest_first(title_ratings.c.anime_id, member))
    return Record(
        since,
        {genre: GenreRating(rating, at) for genre, rating, at in genres},
        {anime_id: TitleRating(rating, at) for anime_id, rating, at in titles},
    )


def _latest_first(key: Column[Any], member: int) -> Select[Any]:
    table = key.table
    mine = select(key, table.c.rating, table.c.rated_at).where(table.c.member_id == member)
    return mine.order_by(table.c.rated_at.desc(), key)
