"""Everything that a member told of titles, page by page: in an order, and as far as it is looked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.members.records import Status
from bot.service import Order
from bot.ui.answers import Message, allows_adult, answer, redraw, texts_for
from bot.ui.cards import emoji, label
from bot.ui.forms import Form
from bot.ui.links import PROFILE, RECOMMEND, open_button
from bot.ui.markup import literal, plain
from bot.ui.rating import chosen_title, title_question
from bot.ui.stateful import Stateful, choice, custom_id, template

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping, Sequence

    from bot.service import OwnTitles, RatedTitle
    from bot.texts import Texts
    from bot.ui.answers import Interaction

PAGE_SIZE = 10
NAME = 80
LONGEST_SEARCH = 50  # characters; a custom id has room for 60
FIELD = "name"
SYMBOLS = {
    Status.WATCHING: "▶️",
    Status.COMPLETED: "👁️",
    Status.ON_HOLD: "⏸️",
    Status.DROPPED: "⏹️",
    Status.PLANNED: "🔖",
    Status.UNWANTED: "🚫",
}
ORDER, SEARCH = rf"(?P<order>{'|'.join(Order)})", rf"(?P<search>.{{0,{LONGEST_SEARCH}}})"
HERE, ANEW = "here", "anew"  # where what was found is shown


@dataclass(frozen=True, slots=True)
class View:
    """What is shown of a member's titles.

    Attributes:
        page: from 1; one past the end is the last.
        order: in which order.
        search: what is looked for; empty for all titles.
    """

    page: int = 1
    order: Order = Order.LATEST
    search: str = ""

    @classmethod
    def of(cls, typed: str) -> View:
        """What fits a typed text, the most fitting first."""
        search = " ".join(typed.split())[:LONGEST_SEARCH].strip()
        return cls(order=Order.FIT if search else Order.LATEST, search=search)


class ShowTitles(Stateful[ui.Button[Any]], template=template("titles", r"(?P<page>\d{1,4})", ORDER, SEARCH)):
    """A button that shows a page of the member's titles."""

    async def act(self, interaction: Interaction) -> None:
        """Show it in the place of what is shown now."""
        view = View(int(self.state["page"]), Order(self.state["order"]), self.state["search"])
        await redraw(interaction, await own_titles(interaction, view))


class OrderTitles(Stateful[ui.Select[Any]], template=template("order", SEARCH)):
    """A menu of the orders that titles can be in."""

    async def act(self, interaction: Interaction) -> None:
        """Show the first page in the chosen one."""
        view = View(order=choice(Order, self.values[0]), search=self.state["search"])
        await redraw(interaction, await own_titles(interaction, view))


class FindTitles(Stateful[ui.Button[Any]], template=template("find", rf"(?P<where>{HERE}|{ANEW})")):
    """A button that asks what is looked for."""

    async def act(self, interaction: Interaction) -> None:
        """Open the form."""
        texts, identity = texts_for(interaction), custom_id("found", self.owner, self.state["where"])
        name: ui.TextInput[Any] = ui.TextInput(
            custom_id=FIELD, max_length=LONGEST_SEARCH, placeholder=texts("own-titles-form-hint")
        )
        field: ui.Label[Any] = ui.Label(text=texts("own-titles-form-name"), component=name)
        await interaction.response.send_modal(FindForm(texts("own-titles-form"), identity, field))


class FindForm(Form, template=template("found", rf"(?P<where>{HERE}|{ANEW})")):
    """A form that asks for the name of a title, or a part of it."""

    @classmethod
    async def act(cls, interaction: Interaction, state: re.Match[str], typed: Mapping[str, str]) -> None:
        """Show the member's titles that fit."""
        message = await own_titles(interaction, View.of(typed.get(FIELD, "")))
        if state["where"] == HERE:
            await redraw(interaction, message)
        else:
            await answer(interaction, message)


class ChangeTitle(Stateful[ui.Select[Any]], template=template("change-title")):
    """A menu of the page's titles, to change or forget one."""

    async def act(self, interaction: Interaction) -> None:
        """Ask for the chosen title's rating."""
        anime = await chosen_title(interaction, self.values[0])
        await answer(interaction, title_question(texts_for(interaction), self.owner, anime))


async def own_titles(interaction: Interaction, view: View) -> Message:
    """A page of the titles of the member who acted."""
    texts, member = texts_for(interaction), interaction.user.id
    own = await interaction.client.service.own_titles(
        member, view.search, view.order, name=texts.name, adult=allows_adult(interaction)
    )
    return own_titles_message(texts, member, own, view)


