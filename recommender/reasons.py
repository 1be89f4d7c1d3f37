"""Why a title is recommended: what of the things told moved its score most, found by leaving each out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recommender.ranking import Reason
from recommender.taste import UNRATED, Parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.item_table import Said
    from recommender.scorer import Scorer
    from recommender.taste import Told

MOST_REASONS = 2
SHORT = 12  # titles; of a longer list only some are left out
SMALLEST = 0.02  # an effect that is not worth a word


def explain(
    scorer: Scorer, catalogue: Catalogue, told: Told, shown: Sequence[int], said: Said | None = None
) -> list[tuple[Reason, ...]]:
    """The reasons for each title shown: what its score loses when one thing told is left out.

    Args:
        scorer: the model.
        catalogue: its titles.
        told: what one member told.
        shown: the positions of the titles recommended.
        said: what the titles told say, where that is at hand.
    """
    if not shown:
        return []
    at_shown = np.asarray(shown)
    for_each = (said or scorer.said(told)).about(at_shown)
    titles = _outspoken(for_each)
    genres = np.flatnonzero(told.typed[0] > UNRATED)
    scores = scorer.scores_of_parts(_without_each(told, titles, genres), at_shown, for_each)
    effects = scores[0] - scores[1:]
    causes = [catalogue.anime[told.titles[at]] for at in titles] + [catalogue.genres[g] for g in genres]
    strongest = np.argsort(-effects, axis=0)[:MOST_REASONS]
    largest = effects[strongest, np.arange(len(shown))]
    return [
        tuple(Reason(causes[at], effect) for at, effect in zip(*found, strict=True) if effect >= SMALLEST)
        for found in zip(strongest.T.tolist(), largest.T.tolist(), strict=True)
    ]


def _outspoken(said: NDArray[np.float32]) -> NDArray[np.intp]:
    """The titles to leave out, as places in the list: of a long one, those that say most for a title shown.

    What a title says in the item table is by far the largest part of its effect, and known without leaving
    it out.
    """
    if len(said) <= SHORT:
        return np.arange(len(said))
    outspoken = np.zeros(len(said), np.bool_)
    outspoken[np.argpartition(-said, MOST_REASONS, axis=0)[:MOST_REASONS]] = True
    return np.flatnonzero(outspoken)


def _without_each(told: Told, titles: NDArray[np.intp], genres: NDArray[np.intp]) -> Parts:
    """What was told, whole, then without each of some titles, then without each of some genres."""
    rows = 1 + len(titles) + len(genres)
    kept = np.ones((rows, len(told.titles)), np.bool_)
    kept[np.arange(1, 1 + len(titles)), titles] = False
    typed = np.repeat(told.typed, rows, axis=0)
    typed[np.arange(1 + len(titles), rows), genres] = UNRATED
    return Parts(told.titles, told.ratings, kept, typed)
