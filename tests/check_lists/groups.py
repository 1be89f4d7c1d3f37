"""How well one list serves several members, joined in several ways."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from recommender.evaluation import Interval, Mode, tell
from recommender.ranking import Query, spread
from recommender.taste import CENTRE, PRIOR, Told
from recommender.together import join, open_to_all
from tests.check_lists.bench import gain, lists_of, markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from tests.check_lists.bench import Bench

SIZES = 2, 4, 8
GROUPS = 300  # of each size
DISLIKED = 5
MISERY = 1.0  # below a member's own mean, a rating that is expected of one who would rather not
HEADER = (
    "members", "joined by", "NDCG@10, mean", "NDCG@10, least pleased", "expected rating, mean",
    "expected rating, lowest", "list holds a title disliked",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Group:
    """B members.

    Attributes:
        scores: float32 [B, N].
        ratings: those expected, float32 [B, N].
        means: of the members' ratings, float64 [B].
        shown: what may be listed, bool [N].
    """

    scores: NDArray[np.float32]
    ratings: NDArray[np.float32]
    means: NDArray[np.float64]
    shown: NDArray[np.bool_]

    @property
    def spread_scores(self) -> NDArray[np.float32]:
        """Each member's scores in units of their own spread."""
        return np.array(
            [(own - own[self.shown].max()) / spread(own, self.shown) for own in self.scores], np.float32
        )

    @property
    def bearable(self) -> NDArray[np.bool_]:
        """What no member is expected to dislike."""
        return self.shown & (self.ratings >= self.means[:, None] - MISERY).all(0)

    @property
    def ranks(self) -> NDArray[np.float32]:
        """Each member's order as points (Borda)."""
        points = np.where(self.shown, self.scores, -np.inf).argsort(1).argsort(1)
        return points.astype(np.float32)


WAYS: dict[str, Callable[[Group], tuple[NDArray[np.float32], NDArray[np.bool_]]]] = {
    "sum of scores": lambda g: (g.scores.mean(0), g.shown),
    "sum of scores, each in its spread": lambda g: (g.spread_scores.mean(0), g.shown),
    "sum of ranks": lambda g: (g.ranks.mean(0), g.shown),
    "least misery": lambda g: (g.spread_scores.min(0), g.shown),
    "sum without misery": lambda g: (g.spread_scores.mean(0), g.bearable),
    "**mean chance**": lambda g: (join(g.scores, g.shown), g.shown),
    "mean chance without misery": lambda g: (join(g.scores, g.shown), g.bearable),
}


def group_tables(bench: Bench) -> Iterator[str]:
    """A table of random groups and one of groups of alike members."""
    crowd = Crowd.of(bench)
    for kind, draw in (("at random", crowd.anyone), ("of alike members", crowd.alike)):
        rows = []
        for size in SIZES:
            rng = np.random.default_rng(size)
            figures = np.array([crowd.measure(draw(size, rng)) for _ in range(GROUPS)])
            rows += [_row(size, name, figures[:, at]) for at, name in enumerate(WAYS)]
        yield f"\n{GROUPS} groups {kind} of each size, told: {Mode.LIST}."
        yield from markdown(HEADER, rows)


@dataclass(frozen=True, eq=False)
class Crowd:
    """The users whom groups are drawn from, and what is known of each."""

    bench: Bench
    told: Told
    scores: NDArray[np.float32]
    ratings: NDArray[np.float32]
    means: NDArray[np.float64]
    disliked: list[NDArray[np.int32]]
    nearest: NDArray[np.intp]

    @classmethod
    def of(cls, bench: Bench) -> Self:
        told, hidden = bench.held.told, bench.held.hidden
        lists = lists_of(told)
        sums = np.add.reduceat(told.values, told.starts[:-1], dtype=np.float64)
        vectors = np.array([bench.likeness.directions[titles].mean(0) for titles in lists])
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return cls(
            bench,
            tell(bench.held, Mode.LIST, bench.catalogue),
            bench.scores(Mode.LIST),
            bench.ratings(),
            (sums + PRIOR * CENTRE) / (told.counts + PRIOR),
            lists_of(hidden.where(hidden.values <= DISLIKED)),
            np.argsort(-vectors @ vectors.T, axis=1)[:, : max(SIZES)],
        )

    def anyone(self, size: int, rng: np.random.Generator) -> NDArray[np.intp]:
        return rng.choice(len(self.means), size, replace=False)

    def alike(self, size: int, rng: np.random.Generator) -> NDArray[np.intp]:
        """A user, and those whose lists are most alike."""
        return self.nearest[rng.integers(len(self.means)), :size]

    def measure(self, members: NDArray[np.intp]) -> list[list[float]]:
        """The figures of the list of each way, in the order of the table."""
        shown = self.bench.allowed & open_to_all(self.bench.series, self._told_by(members), Query())
        group = Group(self.scores[members], self.ratings[members], self.means[members], shown)
        wanted = [titles[shown[titles]] for titles in (self.bench.wanted[member] for member in members)]
        figures = []
        for join_scores in WAYS.values():
            listed = self.bench.choose(*join_scores(group), Query())
            gains = [gain(listed, titles) for titles in wanted if len(titles)] or [np.nan]
            bad = [bool(np.isin(listed, self.disliked[member]).any()) for member in members]
            expected = group.ratings[:, listed]
            means = np.mean(gains), min(gains), expected.mean(), expected.min(0).mean(), np.mean(bad)
            figures.append([float(mean) for mean in means])
        return figures

    def _told_by(self, members: NDArray[np.intp]) -> list[NDArray[np.int32]]:
        return [self.told.titles[self.told.starts[m] : self.told.starts[m + 1]] for m in members]


def _row(size: int, name: str, figures: NDArray[np.float64]) -> list[str]:
    mean, least, expected, lowest, bad = (Interval.of(column) for column in figures.T)
    ratings = f"{expected.mean:.2f}", f"{lowest.mean:.2f}"
    return [str(size), name, str(mean), str(least), *ratings, f"{bad.mean:.1%}"]
