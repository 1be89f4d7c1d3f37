"""Scores out of whatever a list is kept in, as ratings of 1 to 10.

| Scale            | Scores      | Ratings                                                                   |
|------------------|-------------|---------------------------------------------------------------------------|
| POINT_100        | 1 to 100    | a tenth, rounded half up, at least 1                                      |
| POINT_10_DECIMAL | 0.1 to 10   | rounded half up, at least 1                                               |
| POINT_10         | 1 to 10     | as they are                                                               |
| POINT_5          | 0.5 to 5    | twice as many: 5 stars are 10, 1 star is 2                                |
| POINT_3          | 1 to 3      | 4, 6 and 9                                                                |

A score of 0 is none. The smileys stand in AniList's own database as 35, 60 and 85 of 100, from where the
last row is. The best of three says 'I liked it', which is less than a 10: with 10 the model would take every
title that was liked for a favourite.

A list may say which scale it is in. That is believed if all of its scores fit, since some exports tell the
scale that their owner sees and hold the scores in another. Otherwise the scores decide: one above 10 means
out of 100; else one above 5 means out of 10. Where none is above 5 it takes `ENOUGH` scores to tell stars
from bad marks, and that none is above 3 and all are whole to tell smileys from stars; fewer are out of 10.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

ENOUGH = 10
SMILEYS = {1: 4, 2: 6, 3: 9}


class Scale(StrEnum):
    """What scores are out of, as AniList calls it."""

    POINT_100 = "POINT_100"
    POINT_10_DECIMAL = "POINT_10_DECIMAL"
    POINT_10 = "POINT_10"
    POINT_5 = "POINT_5"
    POINT_3 = "POINT_3"

    @property
    def best(self) -> int:
        """The highest score."""
        return int(self.split("_")[1])

    def fits(self, scores: Sequence[float]) -> bool:
        """Whether all of the scores can be on this scale."""
        return all(s <= self.best and (self is not Scale.POINT_3 or s.is_integer()) for s in scores)


def scale_of(scores: Sequence[float], stated: Scale | None = None) -> Scale:
    """The scale of a list.

    Args:
        scores: all of its scores, floats above 0.
        stated: the scale that the list says it is in, if it does.
    """
    if stated and stated.fits(scores):
        return stated
    highest = max(scores, default=0.0)
    if highest > Scale.POINT_10.best:
        return Scale.POINT_100
    if highest > Scale.POINT_5.best or len(scores) < ENOUGH:
        return Scale.POINT_10_DECIMAL
    return Scale.POINT_3 if Scale.POINT_3.fits(scores) else Scale.POINT_5


def to_rating(score: float, scale: Scale) -> int | None:
    """The rating of 1 to 10 that a score stands for; None for a score of 0, which is none."""
    if score <= 0:
        return None
    if scale is Scale.POINT_3:
        return SMILEYS[min(max(_rounded(score), 1), 3)]
    return min(max(_rounded(score * 10 / scale.best), 1), 10)


def from_hundredths(score: float, scale: Scale) -> float:
    """The score that AniList shows on a scale for one that it keeps out of 100.

    It keeps 1 to 5 stars as 10, 30, 50, 70 and 90, and the smileys as 35, 60 and 85.
    """
    if score <= 0:
        return 0.0
    match scale:
        case Scale.POINT_5:
            return float(min(max(_rounded(score / 20), 1), 5))
        case Scale.POINT_3:
            return 1.0 + (score > 35) + (score > 60)  # noqa: PLR2004 - AniList's own numbers
        case _:
            return score * scale.best / 100


def _rounded(number: float) -> int:
    return math.floor(number + 0.5)
