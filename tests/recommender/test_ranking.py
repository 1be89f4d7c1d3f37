from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.ranking import NICHE, Query, allowed, choose, fame, lean, spread, unseen
from recommender.series import Kind, Series
from tests.made_up import GENRES, make_catalogue

if TYPE_CHECKING:
    from recommender.catalogue import Catalogue

CATALOGUE = make_catalogue(60)
# Three franchises: 0 <- 1 <- 2 (three seasons), 3 <- 4 (a film and its recap), and the rest alone.
SERIES = Series(
    group=np.array([0, 0, 0, 3, 3, *range(5, 60)], np.int32),
    place=np.array([1, 2, 3, 1, 2, *[1] * 55], np.int32),
    kind=np.array(
        [Kind.FIRST, Kind.SEQUEL, Kind.SEQUEL, Kind.FIRST, Kind.RECAP, *[Kind.FIRST] * 55], np.int32
    ),
    prerequisite=np.array([-1, 0, 1, -1, 3, *[-1] * 55], np.int32),
)
EVERYTHING = np.ones(60, np.bool_)


def told(*positions: int) -> np.ndarray:
    return np.array(positions, np.int32)


def directions(seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(60, 4)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_a_filter_lets_through_what_it_says() -> None:
    for query, fits in (
        (Query(types=("Movie",)), lambda a: a.type == "Movie"),
        (Query(types=("Movie", "OVA")), lambda a: a.type in {"Movie", "OVA"}),
        (Query(since=2000), lambda a: a.year is not None and a.year >= 2000),
        (Query(until=1990), lambda a: a.year is not None and a.year <= 1990),
        (Query(wanted=("Action", "Drama")), lambda a: {"Action", "Drama"} <= set(a.genres)),
        (Query(unwanted=("Action", "Drama")), lambda a: not {"Action", "Drama"} & set(a.genres)),
        (Query(fewest=13), lambda a: a.episodes is not None and a.episodes >= 13),
        (Query(most=12), lambda a: a.episodes is not None and a.episodes <= 12),
        (Query(finished=True), lambda a: a.end is not None),
        (Query(wanted=("Shounen",)), lambda a: "Shounen" in a.genres),
        (Query(hidden=frozenset({CATALOGUE.anime[7].id, 999_999})), lambda a: a is not CATALOGUE.anime[7]),
    ):
        through = allowed(CATALOGUE, query)
        assert through.tolist() == [fits(a) and not a.adult for a in CATALOGUE.anime], query


def test_adult_titles_only_when_asked_for() -> None:
    assert not (allowed(CATALOGUE, Query()) & CATALOGUE.adult).any()
    assert allowed(CATALOGUE, Query(adult=True)).all()


@pytest.mark.parametrize("query", [Query(types=("Opera",)), Query(wanted=("Shoune",)), Query(unwanted=("",))])
def test_what_the_catalogue_lacks_is_named(query: Query) -> None:
    with pytest.raises(ValueError, match="There is no"):
        allowed(CATALOGUE, query)


@pytest.mark.parametrize("options", [{"count": -1}, {"skip": -1}, {"reach": 1.5}, {"variety": -0.1}])
def test_a_query_out_of_range_is_refused(options: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=re.compile("no fewer|Give a")):
        Query(**options)  # type: ignore[arg-type]  # that is the point


def test_a_series_begins_with_its_first_season_and_goes_on_in_order() -> None:
    assert np.flatnonzero(~unseen(SERIES, told(), Query())).tolist() == [1, 2, 4]
    assert np.flatnonzero(~unseen(SERIES, told(0), Query())).tolist() == [0, 2, 4]
    assert np.flatnonzero(~unseen(SERIES, told(0, 1), Query())).tolist() == [0, 1, 4]
    assert np.flatnonzero(~unseen(SERIES, told(1), Query())).tolist() == [1, 2, 4], "the first is not seen"


def test_a_recap_is_shown_when_asked_for() -> None:
    assert not unseen(SERIES, told(3), Query())[4]
    assert unseen(SERIES, told(3), Query(extras=True))[4]


def test_without_variety_the_best_come_first_one_of_a_franchise() -> None:
    scores = np.arange(60, 0, -1).astype(np.float32)
    chosen = choose(scores, EVERYTHING, SERIES, directions(), Query(count=5, variety=0))
    assert chosen == [0, 3, 5, 6, 7]


def test_variety_puts_off_what_is_like_the_first() -> None:
    scores = np.linspace(1, 0, 60).astype(np.float32)
    alike = directions()
    alike[5] = alike[0]
    plain = choose(scores, EVERYTHING, SERIES, alike, Query(count=60, variety=0))
    various = choose(scores, EVERYTHING, SERIES, alike, Query(count=60, variety=1))
    assert various.index(5) > plain.index(5)
    assert sorted(various) == sorted(plain)


@given(st.integers(0, 2**32 - 1), st.integers(0, 12), st.integers(0, 12), st.floats(0, 1))
def test_pages_are_parts_of_one_list(seed: int, skip: int, count: int, variety: float) -> None:
    scores = np.random.default_rng(seed).normal(size=60).astype(np.float32)
    shown = np.random.default_rng(seed + 1).random(60) < 0.5
    whole = choose(scores, shown, SERIES, directions(), Query(count=skip + count, variety=variety))
    page = choose(scores, shown, SERIES, directions(), Query(count=count, skip=skip, variety=variety))
    assert page == whole[skip:]
    assert all(shown[at] for at in whole)
    assert len({int(SERIES.group[at]) for at in whole}) == len(whole)
    assert len(whole) == min(skip + count, len(set(SERIES.group[shown].tolist())))


@given(st.integers(0, 2**32 - 1), st.integers(1, 40), st.integers(1, 40), st.floats(0, 1))
def test_a_longer_list_begins_as_a_shorter_one_does(seed: int, count: int, more: int, variety: float) -> None:
    rng = np.random.default_rng(seed)
    size = 3_000
    series = Series(
        rng.integers(0, size // 3, size, dtype=np.int32),
        np.ones(size, np.int32),
        np.zeros(size, np.int32),
        np.full(size, -1, np.int32),
    )
    scores = rng.integers(0, 500, size).astype(np.float32)  # many are equal
    vectors = rng.normal(size=(size, 3)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    shown = rng.random(size) < 0.9
    short = choose(scores, shown, series, vectors, Query(count=count, variety=variety))
    long = choose(scores, shown, series, vectors, Query(count=count + more, variety=variety))
    assert short == long[:count]
    assert len(long) == count + more


def test_a_franchise_of_thousands_does_not_crowd_out_the_rest() -> None:
    size = 5_000
    group = np.where(np.arange(size) < 4_900, 0, np.arange(size)).astype(np.int32)
    series = Series(group, np.ones(size, np.int32), np.zeros(size, np.int32), np.full(size, -1, np.int32))
    scores = np.arange(size, 0, -1).astype(np.float32)
    vectors = np.ones((size, 1), np.float32)
    chosen = choose(scores, np.ones(size, np.bool_), series, vectors, Query(count=4))
    assert chosen == [0, 4_900, 4_901, 4_902]


@given(st.integers(0, 2**32 - 1), st.floats(0.01, 100), st.floats(-1, 1), st.floats(0, 1))
def test_a_list_does_not_depend_on_the_scale_of_the_scores(
    seed: int, scale: float, reach: float, variety: float
) -> None:
    query = Query(reach=reach, variety=variety)
    known = fame(CATALOGUE)

    def listed(scores: np.ndarray) -> list[int]:
        return choose(lean(scores, EVERYTHING, known, query), EVERYTHING, SERIES, directions(), query)

    scores = np.random.default_rng(seed).normal(size=60).astype(np.float32)
    assert listed(scores) == listed(scores * np.float32(scale) + np.float32(scale))


def test_reach_sets_no_price_on_being_least_known() -> None:
    niche = CATALOGUE.members <= NICHE
    assert niche.any()
    assert (fame(CATALOGUE)[niche] == 0).all()
    order = np.argsort(CATALOGUE.members)
    assert (np.diff(fame(CATALOGUE)[order]) >= 0).all()
    scores = np.random.default_rng(0).normal(size=60).astype(np.float32)
    assert (lean(scores, EVERYTHING, fame(CATALOGUE), Query(reach=1))[~niche] < scores[~niche]).all()
    assert lean(scores, EVERYTHING, fame(CATALOGUE), Query()) is scores


def test_the_spread_is_of_what_may_be_shown() -> None:
    scores = np.array([5, 3, 1000, 1], np.float32)
    assert spread(scores, np.array([True, True, False, True])) == pytest.approx(np.std([5, 3, 1]))
    assert spread(scores, np.zeros(4, np.bool_)) == 0


def test_genres_are_exact(catalogue: Catalogue) -> None:
    assert {"Shounen", "Shounen Ai"} <= set(GENRES)
    only = allowed(catalogue, Query(wanted=("Shounen",), unwanted=("Shounen Ai",)))
    assert only.any()
    assert all("Shounen Ai" not in catalogue.anime[at].genres for at in np.flatnonzero(only))
