"""The rules that every list keeps, looked up anew; and tastes of every sort to try them on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recommender import Taste

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recommender import Anime, Catalogue, Recommender

MOST_TITLES = 300


def some_tastes(catalogue: Catalogue, count: int, seed: int) -> list[Taste]:
    """Any genres typed, any titles rated or seen, both or neither; half of the lists of the well-known."""
    rng = np.random.default_rng(seed)
    fame = (catalogue.members + 1) / (catalogue.members + 1).sum()
    tastes = []
    for _ in range(count):
        typed = rng.choice(catalogue.genres, rng.integers(0, 10) * rng.integers(0, 2), replace=False)
        told = min(rng.integers(0, MOST_TITLES + 1) * rng.integers(0, 2), len(catalogue) // 2)
        listed = rng.choice(catalogue.ids, told, replace=False, p=fame if rng.random() < 0.5 else None)
        ratings = [int(rating) or None for rating in rng.integers(0, 11, told)]
        tastes.append(
            Taste(
                {str(genre): float(rng.integers(1, 11)) for genre in typed},
                dict(zip(listed.tolist(), ratings, strict=True)),
            )
        )
    return tastes


def broken_rules(
    recommender: Recommender, tastes: Sequence[Taste], listed: Sequence[Anime], *, seen_by_some: bool = False
) -> Iterator[str]:
    """What is wrong with a list, for one member or for several together, in one sentence each."""
    series, catalogue = recommender.series, recommender.catalogue
    seen_by_all = set.intersection(*(set(taste.titles) for taste in tastes))
    seen_by_any = set.union(*(set(taste.titles) for taste in tastes))
    franchises = [int(series.group[catalogue.index[anime.id]]) for anime in listed]
    if len(set(franchises)) < len(franchises):
        yield "Two entries are of one franchise."
    for anime in listed:
        if anime.id in (seen_by_all if seen_by_some else seen_by_any):
            yield f"{anime.name} is told."
        if anime.adult:
            yield f"{anime.name} is for adults."
        before = [catalogue.anime[at] for at in _before(series.prerequisite, catalogue.index[anime.id])]
        for earlier in {before[0].id: before[0], before[-1].id: before[-1]}.values() if before else ():
            if earlier.id not in seen_by_all:
                yield f"{anime.name} goes on from {earlier.name}, which is not seen."


def _before(prerequisite: np.ndarray, position: int) -> list[int]:
    """What leads up to a title: the part before it first, the beginning last."""
    chain = []
    while prerequisite[position] >= 0:
        position = int(prerequisite[position])
        chain.append(position)
    return chain
