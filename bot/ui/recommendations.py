"""What to watch next: pages of cards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.service import Wish
from bot.ui.answers import Message, Refused, allows_adult, answer, redraw, texts_for
from bot.ui.cards import card, emoji, label
from bot.ui.links import GENRES, PROFILE, open_button
from bot.ui.markup import literal, plain
from bot.ui.rating import chosen_title, title_question
from bot.ui.stateful import Stateful, custom_id, digest, named, template

if TYPE_CHECKING:
    from bot.service import Page
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from recommender.catalogue import Anime

NAME, GENRE = 40, 25
DIGESTS = r"(?:[0-9a-f]{8}){0,2}"  # more would not fit into a custom id


class TurnPage(
    Stateful[ui.Button[Any]],
    template=template(
        "list",
        r"(?P<page>\d{1,4})",
        r"(?P<adult>[01])",
        rf"(?P<types>{DIGESTS})",
        r"(?P<since>\d{0,4})",
        r"(?P<until>\d{0,4})",
        rf"(?P<wanted>{DIGESTS})",
        rf"(?P<unwanted>{DIGESTS})",
    ),
):
    """A button that turns to another page of the same list."""

    async def act(self, interaction: Interaction) -> None:
        """Show that page in the place of this one."""
        client, state = interaction.client, self.state
        genres = client.service.genres(adult=True)
        wish = Wish(
            types=named(state["types"], client.service.types),
            since=int(state["since"]) if state["since"] else None,
            until=int(state["until"]) if state["until"] else None,
            wanted=named(state["wanted"], genres),
            unwanted=named(state["unwanted"], genres),
        )
        adult = state["adult"] == "1" and allows_adult(interaction)
        page = await client.service.recommend(
            self.owner, wish, page=int(state["page"]), size=client.page_size, adult=adult
        )
        if page.number > 1 and not page.cards:
            raise Refused("recommend-no-more")
        await redraw(interaction, recommendations(interaction, page, adult=adult))


class RateSeen(Stateful[ui.Select[Any]], template=template("seen")):
    """A menu of a page's titles, to rate one that the member has seen."""

    async def act(self, interaction: Interaction) -> None:
        """Ask for the rating of the chosen title."""
        anime = await chosen_title(interaction, self.item.values[0])
        await answer(interaction, title_question(texts_for(interaction), self.owner, anime))


def recommendations(interaction: Interaction, page: Page, *, adult: bool) -> Message:
    """A page of the member's list, with what there is to do about it."""
    texts, member = texts_for(interaction), interaction.user
    heading = texts("recommend-heading", name=literal(member.display_name, NAME))
    blocks: list[ui.Item[Any] | str] = [f"## 🎯 {heading}{_asked_for(texts, page.wish)}"]
    if not page.cards:
        blocks.append(texts("recommend-nothing"))
    elif page.newcomer:
        blocks.append(texts("recommend-newcomer"))
    first = (page.number - 1) * interaction.client.page_size + 1
    blocks += [card(texts, number, found) for number, found in enumerate(page.cards, first)]
    if page.cards:
        blocks.append(_seen_menu(texts, member.id, [found.anime for found in page.cards]))
    blocks.append(ui.ActionRow(*_buttons(texts, member.id, page, adult=adult)))
    return Message(*blocks)


def _asked_for(texts: Texts, wish: Wish) -> str:
    parts = [literal(kind, GENRE) for kind in wish.types]
    if wish.since:
        parts.append(texts("wish-since", year=str(wish.since)))
    if wish.until:
        parts.append(texts("wish-until", year=str(wish.until)))
    parts += [texts("wish-wanted", genre=literal(genre, GENRE)) for genre in wish.wanted]
    parts += [texts("wish-unwanted", genre=literal(genre, GENRE)) for genre in wish.unwanted]
    return f"\n-# {' · '.join(parts)}" if parts else ""


def _seen_menu(texts: Texts, owner: int, titles: list[Anime]) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(label=label(texts, anime), value=f"#{anime.id}", emoji=emoji(anime))
        for anime in titles
    ]
    menu: ui.Select[Any] = ui.Select(
        placeholder=plain(texts("recommend-seen"), 150), options=options, custom_id=custom_id("seen", owner)
    )
    return ui.ActionRow(RateSeen(menu))


def _buttons(texts: Texts, owner: int, page: Page, *, adult: bool) -> list[ui.Item[Any]]:
    def turn(label: str, symbol: str, number: int) -> TurnPage:
        identity = _page_id(owner, page.wish, number, adult=adult)
        return TurnPage(ui.Button(label=label, emoji=symbol, custom_id=identity))

    buttons: list[ui.Item[Any]] = []
    if page.number > 1:
        buttons.append(turn(texts("button-previous"), "◀️", page.number - 1))
    if page.more:
        buttons.append(turn(texts("button-next"), "▶️", page.number + 1))
    buttons.append(open_button(texts, owner, GENRES, first=page.newcomer))
    if not page.newcomer:
        buttons.append(open_button(texts, owner, PROFILE))
    return buttons


def _page_id(owner: int, wish: Wish, number: int, *, adult: bool) -> str:
    return custom_id(
        "list",
        owner,
        number,
        int(adult),
        "".join(map(digest, wish.types)),
        wish.since or "",
        wish.until or "",
        "".join(map(digest, wish.wanted)),
        "".join(map(digest, wish.unwanted)),
    )
