"""How good are the recommendations? Users never trained on tell a part of their list, the rest is looked for.

Of each list 80 % is told (the fold-in) and the whole catalogue, less the fold-in, is ranked; wanted are the
hidden titles rated 8 or more. Nothing is sampled, since sampled negatives flatter (Krichene and Rendle, 'On
sampled metrics for item recommendation', KDD 2020).
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np
from threadpoolctl import threadpool_limits

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
CLASSES = 4
BATCH = 256
AT_ONCE = 1 << 14  # users whose titles and genres are looked up at a time; bounds the memory
BATCH_TITLES = 1 << 17  # told in a batch, shorter lists filled up to the longest; bounds the memory
MOST_THREADS = 8  # each holds the scores of a batch
BLOCKS = 4  # as many times the titles looked for; more leave fewer to sort, and take longer themselves
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
        """Float32 [B, N]; higher is better, -inf is never recommended. The caller may overwrite it."""


@dataclass(frozen=True, eq=False)
class HeldOut:
    """B users' lists in two parts; each in compressed rows, titles as positions in the catalogue.

    Attributes:
        told: the fold-in.
        hidden: the rest.
    """

    told: Ratings
    hidden: Ratings

    @property
    def wanted(self) -> Ratings:
        """What of the rest is liked."""
        return self.hidden.where(self.hidden.values >= LIKED)


@dataclass(frozen=True, eq=False)
class Figures:
    """The figures of each of the B users who have something to find; NaN where one has no such figure.

    Attributes:
        ndcg: normalised discounted cumulative gain of the first 10; float64 [B].
        recall: the share of the wanted titles among the first 20; float64 [B].
        new_series: `ndcg` where the titles of franchises already told are neither wanted nor shown; NaN for
            who wants no other, and for all where the franchises are not known; float64 [B].
        recall_by_fame: `recall` of the wanted titles of each class of fame alone; float64 [B, CLASSES].
    """

    ndcg: NDArray[np.float64]
    recall: NDArray[np.float64]
    new_series: NDArray[np.float64]
    recall_by_fame: NDArray[np.float64]

    @classmethod
    def unknown(cls, users: int) -> Figures:
        """To be filled in."""
        ndcg, recall, new_series = np.full((3, users), np.nan)
        return cls(ndcg, recall, new_series, np.full((users, CLASSES), np.nan))


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over users with its 95 % interval by bootstrap (percentiles over resampled users)."""

    mean: float
    low: float
    high: float

    @classmethod
    def of(cls, values: NDArray[np.float64]) -> Interval:
        """The mean over the users who have the figure.

        Args:
            values: float64 [B], NaN for a user who has not.

        Raises:
            ValueError: nobody has.
        """
        there = ~np.isnan(values)
        return cls.of_ratio(np.where(there, values, 0), there)

    @classmethod
    def of_ratio(
        cls, above: NDArray[np.float64], below: NDArray[np.float64] | NDArray[np.bool_] | NDArray[np.int64]
    ) -> Interval:
        """The ratio of two sums over the same users; each resample draws users with both their numbers.

        Args:
            above: float64 [B].
            below: not negative, [B].

        Raises:
            ValueError: `below` sums to nothing.
        """
        if not below.any():
            raise ValueError("There is nobody to take a mean over.")
        drawn = _resamples(len(above))
        totals = drawn @ below.astype(np.float64)
        some = totals > 0
        low, high = np.quantile((drawn @ above)[some] / totals[some], [0.025, 0.975])
        return cls(float(above.sum() / below.sum()), float(low), float(high))

    def __str__(self) -> str:
        return f"{self.mean:.3f} ({self.low:.3f}-{self.high:.3f})"


@lru_cache(maxsize=2)
def _resamples(users: int) -> NDArray[np.float64]:
    """How often each user is drawn in each resample, always alike; float64 [RESAMPLES, B]."""
    rng = np.random.default_rng(0)
    drawn = np.empty((RESAMPLES, users))
    for row in drawn:
        row[:] = np.bincount(rng.integers(0, users, users), minlength=users)
    return drawn


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
    users = np.arange(len(told.users))
    parts = [users[first : first + AT_ONCE] for first in range(0, max(1, len(users)), AT_ONCE)]
    return np.concatenate([_genre_answers(told.subset(part), genre_flags) for part in parts])


