"""What to watch next."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.service.feature import Feature
from bot.service.problems import Problem, UserError
from bot.service.typed import genre_named, type_named
from recommender.ranking import Query
from recommender.taste import Taste

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.members.store import Record
    from recommender.catalogue import Catalogue
    from recommender.ranking import Recommendation

MOST_CARDS = 25
LAST_PAGE = 200
YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Wish:
    """What a list is to hold; an empty tuple or None sets no limit.

    Attributes:
        types: only these (TV, Movie, ...), in any case of letters.
        since: first aired in this year or later.
        until: first aired in this year or earlier.
        wanted: genres, each of which a title must have, in any case of letters.
        unwanted: genres, none of which a title may have, in any case of letters.
    """

    types: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()


ANYTHING = Wish()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of recommendations.

    Attributes:
        cards: the titles, the best first; empty where nothing (more) fits the wish.
        number: which page, from 1.
        more: whether a next page holds something.
        newcomer: whether the member has told nothing yet, so that the list is the same for every newcomer.
        wish: what was asked for, with genres and types spelt as the catalogue spells them.
        version: the version of the model that answered.
    """

    cards: tuple[Recommendation, ...]
    number: int
    more: bool
    newcomer: bool
    wish: Wish
    version: str


class Recommending(Feature):
    """Lists of titles."""

    async def recommend(
        self, member: int, wish: Wish = ANYTHING, *, page: int = 1, size: int = 10, adult: bool = False
    ) -> Page:
        """A page of what to watch next: nothing that the member has rated or seen.

        Args:
            member: whose taste.
            wish: what the list is to hold.
            page: which page, 1 to `LAST_PAGE`.
            size: how many titles a page holds, 1 to `MOST_CARDS`.
            adult: whether titles for adults may be shown.

        Raises:
            ValueError: the size is out of range.
        """
        if not 1 <= size <= MOST_CARDS:
            raise ValueError(f"A page of {size} titles was asked for; 1 to {MOST_CARDS} are possible.")
        if not 1 <= page <= LAST_PAGE:
            raise UserError(Problem.NO_SUCH_PAGE, page=page, last=LAST_PAGE)
        model = self._model.current
        wish = checked_wish(model.catalogue, wish)
        record = await self._store.load(member)
        query = Query(
            count=size + 1,  # the one more tells whether a next page holds something
            skip=(page - 1) * size,
            types=wish.types,
            since=wish.since,
            until=wish.until,
            wanted=wish.wanted,
            unwanted=wish.unwanted,
            adult=adult,
        )
        taste = taste_of(record, model.catalogue)
        found = await asyncio.to_thread(model.recommender.recommend, taste, query)
        return Page(
            cards=tuple(found[:size]),
            number=page,
            more=len(found) > size and page < LAST_PAGE,
            newcomer=not (record.genres or record.titles),
            wish=wish,
            version=model.recommender.manifest.version,
        )


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
    return Wish(types, wish.since, wish.until, wanted, unwanted)


def _genres(catalogue: Catalogue, texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(genre_named(catalogue, text) for text in texts))


def taste_of(record: Record, catalogue: Catalogue) -> Taste:
    """What the present model can be told: what its catalogue lacks stays kept, and is passed over."""
    known = set(catalogue.genres)
    return Taste(
        genres={genre: kept.rating for genre, kept in record.genres.items() if genre in known},
        titles={anime_id: kept.rating for anime_id, kept in record.titles.items() if anime_id in catalogue},
    )
