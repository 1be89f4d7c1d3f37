"""What to watch next: pages of cards that listen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.members.records import Status
from bot.service import ANYTHING, Length
from bot.ui import kept
from bot.ui.answers import Message, Refused, allows_adult, answer, redraw, texts_for
from bot.ui.cards import card, emoji, label
from bot.ui.links import PROFILE, RECOMMEND, SETTINGS, START, WATCHLIST, open_button
from bot.ui.markup import literal, plain
from bot.ui.rating import title_question
from bot.ui.stateful import Stateful, custom_id, template
from bot.ui.titles import ANIME, about_button, about_chosen, title_message
from bot.ui.wish_code import PATTERN, decode, encode

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from bot.service import Page, RatedTitle, Wish
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from recommender.catalogue import Anime
NAME, TITLE, GENRE = 40, 80, 25
MOST_PARTS = 12  # of a wish, in words
MOST_WITH_BUTTONS = 3  # cards: of Discord's 40 components, one with five buttons takes nine
# A list is of what fits a wish, or of what is like a title.
LIST = r"(?P<page>\d{1,3})", r"(?P<adult>[01])", rf"(?:(?P<wish>{PATTERN})|like(?P<like>\d{{1,10}}))"
STATUSES = {"s": Status.COMPLETED, "w": Status.PLANNED, "n": Status.UNWANTED}
SYMBOLS = {Status.COMPLETED: "✅", Status.PLANNED: "🔖", Status.UNWANTED: "🚫"}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a member's list.

    Attributes:
        wish: what the list is to hold.
        page: from 1.
        adult: whether titles for adults were asked for.
        like: what stands for the title that all are to be like; None for a list of what fits the wish.
    """

    wish: Wish = ANYTHING
    page: int = 1
    adult: bool = False
    like: str | None = None


class TurnPage(Stateful[ui.Button[Any]], template=template("turn", *LIST)):
    """A button that turns to another page of the same list."""

    async def act(self, interaction: Interaction) -> None:
        """Show that page in the place of this one."""
        await redraw(interaction, await recommendations(interaction, _place(interaction, self.state)))


class Answer(
    Stateful[ui.Button[Any]], template=template("do", r"(?P<anime>\d{1,10})", r"(?P<word>[swn])", *LIST)
):
    """A button of a card: seen, wanted, or not wanted. The list closes the gap at once."""

    async def act(self, interaction: Interaction) -> None:
        """Keep the member's word, fill the list up, and ask how a title that was seen was."""
        place, status = _place(interaction, self.state), STATUSES[self.state["word"]]
        service, title = interaction.client.service, f"#{self.state['anime']}"
        done = await service.mark_title(self.owner, title, status, adult=place.adult)
        await redraw(interaction, await recommendations(interaction, place, done))
        if status is Status.COMPLETED:
            await answer(interaction, title_question(texts_for(interaction), self.owner, done.anime))


# One letter, because what was kept before takes room.
class TakeBack(
    Stateful[ui.Button[Any]],
    template=template("u", r"(?P<anime>\d{1,10})", rf"(?P<before>{kept.PATTERN})", *LIST),
):
    """A button that takes the last word on a card back."""

    async def act(self, interaction: Interaction) -> None:
        """Put back what was kept before, and show the list as it was."""
        anime_id, before = int(self.state["anime"]), kept.decode(self.state["before"])
        await interaction.client.service.restore_title(self.owner, anime_id, before)
        await redraw(interaction, await recommendations(interaction, _place(interaction, self.state)))


class MoreLike(Stateful[ui.Button[Any]], template=template("like", ANIME)):
    """A button that shows what is like a title."""

    async def act(self, interaction: Interaction) -> None:
        """Show it to the member alone."""
        place = Place(like=f"#{self.state['anime']}", adult=allows_adult(interaction))
        await answer(interaction, await recommendations(interaction, place))


