"""All about one title: what it is, why it would suit the member, its series, and what the member can say."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.members.records import Kept, Status
from bot.ui.answers import Message, allows_adult, answer, redraw, texts_for, usual_for
from bot.ui.cards import emoji, facts, heading, label, with_cover
from bot.ui.kept import EMOJI, PATTERN, decode, encode, standing
from bot.ui.links import RECOMMEND, START, WATCHLIST, open_button
from bot.ui.markup import literal, plain
from bot.ui.rating import chosen_title, rating_style, rows
from bot.ui.stateful import Stateful, custom_id, template
from recommender.taste import HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.service import About, Cause, Part
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from recommender.catalogue import Anime

NAME, SERIES_NAME, OTHER_NAMES, GENRES_LINE = 100, 90, 150, 150
MOST_PARTS = 8  # of a series, around the title
FORGET = "f"
STATUSES = {"s": Status.COMPLETED, "w": Status.PLANNED, "n": Status.UNWANTED}
ANIME, WORD, PLACE = r"(?P<anime>\d{1,10})", r"(?P<word>[1-9]|10|[swnf])", r"(?P<place>[trwn])"


class Place(StrEnum):
    """Where a title is shown, which says what else its message offers."""

    ALONE = "t"
    RANDOM = "r"
    WATCHLIST = "w"
    TONIGHT = "n"


@dataclass(frozen=True, slots=True)
class Told:
    """That the member just said something of a title, and what was kept of it before."""

    before: Kept | None


class AboutTitle(Stateful[ui.Button[Any]], template=template("about", ANIME)):
    """A button that tells all about a title."""

    async def act(self, interaction: Interaction) -> None:
        """Tell it to the member alone."""
        about = await about_chosen(interaction, f"#{self.state['anime']}")
        await answer(interaction, title_message(texts_for(interaction), self.owner, about))


class ShowPart(Stateful[ui.Select[Any]], template=template("part", PLACE)):
    """A menu of the parts of a series."""

    async def act(self, interaction: Interaction) -> None:
        """Show the chosen part in the place of this one."""
        about = await about_chosen(interaction, self.values[0])
        place = Place(self.state["place"])
        await redraw(interaction, title_message(texts_for(interaction), self.owner, about, place))


class Tell(Stateful[ui.Button[Any]], template=template("tell", ANIME, WORD, PLACE)):
    """A button that rates a title, says how the member stands to it, or forgets it."""

    async def act(self, interaction: Interaction) -> None:
        """Keep the member's word, and show what is kept now."""
        service, word, title = interaction.client.service, self.state["word"], f"#{self.state['anime']}"
        if word == FORGET:
            gone = await service.forget_title(self.owner, title)
            told = Told(Kept(gone.status, gone.rating, gone.at))
        else:
            status, rating = STATUSES.get(word), int(word) if word.isdigit() else None
            said = await service.tell_title(
                self.owner, title, status, rating, adult=allows_adult(interaction)
            )
            if said.before and (said.before.status, said.before.rating) == (said.status, said.rating):
                await interaction.response.defer()  # pressed twice: the way back stays that of the first
                return
            told = Told(said.before)
        about = await about_chosen(interaction, title)
        place = Place(self.state["place"])
        await redraw(interaction, title_message(texts_for(interaction), self.owner, about, place, told))


class Untell(Stateful[ui.Button[Any]], template=template("untell", ANIME, rf"(?P<before>{PATTERN})", PLACE)):
    """A button that takes the last word on a title back."""

    async def act(self, interaction: Interaction) -> None:
        """Put back what was kept before, and show it."""
        anime_id, before = int(self.state["anime"]), decode(self.state["before"])
        await interaction.client.service.restore_title(self.owner, anime_id, before)
        about = await about_chosen(interaction, f"#{anime_id}")
        place = Place(self.state["place"])
        await redraw(interaction, title_message(texts_for(interaction), self.owner, about, place))


class PickAnother(Stateful[ui.Button[Any]], template=template("another", ANIME, r"(?P<place>[rn])")):
    """A button that picks another title."""

    async def act(self, interaction: Interaction) -> None:
        """Show it in the place of this one."""
        place, but = Place(self.state["place"]), int(self.state["anime"])
        await redraw(interaction, await picked(interaction, place, but))


