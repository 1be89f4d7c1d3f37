from __future__ import annotations

import numpy as np
import pytest

from recommender.directions import Directions, Kept, WorkedOut

RNG = np.random.default_rng(0)
VECTORS = RNG.normal(1, size=(30, 5)).astype(np.float32)  # a title a row
COLUMNS = RNG.permutation(30)
WEIGHTS = RNG.integers(1, 1000, 30)


def unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def worked_out(vectors: np.ndarray, columns: np.ndarray) -> Directions:
    lying = np.empty(vectors.shape[::-1], np.float32)
    lying[:, columns] = vectors.T
    return WorkedOut(lying, columns)


@pytest.fixture(params=["kept", "worked out"])
def directions(request: pytest.FixtureRequest) -> Directions:
    return Kept(VECTORS) if request.param == "kept" else worked_out(VECTORS, COLUMNS)


def test_those_of_some_titles_have_length_1(directions: Directions) -> None:
    some = np.array([7, 0, 29, 7])
    np.testing.assert_allclose(directions[some], unit(VECTORS)[some], rtol=1e-5)


def test_what_titles_share_by_their_weight_is_taken_away(directions: Directions) -> None:
    expected = unit(unit(VECTORS) - np.average(unit(VECTORS), axis=0, weights=WEIGHTS))
    less = directions.less_shared(WEIGHTS)
    np.testing.assert_allclose(less[np.arange(30)], expected, atol=1e-5)
    for title in (0, 11):
        np.testing.assert_allclose(less.along(title), expected @ expected[title], atol=1e-5)
        np.testing.assert_allclose(directions.along(title), unit(VECTORS) @ unit(VECTORS)[title], atol=1e-5)


def test_a_title_without_a_vector_points_nowhere() -> None:
    vectors = np.array([[0, 0], [3, 4]], np.float32)
    for directions in (Kept(vectors), worked_out(vectors, np.arange(2))):
        assert directions[np.arange(2)].tolist() == [[0, 0], [pytest.approx(0.6), pytest.approx(0.8)]]
