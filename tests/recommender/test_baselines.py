from datetime import date
from functools import partial

import keras
import numpy as np
import pytest
import tensorflow as tf
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from recommender import item_table
from recommender.baselines import Als, Bias, Ease, LinearGenres, Notebook, Popularity, _vector_of
from recommender.catalogue import Anime, Catalogue
from recommender.ratings import Ratings
from recommender.taste import Told

GENRES = ("Action", "Drama")
# Titles 0 to 5 are Action, 6 to 11 Drama; nobody knows the last one's year.
CATALOGUE = Catalogue.of(
    Anime(i + 1, f"{i}", genres=(GENRES[i // 6],), start=date(2000 + i, 1, 1) if i < 11 else None, score=7.0)
    for i in range(12)
)


def as_ratings(table: NDArray[np.integer]) -> Ratings:
    rows = csr_matrix(table)
    return Ratings(
        users=np.arange(len(table), dtype=np.int32),
        starts=rows.indptr.astype(np.int64),
        titles=rows.indices.astype(np.int32),
        values=rows.data.astype(np.int8),
        width=table.shape[1],
    )


def as_told(table: NDArray[np.integer], typed: NDArray[np.integer] | None = None) -> Told:
    ratings = as_ratings(table)
    nothing = np.zeros((len(table), len(GENRES)))
    return Told(
        starts=ratings.starts,
        titles=ratings.titles,
        ratings=ratings.values.astype(np.float32),
        typed=(nothing if typed is None else typed).astype(np.float32),
    )


@pytest.fixture(scope="module")
def two_camps() -> NDArray[np.int64]:
    """Forty users, each fond of one genre and rating little of the other, int [40, 12]."""
    rng = np.random.default_rng(1)
    fan = np.repeat([[True] * 6 + [False] * 6, [False] * 6 + [True] * 6], 20, axis=0)
    rated = rng.random((40, 12)) < np.where(fan, 0.8, 0.15)
    return np.where(rated, np.where(fan, rng.integers(8, 11, (40, 12)), rng.integers(2, 5, (40, 12))), 0)


def camps(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean score of each genre's titles, the one without a year left out, float32 [B, 2]."""
    return np.stack([scores[:, :6].mean(1), scores[:, 6:11].mean(1)], axis=1)


ACTION_FAN, DRAMA_FAN = np.eye(12, dtype=np.int64)[[0, 6]] * 9


def test_popularity_counts_likes_alone() -> None:
    table = np.array([[8, 7, 0, 10], [9, 7, 0, 0], [1, 7, 8, 0]])
    scores = Popularity().fit(as_ratings(table)).scores(as_told(np.zeros((2, 4), np.int64)))

    assert scores.tolist() == [[2, 0, 1, 1]] * 2
    assert scores.dtype == np.float32


def test_linear_genres_prefers_the_genre_rated_higher(two_camps: NDArray[np.int64]) -> None:
    typed = np.repeat([[9, 3], [3, 9]], 20, axis=0).astype(np.float32)
    model = LinearGenres(penalty=1).fit(as_ratings(two_camps), typed)
    told = as_told(np.zeros((3, 12), np.int64), np.array([[9, 2], [2, 9], [0, 9]]))
    action, drama = camps(model.scores(told)).T

    assert action[0] > drama[0] + 0.3
    assert drama[1] > action[1] + 0.3
    assert drama[2] > action[2]


def test_linear_genres_equals_the_ridge_solution() -> None:
    rng = np.random.default_rng(2)
    table, typed = rng.integers(0, 11, (30, 5)), rng.integers(0, 11, (30, 2)).astype(np.float32)
    model = LinearGenres(penalty=3).fit(as_ratings(table), typed)

    centre = np.array([typed[typed[:, g] > 0, g].mean() for g in range(2)])
    features = np.hstack([np.where(typed > 0, typed - centre, 0), typed > 0, np.ones((30, 1))])
    # Ridge is least squares with one more row for each weight.
    rows = np.vstack([features, np.sqrt(3) * np.eye(5)])
    wanted = np.vstack([table >= 8, np.zeros((5, 5))])
    expected = features @ np.linalg.lstsq(rows, wanted, rcond=None)[0]

    assert model.scores(as_told(table, typed)) == pytest.approx(expected, abs=1e-4)


@settings(max_examples=20, deadline=None)
@given(
    seed=st.integers(0, 1000), penalty=st.sampled_from([0.5, 5.0, 100.0]), band=st.sampled_from([1, 2, 5, 99])
)
def test_ease_is_the_best_of_all_tables_with_a_zero_diagonal(seed: int, penalty: float, band: int) -> None:
    rng = np.random.default_rng(seed)
    table = rng.integers(1, 11, (20, 7)) * (rng.random((20, 7)) < 0.5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(item_table, "bands", partial(item_table.bands, band=band))
        model = Ease(penalty=penalty, fewest=0).fit(as_ratings(table))

    known = (table > 0).astype(np.float64)
    assert np.diag(model.weights).tolist() == [0] * 7
    for title in range(7):  # each column is a ridge regression on the other titles
        others = np.delete(np.arange(7), title)
        gram = known[:, others].T @ known[:, others] + penalty * np.eye(6)
        expected = np.linalg.solve(gram, known[:, others].T @ known[:, title])
        assert model.weights[others, title] == pytest.approx(expected, abs=1e-4)


def test_ease_knows_nothing_of_rare_titles(two_camps: NDArray[np.int64]) -> None:
    table = two_camps.copy()
    table[:, 3] = 0
    table[:4, 3] = 8
    scores = Ease(penalty=1, fewest=5).fit(as_ratings(table)).scores(as_told(np.stack([ACTION_FAN])))

    assert np.isneginf(scores[0, 3])
    assert np.isfinite(np.delete(scores[0], 3)).all()


@pytest.mark.parametrize("model", [Ease(penalty=5), Als(size=4, epochs=5)])
def test_lists_find_titles_of_their_camp(model: Ease | Als, two_camps: NDArray[np.int64]) -> None:
    fitted = model.fit(as_ratings(two_camps))
    scores = fitted.scores(as_told(np.stack([ACTION_FAN, DRAMA_FAN, np.zeros(12, np.int64)])))
    action, drama = camps(scores[:2]).T

    assert scores.dtype == np.float32
    assert action[0] > 2 * abs(drama[0])
    assert drama[1] > 2 * abs(action[1])
    assert scores[2] == pytest.approx(np.zeros(12), abs=1e-6), "who told nothing gets nothing"


def test_als_solves_for_the_least_loss(two_camps: NDArray[np.int64]) -> None:
    model = Als(size=3, unknown=0.2, penalty=0.01, epochs=2).fit(as_ratings(two_camps))
    known = (two_camps > 0).astype(np.float64)
    titles = model.factors.astype(np.float64)
    scores = model.scores(as_told(two_camps)).astype(np.float64)
    users = scores @ np.linalg.pinv(titles.T)

    def loss(users: NDArray[np.float64]) -> NDArray[np.float64]:
        fit = users @ titles.T
        errors = (known * (fit - 1) ** 2).sum(1) + 0.2 * (fit**2).sum(1)
        return errors + 0.01 * (known.sum(1) + 0.2 * 12) * (users**2).sum(1)

    rng = np.random.default_rng(3)
    for step in (0.003, 0.1):
        assert (loss(users) < loss(users + step * rng.normal(size=users.shape))).all()


@pytest.mark.parametrize("size", [3, 7, 30])
def test_als_solves_for_lists_of_any_length(size: int) -> None:
    rng = np.random.default_rng(5)
    model = Als(size=size, unknown=0.2, penalty=0.01)
    model.factors = rng.normal(size=(15, size)).astype(np.float32)
    table = (np.arange(15) < np.arange(16)[:, None]).astype(np.int64)  # lists of none, one, two, ... titles
    expected = []
    for known in table.astype(bool):
        there = model.factors[known].astype(np.float64)
        system = 0.2 * model.factors.T @ model.factors + there.T @ there
        system += 0.01 * (len(there) + 0.2 * 15) * np.eye(size)
        expected.append(model.factors @ np.linalg.solve(system, there.sum(0)))

    assert model.scores(as_told(table)) == pytest.approx(np.array(expected), abs=1e-3)


def test_als_is_the_same_for_the_same_seed(two_camps: NDArray[np.int64]) -> None:
    first, again, other = (
        Als(size=3, epochs=1, seed=s).fit(as_ratings(two_camps)).factors for s in (0, 0, 1)
    )

    assert (first == again).all()
    assert not np.allclose(first, other)


@pytest.fixture(scope="module")
def notebook(two_camps: NDArray[np.int64]) -> Notebook:
    return Notebook(CATALOGUE, epochs=25, batch=40).fit(as_ratings(two_camps))


def test_notebook_learns_the_ratings(notebook: Notebook) -> None:
    told = as_told(np.zeros((2, 12), np.int64), np.array([[9, 3], [3, 9]]))
    action, drama = camps(notebook.scores(told)).T

    assert action[0] > 0.4 > -0.2 > drama[0]
    assert drama[1] > 0.4 > -0.2 > action[1]


def test_notebook_computes_a_row_once_however_often_it_is_asked_for() -> None:
    features = np.random.default_rng(6).normal(size=(5, 2)).astype(np.float32)
    tower = keras.Sequential([keras.Input((2,)), keras.layers.Dense(3)])
    row = keras.Input((), dtype="int32")
    model = keras.Model(row, _vector_of(tower, features, row))
    rows = tf.constant([4, 0, 4, 4, 2])
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(model(rows) ** 2)
    with tf.GradientTape() as plain_tape:
        plain = tf.reduce_sum(tower(tf.gather(features, rows)) ** 2)

    assert float(loss) == pytest.approx(float(plain))
    for one, other in zip(
        tape.gradient(loss, tower.trainable_variables),
        plain_tape.gradient(plain, tower.trainable_variables),
        strict=True,
    ):
        assert one.numpy() == pytest.approx(other.numpy(), rel=1e-5)


def test_notebook_scores_are_cosines_and_leave_out_titles_without_a_year(notebook: Notebook) -> None:
    scores = notebook.scores(as_told(np.zeros((2, 12), np.int64), np.array([[0, 10], [0, 0]])))

    assert scores.dtype == np.float32
    assert np.isneginf(scores[:, 11]).all()
    assert (np.abs(scores[:, :11]) <= 1 + 1e-5).all()


def test_bias_finds_the_biases_that_made_the_ratings() -> None:
    rng = np.random.default_rng(4)
    users, titles = rng.integers(-2, 2, 300), rng.integers(-1, 3, 20)
    table = (6 + users[:, None] + titles) * (rng.random((300, 20)) < 0.5)
    ratings = Bias(damping=0.01, sweeps=30).fit(as_ratings(table)).ratings(as_told(table))

    rows = table.any(1)
    assert ratings[rows] == pytest.approx((6 + users[:, None] + titles)[rows], abs=0.05)


def test_bias_of_who_told_no_rating_is_that_of_the_titles() -> None:
    table = np.array([[9, 3], [10, 4], [8, 2]])
    model = Bias(damping=1).fit(as_ratings(table))
    seen = Told(
        starts=np.array([0, 0, 1]),
        titles=np.array([1], np.int32),
        ratings=np.array([0], np.float32),
        typed=np.zeros((2, 2), np.float32),
    )
    ratings = model.ratings(seen)

    assert ratings[0].tolist() == ratings[1].tolist()
    assert ratings[0, 0] > ratings[0, 1]


@settings(deadline=None)
@given(st.lists(st.lists(st.integers(0, 10), min_size=4, max_size=4), min_size=1, max_size=8))
def test_bias_stays_in_range(lists: list[list[int]]) -> None:
    table = np.array(lists)
    table[0, 0] = 10
    ratings = Bias(damping=0.1).fit(as_ratings(table)).ratings(as_told(table))

    assert ratings.shape == table.shape
    assert (ratings >= 1).all()
    assert (ratings <= 10).all()
