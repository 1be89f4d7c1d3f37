"""How far two members agree, in a number, and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recommender.taste import HIGHEST

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of pairs of people who rated many titles in common, by `python -m tests.check_agreement`: the mean of z and
# its spread; and how far chance moves the z of n titles, as a variance times n.
USUAL, SPREAD, CHANCE = 0.30, 0.17, 2.0
NEAREST = 0.9  # to full agreement, of which z would be infinite
CERTAINTY = 1.96  # standard deviations on either side hold 95 %


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often two people prefer the same one of two titles that both rate differently: 0 never, 1 always.

    Attributes:
        share: the likeliest, given what both have rated.
        low: with 95 % certainty it is no less.
        high: with 95 % certainty it is no more.
        usual: the likeliest of any two people.
        titles: how many titles both have rated.
    """

    share: float
    low: float
    high: float
    usual: float
    titles: int

    @property
    def uncertain(self) -> bool:
        """Whether they could as well be any two people: what is usual lies within the bounds."""
        return self.low <= self.usual <= self.high


def agreement(ratings: Iterable[tuple[int, int]]) -> Agreement:
    """How far two people agree, by the ratings that both gave to the same titles.

    The measure is Goodman and Kruskal's gamma ('Measures of association for cross classifications', JASA
    1954), which passes over ties. As of other rank correlations, its inverse hyperbolic tangent z is near to
    normal (Fieller, Hartley and Pearson, 'Tests for rank correlation coefficients', Biometrika 1957). With
    what is known of people before, it gives the likeliest z and its bounds: few titles move it little from
    what is usual (empirical Bayes: Efron and Morris, JASA 1973).

    Args:
        ratings: of each title that both have rated, the one's and the other's, 1 to 10.
    """
    both = np.array(list(ratings), np.intp).reshape(-1, 2)
    same, opposite = preferences(both[:, 0], both[:, 1])
    before, told, z = SPREAD**-2, 0.0, 0.0
    if same + opposite:
        told = len(both) / CHANCE
        gamma = (same - opposite) / (same + opposite)
        z = math.atanh(min(max(gamma, -NEAREST), NEAREST))
    spread = (before + told) ** -0.5
    mean = (before * USUAL + told * z) * spread**2
    return Agreement(
        share=_share(mean),
        low=_share(mean - CERTAINTY * spread),
        high=_share(mean + CERTAINTY * spread),
        usual=_share(USUAL),
        titles=len(both),
    )


def preferences(one: np.ndarray, other: np.ndarray) -> tuple[int, int]:
    """Of how many pairs of titles two people prefer the same one, and of how many not the same.

    Pairs that either of them rates alike count for neither.

    Args:
        one: a person's ratings, 1 to 10, int [titles].
        other: another person's ratings of the same titles.
    """
    counts = np.zeros((HIGHEST + 1, HIGHEST + 1), np.int64)
    np.add.at(counts, (one, other), 1)
    return _in_order(counts), _in_order(counts[:, ::-1])


def _in_order(counts: np.ndarray) -> int:
    """How many pairs of what is counted are such that one lies below and before the other."""
    up_to = counts.cumsum(0).cumsum(1)
    return int((counts[1:, 1:] * up_to[:-1, :-1]).sum())


def _share(z: float) -> float:
    return (1 + math.tanh(z)) / 2
