"""Several members at once: how their scores become one, and what all of them may begin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recommender.ranking import spread, unseen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Anime
    from recommender.ranking import Query
    from recommender.series import Series

FEWEST, MOST = 2, 8  # members
SHARPNESS = 0.5  # by which power of e a title is likelier to be picked, for each spread of scores


@dataclass(frozen=True, slots=True)
class Shared:
    """One title of a list for several members; what is told of each member is in the members' order.

    Attributes:
        anime: the title.
        score: how strongly it is recommended to all of them; higher is better, within one list.
        predicted_ratings: the rating expected of each member, 1 to 10.
        follows: what all of them have seen that this title goes on from; None where it begins something.
    """

    anime: Anime
    score: float
    predicted_ratings: tuple[float, ...]
    follows: Anime | None = None


def join(scores: NDArray[np.float32], shown: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The scores of a group: the logarithm of the chance that one of them, any, picks the title.

    The more a member has told, the further their scores lie apart. So each one's are measured by their own
    spread before they become chances. To join chances serves the least pleased member better than to join
    scores, and finds as much (`python -m tests.check_lists`; the other ways are those of Masthoff, 'Group
    modeling: selecting a sequence of television items to suit a group of viewers', UMUAI 2004).

    Args:
        scores: of B members, float32 [B, N].
        shown: what may be listed, bool [N].
    """
    chances = np.array([_log_chances(own, shown) for own in scores])
    return _log_sum(chances) - np.float32(np.log(len(scores)))


def _log_chances(scores: NDArray[np.float32], shown: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The logarithm of a softmax over what may be listed, float32 [N]."""
    wanted = scores * np.float32(SHARPNESS / max(spread(scores, shown), 1e-9))
    return wanted - _log_sum(wanted[shown]) if shown.any() else wanted


def _log_sum(logs: NDArray[np.float32]) -> NDArray[np.float32]:
    """The logarithm of the sum over the first dimension of what these are logarithms of."""
    largest = logs.max(axis=0)
    return np.asarray(largest + np.log(np.exp(logs - largest).sum(axis=0)), np.float32)


def open_to_all(
    series: Series, told: Sequence[NDArray[np.integer]], query: Query, *, seen_by_some: bool = False
) -> NDArray[np.bool_]:
    """Which titles may come next to a group, bool [N].

    A part of a series may, once all have seen the beginning and the part before.

    Args:
        series: of the catalogue.
        told: the positions of the titles that each member told.
        query: whether extras may be shown.
        seen_by_some: whether titles may be shown that some members have seen, but not all.
    """
    seen = np.zeros((len(told), len(series.group)), np.bool_)
    for own, titles in zip(seen, told, strict=True):
        own[titles] = True
    shown = unseen(series, np.flatnonzero(seen.all(0)), query)
    return shown if seen_by_some else shown & ~seen.any(0)