def _genre_answers(told: Ratings, genre_flags: csr_matrix) -> NDArray[np.float32]:
    values = told.values.astype(np.float32)
    count, total = sum_by_genre(
        told.starts, told.titles, np.stack([np.ones_like(values), values]), genre_flags
    )
    rank = np.argsort(np.argsort(-count, axis=1, kind="stable"), axis=1)
    chosen = (rank < ANSWERS) & (count > 0)
    return np.where(chosen, np.floor(total / np.maximum(count, 1) + 0.5), 0).astype(np.float32)


def fame_classes(held: HeldOut, members: NDArray[np.int64]) -> NDArray[np.int8]:
    """Class the titles by how well known they are, from 0, the best known, to `CLASSES - 1`; int8 [N].

    In the order of members, each class goes on until all so far hold their share (a quarter, a half, ...) of
    what is wanted, a title counted once for each user who wants it.

    Args:
        held: the users.
        members: how many people list each title, int64 [N].
    """
    wanted = np.bincount(held.wanted.titles, minlength=len(members))
    order = np.argsort(-members, kind="stable")
    before = np.cumsum(wanted[order]) - wanted[order]
    classes = np.empty(len(members), np.int8)
    classes[order] = np.minimum(CLASSES * before // max(1, wanted.sum()), CLASSES - 1)
    return classes


def measure(
    held: HeldOut,
    recommender: Scores,
    told: Told,
    group: NDArray[np.int32] | None = None,
    fame: NDArray[np.int8] | None = None,
) -> Figures:
    """Rank the whole catalogue for every user and look where the wanted titles stand.

    Args:
        held: the users.
        recommender: what is measured; it is asked from several threads at once.
        told: what the users tell it.
        group: which franchise each title belongs to, int32 [N], where that is known.
        fame: how well known each title is, from `fame_classes`; without it all titles are of one class.
    """
    wanted = held.wanted
    users = np.flatnonzero(wanted.counts)
    figures = Figures.unknown(len(users))
    fame = np.zeros(wanted.width, np.int8) if fame is None else fame

    def measure_batch(batch: NDArray[np.intp]) -> None:
        some = users[batch]
        scores = recommender.scores(_told_of(told, some))
        seen, sought = _Cells.of(held.told, some), _Cells.of(wanted, some)
        scores[seen.row, seen.title] = -np.inf
        first, found = _look(scores, sought, RECALL_CUT)
        figures.ndcg[batch] = _ndcg(found, sought.counts(len(some)))
        figures.recall[batch] = found.sum(1) / sought.counts(len(some))
        for c in range(CLASSES):
            many = sought.where(fame[sought.title] == c).counts(len(some))
            of_class = (found & (fame[first] == c)).sum(1)
            figures.recall_by_fame[batch, c] = np.where(many > 0, of_class / np.maximum(many, 1), np.nan)
        if group is not None:
            follows = np.zeros((len(some), group.max() + 1), np.bool_)
            follows[seen.row, group[seen.title]] = True
            scores[follows[:, group]] = -np.inf
            sought = sought.where(~follows[sought.row, group[sought.title]])
            _, found = _look(scores, sought, CUT)
            figures.new_series[batch] = _ndcg(found, sought.counts(len(some)))

    _in_threads(measure_batch, by_length(np.diff(told.starts)[users], BATCH, BATCH_TITLES))
    return figures


def squared_errors(
    held: HeldOut, expect: Callable[[Told], NDArray[np.float32]], told: Told
) -> NDArray[np.float64]:
    """Each user's sum of the squared errors of the hidden ratings, on a scale of -1 to 1, float64 [B].

    Args:
        held: the users.
        expect: gives the ratings expected, 1 to 10, float32 [B, N].
        told: what they told.
    """
    sums = np.zeros(len(held.hidden.users))

    def add_up(users: NDArray[np.intp]) -> None:
        expected = expect(_told_of(told, users))
        _, at = _entries_of(held.hidden.starts, users)
        cells = _Cells.of(held.hidden, users)
        errors = (expected[cells.row, cells.title] - held.hidden.values[at]) / SCALE
        sums[users] = np.bincount(cells.row, errors.astype(np.float64) ** 2, len(users))

    _in_threads(add_up, by_length(np.diff(told.starts), BATCH, BATCH_TITLES))
    return sums


def by_length(lengths: NDArray[np.integer], most: int, cells: int) -> Iterator[NDArray[np.intp]]:
    """Share out lists so that those of a batch are alike in length, and little fills up the shorter ones.

    Args:
        lengths: of the lists, int [B].
        most: lists in a batch.
        cells: entries in a batch, each list filled up to the longest; a longer list is a batch of its own.

    Yields:
        The positions of a batch's lists, the shortest first.
    """
    order = np.argsort(lengths, kind="stable")
    first = 0
    while first < len(order):
        some = order[first : first + most]
        size = max(1, min(len(some), cells // max(1, int(lengths[some[-1]]))))
        yield some[:size]
        first += size


@dataclass(frozen=True, slots=True)
class _Cells:
    """Pairs of a user and a title, int [n] each, in order."""

    row: NDArray[np.intp]
    title: NDArray[np.int32]

    @classmethod
    def of(cls, ratings: Ratings, users: NDArray[np.intp]) -> _Cells:
        starts, at = _entries_of(ratings.starts, users)
        return cls(np.repeat(np.arange(len(users)), np.diff(starts)), ratings.titles[at])

    def where(self, some: NDArray[np.bool_]) -> _Cells:
        return _Cells(self.row[some], self.title[some])

    def counts(self, users: int) -> NDArray[np.intp]:
        return np.bincount(self.row, minlength=users)


def _look(
    scores: NDArray[np.float32], sought: _Cells, count: int
) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """The best titles of each user, and which of them are sought and may be recommended; [B, count]."""
    first = _best(scores, count)
    row = np.arange(len(scores))[:, None]
    width = scores.shape[1]
    found = np.isin(row * width + first, sought.row * width + sought.title)
    return first, found & (scores[row, first] > -np.inf)


def _best(scores: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """The columns of each row's highest scores, the highest first and of equal ones the first; [B, count].

    The best of so many blocks are each as good as the worst of them, so that no title below that one is
    among the best: few are left to be sorted.
    """
    width = scores.shape[1]
    count = min(count, width)
    blocks = np.arange(0, width, max(1, width // (BLOCKS * count)))
    best_of_block = np.maximum.reduceat(scores, blocks, axis=1)
    bound = np.partition(best_of_block, -count, axis=1)[:, -count]
    row, column = divmod(np.flatnonzero(scores >= bound[:, None]), width)
    order = np.lexsort((-scores[row, column], row))
    places = np.searchsorted(row, np.arange(len(scores)))[:, None] + np.arange(count)
    first: NDArray[np.intp] = column[order[places]]
    return first


def _ndcg(found: NDArray[np.bool_], many: NDArray[np.intp]) -> NDArray[np.float64]:
    """By which places hold a wanted title, and how many are wanted; NaN where none is; float64 [B]."""
    discount = 1 / np.log2(np.arange(2, CUT + 2))
    ideal = np.cumsum(discount)[np.minimum(many, CUT) - 1]
    gain = found[:, :CUT] @ discount[: found.shape[1]]
    return np.where(many > 0, gain / ideal, np.nan)


def _told_of(told: Told, users: NDArray[np.intp]) -> Told:
    starts, at = _entries_of(told.starts, users)
    return Told(starts, told.titles[at], told.ratings[at], told.typed[users])


def _entries_of(
    starts: NDArray[np.int64], users: NDArray[np.intp]
) -> tuple[NDArray[np.int64], NDArray[np.intp]]:
    """Of compressed rows: some users' own starts, and where their entries stand."""
    counts = starts[users + 1] - starts[users]
    own = np.concatenate([[0], np.cumsum(counts)])
    return own, np.arange(own[-1]) + np.repeat(starts[users] - own[:-1], counts)


def _in_threads(work: Callable[[NDArray[np.intp]], None], batches: Iterator[NDArray[np.intp]]) -> None:
    threads = min(os.cpu_count() or 1, MOST_THREADS)
    with threadpool_limits(1), ThreadPoolExecutor(threads) as pool:  # a core works on a batch of its own
        list(pool.map(work, batches))
