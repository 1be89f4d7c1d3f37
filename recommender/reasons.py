"""Why a title is recommended: what of the things told moved its score most, found by leaving each out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recommender.ranking import Reason
from recommender.taste import UNRATED, Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.scorer import Scorer

MOST_TITLES = 12  # left out in turn; of a longer list, those that are likest to what is recommended
MOST_REASONS = 2
SMALLEST = 0.02  # an effect that is not worth a word


def explain(
    scorer: Scorer, catalogue: Catalogue, told: Told, shown: Sequence[int]
) -> list[tuple[Reason, ...]]:
    """The reasons for each title shown: what its score loses when one thing told is left out.

    Args:
        scorer: the model.
        catalogue: its titles.
        told: what one member told.
        shown: the positions of the titles recommended.
    """
    if not shown:
        return []
    titles = _likest(scorer, told, shown)
    genres = np.flatnonzero(told.typed[0] > UNRATED)
    without = _without_each(told, titles, genres)
    scores = scorer.scores(without, some=np.asarray(shown))
    effects = scores[0] - scores[1:]
    causes = [catalogue.anime[told.titles[at]] for at in titles] + [catalogue.genres[g] for g in genres]
    reasons = []
    for column in effects.T:
        order = np.argsort(-column)[:MOST_REASONS]
        reasons.append(tuple(Reason(causes[at], float(column[at])) for at in order if column[at] >= SMALLEST))
    return reasons


def _likest(scorer: Scorer, told: Told, shown: Sequence[int]) -> NDArray[np.intp]:
    """Which of the titles told to leave out, as places in the list."""
    if len(told.titles) <= MOST_TITLES:
        return np.arange(len(told.titles))
    likeness = scorer.directions[told.titles] @ scorer.directions[list(shown)].T
    return np.sort(np.argpartition(-likeness.max(1), MOST_TITLES)[:MOST_TITLES])


def _without_each(told: Told, titles: NDArray[np.intp], genres: NDArray[np.intp]) -> Told:
    """What was told, whole, then without each of some titles, then without each of some genres."""
    n = len(told.titles)
    rows = 1 + len(titles) + len(genres)
    keep = np.ones((rows, n), np.bool_)
    keep[np.arange(1, 1 + len(titles)), titles] = False
    typed = np.repeat(told.typed, rows, axis=0)
    typed[np.arange(1 + len(titles), rows), genres] = UNRATED
    row, at = np.nonzero(keep)
    return Told(
        starts=np.concatenate([[0], np.cumsum(np.bincount(row, minlength=rows))]),
        titles=told.titles[at],
        ratings=told.ratings[at],
        typed=typed,
    )
