"""The store: what each member told, one transaction a change."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, func, or_, select

from bot.members.database import StoreError, open_database, untimed
from bot.members.genres import kept_genres
from bot.members.guilds import Guilds
from bot.members.imports import Imports, load_last_import
from bot.members.memory import Memory
from bot.members.not_seen import NotSeen, load_not_seen
from bot.members.people import hold, remember, state_now, state_of
from bot.members.places import Places, load_places
from bot.members.records import (
    Counts,
    Everything,
    GenreRating,
    Kept,
    MemberSettings,
    Record,
    Status,
    status_rated,
)
from bot.members.reloads import Reloads
from bot.members.rows import upsert
from bot.members.tables import genre_ratings, member_settings, members, metadata, not_seen, titles
from bot.members.titles import entry_rows, kept_rows, kept_title, kept_titles, write_titles

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.members.database import Database, Timed
    from bot.members.people import State
    from bot.members.records import Entry

__all__ = ["MemberStore", "StoreError"]

NOTHING = Record(None, {}, {}, MemberSettings())
SETTINGS = select(member_settings).where(member_settings.c.member_id == bindparam("member"))


class MemberStore:
    """What members told. Every change is one transaction, on the disk before the method returns.

    Attributes:
        imports: the lists that members bring.
        guilds: how servers like the bot to be.
        reloads: a call to all processes for another model.
        places: where the bot met members.
        not_seen: what members have not seen, as far as they were asked.
    """

    def __init__(self, database: Database, memory: Memory | None = None) -> None:
        self._memory = memory or Memory()
        self.imports = Imports(database, self._memory)
        self.guilds = Guilds(database)
        self.reloads = Reloads(database)
        self.places = Places(database, self._memory)
        self.not_seen = NotSeen(database, self._memory)
        self._database = database

    @classmethod
    @asynccontextmanager
    async def open(
        cls, address: str, timed: Timed = untimed, memory: Memory | None = None
    ) -> AsyncIterator[MemberStore]:
        """Open the database at `address`, migrate it where needed, and close it at the end.

        Args:
            address: as SQLAlchemy writes it.
            timed: measures what is done there, by the name of it.
            memory: holds what was read; by default as much as `Memory` does.

        Raises:
            StoreError: it cannot be used; the message is one sentence.
        """
        async with open_database(address, timed) as database:
            yield cls(database, memory)

    async def load(self, member: int) -> Record:
        """What the member told, from one moment; the latest first."""
        record = self._memory.of_late(member)
        if record is None and (state := await state_now(self._database, member)):
            record = self._memory.of(member, state)
        return record or (await self.load_many([member]))[member]

    async def load_many(self, ids: Sequence[int]) -> dict[int, Record]:
        """What each of several members told, from one moment; the latest first."""
        async with self._database.read() as connection:
            return {member: await self._load(connection, member) for member in ids}

    async def load_everything(self, member: int) -> Everything:
        """Everything kept about the member, from one moment."""
        async with self._database.read() as connection:
            return Everything(
                record=await self._load(connection, member),
                places=await load_places(connection, member),
                last_import=await load_last_import(connection, member),
                not_seen=await load_not_seen(connection, member),
            )

    async def rate_genres(self, member: int, ratings: Mapping[str, int], at: datetime) -> dict[str, int]:
        """Keep ratings of genres, in place of those kept.

        Returns:
            The ratings that they took the place of.
        """
        table = genre_ratings
        mine = select(table.c.genre, table.c.rating).where(
            table.c.member_id == member, table.c.genre.in_(ratings)
        )
        rows = [
            {"member_id": member, "genre": genre, "rating": rating, "rated_at": at}
            for genre, rating in ratings.items()
        ]
        async with self._database.write() as connection:
            state = await remember(connection, member, at)
            before: dict[str, int] = dict((await connection.execute(mine)).all())
            await upsert(connection, table, rows)
        new = {genre: GenreRating(rating, at) for genre, rating in ratings.items()}
        self._memory.change(member, state, genres=new)
        return before

    async def forget_genre(self, member: int, genre: str) -> GenreRating | None:
        """Take back the rating of a genre; the result is what was kept, if anything."""
        table = genre_ratings
        mine = delete(table).where(table.c.member_id == member, table.c.genre == genre)
        async with self._database.write() as connection:
            state = await hold(connection, member)
            if state is None:
                return None
            gone = await connection.execute(mine.returning(table.c.rating, table.c.rated_at))
            row = gone.one_or_none()
        self._memory.change(member, state, genres={genre: None})
        return GenreRating(*row) if row else None

    async def keep_titles(self, member: int, entries: Mapping[int, Entry], at: datetime) -> dict[int, Kept]:
        """Keep the member's word on titles, in place of what is kept about them.

        Returns:
            What it took the place of.
        """
        async with self._database.write() as connection:
            state = await remember(connection, member, at)
            before = await kept_titles(connection, member, entries)
            await write_titles(connection, member, entry_rows(member, entries, at))
        new = {i: Kept(entry.status, entry.rating, at) for i, entry in entries.items()}
        self._memory.change(member, state, titles=new)
        return before

    async def add_title(self, member: int, anime_id: int, entry: Entry, at: datetime) -> Kept | None:
        """Keep the member's word on a title of which nothing is kept; otherwise nothing changes.

        Returns:
            What is kept, if anything was.
        """
        async with self._database.write() as connection:
            state = await remember(connection, member, at)
            before = await kept_title(connection, member, anime_id)
            word = before or Kept(entry.status, entry.rating, at)
            if before is None:
                await write_titles(connection, member, kept_rows(member, [(anime_id, word)]))
        self._memory.change(member, state, titles={anime_id: word})
        return before

    async def mark_title(self, member: int, anime_id: int, status: Status, at: datetime) -> Kept | None:
        """Keep how the member stands to a title; of one that was seen and still is, the rating stays.

        Returns:
            What was kept before, if anything.
        """
        async with self._database.write() as connection:
            state = await remember(connection, member, at)
            before = word = await kept_title(connection, member, anime_id)
            if word is None or word.status is not status:
                word = Kept(status, word.rating if word and status.seen else None, at)
                await write_titles(connection, member, kept_rows(member, [(anime_id, word)]))
        self._memory.change(member, state, titles={anime_id: word})
        return before

    async def rate_title(self, member: int, anime_id: int, rating: int, at: datetime) -> Kept | None:
        """Rate a title: one that was seen, if only in part, keeps its status, and another is completed.

        Returns:
            What was kept before, if anything.
        """
        async with self._database.write() as connection:
            state = await remember(connection, member, at)
            before = await kept_title(connection, member, anime_id)
            rated = Kept(status_rated(before), rating, at)
            await write_titles(connection, member, kept_rows(member, [(anime_id, rated)]))
        self._memory.change(member, state, titles={anime_id: rated})
        return before

    async def forget_title(self, member: int, anime_id: int) -> Kept | None:
        """Take back what is kept about a title; the result is what was kept, if anything."""
        async with self._database.write() as connection:
            state = await hold(connection, member)
            if state is None:
                return None
            before = await kept_title(connection, member, anime_id)
            await _remove(connection, titles, member, anime_id)
        self._memory.change(member, state, titles={anime_id: None})
        return before

    async def restore_title(self, member: int, anime_id: int, before: Kept | None) -> bool:
        """Put back exactly what was kept about a title; None removes it, also that it was not seen.

        Returns:
            Whether that was done: nothing is put back for a member who has deleted everything since.
        """
        async with self._database.write() as connection:
            state = await hold(connection, member)
            if state is None:
                return False
            if before is None:
                await _remove(connection, titles, member, anime_id)
                await _remove(connection, not_seen, member, anime_id)
            else:
                await write_titles(connection, member, kept_rows(member, [(anime_id, before)]))
        self._memory.change(member, state, titles={anime_id: before})
        return True

    async def change_settings(
        self, member: int, change: Callable[[MemberSettings], MemberSettings], at: datetime
    ) -> MemberSettings:
        """Keep what `change` makes of the settings as they are: two changes at once both count.

        Returns:
            The settings from now on.
        """
        async with self._database.write() as connection:
            state = await remember(connection, member, at)
            settings = change(await _settings(connection, member))
            await upsert(connection, member_settings, [{"member_id": member, **asdict(settings)}])
        self._memory.change(member, state, settings=settings)
        return settings

    async def delete(self, member: int) -> Record:
        """Delete everything kept about the member.

        Returns:
            What the member had told.

        Raises:
            StoreError: reading back found something left. Then nothing was deleted.
        """
        async with self._database.write_much() as connection:
            gone = await self._delete(connection, member)
        self._memory.forget(member)
        await self._database.purge()
        return gone

    async def counts(self) -> Counts:
        """How much is kept."""
        sizes = (select(func.count()).select_from(t).scalar_subquery() for t in (members, genre_ratings))
        statuses = select(titles.c.status, func.count()).group_by(titles.c.status)
        async with self._database.scan() as connection:
            known, rated = (await connection.execute(select(*sizes))).one()
            found: dict[Status, int] = dict((await connection.execute(statuses)).all())
        return Counts(known, rated, {status: found.get(status, 0) for status in Status})

    @property
    def kind(self) -> str:
        """Whose database it is: SQLite or PostgreSQL."""
        return self._database.kind

    async def size(self) -> int:
        """How many bytes the database takes on its disk."""
        return await self._database.size()

    async def _delete(self, connection: AsyncConnection, member: int) -> Record:
        state = await hold(connection, member)
        if state is None:
            return NOTHING
        gone = await _read(connection, member, state)
        await connection.execute(delete(members).where(members.c.id == member))
        if await _anything(connection, member):
            raise StoreError("Not everything can be deleted: try again.")
        await self._database.note_deleted({member: state.since})
        return gone

    async def _load(self, connection: AsyncConnection, member: int) -> Record:
        state = await state_of(connection, member)
        if state is None:
            self._memory.forget(member)
            return NOTHING
        record = self._memory.of(member, state)
        if record is None:
            record = await _read(connection, member, state)
            self._memory.keep(member, state, record)
        return record


async def _read(connection: AsyncConnection, member: int, state: State) -> Record:
    return Record(
        since=state.since,
        genres=await kept_genres(connection, member),
        titles=await kept_titles(connection, member),
        settings=await _settings(connection, member),
    )


async def _settings(connection: AsyncConnection, member: int) -> MemberSettings:
    """How the member likes the bot to be; the defaults where nothing was chosen."""
    row = (await connection.execute(SETTINGS, {"member": member})).one_or_none()
    return MemberSettings(*row[1:]) if row else MemberSettings()


async def _remove(connection: AsyncConnection, table: Table, member: int, anime_id: int) -> None:
    await connection.execute(delete(table).where(table.c.member_id == member, table.c.anime_id == anime_id))


async def _anything(connection: AsyncConnection, member: int) -> bool:
    """Whether any table of all holds something about the member."""
    keys = [members.c.id, *(t.c.member_id for t in metadata.sorted_tables if "member_id" in t.c)]
    return bool(await connection.scalar(select(or_(*(exists().where(key == member) for key in keys)))))
