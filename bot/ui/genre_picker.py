"""Rating many genres: choose them in menus, then give each a rating with one click."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self

import discord
from discord import ButtonStyle, ui

from bot.ui.answers import Message, Refused, allows_adult, redraw, texts_for
from bot.ui.links import PROFILE, RECOMMEND, open_button
from bot.ui.markup import literal, plain
from bot.ui.rating import rating_buttons, rows
from bot.ui.stateful import Stateful, custom_id, digest, template

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping, Sequence

    from bot.texts import Texts
    from bot.ui.answers import Interaction

MOST_CHOSEN = 25
MENU = 25  # Discord's limit for the options of a menu
NAME = 60
STATE = r"(?P<genres>[0-9a-f]{8})", r"(?P<chosen>[0-9a-f]{1,32})"
TOTAL = r"(?P<total>\d{1,2})"


@dataclass(frozen=True, slots=True)
class Picker:
    """Where a member stands in choosing and rating genres.

    Attributes:
        owner: the member.
        genres: the genres there are to choose from.
        ratings: the ratings that the member gave to genres so far.
        chosen: the genres that are chosen and not rated yet.
    """

    owner: int
    genres: tuple[str, ...]
    ratings: Mapping[str, int]
    chosen: tuple[str, ...] = ()

    @classmethod
    async def new(cls, interaction: Interaction) -> Self:
        """A picker in which nothing is chosen."""
        genres = interaction.client.service.genres(adult=allows_adult(interaction))
        return cls(interaction.user.id, genres, await _ratings(interaction))

    @classmethod
    async def of(cls, interaction: Interaction, state: re.Match[str]) -> Self:
        """The picker that a custom id tells of.

        Raises:
            Refused: the model knows other genres by now.
        """
        service = interaction.client.service
        for adult in (False, True):
            genres = service.genres(adult=adult)
            if digest("\n".join(genres)) == state["genres"]:
                bits = int(state["chosen"], 16)
                chosen = tuple(genre for number, genre in enumerate(genres) if bits >> number & 1)
                return cls(interaction.user.id, genres, await _ratings(interaction), chosen)
        raise Refused("button-outdated")

    @property
    def menus(self) -> list[tuple[str, ...]]:
        """The genres in as few menus as they fit, of about the same length."""
        count = -(-len(self.genres) // MENU)
        ends = [round(len(self.genres) * number / count) for number in range(count + 1)]
        return [self.genres[start:end] for start, end in pairwise(ends)]

    def custom_id(self, action: str, *more: str | int) -> str:
        """A custom id that tells of this picker: a bit for each genre says whether it is chosen."""
        bits = sum(1 << number for number, genre in enumerate(self.genres) if genre in self.chosen)
        return custom_id(action, self.owner, digest("\n".join(self.genres)), f"{bits:x}", *more)


class ChooseGenres(Stateful[ui.Select[Any]], template=template("choose", *STATE, r"(?P<menu>\d)")):
    """A menu that chooses genres; the other menus' choices stay."""

    async def act(self, interaction: Interaction) -> None:
        """Show the picker with what is chosen now."""
        picker = await Picker.of(interaction, self.state)
        elsewhere = [m for number, m in enumerate(picker.menus) if number != int(self.state["menu"])]
        kept = {genre for menu in elsewhere for genre in menu if genre in picker.chosen}
        chosen = tuple(genre for genre in picker.genres if genre in kept | set(self.values))
        if len(chosen) > MOST_CHOSEN:
            raise Refused("genres-too-many", most=MOST_CHOSEN)
        await redraw(interaction, genre_picker(texts_for(interaction), replace(picker, chosen=chosen)))


class StartRating(Stateful[ui.Button[Any]], template=template("start", *STATE)):
    """The button that begins to ask for the chosen genres' ratings."""

    async def act(self, interaction: Interaction) -> None:
        """Ask for the first."""
        picker = await Picker.of(interaction, self.state)
        await redraw(interaction, genre_asked(texts_for(interaction), picker, len(picker.chosen)))


