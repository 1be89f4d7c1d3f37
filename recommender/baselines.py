"""What the model is measured against: six recommenders that anyone could use instead.

Each is fitted to some users' ratings and then scores every title of the catalogue for other users, by what
these told: float32 [B, N], of which only the order counts, higher is better, and -inf stands for a title that
the baseline cannot recommend.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

import keras
import numpy as np
import tensorflow as tf
from scipy.linalg import lapack
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from recommender.evaluation import by_length
from recommender.item_table import AT_ONCE, gram, invert
from recommender.ratings import LIKED
from recommender.sparse import entries
from recommender.taste import HIGHEST, LOWEST, UNRATED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.ratings import Ratings
    from recommender.taste import Told

ROWS_AT_ONCE, ENTRIES_AT_ONCE = 256, 1 << 15  # that iALS solves for in one go; bounds the memory


@dataclass(eq=False)
class Popularity:
    """The titles that most people like, whoever asks."""

    likes: NDArray[np.float32] = field(init=False, repr=False)

    def fit(self, ratings: Ratings) -> Self:
        """Count who likes each title."""
        liked = ratings.titles[ratings.values >= LIKED]
        self.likes = np.bincount(liked, minlength=ratings.width).astype(np.float32)
        return self

    def scores(self, told: Told) -> NDArray[np.float32]:
        """How many like each title, the same for everybody."""
        return np.tile(self.likes, (len(told.typed), 1))


@dataclass(eq=False)
class LinearGenres:
    """Ridge regression from typed genre ratings, and from their being there, to liked titles.

    Attributes:
        penalty: the weight of the squared weights.
    """

    penalty: float = 100.0
    centre: NDArray[np.float32] = field(init=False, repr=False)
    weights: NDArray[np.float32] = field(init=False, repr=False)

    def fit(self, ratings: Ratings, typed: NDArray[np.float32]) -> Self:
        """Fit to what each user would have typed.

        Args:
            ratings: the U users' lists.
            typed: their genre ratings, 0 where there is none, float32 [U, G].
        """
        self.centre = typed.sum(0) / np.maximum((typed > UNRATED).sum(0), 1)
        features = self._features(typed)
        liked = ratings.where(ratings.values >= LIKED)
        ones = np.ones(len(liked), np.float32)
        likes = csr_matrix((ones, liked.titles, liked.starts), (len(liked.users), liked.width)).T @ features
        gram = features.T @ features + self.penalty * np.eye(features.shape[1])
        self.weights = np.linalg.solve(gram, likes.T).astype(np.float32)
        return self

    def scores(self, told: Told) -> NDArray[np.float32]:
        """By the typed genre ratings alone."""
        return np.asarray(self._features(told.typed) @ self.weights, np.float32)

    def _features(self, typed: NDArray[np.float32]) -> NDArray[np.float64]:
        answered = typed > UNRATED
        return np.hstack([np.where(answered, typed - self.centre, 0), answered, np.ones((len(typed), 1))])


@dataclass(eq=False)
class Ease:
    """A linear model from the titles that a user knows to the others (Steck, WWW 2019).

    Attributes:
        penalty: the weight of the squared weights.
        fewest: titles with fewer ratings are left out.
    """

    penalty: float = 400.0
    fewest: int = 5
    width: int = field(init=False)
    titles: NDArray[np.intp] = field(init=False, repr=False)
    weights: NDArray[np.float32] = field(init=False, repr=False)

    def fit(self, ratings: Ratings) -> Self:
        """Solve for the weights of n titles: 4 n^2 bytes, n^3 multiplications."""
        self.width = ratings.width
        self.titles = np.flatnonzero(np.bincount(ratings.titles, minlength=ratings.width) >= self.fewest)
        known = _known(ratings.starts, ratings.titles, ratings.width)
        known = known[:, self.titles]
        self.weights = gram(known, known)
        self.weights.flat[:: len(self.titles) + 1] += self.penalty
        invert(self.weights)
        self.weights /= -np.diag(self.weights).copy()
        np.fill_diagonal(self.weights, 0)
        return self

    def scores(self, told: Told) -> NDArray[np.float32]:
        """By the titles told, whatever their ratings."""
        known = _known(told.starts, told.titles, self.width)
        scores = np.full(known.shape, -np.inf, np.float32)
        scores[:, self.titles] = known[:, self.titles] @ self.weights
        return scores


@dataclass(eq=False)
class Als:
    """Matrix factorisation of who knows what (iALS as in Rendle et al., RecSys 2022).

    Attributes:
        size: how many factors, D.
        unknown: the weight of a title that a user does not know; one that the user knows has 1.
        penalty: the weight of the squared factors, for each thing that they explain.
        epochs: how often users and titles are solved for in turn.
        seed: of the factors that it starts from.
    """

    size: int = 256
    unknown: float = 0.1
    penalty: float = 0.003
    epochs: int = 6
    seed: int = 0
    factors: NDArray[np.float32] = field(init=False, repr=False)

    def fit(self, ratings: Ratings) -> Self:
        """Solve for the users' and the titles' factors in turn."""
        known = _known(ratings.starts, ratings.titles, ratings.width)
        by_title = known.T.tocsr()
        shape = ratings.width, self.size
        start = np.random.default_rng(self.seed).normal(0, 0.1 / np.sqrt(self.size), shape)
        self.factors = start.astype(np.float32)
        with threadpool_limits(1):  # each system is too small to be shared by several cores
            for _ in range(self.epochs):
                self.factors = self._solve(by_title, self._solve(known, self.factors))
        return self

    def scores(self, told: Told) -> NDArray[np.float32]:
        """By the titles told, whatever their ratings."""
        known = _known(told.starts, told.titles, len(self.factors))
        return self._solve(known, self.factors) @ self.factors.T

    def _solve(self, known: csr_matrix, others: NDArray[np.float32]) -> NDArray[np.float32]:
        """The factors of each row, given those of the columns.

        In the basis in which what all rows share is diagonal, a row of fewer entries than factors takes only
        as many equations as it has entries (the Woodbury identity).
        """
        strengths, basis = np.linalg.eigh((self.unknown * (others.T @ others)).astype(np.float64))
        basis = basis.astype(np.float32)
        turned = np.vstack([others @ basis, np.zeros((1, self.size), np.float32)])  # the last fills up
        counts = np.diff(known.indptr)
        diagonals = strengths + self.penalty * (counts[:, None] + self.unknown * len(others))
        solved = np.empty((len(counts), self.size), np.float32)

        def solve(rows: NDArray[np.intp]) -> None:
            there = turned[_filled_up(known, rows, len(others))]
            diagonal = diagonals[rows].astype(np.float32)
            if there.shape[1] < self.size:
                root = np.sqrt(diagonal)
                there /= root[:, None]
                ones = np.ones(there.shape[:2], np.float32)
                weights = _solve_each(there @ there.transpose(0, 2, 1), 1, ones)
                solved[rows] = (weights[:, None] @ there)[:, 0] / root
            else:
                solved[rows] = _solve_each(there.transpose(0, 2, 1) @ there, diagonal, there.sum(1))

        with ThreadPoolExecutor(AT_ONCE) as threads:
            list(threads.map(solve, by_length(counts, ROWS_AT_ONCE, ENTRIES_AT_ONCE)))
        solved @= basis.T
        return solved


@dataclass(eq=False)
class Notebook:
    """The public notebook's model: two towers to a cosine, fitted to ratings by squared error.

    Its faults are part of it: a genre without a rating counts as 0, a user's genre means are taken over the
    very ratings to be learnt, and a title without a year is never recommended. Its scale of the means is not
    known; divided by ten they did best. Only its batch of 32, too slow by hours, is not kept.

    Attributes:
        catalogue: the titles.
        epochs: how often each rating is learnt from.
        batch: how many ratings make a step.
        seed: of all chance.
    """

    catalogue: Catalogue
    epochs: int = 10
    batch: int = 8192
    seed: int = 0
    tower: keras.Model = field(init=False, repr=False)
    titles: NDArray[np.float32] = field(init=False, repr=False)

    def fit(self, ratings: Ratings) -> Self:
        """Train both towers."""
        keras.utils.set_random_seed(self.seed)
        means = _genre_means(ratings, self.catalogue.genre_flags)
        facts = self._facts()
        self.tower, title_tower = _tower(means.shape[1]), _tower(facts.shape[1])
        user, title = keras.Input((), dtype="int32"), keras.Input((), dtype="int32")
        user_vector = _vector_of(self.tower, means / np.float32(HIGHEST), user)
        title_vector = _vector_of(title_tower, facts, title)
        model = keras.Model([user, title], keras.layers.Dot(axes=1)([user_vector, title_vector]))
        model.compile(keras.optimizers.Adam(0.01), "mse")
        kept = self._offered[ratings.titles]
        model.fit(
            [np.repeat(np.arange(len(ratings.users)), ratings.counts)[kept], ratings.titles[kept]],
            _to_cosine(ratings.values[kept]),
            batch_size=self.batch,
            epochs=self.epochs,
            verbose=0,
        )
        self.titles = _vectors(title_tower, facts)
        return self

    def scores(self, told: Told) -> NDArray[np.float32]:
        """By the typed genre ratings alone: the rating to expect, scaled to -1..1."""
        users = _vectors(self.tower, told.typed / np.float32(HIGHEST))
        return np.where(self._offered, users @ self.titles.T, -np.inf).astype(np.float32)

    @property
    def _offered(self) -> NDArray[np.bool_]:
        return self.catalogue.years > 0

    def _facts(self) -> NDArray[np.float32]:
        """Year, score (0 if unknown) and genre flags of each title, standardised, float32 [N, 2 + G]."""
        scores = [a.score or 0 for a in self.catalogue.anime]
        facts = np.column_stack([self.catalogue.years, scores, self.catalogue.genre_flags]).astype(np.float32)
        offered = facts[self._offered]
        return np.asarray((facts - offered.mean(0)) / _spread(offered), np.float32)


@dataclass(eq=False)
class Bias:
    """A rating is the mean, plus the title's bias, plus the user's: the measure of the rating error.

    Attributes:
        damping: how many ratings without a bias each title and user is taken to have beside the real ones.
        sweeps: how often titles and users are estimated in turn.
    """

    damping: float = 5.0
    sweeps: int = 5
    mean: float = field(init=False)
    titles: NDArray[np.float32] = field(init=False, repr=False)

    def fit(self, ratings: Ratings) -> Self:
        """Estimate the titles' biases, and with them the users', in turn."""
        user = np.repeat(np.arange(len(ratings.users)), ratings.counts)
        self.mean = float(ratings.values.mean(dtype=np.float64))
        rest = ratings.values - self.mean
        raters = np.bincount(ratings.titles, minlength=ratings.width)
        users = np.zeros(len(ratings.users))
        titles = np.zeros(ratings.width)
        for _ in range(self.sweeps):
            titles = np.bincount(ratings.titles, rest - users[user], ratings.width) / (raters + self.damping)
            left = np.bincount(user, rest - titles[ratings.titles], len(users))
            users = left / (ratings.counts + self.damping)
        self.titles = titles.astype(np.float32)
        return self

    def ratings(self, told: Told) -> NDArray[np.float32]:
        """The rating to expect for every title, float32 [B, N], 1 to 10."""
        rated = told.ratings > UNRATED
        user = np.repeat(np.arange(len(told.typed)), np.diff(told.starts))[rated]
        rest = told.ratings[rated] - self.mean - self.titles[told.titles[rated]]
        counts = np.bincount(user, minlength=len(told.typed))
        users = np.bincount(user, rest, len(told.typed)) / (counts + self.damping)
        return (self.mean + users[:, None] + self.titles).clip(LOWEST, HIGHEST).astype(np.float32)


def _known(starts: NDArray[np.int64], titles: NDArray[np.int32], width: int) -> csr_matrix:
    """Which titles are in each list, 1 or not stored, sparse float32 [B, N]."""
    return csr_matrix((np.ones(len(titles), np.float32), titles, starts), (len(starts) - 1, width))


def _filled_up(known: csr_matrix, rows: NDArray[np.intp], filling: int) -> NDArray[np.intp]:
    """The columns of some rows' entries, the shorter rows filled up to the longest, int [n, k]."""
    there = entries(known, rows)
    counts = np.diff(known.indptr)[rows]
    columns = np.full((len(rows), max(1, counts.max())), filling)
    columns[there.row, np.arange(len(there.row)) - (np.cumsum(counts) - counts)[there.row]] = there.column
    return columns


