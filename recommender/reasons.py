"""Why a title is recommended: what of the things told moved its score most, found by leaving each out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recommender.ranking import Reason
from recommender.taste import UNRATED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.scorer import Scorer
    from recommender.user import User

MOST_REASONS = 2
SHORT = 12  # titles; of a longer list only some are left out
SMALLEST = 0.02  # an effect that is not worth a word


def explain(
    scorer: Scorer, catalogue: Catalogue, user: User, shown: Sequence[int]
) -> tuple[list[float], list[tuple[Reason, ...]]]:
    """The score of each title shown, and its reasons: what it loses when one thing told is left out.

    Args:
        scorer: the model.
        catalogue: its titles.
        user: who told.
        shown: the positions of the titles recommended.
    """
    if not shown:
        return [], []
    told, at_shown = user.told, np.asarray(shown)
    for_each = user.said.about(at_shown)
    titles = _outspoken(for_each)
    genres = np.flatnonzero(told.typed[0] > UNRATED)
    parts = scorer.summing.without_each(user.summed, told.titles[titles], told.ratings[titles], len(genres))
    scores = scorer.scores_of_parts(parts, _typed_without_each(told.typed, len(titles), genres), at_shown)
    effects = scores[0] - scores[1:]
    effects[: len(titles)] += for_each[titles]
    causes = [catalogue.anime[told.titles[at]] for at in titles] + [catalogue.genres[g] for g in genres]
    strongest = np.argsort(-effects, axis=0)[:MOST_REASONS]
    largest = effects[strongest, np.arange(len(shown))]
    return (scores[0] + for_each.sum(axis=0)).tolist(), [
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


def _typed_without_each(
    typed: NDArray[np.float32], titles: int, genres: NDArray[np.intp]
) -> NDArray[np.float32]:
    """The genre ratings [1, G] of the whole, of the parts without a title, and of those without a genre."""
    parts = np.repeat(typed, 1 + titles + len(genres), axis=0)
    parts[np.arange(1 + titles, len(parts)), genres] = UNRATED
    return parts
