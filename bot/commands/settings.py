"""/settings: how a member likes the bot to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.commands import everywhere
from bot.texts import said
from bot.ui.answers import answer
from bot.ui.links import SETTINGS
from bot.ui.settings import settings_message

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction


class Settings(commands.Cog):
    """The member's settings, seen by the member alone."""

    def __init__(self, bot: Osusume) -> None:
        bot.features[SETTINGS] = self.open

    @everywhere
    @app_commands.command(description=said("command-settings"))
    async def settings(self, interaction: Interaction) -> None:
        """Show them."""
        await self.open(interaction)

    async def open(self, interaction: Interaction) -> None:
        """Show them as a new message."""
        await answer(interaction, await settings_message(interaction))


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Settings(bot))
