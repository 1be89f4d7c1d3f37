"""The item-to-item table: how much each title told speaks for each other one; beside the towers, never alone.

A linear autoencoder in closed form with a zero diagonal (EASE: Steck, 'Embarrassingly shallow autoencoders
for sparse data', WWW 2019), regularised as by dropout on its input (EDLAE: Steck, 'Autoencoders that don't
overfit towards the identity', NeurIPS 2020). Only the largest entries are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.linalg import lapack
from scipy.sparse import csr_matrix

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from recommender.ratings import Ratings

ENTRIES = 2_500_000
FEWEST = 3  # raters that a title needs to have a place in the table
MOST_TITLES = 13_000  # those with the most raters; bounds the dense inverse to 0.7 GB
MOST_RATINGS = 12_000_000  # more tell it little; bounds the time of the Gram matrix
DROPOUT, RIDGE = 0.33, 200.0


@dataclass(frozen=True, eq=False)
class ItemTable:
    """A sparse matrix [N, N]: row = a title told, column = a title scored."""

    weights: csr_matrix

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
        dense = _solve(_gram(ratings, titles))
        return cls(_sparsify(dense, titles, ratings.width, entries))

    def scores(self, starts: NDArray[np.int64], titles: NDArray[np.int32]) -> NDArray[np.float32]:
        """Score all titles for B lists in compressed rows, float32 [B, N]."""
        lists = csr_matrix(
            (np.ones(len(titles), np.float32), titles, starts), (len(starts) - 1, self.weights.shape[0])
        )
        return np.asarray((lists @ self.weights).toarray(), np.float32)

    def save(self, path: Path) -> None:
        """Write the table as an .npz file, halving each number's size."""
        w = self.weights
        np.savez_compressed(
            path,
            starts=w.indptr.astype(np.int32),
            columns=w.indices.astype(np.uint16 if w.shape[1] <= 1 << 16 else np.int32),
            weights=w.data.astype(np.float16),
        )

    @classmethod
    def load(cls, path: Path, titles: int) -> Self:
        """Read what `save` wrote.

        Raises:
            ValueError: it is no table over that many titles.
        """
        with np.load(path, allow_pickle=False) as arrays:
            parts = arrays["weights"].astype(np.float32), arrays["columns"].astype(np.int32), arrays["starts"]
        weights = csr_matrix(parts, (titles, titles))
        weights.check_format(full_check=True)
        if not np.isfinite(weights.data).all():
            raise ValueError("the item table holds numbers that are not finite")
        return cls(weights)


def _gram(ratings: Ratings, titles: NDArray[np.intp]) -> NDArray[np.float32]:
    """How many users have both of two titles, float32 [T, T]."""
    seen = ratings.matrix()[:, titles]
    seen.data[:] = 1
    gram = np.zeros((len(titles), len(titles)), np.float32)
    for first in range(0, seen.shape[0], 2_000):
        block = seen[first : first + 2_000].toarray()
        gram += block.T @ block
    return gram


def _solve(gram: NDArray[np.float32]) -> NDArray[np.float32]:
    diagonal = np.diag_indices(len(gram))
    gram[diagonal] += DROPOUT / (1 - DROPOUT) * gram[diagonal] + RIDGE
    # gram is symmetric, so its transpose is the Fortran order that LAPACK works on in place
    factor, failed = lapack.spotrf(gram.T, lower=1, overwrite_a=1)
    inverse, failed_too = lapack.spotri(factor, lower=1, overwrite_c=1)
    if failed or failed_too:
        raise ArithmeticError("The item table's matrix cannot be inverted.")
    table = np.tril(inverse, -1)
    table += table.T
    table /= -np.diag(inverse)
    return table


def _sparsify(dense: NDArray[np.float32], titles: NDArray[np.intp], width: int, entries: int) -> csr_matrix:
    """Keep the largest weights, and name rows and columns by their place in the catalogue."""
    keep = min(entries, dense.size)
    size = np.abs(dense)
    threshold = np.partition(size, dense.size - keep, axis=None)[dense.size - keep]
    row, column = np.nonzero((size >= threshold) & (size > 0))
    return csr_matrix((dense[row, column], (titles[row], titles[column])), (width, width))
