"""What variety and reach cost, and what they bring; beside a re-ranking by genres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recommender.evaluation import Interval, Mode, tell
from recommender.ranking import WINDOW, Query, spread, unseen
from tests.check_lists.bench import LISTED, gain, lists_of, markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from tests.check_lists.bench import Bench

VARIETIES = 0.0, 0.1, 0.2, 0.3, 0.5, 1.0
REACHES = -1.0, -0.5, 0.0, 0.5, 1.0
CALIBRATIONS = 0.5, 1.0, 2.0, 4.0  # in spreads of the scores
SMOOTHING = 0.01  # Steck's alpha
HEADER = (
    "", "NDCG@10", "of plain", "titles told apart", "genres told apart", "KL of genres", "catalogue shown",
    "titles in effect", "median members",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Figures:
    """What B lists are worth.

    Attributes:
        ndcg: of each list, NaN where nothing is wanted; float64 [B].
        apart: one less the mean cosine of the titles' vectors, of each list; float64 [B].
        genres_apart: likewise of their genres.
        divergence: of each list's genres from the member's, Kullback and Leibler's; float64 [B].
        coverage: the share of the titles that anybody may be shown that are on any list.
        effective: as many titles equally often listed would be as even.
        members: the median of the members of the titles listed.
    """

    ndcg: NDArray[np.float64]
    apart: NDArray[np.float64]
    genres_apart: NDArray[np.float64]
    divergence: NDArray[np.float64]
    coverage: float
    effective: float
    members: float

    def row(self, name: str, plain: Figures) -> list[str]:
        there = ~np.isnan(self.ndcg)
        ratio = Interval.of_ratio(self.ndcg[there], plain.ndcg[there])
        means = [f"{x.mean():.3f}" for x in (self.apart, self.genres_apart, self.divergence)]
        rest = f"{self.coverage:.1%}", f"{self.effective:.0f}", f"{self.members:,.0f}"
        return [name, str(Interval.of(self.ndcg)), str(ratio), *means, *rest]


def variety_tables(bench: Bench) -> Iterator[str]:
    """A table for each mode: variety, then reach, then calibration."""
    judge = _judge(bench)
    for mode in Mode.LIST, Mode.TEN:
        users = _users(bench, mode)
        barred = [1 - user.shown[w].mean() for user, w in zip(users, bench.wanted, strict=True) if len(w)]
        lists: dict[str, list[list[int]]] = {}
        for variety in VARIETIES:
            lists[f"variety {variety:g}"] = [user.listed(bench, Query(variety=variety)) for user in users]
        for reach in REACHES:
            lists[f"reach {reach:g}"] = [user.listed(bench, Query(reach=reach)) for user in users]
        for weight in CALIBRATIONS:
            lists[f"calibrated {weight:g}"] = [user.calibrated(bench, weight) for user in users]
        figures = {name: judge(listed) for name, listed in lists.items()}
        yield f"\nTold: {mode}. The rules of lists bar {np.mean(barred):.1%} of what is wanted."
        plain = figures[f"variety {VARIETIES[0]:g}"]
        yield from markdown(HEADER, [of.row(name, plain) for name, of in figures.items()])


@dataclass(frozen=True, eq=False)
class User:
    """One of the users.

    Attributes:
        scores: float32 [N].
        shown: what may be listed, bool [N].
        mix: how much of each genre is in what they told, float64 [G].
    """

    scores: NDArray[np.float32]
    shown: NDArray[np.bool_]
    mix: NDArray[np.float64]

    def listed(self, bench: Bench, query: Query) -> list[int]:
        return bench.choose(self.scores, self.shown, query)

    def calibrated(self, bench: Bench, weight: float) -> list[int]:
        """A list whose genres are as the user's are (Steck, 'Calibrated recommendations', RecSys 2018)."""
        best = np.array(self.listed(bench, Query(count=WINDOW, variety=0)))
        shares = _shares(bench, best)
        value = self.scores[best] / spread(self.scores, self.shown)
        some = self.mix > 0
        held = np.zeros(len(self.mix))
        chosen: list[int] = []
        for n in range(min(LISTED, len(best))):
            listed = (1 - SMOOTHING) * (held + shares) / (n + 1) + SMOOTHING * self.mix
            at = int(np.argmax(value + weight * (np.log(listed[:, some]) @ self.mix[some])))
            chosen.append(int(best[at]))
            value[at] = -np.inf
            held += shares[at]
        return chosen


def _users(bench: Bench, mode: Mode) -> list[User]:
    told = tell(bench.held, mode, bench.catalogue)
    lists, ratings = (np.split(of, told.starts[1:-1]) for of in (told.titles, told.ratings))
    return [
        User(scores, bench.allowed & unseen(bench.series, titles, Query()), _mix(bench, titles, own))
        for scores, titles, own in zip(bench.scores(mode), lists, ratings, strict=True)
    ]


def _judge(bench: Bench) -> Callable[[Sequence[Sequence[int]]], Figures]:
    """What gives lists their figures; each member's genres are those of their whole list."""
    told = bench.held.told
    ratings = np.split(told.values, told.starts[1:-1])
    mixes = [_mix(bench, titles, own) for titles, own in zip(lists_of(told), ratings, strict=True)]
    directions, genres = bench.scorer.directions, bench.catalogue.genre_flags.astype(np.float32)
    genres /= np.maximum(np.linalg.norm(genres, axis=1, keepdims=True), 1e-9)

    def judge(lists: Sequence[Sequence[int]]) -> Figures:
        often = np.bincount(np.concatenate(lists), minlength=len(bench.catalogue))
        share = often[often > 0] / often.sum()
        return Figures(
            ndcg=np.array([gain(own, wanted) for own, wanted in zip(lists, bench.wanted, strict=True)]),
            apart=np.array([_apart(directions[own]) for own in lists]),
            genres_apart=np.array([_apart(genres[own]) for own in lists]),
            divergence=np.array(
                [_divergence(mix, _mix(bench, own)) for own, mix in zip(lists, mixes, strict=True)]
            ),
            coverage=(often > 0).sum() / bench.allowed.sum(),
            effective=float(np.exp(-(share * np.log(share)).sum())),
            members=float(np.median(np.repeat(bench.catalogue.members, often))),
        )

    return judge


def _apart(vectors: NDArray[np.float32]) -> float:
    pairs = np.triu_indices(len(vectors), 1)
    return float(1 - (vectors @ vectors.T)[pairs].mean())


def _shares(bench: Bench, titles: Sequence[int] | NDArray[np.integer]) -> NDArray[np.float64]:
    """The genres of each title, which share it equally, float64 [n, G]."""
    flags = bench.catalogue.genre_flags[titles]
    return np.asarray(flags / np.maximum(flags.sum(1, keepdims=True), 1), np.float64)


def _mix(
    bench: Bench, titles: Sequence[int] | NDArray[np.integer], weights: NDArray[np.number] | None = None
) -> NDArray[np.float64]:
    """How much of each genre is in some titles, float64 [G]."""
    weights = np.ones(len(titles)) if weights is None else weights
    mix = weights @ _shares(bench, titles)
    return mix / max(mix.sum(), 1e-9)


def _divergence(wanted: NDArray[np.float64], listed: NDArray[np.float64]) -> float:
    listed = (1 - SMOOTHING) * listed + SMOOTHING * wanted
    some = wanted > 0
    return float((wanted[some] * np.log(wanted[some] / listed[some])).sum())
