"""How long the model that ships takes to be measured on 10,000 users, in all modes and with intervals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest

from recommender.bundle import MANIFEST, load_bundle
from recommender.evaluation import Interval, Mode, fame_classes, hold_out, measure, squared_errors, tell
from recommender.ratings import Ratings

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

    from recommender.bundle import Bundle
    from recommender.catalogue import Catalogue
    from recommender.evaluation import Figures, HeldOut
    from recommender.scorer import Scorer

SHIPPED = Path(__file__).parents[2] / "models" / "osusume"
USERS = 10_000
MEDIAN, SPREAD, LONGEST = (
    75,
    1.4,
    6_000,
)  # of the lists' lengths, about as in the ratings that the model is of

pytestmark = pytest.mark.skipif(
    not (SHIPPED / MANIFEST).exists(), reason="no bundle in models/osusume: `make train` writes one"
)


@pytest.fixture(scope="module")
def bundle() -> Bundle:
    return load_bundle(SHIPPED)


@pytest.fixture(scope="module")
def scorer(bundle: Bundle) -> Scorer:
    return bundle.scorer()


@pytest.fixture(scope="module")
def held(bundle: Bundle) -> HeldOut:
    return hold_out(lists_of(bundle.catalogue), np.arange(USERS))


def lists_of(catalogue: Catalogue) -> Ratings:
    """Lists of chance titles, the well-known ones more often, of lengths that differ as people's do."""
    rng = np.random.default_rng(0)
    lengths = np.clip(rng.lognormal(np.log(MEDIAN), SPREAD, USERS), 10, LONGEST).astype(np.int64)
    fame = np.log(catalogue.members + 1.0)
    titles = []
    for length in lengths:
        attraction = fame + rng.gumbel(size=len(catalogue))
        titles.append(np.sort(np.argpartition(attraction, -length)[-length:]))
    return Ratings(
        users=np.arange(USERS, dtype=np.int32),
        starts=np.concatenate([[0], np.cumsum(lengths)]),
        titles=np.concatenate(titles).astype(np.int32),
        values=np.clip(rng.normal(7.5, 1.5, lengths.sum()).round(), 1, 10).astype(np.int8),
        width=len(catalogue),
    )


def intervals(figures: Figures) -> list[Interval]:
    columns = figures.ndcg, figures.recall, figures.new_series, *figures.recall_by_fame.T
    return [Interval.of(values) for values in columns]


def test_all_modes(benchmark: BenchmarkFixture, bundle: Bundle, scorer: Scorer, held: HeldOut) -> None:
    def evaluate() -> list[list[Interval]]:
        fame = fame_classes(held, bundle.catalogue.members)
        told = [tell(held, mode, bundle.catalogue) for mode in Mode]
        return [intervals(measure(held, scorer, t, bundle.series.group, fame)) for t in told]

    figures = benchmark.pedantic(evaluate, rounds=1)
    assert len(figures) == len(Mode)


@pytest.mark.parametrize("mode", Mode)
def test_one_mode(
    benchmark: BenchmarkFixture, bundle: Bundle, scorer: Scorer, held: HeldOut, mode: Mode
) -> None:
    told = tell(held, mode, bundle.catalogue)
    fame = fame_classes(held, bundle.catalogue.members)
    figures = benchmark.pedantic(measure, (held, scorer, told, bundle.series.group, fame), rounds=1)
    assert len(figures.ndcg) > USERS / 2


def test_intervals(benchmark: BenchmarkFixture) -> None:
    values = np.random.default_rng(0).random(USERS)
    benchmark.pedantic(Interval.of, (values,), rounds=3, warmup_rounds=1)


def test_the_rating_error(benchmark: BenchmarkFixture, bundle: Bundle, scorer: Scorer, held: HeldOut) -> None:
    told = tell(held, Mode.LIST, bundle.catalogue)
    errors = benchmark.pedantic(squared_errors, (held, scorer.ratings, told), rounds=1)
    assert len(errors) == len(held.hidden.users)