class GiveRating(
    Stateful[ui.Button[Any]],
    template=template("give", *STATE, TOTAL, r"(?P<rating>[1-9]|10|skip|stop)"),
):
    """A button that rates the first of the chosen genres, skips it, or stops."""

    async def act(self, interaction: Interaction) -> None:
        """Keep the rating and go on to the next genre."""
        picker, given = await Picker.of(interaction, self.state), self.state["rating"]
        if not picker.chosen:
            raise Refused("button-outdated")
        first, *rest = picker.chosen
        if given.isdecimal():
            await interaction.client.service.rate_genre(self.owner, first, int(given))
            picker = replace(picker, ratings={**picker.ratings, first: int(given)})
        picker = replace(picker, chosen=() if given == "stop" else tuple(rest))
        await redraw(interaction, genre_asked(texts_for(interaction), picker, int(self.state["total"])))


def genre_picker(texts: Texts, picker: Picker) -> Message:
    """The menus, and the button that begins with what is chosen in them."""
    menus: list[ui.ActionRow[Any]] = [
        ui.ActionRow(_menu(texts, picker, number)) for number in range(len(picker.menus))
    ]
    start: ui.Button[Any] = ui.Button(
        label=texts("genres-start", count=len(picker.chosen)),
        style=ButtonStyle.primary,
        disabled=not picker.chosen,
        custom_id=picker.custom_id("start"),
    )
    return Message(
        f"## 🎭 {texts('genres-heading')}\n{texts('genres-choose', most=MOST_CHOSEN)}",
        *menus,
        literal(", ".join(picker.chosen), 1000) if picker.chosen else texts("genres-none-chosen"),
        ui.ActionRow(StartRating(start)),
    )


def genre_asked(texts: Texts, picker: Picker, total: int) -> Message:
    """The question for the first of the chosen genres; where none is left, what is rated so far."""
    if not picker.chosen:
        return _done(texts, picker)
    genre = picker.chosen[0]
    now = f" {texts('rating-now', rating=picker.ratings[genre])}" if genre in picker.ratings else ""
    number = max(1, total - len(picker.chosen) + 1)
    skip: ui.Button[Any] = ui.Button(
        label=texts("button-skip"), emoji="⏭️", custom_id=picker.custom_id("give", total, "skip")
    )
    stop: ui.Button[Any] = ui.Button(
        label=texts("button-stop"), emoji="⏹️", custom_id=picker.custom_id("give", total, "stop")
    )
    buttons = rating_buttons(lambda rating: picker.custom_id("give", total, rating))
    return Message(
        f"## {literal(genre, NAME)}\n{texts('genres-how-much')}{now}\n"
        f"-# {texts('genres-progress', number=number, total=max(total, number))}",
        *rows(map(GiveRating, buttons)),
        *rows([GiveRating(skip), GiveRating(stop)]),
    )


def _done(texts: Texts, picker: Picker) -> Message:
    best_first = sorted(picker.ratings.items(), key=lambda rated: (-rated[1], rated[0]))
    lines = ", ".join(f"{literal(genre, NAME)} **{rating}**" for genre, rating in best_first)
    return Message(
        f"## ✅ {texts('genres-done', count=len(best_first))}\n{lines}",
        *rows(
            [
                open_button(texts, picker.owner, RECOMMEND, first=True),
                open_button(texts, picker.owner, PROFILE),
            ]
        ),
    )


def _menu(texts: Texts, picker: Picker, number: int) -> ChooseGenres:
    genres, ratings = picker.menus[number], picker.ratings
    options = [
        discord.SelectOption(
            label=plain(genre, 100),
            value=genre,
            description=texts("genres-rated", rating=ratings[genre]) if genre in ratings else None,
            default=genre in picker.chosen,
        )
        for genre in genres
    ]
    return ChooseGenres(
        ui.Select(
            placeholder=_span(texts, genres),
            min_values=0,
            max_values=len(genres),
            options=options,
            custom_id=picker.custom_id("choose", number),
        )
    )


def _span(texts: Texts, genres: Sequence[str]) -> str:
    return texts("genres-menu", first=plain(genres[0], NAME), last=plain(genres[-1], NAME))


async def _ratings(interaction: Interaction) -> dict[str, int]:
    profile = await interaction.client.service.profile(interaction.user.id)
    return {opinion.genre: opinion.typed for opinion in profile.genres if opinion.typed is not None}
