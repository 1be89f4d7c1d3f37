from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from recommender import Query, Recommender, Taste

if TYPE_CHECKING:
    from pathlib import Path

    from recommender.catalogue import Anime


@pytest.fixture(scope="module")
def recommender(bundle: Path) -> Recommender:
    return Recommender.load(bundle)


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


def test_scores_and_ratings_are_over_the_whole_catalogue(recommender: Recommender) -> None:
    taste = Taste({"Action": 9.0}, {11: 10, 21: None})
    scores, ratings = recommender.scores(taste), recommender.predicted_ratings(taste)
    assert scores.shape == ratings.shape == recommender.catalogue.ids.shape
    assert scores.dtype == ratings.dtype == np.float32
    assert np.isfinite(scores).all()
    assert ratings.min() >= 1
    assert ratings.max() <= 10


def test_a_list_is_full_and_holds_nothing_seen_and_nothing_adult(recommender: Recommender) -> None:
    for taste in some_tastes(recommender, 20):
        answer = recommender.recommend(taste, Query(count=10))
        assert len(answer) == 10
        assert not {r.anime.id for r in answer} & set(taste.titles)
        assert not any(r.anime.adult for r in answer)


def test_no_list_holds_two_of_a_franchise_or_a_later_part_of_an_unseen_one(recommender: Recommender) -> None:
    series, index = recommender.series, recommender.catalogue.index
    assert (series.prerequisite >= 0).any(), "the made-up world has sequels"
    for taste in some_tastes(recommender, 100, seed=1):
        answer = recommender.recommend(taste)
        groups = [int(series.group[index[r.anime.id]]) for r in answer]
        assert len(set(groups)) == len(groups)
        for r in answer:
            at = index[r.anime.id]
            if series.prerequisite[at] >= 0:
                earlier = series.prerequisite[at], series.series[at]
                assert {recommender.catalogue.anime[e].id for e in earlier} <= set(taste.titles)


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
                genres, titles = dict(taste.genres), dict(taste.titles)
                if isinstance(reason.cause, str):
                    del genres[reason.cause]
                else:
                    del titles[reason.cause.id]
                fallen = recommender.scores(Taste(genres, titles))[at]
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
