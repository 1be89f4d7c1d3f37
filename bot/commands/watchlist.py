"""/watchlist: what a member wants to watch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.commands import everywhere
from bot.texts import said
from bot.ui.answers import answer
from bot.ui.links import WATCHLIST
from bot.ui.watchlist import watchlist

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction


class Watchlist(commands.Cog):
    """The member's watchlist, seen by the member alone."""

    def __init__(self, bot: Osusume) -> None:
        bot.features[WATCHLIST] = self.open

    @everywhere
    @app_commands.command(description=said("command-watchlist"))
    async def watchlist(self, interaction: Interaction) -> None:
        """Show it."""
        await self.open(interaction)

    async def open(self, interaction: Interaction) -> None:
        """Show it as a new message."""
        await answer(interaction, await watchlist(interaction))


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Watchlist(bot))
