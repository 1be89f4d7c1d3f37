"""Titles that members were asked about and have not seen, so that they are not asked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select

from bot.members.people import remember
from bot.members.rows import upsert
from bot.members.tables import not_seen
from bot.members.titles import kept_title

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.members.database import Database
    from bot.members.memory import Memory

MOST = 300  # of a member: thrice as many as members are asked about
MINE = not_seen.c.member_id == bindparam("member")
LATEST = (not_seen.c.said_at.desc(), not_seen.c.anime_id)
ALL = select(not_seen.c.anime_id, not_seen.c.said_at).where(MINE).order_by(*LATEST)
TRIM = delete(not_seen).where(
    MINE, not_seen.c.anime_id.in_(select(not_seen.c.anime_id).where(MINE).order_by(*LATEST).offset(MOST))
)


class NotSeen:
    """What members have not seen, as far as they were asked. Every change is one transaction."""

    def __init__(self, database: Database, memory: Memory) -> None:
        self._database = database
        self._memory = memory

    async def add(self, member: int, anime_id: int, at: datetime) -> None:
        """Keep that the member has not seen a title of which nothing else is kept; otherwise nothing changes.

        Of more than `MOST` titles the latest are kept.
        """
        async with self._database.write() as connection:
            state = await remember(connection, member, at)
            if await kept_title(connection, member, anime_id) is None:
                row = {"member_id": member, "anime_id": anime_id, "said_at": at}
                await upsert(connection, not_seen, [row])
                await connection.execute(TRIM, {"member": member})
        self._memory.change(member, state)

    async def load(self, member: int) -> dict[int, datetime]:
        """What the member has not seen, by id, and when the member said so: the latest first."""
        async with self._database.read() as connection:
            return await load_not_seen(connection, member)


async def load_not_seen(connection: AsyncConnection, member: int) -> dict[int, datetime]:
    """What a member has not seen, by id, and when the member said so: the latest first."""
    found: dict[int, datetime] = dict((await connection.execute(ALL, {"member": member})).all())
    return found
