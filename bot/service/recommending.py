"""What to watch next."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.service.feature import Feature
from bot.service.problems import Problem, UserError
from bot.service.tastes import hidden_of, with_plain_reasons
from bot.service.typed import title_named
from bot.service.wishes import ANYTHING, Wish, checked_wish
from bot.threads import in_turn
from recommender.ranking import Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.members.records import Record
    from bot.model import Loaded
    from recommender.catalogue import Anime
    from recommender.ranking import Recommendation
    from recommender.user import User

MOST_CARDS = 25
LAST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Page:
    """One page of recommendations.

    Attributes:
        cards: the titles, the best first; empty where nothing (more) fits the wish.
        number: which page, from 1.
        first: the place of the first title in the whole list, from 1.
        more: whether a next page holds something.
        newcomer: whether the member has told nothing yet, so that the list is the same for every newcomer.
        version: the version of the model that answered.
        wish: what was asked for, with genres and types spelt as the catalogue spells them.
        like: the title that all of them are like; None for what the member will like.
    """

    cards: tuple[Recommendation, ...]
    number: int
    first: int
    more: bool
    newcomer: bool
    version: str
    wish: Wish = ANYTHING
    like: Anime | None = None


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
        _check_page(page, size)
        model = self._model.current
        wish = checked_wish(model.catalogue, wish)
        record = await self._store.load(member)
        # The one more tells whether a next page holds something.
        query = wish.query(size + 1, skip=(page - 1) * size, adult=adult, hidden=hidden_of(record))

        def find() -> Page:
            user = self._users.of(member, record, model.recommender)
            found = model.recommender.recommend(user, query)
            return replace(_page(model, user, record, found, query), wish=wish)

        return await in_turn(find)

    async def similar(
        self, member: int, title: str, *, page: int = 1, size: int = 10, adult: bool = False
    ) -> Page:
        """A page of titles that the same people want as one title, the most alike first.

        It holds nothing that the member has seen, wants to see or does not want, and titles for adults only
        where the one title is such. For the arguments and errors see `recommend`.
        """
        _check_page(page, size)
        model = self._model.current
        anime = await title_named(model, title, adult=adult)
        record = await self._store.load(member)
        skip, hidden = (page - 1) * size, hidden_of(record)
        query = Query(count=size + 1, skip=skip, adult=anime.adult, hidden=hidden, variety=0)

        def find() -> Page:
            user = self._users.of(member, record, model.recommender)
            alike = model.recommender.similar(anime.id, query, seen=user.taste.titles)
            found = model.recommender.explain(user, [a.id for a in alike])
            return replace(_page(model, user, record, found, query), like=anime)

        return await in_turn(find)


def _page(model: Loaded, user: User, record: Record, found: Sequence[Recommendation], query: Query) -> Page:
    """A page of what was found for a query for one title more than fits."""
    size = query.count - 1
    number = query.skip // size + 1
    return Page(
        cards=tuple(with_plain_reasons(card, user.taste) for card in found[:size]),
        number=number,
        first=query.skip + 1,
        more=len(found) > size and number < LAST_PAGE,
        newcomer=not (record.genres or record.titles),
        version=model.recommender.manifest.version,
    )


def _check_page(page: int, size: int) -> None:
    if not 1 <= size <= MOST_CARDS:
        raise ValueError(f"A page of {size} titles was asked for; 1 to {MOST_CARDS} are possible.")
    if not 1 <= page <= LAST_PAGE:
        raise UserError(Problem.NO_SUCH_PAGE, page=page, last=LAST_PAGE)
