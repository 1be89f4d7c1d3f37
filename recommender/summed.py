"""Lists as the user tower takes them: summed up by rating, so that any part of one is at hand, too.

What a member told of a title counts by its distance from the mean of all, which is another once something is
left out. The sums over all titles that were rated alike are as they were, less that one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from recommender.taste import RATINGS, counted, deviation, profiles

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.taste import Told

LIKED = 0.3  # a rating this far above the member's mean, in spreads, counts as liked in the history


@dataclass(frozen=True, slots=True, eq=False)
class Summed:
    """B lists, summed up over the titles rated alike, for each of the L ratings that there are.

    Attributes:
        titles: how many there are, float32 [B, L].
        known: of how many of them the tower has a vector, float32 [B, L].
        genres: how many of them are of each genre, float32 [B, L, G].
        vectors: the sums of their vectors, float32 [B, L, D].
    """

    titles: NDArray[np.float32]
    known: NDArray[np.float32]
    genres: NDArray[np.float32]
    vectors: NDArray[np.float32]

    def __add__(self, more: Summed) -> Summed:
        """The lists with what is in others."""
        return Summed(*map(np.add, self.sums, more.sums))

    def __sub__(self, less: Summed) -> Summed:
        """The lists without what is in others."""
        return Summed(*map(np.subtract, self.sums, less.sums))

    @property
    def sums(self) -> tuple[NDArray[np.float32], ...]:
        """All of them, in the order of the attributes."""
        return self.titles, self.known, self.genres, self.vectors

    def inputs(self, typed: NDArray[np.float32]) -> NDArray[np.float32]:
        """What the user tower takes: profiles, and what `towers.History` makes; float32 [B, P + 3 D].

        Args:
            typed: the genre ratings that go with each list, 0 where there is none; float32 [B, G].
        """
        kinds = counted(RATINGS)
        by_genre, in_all = (kinds @ self.genres).swapaxes(0, 1), kinds @ self.titles.T
        profile, mean = profiles(by_genre, in_all, typed)
        apart = deviation(RATINGS, mean[:, None])
        weights = np.stack([np.ones_like(apart), apart, apart > LIKED], axis=1, dtype=np.float32)
        weights /= np.sqrt(np.maximum(self.known.sum(axis=1), 1))[:, None, None]
        return np.hstack([profile, (weights @ self.vectors).reshape(len(typed), -1)])


@dataclass(frozen=True, slots=True, eq=False)
class Summing:
    """Sums up lists over a catalogue of N titles.

    Attributes:
        genre_flags: which title has which genre, bool [N, G].
        rows: each title's row in the table, 0 for none, int32 [N].
        table: the titles' vectors in a history, the first of them padding; float16 [M, D].
    """

    genre_flags: NDArray[np.bool_]
    rows: NDArray[np.int32]
    table: NDArray[np.float16]

    def __call__(self, told: Told) -> Summed:
        """What B members told, summed up."""
        lists = [slice(first, last) for first, last in pairwise(told.starts.tolist())]
        sums = [self._sums(told.titles[one], told.ratings[one]) for one in lists]
        return Summed(*map(np.stack, zip(*sums, strict=True)))

    def without_each(
        self, whole: Summed, titles: NDArray[np.int32], ratings: NDArray[np.float32], others: int
    ) -> Summed:
        """One list 1 + R + K times: whole, then without each of R of its titles, then whole again.

        Args:
            whole: the one list.
            titles: positions of the R titles, int32 [R].
            ratings: theirs, float32 [R].
            others: K.
        """
        copies = 1 + len(titles) + others
        parts = Summed(*(np.repeat(sums, copies, axis=0) for sums in whole.sums))
        rows = self.rows[titles]
        known = rows > 0
        at = np.arange(1, 1 + len(titles)), ratings.astype(np.intp)
        parts.titles[at] -= 1
        parts.known[at] -= known
        parts.genres[at] -= self.genre_flags[titles]
        parts.vectors[at] -= known[:, None] * self.table[rows]
        return parts

    def _sums(
        self, titles: NDArray[np.int32], ratings: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], ...]:
        """The sums over one list, in the order of the attributes of `Summed`."""
        rated = np.equal(ratings, RATINGS[:, None], dtype=None).astype(np.float32)
        rows = self.rows[titles]
        known = rated * (rows > 0)
        genres = rated @ self.genre_flags[titles].astype(np.float32)
        return rated.sum(axis=1), known.sum(axis=1), genres, known @ self.table[rows].astype(np.float32)
