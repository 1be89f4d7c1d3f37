from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender import Query, Recommender, Taste
from recommender.bundle import load_bundle
from recommender.series import Kind, Series
from tests.recommender import list_rules

if TYPE_CHECKING:
    from pathlib import Path

    from recommender import Anime, Reason


@pytest.fixture(scope="module")
def recommender(bundle: Path) -> Recommender:
    return Recommender.load(bundle)


@pytest.fixture(scope="module")
def serial(bundle: Path) -> Recommender:
    """A world of franchises of five: three seasons, a film that goes on from the first, and a remake."""
    loaded = load_bundle(bundle)
    position = np.arange(len(loaded.catalogue), dtype=np.int32)
    part = position % 5
    before = np.array([0, 1, 1, 3, 0], np.int32)[part]
    kind = np.array([Kind.FIRST, Kind.SEQUEL, Kind.SEQUEL, Kind.FILM, Kind.FIRST], np.int32)[part]
    series = Series(position // 5, part + 1, kind, np.where(before > 0, position - before, np.int32(-1)))
    return Recommender(replace(loaded, series=series))


def some_tastes(recommender: Recommender, count: int, seed: int = 0) -> list[Taste]:
    rng = np.random.default_rng(seed)
    ids, genres = recommender.catalogue.ids, recommender.catalogue.genres
    return [
        Taste(
            {
                genres[g]: float(rng.integers(1, 11))
                for g in rng.choice(len(genres), rng.integers(0, 5), replace=False)
            },
            {int(i): int(rng.integers(1, 11)) for i in rng.choice(ids, rng.integers(0, 30), replace=False)},
        )
        for _ in range(count)
    ]


def without(taste: Taste, reason: Reason) -> Taste:
    cause = reason.cause if isinstance(reason.cause, str) else reason.cause.id
    return Taste(
        {genre: rating for genre, rating in taste.genres.items() if genre != cause},
        {title: rating for title, rating in taste.titles.items() if title != cause},
    )


def test_scores_and_ratings_are_over_the_whole_catalogue(recommender: Recommender) -> None:
    taste = Taste({"Action": 9.0}, {11: 10, 21: None})
    scores, ratings = recommender.scores(taste), recommender.predicted_ratings(taste)
    assert scores.shape == ratings.shape == recommender.catalogue.ids.shape
    assert scores.dtype == ratings.dtype == np.float32
    assert np.isfinite(scores).all()
    assert ratings.min() >= 1
    assert ratings.max() <= 10


def test_a_list_is_full(recommender: Recommender) -> None:
    for taste in some_tastes(recommender, 20):
        assert len(recommender.recommend(taste, Query(count=10))) == 10


@given(st.integers(0, 2**32 - 1), st.floats(-1, 1), st.floats(0, 1), st.booleans())
def test_no_list_breaks_a_rule(
    serial: Recommender, seed: int, reach: float, variety: float, seen_by_some: bool
) -> None:
    tastes = list_rules.some_tastes(serial.catalogue, 2, seed)
    query = Query(reach=reach, variety=variety)
    alone = [r.anime for r in serial.recommend(tastes[0], query)]
    shared = [r.anime for r in serial.recommend_together(tastes, query, seen_by_some=seen_by_some)]
    assert not list(list_rules.broken_rules(serial, tastes[:1], alone))
    assert not list(list_rules.broken_rules(serial, tastes, shared, seen_by_some=seen_by_some))


def test_what_follows_something_seen_says_so(recommender: Recommender) -> None:
    series, anime = recommender.series, recommender.catalogue.anime
    later = next(
        at
        for at in np.flatnonzero((series.prerequisite >= 0) & ~series.extra)
        if series.prerequisite[series.prerequisite[at]] < 0
        and not anime[at].adult
        and series.prerequisite[at] == series.series[at]
    )
    first = anime[series.prerequisite[later]]
    everything = recommender.recommend(Taste(titles={first.id: 10}), Query(count=len(anime)))
    assert {r.anime.id: r.follows for r in everything}[anime[later].id] == first


def test_unanswered_is_not_the_lowest_rating(recommender: Recommender) -> None:
    assert not np.allclose(recommender.scores(Taste({"Action": 1.0})), recommender.scores(Taste()))


def test_taste_moves_the_list(recommender: Recommender) -> None:
    def share(answer: list[Anime], genre: str) -> float:
        return float(np.mean([genre in a.genres for a in answer]))

    for genre in ("Action", "Romance"):
        liked = [a.id for a in recommender.catalogue.anime if genre in a.genres][:12]
        fan = recommender.recommend(Taste(titles=dict.fromkeys(liked, 10)), Query(count=30))
        anyone = recommender.recommend(Taste(), Query(count=30))
        assert share([r.anime for r in fan], genre) > share([r.anime for r in anyone], genre)


def test_a_reason_taken_away_lets_the_score_fall(recommender: Recommender) -> None:
    told = 0
    for taste in some_tastes(recommender, 10, seed=3):
        for r in recommender.recommend(taste, Query(count=5)):
            at = recommender.catalogue.index[r.anime.id]
            for reason in r.reasons:
                fallen = recommender.scores(without(taste, reason))[at]
                assert r.score - fallen == pytest.approx(reason.effect, abs=1e-3)
                assert reason.effect > 0
                told += 1
    assert told > 20


def test_a_title_is_explained_just_as_in_a_list(recommender: Recommender) -> None:
    for taste in some_tastes(recommender, 10, seed=3):
        listed = recommender.recommend(taste, Query(count=5))
        for found, again in zip(
            listed, recommender.explain(taste, [r.anime.id for r in listed]), strict=True
        ):
            assert again.anime is found.anime
            assert again.follows is found.follows
            assert again.score == pytest.approx(found.score, abs=1e-4)
            assert again.predicted_rating == pytest.approx(found.predicted_rating, abs=1e-4)
            assert [r.cause for r in again.reasons] == [r.cause for r in found.reasons]


def test_a_title_told_is_explained_by_the_others(recommender: Recommender) -> None:
    taste = Taste({"Action": 9.0}, {11: 10, 21: 3})
    (with_it,) = recommender.explain(taste, [11])
    (without,) = recommender.explain(Taste({"Action": 9.0}, {21: 3}), [11])
    assert with_it == without
    assert with_it.anime not in [reason.cause for reason in with_it.reasons]
    assert recommender.explain(taste, []) == []
    with pytest.raises(ValueError, match="no title with the id 7"):
        recommender.explain(taste, [7])


def test_reach_goes_from_the_popular_to_the_niche(recommender: Recommender) -> None:
    def fame(reach: float) -> float:
        answer = recommender.recommend(Taste(), Query(count=20, reach=reach))
        return float(np.mean([np.log1p(r.anime.members) for r in answer]))

    assert fame(-1) > fame(0) > fame(1)


def test_a_list_together_says_of_each_member_what_a_list_alone_says(recommender: Recommender) -> None:
    tastes = [taste for taste in some_tastes(recommender, 12, seed=7) if taste.titles][:4]
    answer = recommender.recommend_together(tastes)
    assert len(answer) == 10
    ratings = [recommender.predicted_ratings(taste) for taste in tastes]
    for r in answer:
        at = recommender.catalogue.index[r.anime.id]
        assert r.predicted_ratings == pytest.approx([float(own[at]) for own in ratings], abs=1e-3)


def test_a_list_together_is_what_each_alone_would_like_too(recommender: Recommender) -> None:
    def fans(genre: str) -> Taste:
        return Taste(titles={a.id: 10 for a in recommender.catalogue.anime if genre in a.genres and a.id % 3})

    tastes = [fans("Action"), fans("Romance")]
    together = {r.anime.id for r in recommender.recommend_together(tastes)}
    for taste in tastes:
        seen = frozenset().union(*(other.titles for other in tastes))
        alone = recommender.recommend(taste, Query(count=40, hidden=seen))
        assert together & {r.anime.id for r in alone}


def test_the_order_of_the_members_does_not_matter(recommender: Recommender) -> None:
    tastes = some_tastes(recommender, 5, seed=8)
    one, other = recommender.recommend_together(tastes), recommender.recommend_together(tastes[::-1])
    assert [r.anime.id for r in one] == [r.anime.id for r in other]
    assert [r.predicted_ratings for r in one] == [
        pytest.approx(r.predicted_ratings[::-1], abs=1e-4) for r in other
    ]


def test_what_some_have_seen_is_shown_when_asked_for(recommender: Recommender) -> None:
    best = recommender.recommend(Taste())[0].anime
    tastes = [Taste(titles={best.id: 10}), Taste()]
    everything = Query(count=len(recommender.catalogue))
    plain = {r.anime.id for r in recommender.recommend_together(tastes, everything)}
    more = {r.anime.id for r in recommender.recommend_together(tastes, everything, seen_by_some=True)}
    assert best.id in more - plain


def test_a_list_together_says_what_it_follows(recommender: Recommender) -> None:
    series, anime = recommender.series, recommender.catalogue.anime
    later = next(
        at
        for at in np.flatnonzero((series.prerequisite >= 0) & ~series.extra & ~recommender.catalogue.adult)
        if series.prerequisite[at] == series.series[at]
    )
    first = anime[series.prerequisite[later]]
    tastes = [Taste(titles={first.id: 10}), Taste(titles={first.id: None})]
    answer = recommender.recommend_together(tastes, Query(count=len(anime)))
    assert {r.anime.id: r.follows for r in answer}[anime[later].id] == first


@pytest.mark.parametrize("members", [0, 1, 9])
def test_a_group_is_of_two_to_eight(recommender: Recommender, members: int) -> None:
    with pytest.raises(ValueError, match="for 2 to 8 members"):
        recommender.recommend_together([Taste()] * members)


def test_similar_titles_are_of_other_franchises_and_unseen(recommender: Recommender) -> None:
    first, second = recommender.catalogue.anime[0], recommender.similar(1)[0]
    answer = recommender.similar(first.id, seen=[second.id])
    assert len(answer) == 10
    assert not {first.id, second.id} & {a.id for a in answer}
    with pytest.raises(ValueError, match="no title with the id 2"):
        recommender.similar(2)


@pytest.mark.parametrize("taste", [Taste({"Opera": 5.0}), Taste(titles={2: 5})])
def test_what_the_catalogue_lacks_is_refused(recommender: Recommender, taste: Taste) -> None:
    with pytest.raises(ValueError, match=r"no genre 'Opera'|no title with the id 2"):
        recommender.recommend(taste)


def test_threads_get_the_same_answers(recommender: Recommender) -> None:
    tastes = some_tastes(recommender, 40, seed=5)
    alone = [recommender.recommend(taste) for taste in tastes]
    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(recommender.recommend, tastes))
    assert [[r.anime.id for r in a] for a in together] == [[r.anime.id for r in a] for a in alone]