def _solve_each(
    systems: NDArray[np.float32], diagonal: NDArray[np.float32] | float, rights: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Solve n positive definite systems of k equations.

    Args:
        systems: overwritten, float32 [n, k, k].
        diagonal: added to theirs, float32 [n, k].
        rights: the right sides, float32 [n, k].
    """
    systems.reshape(len(systems), -1)[:, :: systems.shape[1] + 1] += diagonal
    solved = [
        lapack.sposv(system.T, right, lower=True, overwrite_a=True)[1]
        for system, right in zip(systems, rights, strict=True)
    ]
    return np.reshape(solved, rights.shape)


def _genre_means(ratings: Ratings, genre_flags: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Each user's mean rating of each genre, 0 for a genre of which nothing is rated, float32 [U, G]."""
    flags = genre_flags.astype(np.float32)
    counts = _known(ratings.starts, ratings.titles, ratings.width) @ flags
    return np.asarray(ratings.matrix() @ flags / np.maximum(counts, 1), np.float32)


def _spread(features: NDArray[np.float32]) -> NDArray[np.float32]:
    spread = features.std(0, dtype=np.float32)
    return np.where(spread > 0, spread, np.float32(1))


def _to_cosine(values: NDArray[np.int8]) -> NDArray[np.float32]:
    """Ratings scaled to -1..1."""
    return ((2 * values.astype(np.float32) - (LOWEST + HIGHEST)) / (HIGHEST - LOWEST)).astype(np.float32)


def _tower(width: int) -> keras.Model:
    return keras.Sequential(
        [
            keras.Input((width,)),
            keras.layers.Dense(256, "relu"),
            keras.layers.Dense(128, "relu"),
            keras.layers.Dense(32),
            keras.layers.UnitNormalization(),
        ]
    )


class Once(keras.layers.Layer):  # type: ignore[misc]  # Keras comes without types
    """Numbers, int [n] -> each of them once, int [m], and where each stands among those, int [n]."""

    def call(self, numbers: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor]:
        """Compute them."""
        return tuple(tf.unique(numbers))

    def compute_output_spec(self, numbers: keras.KerasTensor) -> tuple[keras.KerasTensor, ...]:
        """Say that neither length is known beforehand."""
        return keras.KerasTensor((None,), numbers.dtype), keras.KerasTensor((None,), "int32")


def _vector_of(
    tower: keras.Model, features: NDArray[np.float32], row: keras.KerasTensor
) -> keras.KerasTensor:
    """A row's number -> what the tower makes of that row, reckoned once however often a batch holds it."""
    once, place = Once()(row)
    rows = keras.layers.Embedding(*features.shape, weights=[features], trainable=False)(once)
    return keras.ops.take(tower(rows), place, axis=0)


def _vectors(tower: keras.Model, features: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(keras.ops.convert_to_numpy(tower(features)))
