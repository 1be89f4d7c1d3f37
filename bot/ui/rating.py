"""Rating a title or a genre with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from discord import ButtonStyle, ui

from bot.members.records import Kept
from bot.service import title_key
from bot.ui.answers import Message, Refused, allows_adult, redraw, texts_for
from bot.ui.cards import title_card
from bot.ui.kept import PATTERN, decode, encode, standing
from bot.ui.links import GENRES, PROFILE, RECOMMEND, open_button
from bot.ui.markup import literal
from bot.ui.stateful import Stateful, custom_id, digest, named, template
from recommender.taste import HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.service import RatedGenre, RatedTitle
    from bot.texts import Texts
    from bot.ui.answers import Interaction
    from recommender.catalogue import Anime

SEEN, FORGET = "s", "f"
TITLE_ANSWER = rf"(?P<answer>[1-9]|10|{SEEN}|{FORGET})"
GENRE_ANSWER = rf"(?P<answer>[1-9]|10|{FORGET})"
BUTTONS_IN_A_ROW = 5
POOR, GOOD = 3, 7  # up to where a rating is poor, and from where it is good
NAME = 100


class RateTitle(Stateful[ui.Button[Any]], template=template("title", r"(?P<anime>\d{1,10})", TITLE_ANSWER)):
    """A button that rates a title, marks it as seen, or forgets it."""

    async def act(self, interaction: Interaction) -> None:
        """Keep the answer, and show what is kept now."""
        service, texts = interaction.client.service, texts_for(interaction)
        title, given = f"#{self.state['anime']}", self.state["answer"]
        if given == FORGET:
            gone = await service.forget_title(self.owner, title)
            before = Kept(gone.status, gone.rating, gone.at)
            await redraw(interaction, title_forgotten(texts, self.owner, gone.anime, before))
            return
        rating = None if given == SEEN else int(given)
        rated = await service.rate_title(self.owner, title, rating, adult=allows_adult(interaction))
        await redraw(interaction, title_rated(texts, self.owner, rated))


class Remember(
    Stateful[ui.Button[Any]], template=template("remember", r"(?P<anime>\d{1,10})", rf"(?P<before>{PATTERN})")
):
    """A button that puts back what was kept of a title that was forgotten."""

    async def act(self, interaction: Interaction) -> None:
        """Do so, and show what is kept now."""
        texts, before = texts_for(interaction), decode(self.state["before"])
        anime = await chosen_title(interaction, f"#{self.state['anime']}")
        done = await interaction.client.service.restore_title(self.owner, anime.id, before)
        if done and before:
            await redraw(interaction, title_remembered(texts, self.owner, anime, before))
        else:
            await redraw(interaction, title_forgotten(texts, self.owner, anime))


class RateGenre(
    Stateful[ui.Button[Any]], template=template("genre", r"(?P<genre>[0-9a-f]{8})", GENRE_ANSWER)
):
    """A button that rates a genre or forgets its rating."""

    async def act(self, interaction: Interaction) -> None:
        """Keep the answer, and show what is kept now."""
        service, texts = interaction.client.service, texts_for(interaction)
        (genre,) = named(self.state["genre"], service.genres(adult=True))
        if self.state["answer"] == FORGET:
            gone = await service.forget_genre(self.owner, genre)
            await redraw(interaction, genre_forgotten(texts, self.owner, gone))
            return
        rated = await service.rate_genre(self.owner, genre, int(self.state["answer"]))
        await redraw(interaction, genre_rated(texts, self.owner, rated))


async def chosen_title(interaction: Interaction, key: str) -> Anime:
    """The title whose key was chosen in a menu.

    Raises:
        Refused: there is none (any more), or not for here.
    """
    anime = interaction.client.service.keyed_title(key, adult=allows_adult(interaction))
    if anime is None or title_key(anime) != key:
        raise Refused("button-outdated")
    return anime


def title_question(texts: Texts, owner: int, anime: Anime) -> Message:
    """A title with a button for each answer."""
    return Message(
        title_card(texts, anime),
        texts("title-question"),
        *rows(_title_button(owner, anime, str(n)) for n in range(LOWEST, HIGHEST + 1)),
        *rows(
            [_title_button(owner, anime, SEEN, texts("button-seen"), "👁️"), _forget_title(texts, owner, anime)]
        ),
    )


def title_rated(texts: Texts, owner: int, rated: RatedTitle) -> Message:
    """What is kept of a title now; one that is only seen can be rated at once."""
    anime, name = rated.anime, literal(texts.name(rated.anime), NAME)
    onward = rows([open_button(texts, owner, RECOMMEND, first=True), _forget_title(texts, owner, anime)])
    if rated.rating is None:
        numbers = rows(_title_button(owner, anime, str(n)) for n in range(LOWEST, HIGHEST + 1))
        return Message(title_card(texts, anime), f"👁️ {texts('title-seen', title=name)}", *numbers, *onward)
    said = texts("title-rated", title=name, rating=rated.rating)
    before = rated.before.rating if rated.before else None
    return Message(title_card(texts, anime), f"✅ {said}{_before(texts, before, rated.rating)}", *onward)


def title_forgotten(texts: Texts, owner: int, anime: Anime, before: Kept | None = None) -> Message:
    """That a title is forgotten, with the way back to what was kept of it before."""
    buttons: list[ui.Item[Any]] = [open_button(texts, owner, PROFILE)]
    if before:
        identity = custom_id("remember", owner, anime.id, encode(before))
        buttons.insert(0, Remember(ui.Button(label=texts("button-undo"), emoji="↩️", custom_id=identity)))
    name = literal(texts.name(anime), NAME)
    return Message(f"🗑️ {texts('title-forgotten', title=name)}", *rows(buttons))


def title_remembered(texts: Texts, owner: int, anime: Anime, kept: Kept) -> Message:
    """A title with what is kept of it again."""
    return Message(
        title_card(texts, anime),
        standing(texts, kept),
        *rows([open_button(texts, owner, RECOMMEND, first=True), _forget_title(texts, owner, anime)]),
    )


def genre_question(texts: Texts, owner: int, genre: str) -> Message:
    """A genre with a button for each rating."""
    return Message(
        texts("genre-question", genre=literal(genre, NAME)),
        *rows(_genre_button(owner, genre, str(n)) for n in range(LOWEST, HIGHEST + 1)),
        *rows([_forget_genre(texts, owner, genre)]),
    )


def genre_rated(texts: Texts, owner: int, rated: RatedGenre) -> Message:
    """What is kept of a genre now."""
    said = texts("genre-rated", genre=literal(rated.genre, NAME), rating=rated.rating)
    return Message(
        f"✅ {said}{_before(texts, rated.before, rated.rating)}",
        *rows(
            [
                open_button(texts, owner, RECOMMEND, first=True),
                open_button(texts, owner, GENRES),
                _forget_genre(texts, owner, rated.genre),
            ]
        ),
    )


def genre_forgotten(texts: Texts, owner: int, gone: RatedGenre) -> Message:
    """That a genre's rating is forgotten, with the way back."""
    return Message(
        f"🗑️ {texts('genre-forgotten', genre=literal(gone.genre, NAME))}",
        *rows(
            [
                _genre_button(owner, gone.genre, str(gone.rating), texts("button-undo"), "↩️"),
                open_button(texts, owner, PROFILE),
            ]
        ),
    )


