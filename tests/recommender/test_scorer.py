from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest

from recommender.compiled import compiled_towers
from recommender.content import content_features
from recommender.scorer import Scorer, genre_share
from recommender.taste import Taste, Told
from recommender.towers import pair_ratings

if TYPE_CHECKING:
    from recommender.bundle import Bundle

TASTES = (
    Taste(),
    Taste({"Action": 9.0, "Romance": 1.0}),
    Taste({}, {11: 10, 21: None, 501: 2}),
    Taste({"Mecha": 7.0}, {991: 8}),
)


@pytest.fixture(scope="module")
def told(loaded: Bundle) -> Told:
    return Told.of(TASTES, loaded.catalogue)


def test_scores_are_the_sum_of_the_towers_and_the_tables(loaded: Bundle, scorer: Scorer, told: Told) -> None:
    features = told.features(loaded.catalogue.genre_flags)
    inputs = [*features, content_features(loaded.catalogue), loaded.rows]  # rows are positions plus one here
    towers = loaded.model(inputs, training=False).numpy()
    table = loaded.table.scores(told.starts, told.titles, told.ratings)
    genre_table = genre_share(np.diff(told.starts), told.typed) * loaded.genre_table.scores(told.typed)
    assert table.any()
    np.testing.assert_allclose(scorer.scores(told), towers + table + genre_table, rtol=1e-4, atol=1e-4)
    alone = Scorer(compiled_towers(loaded.model), loaded.catalogue, loaded.rows, None)
    np.testing.assert_allclose(alone.scores(told), towers, rtol=1e-4, atol=1e-4)


def test_typed_genres_say_less_the_more_titles_are_told(loaded: Bundle) -> None:
    ids = loaded.catalogue.ids.tolist()
    some = [Taste({"Action": 9.0}, dict.fromkeys(ids[:n], 8)) for n in (0, 5, 50)]
    told = Told.of([*some, Taste(titles={11: 9})], loaded.catalogue)
    shares = genre_share(np.diff(told.starts), told.typed)[:, 0]
    assert shares == pytest.approx([1, 5 / 10, 5 / 55, 0])


def test_ratings_are_the_models_within_1_to_10(loaded: Bundle, scorer: Scorer, told: Told) -> None:
    features = told.features(loaded.catalogue.genre_flags)
    users = loaded.model.get_layer("user_tower")(list(features), training=False)
    items = loaded.model.get_layer("item_tower")(
        [content_features(loaded.catalogue), loaded.rows], training=False
    )
    shape = len(TASTES), len(loaded.catalogue)
    pairs = np.stack(np.unravel_index(np.arange(np.prod(shape)), shape), axis=1)
    plain = np.asarray(pair_ratings(users, items, pairs, loaded.manifest.sizes.width)).reshape(shape)
    np.testing.assert_allclose(scorer.ratings(told), plain.clip(1, 10), rtol=1e-4)


def test_no_rating_is_beyond_1_to_10_however_strong_a_taste(scorer: Scorer, told: Told) -> None:
    ratings = scorer.ratings(told, 1000 * scorer.vectors(told))
    assert (ratings.min(), ratings.max()) == (1, 10)


def test_a_member_is_answered_alike_alone_and_among_others(
    loaded: Bundle, scorer: Scorer, told: Told
) -> None:
    together, ratings = scorer.scores(told), scorer.ratings(told)
    for row, taste in enumerate(TASTES):
        alone = Told.of([taste], loaded.catalogue)
        np.testing.assert_allclose(scorer.scores(alone)[0], together[row], rtol=1e-4, atol=1e-4)
        np.testing.assert_allclose(scorer.ratings(alone)[0], ratings[row], rtol=1e-4)


def test_some_titles_are_scored_and_rated_as_among_all(scorer: Scorer, told: Told) -> None:
    vectors = scorer.vectors(told)
    for some in (np.array([7, 0, 299]), slice(10, 20)):
        np.testing.assert_allclose(
            scorer.scores(told, vectors, some), scorer.scores(told)[:, some], rtol=1e-4, atol=1e-4
        )
        np.testing.assert_allclose(
            scorer.ratings(told, vectors, some), scorer.ratings(told)[:, some], rtol=1e-4
        )


