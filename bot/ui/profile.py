"""What the bot knows about a member, with ways to change it."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.members.records import Status
from bot.ui.answers import Message, allows_adult, answer, redraw, texts_for
from bot.ui.cards import emoji, label
from bot.ui.links import GENRES, RECOMMEND, open_button
from bot.ui.markup import literal, plain
from bot.ui.picture import draw
from bot.ui.portrait import describe, portrait_of
from bot.ui.rating import chosen_title, genre_question, title_question
from bot.ui.stateful import Stateful, custom_id, template

if TYPE_CHECKING:
    from bot.service import GenreOpinion, Profile, RatedTitle
    from bot.texts import Texts
    from bot.ui.answers import Interaction

TITLES_A_PAGE = 10
MOST_GENRES = 15
MENU = 25
NAME = 80
FULL, EMPTY = "█", "░"
PICTURE = "profile.png"
SYMBOLS = {
    Status.WATCHING: "▶️",
    Status.COMPLETED: "👁️",
    Status.ON_HOLD: "⏸️",
    Status.DROPPED: "🗑️",
    Status.PLANNED: "🔖",
    Status.UNWANTED: "🚫",
}


class TurnProfile(Stateful[ui.Button[Any]], template=template("profile", r"(?P<page>\d{1,4})")):
    """A button that turns to other rated titles."""

    async def act(self, interaction: Interaction) -> None:
        """Show them in the place of these."""
        message, picture = await profile_page(interaction, int(self.state["page"]))
        await redraw(interaction, message, picture)


class ChangeGenre(Stateful[ui.Select[Any]], template=template("change-genre")):
    """A menu of the rated genres, to change or forget one."""

    async def act(self, interaction: Interaction) -> None:
        """Ask for the chosen genre's rating."""
        await answer(interaction, genre_question(texts_for(interaction), self.owner, self.item.values[0]))


class ChangeTitle(Stateful[ui.Select[Any]], template=template("change-title")):
    """A menu of the page's titles, to change or forget one."""

    async def act(self, interaction: Interaction) -> None:
        """Ask for the chosen title's rating."""
        anime = await chosen_title(interaction, self.item.values[0])
        await answer(interaction, title_question(texts_for(interaction), self.owner, anime))


async def profile_page(interaction: Interaction, page: int = 1) -> tuple[Message, discord.File | None]:
    """A page of the profile of the member who acted, and the picture that belongs to it, if there is any."""
    texts, member = texts_for(interaction), interaction.user
    profile = await interaction.client.service.profile(member.id, adult=allows_adult(interaction))
    if profile.newcomer:
        return profile_message(texts, member, profile), None
    portrait = portrait_of(texts, member.display_name, profile)
    drawn = await asyncio.to_thread(draw, portrait, texts)
    said = describe(portrait, texts)
    picture = discord.File(io.BytesIO(drawn), PICTURE, description=said)
    gallery: ui.MediaGallery[Any] = ui.MediaGallery(
        discord.MediaGalleryItem(f"attachment://{PICTURE}", description=said)
    )
    return profile_message(texts, member, profile, page, gallery), picture


