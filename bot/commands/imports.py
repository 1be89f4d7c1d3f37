"""/import: bring a list from elsewhere."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot.commands import everywhere
from bot.lists.entry import ListFault, ListProblem
from bot.lists.unpack import LARGEST_SENT, MEGABYTE
from bot.texts import said
from bot.ui.answers import Refused, texts_for
from bot.ui.imports import finish, preview_message, progress_of

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.service import Preview
    from bot.ui.answers import Interaction, Message

LONGEST_NAME = 200
DOWNLOAD_SECONDS = 30


class Imports(commands.Cog):
    """Lists, shown to their members alone before anything is kept."""

    @everywhere
    @app_commands.command(name="import", description=said("command-import"))
    @app_commands.describe(
        file=said("option-import-file"), anilist=said("option-import-anilist"), mal=said("option-import-mal")
    )
    async def bring(
        self,
        interaction: Interaction,
        file: discord.Attachment | None = None,
        anilist: app_commands.Range[str, 1, LONGEST_NAME] | None = None,
        mal: app_commands.Range[str, 1, LONGEST_NAME] | None = None,
    ) -> None:
        """Read the list, and show what it would change."""
        if sum(option is not None for option in (file, anilist, mal)) != 1:
            raise Refused("import-which")
        if file and file.size > LARGEST_SENT:
            raise ListFault(ListProblem.TOO_LARGE, most=LARGEST_SENT // MEGABYTE)
        await interaction.response.defer(ephemeral=True, thinking=True)

        async def work() -> Message:
            preview = await _preview(interaction, file, anilist, mal)
            return preview_message(texts_for(interaction), interaction.user.id, preview)

        await finish(interaction, work)


async def _preview(
    interaction: Interaction, file: discord.Attachment | None, anilist: str | None, mal: str | None
) -> Preview:
    service, member, progress = interaction.client.service, interaction.user.id, progress_of(interaction)
    if file:
        return await service.preview_file(
            member, lambda: _download(interaction, file), file.filename, progress
        )
    if anilist:
        return await service.preview_anilist(member, anilist, progress)
    return await service.preview_myanimelist(member, mal or "", progress)


async def _download(interaction: Interaction, file: discord.Attachment) -> bytes:
    try:
        async with asyncio.timeout(DOWNLOAD_SECONDS):
            return await interaction.client.download(file)
    except (aiohttp.ClientError, discord.HTTPException, OSError, TimeoutError) as error:
        raise Refused("import-no-download") from error


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Imports())
