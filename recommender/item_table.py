"""The item-to-item table: how much each title told speaks for each other one; beside the towers, never alone.

A linear autoencoder in closed form with a zero diagonal (EASE: Steck, 'Embarrassingly shallow autoencoders
for sparse data', WWW 2019), regularised as by dropout on its input (EDLAE: Steck, 'Autoencoders that don't
overfit towards the identity', NeurIPS 2020). Unlike there, what is told and what is looked for differ: a
title speaks by its rating, and is worth finding by how much it was liked. Only the largest entries are kept.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import numpy as np

from recommender.sparse import SquareRows, crossings, entries
from recommender.taste import UNRATED

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from recommender.ratings import Ratings

ENTRIES = 1_000_000  # three times as many find no more, and make answers for long lists slower
FEWEST = 5  # raters that a title needs to have a place in the table
MOST_TITLES = 12_000  # those with the most raters; two dense matrices of their square fit in 1.2 GB
MOST_RATINGS = 12_000_000  # more tell it little; bounds the time of the Gram matrices
DROPOUT, RIDGE = 0.33, 200.0
ALL = slice(None)
SEEN = 0.8  # how loudly a title speaks that was seen and not rated
BAND = 1024  # columns of a large matrix that are worked on at a time
AT_ONCE = 4  # bands; more need more memory


@dataclass(frozen=True, eq=False)
class Said:
    """What each of n different titles that one member told says for each of N titles: the table's scores.

    Attributes:
        table: what says so.
        titles: the titles told, as positions in the catalogue; int32 [n].
        loud: how loudly each of them speaks, float32 [n].
    """

    table: ItemTable
    titles: NDArray[np.int32]
    loud: NDArray[np.float32]

    def sum(self) -> NDArray[np.float32]:
        """What all of them say, float32 [N]."""
        if self.table.matrix is not None:
            summed: NDArray[np.float32] = self.table.matrix[self.titles].T @ self.loud
            return summed
        row, column, value = entries(self.table.rows, self.titles)
        total = np.zeros(len(self.table.rows), np.float32)
        np.add.at(total, column, value * self.loud[row])
        return total

    def about(self, titles: NDArray[np.intp]) -> NDArray[np.float32]:
        """What each of them says about S different titles, float32 [n, S]."""
        if self.table.matrix is None:
            about = crossings(self.table.rows, self.titles, titles)
        else:  # of few titles, where a list may be long
            about = crossings(self.table.columns, titles, self.titles).T
        return about * self.loud[:, None]


@dataclass(frozen=True, eq=False)
class ItemTable:
    """A sparse matrix [N, N]: row = a title told, column = a title scored."""

    rows: SquareRows

    @cached_property
    def columns(self) -> SquareRows:
        """The same matrix by what is scored: row = a title scored, column = a title told.

        It takes as much memory again, so it is not asked for where scipy is missing to save memory.
        """
        return self.rows.transposed()

    @cached_property
    def matrix(self) -> csr_matrix | None:
        """The matrix where scipy is installed, which sums up long lists in a fifth of the time."""
        try:
            return self.weights
        except ImportError:
            return None

    @classmethod
    def of(cls, weights: csr_matrix) -> Self:
        """The table of a matrix as scipy has it."""
        return cls(SquareRows.of(weights))

    @property
    def weights(self) -> csr_matrix:
        """The matrix as scipy has it, float32."""
        from scipy.sparse import csr_matrix

        parts = self.rows.data.astype(np.float32), self.rows.indices.astype(np.int32), self.rows.indptr
        return csr_matrix(parts, (len(self.rows),) * 2)

    @classmethod
    def fit(cls, ratings: Ratings, rng: np.random.Generator, entries: int = ENTRIES) -> Self:
        """Solve for the table of the users given.

        Args:
            ratings: whose lists to learn from; of a very large set a random part is enough.
            rng: picks that part.
            entries: how many of the largest weights to keep.
        """
        if len(ratings) > MOST_RATINGS:
            users = len(ratings.users)
            ratings = ratings.subset(rng.permutation(users)[: users * MOST_RATINGS // len(ratings)])
        count = np.bincount(ratings.titles, minlength=ratings.width)
        enough = np.flatnonzero(count >= FEWEST)
        titles = np.sort(enough[np.argsort(-count[enough], kind="stable")[:MOST_TITLES]])
        given = ratings.matrix()[:, titles]
        told, wanted = given.copy(), given
        told.data, wanted.data = loudness(told.data), worth(wanted.data)
        return cls.of(_sparsify(_solve(told, wanted), titles, ratings.width, entries))

    def scores(
        self,
        starts: NDArray[np.int64],
        titles: NDArray[np.int32],
        ratings: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """Score all titles for B lists in compressed rows, float32 [B, N]."""
        scores = np.empty((len(starts) - 1, len(self.rows)), np.float32)
        for row, (first, last) in enumerate(pairwise(starts)):  # quicker than one product of sparse matrices
            some = slice(first, last)
            scores[row] = self.said(titles[some], ratings[some]).sum()
        return scores

    def said(self, titles: NDArray[np.int32], ratings: NDArray[np.float32]) -> Said:
        """What each of n titles that one member told says for each title."""
        return Said(self, titles, loudness(ratings))

    def __mul__(self, gain: float) -> ItemTable:
        """The same table, speaking louder."""
        return ItemTable(replace(self.rows, data=self.rows.data * np.float32(gain)))

    def over(self, positions: NDArray[np.intp], titles: int) -> ItemTable:
        """The same table over another catalogue.

        Args:
            positions: where each of its titles stands there, int [N].
            titles: how many titles that catalogue holds.
        """
        from scipy.sparse import csr_matrix

        w = self.weights.tocoo()
        return ItemTable.of(csr_matrix((w.data, (positions[w.row], positions[w.col])), (titles, titles)))

    def save(self, path: Path) -> None:
        """Write the table as an .npz file, halving each number's size."""
        w = self.rows
        np.savez_compressed(
            path,
            starts=w.indptr.astype(np.int32),
            columns=w.indices.astype(np.uint16 if len(w) <= 1 << 16 else np.int32),
            weights=w.data.astype(np.float16),
        )

    @classmethod
    def load(cls, path: Path, titles: int) -> Self:
        """Read what `save` wrote.

        Raises:
            ValueError: it is no table over that many titles.
        """
        with np.load(path, allow_pickle=False) as arrays:
            rows = SquareRows(arrays["starts"], arrays["columns"], arrays["weights"])
        rows.check(titles)
        return cls(rows)


