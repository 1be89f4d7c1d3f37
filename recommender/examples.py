"""A user's list -> what a member might have told of it, and what is then to be found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from recommender.taste import UNRATED, Told, sum_rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from recommender.ratings import Ratings

LONGEST = 400  # titles told in one example; the rest of a longer list is left for another epoch
FEW = 20  # the most titles in a 'few titles' example
ANSWERS = 10  # the most genre answers in an example
USUAL_ANSWERS = 6


class Mode(IntEnum):
    """How much a member told."""

    LIST = 0
    FEW = 1
    GENRES = 2


@dataclass(frozen=True, slots=True)
class Mix:
    """How training examples are drawn.

    Attributes:
        few: share of the examples that tell a few titles only.
        genres: share of the examples that tell typed genres only.
        unrated: share of the told titles whose rating is kept back.
    """

    few: float = 0.25
    genres: float = 0.25
    unrated: float = 0.05


@dataclass(frozen=True, eq=False)
class Examples:
    """A batch of B examples.

    Attributes:
        told: what the model is told.
        known: (rows, titles) that the answers were drawn from and that are not to be found again; int32 [k] each.
        hidden: (rows, titles) that are to be found or rated; int32 [h] each.
        hidden_ratings: their ratings, 1 to 10; float32 [h].
    """

    told: Told
    known: tuple[NDArray[np.int32], NDArray[np.int32]]
    hidden: tuple[NDArray[np.int32], NDArray[np.int32]]
    hidden_ratings: NDArray[np.float32]


def batches(
    ratings: Ratings,
    users: NDArray[np.int64],
    genre_flags: NDArray[np.float32],
    fame: NDArray[np.float32],
    size: int,
    rng: np.random.Generator,
    mix: Mix,
) -> Iterator[Examples]:
    """Draw one example of each user, in batches whose lists are of like length, so that padding is little.

    Args:
        ratings: all lists.
        users: positions of the users to draw from, int64 [U].
        genre_flags: which title has which genre, float32 [N, G].
        fame: log of how many know each title, float32 [N]; a few titles are drawn by it.
        size: users in a batch.
        rng: the source of all chance.
        mix: how the examples are drawn.
    """
    order = rng.permutation(users)
    window = 16 * size
    for first in range(0, len(order), window):
        some = order[first : first + window]
        modes = rng.choice(len(Mode), len(some), p=[1 - mix.few - mix.genres, mix.few, mix.genres])
        length = np.where(modes == Mode.LIST, np.minimum(ratings.counts[some], LONGEST), 0)
        by_length = np.argsort(length + rng.random(len(some)))
        starts = np.arange(0, len(some), size)
        for start in rng.permutation(starts):
            batch = by_length[start : start + size]
            yield draw(ratings, some[batch], modes[batch], genre_flags, fame, rng, mix.unrated)


def draw(
    ratings: Ratings,
    users: NDArray[np.int64],
    modes: NDArray[np.int64],
    genre_flags: NDArray[np.float32],
    fame: NDArray[np.float32],
    rng: np.random.Generator,
    unrated: float,
) -> Examples:
    """Draw one example of each of B users."""
    counts = ratings.counts[users]
    row = np.repeat(np.arange(len(users)), counts)
    flat = np.repeat(ratings.starts[users] - np.cumsum(counts) + counts, counts) + np.arange(len(row))
    titles, values = ratings.titles[flat], ratings.values[flat].astype(np.float32)

    share = np.where(
        modes == Mode.LIST,
        np.minimum(rng.uniform(0.5, 0.95, len(users)), LONGEST / np.maximum(counts, 1)),
        rng.uniform(0.3, 0.8, len(users)),
    )
    known = rng.random(len(row)) < share[row]
    shown = known & (modes != Mode.GENRES)[row]
    few = (modes == Mode.FEW)[row]
    shown[few] &= _best_known(fame[titles[few]], known[few], row[few], len(users), rng)

    answering = (modes == Mode.GENRES) | ((modes == Mode.FEW) & (rng.random(len(users)) < 0.2))  # noqa: PLR2004
    typed = _genre_answers(titles[known], values[known], row[known], genre_flags, answering, rng)
    rated = np.where(rng.random(len(row)) < unrated, UNRATED, values)
    starts = np.concatenate([[0], np.cumsum(np.bincount(row[shown], minlength=len(users)))])
    return Examples(
        told=Told(starts, titles[shown], rated[shown].astype(np.float32), typed),
        known=(row[known].astype(np.int32), titles[known]),
        hidden=(row[~known].astype(np.int32), titles[~known]),
        hidden_ratings=values[~known],
    )


def _best_known(
    fame: NDArray[np.float32],
    known: NDArray[np.bool_],
    row: NDArray[np.int64],
    users: int,
    rng: np.random.Generator,
) -> NDArray[np.bool_]:
    """Some of each user's titles, by fame and by chance: the k largest perturbed logits (Gumbel top-k)."""
    if not len(row):
        return np.zeros(0, np.bool_)
    chance = rng.choice([0.3, 1.0, 3.0], users)[row]
    key = np.where(known, fame + chance * rng.gumbel(size=len(row)), -np.inf)
    order = np.lexsort((-key, row))
    first = np.searchsorted(row[order], row[order], side="left")
    rank = np.empty(len(row), np.int64)
    rank[order] = np.arange(len(row)) - first
    return rank < rng.integers(1, FEW + 1, users)[row]


def _genre_answers(
    titles: NDArray[np.int32],
    values: NDArray[np.float32],
    row: NDArray[np.int64],
    genre_flags: NDArray[np.float32],
    answering: NDArray[np.bool_],
    rng: np.random.Generator,
) -> NDArray[np.float32]:
    """What members would type: a few genres of theirs, each the mean rating as a whole number; [B, G]."""
    users = len(answering)
    typed = np.zeros((users, genre_flags.shape[1]), np.float32)
    flags = genre_flags[titles]
    starts = np.searchsorted(row, np.arange(users + 1))
    count, total = sum_rows(flags, starts), sum_rows(flags * values[:, None], starts)
    bias = rng.choice([0.0, 0.5, 1.0], (users, 1))  # from any genre alike to the most watched ones
    key = np.where(count > 0, bias * np.log(np.maximum(count, 1)) + rng.gumbel(size=count.shape), -np.inf)
    rank = np.argsort(np.argsort(-key, axis=1), axis=1)
    usual = rng.random(users) < 0.5  # noqa: PLR2004 - a coin
    wanted = np.where(usual, USUAL_ANSWERS, rng.integers(1, ANSWERS + 1, users))
    chosen = (rank < wanted[:, None]) & (count > 0) & answering[:, None]
    typed[chosen] = np.floor(total[chosen] / count[chosen] + 0.5)
    return typed
