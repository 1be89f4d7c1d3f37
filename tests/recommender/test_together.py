from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.ranking import Query
from recommender.series import Kind, Series
from recommender.together import join, open_to_all

EVERYTHING = np.ones(50, np.bool_)
# Two franchises: 0 <- 1 <- 2 (three seasons), 3 <- 4 (a film and its recap); 5 alone.
SERIES = Series(
    group=np.array([0, 0, 0, 3, 3, 5], np.int32),
    place=np.array([1, 2, 3, 1, 2, 1], np.int32),
    kind=np.array([Kind.FIRST, Kind.SEQUEL, Kind.SEQUEL, Kind.FIRST, Kind.RECAP, Kind.FIRST], np.int32),
    prerequisite=np.array([-1, 0, 1, -1, 3, -1], np.int32),
)


def some_scores(seed: int, members: int = 3) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(members, 50)).astype(np.float32)


def told(*lists: tuple[int, ...]) -> list[np.ndarray]:
    return [np.array(titles, np.int32) for titles in lists]


@pytest.mark.parametrize(
    ("lists", "none_has", "some_have"),
    [
        (((), ()), [0, 3, 5], [0, 3, 5]),
        (((0,), ()), [3, 5], [0, 3, 5]),  # the second season waits for who has not seen the first
        (((0,), (0,)), [1, 3, 5], [1, 3, 5]),
        (((0, 1), (0,)), [3, 5], [1, 3, 5]),
        (((0, 1, 2), (0, 1)), [3, 5], [2, 3, 5]),
        (((1,), (1,)), [3, 5, 0], [0, 3, 5]),  # nobody has seen the first
        (((3,), (5,)), [0], [0, 3, 5]),
        (((5,), (5,)), [0, 3], [0, 3]),
        (((0,), (0,), ()), [3, 5], [0, 3, 5]),
    ],
)
def test_a_series_goes_on_once_all_have_seen_what_came_before(
    lists: tuple[tuple[int, ...], ...], none_has: list[int], some_have: list[int]
) -> None:
    shown = open_to_all(SERIES, told(*lists), Query())
    assert np.flatnonzero(shown).tolist() == sorted(none_has)
    shown = open_to_all(SERIES, told(*lists), Query(), seen_by_some=True)
    assert np.flatnonzero(shown).tolist() == some_have


def test_a_recap_is_for_those_who_all_have_seen_what_it_retells() -> None:
    extras = Query(extras=True)
    assert open_to_all(SERIES, told((3,), (3,)), extras)[4]
    assert not open_to_all(SERIES, told((3,), ()), extras)[4]


@given(st.integers(0, 2**32 - 1), st.floats(0.01, 100), st.floats(-50, 50))
def test_who_has_told_more_weighs_no_more(seed: int, scale: float, shift: float) -> None:
    scores = some_scores(seed)
    louder = scores.copy()
    louder[1] = louder[1] * np.float32(scale) + np.float32(shift)
    np.testing.assert_allclose(join(louder, EVERYTHING), join(scores, EVERYTHING), atol=2e-2)


@given(st.integers(0, 2**32 - 1), st.integers(2, 8))
def test_the_joint_chance_is_the_mean_of_the_members(seed: int, members: int) -> None:
    scores = some_scores(seed, members)
    alone = np.exp([join(own[None], EVERYTHING) for own in scores])
    together = np.exp(join(scores, EVERYTHING))
    np.testing.assert_allclose(together, alone.mean(0), rtol=1e-4)
    assert together.sum() == pytest.approx(1, rel=1e-4)


def test_members_of_one_mind_get_their_own_order() -> None:
    own = some_scores(0, 1)
    together = join(np.repeat(own, 4, axis=0), EVERYTHING)
    assert np.argsort(together).tolist() == np.argsort(own[0]).tolist()


def test_what_may_not_be_shown_takes_no_part_in_the_chances() -> None:
    scores = some_scores(1)
    shown = np.arange(50) < 20
    barred = scores.copy()
    barred[:, 20:] += 1_000
    np.testing.assert_allclose(join(barred, shown)[shown], join(scores, shown)[shown], atol=1e-5)


@pytest.mark.parametrize("shown", [np.zeros(50, np.bool_), np.arange(50) == 3])
def test_nothing_or_one_title_to_show_is_no_fault(shown: np.ndarray) -> None:
    assert not np.isnan(join(some_scores(2), shown)[shown]).any()
