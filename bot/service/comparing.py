"""How the tastes of two members compare, where both allowed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.members.records import Status
from bot.service.agreement import Agreement, agreement
from bot.service.tastes import taste_of
from bot.service.together import Together
from bot.threads import in_turn

if TYPE_CHECKING:
    from bot.members.records import Record
    from recommender import Recommender
    from recommender.catalogue import Anime

LOVED = 8  # the lowest rating of what a member can be said to love
APART = 3  # the least difference of two ratings that is a dispute
MOST = 5  # titles of a kind


@dataclass(frozen=True, slots=True)
class BothRated:
    """A title that both have rated, with the one's and the other's rating."""

    anime: Anime
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Tip:
    """A title that a member loves, and that the other has not seen.

    Attributes:
        anime: the title.
        rating: what the one who loves it gave it.
        expected: the rating expected of the other, 1 to 10.
    """

    anime: Anime
    rating: int
    expected: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The tastes of two members beside each other.

    Attributes:
        agreement: how far they agree.
        loved: what both love, that first which they love most.
        disputed: what they rate far apart, that first which they rate furthest apart.
        from_one: what the one should show the other; None for nothing.
        from_other: what the other should show the one; None for nothing.
    """

    agreement: Agreement
    loved: tuple[BothRated, ...]
    disputed: tuple[BothRated, ...]
    from_one: Tip | None
    from_other: Tip | None


class Comparing(Together):
    """Members beside each other."""

    async def compare(self, one: int, other: int, *, adult: bool = False) -> Comparison:
        """How the tastes of two members compare.

        Args:
            one: a member.
            other: another.
            adult: whether titles for adults may be named; they count for the agreement in any case.

        Raises:
            NotAllowed: one of them does not allow it.
        """
        recommender = self._model.current.recommender
        records = await self._allowed([one, other])
        return await in_turn(_compared, recommender, *records, adult=adult)


def _compared(recommender: Recommender, one: Record, other: Record, *, adult: bool) -> Comparison:
    catalogue = recommender.catalogue
    mine, theirs = _ratings(one), _ratings(other)
    shared = [
        BothRated(catalogue[i], mine[i], theirs[i]) for i in mine.keys() & theirs.keys() if i in catalogue
    ]
    shown = [both for both in shared if adult or not both.anime.adult]
    loved = [both for both in shown if min(both.one, both.other) >= LOVED]
    disputed = [both for both in shown if _apart(both) >= APART]
    return Comparison(
        agreement=agreement((both.one, both.other) for both in shared),
        # Of what both love as much, the less known says more about them, and of disputes the better known.
        loved=tuple(sorted(loved, key=lambda b: (-b.one - b.other, _apart(b), b.anime.members))[:MOST]),
        disputed=tuple(sorted(disputed, key=lambda b: (-_apart(b), -b.anime.members))[:MOST]),
        from_one=_tip(recommender, mine, other, adult=adult),
        from_other=_tip(recommender, theirs, one, adult=adult),
    )


def _ratings(record: Record) -> dict[int, int]:
    return {i: kept.rating for i, kept in record.titles.items() if kept.rating is not None}


def _apart(both: BothRated) -> int:
    return abs(both.one - both.other)


def _tip(recommender: Recommender, loves: dict[int, int], to: Record, *, adult: bool) -> Tip | None:
    """Of what one member loves, what the other may begin and is expected to like best."""
    catalogue = recommender.catalogue
    taste = taste_of(to, catalogue)
    expected = recommender.predicted_ratings(taste)
    seen = np.zeros(len(catalogue), np.bool_)
    seen[[catalogue.index[i] for i in taste.titles]] = True
    ready = recommender.series.open(seen) & ~recommender.series.extra
    tips = [
        Tip(catalogue[i], rating, float(expected[catalogue.index[i]]))
        for i, rating in loves.items()
        if rating >= LOVED
        and i in catalogue
        and i not in taste.titles
        and ready[catalogue.index[i]]
        and (adult or not catalogue[i].adult)
        and not (i in to.titles and to.titles[i].status is Status.UNWANTED)
    ]
    return max(tips, key=lambda tip: (tip.expected, tip.rating), default=None)
