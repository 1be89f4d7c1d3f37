"""A member's first minute: two menus of genres, then well-known titles, one card after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
import numpy as np
from discord import ButtonStyle, ui

from bot.service import FirstWord
from bot.ui.answers import Message, redraw, texts_for
from bot.ui.cards import title_card
from bot.ui.links import GENRES, open_button
from bot.ui.markup import plain
from bot.ui.rating import chosen_title, rows
from bot.ui.recommendations import Place, recommendations
from bot.ui.stateful import Stateful, custom_id, template

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.service import FirstGenres
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from recommender.catalogue import Anime

CARDS = 12
BASE = 36  # of the ids in a custom id, which has room for twelve of them beside the owner's
CODE = r"[0-9a-z]{1,5}"
ASKED = rf"(?P<asked>{CODE}(?:\.{CODE}){{0,{CARDS - 1}}})"
SIDES = {"liked": True, "disliked": False}
WORDS = {
    "l": FirstWord.LOVE,
    "k": FirstWord.LIKE,
    "m": FirstWord.MEH,
    "d": FirstWord.DISLIKE,
    "u": FirstWord.UNSEEN,
    "w": FirstWord.WANT,
}
EMOJI = {
    FirstWord.LOVE: "😍",
    FirstWord.LIKE: "🙂",
    FirstWord.MEH: "😐",
    FirstWord.DISLIKE: "🙁",
    FirstWord.UNSEEN: "👀",
    FirstWord.WANT: "🔖",
}


class ChooseFirstGenres(
    Stateful[ui.Select[Any]], template=template("first-genres", rf"(?P<side>{'|'.join(SIDES)})")
):
    """A menu of the genres that the member likes, or dislikes; a genre in both is where it was put last."""

    async def act(self, interaction: Interaction) -> None:
        """Keep them, and show both menus as they are now."""
        genres = await interaction.client.service.choose_genres(
            self.owner, self.values, liked=SIDES[self.state["side"]]
        )
        await redraw(interaction, genre_menus(texts_for(interaction), self.owner, genres))


class BeginDeck(Stateful[ui.Button[Any]], template=template("deck")):
    """The button that leads from the genres to the titles."""

    async def act(self, interaction: Interaction) -> None:
        """Show the first card."""
        await redraw(interaction, await _next_card(interaction, ()))


class AnswerCard(Stateful[ui.Button[Any]], template=template("say", ASKED, rf"(?P<word>[{''.join(WORDS)}])")):
    """A button of a card, which is of the last of the titles that the custom id names."""

    async def act(self, interaction: Interaction) -> None:
        """Keep the member's word, and show the next card; a card that was answered stays so."""
        asked = _ids(self.state["asked"])
        service, word = interaction.client.service, WORDS[self.state["word"]]
        await service.answer_title(self.owner, f"#{asked[-1]}", word)
        await redraw(interaction, await _next_card(interaction, asked))


class AskAgain(Stateful[ui.Button[Any]], template=template("unsay", ASKED)):
    """A button that takes the last answer back."""

    async def act(self, interaction: Interaction) -> None:
        """Forget it, and show its card again."""
        asked = _ids(self.state["asked"])
        anime = await chosen_title(interaction, f"#{asked[-1]}")
        await interaction.client.service.restore_title(self.owner, anime.id, None)
        await redraw(interaction, title_asked(texts_for(interaction), self.owner, anime, asked))


class EndDeck(Stateful[ui.Button[Any]], template=template("end-deck")):
    """A button that ends the questions."""

    async def act(self, interaction: Interaction) -> None:
        """Show what they were for."""
        await redraw(interaction, await _list(interaction))