async def picked(interaction: Interaction, place: Place, but: int | None = None) -> Message:
    """A title picked for the member: of their whole list, or of what they want to watch.

    Args:
        interaction: of the member.
        place: which of the two.
        but: the id of the title that was picked last.
    """
    service, texts, member = interaction.client.service, texts_for(interaction), interaction.user.id
    if place is Place.TONIGHT:
        about = await service.pick_wanted(member, but=but, adult=allows_adult(interaction))
        nothing = texts("watchlist-empty")
    else:
        usual = await usual_for(interaction)
        about = await service.pick(member, usual.wish, but=but)
        nothing = texts("recommend-nothing")
    if about is None:
        return Message(nothing, ui.ActionRow(open_button(texts, member, RECOMMEND)))
    return title_message(texts, member, about, place)


async def about_chosen(interaction: Interaction, key: str) -> About:
    """The title whose key was chosen or is a button's, as the member sees it.

    Raises:
        Refused: there is none (any more), or not for here.
    """
    await chosen_title(interaction, key)
    return await interaction.client.service.title(interaction.user.id, key, adult=allows_adult(interaction))


def about_button(texts: Texts, owner: int, anime: Anime, label: str | None = None) -> AboutTitle:
    """The button that tells all about a title; by default it asks why the title is recommended."""
    button: ui.Button[Any] = ui.Button(
        label=label or texts("button-about"), emoji="🔎", custom_id=custom_id("about", owner, anime.id)
    )
    return AboutTitle(button)


def title_message(
    texts: Texts, owner: int, about: About, place: Place = Place.ALONE, told: Told | None = None
) -> Message:
    """All about a title.

    Args:
        texts: in the member's language.
        owner: the member.
        about: the title as the member sees it.
        place: where it is shown.
        told: what the member just said of it.
    """
    blocks: list[ui.Item[Any] | str] = [*_heading(texts, about, place, told)]
    blocks.append(with_cover(texts, about.anime, "\n".join(_facts(texts, about))))
    if why := "\n".join(_why(texts, about)):
        blocks.append(why)
    if len(about.parts) > 1:
        parts = _around(about)
        blocks += ["\n".join(_series(texts, about, parts)), _part_menu(texts, owner, about, parts, place)]
    seen = about.kept is not None and about.kept.status.seen
    if seen or place is Place.ALONE:
        blocks.append(_question(texts, about.kept))
        blocks += rows(_rating(owner, about, n, place) for n in range(LOWEST, HIGHEST + 1))
    blocks += rows(_words(texts, owner, about, place, told))
    blocks += rows(_onward(texts, owner, about, place))
    return Message(*blocks)


def _heading(texts: Texts, about: About, place: Place, told: Told | None) -> Iterator[str]:
    if place is Place.RANDOM:
        yield f"## 🎲 {texts('random-heading')}"
    elif place is Place.TONIGHT:
        yield f"## 🎲 {texts('watchlist-tonight')}"
    if told and about.kept is None:
        yield f"🗑️ {texts('title-forgotten', title=literal(texts.name(about.anime), NAME))}"


def _question(texts: Texts, kept: Kept | None) -> str:
    if kept is None or not kept.status.seen:
        return texts("title-seen-it")
    return texts("title-question-again") if kept.rating else texts("title-question")


def _facts(texts: Texts, about: About) -> Iterator[str]:
    anime, kept = about.anime, about.kept
    yield heading(texts, anime)
    shown = texts.name(anime).casefold()
    names = dict.fromkeys(n for n in (anime.english, anime.japanese, anime.name) if n.casefold() != shown)
    if others := " · ".join(filter(None, names)):
        yield literal(others, OTHER_NAMES)
    yield facts(texts, anime)
    if anime.minutes:
        single = texts("title-minutes", count=anime.minutes)
        each = texts("title-minutes-each", count=anime.minutes)
        yield f"⏱️ {single if anime.episodes == 1 else each}"
    if anime.genres:
        yield f"-# {literal(', '.join(anime.genres), GENRES_LINE)}"
    expected = texts.decimal(about.expected)
    if kept is None or not kept.status.seen:
        yield f"🎯 {texts('card-expected', rating=expected)}"
    if kept:
        yield standing(texts, kept)
    if kept and kept.rating and not about.newcomer:
        yield f"-# {texts('title-guess', rating=expected)}"


def _why(texts: Texts, about: About) -> Iterator[str]:
    if about.before and not (about.kept and about.kept.status.seen):
        name = literal(texts.name(about.before.anime), NAME)
        if about.before.kept and about.before.kept.status.seen:
            yield f"↪️ {texts('title-goes-on', title=name)}"
        else:
            yield f"☝️ {texts('title-first', title=name)}"
    if about.causes:
        yield f"**{texts('title-why')}**"
        yield from (f"- {_cause(texts, about.anime, cause)}" for cause in about.causes)
    elif not (about.kept and about.kept.status.seen):
        yield texts("title-newcomer") if about.newcomer else texts("title-no-cause")


