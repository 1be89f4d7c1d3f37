from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.scores import ENOUGH, Scale, from_hundredths, scale_of, to_rating

SCALES = st.sampled_from(Scale)
TENTHS = st.integers(0, 1000).map(lambda n: n / 10)
# What one can give on each scale.
STEPS = {
    Scale.POINT_100: [float(n) for n in range(1, 101)],
    Scale.POINT_10_DECIMAL: [n / 10 for n in range(1, 101)],
    Scale.POINT_10: [float(n) for n in range(1, 11)],
    Scale.POINT_5: [n / 2 for n in range(1, 11)],
    Scale.POINT_3: [1.0, 2.0, 3.0],
}


@given(SCALES, TENTHS, TENTHS)
def test_a_higher_score_is_never_a_lower_rating(scale: Scale, one: float, other: float) -> None:
    lower, higher = sorted((one, other))
    assert (to_rating(lower, scale) or 0) <= (to_rating(higher, scale) or 0)


@given(SCALES, st.floats(-1e6, 1e6))
def test_a_rating_is_1_to_10_and_no_score_is_none(scale: Scale, score: float) -> None:
    rating = to_rating(score, scale)
    if score <= 0:
        assert rating is None
    else:
        assert rating in range(1, 11)


@pytest.mark.parametrize(("scale", "best"), [(s, 9 if s is Scale.POINT_3 else 10) for s in Scale])
def test_the_best_is_a_10_and_of_three_a_9(scale: Scale, best: int) -> None:
    assert to_rating(scale.best, scale) == best


@pytest.mark.parametrize(
    ("scale", "score", "rating"),
    [
        (Scale.POINT_100, 1, 1),
        (Scale.POINT_100, 74, 7),
        (Scale.POINT_100, 75, 8),
        (Scale.POINT_100, 85, 9),
        (Scale.POINT_10_DECIMAL, 0.1, 1),
        (Scale.POINT_10_DECIMAL, 6.5, 7),
        (Scale.POINT_10_DECIMAL, 8.4, 8),
        (Scale.POINT_10, 7, 7),
        (Scale.POINT_5, 1, 2),
        (Scale.POINT_5, 3.5, 7),
        (Scale.POINT_5, 4, 8),
        (Scale.POINT_3, 1, 4),
        (Scale.POINT_3, 2, 6),
    ],
)
def test_scores_become_ratings(scale: Scale, score: float, rating: int) -> None:
    assert to_rating(score, scale) == rating


@given(st.data(), SCALES)
def test_what_is_stated_is_believed_if_all_scores_fit(data: st.DataObject, scale: Scale) -> None:
    scores = data.draw(st.lists(st.sampled_from(STEPS[scale]), max_size=30))
    assert scale_of(scores, scale) is scale
    if scale is not Scale.POINT_100:
        assert scale_of([*scores, 85.0], scale) is Scale.POINT_100


@given(st.data(), SCALES)
def test_a_list_with_the_best_and_enough_scores_shows_its_scale(data: st.DataObject, scale: Scale) -> None:
    scores = data.draw(st.lists(st.sampled_from(STEPS[scale]), min_size=ENOUGH))
    # Out of 10 is the same rule with decimals and without.
    expected = Scale.POINT_10_DECIMAL if scale is Scale.POINT_10 else scale
    assert scale_of([*scores, float(scale.best)]) is expected


@pytest.mark.parametrize(
    ("scores", "scale"),
    [
        ([], Scale.POINT_10_DECIMAL),
        ([5.0, 4.0, 3.0], Scale.POINT_10_DECIMAL),
        ([5.0] * ENOUGH, Scale.POINT_5),
        ([2.5] * ENOUGH, Scale.POINT_5),
        ([3.0, 2.0, 1.0] * ENOUGH, Scale.POINT_3),
        ([6.0, *[1.0] * 100], Scale.POINT_10_DECIMAL),
        ([11.0, *[1.0] * 100], Scale.POINT_100),
    ],
)
def test_the_scores_tell_the_scale(scores: list[float], scale: Scale) -> None:
    assert scale_of(scores) is scale


@pytest.mark.parametrize(
    ("scale", "kept", "shown"),
    [
        (Scale.POINT_5, [10, 30, 50, 70, 90, 100], [1, 2, 3, 4, 5, 5]),
        (Scale.POINT_3, [1, 35, 60, 85, 100], [1, 1, 2, 3, 3]),
        (Scale.POINT_10, [10, 85], [1, 8.5]),
        (Scale.POINT_100, [1, 85], [1, 85]),
    ],
)
def test_what_anilist_keeps_is_taken_as_it_shows_it(
    scale: Scale, kept: list[int], shown: list[float]
) -> None:
    assert [from_hundredths(score, scale) for score in kept] == shown


@given(SCALES, TENTHS)
def test_what_anilist_shows_fits_the_scale(scale: Scale, kept: float) -> None:
    shown = from_hundredths(kept, scale)
    assert (shown > 0) == (kept > 0)
    assert scale.fits([shown])
