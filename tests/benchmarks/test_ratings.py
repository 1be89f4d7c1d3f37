"""How long reading ratings takes; the Kaggle original has 57.6 million, thirty times as many as here."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import numpy as np
import pytest

from recommender.catalogue import Anime, Catalogue
from recommender.ratings import read_ratings

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

TITLES, USERS, ROWS = 17_562, 10_000, 1_900_000


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue.of(Anime(3 * i + 1, f"{i}") for i in range(TITLES))


@pytest.fixture(scope="module")
def content() -> bytes:
    draw = np.random.default_rng(0)
    titles = (TITLES * draw.random(2 * ROWS) ** 3).astype(np.int64)  # few are rated by many
    pairs = np.unique(draw.integers(0, USERS, 2 * ROWS) * TITLES + titles)
    users, titles = np.divmod(np.sort(draw.choice(pairs, ROWS, replace=False)), TITLES)
    values = draw.integers(1, 11, ROWS)
    rows = zip(users.tolist(), (3 * titles + 1).tolist(), values.tolist(), strict=True)
    return b"user_id,anime_id,rating\n" + b"".join(b"%d,%d,%d\n" % row for row in rows)


@pytest.mark.parametrize("compressed", [False, True], ids=["plain", "gzip"])
def test_read_ratings(
    benchmark: BenchmarkFixture, tmp_path: Path, catalogue: Catalogue, content: bytes, compressed: bool
) -> None:
    file = tmp_path / "ratings.csv"
    file.write_bytes(gzip.compress(content, 1) if compressed else content)
    ratings = benchmark.pedantic(read_ratings, (file, catalogue), {"progress": False}, rounds=3)
    benchmark.extra_info["rows_per_second"] = round(ROWS / benchmark.stats["min"])

    assert len(ratings) == ROWS
