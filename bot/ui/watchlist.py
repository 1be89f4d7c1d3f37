"""What a member wants to watch, page by page."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.ui.answers import Message, allows_adult, answer, redraw, texts_for
from bot.ui.cards import emoji, facts, label
from bot.ui.links import RECOMMEND, open_button
from bot.ui.markup import literal, plain
from bot.ui.rating import chosen_title
from bot.ui.stateful import Stateful, custom_id, template
from bot.ui.titles import Place, picked, title_message

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.service import Wanted, Watchlist
    from bot.texts import Texts
    from bot.ui.answers import Interaction

PAGE_SIZE = 10
NAME, WHOLE_NAME = 80, 300
FILE_NAME = "watchlist.txt"


class TurnWatchlist(Stateful[ui.Button[Any]], template=template("watchlist", r"(?P<page>\d{1,4})")):
    """A button that shows a page of the watchlist."""

    async def act(self, interaction: Interaction) -> None:
        """Show it in the place of what is shown now."""
        await redraw(interaction, await watchlist(interaction, int(self.state["page"])))


class ShowWanted(Stateful[ui.Select[Any]], template=template("wanted")):
    """A menu of the titles of a page."""

    async def act(self, interaction: Interaction) -> None:
        """Tell all about the chosen one in the place of the list."""
        anime = await chosen_title(interaction, self.values[0])
        about = await interaction.client.service.title(
            self.owner, f"#{anime.id}", adult=allows_adult(interaction)
        )
        await redraw(interaction, title_message(texts_for(interaction), self.owner, about, Place.WATCHLIST))


class PickTonight(Stateful[ui.Button[Any]], template=template("tonight")):
    """A button that picks one of the titles."""

    async def act(self, interaction: Interaction) -> None:
        """Show it in the place of the list."""
        await redraw(interaction, await picked(interaction, Place.TONIGHT))


class ExportWatchlist(Stateful[ui.Button[Any]], template=template("export-watchlist")):
    """A button that hands the list out as a text file."""

    async def act(self, interaction: Interaction) -> None:
        """Do so."""
        texts = texts_for(interaction)
        wanted = await interaction.client.service.watchlist(self.owner, adult=allows_adult(interaction))
        lines = [f"{plain(texts.name(w.anime), WHOLE_NAME)} {w.anime.url}\n" for w in wanted.titles]
        file = discord.File(io.BytesIO("".join(lines).encode()), FILE_NAME)
        message = Message(f"📄 {texts('watchlist-exported')}", ui.File(f"attachment://{FILE_NAME}"))
        await answer(interaction, message, file=file)


async def watchlist(interaction: Interaction, page: int = 1) -> Message:
    """A page of what the member wants to watch; a page past the end is the last."""
    wanted = await interaction.client.service.watchlist(interaction.user.id, adult=allows_adult(interaction))
    return watchlist_message(texts_for(interaction), interaction.user.id, wanted, page)


def watchlist_message(texts: Texts, owner: int, watchlist: Watchlist, page: int = 1) -> Message:
    """The same for a watchlist at hand."""
    last = max(1, -(-len(watchlist.titles) // PAGE_SIZE))
    page = min(max(page, 1), last)
    first = (page - 1) * PAGE_SIZE
    titles = watchlist.titles[first : first + PAGE_SIZE]
    blocks: list[ui.Item[Any] | str] = ["\n".join(_heading(texts, watchlist))]
    if titles:
        blocks.append("\n".join(_line(texts, n, wanted) for n, wanted in enumerate(titles, first + 1)))
        if last > 1:
            blocks.append(f"-# {texts('page', number=page, last=last)}")
        blocks.append(_menu(texts, owner, titles))
        blocks.append(ui.ActionRow(*_buttons(texts, owner, page, last)))
    else:
        blocks.append(ui.ActionRow(open_button(texts, owner, RECOMMEND, first=True)))
    return Message(*blocks)


def watchlist_button(owner: int, label: str, symbol: str, page: int = 1) -> TurnWatchlist:
    """The button that shows a page of the watchlist in the place of what is shown."""
    identity = custom_id("watchlist", owner, page)
    return TurnWatchlist(ui.Button(label=label, emoji=symbol, custom_id=identity))


def _heading(texts: Texts, watchlist: Watchlist) -> Iterator[str]:
    yield f"## 🔖 {texts('watchlist-heading')}"
    if watchlist.titles:
        yield f"-# {texts('watchlist-order', count=len(watchlist.titles))}"
    else:
        yield texts("watchlist-empty")
    if watchlist.hidden:
        yield f"-# {texts('profile-hidden', count=watchlist.hidden)}"
    if watchlist.unlisted:
        yield f"-# {texts('profile-unlisted', count=watchlist.unlisted)}"


def _line(texts: Texts, number: int, wanted: Wanted) -> str:
    anime = wanted.anime
    expected = texts("card-expected", rating=texts.decimal(wanted.expected))
    name = f"{number}. [{literal(texts.name(anime), NAME)}]({anime.url})"
    return f"{name}\n-# {facts(texts, anime)} · {expected}"


def _menu(texts: Texts, owner: int, titles: Sequence[Wanted]) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(label=label(texts, w.anime), value=f"#{w.anime.id}", emoji=emoji(w.anime))
        for w in titles
    ]
    menu: ui.Select[Any] = ui.Select(
        placeholder=plain(texts("watchlist-choose"), 150),
        options=options,
        custom_id=custom_id("wanted", owner),
    )
    return ui.ActionRow(ShowWanted(menu))


def _buttons(texts: Texts, owner: int, page: int, last: int) -> Iterator[ui.Item[Any]]:
    tonight: ui.Button[Any] = ui.Button(
        label=texts("button-tonight"),
        emoji="🎲",
        style=discord.ButtonStyle.primary,
        custom_id=custom_id("tonight", owner),
    )
    yield PickTonight(tonight)
    if page > 1:
        yield watchlist_button(owner, texts("button-previous"), "◀️", page - 1)
    if page < last:
        yield watchlist_button(owner, texts("button-next"), "▶️", page + 1)
    export: ui.Button[Any] = ui.Button(
        label=texts("button-export-watchlist"), emoji="📄", custom_id=custom_id("export-watchlist", owner)
    )
    yield ExportWatchlist(export)
    yield open_button(texts, owner, RECOMMEND)
