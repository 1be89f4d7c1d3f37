"""/profile: what the bot knows about a member."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.commands import everywhere
from bot.texts import said
from bot.ui.answers import answer
from bot.ui.links import PROFILE
from bot.ui.profile import profile_page

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction


class Profile(commands.Cog):
    """The member's profile, seen by the member alone."""

    def __init__(self, bot: Osusume) -> None:
        bot.features[PROFILE] = self.open

    @everywhere
    @app_commands.command(description=said("command-profile"))
    async def profile(self, interaction: Interaction) -> None:
        """Show it."""
        await self.open(interaction)

    async def open(self, interaction: Interaction) -> None:
        """Show it as a new message."""
        message, picture = await profile_page(interaction)
        await answer(interaction, message, file=picture)


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Profile(bot))
