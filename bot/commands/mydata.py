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

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction

FILE_NAME = "osusume.json"


@everywhere
class MyData(commands.GroupCog, group_name="mydata", group_description=said("command-mydata")):
    """Everything that is kept about a member."""

    @app_commands.command(description=said("command-mydata-export"))
    async def export(self, interaction: Interaction) -> None:
        """Hand it out as a file."""
        kept = await interaction.client.service.export(interaction.user.id)
        file = discord.File(io.BytesIO(kept), FILE_NAME)
        message = Message(f"📦 {texts_for(interaction)('export-done')}", ui.File(f"attachment://{FILE_NAME}"))
        await answer(interaction, message, file=file)

    @app_commands.command(description=said("command-mydata-delete"))
    async def delete(self, interaction: Interaction) -> None:
        """Ask whether to delete it."""
        texts, member = texts_for(interaction), interaction.user.id
        profile = await interaction.client.service.profile(member)
        if profile.newcomer:
            await answer(interaction, Message(texts("delete-nothing")))
            return
        await answer(interaction, deletion_question(texts, member, profile))


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(MyData())
