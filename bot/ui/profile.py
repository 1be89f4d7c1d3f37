"""What the bot knows about a member, with ways to change it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import discord
from discord import ui

from bot.threads import at_length
from bot.ui.answers import Message, allows_adult, answer, texts_for
from bot.ui.links import GENRES, RECOMMEND, START, TITLES, open_button
from bot.ui.markup import literal, plain
from bot.ui.own_titles import find_button, title_lines, title_menu
from bot.ui.portrait import describe, portrait_of
from bot.ui.rating import genre_question
from bot.ui.stateful import Stateful, custom_id, template

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.service import GenreOpinion, Profile
    from bot.texts import Texts
    from bot.ui.answers import Interaction

LATEST = 5  # titles; all of them are pages of their own
MOST_GENRES = 15
MENU = 25
FULL, EMPTY = "█", "░"
PICTURE = "profile.png"


class ChangeGenre(Stateful[ui.Select[Any]], template=template("change-genre")):
    """A menu of the rated genres, to change or forget one."""

    async def act(self, interaction: Interaction) -> None:
        """Ask for the chosen genre's rating."""
        await answer(interaction, genre_question(texts_for(interaction), self.owner, self.values[0]))


async def profile_shown(interaction: Interaction) -> tuple[Message, discord.File | None]:
    """The profile of the member who acted, and the picture that belongs to it, if there is any."""
    texts, member = texts_for(interaction), interaction.user
    profile = await interaction.client.service.profile(member.id, adult=allows_adult(interaction))
    if profile.newcomer:
        return profile_message(texts, member, profile), None
    drawn, said = await at_length(_drawn, texts, member.display_name, profile)
    picture = discord.File(io.BytesIO(drawn), PICTURE, description=said)
    gallery: ui.MediaGallery[Any] = ui.MediaGallery(
        discord.MediaGalleryItem(f"attachment://{PICTURE}", description=said)
    )
    return profile_message(texts, member, profile, gallery), picture


def _drawn(texts: Texts, name: str, profile: Profile) -> tuple[bytes, str]:
    """The picture of a profile, and the same in words."""
    from bot.ui.picture import draw  # noqa: PLC0415 - the start need not wait for Pillow

    portrait = portrait_of(texts, name, profile)
    return draw(portrait, texts), describe(portrait, texts)


def profile_message(
    texts: Texts,
    member: discord.User | discord.Member,
    profile: Profile,
    gallery: ui.MediaGallery[Any] | None = None,
) -> Message:
    """The profile, under its picture."""
    owner = member.id
    heading = f"## 👤 {texts('profile-heading', name=literal(member.display_name, 40))}"
    if profile.newcomer:
        return Message(f"{heading}\n{texts('profile-newcomer')}", *_onward(texts, owner, profile))
    blocks: list[ui.Item[Any] | str] = [f"{heading}\n{_summary(texts, profile)}"]
    if gallery:
        blocks.append(gallery)
    if profile.genres:
        blocks.append(_genres(texts, profile))
        blocks += _genre_menu(texts, owner, [o for o in profile.genres if o.typed is not None][:MENU])
    if latest := profile.titles[:LATEST]:
        blocks.append(f"### {texts('profile-latest')}\n{title_lines(texts, latest)}")
        blocks.append(title_menu(texts, owner, latest))
    return Message(*blocks, *_onward(texts, owner, profile))


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
    return f"`{_bar(round(mean))}` {genre} {texts.decimal(mean)} · {source}"


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


def _onward(texts: Texts, owner: int, profile: Profile) -> Iterator[ui.ActionRow[Any]]:
    if profile.titles:
        yield ui.ActionRow(open_button(texts, owner, TITLES), find_button(texts, owner))
    newcomer = profile.newcomer
    yield ui.ActionRow(
        open_button(texts, owner, START if newcomer else GENRES, first=newcomer),
        open_button(texts, owner, RECOMMEND, first=not newcomer),
    )
