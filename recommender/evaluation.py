"""How good are the recommendations? Users never trained on tell a part of their list, the rest is looked for.

Of each list 80 % is told (the fold-in) and the whole catalogue, less the fold-in, is ranked; wanted are the
hidden titles rated 8 or more. Nothing is sampled, since sampled negatives flatter (Krichene and Rendle, 'On
sampled metrics for item recommendation', KDD 2020).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from recommender.ratings import LIKED
from recommender.taste import HIGHEST, LOWEST, Told, sum_by_genre

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from recommender.catalogue import Catalogue
    from recommender.ratings import Ratings

TOLD_SHARE = 0.8
SHORTEST = 10  # a list with fewer ratings has too little to tell and to hide
TEN = 10
ANSWERS = 6
CUT, RECALL_CUT = 10, 20
BATCH = 256
RESAMPLES = 1_000
SCALE = (HIGHEST - LOWEST) / 2  # from 1..10 to -1..1


class Mode(StrEnum):
    """How much of the fold-in the recommender is told."""

    GENRES = "genres typed"
    TEN = "ten titles"
    LIST = "list"


class Part(NamedTuple):
    """Users' positions: whom the model learns from, whom training watches, and who only ever tests."""

    train: NDArray[np.int64]
    validation: NDArray[np.int64]
    test: NDArray[np.int64]


class Scores(Protocol):
    """Anything that scores all titles for what some members told."""

    def scores(self, told: Told) -> NDArray[np.float32]:
        """Float32 [B, N]; higher is better."""


@dataclass(frozen=True, eq=False)
class HeldOut:
    """B users' lists in two parts; each in compressed rows, titles as positions in the catalogue.

    Attributes:
        told: the fold-in.
        hidden: the rest.
    """

    told: Ratings
    hidden: Ratings


@dataclass(frozen=True, eq=False)
class Figures:
    """One figure of each user who has something to find.

    Attributes:
        ndcg: normalised discounted cumulative gain of the first 10; float64 [B].
        recall: the share of the wanted titles among the first 20; float64 [B].
    """

    ndcg: NDArray[np.float64]
    recall: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over users with its 95 % interval by bootstrap."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Interval:
        """Resample the users a thousand times, always alike."""
        rng = np.random.default_rng(0)
        means = [values[rng.integers(0, len(values), len(values))].mean() for _ in range(RESAMPLES)]
        low, high = np.quantile(means, [0.025, 0.975])
        return cls(float(values.mean()), float(low), float(high))

    def __str__(self) -> str:
        return f"{self.mean:.3f} ({self.low:.3f}-{self.high:.3f})"


def part(users: NDArray[np.int32]) -> Part:
    """Share users out by a hash of their id, so that the same ones are held out of every run and file."""
    bucket = (users.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) >> np.uint64(40)) % np.uint64(20)
    return Part(
        train=np.flatnonzero(bucket > 2),  # noqa: PLR2004 - 85 %
        validation=np.flatnonzero(bucket == 2),  # noqa: PLR2004 - 5 %
        test=np.flatnonzero(bucket < 2),  # noqa: PLR2004 - 10 %
    )


def hold_out(ratings: Ratings, users: NDArray[np.int64], seed: int = 0) -> HeldOut:
    """Hide a fifth of the list of each user whose list is long enough."""
    some = ratings.subset(users[ratings.counts[users] >= SHORTEST])
    chance = np.random.default_rng(seed).random(len(some))
    row = np.repeat(np.arange(len(some.users)), some.counts)
    order = np.lexsort((chance, row))
    rank = np.empty(len(some), np.int64)
    rank[order] = np.arange(len(some)) - some.starts[row]
    told = rank < np.round(TOLD_SHARE * some.counts)[row]
    return HeldOut(some.where(told), some.where(~told))


def tell(held: HeldOut, mode: Mode, catalogue: Catalogue) -> Told:
    """What the users tell in a mode.

    Args:
        held: the users.
        mode: how much they tell.
        catalogue: the titles; ten titles told are the ten that most people list.
    """
    told = held.told
    users = len(told.users)
    nothing = np.zeros((users, len(catalogue.genres)), np.float32)
    if mode is Mode.LIST:
        return Told(told.starts, told.titles, told.values.astype(np.float32), nothing)
    if mode is Mode.TEN:
        row = np.repeat(np.arange(users), told.counts)
        order = np.lexsort((-catalogue.members[told.titles], row))
        known = order[np.arange(len(order)) - told.starts[row[order]] < TEN]
        known.sort()
        starts = np.concatenate([[0], np.cumsum(np.minimum(told.counts, TEN))])
        return Told(starts, told.titles[known], told.values[known].astype(np.float32), nothing)
    empty = np.zeros(users + 1, np.int64)
    answers = genre_answers(told, catalogue.genre_matrix)
    return Told(empty, np.zeros(0, np.int32), np.zeros(0, np.float32), answers)