@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_what_is_shown_is_scored_as_among_all(loaded: Bundle, scorer: Scorer, chance: float) -> None:
    told = Told.of([Taste({"Action": 9.0}, {11: 10, 21: None, 501: 2})], loaded.catalogue)
    shown = np.random.default_rng(0).random(len(loaded.catalogue)) < chance
    scores = scorer.scores_where(shown, told, scorer.vectors(told), scorer.said(told).sum())
    whole = scorer.scores(told)[0]
    assert np.all((scores == -np.inf) | np.isclose(scores, whole, rtol=1e-4, atol=1e-4))
    assert np.isfinite(scores[shown]).all()


def test_a_few_lists_are_scored_as_any_but_for_the_item_table(loaded: Bundle, scorer: Scorer) -> None:
    lists = [{11: 10, 21: None, 501: 2, 991: 8}, {11: 10, 501: 2}, {21: None}, {}]
    genres = [{"Action": 9.0, "Romance": 1.0}, {}, {"Romance": 1.0}, {"Action": 9.0, "Romance": 1.0}]
    tastes = [Taste(*one) for one in zip(genres, lists, strict=True)]
    of = np.array([7, 0, 299])
    told = Told.of(tastes, loaded.catalogue)
    scores = scorer.scores_of_parts(scorer.summing(told), told.typed, of)
    said = [scorer.said(Told.of([taste], loaded.catalogue)).about(of).sum(axis=0) for taste in tastes]
    np.testing.assert_allclose(scores + said, scorer.scores(told)[:, of], rtol=1e-5, atol=1e-5)


def test_unanswered_is_not_the_lowest_answer(loaded: Bundle, scorer: Scorer) -> None:
    nothing, lowest, highest = scorer.scores(
        Told.of([Taste(), Taste({"Action": 1.0}), Taste({"Action": 10.0})], loaded.catalogue)
    )
    action = loaded.catalogue.genre_flags[:, loaded.catalogue.genres.index("Action")]

    def leaning(scores: np.ndarray) -> float:
        return float(scores[action].mean() - scores[~action].mean())

    assert leaning(lowest) < leaning(nothing) < leaning(highest)


def test_a_title_that_training_did_not_know_is_scored_by_its_content(loaded: Bundle, told: Told) -> None:
    rows = loaded.rows.copy()
    rows[:2] = 0
    scores = Scorer(compiled_towers(loaded.model), loaded.catalogue, rows, None).scores(told)
    whole = Scorer(compiled_towers(loaded.model), loaded.catalogue, loaded.rows, None).scores(told)
    assert np.isfinite(scores).all()
    assert not np.allclose(scores[:, :2], whole[:, :2])
    untold = [0, 1, 3]  # who did not tell the title at position 1
    np.testing.assert_allclose(scores[untold, 2:], whole[untold, 2:], rtol=1e-4, atol=1e-4)


def test_directions_are_those_of_the_titles_vectors(loaded: Bundle, scorer: Scorer) -> None:
    items = loaded.model.get_layer("item_tower")(
        [content_features(loaded.catalogue), loaded.rows], training=False
    )
    vectors = np.asarray(items)[:, : loaded.manifest.sizes.width]
    vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    np.testing.assert_allclose(scorer.directions[np.arange(len(vectors))], vectors, atol=1e-5)


def test_many_threads_get_the_answers_of_one(scorer: Scorer, told: Told) -> None:
    alone = [scorer.scores(told[b : b + 1]) for b in range(len(TASTES))]
    with ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(lambda n: scorer.scores(told[n % len(TASTES) : n % len(TASTES) + 1]), range(64))
        )
    for n, answer in enumerate(answers):
        np.testing.assert_allclose(answer, alone[n % len(TASTES)], rtol=1e-5, atol=1e-5)
