"""/recommend: what to watch next."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from discord import app_commands
from discord.app_commands import Choice, Range
from discord.ext import commands

from bot.commands import everywhere
from bot.commands.rate import genre_choices
from bot.commands.visibility import VISIBLE, is_private
from bot.service import YEARS, Length, Wish
from bot.texts import said
from bot.ui.answers import Refused, allows_adult, answer, usual_for
from bot.ui.links import RECOMMEND
from bot.ui.recommendations import Place, recommendations

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.ui.answers import Interaction

Year = Range[int, YEARS[0], YEARS[-1]]
T = TypeVar("T")
Tenths = Range[int, -10, 10]
LONGEST_CHOICE = 100
LENGTHS = [
    Choice(name=said("length-single"), value=Length.SINGLE.value),
    Choice(name=said("length-short"), value=Length.SHORT.value),
    Choice(name=said("length-medium"), value=Length.MEDIUM.value),
    Choice(name=said("length-long"), value=Length.LONG.value),
]
REACHES = [
    Choice(name=said("reach-most-popular"), value=-10),
    Choice(name=said("reach-popular"), value=-5),
    Choice(name=said("reach-neutral"), value=0),
    Choice(name=said("reach-niche"), value=5),
    Choice(name=said("reach-most-niche"), value=10),
]


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
        length=said("option-recommend-length"),
        genre=said("option-recommend-genre"),
        without=said("option-recommend-without"),
        reach=said("option-recommend-reach"),
        finished=said("option-recommend-finished"),
        visible=said("option-recommend-visible"),
        adult=said("option-recommend-adult"),
    )
    @app_commands.choices(length=LENGTHS, visible=VISIBLE)
    @app_commands.choices(reach=REACHES)
    async def recommend(  # noqa: PLR0913, PLR0917 - one for each of the command's options
        self,
        interaction: Interaction,
        type: str | None = None,  # noqa: A002 - the option's name
        since: Year | None = None,
        until: Year | None = None,
        length: str | None = None,
        genre: str | None = None,
        without: str | None = None,
        reach: Tenths | None = None,
        finished: bool | None = None,
        visible: str | None = None,
        adult: bool = False,
    ) -> None:
        """Show the first page of what the member usually likes to see, changed by the options given."""
        if adult and not allows_adult(interaction):
            raise Refused("adult-elsewhere")
        usual = await usual_for(interaction)
        wish = Wish(
            types=_or(_several(type), usual.wish.types),
            since=_or(since, usual.wish.since),
            until=_or(until, usual.wish.until),
            length=_or(Length(length) if length else None, usual.wish.length),
            wanted=_or(_several(genre), usual.wish.wanted),
            unwanted=_or(_several(without), usual.wish.unwanted),
            reach=_or(None if reach is None else reach / 10, usual.wish.reach),
            finished=_or(finished, usual.wish.finished),
        )
        await _show(interaction, Place(wish, adult=adult), private=is_private(visible, usual))

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
        """Genres for the last of those typed so far, behind the others."""
        before, comma, last = typed.rpartition(",")
        found = await genre_choices(interaction, last.strip())
        whole = [f"{before.strip()}, {choice.value}" if comma else choice.value for choice in found]
        return [Choice(name=genres, value=genres) for genres in whole if len(genres) <= LONGEST_CHOICE]

    async def open(self, interaction: Interaction) -> None:
        """Show the member's usual list, to the member alone."""
        usual = await usual_for(interaction)
        await _show(interaction, Place(usual.wish), private=True)


async def _show(interaction: Interaction, place: Place, *, private: bool) -> None:
    await answer(interaction, await recommendations(interaction, place), private=private)


def _or(given: T | None, usual: T) -> T:
    return usual if given is None else given


def _several(typed: str | None) -> tuple[str, ...] | None:
    """What stands between commas."""
    if typed is None:
        return None
    return tuple(part for part in map(str.strip, typed.split(",")) if part)


async def setup(bot: Osusume) -> None:
    """Add the cog."""
    await bot.add_cog(Recommend(bot))
