"""What a list is to hold, as members ask for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.service.problems import Problem, UserError
from bot.service.typed import genre_named, type_named
from recommender.ranking import Query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recommender.catalogue import Catalogue

YEARS = range(1900, 2101)


class Length(StrEnum):
    """How long a title is."""

    SINGLE = "single"
    SHORT = "short"
    MEDIUM = "medium"
    LONG = "long"


# The fewest and the most episodes of each length.
EPISODES: dict[Length, tuple[int | None, int | None]] = {
    Length.SINGLE: (1, 1),
    Length.SHORT: (2, 13),
    Length.MEDIUM: (14, 26),
    Length.LONG: (27, None),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is to hold; an empty tuple or None sets no limit.

    Attributes:
        types: only these (TV, Movie, ...), in any case of letters.
        since: first aired in this year or later.
        until: first aired in this year or earlier.
        wanted: genres, each of which a title must have, in any case of letters.
        unwanted: genres, none of which a title may have, in any case of letters.
        length: how long a title may be.
        finished: whether only titles of which the last episode has aired are wanted.
        reach: from -1, the well known, to 1, the little known.
    """

    types: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    length: Length | None = None
    finished: bool = False
    reach: float = 0.0

    def query(self, count: int, *, skip: int = 0, adult: bool = False, hidden: Iterable[int] = ()) -> Query:
        """The same in the recommender's terms."""
        fewest, most = EPISODES[self.length] if self.length else (None, None)
        return Query(
            count=count,
            skip=skip,
            types=self.types,
            since=self.since,
            until=self.until,
            wanted=self.wanted,
            unwanted=self.unwanted,
            fewest=fewest,
            most=most,
            finished=self.finished,
            reach=self.reach,
            adult=adult,
            hidden=frozenset(hidden),
        )


ANYTHING = Wish()


def checked_wish(catalogue: Catalogue, wish: Wish) -> Wish:
    """The same wish with genres and types spelt as the catalogue spells them."""
    for year in (wish.since, wish.until):
        if year is not None and year not in YEARS:
            raise UserError(Problem.YEAR_RANGE, year=year, first=YEARS[0], last=YEARS[-1])
    if wish.since is not None and wish.until is not None and wish.since > wish.until:
        raise UserError(Problem.YEARS_REVERSED, since=wish.since, until=wish.until)
    wanted = _genres(catalogue, wish.wanted)
    unwanted = _genres(catalogue, wish.unwanted)
    for genre in wanted:
        if genre in unwanted:
            raise UserError(Problem.GENRE_BOTH_WAYS, genre=genre)
    types = tuple(dict.fromkeys(type_named(catalogue, kind) for kind in wish.types))
    reach = min(max(wish.reach, -1.0), 1.0)
    return replace(wish, types=types, wanted=wanted, unwanted=unwanted, reach=reach)


def _genres(catalogue: Catalogue, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(genre_named(catalogue, text) for text in texts))
