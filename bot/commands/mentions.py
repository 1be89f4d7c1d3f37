"""'Find the anime in this message', in the menu of every message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands import everywhere
from bot.texts import said
from bot.ui.answers import allows_adult, answer, texts_for
from bot.ui.mentions import mentions_message

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction


async def find_mentions(interaction: Interaction, message: discord.Message) -> None:
    """Show what a message speaks of to the member alone; what it says is read here and nowhere else."""
    found = await interaction.client.service.mentioned(message.content, adult=allows_adult(interaction))
    await answer(interaction, mentions_message(texts_for(interaction), interaction.user.id, found))


async def setup(bot: Osusume) -> None:
    """Add the entry to the menu."""
    menu = app_commands.ContextMenu(
        name=said("menu-mentions"), callback=find_mentions, type=discord.AppCommandType.message
    )
    bot.tree.add_command(everywhere(menu))