def own_titles_message(texts: Texts, owner: int, own: OwnTitles, view: View) -> Message:
    """The same for titles at hand."""
    last = max(1, -(-len(own.titles) // PAGE_SIZE))
    view = replace(view, page=min(max(view.page, 1), last))
    titles = own.titles[(view.page - 1) * PAGE_SIZE : view.page * PAGE_SIZE]
    blocks: list[ui.Item[Any] | str] = ["\n".join(_heading(texts, own, view, last))]
    if titles:
        blocks += [title_lines(texts, titles), title_menu(texts, owner, titles)]
    if len(own.titles) > 1:
        blocks.append(_order_menu(texts, owner, view))
    blocks.append(ui.ActionRow(*_buttons(texts, owner, own, view, last)))
    return Message(*blocks)


def find_button(texts: Texts, owner: int, where: str = ANEW) -> FindTitles:
    """The button that asks what is looked for; what is found comes in a message of its own, or here."""
    identity = custom_id("find", owner, where)
    return FindTitles(ui.Button(label=texts("button-find"), emoji="🔎", custom_id=identity))


def title_lines(texts: Texts, titles: Sequence[RatedTitle]) -> str:
    """Titles, each on a line with the member's rating or status."""
    return "\n".join(_line(texts, told) for told in titles)


def title_menu(texts: Texts, owner: int, titles: Sequence[RatedTitle]) -> ui.ActionRow[Any]:
    """A menu of the same titles, to change or forget one."""
    options = [
        discord.SelectOption(
            label=label(texts, told.anime),
            value=f"#{told.anime.id}",
            emoji=emoji(told.anime),
            description=_standing(texts, told),
        )
        for told in titles
    ]
    menu: ui.Select[Any] = ui.Select(
        placeholder=texts("profile-change-title"), options=options, custom_id=custom_id("change-title", owner)
    )
    return ui.ActionRow(ChangeTitle(menu))


def _heading(texts: Texts, own: OwnTitles, view: View, last: int) -> Iterator[str]:
    yield f"## 📚 {texts('own-titles-heading')}"
    if not own.total:
        yield texts("own-titles-none")
    elif view.search:
        search = literal(view.search, NAME)
        yield f"🔎 {texts('own-titles-found', count=len(own.titles), search=search)}"
    else:
        yield texts("own-titles-count", count=own.total)
    if last > 1:
        yield f"-# {texts('page', number=view.page, last=last)}"
    if own.hidden:
        yield f"-# {texts('profile-hidden', count=own.hidden)}"
    if own.unlisted:
        yield f"-# {texts('profile-unlisted', count=own.unlisted)}"


def _line(texts: Texts, told: RatedTitle) -> str:
    given = f"**{told.rating}**" if told.rating is not None else SYMBOLS[told.status]
    return f"{given} · [{literal(texts.name(told.anime), NAME)}]({told.anime.url})"


def _standing(texts: Texts, told: RatedTitle) -> str:
    """How the member stands to a title, in a few words."""
    if told.rating is not None:
        return texts("genres-rated", rating=told.rating)
    match told.status:
        case Status.PLANNED:
            return texts("profile-wanted")
        case Status.UNWANTED:
            return texts("profile-unwanted")
        case _:
            return texts("profile-seen")


def _order_menu(texts: Texts, owner: int, view: View) -> ui.ActionRow[Any]:
    orders = {
        Order.FIT: texts("order-fit"),
        Order.LATEST: texts("order-latest"),
        Order.BEST: texts("order-best"),
        Order.NAME: texts("order-name"),
    }
    options = [
        discord.SelectOption(label=plain(said, 100), value=order, default=order is view.order)
        for order, said in orders.items()
        if view.search or order is not Order.FIT
    ]
    menu: ui.Select[Any] = ui.Select(
        placeholder=plain(texts("order-menu"), 150),
        options=options,
        custom_id=custom_id("order", owner, view.search),
    )
    return ui.ActionRow(OrderTitles(menu))


def _buttons(texts: Texts, owner: int, own: OwnTitles, view: View, last: int) -> Iterator[ui.Item[Any]]:
    if view.page > 1:
        yield _show(owner, texts("button-previous"), "◀️", replace(view, page=view.page - 1))
    if view.page < last:
        yield _show(owner, texts("button-next"), "▶️", replace(view, page=view.page + 1))
    if own.total:
        yield find_button(texts, owner, HERE)
    if view.search:
        yield _show(owner, texts("button-all-titles"), "📚", View())
    yield open_button(texts, owner, PROFILE if own.total else RECOMMEND)


def _show(owner: int, label: str, symbol: str, view: View) -> ShowTitles:
    identity = custom_id("titles", owner, view.page, view.order, view.search)
    return ShowTitles(ui.Button(label=label, emoji=symbol, custom_id=identity))
