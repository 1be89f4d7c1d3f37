"""A title as a card: cover, names, facts, and why it is there."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from discord import ui

from bot.ui.markup import ELLIPSIS, literal, plain

if TYPE_CHECKING:
    from typing import Any, TypeAlias

    from bot.texts import Texts
    from recommender.catalogue import Anime
    from recommender.ranking import Recommendation

    Card: TypeAlias = ui.Section[Any] | ui.TextDisplay[Any]

TYPE_EMOJI = {"TV": "📺", "Movie": "🎬", "OVA": "💿", "ONA": "🌐", "Special": "✨", "Music": "🎵"}
UNKNOWN_EMOJI = "🎞️"
# Ten cards with every line this long stay under Discord's 4,000 characters a message.
NAME, SECOND_NAME, GENRES, CAUSE = 60, 40, 60, 28
MOST_CAUSES = 2
LABEL = 100
REMEMBERED = 3_000  # titles, of which parts of a card are remembered as they were shown


def card(texts: Texts, number: int, found: Recommendation) -> Card:
    """The card of a recommended title, with its place in the list."""
    anime = found.anime
    expected = texts("card-expected", rating=texts.decimal(found.predicted_rating))
    lines = [
        heading(texts, anime, number),
        _second_line(texts, anime),
        f"{facts(texts, anime)} · {expected}",
        _genres(anime),
    ]
    lines.append(_reasons(texts, found))
    return with_cover(texts, anime, "\n".join(filter(None, lines)))


def title_card(texts: Texts, anime: Anime) -> Card:
    """The card of a title by itself."""
    lines = [heading(texts, anime), _second_line(texts, anime), facts(texts, anime), _genres(anime)]
    return with_cover(texts, anime, "\n".join(filter(None, lines)))


def with_cover(texts: Texts, anime: Anime, text: str) -> Card:
    """Text beside a title's cover, or alone where there is none."""
    if not anime.image:
        return ui.TextDisplay(text)
    return ui.Section(text, accessory=ui.Thumbnail(anime.image, description=plain(texts.name(anime), 200)))


def heading(texts: Texts, anime: Anime, number: int | None = None) -> str:
    """The title's name as a heading that leads to its page, with its place in a list."""
    place = f"{number}. " if number else ""
    return f"### {place}{_link(texts, anime)}"


@lru_cache(REMEMBERED)
def facts(texts: Texts, anime: Anime) -> str:
    """Type, year, episodes and score, as far as they are known."""
    known = [f"{emoji(anime)} {literal(anime.type, 20)}" if anime.type else emoji(anime)]
    if anime.year:
        known.append(str(anime.year))
    if anime.episodes:
        known.append(texts("card-episodes", count=anime.episodes))
    if anime.score:
        known.append(texts("card-score", score=texts.decimal(anime.score, 2)))
    return " · ".join(known)


def emoji(anime: Anime) -> str:
    """The emoji that stands for the title's type."""
    return TYPE_EMOJI.get(anime.type, UNKNOWN_EMOJI)


def label(texts: Texts, anime: Anime) -> str:
    """The title in a menu, with its year to tell namesakes apart."""
    name, year = texts.name(anime), f" ({anime.year})" if anime.year else ""
    return plain(name, LABEL) if name.endswith(year) else plain(name, LABEL - len(year)) + year


@lru_cache(REMEMBERED)
def _link(texts: Texts, anime: Anime) -> str:
    return f"[{literal(texts.name(anime), NAME)}]({anime.url})"


@lru_cache(REMEMBERED)
def _second_line(texts: Texts, anime: Anime) -> str:
    second = texts.other_name(anime)
    return literal(second, SECOND_NAME) if second else ""


@lru_cache(REMEMBERED)
def _genres(anime: Anime) -> str:
    """As many genres as the line holds."""
    line = ""
    for genre in anime.genres:
        longer = f"{line}, {literal(genre, 25)}" if line else literal(genre, 25)
        if len(longer) > GENRES:
            return f"-# {line}, {ELLIPSIS}"
        line = longer
    return f"-# {line}" if line else ""


def _reasons(texts: Texts, found: Recommendation) -> str:
    causes = [reason.cause for reason in found.reasons]
    # That the title is of no disliked genre is too much to say in a word.
    causes = [cause for cause in causes if not isinstance(cause, str) or cause in found.anime.genres]
    if not causes:
        return ""
    names = ", ".join(_cause(texts, cause) for cause in causes[:MOST_CAUSES])
    return f"-# {texts('card-because', causes=names)}"


@lru_cache(REMEMBERED)
def _cause(texts: Texts, cause: Anime | str) -> str:
    return literal(cause if isinstance(cause, str) else texts.name(cause), CAUSE)
