"""What a member wants to watch, and a pick for one who cannot choose."""

from __future__ import annotations

from dataclasses import dataclass
from random import SystemRandom
from typing import TYPE_CHECKING

import numpy as np

from bot.members.records import Status
from bot.service.feature import Feature
from bot.service.tastes import hidden_of
from bot.service.titles import about_title
from bot.service.wishes import ANYTHING, Wish, checked_wish
from bot.threads import in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.members.records import Record
    from bot.service.titles import About
    from recommender import Recommender
    from recommender.catalogue import Anime
    from recommender.user import User

POOL = 50  # of a member's list, to pick from
# Of two titles whose scores differ by that many deviations, one is picked e times as often.
BOLDNESS = 2.0
RANDOM = SystemRandom()


@dataclass(frozen=True, slots=True)
class Wanted:
    """A title that a member wants to watch.

    Attributes:
        anime: the title.
        expected: the rating expected of the member, 1 to 10.
        at: when the member said so, in UTC.
    """

    anime: Anime
    expected: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Watchlist:
    """What a member wants to watch.

    Attributes:
        titles: the titles, those first that the member is expected to like best.
        hidden: how many titles for adults are left out here.
        unlisted: how many titles the catalogue lacks at present.
    """

    titles: tuple[Wanted, ...]
    hidden: int
    unlisted: int


class Picking(Feature):
    """Choosing something to watch."""

    async def watchlist(self, member: int, *, adult: bool = False) -> Watchlist:
        """What the member wants to watch."""
        recommender = self._model.current.recommender
        record = await self._store.load(member)

        def listed() -> Watchlist:
            user = self._users.of(member, record, recommender)
            return _watchlist(recommender, user, record, adult=adult)

        return await in_turn(listed)

    async def pick_wanted(self, member: int, *, but: int | None = None, adult: bool = False) -> About | None:
        """One of the titles that the member wants to watch, more often one that the member will like.

        Args:
            member: whose.
            but: the id of a title that is not to be picked if there is another.
            adult: whether titles for adults may be picked.

        Returns:
            The title; None where the member wants none.
        """
        recommender = self._model.current.recommender
        record = await self._store.load(member)

        def choose() -> About | None:
            user = self._users.of(member, record, recommender)
            ids = _next(recommender, user, record, adult=adult)
            found = {i: float(user.scores[recommender.catalogue.index[i]]) for i in ids}
            return _picked(recommender, user, record, _others(found, but), adult=adult)

        return await in_turn(choose)

    async def pick(
        self, member: int, wish: Wish = ANYTHING, *, but: int | None = None, adult: bool = False
    ) -> About | None:
        """One of the first titles of a member's list, not always the same; None where the list is empty."""
        recommender = self._model.current.recommender
        wish = checked_wish(recommender.catalogue, wish)
        record = await self._store.load(member)
        query = wish.query(POOL, adult=adult, hidden=hidden_of(record))

        def choose() -> About | None:
            user = self._users.of(member, record, recommender)
            found = recommender.shortlist(user, query)
            return _picked(recommender, user, record, _others(found, but), adult=adult)

        return await in_turn(choose)


def _watchlist(recommender: Recommender, user: User, record: Record, *, adult: bool) -> Watchlist:
    catalogue = recommender.catalogue
    planned = {i: kept.at for i, kept in record.titles.items() if kept.status is Status.PLANNED}
    listed = [catalogue[i] for i in planned if i in catalogue]
    shown = [a for a in listed if adult or not a.adult]
    expected = user.expected([catalogue.index[a.id] for a in shown]).tolist()
    titles = [Wanted(a, rating, planned[a.id]) for a, rating in zip(shown, expected, strict=True)]
    return Watchlist(
        titles=tuple(sorted(titles, key=lambda wanted: (-wanted.expected, -wanted.anime.members))),
        hidden=len(listed) - len(shown),
        unlisted=len(planned) - len(listed),
    )


def _next(recommender: Recommender, user: User, record: Record, *, adult: bool) -> Sequence[int]:
    """The ids of the titles wanted; where some can be begun at once, only those."""
    catalogue = recommender.catalogue
    wanted = [
        i
        for i, kept in record.titles.items()
        if kept.status is Status.PLANNED and i in catalogue and (adult or not catalogue[i].adult)
    ]
    ready = recommender.series.open(np.isin(np.arange(len(catalogue)), user.told.titles))
    return [i for i in wanted if ready[catalogue.index[i]]] or wanted


def _others(scores: dict[int, float], but: int | None) -> dict[int, float]:
    """The titles that may be picked: all but one, if there is another."""
    return {i: score for i, score in scores.items() if i != but} or scores


def _picked(
    recommender: Recommender, user: User, record: Record, scores: dict[int, float], *, adult: bool
) -> About | None:
    """One of the titles, by their ids and scores, the more often the higher its score."""
    if not scores:
        return None
    values = np.array(list(scores.values()))
    weights = np.exp((values - values.max()) / (BOLDNESS * max(float(values.std()), 1e-6)))
    (chosen,) = RANDOM.choices(list(scores), weights.tolist())
    return about_title(recommender, user, record, recommender.catalogue[chosen], adult=adult)
