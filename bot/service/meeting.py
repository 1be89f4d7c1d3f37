"""Where members were met: whoever can no longer be met anywhere is forgotten in the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.members.places import NO_GUILD
from bot.service.feature import Feature

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.shards import Shards


NOTED_WITHIN = timedelta(hours=2)  # every process does so by the hour


class Meeting(Feature):
    """The servers in which members use the bot, and what becomes of members when it leaves them."""

    async def met(self, member: int, guild: int | None) -> None:
        """Note that a member was met in a server, or in none; only of members of whom something is kept."""
        await self._store.places.met(member, guild or NO_GUILD, datetime.now(UTC))

    async def left(self, guild: int) -> None:
        """Note that the bot is no longer in a server."""
        await self._store.places.left(guild, datetime.now(UTC))

    async def came_back(self, guild: int) -> None:
        """Note that the bot is in a server."""
        await self._store.places.came_back(guild)

    async def present(self, guilds: Collection[int], served: Shards) -> None:
        """Note in which servers of these shards the bot is."""
        await self._store.places.present(guilds, datetime.now(UTC), served)

    async def all_present(self, served: Shards) -> bool:
        """Whether every process that runs the bot, beside the one with these shards, has just noted that."""
        return await self._store.places.are_known(served.count, datetime.now(UTC), NOTED_WITHIN)

    async def forget_the_lost(self, after: timedelta) -> int:
        """Delete members whom the bot met only where it has not been for so long; the result is how many."""
        lost = await self._store.places.forget_the_lost(datetime.now(UTC) - after)
        if lost:
            self._users.clear()
        return lost
