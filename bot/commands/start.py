"""/start: a member's first minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.commands import everywhere
from bot.texts import said
from bot.ui.answers import answer, texts_for
from bot.ui.links import START
from bot.ui.start import genre_menus

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction


class Start(commands.Cog):
    """The first questions, seen by the member alone."""

    def __init__(self, bot: Osusume) -> None:
        bot.features[START] = self.open

    @everywhere
    @app_commands.command(description=said("command-start"))
    async def start(self, interaction: Interaction) -> None:
        """Ask for genres, and then for titles."""
        await self.open(interaction)

    async def open(self, interaction: Interaction) -> None:
        """Ask in a new message."""
        member = interaction.user.id
        genres = await interaction.client.service.first_genres(member)
        await answer(interaction, genre_menus(texts_for(interaction), member, genres))


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Start(bot))
