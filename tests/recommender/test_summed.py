from __future__ import annotations

import keras
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from recommender.summed import Summed, Summing
from recommender.taste import Taste, Told
from recommender.towers import History
from tests.made_up import make_catalogue

CATALOGUE = make_catalogue(60)
WIDTH = 5
# Of every seventh title the tower knows nothing.
ROWS = np.where(np.arange(60) % 7 == 0, 0, np.arange(1, 61)).astype(np.int32)
tastes = st.builds(
    Taste,
    genres=st.dictionaries(st.sampled_from(CATALOGUE.genres), st.integers(1, 10).map(float), max_size=6),
    titles=st.dictionaries(
        st.sampled_from([a.id for a in CATALOGUE.anime]), st.none() | st.integers(1, 10), max_size=12
    ),
)


def history_layer() -> History:
    keras.utils.set_random_seed(0)
    layer = History(len(CATALOGUE), WIDTH)
    layer.build(None)
    return layer


HISTORY = history_layer()
SUMMING = Summing(CATALOGUE.genre_flags, ROWS, HISTORY.table.numpy())


def told_by(*some: Taste) -> Told:
    return Told.of(some, CATALOGUE)


def assert_alike(one: Summed, other: Summed) -> None:
    for field in ("titles", "known", "genres", "vectors"):
        np.testing.assert_allclose(getattr(one, field), getattr(other, field), atol=1e-6)


@given(st.lists(tastes, min_size=1, max_size=4))
def test_the_tower_gets_what_it_was_trained_with(some: list[Taste]) -> None:
    told = told_by(*some)
    profile, titles, deviations = told.features(CATALOGUE.genre_flags)
    rows = np.where(titles > 0, ROWS[titles - 1], 0)
    expected = np.hstack([profile, np.asarray(HISTORY((rows, deviations)))])
    np.testing.assert_allclose(SUMMING(told).inputs(told.typed), expected, rtol=1e-5, atol=1e-5)


@given(tastes, st.data())
def test_without_some_titles_a_list_is_as_though_they_had_not_been_told(
    taste: Taste, data: st.DataObject
) -> None:
    told = told_by(taste)
    kept = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(told.titles), max_size=len(told.titles))), bool
    )
    whole, part = SUMMING(told), SUMMING(told.some(kept))
    assert_alike(whole - SUMMING(told.some(~kept)), part)


@given(tastes, st.integers(0, 3))
def test_each_title_is_left_out_of_one_part(taste: Taste, others: int) -> None:
    told = told_by(taste)
    parts = SUMMING.without_each(SUMMING(told), told.titles, told.ratings, others)
    expected = [taste.titles]
    expected += [{t: r for t, r in taste.titles.items() if t != left_out} for left_out in taste.titles]
    expected += [taste.titles] * others
    assert_alike(parts, SUMMING(told_by(*(Taste(taste.genres, titles) for titles in expected))))
