"""The genre table: what the typed genre ratings say for each title; beside the towers, as the item table is.

Ridge regression from what members type to the titles that they like. With few answers a linear model is hard
to beat; here each pair of answered genres counts too, since who watches romance and horror watches other
titles than who watches either. The many weights of the pairs are held by a few directions (reduced-rank
regression: Izenman, 'Reduced-rank regression for the multivariate linear model', 1975).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Self

import numpy as np

from recommender.taste import UNRATED

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from recommender.ratings import Ratings

PENALTY = 100.0  # the weight of the squared weights
RANK = 64
PAIR = 0.5  # how large a pair is beside a single answer
LENGTH_POWER = 0.25  # a long list says more than a short one, and not in proportion
MOST_USERS = 60_000  # more tell it little
AT_ONCE = 8_192  # users


@dataclass(frozen=True, eq=False)
class GenreTable:
    """A linear model over G genres and N titles, of rank R.

    Attributes:
        centre: the mean rating of each genre, float32 [G].
        inputs: from each genre's deviation, its being answered, a constant, and each pair of answered genres;
            float32 [2 G + 1 + G (G - 1) / 2, R].
        outputs: to the titles; float32 [R, N].
    """

    centre: NDArray[np.float32]
    inputs: NDArray[np.float32]
    outputs: NDArray[np.float32]

    @classmethod
    def fit(cls, ratings: Ratings, typed: NDArray[np.float32], rank: int = RANK) -> Self:
        """Fit to what each user would have typed.

        Args:
            ratings: the U users' lists; of a very large set the first part is enough.
            typed: their genre ratings, 0 where there is none, float32 [U, G].
            rank: of the model.
        """
        from scipy.sparse import csr_matrix

        from recommender.ratings import LIKED

        typed = typed[:MOST_USERS]
        liked = ratings.subset(np.arange(len(typed)))
        liked = liked.where(liked.values >= LIKED)
        answers = np.maximum((typed > UNRATED).sum(0), 1)
        centre = (typed.sum(0) / answers).astype(np.float32)
        weights = np.maximum(liked.counts, 1) ** LENGTH_POWER
        weights = (weights / weights.mean()).astype(np.float32)
        size = _features(typed[:1], centre).shape[1]
        gram, aimed = np.zeros((size, size)), np.zeros((size, liked.width))
        for first in range(0, len(typed), AT_ONCE):
            users = np.arange(first, min(first + AT_ONCE, len(typed)))
            some = liked.subset(users)
            features = _features(typed[users], centre)
            weighted = features * weights[users, None]
            ones = np.ones(len(some), np.float32)
            likes = csr_matrix((ones, some.titles, some.starts), (len(users), liked.width))
            gram += features.T @ weighted
            aimed += (likes.T @ weighted).T
        return cls(centre, *_reduced(gram, aimed, rank))

    def vectors(self, typed: NDArray[np.float32]) -> NDArray[np.float32]:
        """What typed genre ratings say in the table's directions, [B, G] -> float32 [B, R]."""
        told = np.flatnonzero((typed > UNRATED).any(0))  # of all genres few are typed
        rows = _rows(told, typed.shape[1])
        return _features(typed[:, told], self.centre[told]) @ self.inputs[rows]

    def scores(self, typed: NDArray[np.float32]) -> NDArray[np.float32]:
        """Score all titles by typed genre ratings, [B, G] -> float32 [B, N]."""
        return self.vectors(typed) @ self.outputs

    def __mul__(self, gain: float) -> GenreTable:
        """The same table, speaking louder."""
        return GenreTable(self.centre, self.inputs, self.outputs * np.float32(gain))

    def save(self, path: Path) -> None:
        """Write the table as an .npz file, halving each number's size."""
        np.savez_compressed(
            path,
            centre=self.centre,
            inputs=self.inputs.astype(np.float16),
            outputs=self.outputs.astype(np.float16),
        )

    @classmethod
    def load(cls, path: Path, genres: int, titles: int) -> Self:
        """Read what `save` wrote.

        Raises:
            ValueError: it is no table over so many genres and titles.
        """
        with np.load(path, allow_pickle=False) as arrays:
            centre, inputs, outputs = (
                arrays[name].astype(np.float32) for name in ("centre", "inputs", "outputs")
            )
        size = 2 * genres + 1 + genres * (genres - 1) // 2
        rank = len(outputs)
        if (centre.shape, inputs.shape, outputs.shape) != ((genres,), (size, rank), (rank, titles)):
            raise ValueError("the genre table has another shape than the catalogue")
        if not all(np.isfinite(part).all() for part in (centre, inputs, outputs)):
            raise ValueError("the genre table holds numbers that are not finite")
        return cls(centre, inputs, outputs)


def _features(typed: NDArray[np.float32], centre: NDArray[np.float32]) -> NDArray[np.float32]:
    """Deviations, answers, a constant, and pairs of answers, float32 [B, 2 G + 1 + G (G - 1) / 2]."""
    answered = typed > UNRATED
    deviations = np.where(answered, typed - centre, 0)
    constant = np.ones((len(typed), 1))
    first, second = _pairs(typed.shape[1])
    pairs = PAIR * (answered[:, first] & answered[:, second])
    return np.hstack([deviations, answered, constant, pairs], dtype=np.float32)


def _rows(genres: NDArray[np.intp], of: int) -> NDArray[np.intp]:
    """Which of the features over all genres are those over some of them, in ascending order."""
    first, second = genres[_pairs(len(genres))]
    # Before the pairs of a genre stand those of each genre before it, one fewer each time.
    pairs = first * (2 * of - first - 1) // 2 + second - first - 1
    return np.concatenate([genres, of + genres, [2 * of], 2 * of + 1 + pairs])


@lru_cache
def _pairs(genres: int) -> NDArray[np.intp]:
    """Each pair of so many genres, once, int [2, G (G - 1) / 2]."""
    return np.stack(np.triu_indices(genres, 1))


def _reduced(
    gram: NDArray[np.float64], aimed: NDArray[np.float64], rank: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The ridge regression of which the fitted values lie in a few directions.

    Args:
        gram: of the features, float64 [F, F].
        aimed: the features' products with the likes, float64 [F, N].
        rank: how many directions, R.

    Returns:
        Inputs [F, R] and outputs [R, N], float32.
    """
    from scipy.linalg import solve_triangular

    root = np.linalg.cholesky(gram + PENALTY * np.eye(len(gram)))
    fitted = solve_triangular(root, aimed, lower=True)
    directions = np.linalg.eigh(fitted @ fitted.T)[1][:, -rank:]
    inputs = solve_triangular(root, directions, lower=True, trans="T")
    return inputs.astype(np.float32), (directions.T @ fitted).astype(np.float32)