def profile_message(
    texts: Texts,
    member: discord.User | discord.Member,
    profile: Profile,
    page: int = 1,
    gallery: ui.MediaGallery[Any] | None = None,
) -> Message:
    """A page of the profile, under its picture; a page past the end is the last."""
    owner = member.id
    heading = f"## 👤 {texts('profile-heading', name=literal(member.display_name, 40))}"
    if profile.newcomer:
        return Message(f"{heading}\n{texts('profile-newcomer')}", *_onward(texts, owner, newcomer=True))
    last = max(1, -(-len(profile.titles) // TITLES_A_PAGE))
    page = min(max(page, 1), last)
    titles = profile.titles[(page - 1) * TITLES_A_PAGE : page * TITLES_A_PAGE]
    blocks: list[ui.Item[Any] | str] = [f"{heading}\n{_summary(texts, profile)}"]
    if gallery:
        blocks.append(gallery)
    if profile.genres:
        blocks.append(_genres(texts, profile))
        blocks += _genre_menu(texts, owner, [o for o in profile.genres if o.typed is not None][:MENU])
    if titles:
        blocks.append(_titles(texts, titles, page, last))
        blocks.append(_title_menu(texts, owner, titles))
    if last > 1:
        blocks.append(_pager(texts, owner, page, last))
    return Message(*blocks, *_onward(texts, owner, newcomer=False))


def _summary(texts: Texts, profile: Profile) -> str:
    typed = sum(opinion.typed is not None for opinion in profile.genres)
    lines = [texts("profile-summary", genres=typed, rated=profile.rated, seen=profile.seen)]
    if profile.planned:
        lines.append(texts("profile-planned", count=profile.planned))
    if profile.hidden:
        lines.append(f"-# {texts('profile-hidden', count=profile.hidden)}")
    if profile.unlisted:
        lines.append(f"-# {texts('profile-unlisted', count=profile.unlisted)}")
    return "\n".join(lines)


def _genres(texts: Texts, profile: Profile) -> str:
    lines = [f"### {texts('profile-genres')}", *(_opinion(texts, o) for o in profile.genres[:MOST_GENRES])]
    more = len(profile.genres) - MOST_GENRES
    if more > 0:
        lines.append(f"-# {texts('profile-more-genres', count=more)}")
    return "\n".join(lines)


def _opinion(texts: Texts, opinion: GenreOpinion) -> str:
    genre = literal(opinion.genre, 40)
    if opinion.typed is not None:
        return f"`{_bar(opinion.typed)}` {genre} **{opinion.typed}**"
    mean = opinion.mean or 0.0
    source = texts("profile-from-titles", count=opinion.count)
    return f"`{_bar(round(mean))}` {genre} {mean:.1f} · {source}"


def _bar(rating: int) -> str:
    return FULL * rating + EMPTY * (10 - rating)


def _genre_menu(texts: Texts, owner: int, opinions: list[GenreOpinion]) -> list[ui.ActionRow[Any]]:
    if not opinions:
        return []
    options = [
        discord.SelectOption(
            label=plain(o.genre, 100), value=o.genre, description=texts("genres-rated", rating=o.typed or 0)
        )
        for o in opinions
    ]
    menu: ui.Select[Any] = ui.Select(
        placeholder=texts("profile-change-genre"), options=options, custom_id=custom_id("change-genre", owner)
    )
    return [ui.ActionRow(ChangeGenre(menu))]


def _titles(texts: Texts, titles: tuple[RatedTitle, ...], page: int, last: int) -> str:
    place = f"\n-# {texts('page', number=page, last=last)}" if last > 1 else ""
    return "\n".join([f"### {texts('profile-titles')}", *(_title(texts, rated) for rated in titles)]) + place


def _title(texts: Texts, rated: RatedTitle) -> str:
    given = f"**{rated.rating}**" if rated.rating is not None else SYMBOLS[rated.status]
    return f"{given} · [{literal(texts.name(rated.anime), NAME)}]({rated.anime.url})"


def _standing(texts: Texts, rated: RatedTitle) -> str:
    """How the member stands to a title, in a few words."""
    if rated.rating is not None:
        return texts("genres-rated", rating=rated.rating)
    match rated.status:
        case Status.PLANNED:
            return texts("profile-wanted")
        case Status.UNWANTED:
            return texts("profile-unwanted")
        case _:
            return texts("profile-seen")


def _title_menu(texts: Texts, owner: int, titles: tuple[RatedTitle, ...]) -> ui.ActionRow[Any]:
    options = [
        discord.SelectOption(
            label=label(texts, rated.anime),
            value=f"#{rated.anime.id}",
            emoji=emoji(rated.anime),
            description=_standing(texts, rated),
        )
        for rated in titles
    ]
    menu: ui.Select[Any] = ui.Select(
        placeholder=texts("profile-change-title"), options=options, custom_id=custom_id("change-title", owner)
    )
    return ui.ActionRow(ChangeTitle(menu))


def _pager(texts: Texts, owner: int, page: int, last: int) -> ui.ActionRow[Any]:
    def turn(said: str, symbol: str, number: int) -> TurnProfile:
        identity = custom_id("profile", owner, number)
        return TurnProfile(
            ui.Button(label=said, emoji=symbol, custom_id=identity, disabled=not 1 <= number <= last)
        )

    return ui.ActionRow(
        turn(texts("button-previous"), "◀️", page - 1), turn(texts("button-next"), "▶️", page + 1)
    )


def _onward(texts: Texts, owner: int, *, newcomer: bool) -> list[ui.ActionRow[Any]]:
    return [
        ui.ActionRow(
            open_button(texts, owner, GENRES, first=newcomer),
            open_button(texts, owner, RECOMMEND, first=not newcomer),
        )
    ]