def genre_menus(texts: Texts, owner: int, genres: FirstGenres) -> Message:
    """The first question: which genres the member likes, and which not."""
    begin: ui.Button[Any] = ui.Button(
        label=texts("start-titles"), emoji="▶️", style=ButtonStyle.primary, custom_id=custom_id("deck", owner)
    )
    blocks: list[ui.Item[Any] | str] = [f"## 👋 {texts('start-heading')}\n{texts('start-introduction')}"]
    blocks.append(ui.ActionRow(_menu(texts("start-liked"), owner, "liked", genres.names, genres.liked)))
    disliked = _menu(texts("start-disliked"), owner, "disliked", genres.names, genres.disliked)
    blocks.append(ui.ActionRow(disliked))
    if genres.others:
        blocks.append(f"-# {texts('start-more-genres', count=genres.others)}")
    buttons = [BeginDeck(begin), _end(texts, owner)]
    blocks += rows([*buttons, open_button(texts, owner, GENRES)] if genres.others else buttons)
    return Message(*blocks)


def title_asked(texts: Texts, owner: int, anime: Anime, asked: tuple[int, ...]) -> Message:
    """The card of a title, which is the last of those asked so far, with a button for each answer."""
    progress = texts("start-progress", number=len(asked), total=CARDS)
    return Message(
        f"-# {progress}",
        title_card(texts, anime),
        *rows(_words(texts, owner, asked, "lkmd")),
        *rows(_words(texts, owner, asked, "uw")),
        *rows(_around(texts, owner, asked)),
    )


async def _next_card(interaction: Interaction, asked: tuple[int, ...]) -> Message:
    """The card after those asked so far; the list where that was the last."""
    owner = interaction.user.id
    anime = None
    if len(asked) < CARDS:
        anime = await interaction.client.service.next_title(owner, asked)
    if anime is None:
        return await _list(interaction)
    return title_asked(texts_for(interaction), owner, anime, (*asked, anime.id))


async def _list(interaction: Interaction) -> Message:
    usual = await interaction.client.service.preferences(interaction.user.id)
    return await recommendations(interaction, Place(usual.wish))


def _menu(
    placeholder: str, owner: int, side: str, names: Collection[str], chosen: Collection[str]
) -> ChooseFirstGenres:
    options = [
        discord.SelectOption(label=plain(name, 100), value=name, default=name in chosen) for name in names
    ]
    return ChooseFirstGenres(
        ui.Select(
            placeholder=plain(placeholder, 150),
            min_values=0,
            max_values=len(options),
            options=options,
            custom_id=custom_id("first-genres", owner, side),
        )
    )


def _words(texts: Texts, owner: int, asked: tuple[int, ...], letters: str) -> Iterator[AnswerCard]:
    labels = {
        FirstWord.LOVE: texts("start-love"),
        FirstWord.LIKE: texts("start-like"),
        FirstWord.MEH: texts("start-meh"),
        FirstWord.DISLIKE: texts("start-dislike"),
        FirstWord.UNSEEN: texts("start-unseen"),
        FirstWord.WANT: texts("start-want"),
    }
    for letter in letters:
        word, identity = WORDS[letter], custom_id("say", owner, _code(asked), letter)
        yield AnswerCard(ui.Button(label=labels[word], emoji=EMOJI[word], custom_id=identity))


def _around(texts: Texts, owner: int, asked: tuple[int, ...]) -> Iterator[ui.Item[Any]]:
    """The way back, and the way out."""
    if before := asked[:-1]:
        identity = custom_id("unsay", owner, _code(before))
        yield AskAgain(ui.Button(label=texts("button-undo"), emoji="↩️", custom_id=identity))
    yield _end(texts, owner)


def _end(texts: Texts, owner: int) -> EndDeck:
    end: ui.Button[Any] = ui.Button(
        label=texts("start-end"), emoji="🎯", custom_id=custom_id("end-deck", owner)
    )
    return EndDeck(end)


def _code(ids: tuple[int, ...]) -> str:
    return ".".join(np.base_repr(anime_id, BASE).lower() for anime_id in ids)


def _ids(code: str) -> tuple[int, ...]:
    return tuple(int(part, BASE) for part in code.split("."))
