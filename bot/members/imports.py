"""Lists that members bring: kept all at once, and for a while undone all at once."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from bot.members.genres import genre_rows, kept_genres
from bot.members.people import hold, remember
from bot.members.records import GenreRating, Imported, Kept, LastImport
from bot.members.rows import plain_rows, upsert
from bot.members.tables import (
    EPOCH,
    MICROSECOND,
    genre_ratings,
    imports,
    replaced_genres,
    replaced_titles,
    titles,
)
from bot.members.titles import STATUSES, entry_rows, kept_rows, kept_titles, write_titles

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.members.database import Database
    from bot.members.memory import Memory
    from bot.members.records import Entry

NO_GENRES: Mapping[str, int] = MappingProxyType({})


class Imports:
    """The lists that members bring. Every change is one transaction, as everywhere in the store."""

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    async def import_titles(
        self,
        member: int,
        entries: Mapping[int, Entry],
        at: datetime,
        source: str,
        genres: Mapping[str, int] = NO_GENRES,
    ) -> Imported:
        """Keep a whole list, and remember what it takes the place of, in place of what an earlier list did.

        What is kept just so already stays untouched, and so does what an earlier list took the place of
        where this one changes nothing.

        Args:
            member: whose list.
            entries: the list, by MyAnimeList id.
            at: when it was brought, in UTC.
            source: where it came from, in 1 to `LONGEST_SOURCE` characters.
            genres: ratings of genres, 1 to 10, by name, that came along.
        """
        if not (entries or genres):
            return Imported(0, 0, 0)
        async with self._database.write() as connection:
            await remember(connection, member, at)
            kept = await kept_titles(connection, member)
            new = {i: entry for i, entry in entries.items() if not _says(kept.get(i), entry)}
            rated = await kept_genres(connection, member)
            new_genres = {
                genre: GenreRating(rating, at)
                for genre, rating in genres.items()
                if genre not in rated or rated[genre].rating != rating
            }
            if new or new_genres:
                before = {i: kept.get(i) for i in new}
                genres_before = {genre: rated.get(genre) for genre in new_genres}
                await _remember_import(connection, member, LastImport(at, source, before, genres_before))
                await write_titles(connection, member, entry_rows(member, new, at))
                await upsert(connection, genre_ratings, genre_rows(member, new_genres))
        self._memory.forget(member)
        changed = len(new.keys() & kept.keys())
        return Imported(
            added=len(new) - changed,
            changed=changed,
            unchanged=len(entries) - len(new),
            genres=len(new_genres),
        )

    async def undo(self, member: int, since: datetime) -> int | None:
        """Put back what the member's last list took the place of, where nothing has changed since then.

        Args:
            member: whose list.
            since: only if it was brought later than this, in UTC.

        Returns:
            How many titles and ratings of genres were put back or removed; None where there is no such list.
        """
        last = select(imports.c.imported_at).where(
            imports.c.member_id == member, imports.c.imported_at > since
        )
        async with self._database.write() as connection:
            if not await hold(connection, member):
                return None
            at = await connection.scalar(last)
            if at is None:
                return None
            undone = await _undo(connection, member, at) + await _undo_genres(connection, member, at)
            await connection.execute(delete(imports).where(imports.c.member_id == member))
        self._memory.forget(member)
        return undone

    async def forget_old(self, before: datetime) -> int:
        """Forget what lists took the place of that were brought before a moment.

        Returns:
            How many such lists there were.
        """
        async with self._database.write() as connection:
            gone = await connection.execute(delete(imports).where(imports.c.imported_at < before))
        return gone.rowcount


async def load_last_import(connection: AsyncConnection, member: int) -> LastImport | None:
    """The list that a member brought last, for as long as it can be undone."""
    last = select(imports.c.imported_at, imports.c.source).where(imports.c.member_id == member)
    row = (await connection.execute(last)).one_or_none()
    if row is None:
        return None
    columns = [c for c in replaced_titles.c if c is not replaced_titles.c.member_id]
    before = {
        anime_id: Kept(STATUSES[status], rating, EPOCH + at * MICROSECOND) if status else None
        for anime_id, status, rating, at in await plain_rows(
            connection, columns, replaced_titles.c.member_id == member
        )
    }
    ratings = select(replaced_genres).where(replaced_genres.c.member_id == member)
    genres_before = {
        genre: GenreRating(rating, at) if rating else None
        for _, genre, rating, at in await connection.execute(ratings)
    }
    return LastImport(row.imported_at, row.source, before, genres_before)


async def _remember_import(connection: AsyncConnection, member: int, brought: LastImport) -> None:
    await connection.execute(delete(imports).where(imports.c.member_id == member))
    await connection.execute(
        insert(imports).values(member_id=member, imported_at=brought.at, source=brought.source)
    )
    await upsert(connection, replaced_titles, kept_rows(member, brought.before.items()))
    await upsert(connection, replaced_genres, genre_rows(member, brought.genres_before))


async def _undo(connection: AsyncConnection, member: int, at: datetime) -> int:
    """Touches only what still has the moment of the import."""
    before = replaced_titles
    as_imported = (titles.c.member_id == member, titles.c.kept_at == at)
    new = select(before.c.anime_id).where(before.c.member_id == member, before.c.status.is_(None))
    removed = await connection.execute(delete(titles).where(*as_imported, titles.c.anime_id.in_(new)))
    put_back = await connection.execute(
        update(titles)
        .where(*as_imported, before.c.member_id == member, before.c.anime_id == titles.c.anime_id)
        .values(status=before.c.status, rating=before.c.rating, kept_at=before.c.kept_at)
    )
    return removed.rowcount + put_back.rowcount


async def _undo_genres(connection: AsyncConnection, member: int, at: datetime) -> int:
    """The same for ratings of genres."""
    before, rated = replaced_genres, genre_ratings
    as_imported = (rated.c.member_id == member, rated.c.rated_at == at)
    new = select(before.c.genre).where(before.c.member_id == member, before.c.rating.is_(None))
    removed = await connection.execute(delete(rated).where(*as_imported, rated.c.genre.in_(new)))
    put_back = await connection.execute(
        update(rated)
        .where(*as_imported, before.c.member_id == member, before.c.genre == rated.c.genre)
        .values(rating=before.c.rating, rated_at=before.c.rated_at)
    )
    return removed.rowcount + put_back.rowcount


def _says(kept: Kept | None, entry: Entry) -> bool:
    return kept is not None and (kept.status, kept.rating) == (entry.status, entry.rating)
