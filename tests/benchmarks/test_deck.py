"""How long it takes to choose the next card of /start, with the model that ships."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from recommender import Recommender, Taste
from recommender.bundle import MANIFEST

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

SHIPPED = Path(__file__).parents[2] / "models" / "osusume"

pytestmark = pytest.mark.skipif(
    not (SHIPPED / MANIFEST).exists(), reason="no bundle in models/osusume: `make train` writes one"
)


@pytest.fixture(scope="module")
def recommender() -> Recommender:
    return Recommender.load(SHIPPED)


@pytest.mark.parametrize("cards", [0, 11, 90])
def test_the_next_card(benchmark: BenchmarkFixture, recommender: Recommender, cards: int) -> None:
    """Half of the titles asked about before are rated."""
    asked: list[int] = []
    told: dict[int, int | None] = {}
    for number in range(cards):
        anime = recommender.ask_next(Taste(titles=told), asked)
        assert anime is not None
        asked.append(anime.id)
        if number % 2:
            told[anime.id] = 1 + number % 10
    assert benchmark(recommender.ask_next, Taste({"Action": 9.0}, told), asked)
