"""/title, /similar, /random, /seen: titles one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice
from discord.ext import commands

from bot.commands import everywhere
from bot.commands.rate import Rating, title_choices
from bot.commands.visibility import VISIBLE, is_private
from bot.members.records import Status
from bot.texts import said
from bot.ui import recommendations
from bot.ui.answers import allows_adult, answer, texts_for, usual_for
from bot.ui.titles import Place, Told, picked, title_message

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction

SEEN = [
    Choice(name=said("status-completed"), value=Status.COMPLETED.value),
    Choice(name=said("status-watching"), value=Status.WATCHING.value),
    Choice(name=said("status-on-hold"), value=Status.ON_HOLD.value),
    Choice(name=said("status-dropped"), value=Status.DROPPED.value),
]


class Titles(commands.Cog):
    """Titles one by one."""

    @everywhere
    @app_commands.command(description=said("command-title"))
    @app_commands.describe(title=said("option-title-title"), visible=said("option-title-visible"))
    @app_commands.choices(visible=VISIBLE)
    async def title(self, interaction: Interaction, title: str, visible: str | None = None) -> None:
        """Tell all about a title."""
        service, member = interaction.client.service, interaction.user.id
        about = await service.title(member, title, adult=allows_adult(interaction))
        private = is_private(visible, await usual_for(interaction))
        await answer(interaction, title_message(texts_for(interaction), member, about), private=private)

    @everywhere
    @app_commands.command(description=said("command-similar"))
    @app_commands.describe(title=said("option-similar-title"), visible=said("option-similar-visible"))
    @app_commands.choices(visible=VISIBLE)
    async def similar(self, interaction: Interaction, title: str, visible: str | None = None) -> None:
        """Show what is like a title."""
        private = is_private(visible, await usual_for(interaction))
        place = recommendations.Place(like=title, adult=allows_adult(interaction))
        await answer(interaction, await recommendations.recommendations(interaction, place), private=private)

    @everywhere
    @app_commands.command(description=said("command-random"))
    @app_commands.describe(visible=said("option-random-visible"))
    @app_commands.choices(visible=VISIBLE)
    async def random(self, interaction: Interaction, visible: str | None = None) -> None:
        """Pick a title that the member will probably like."""
        private = is_private(visible, await usual_for(interaction))
        await answer(interaction, await picked(interaction, Place.RANDOM), private=private)

    @everywhere
    @app_commands.command(description=said("command-seen"))
    @app_commands.describe(
        title=said("option-seen-title"),
        rating=said("option-seen-rating"),
        status=said("option-seen-status"),
    )
    @app_commands.choices(status=SEEN)
    async def seen(
        self,
        interaction: Interaction,
        title: str,
        rating: Rating | None = None,
        status: str | None = None,
    ) -> None:
        """Keep that the member has seen a title, and how far; the answer is the member's alone."""
        service, member, adult = interaction.client.service, interaction.user.id, allows_adult(interaction)
        told = await service.tell_title(
            member, title, Status(status) if status else None, rating, adult=adult
        )
        about = await service.title(member, f"#{told.anime.id}", adult=adult)
        message = title_message(texts_for(interaction), member, about, told=Told(told.before))
        await answer(interaction, message)

    @title.autocomplete("title")
    @similar.autocomplete("title")
    @seen.autocomplete("title")
    async def suggest_titles(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Titles for what was typed so far."""
        return await title_choices(interaction, typed)


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Titles())
