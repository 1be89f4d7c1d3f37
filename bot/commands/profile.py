"""/profile: what the bot knows about a member, and a look into all titles that the member told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.commands import everywhere
from bot.service import title_key
from bot.texts import said
from bot.ui.answers import allows_adult, answer, texts_for
from bot.ui.cards import label
from bot.ui.links import PROFILE, TITLES
from bot.ui.own_titles import View, own_titles
from bot.ui.profile import profile_shown
from bot.ui.titles import title_message

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction

LONGEST_TYPED = 200


class Profile(commands.Cog):
    """The member's profile, seen by the member alone."""

    def __init__(self, bot: Osusume) -> None:
        bot.features[PROFILE] = self.open
        bot.features[TITLES] = self.open_titles

    @everywhere
    @app_commands.command(description=said("command-profile"))
    @app_commands.describe(search=said("option-profile-search"))
    async def profile(
        self, interaction: Interaction, search: Range[str, 1, LONGEST_TYPED] | None = None
    ) -> None:
        """Show it, or the titles that the member looks for; one that was picked is shown by itself."""
        if search is None:
            await self.open(interaction)
            return
        service, member, adult = interaction.client.service, interaction.user.id, allows_adult(interaction)
        picked = service.keyed_title(search, adult=adult)
        if picked and search == title_key(picked):
            about = await service.title(member, search, adult=adult)
            await answer(interaction, title_message(texts_for(interaction), member, about))
        else:
            await answer(interaction, await own_titles(interaction, View.of(search)))

    @profile.autocomplete("search")
    async def suggest(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """The member's own titles for what was typed so far."""
        texts, adult = texts_for(interaction), allows_adult(interaction)
        found = await interaction.client.service.find_own_titles(interaction.user.id, typed, adult=adult)
        return [Choice(name=label(texts, anime), value=title_key(anime)) for anime in found]

    async def open(self, interaction: Interaction) -> None:
        """Show it as a new message."""
        message, picture = await profile_shown(interaction)
        await answer(interaction, message, file=picture)

    async def open_titles(self, interaction: Interaction) -> None:
        """Show all titles that the member told of as a new message."""
        await answer(interaction, await own_titles(interaction, View()))


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Profile(bot))
