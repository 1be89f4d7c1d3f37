"""How servers like the bot to be."""

from __future__ import annotations

from dataclasses import asdict
from time import monotonic
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from bot.members.records import GuildSettings
from bot.members.rows import upsert
from bot.members.tables import guild_settings

if TYPE_CHECKING:
    from bot.members.database import Database

REMEMBERED = 60.0  # seconds, after which another process's change is seen
MOST = 10_000  # servers
CHOSEN = select(guild_settings.c.titles).where(guild_settings.c.guild_id == bindparam("guild"))


class Guilds:
    """The settings of servers: asked for with every answer, and changed hardly ever."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._read: dict[int, tuple[float, GuildSettings]] = {}

    async def load(self, guild_id: int) -> GuildSettings:
        """How a server likes the bot to be; the defaults where nothing was chosen."""
        read = self._read.get(guild_id)
        if read and monotonic() < read[0]:
            return read[1]
        row = await self._database.find(CHOSEN, {"guild": guild_id})
        found = GuildSettings(*(row or ()))
        if self._read.get(guild_id) is read:  # nothing was chosen meanwhile
            self._keep(guild_id, found)
        return found

    async def save(self, guild_id: int, settings: GuildSettings) -> None:
        """Keep how a server likes the bot to be."""
        async with self._database.write() as connection:
            await upsert(connection, guild_settings, [{"guild_id": guild_id, **asdict(settings)}])
        self._keep(guild_id, settings)

    def _keep(self, guild_id: int, settings: GuildSettings) -> None:
        if len(self._read) >= MOST:
            self._read.clear()
        self._read[guild_id] = monotonic() + REMEMBERED, settings
