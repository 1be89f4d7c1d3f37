"""/recommend: what to watch next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.commands import everywhere
from bot.commands.rate import genre_choices
from bot.service import ANYTHING, YEARS, Wish
from bot.texts import said
from bot.ui.answers import Refused, allows_adult, answer
from bot.ui.links import RECOMMEND
from bot.ui.recommendations import recommendations

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction

Year = Range[int, YEARS[0], YEARS[-1]]


class Recommend(commands.Cog):
    """The member's list."""

    def __init__(self, bot: Osusume) -> None:
        bot.features[RECOMMEND] = self.open

    @everywhere
    @app_commands.command(description=said("command-recommend"))
    @app_commands.describe(
        type=said("option-recommend-type"),
        since=said("option-recommend-since"),
        until=said("option-recommend-until"),
        genre=said("option-recommend-genre"),
        without=said("option-recommend-without"),
        adult=said("option-recommend-adult"),
    )
    async def recommend(  # noqa: PLR0913, PLR0917 - one for each of the command's options
        self,
        interaction: Interaction,
        type: str | None = None,  # noqa: A002 - the option's name
        since: Year | None = None,
        until: Year | None = None,
        genre: str | None = None,
        without: str | None = None,
        adult: bool = False,
    ) -> None:
        """Show the first page."""
        if adult and not allows_adult(interaction):
            raise Refused("adult-elsewhere")
        wish = Wish(
            types=(type,) if type else (),
            since=since,
            until=until,
            wanted=(genre,) if genre else (),
            unwanted=(without,) if without else (),
        )
        await self._show(interaction, wish, adult=adult, private=False)

    @recommend.autocomplete("type")
    async def suggest_types(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Types that begin as what was typed so far."""
        fitting = [
            kind for kind in interaction.client.service.types if kind.casefold().startswith(typed.casefold())
        ]
        return [Choice(name=kind, value=kind) for kind in fitting[:25]]

    @recommend.autocomplete("genre")
    @recommend.autocomplete("without")
    async def suggest_genres(self, interaction: Interaction, typed: str) -> list[Choice[str]]:
        """Genres for what was typed so far."""
        return await genre_choices(interaction, typed)

    async def open(self, interaction: Interaction) -> None:
        """Show the member's list without any wish, to the member alone."""
        await self._show(interaction, ANYTHING, adult=False, private=True)

    async def _show(self, interaction: Interaction, wish: Wish, *, adult: bool, private: bool) -> None:
        client = interaction.client
        page = await client.service.recommend(interaction.user.id, wish, size=client.page_size, adult=adult)
        await answer(interaction, recommendations(interaction, page, adult=adult), private=private)


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Recommend(bot))