def genre_answers(told: Ratings, genre_flags: csr_matrix) -> NDArray[np.float32]:
    """Each user's six most watched genres and the mean ratings of them in whole numbers, float32 [B, G]."""
    values = told.values.astype(np.float32)
    count, total = sum_by_genre(
        told.starts, told.titles, np.stack([np.ones_like(values), values]), genre_flags
    )
    rank = np.argsort(np.argsort(-count, axis=1, kind="stable"), axis=1)
    chosen = (rank < ANSWERS) & (count > 0)
    return np.where(chosen, np.floor(total / np.maximum(count, 1) + 0.5), 0).astype(np.float32)


def measure(
    held: HeldOut, recommender: Scores, told: Told, group: NDArray[np.int32] | None = None
) -> Figures:
    """Rank the whole catalogue for every user and look where the wanted titles stand.

    Args:
        held: the users.
        recommender: what is measured.
        told: what the users tell it.
        group: which franchise each title belongs to, int32 [N]; if given, titles of a franchise that is
            already told are neither wanted nor shown ('new series only').
    """
    figures = [
        _measure_batch(held, users, recommender.scores(told[users]), group)
        for users in _slices(len(held.told.users), BATCH)
    ]
    return Figures(*(np.concatenate(column) for column in zip(*figures, strict=True)))


def _measure_batch(
    held: HeldOut, users: slice, scores: NDArray[np.float32], group: NDArray[np.int32] | None
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    barred = _flags(held.told, users)
    wanted = _flags(held.hidden, users, LIKED)
    if group is not None:
        row, title = np.nonzero(barred)
        told_groups = np.zeros((len(scores), group.max() + 1), np.bool_)
        told_groups[row, group[title]] = True
        barred = told_groups[:, group]
        wanted &= ~barred
    some = wanted.any(1)
    scores = np.where(barred[some], -np.inf, scores[some])
    first = np.argpartition(-scores, RECALL_CUT, axis=1)[:, :RECALL_CUT]
    order = np.argsort(-np.take_along_axis(scores, first, 1), axis=1, kind="stable")
    found = np.take_along_axis(wanted[some], np.take_along_axis(first, order, 1), 1)
    many = wanted[some].sum(1)
    discount = 1 / np.log2(np.arange(2, CUT + 2))
    ideal = np.cumsum(discount)[np.minimum(many, CUT) - 1]
    return found[:, :CUT] @ discount / ideal, found.sum(1) / many


def squared_errors(
    held: HeldOut, expect: Callable[[Told], NDArray[np.float32]], told: Told
) -> NDArray[np.float64]:
    """The squared error of each hidden rating, on a scale of -1 to 1, float64 [h].

    Args:
        held: the users.
        expect: gives the ratings expected, 1 to 10, float32 [B, N].
        told: what they told.
    """
    errors = []
    for users in _slices(len(held.hidden.users), BATCH):
        expected = expect(told[users])
        span = slice(held.hidden.starts[users.start], held.hidden.starts[users.stop])
        row = np.repeat(np.arange(len(expected)), held.hidden.counts[users])
        errors.append((expected[row, held.hidden.titles[span]] - held.hidden.values[span]) / SCALE)
    return np.concatenate(errors).astype(np.float64) ** 2


def _flags(ratings: Ratings, users: slice, least: int = 0) -> NDArray[np.bool_]:
    """Which titles a slice of the users rated at least so high, bool [B, N]."""
    rows = range(*users.indices(len(ratings.users)))
    flags = np.zeros((len(rows), ratings.width), np.bool_)
    span = slice(ratings.starts[rows.start], ratings.starts[rows.stop])
    keep = ratings.values[span] >= least
    row = np.repeat(np.arange(len(rows)), ratings.counts[users])
    flags[row[keep], ratings.titles[span][keep]] = True
    return flags


def _slices(total: int, size: int) -> Iterator[slice]:
    return (slice(first, min(total, first + size)) for first in range(0, total, size))