def rows(items: Iterable[ui.Item[Any]]) -> list[ui.ActionRow[Any]]:
    """Buttons, five in a row."""
    buttons = list(items)
    return [
        ui.ActionRow(*buttons[at : at + BUTTONS_IN_A_ROW]) for at in range(0, len(buttons), BUTTONS_IN_A_ROW)
    ]


def rating_buttons(identify: Callable[[int], str]) -> list[ui.Button[Any]]:
    """Ten buttons from 1 to 10, each with the custom id that `identify` gives it."""
    return [
        ui.Button(label=str(n), style=rating_style(n), custom_id=identify(n))
        for n in range(LOWEST, HIGHEST + 1)
    ]


def rating_style(rating: int) -> ButtonStyle:
    """Red for poor, green for good, grey between."""
    if rating <= POOR:
        return ButtonStyle.danger
    return ButtonStyle.success if rating >= GOOD else ButtonStyle.secondary


def _title_button(
    owner: int, anime: Anime, given: str, label: str | None = None, emoji: str | None = None
) -> RateTitle:
    return RateTitle(_button(custom_id("title", owner, anime.id, given), given, label, emoji))


def _genre_button(
    owner: int, genre: str, given: str, label: str | None = None, emoji: str | None = None
) -> RateGenre:
    return RateGenre(_button(custom_id("genre", owner, digest(genre), given), given, label, emoji))


def _button(identity: str, given: str, label: str | None, emoji: str | None) -> ui.Button[Any]:
    style = rating_style(int(given)) if label is None else ButtonStyle.secondary
    return ui.Button(label=label or given, emoji=emoji, style=style, custom_id=identity)


def _forget_title(texts: Texts, owner: int, anime: Anime) -> RateTitle:
    return _title_button(owner, anime, FORGET, texts("button-forget"), "🗑️")


def _forget_genre(texts: Texts, owner: int, genre: str) -> RateGenre:
    return _genre_button(owner, genre, FORGET, texts("button-forget"), "🗑️")


def _before(texts: Texts, before: int | None, now: int) -> str:
    return f" {texts('rating-before', rating=before)}" if before not in {None, now} and before else ""
