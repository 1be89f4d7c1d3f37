"""How like similar titles are: whether who likes the one likes the other more than people do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix

from recommender.ranking import Query, choose, unseen
from recommender.ratings import LIKED
from tests.check_lists.bench import markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from recommender.ratings import Ratings
    from tests.check_lists.bench import Bench

SEEDS = 300  # the best-known beginnings
PRIOR = 10  # likers that a title is taken to have had beside those counted
HEADER = (
    "alike by", "times as likely liked", "likely liked", "genres in common", "titles in effect",
    "median members",
)  # fmt: skip


def similar_table(bench: Bench) -> Iterator[str]:
    """The ten titles likest to each of the best-known ones, by several likenesses."""
    directions, likeness = bench.scorer.directions, bench.likeness
    ways: dict[str, Callable[[int], NDArray[np.float32]]] = {
        "the towers' vectors": directions.along,
        "those less what all share": likeness.directions.along,
        "**the same and the genres**": likeness.to,
    }
    begins = bench.allowed & unseen(bench.series, np.zeros(0, np.intp), Query())
    order = np.argsort(-bench.catalogue.members, kind="stable")
    seeds = order[begins[order]][:SEEDS]
    judge = _judge(bench, seeds)
    rows = []
    for name, way in ways.items():
        lists = []
        for seed in seeds.tolist():
            shown = begins & (bench.series.group != bench.series.group[seed])
            lists.append(choose(way(seed), shown, bench.series, directions, Query(variety=0)))
        rows.append([name, *judge(np.array(lists))])
    yield f"\nThe ten titles likest to each of the {SEEDS} best-known ones."
    yield from markdown(HEADER, rows)


def _judge(bench: Bench, seeds: NDArray[np.intp]) -> Callable[[NDArray[np.intp]], list[str]]:
    """What gives the lists of the seeds, int [SEEDS, 10], their figures."""
    likes = sum(_likes(ratings) for ratings in (bench.held.told, bench.held.hidden))
    usual = (np.asarray(likes.sum(0)).ravel() + 0.5) / (likes.shape[0] + 1)
    likers = np.asarray(likes[:, seeds].sum(0)).reshape(-1, 1)
    both = (likes[:, seeds].T @ likes).toarray()
    chance = (both + PRIOR * usual) / (likers + PRIOR)
    flags = bench.catalogue.genre_flags

    def judge(lists: NDArray[np.intp]) -> list[str]:
        liked = np.take_along_axis(chance, lists, 1)
        common = (flags[lists] & flags[seeds][:, None]).sum(2) / (flags[lists] | flags[seeds][:, None]).sum(
            2
        ).clip(1)
        often = np.bincount(lists.ravel())
        share = often[often > 0] / often.sum()
        return [
            f"{np.exp(np.log(liked / usual[lists]).mean()):.2f}",
            f"{liked.mean():.1%}",
            f"{common.mean():.1%}",
            f"{np.exp(-(share * np.log(share)).sum()):.0f}",
            f"{np.median(bench.catalogue.members[lists]):,.0f}",
        ]

    return judge


def _likes(ratings: Ratings) -> csr_matrix:
    liked = ratings.where(ratings.values >= LIKED)
    return csr_matrix((np.ones(len(liked)), liked.titles, liked.starts), (len(liked.users), liked.width))
