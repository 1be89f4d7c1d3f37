"""What every measurement of lists is made on: a bundle, and users whom it never saw."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from recommender.evaluation import Mode, hold_out, part, tell
from recommender.likeness import Likeness
from recommender.ranking import Query, allowed, choose, fame, lean
from recommender.ratings import LIKED, read_ratings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from recommender.bundle import Bundle
    from recommender.catalogue import Catalogue
    from recommender.evaluation import HeldOut
    from recommender.ratings import Ratings
    from recommender.scorer import Scorer
    from recommender.series import Series

LISTED = 10
AT_ONCE = 64  # users
DISCOUNT = 1 / np.log2(np.arange(2, LISTED + 2))


@dataclass(frozen=True, eq=False)
class Bench:
    """The bundle's parts and B users' lists in two parts.

    Attributes:
        scorer: the model.
        catalogue: its N titles.
        series: of those.
        held: what the users tell, and what is hidden.
    """

    scorer: Scorer
    catalogue: Catalogue
    series: Series
    held: HeldOut

    @classmethod
    def of(cls, bundle: Bundle, ratings: Path) -> Self:
        """Take the users that no training sees."""
        read = read_ratings(ratings, bundle.catalogue)
        return cls(bundle.scorer(), bundle.catalogue, bundle.series, hold_out(read, part(read.users).test))

    @cached_property
    def likeness(self) -> Likeness:
        return Likeness(self.scorer.directions, self.catalogue)

    @cached_property
    def allowed(self) -> NDArray[np.bool_]:
        """Which titles anybody may be shown, bool [N]."""
        return allowed(self.catalogue, Query())

    @cached_property
    def fame(self) -> NDArray[np.float32]:
        return fame(self.catalogue)

    @cached_property
    def wanted(self) -> list[NDArray[np.int32]]:
        """The hidden titles that each user liked."""
        return lists_of(self.held.hidden.where(self.held.hidden.values >= LIKED))

    def scores(self, mode: Mode) -> NDArray[np.float32]:
        """What the model makes of what the users tell, float32 [B, N]."""
        told = tell(self.held, mode, self.catalogue)
        users = len(told.typed)
        return np.concatenate([self.scorer.scores(told[first : first + AT_ONCE]) for first in _steps(users)])

    def ratings(self) -> NDArray[np.float32]:
        """The ratings expected of users who tell their lists, float32 [B, N]."""
        told = tell(self.held, Mode.LIST, self.catalogue)
        users = len(told.typed)
        return np.concatenate([self.scorer.ratings(told[first : first + AT_ONCE]) for first in _steps(users)])

    def choose(self, scores: NDArray[np.float32], shown: NDArray[np.bool_], query: Query) -> list[int]:
        """The list that the recommender would show."""
        wanted = lean(scores, shown, self.fame, query)
        return choose(wanted, shown, self.series, self.likeness.directions, query)


def lists_of(ratings: Ratings) -> list[NDArray[np.int32]]:
    """Each user's titles."""
    return np.split(ratings.titles, ratings.starts[1:-1])


def gain(listed: Sequence[int], wanted: NDArray[np.int32]) -> float:
    """The normalised discounted cumulative gain of a list; NaN where nothing is wanted."""
    if not len(wanted):
        return np.nan
    found = np.isin(listed, wanted)
    return float(found @ DISCOUNT[: len(listed)] / DISCOUNT[: len(wanted)].sum())


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """The lines of a table."""
    yield ""
    for row in (header, ["---"] * len(header), *rows):
        yield f"| {' | '.join(row)} |"


def _steps(users: int) -> range:
    return range(0, users, AT_ONCE)
