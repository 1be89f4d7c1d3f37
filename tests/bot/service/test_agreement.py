"""How far two members agree: a number that holds what it promises."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.service.agreement import agreement, preferences

RATING = st.integers(1, 10)
RATINGS = st.lists(st.tuples(RATING, RATING), max_size=40)


def counted(ratings: list[tuple[int, int]]) -> tuple[int, int]:
    """Of how many pairs of titles both prefer the same one, and of how many not the same."""
    products = [(a - c) * (b - d) for at, (a, b) in enumerate(ratings) for c, d in ratings[:at]]
    return sum(p > 0 for p in products), sum(p < 0 for p in products)


@given(RATINGS)
def test_preferences_are_counted_pair_by_pair(ratings: list[tuple[int, int]]) -> None:
    one, other = np.array(ratings, np.intp).reshape(-1, 2).T
    assert preferences(one, other) == counted(ratings)


@given(RATINGS)
def test_the_share_lies_between_its_bounds_whoever_asks(ratings: list[tuple[int, int]]) -> None:
    found = agreement(ratings)
    assert 0 < found.low < found.share < found.high < 1
    assert found.titles == len(ratings)
    turned = agreement([(b, a) for a, b in ratings])
    assert math.isclose(turned.share, found.share)


@given(RATINGS.filter(lambda ratings: sum(counted(ratings)) > 0))
def test_more_of_the_same_makes_it_surer_and_goes_its_way(ratings: list[tuple[int, int]]) -> None:
    few, many = agreement(ratings), agreement(ratings * 20)
    assert many.high - many.low < few.high - few.low
    same, opposite = counted(ratings)
    told = same / (same + opposite)
    assert abs(many.share - min(max(told, 0.05), 0.95)) <= abs(few.share - min(max(told, 0.05), 0.95)) + 1e-9


def test_nothing_in_common_is_what_is_usual_and_says_so() -> None:
    nothing = agreement([])
    assert nothing.share == pytest.approx(nothing.usual)
    assert nothing.uncertain
    alike = agreement([(7, n) for n in range(1, 11)])
    assert (alike.share, alike.low) == (nothing.share, nothing.low)  # who rates all alike prefers nothing
    assert alike.titles == 10


def test_many_titles_tell_friends_from_opposites() -> None:
    ratings = [(n % 10 + 1, n % 10 + 1) for n in range(100)]
    friends, opposites = agreement(ratings), agreement([(a, 11 - b) for a, b in ratings])
    assert not friends.uncertain
    assert not opposites.uncertain
    assert opposites.high < 0.5 < friends.usual < friends.low


def test_the_bounds_mostly_hold_what_further_titles_say() -> None:
    rng = np.random.default_rng(0)
    within = []
    for _ in range(300):
        correlation = rng.uniform(0.1, 0.7)
        drawn = rng.multivariate_normal([0, 0], [[1, correlation], [correlation, 1]], 4000)
        ratings = np.clip(np.round(7 + 1.6 * drawn), 1, 10).astype(np.intp)
        same, opposite = preferences(ratings[30:, 0], ratings[30:, 1])
        found = agreement(ratings[:30].tolist())
        within.append(found.low <= same / (same + opposite) <= found.high)
    assert np.mean(within) > 0.8