def loudness(ratings: NDArray[np.float32]) -> NDArray[np.float32]:
    """How loudly a title told speaks for others: a disliked one says a little, and never against them."""
    return np.where(ratings == UNRATED, SEEN, ((ratings - 4.5) / 3.5).clip(0.1, 1.4)).astype(np.float32)


def worth(ratings: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much it is worth to find a title that is then rated so: nothing up to 6."""
    return ((ratings - 6) / 2.5).clip(0, 1.6).astype(np.float32)


def gram(left: csr_matrix, right: csr_matrix) -> NDArray[np.float32]:
    """The product left' right, float32 [n, m]."""
    product = np.empty((left.shape[1], right.shape[1]), np.float32)

    def fill(columns: slice) -> None:
        product[:, columns] = (left.T @ right[:, columns]).toarray()

    with ThreadPoolExecutor(AT_ONCE) as threads:  # one sparse product keeps one core busy
        list(threads.map(fill, bands(product.shape[1])))
    return product


def invert(matrix: NDArray[np.float32]) -> None:
    """Invert a symmetric positive definite matrix in its own memory.

    Raises:
        ArithmeticError: it is not positive definite.
    """
    from scipy.linalg import lapack

    # LAPACK stores by columns, so that its lower triangle is the upper one here.
    _, failed = lapack.spotrf(matrix.T, lower=True, overwrite_a=True)
    if failed:
        raise ArithmeticError("The matrix is not positive definite: raise the penalty.")
    lapack.spotri(matrix.T, lower=True, overwrite_c=True)
    for band in bands(len(matrix)):
        corner = matrix[band, band]
        corner[:] = np.triu(corner) + np.triu(corner, 1).T
        matrix[band.stop :, band] = matrix[band, band.stop :].T


def bands(size: int, band: int = BAND) -> list[slice]:
    """Slices that cover a dimension."""
    return [slice(first, min(first + band, size)) for first in range(0, size, band)]


def _solve(told: csr_matrix, wanted: csr_matrix) -> NDArray[np.float32]:
    """The weights of least squared error from what is told to what is wanted, none from a title to itself."""
    size = told.shape[1]
    inverse = gram(told, told)
    diagonal = inverse.reshape(-1)[:: size + 1]
    diagonal += DROPOUT / (1 - DROPOUT) * diagonal + RIDGE
    invert(inverse)
    weights = gram(told, wanted)
    for band in bands(size):
        weights[:, band] = inverse @ weights[:, band]
    own = weights.reshape(-1)[:: size + 1] / inverse.reshape(-1)[:: size + 1]
    inverse *= own
    weights -= inverse
    np.fill_diagonal(weights, 0)
    return weights


def _sparsify(dense: NDArray[np.float32], titles: NDArray[np.intp], width: int, entries: int) -> csr_matrix:
    """Keep the largest weights, and name rows and columns by their place in the catalogue."""
    from scipy.sparse import csr_matrix

    keep = min(entries, dense.size)
    threshold = np.partition(np.abs(dense), dense.size - keep, axis=None)[dense.size - keep]
    row, column = np.nonzero(np.abs(dense) >= max(threshold, np.finfo(np.float32).tiny))
    return csr_matrix((dense[row, column], (titles[row], titles[column])), (width, width))
