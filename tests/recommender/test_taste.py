from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.taste import CENTRE, PRIOR, SPREAD, TYPED_WEIGHT, Taste, Told
from tests.made_up import make_catalogue

if TYPE_CHECKING:
    from random import Random

CATALOGUE = make_catalogue(60)
GENRES = CATALOGUE.genres
tastes = st.builds(
    Taste,
    genres=st.dictionaries(st.sampled_from(GENRES), st.integers(1, 10).map(float), max_size=6),
    titles=st.dictionaries(
        st.sampled_from([a.id for a in CATALOGUE.anime]), st.none() | st.integers(1, 10), max_size=12
    ),
)


def features(*some: Taste) -> tuple[np.ndarray, ...]:
    return Told.of(some, CATALOGUE).features(CATALOGUE.genre_flags)


def test_a_genre_counts_what_was_typed_and_what_was_rated() -> None:
    genre = next(g for g in GENRES if sum(g in a.genres for a in CATALOGUE.anime) >= 3)
    two, unrated = (a.id for a in CATALOGUE.anime if genre in a.genres), None
    first, second, third = next(two), next(two), next(two)
    profile, titles, deviations = features(Taste({genre: 4.0}, {first: 10, second: 8, third: unrated}))
    g, width = GENRES.index(genre), len(GENRES)
    own_mean = (10 + 8 + 4 + PRIOR * CENTRE) / (3 + PRIOR)
    genre_mean = (10 + 8 + TYPED_WEIGHT * 4) / (2 + TYPED_WEIGHT)
    assert profile[0, g] == pytest.approx((genre_mean - own_mean) / SPREAD, rel=1e-5)
    assert profile[0, width + g] == 1
    assert profile[0, 2 * width + g] == pytest.approx(np.log1p(3 + TYPED_WEIGHT) / 2)
    assert titles.tolist() == [[CATALOGUE.index[i] + 1 for i in (first, second, third)]]
    assert deviations[0] == pytest.approx([(10 - own_mean) / SPREAD, (8 - own_mean) / SPREAD, 0], rel=1e-5)


def test_nothing_told_is_all_unanswered() -> None:
    profile, titles, deviations = features(Taste())
    assert not profile.any()
    assert not titles.any()
    assert not deviations.any()


@given(st.lists(tastes, min_size=1, max_size=5))
def test_a_member_is_told_alike_alone_and_among_others(some: list[Taste]) -> None:
    together = features(*some)
    for row, taste in enumerate(some):
        for batch, alone in zip(together, features(taste), strict=True):
            width = alone.shape[1]
            np.testing.assert_allclose(batch[row, :width], alone[0], atol=1e-6)
            assert not batch[row, width:].any()


@given(tastes)
def test_the_order_of_what_is_told_does_not_matter(taste: Taste) -> None:
    back = Taste(dict(reversed(taste.genres.items())), dict(reversed(taste.titles.items())))
    one, other = features(taste), features(back)
    np.testing.assert_allclose(one[0], other[0], atol=1e-5)
    for a, b in zip(one[1:], other[1:], strict=True):
        np.testing.assert_allclose(np.sort(a), np.sort(b), atol=1e-5)


@given(st.lists(tastes, min_size=1, max_size=5), st.integers(0, 5), st.integers(0, 5))
def test_a_part_of_a_batch_is_those_members(some: list[Taste], first: int, last: int) -> None:
    part = Told.of(some, CATALOGUE)[first:last]
    alone = Told.of(some[first:last], CATALOGUE)
    for field in ("starts", "titles", "ratings", "typed"):
        np.testing.assert_array_equal(getattr(part, field), getattr(alone, field))


@given(tastes, st.randoms())
def test_some_of_what_a_member_told_is_a_list_of_its_own(taste: Taste, chance: Random) -> None:
    some = {title: rating for title, rating in taste.titles.items() if chance.random() < 0.5}
    kept = np.array([title in some for title in taste.titles], np.bool_)
    part, alone = Told.of([taste], CATALOGUE).some(kept), Told.of([Taste(taste.genres, some)], CATALOGUE)
    for field in ("starts", "titles", "ratings", "typed"):
        np.testing.assert_array_equal(getattr(part, field), getattr(alone, field))


@pytest.mark.parametrize("rating", [0, 11, -1, float("nan"), float("inf")])
def test_a_rating_out_of_range_is_refused(rating: float) -> None:
    with pytest.raises(ValueError, match="give 1 to 10"):
        Taste(genres={"Action": rating})
    with pytest.raises(ValueError, match="give 1 to 10"):
        Taste(titles={1: rating})  # type: ignore[dict-item]  # that is the point


def test_a_title_has_a_whole_rating() -> None:
    with pytest.raises(ValueError, match=r"The rating of 21 is 7\.5; give 1 to 10"):
        Taste(titles={1: 7, 21: 7.5})  # type: ignore[dict-item]  # that is the point


def test_what_the_catalogue_lacks_is_named() -> None:
    with pytest.raises(ValueError, match="no genre 'Opera'; the genres are Action"):
        features(Taste({"Opera": 5.0}))
    with pytest.raises(ValueError, match="no title with the id 2"):
        features(Taste(titles={2: 5}))
