"""How the tastes of two members compare, where both allowed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bot.members.records import Status
from bot.service.agreement import Agreement, agreement
from bot.service.together import Together
from bot.threads import in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.members.records import Record
    from recommender import Recommender
    from recommender.catalogue import Anime
    from recommender.user import User

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

        def compared() -> Comparison:
            told = zip((one, other), records, strict=True)
            users = [self._users.of(member, record, recommender) for member, record in told]
            return _compared(recommender, records, users, adult=adult)

        return await in_turn(compared)


def _compared(
    recommender: Recommender, records: Sequence[Record], users: Sequence[User], *, adult: bool
) -> Comparison:
    """The comparison of two members by what they told, and by what the model makes of it."""
    catalogue = recommender.catalogue
    mine, theirs = (_ratings(record) for record in records)
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
        from_one=_tip(recommender, mine, records[1], users[1], adult=adult),
        from_other=_tip(recommender, theirs, records[0], users[0], adult=adult),
    )


def _ratings(record: Record) -> dict[int, int]:
    return {i: kept.rating for i, kept in record.titles.items() if kept.rating is not None}


def _apart(both: BothRated) -> int:
    return abs(both.one - both.other)


def _tip(
    recommender: Recommender, loves: dict[int, int], to: Record, user: User, *, adult: bool
) -> Tip | None:
    """Of what one member loves, what the other may begin and is expected to like best."""
    catalogue, series = recommender.catalogue, recommender.series
    seen = np.zeros(len(catalogue), np.bool_)
    seen[user.told.titles] = True
    ready = series.open(seen) & ~(seen | series.extra)
    ids = [
        i
        for i, rating in loves.items()
        if rating >= LOVED
        and i in catalogue
        and ready[catalogue.index[i]]
        and (adult or not catalogue[i].adult)
        and not (i in to.titles and to.titles[i].status is Status.UNWANTED)
    ]
    expected = user.expected([catalogue.index[i] for i in ids]).tolist()
    tips = (Tip(catalogue[i], loves[i], rating) for i, rating in zip(ids, expected, strict=True))
    return max(tips, key=lambda tip: (tip.expected, tip.rating), default=None)
