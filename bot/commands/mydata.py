"""/mydata export, /mydata delete: a member's data belongs to the member."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.commands import everywhere
from bot.texts import said
from bot.ui.answers import Message, answer, texts_for
from bot.ui.deletion import deletion_question
from bot.ui.links import DELETE, EXPORT

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction

FILE_NAME = "osusume.json"


@everywhere
class MyData(commands.GroupCog, group_name="mydata", group_description=said("command-mydata")):
    """Everything that is kept about a member."""

    def __init__(self, bot: Osusume) -> None:
        bot.features[EXPORT] = self.hand_out
        bot.features[DELETE] = self.ask

    @app_commands.command(description=said("command-mydata-export"))
    async def export(self, interaction: Interaction) -> None:
        """Hand it out."""
        await self.hand_out(interaction)

    @app_commands.command(description=said("command-mydata-delete"))
    async def delete(self, interaction: Interaction) -> None:
        """Ask whether to delete it."""
        await self.ask(interaction)

    async def hand_out(self, interaction: Interaction) -> None:
        """Hand it out as a file."""
        kept = await interaction.client.service.export(interaction.user.id)
        file = discord.File(io.BytesIO(kept), FILE_NAME)
        message = Message(f"📦 {texts_for(interaction)('export-done')}", ui.File(f"attachment://{FILE_NAME}"))
        await answer(interaction, message, file=file)

    async def ask(self, interaction: Interaction) -> None:
        """Say what would go, and ask whether to delete it."""
        texts, member, service = texts_for(interaction), interaction.user.id, interaction.client.service
        held = await service.held(member)
        if held is None:
            await service.forget(member)
        await answer(
            interaction, deletion_question(texts, member, held) if held else Message(texts("delete-nothing"))
        )


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(MyData(bot))
