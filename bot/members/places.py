"""Where the bot met its members: whoever it can no longer meet anywhere is forgotten in the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, exists, func, or_, select, update

from bot.members.people import hold, state_of
from bot.members.records import Place
from bot.members.rows import INSERT
from bot.members.tables import members, places, shards
from bot.shards import Shards

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime, timedelta

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.members.database import Database
    from bot.members.memory import Memory

NOTED = select(places.c.guild_id).where(
    places.c.member_id == bindparam("member"),
    places.c.guild_id == bindparam("guild"),
    places.c.left_at.is_(None),
)
ALL = Shards()
NO_GUILD = 0  # a direct message, or installed for oneself: nobody tells the bot when that ends


class Places:
    """Where the bot met the members of whom it keeps something. Every change is one transaction."""

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    async def met(self, member: int, guild_id: int, at: datetime) -> None:
        """Note that the member was met in a server, or in `NO_GUILD`; writes only where that is news.

        Of members of whom nothing is kept, no place is either: say so after what was told is kept.
        """
        if self._memory.was_met(member, guild_id):
            return
        async with self._database.read() as connection:
            if await state_of(connection, member) is None:
                return
            if await connection.scalar(NOTED, {"member": member, "guild": guild_id}):
                self._memory.meet(member, guild_id)
                return
        async with self._database.write() as connection:
            state = await hold(connection, member)
            if state:
                here = INSERT[connection.dialect.name](places).values(
                    member_id=member, guild_id=guild_id, met_at=at
                )
                await connection.execute(
                    here.on_conflict_do_update(
                        index_elements=list(places.primary_key), set_={"left_at": None}
                    )
                )
        if state:
            self._memory.change(member, state)
            self._memory.meet(member, guild_id)

    async def left(self, guild_id: int, at: datetime) -> None:
        """Note that the bot is no longer in a server."""
        async with self._database.write_much() as connection:
            await _leave(connection, [guild_id], at)
        self._memory.forget_places()

    async def came_back(self, guild_id: int) -> None:
        """Note that the bot is in a server again."""
        async with self._database.write_much() as connection:
            await _return(connection, [guild_id])

    async def present(self, guild_ids: Collection[int], at: datetime, served: Shards = ALL) -> None:
        """Note in which servers the bot is, and so which it left or came back to unseen.

        Args:
            guild_ids: all of those that this process serves.
            at: when.
            served: the shards that it runs; nothing is said of the servers of others.
        """
        everywhere = select(places.c.guild_id, places.c.left_at.is_(None)).distinct()
        async with self._database.write_much() as connection:
            known = [
                row for row in (await connection.execute(everywhere)).all() if served.serve(row.guild_id)
            ]
            here = {NO_GUILD, *guild_ids}
            await _leave(connection, {guild for guild, open_ in known if open_} - here, at)
            await _return(connection, {guild for guild, open_ in known if not open_} & here)
            await _note(connection, served, at)
        self._memory.forget_places()

    async def are_known(self, total: int, at: datetime, within: timedelta) -> bool:
        """Whether it was noted for each of so many shards, not far from a moment, where the bot is."""
        near = shards.c.noted_at.between(at - within, at + within)  # another machine's clock may be wrong
        noted = select(func.count()).where(shards.c.total == total, near)
        async with self._database.read() as connection:
            return await connection.scalar(noted) == total

    async def forget_the_lost(self, before: datetime) -> int:
        """Delete every member whom the bot met only where it left before a moment.

        Members who were never met anywhere, because they are known from an earlier version, stay.

        Returns:
            How many members were deleted.
        """
        mine = places.c.member_id == members.c.id
        lost = (
            exists().where(mine),
            ~exists().where(mine, or_(places.c.left_at.is_(None), places.c.left_at >= before)),
        )
        async with self._database.write_much() as connection:
            # On a server, nobody is met again between being found lost and being deleted.
            found = await connection.execute(
                select(members.c.id, members.c.since).where(*lost).order_by(members.c.id).with_for_update()
            )
            await self._database.note_deleted(dict(found.all()))
            gone = await connection.execute(delete(members).where(*lost))
        if gone.rowcount:
            self._memory.clear()
            await self._database.purge()
        return gone.rowcount


async def load_places(connection: AsyncConnection, member: int) -> dict[int, Place]:
    """Where the bot met a member, by the server's id."""
    mine = select(places.c.guild_id, places.c.met_at, places.c.left_at).where(places.c.member_id == member)
    found = await connection.execute(mine.order_by(places.c.guild_id))
    return {guild_id: Place(met_at, left_at) for guild_id, met_at, left_at in found}


async def _leave(connection: AsyncConnection, guild_ids: Iterable[int], at: datetime) -> None:
    for guild_id in sorted(guild_ids):  # as everyone does, so that nobody waits for each other
        await connection.execute(
            update(places).where(places.c.guild_id == guild_id, places.c.left_at.is_(None)).values(left_at=at)
        )


async def _return(connection: AsyncConnection, guild_ids: Iterable[int]) -> None:
    for guild_id in sorted(guild_ids):
        await connection.execute(
            update(places)
            .where(places.c.guild_id == guild_id, places.c.left_at.is_not(None))
            .values(left_at=None)
        )


async def _note(connection: AsyncConnection, served: Shards, at: datetime) -> None:
    new = INSERT[connection.dialect.name](shards).values(
        [{"id": shard, "total": served.count, "noted_at": at} for shard in served.ids]
    )
    noted = {"total": new.excluded.total, "noted_at": new.excluded.noted_at}
    await connection.execute(new.on_conflict_do_update(index_elements=[shards.c.id], set_=noted))
