"""How long an answer takes with the model that ships; every answer ranks its whole catalogue."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from recommender import Query, Recommender, Taste
from recommender.bundle import MANIFEST, load_bundle
from recommender.taste import Told

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from recommender.bundle import Bundle

SHIPPED = Path(__file__).parents[2] / "models" / "osusume"
GENRES = {"Action": 9.0, "Comedy": 7.0, "Drama": 8.0, "Romance": 3.0, "Sci-Fi": 10.0}
FILTERED = Query(types=("TV", "Movie"), since=1990, unwanted=("Ecchi",))

pytestmark = pytest.mark.skipif(
    not (SHIPPED / MANIFEST).exists(), reason="no bundle in models/osusume: `make train` writes one"
)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load_bundle(SHIPPED)


@pytest.fixture(scope="module")
def recommender(bundle: Bundle) -> Recommender:
    return Recommender(bundle)


def list_of(recommender: Recommender, size: int, seed: int = 0) -> dict[int, int | None]:
    """A list of well-known titles with chance ratings."""
    rng = np.random.default_rng(seed)
    known = recommender.catalogue.ids[np.argsort(-recommender.catalogue.members)[:2000]]
    ratings = rng.integers(4, 11, size)
    return dict(zip(rng.choice(known, size, replace=False).tolist(), ratings.tolist(), strict=True))


@pytest.mark.parametrize("query", [FILTERED, Query()], ids=["filtered", "unfiltered"])
@pytest.mark.parametrize("titles", [0, 10, 50, 500])
def test_five_genres_and_a_list(
    benchmark: BenchmarkFixture, recommender: Recommender, titles: int, query: Query
) -> None:
    """One answer with reasons, series and variety."""
    answer = benchmark(recommender.recommend, Taste(GENRES, list_of(recommender, titles)), query)
    assert len(answer) == query.count
    assert all(r.reasons for r in answer)


def test_the_scores_alone(benchmark: BenchmarkFixture, recommender: Recommender) -> None:
    scores = benchmark(recommender.scores, Taste(GENRES, list_of(recommender, 50)))
    assert scores.shape == (len(recommender.catalogue),)


def test_the_scores_of_64_members_at_once(
    benchmark: BenchmarkFixture, recommender: Recommender, bundle: Bundle
) -> None:
    scorer = bundle.scorer()
    tastes = [Taste(titles=list_of(recommender, 50, seed)) for seed in range(64)]
    scores = benchmark(lambda: scorer.scores(Told.of(tastes, bundle.catalogue)))
    assert scores.shape == (64, len(bundle.catalogue))


def test_loading(benchmark: BenchmarkFixture) -> None:
    """TensorFlow is imported by then."""
    loaded = benchmark.pedantic(Recommender.load, (SHIPPED,), rounds=5)
    assert len(loaded.catalogue)