class ChooseCard(Stateful[ui.Select[Any]], template=template("seen")):
    """A menu of a page's titles, where there is no room for buttons beside each."""

    async def act(self, interaction: Interaction) -> None:
        """Tell all about the chosen title, with all that can be said of it."""
        about = await about_chosen(interaction, self.values[0])
        await answer(interaction, title_message(texts_for(interaction), self.owner, about))


async def recommendations(interaction: Interaction, place: Place, done: RatedTitle | None = None) -> Message:
    """A page of the member's list, with what there is to do about it.

    Args:
        interaction: of the member whose list it is.
        place: which page of which list.
        done: the member's last word on one of its cards.

    Raises:
        UserError: the wish cannot be met.
        Refused: the list has no such page.
    """
    client, service = interaction.client, interaction.client.service
    member, size = interaction.user.id, client.page_size
    if place.like is None:
        page = await service.recommend(member, place.wish, page=place.page, size=size, adult=place.adult)
    else:
        page = await service.similar(member, place.like, page=place.page, size=size, adult=place.adult)
    if page.number > 1 and not page.cards:
        raise Refused("recommend-no-more")
    types, genres = service.types, service.genres(adult=True)
    code = f"like{page.like.id}" if page.like else encode(page.wish, types, genres)
    reader = Reader(texts_for(interaction), interaction.user.id, interaction.user.display_name)
    return list_message(reader, page, f"{int(place.adult)}:{code}", done)


def like_button(texts: Texts, owner: int, anime: Anime, label: str | None = None) -> MoreLike:
    """The button that shows what is like a title."""
    identity = custom_id("like", owner, anime.id)
    return MoreLike(ui.Button(label=label or texts("button-like"), emoji="🧭", custom_id=identity))


@dataclass(frozen=True, slots=True)
class Reader:
    """The member whose list it is.

    Attributes:
        texts: in the member's language.
        id: the member's.
        name: the member's, as others see it.
    """

    texts: Texts
    id: int
    name: str


def list_message(reader: Reader, page: Page, code: str, done: RatedTitle | None = None) -> Message:
    """A page as a message; `code` ends the custom ids of its buttons, and tells of which list it is."""
    blocks: list[ui.Item[Any] | str] = [_heading(reader, page, done)]
    buttons = len(page.cards) <= MOST_WITH_BUTTONS
    for number, found in enumerate(page.cards, page.first):
        blocks.append(card(reader.texts, number, found))
        if buttons:
            blocks.append(ui.ActionRow(*_answers(reader, found.anime, f"{page.number}:{code}")))
    if page.cards and not buttons:
        blocks.append(_menu(reader, [found.anime for found in page.cards]))
    blocks.append(ui.ActionRow(*_onward(reader, page, code, done)))
    return Message(*blocks)


def _place(interaction: Interaction, state: re.Match[str]) -> Place:
    """The place that a custom id tells of."""
    service = interaction.client.service
    page, adult = int(state["page"]), state["adult"] == "1" and allows_adult(interaction)
    if state["like"]:
        return Place(page=page, adult=adult, like=f"#{state['like']}")
    wish = decode(state["wish"], service.types, service.genres(adult=True))
    return Place(wish, page, adult)


def _heading(reader: Reader, page: Page, done: RatedTitle | None) -> str:
    texts = reader.texts
    if page.like:
        lines = [f"## 🧭 {texts('similar-heading', title=literal(texts.name(page.like), TITLE))}"]
    else:
        lines = [f"## 🎯 {texts('recommend-heading', name=literal(reader.name, NAME))}"]
    if asked := _asked_for(texts, page.wish):
        lines.append(f"-# {asked}")
    if done:
        lines.append(f"{SYMBOLS[done.status]} {_said(texts, done)}")
    elif not page.cards:
        lines.append(texts("similar-nothing") if page.like else texts("recommend-nothing"))
    elif page.newcomer and not page.like:
        lines.append(texts("recommend-newcomer"))
    return "\n".join(lines)


def _said(texts: Texts, done: RatedTitle) -> str:
    name = literal(texts.name(done.anime), TITLE)
    match done.status:
        case Status.PLANNED:
            return texts("recommend-wanted", title=name)
        case Status.UNWANTED:
            return texts("recommend-unwanted", title=name)
        case _:
            return texts("recommend-seen", title=name)


