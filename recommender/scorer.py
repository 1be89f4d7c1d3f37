"""What members told -> a score and an expected rating for every title; the model as it is served."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from recommender.content import content_features
from recommender.directions import Kept, WorkedOut
from recommender.item_table import ALL, ItemTable
from recommender.sparse import SquareRows
from recommender.summed import Summing
from recommender.taste import CENTRE, HIGHEST, LOWEST, SPREAD, TYPED_WEIGHT, UNRATED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.directions import Directions
    from recommender.genre_table import GenreTable
    from recommender.item_table import Said
    from recommender.served import ServedTowers
    from recommender.summed import Summed
    from recommender.taste import Told

    Positions = slice | NDArray[np.intp]


def genre_share(titles: NDArray[np.number], typed: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much typed genres say beside the titles told, float32 [B, 1]: less, the more titles there are.

    Args:
        titles: how many each member told, [B].
        typed: the genre ratings typed, 0 where there is none, float32 [B, G].
    """
    share = (typed > UNRATED).any(1) * TYPED_WEIGHT / (TYPED_WEIGHT + titles)
    return np.asarray(share[:, None], np.float32)


class Scorer:
    """Both towers, the item side computed once, and the two tables beside them.

    Attributes:
        summing: sums lists up for the user tower.
    """

    def __init__(
        self,
        towers: ServedTowers,
        catalogue: Catalogue,
        rows: NDArray[np.int32],
        table: ItemTable | None = None,
        genre_table: GenreTable | None = None,
        usual: NDArray[np.bool_] | None = None,
    ) -> None:
        """Compute the item side.

        Args:
            towers: both.
            catalogue: the N titles.
            rows: each title's row in the model, 0 for one that training did not know; int32 [N].
            table: over the catalogue's titles.
            genre_table: over its genres and titles.
            usual: which titles most lists are chosen from, so that `scores_where` is quick, bool [N].
        """
        self._rows = rows
        self._table = table
        self._genre_table = genre_table
        if genre_table:  # whose side of the titles is kept below
            self._genre_table = replace(genre_table, outputs=np.zeros((0, 0), np.float32))
        self._user_tower, self._sparing = towers.user, towers.sparing
        self.summing = Summing(catalogue.genre_flags, rows, towers.user.history)
        items = towers.items(content_features(catalogue), rows)
        self._width = d = towers.user.width
        tastes, self._rating_tastes, biases, self._levels = (
            np.ascontiguousarray(part) for part in np.split(items, [d, -2, -1], axis=1)
        )
        usual = np.ones(len(rows), np.bool_) if usual is None else usual
        self._order = np.argsort(~usual, kind="stable")  # of the columns below: first what is usual
        self._column = np.argsort(self._order)
        self._usual = slice(int(usual.sum()))
        # Lying as a product of few rows reads them, and in one piece, so that it reads them once.
        wanted = np.concatenate([tastes.T, *([genre_table.outputs] if genre_table else [])])
        self._wanted, self._biases = np.ascontiguousarray(wanted[:, self._order]), biases[self._order, 0]

    @property
    def directions(self) -> Directions:
        """Where the titles' vectors point."""
        vectors = self._wanted[: self._width]
        return WorkedOut(vectors, self._column) if self._sparing else Kept(vectors[:, self._column].T)

    def vectors(self, told: Told, summed: Summed | None = None) -> NDArray[np.float32]:
        """The user tower's vectors of B members, float32 [B, D + R + 1].

        Args:
            told: what they told.
            summed: their lists from `summing`, where these are at hand.
        """
        return self._user_tower.vectors((summed or self.summing(told)).inputs(told.typed))

    def scores(
        self,
        told: Told,
        vectors: NDArray[np.float32] | None = None,
        some: Positions = ALL,
        heard: NDArray[np.float32] | None = None,
    ) -> NDArray[np.float32]:
        """How strongly each title is recommended to B members, float32 [B, N].

        Args:
            told: what they told.
            vectors: theirs, where these are at hand.
            some: the positions of the titles wanted.
            heard: what a single member's titles say in the item table, float32 [N], where that is at hand.
        """
        vectors = self.vectors(told) if vectors is None else vectors
        wants = self._wants(vectors[:, : self._width], np.diff(told.starts), told.typed)
        scores = (
            self._product(wants)[:, self._column] if some is ALL else self._product(wants, self._column[some])
        )
        if heard is not None:
            scores += heard[some]
        elif self._table is not None:
            scores += self._table.scores(told.starts, told.titles, told.ratings)[:, some]
        return scores

    def scores_where(
        self,
        shown: NDArray[np.bool_],
        told: Told,
        vectors: NDArray[np.float32],
        heard: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """What `scores` gives one member for the titles shown, bool [N]; others may have less; float32 [N].

        Of a catalogue half are later parts of series, extras, or for adults.
        """
        wants = self._wants(vectors[:, : self._width], np.diff(told.starts), told.typed)
        scores = np.full(len(shown), -np.inf, np.float32)
        scores[self._order[self._usual]] = self._product(wants, self._usual)
        others = self._usual.stop + shown[self._order[self._usual.stop :]].nonzero()[0]
        scores[self._order[others]] = self._product(wants, others)
        scores += heard
        return scores

    def said(self, told: Told) -> Said:
        """What each of the titles that one member told says in the item table for each title."""
        table = self._table or ItemTable(SquareRows.empty(len(self._rows)))
        return table.said(told.titles, told.ratings)

    def scores_of_parts(
        self, lists: Summed, typed: NDArray[np.float32], of: NDArray[np.intp]
    ) -> NDArray[np.float32]:
        """What `scores` gives S titles for a few lists, less what the item table says, float32 [B, S].

        Args:
            lists: from `summing`.
            typed: the genre ratings that go with each, 0 where there is none; float32 [B, G].
            of: the positions of the S titles.
        """
        columns = self._column[of]
        wanted, width = self._wanted[:, columns], self._width
        scores = self._user_tower.products(lists.inputs(typed), wanted[:width])
        if self._genre_table is not None and typed.any():
            share = genre_share(lists.titles.sum(axis=1), typed)
            scores += (share * self._genre_table.vectors(typed)) @ wanted[width:]
        scores += self._biases[columns]
        return scores

    def ratings(
        self, told: Told, vectors: NDArray[np.float32] | None = None, some: Positions = ALL
    ) -> NDArray[np.float32]:
        """The rating expected of B members for each title, 1 to 10, float32 [B, N]; as `scores`."""
        vectors = self.vectors(told) if vectors is None else vectors
        ratings: NDArray[np.float32] = vectors[:, self._width : -1] @ self._rating_tastes[some].T
        ratings += vectors[:, -1:] + self._levels[some, 0]
        return (CENTRE + SPREAD * ratings).clip(LOWEST, HIGHEST)

    def _wants(
        self, tastes: NDArray[np.float32], titles: NDArray[np.integer], typed: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """The side of B members in the product, float32 [B, D], or with genres typed [B, D + R]."""
        if self._genre_table is None or not typed.any():
            return tastes
        return np.hstack([tastes, genre_share(titles, typed) * self._genre_table.vectors(typed)])

    def _product(self, wants: NDArray[np.float32], columns: Positions = ALL) -> NDArray[np.float32]:
        """What the towers and the genre table give the titles of some columns, float32 [B, S]."""
        scores: NDArray[np.float32] = wants @ self._wanted[: wants.shape[1], columns]
        scores += self._biases[columns]
        return scores