def _cause(texts: Texts, anime: Anime, cause: Cause) -> str:
    if isinstance(cause.of, str):
        genre, rating = literal(cause.of, NAME), cause.rating or 0
        if cause.of in anime.genres:
            return texts("title-cause-genre", genre=genre, rating=rating)
        return texts("title-cause-other-genre", genre=genre, rating=rating)
    name = literal(texts.name(cause.of), NAME)
    if cause.rating is None:
        return texts("title-cause-seen", title=name)
    return texts("title-cause-rated", title=name, rating=cause.rating)


def _around(about: About) -> list[tuple[int, Part]]:
    """The parts of the series nearest to the title, each with its number."""
    at = next(n for n, part in enumerate(about.parts) if part.anime is about.anime)
    first = min(max(0, at - MOST_PARTS // 2), max(0, len(about.parts) - MOST_PARTS))
    return list(enumerate(about.parts, 1))[first : first + MOST_PARTS]


def _series(texts: Texts, about: About, parts: list[tuple[int, Part]]) -> Iterator[str]:
    yield f"**{texts('title-series', count=len(about.parts))}**"
    for number, part in parts:
        name = literal(label(texts, part.anime), SERIES_NAME)
        symbol = EMOJI[part.kept.status] if part.kept else emoji(part.anime)
        yield f"{number}. {symbol} " + (f"**{name}**" if part.anime is about.anime else name)
    if about.beside:
        yield f"-# {texts('title-beside', count=about.beside)}"


def _part_menu(
    texts: Texts, owner: int, about: About, parts: list[tuple[int, Part]], place: Place
) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(
            label=label(texts, part.anime), value=f"#{part.anime.id}", emoji=emoji(part.anime)
        )
        for _, part in parts
        if part.anime is not about.anime
    ]
    menu: ui.Select[Any] = ui.Select(
        placeholder=plain(texts("title-parts"), 150),
        options=options,
        custom_id=custom_id("part", owner, place),
    )
    return ui.ActionRow(ShowPart(menu))


def _rating(owner: int, about: About, rating: int, place: Place) -> Tell:
    given = about.kept.rating if about.kept else None
    style = discord.ButtonStyle.primary if rating == given else rating_style(rating)
    identity = custom_id("tell", owner, about.anime.id, rating, place)
    return Tell(ui.Button(label=str(rating), style=style, custom_id=identity))


def _words(texts: Texts, owner: int, about: About, place: Place, told: Told | None) -> Iterator[ui.Item[Any]]:
    """What can be said of the title, beside a rating."""
    labels = {"s": texts("button-card-seen"), "w": texts("button-want"), "n": texts("button-not-for-me")}
    seen = about.kept is not None and about.kept.status.seen
    for word, status in STATUSES.items():
        if (about.kept is None or about.kept.status is not status) and (status.seen or not seen):
            identity = custom_id("tell", owner, about.anime.id, word, place)
            yield Tell(ui.Button(label=labels[word], emoji=EMOJI[status], custom_id=identity))
    if about.kept:
        identity = custom_id("tell", owner, about.anime.id, FORGET, place)
        yield Tell(ui.Button(label=texts("button-forget"), emoji="🗑️", custom_id=identity))
    if told:
        identity = custom_id("untell", owner, about.anime.id, encode(told.before), place)
        yield Untell(ui.Button(label=texts("button-undo"), emoji="↩️", custom_id=identity))


def _onward(texts: Texts, owner: int, about: About, place: Place) -> Iterator[ui.Item[Any]]:
    from bot.ui.recommendations import like_button  # noqa: PLC0415 - lists lead to titles, and titles to lists
    from bot.ui.watchlist import watchlist_button  # noqa: PLC0415 - likewise

    if place in {Place.RANDOM, Place.TONIGHT}:
        another: ui.Button[Any] = ui.Button(
            label=texts("button-another"),
            emoji="🎲",
            style=discord.ButtonStyle.primary,
            custom_id=custom_id("another", owner, about.anime.id, place),
        )
        yield PickAnother(another)
    if place in {Place.WATCHLIST, Place.TONIGHT}:
        yield watchlist_button(owner, texts("button-watchlist"), "🔖")
    yield like_button(texts, owner, about.anime)
    if about.newcomer:
        yield open_button(texts, owner, START)
    elif place is Place.ALONE:
        wanted = about.kept is not None and about.kept.status is Status.PLANNED
        yield open_button(texts, owner, WATCHLIST if wanted else RECOMMEND)
