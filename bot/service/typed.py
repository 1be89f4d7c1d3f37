"""What members type, in the catalogue's terms; what cannot be understood is refused in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.search import LONGEST_INPUT, nearest_names
from bot.service.problems import Problem, UserError
from bot.threads import in_turn
from recommender.taste import HIGHEST, LOWEST

if TYPE_CHECKING:
    from bot.model import Loaded
    from recommender.catalogue import Anime, Catalogue


def title_key(anime: Anime) -> str:
    """What stands for a title that was picked: a bare number could also be a title's name ('86')."""
    return f"#{anime.id}"


def checked_rating(rating: int) -> int:
    """A rating from 1 to 10."""
    if not LOWEST <= rating <= HIGHEST:
        raise UserError(Problem.RATING_RANGE, rating=rating, lowest=LOWEST, highest=HIGHEST)
    return rating


def genre_named(catalogue: Catalogue, text: str) -> str:
    """The genre that a text names, in any case of letters."""
    check_length(text)
    spelling = {genre.casefold(): genre for genre in catalogue.genres}
    genre = spelling.get(text.strip().casefold())
    if genre is None:
        nearest = ", ".join(nearest_names(text, catalogue.genres, limit=3))
        raise UserError(Problem.UNKNOWN_GENRE, genre=text, nearest=nearest)
    return genre


async def title_named(model: Loaded, text: str, *, adult: bool) -> Anime:
    """The title that a text stands for."""
    check_length(text)
    found = model.search.clear(text, adult=adult)
    if found is None:
        found = await in_turn(model.search.resolve, text, adult=adult)
    if found.match:
        return found.match
    if found.nearest:
        nearest = "; ".join(f"{a.name} ({title_key(a)})" for a in found.nearest)
        raise UserError(Problem.UNCLEAR_TITLE, title=text, nearest=nearest)
    raise UserError(Problem.UNKNOWN_TITLE, title=text)


def check_length(text: str) -> None:
    """Refuse a text that nobody types."""
    if len(text) > LONGEST_INPUT:
        raise UserError(Problem.TEXT_TOO_LONG, length=len(text), longest=LONGEST_INPUT)


def type_named(catalogue: Catalogue, text: str) -> str:
    """The type of titles that a text names, in any case of letters."""
    check_length(text)
    kind = next((kind for kind in catalogue.types if kind.casefold() == text.strip().casefold()), None)
    if kind is None:
        raise UserError(Problem.UNKNOWN_TYPE, type=text, known=", ".join(catalogue.types))
    return kind