def test_a_user_is_answered_as_the_taste_is(serial: Recommender) -> None:
    for taste in some_tastes(serial, 10, seed=5):
        user = serial.user(taste)
        np.testing.assert_allclose(serial.scores(user), serial.scores(taste), atol=1e-4)
        np.testing.assert_array_equal(serial.predicted_ratings(user), serial.predicted_ratings(taste))
        listed, again = serial.recommend(taste), serial.recommend(user)
        assert [r.anime for r in again] == [r.anime for r in listed]
        assert [r.reasons for r in again] == [r.reasons for r in listed]
        shortlist = {r.anime.id: r.score for r in listed}
        for short in (serial.shortlist(taste), serial.shortlist(user)):
            assert short == pytest.approx(shortlist, abs=1e-4)
            assert list(short) == list(shortlist)
        ids = [int(i) for i in serial.catalogue.ids[:5]]
        for expected, found in zip(serial.explain(taste, ids), serial.explain(user, ids), strict=True):
            assert found.score == pytest.approx(expected.score, abs=1e-4)
            assert found.predicted_rating == expected.predicted_rating
        assert serial.ask_next(user, ids) is serial.ask_next(taste, ids)


def test_what_a_user_is_stays_as_it_is(recommender: Recommender) -> None:
    with pytest.raises(ValueError, match="read-only"):
        recommender.scores(recommender.user(Taste()))[0] = 1
