"""A user's list -> what a member might have told of it, and what is then to be found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from recommender.ratings import LIKED
from recommender.taste import UNRATED, Told, sum_by_genre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from recommender.ratings import Ratings

LONGEST = 400  # titles told in one example; the rest of a longer list is left for another epoch
FEW = 20  # the most titles in a 'few titles' example
MOST_ANSWERS = 10
USUAL_ANSWERS = 6
WINDOW = 16  # batches sorted by length together
DAMPING = np.array([0.5, 0.25, 0.0])  # by mode: 0 lets each title weigh alike, 1 each user


class Mode(IntEnum):
    """How much a member told."""

    LIST = 0
    FEW = 1
    GENRES = 2


@dataclass(frozen=True, slots=True)
class Mix:
    """How examples are drawn.

    Attributes:
        few: share of the examples that tell a few titles only.
        genres: share of the examples that tell typed genres only.
        both: share of the 'few titles' examples that tell typed genres too.
        top_answers: share of the genre answers that are about the genres most watched.
        usual_answers: share of the genre answers that are six in number.
        unrated: share of the told titles whose rating is kept back.
    """

    few: float = 0.3
    genres: float = 0.3
    both: float = 0.2
    top_answers: float = 0.7
    usual_answers: float = 0.6
    unrated: float = 0.05


@dataclass(frozen=True, eq=False)
class Examples:
    """A batch of B examples.

    Attributes:
        told: what the model is told.
        known: (rows, titles) that the answers were drawn from and that are not to be found; int32 [k] each.
        hidden: (rows, titles) that are to be found or rated; int32 [h] each.
        hidden_ratings: their ratings, 1 to 10; float32 [h].
        weights: how much it matters to find each; 0 where it was not liked; they sum to 1; float32 [h].
    """

    told: Told
    known: tuple[NDArray[np.int32], NDArray[np.int32]]
    hidden: tuple[NDArray[np.int32], NDArray[np.int32]]
    hidden_ratings: NDArray[np.float32]
    weights: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Sampler:
    """Draws examples from lists.

    Attributes:
        ratings: the lists.
        genre_flags: which title has which genre, sparse float32 [N, G].
        fame: log of how many know each title, float32 [N]; a few titles are drawn by it.
        mix: how examples are drawn.
    """

    ratings: Ratings
    genre_flags: csr_matrix
    fame: NDArray[np.float32]
    mix: Mix

    def epoch(self, users: NDArray[np.int64], size: int, rng: np.random.Generator) -> Iterator[Examples]:
        """Draw one example of each user, in batches of lists of like length, so that little is padding.

        Args:
            users: positions of the users to draw from, int64 [U].
            size: users in a batch.
            rng: the source of all chance.
        """
        shares = [1 - self.mix.few - self.mix.genres, self.mix.few, self.mix.genres]
        order = rng.permutation(users)
        for first in range(0, len(order), WINDOW * size):
            some = order[first : first + WINDOW * size]
            modes = rng.choice(len(Mode), len(some), p=shares)
            length = np.where(modes == Mode.LIST, np.minimum(self.ratings.counts[some], LONGEST), 0)
            by_length = np.argsort(length + rng.random(len(some)))
            for start in rng.permutation(np.arange(0, len(some), size)):
                batch = by_length[start : start + size]
                yield self.draw(some[batch], modes[batch], rng)

    def draw(self, users: NDArray[np.int64], modes: NDArray[np.int64], rng: np.random.Generator) -> Examples:
        """Draw one example of each of B users.

        Args:
            users: their positions, int64 [B].
            modes: how much each tells, int64 [B].
            rng: the source of all chance.
        """
        ratings = self.ratings
        counts = ratings.counts[users]
        row = np.repeat(np.arange(len(users)), counts)
        at = np.repeat(ratings.starts[users] - np.cumsum(counts) + counts, counts) + np.arange(len(row))
        titles, values = ratings.titles[at], ratings.values[at].astype(np.float32)

        of_list = np.minimum(rng.uniform(0.5, 0.95, len(users)), LONGEST / np.maximum(counts, 1))
        share = np.where(modes == Mode.LIST, of_list, rng.uniform(0.3, 0.8, len(users)))
        known = rng.random(len(row)) < share[row]
        shown = known & (modes != Mode.GENRES)[row]
        few = (modes == Mode.FEW)[row] & known
        shown[few] = _best_known(self.fame[titles[few]], row[few], len(users), rng)

        answering = (modes == Mode.GENRES) | ((modes == Mode.FEW) & (rng.random(len(users)) < self.mix.both))
        answers = self._genre_answers(titles[known], values[known], row[known], len(users), rng)
        told = Told(
            starts=np.concatenate([[0], np.cumsum(np.bincount(row[shown], minlength=len(users)))]),
            titles=titles[shown],
            ratings=np.where(rng.random(shown.sum()) < self.mix.unrated, UNRATED, values[shown]),
            typed=answers * answering[:, None],
        )
        return Examples(
            told=told,
            known=(row[known].astype(np.int32), titles[known]),
            hidden=(row[~known].astype(np.int32), titles[~known]),
            hidden_ratings=values[~known],
            weights=_weights(row[~known], values[~known] >= LIKED, modes),
        )

    def _genre_answers(
        self,
        titles: NDArray[np.int32],
        values: NDArray[np.float32],
        row: NDArray[np.int64],
        users: int,
        rng: np.random.Generator,
    ) -> NDArray[np.float32]:
        """What members would type: a few genres of theirs, the mean of each as a whole number; [B, G]."""
        starts = np.searchsorted(row, np.arange(users + 1))
        count, total = sum_by_genre(
            starts, titles, np.stack([np.ones_like(values), values]), self.genre_flags
        )
        top = rng.random((users, 1)) < self.mix.top_answers
        chance = rng.gumbel(size=count.shape) * np.where(top, 1e-3, 1)
        weight = np.where(
            top, 1, rng.integers(0, 2, (users, 1))
        )  # any genre alike, or by how much is watched
        key = np.where(count > 0, weight * np.log(np.maximum(count, 1)) + chance, -np.inf)
        rank = np.argsort(np.argsort(-key, axis=1), axis=1)
        usual = rng.random(users) < self.mix.usual_answers
        wanted = np.where(usual, USUAL_ANSWERS, rng.integers(1, MOST_ANSWERS + 1, users))
        chosen = (rank < wanted[:, None]) & (count > 0)
        return np.where(chosen, np.floor(total / np.maximum(count, 1) + 0.5), 0).astype(np.float32)


def _weights(
    row: NDArray[np.int64], liked: NDArray[np.bool_], modes: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Each mode weighs as its share of the users; in it a user by a power of how much there is to find."""
    many = np.bincount(row[liked], minlength=len(modes))
    each = np.maximum(many, 1.0) ** -DAMPING[modes]
    total = np.bincount(modes, each * many, len(Mode))
    share = np.where(total > 0, np.bincount(modes, minlength=len(Mode)), 0)
    each *= (share / share.sum() / np.maximum(total, 1e-9))[modes] if share.any() else 0
    return np.where(liked, each[row], 0).astype(np.float32)


def _best_known(
    fame: NDArray[np.float32], row: NDArray[np.int64], users: int, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Some of each user's titles, by fame and by chance: the k largest perturbed logits (Gumbel top-k)."""
    if not len(row):
        return np.zeros(0, np.bool_)
    spread = rng.choice([0.3, 1.0, 3.0], users)[row]
    order = np.lexsort((-fame - spread * rng.gumbel(size=len(row)), row))
    rank = np.empty(len(row), np.int64)
    rank[order] = np.arange(len(row)) - np.searchsorted(row, row)
    return rank < rng.integers(1, FEW + 1, users)[row]