def _asked_for(texts: Texts, wish: Wish) -> str:
    parts = [literal(kind, GENRE) for kind in wish.types]
    if wish.since:
        parts.append(texts("wish-since", year=str(wish.since)))
    if wish.until:
        parts.append(texts("wish-until", year=str(wish.until)))
    if wish.length:
        parts.append(length_named(texts, wish.length))
    if wish.finished:
        parts.append(texts("wish-finished"))
    if wish.reach:
        parts.append(texts("wish-popular") if wish.reach < 0 else texts("wish-niche"))
    parts += [texts("wish-wanted", genre=literal(genre, GENRE)) for genre in wish.wanted]
    parts += [texts("wish-unwanted", genre=literal(genre, GENRE)) for genre in wish.unwanted]
    return " · ".join(parts[:MOST_PARTS])


def length_named(texts: Texts, length: Length) -> str:
    """A length in the reader's words."""
    return {
        Length.SINGLE: texts("length-single"),
        Length.SHORT: texts("length-short"),
        Length.MEDIUM: texts("length-medium"),
        Length.LONG: texts("length-long"),
    }[length]


def _answers(reader: Reader, anime: Anime, code: str) -> Iterator[ui.Item[Any]]:
    texts = reader.texts
    labels = {"s": texts("button-card-seen"), "w": texts("button-want"), "n": texts("button-not-for-me")}
    for word, said in labels.items():
        identity = custom_id("do", reader.id, anime.id, word, code)
        yield Answer(ui.Button(label=said, emoji=SYMBOLS[STATUSES[word]], custom_id=identity))
    yield like_button(texts, reader.id, anime, texts("button-card-like"))
    yield about_button(texts, reader.id, anime)


def _menu(reader: Reader, titles: list[Anime]) -> ui.ActionRow[Any]:
    texts = reader.texts
    options = [
        discord.SelectOption(label=label(texts, anime), value=f"#{anime.id}", emoji=emoji(anime))
        for anime in titles
    ]
    menu: ui.Select[Any] = ui.Select(
        placeholder=plain(texts("recommend-choose"), 150),
        options=options,
        custom_id=custom_id("seen", reader.id),
    )
    return ui.ActionRow(ChooseCard(menu))


def _onward(reader: Reader, page: Page, code: str, done: RatedTitle | None) -> Iterator[ui.Item[Any]]:
    def turn(label: str, symbol: str, number: int) -> TurnPage:
        identity = custom_id("turn", reader.id, number, code)
        return TurnPage(ui.Button(label=label, emoji=symbol, custom_id=identity))

    texts = reader.texts
    if done and (done.before is None or done.before.status is not done.status):
        identity = custom_id("u", reader.id, done.anime.id, kept.encode(done.before), page.number, code)
        yield TakeBack(ui.Button(label=texts("button-undo"), emoji="↩️", custom_id=identity))
    if page.number > 1:
        yield turn(texts("button-previous"), "◀️", page.number - 1)
    if page.more:
        yield turn(texts("button-next"), "▶️", page.number + 1)
    yield from _leads(reader, page, done)


def _leads(reader: Reader, page: Page, done: RatedTitle | None) -> Iterator[ui.Item[Any]]:
    """What leads elsewhere."""
    texts = reader.texts
    if done and done.status is Status.PLANNED:
        yield open_button(texts, reader.id, WATCHLIST)
    elif page.like:
        yield about_button(texts, reader.id, page.like, texts("button-title"))
    if page.newcomer:
        yield open_button(texts, reader.id, START, first=True)
    elif page.like:
        yield open_button(texts, reader.id, RECOMMEND)
    elif not page.cards:
        yield open_button(texts, reader.id, RECOMMEND, first=True)
        yield open_button(texts, reader.id, SETTINGS)
    else:
        yield open_button(texts, reader.id, SETTINGS)
        if not done:
            yield open_button(texts, reader.id, PROFILE)
