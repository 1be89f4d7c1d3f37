"""/rate genre, /rate genres, /rate title: how members tell what they like."""

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
from bot.ui.genre_picker import Picker, genre_picker
from bot.ui.links import GENRES
from bot.ui.rating import genre_rated, title_rated
from recommender.taste import HIGHEST, LOWEST

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction

Rating = Range[int, LOWEST, HIGHEST]


@everywhere
class Rate(commands.GroupCog, group_name="rate", group_description=said("command-rate")):
    """Ratings of genres and titles."""

    def __init__(self, bot: Osusume) -> None:
        bot.features[GENRES] = self.pick_genres

    @app_commands.command(description=said("command-rate-genre"))
    @app_commands.describe(genre=said("option-rate-genre-genre"), rating=said("option-rate-genre-rating"))
    async def genre(self, interaction: Interaction, genre: str, rating: Rating) -> None:
        """Keep a rating of one genre."""
        rated = await interaction.client.service.rate_genre(interaction.user.id, genre, rating)
        await answer(interaction, genre_rated(texts_for(interaction), interaction.user.id, rated))

    @app_commands.command(description=said("command-rate-genres"))
    async def genres(self, interaction: Interaction) -> None:
        """Open the picker."""
        await self.pick_genres(interaction)

    @app_commands.command(description=said("command-rate-title"))
    @app_commands.describe(title=said("option-rate-title-title"), rating=said("option-rate-title-rating"))
    async def title(self, interaction: Interaction, title: str, rating: Rating | None = None) -> None:
        """Keep a rating of one title, or that it was seen."""
        member = interaction.user.id
        rated = await interaction.client.service.rate_title(
            member, title, rating, adult=allows_adult(interaction)
        )
        await answer(interaction, title_rated(texts_for(interaction), member, rated))

    @genre.autocomplete("genre")
    async def suggest_genres(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Genres for what was typed so far."""
        return await genre_choices(interaction, typed)

    @title.autocomplete("title")
    async def suggest_titles(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Titles for what was typed so far."""
        return await title_choices(interaction, typed)

    async def pick_genres(self, interaction: Interaction) -> None:
        """Show the picker as a new message."""
        await answer(interaction, genre_picker(texts_for(interaction), await Picker.new(interaction)))


async def genre_choices(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Genres for what was typed so far."""
    found = await interaction.client.service.find_genres(typed, adult=allows_adult(interaction))
    return [Choice(name=genre, value=genre) for genre in found]


async def title_choices(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Titles for what was typed so far."""
    found = await interaction.client.service.find_titles(typed, adult=allows_adult(interaction))
    texts = texts_for(interaction)
    return [Choice(name=label(texts, anime), value=title_key(anime)) for anime in found]


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Rate(bot))
