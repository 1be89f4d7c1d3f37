"""The genre table: what each typed genre rating says for each title; beside the towers, as the item table is.

Ridge regression from what members type to the titles that they like. With few answers a plain linear model is
hard to beat; the towers add what it cannot express.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np
from scipy.sparse import csr_matrix

from recommender.item_table import ALL
from recommender.ratings import LIKED
from recommender.taste import UNRATED

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from recommender.ratings import Ratings

PENALTY = 100.0  # the weight of the squared weights


@dataclass(frozen=True, eq=False)
class GenreTable:
    """A linear model over G genres and N titles.

    Attributes:
        centre: the mean rating of each genre, float32 [G].
        weights: of each genre's deviation, of its being answered, and of having answered at all;
            float32 [2 G + 1, N].
    """

    centre: NDArray[np.float32]
    weights: NDArray[np.float32]

    @classmethod
    def fit(cls, ratings: Ratings, typed: NDArray[np.float32], penalty: float = PENALTY) -> Self:
        """Fit to what each user would have typed.

        Args:
            ratings: the U users' lists.
            typed: their genre ratings, 0 where there is none, float32 [U, G].
            penalty: the weight of the squared weights.
        """
        answers = np.maximum((typed > UNRATED).sum(0), 1)
        centre = (typed.sum(0) / answers).astype(np.float32)
        features = _features(typed, centre).astype(np.float64)
        liked = ratings.where(ratings.values >= LIKED)
        ones = np.ones(len(liked), np.float32)
        likes = csr_matrix((ones, liked.titles, liked.starts), (len(liked.users), liked.width)).T @ features
        gram = features.T @ features + penalty * np.eye(features.shape[1])
        return cls(centre, np.linalg.solve(gram, likes.T).astype(np.float32))

    def scores(self, typed: NDArray[np.float32], some: slice | NDArray[np.intp] = ALL) -> NDArray[np.float32]:
        """Score all titles, or some, by typed genre ratings, [B, G] -> float32 [B, N]."""
        features = _features(typed, self.centre)
        told = np.flatnonzero(features.any(0))  # of all genres few are typed
        return np.asarray(features[:, told] @ self.weights[told][:, some], np.float32)

    def __mul__(self, gain: float) -> GenreTable:
        """The same table, speaking louder."""
        return GenreTable(self.centre, self.weights * np.float32(gain))

    def save(self, path: Path) -> None:
        """Write the table as an .npz file, halving each weight's size."""
        np.savez_compressed(path, centre=self.centre, weights=self.weights.astype(np.float16))

    @classmethod
    def load(cls, path: Path, genres: int, titles: int) -> Self:
        """Read what `save` wrote.

        Raises:
            ValueError: it is no table over so many genres and titles.
        """
        with np.load(path, allow_pickle=False) as arrays:
            centre, weights = arrays["centre"].astype(np.float32), arrays["weights"].astype(np.float32)
        if centre.shape != (genres,) or weights.shape != (2 * genres + 1, titles):
            raise ValueError("the genre table has another shape than the catalogue")
        if not (np.isfinite(centre).all() and np.isfinite(weights).all()):
            raise ValueError("the genre table holds numbers that are not finite")
        return cls(centre, weights)


def _features(typed: NDArray[np.float32], centre: NDArray[np.float32]) -> NDArray[np.float32]:
    """Each rating as a deviation, whether there is one, and a constant, float32 [B, 2 G + 1]."""
    answered = typed > UNRATED
    constant = np.ones((len(typed), 1))
    return np.hstack([np.where(answered, typed - centre, 0), answered, constant]).astype(np.float32)
