"""A call to all processes that run the bot on one database: load your bundle anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.members.rows import INSERT
from bot.members.tables import reloads

if TYPE_CHECKING:
    from bot.members.database import Database

ASKED = select(reloads.c.asked)


class Reloads:
    """How often the processes were asked for another model: whoever finds another number has one to load."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def asked(self) -> int:
        """How often they were asked so far."""
        async with self._database.read() as connection:
            return await connection.scalar(ASKED) or 0

    async def ask(self) -> int:
        """Ask all of them; the result is how often they were asked by now."""
        async with self._database.write() as connection:
            new = INSERT[connection.dialect.name](reloads).values(id=1, asked=1)
            counted = new.on_conflict_do_update(
                index_elements=[reloads.c.id], set_={"asked": reloads.c.asked + 1}
            )
            return int((await connection.execute(counted.returning(reloads.c.asked))).scalar_one())
