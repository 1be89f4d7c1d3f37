from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.genre_table import GenreTable, _features

if TYPE_CHECKING:
    from pathlib import Path

GENRES, RANK, TITLES = 5, 3, 7
answers = st.lists(
    st.lists(st.integers(0, 10), min_size=GENRES, max_size=GENRES), min_size=1, max_size=4
).map(lambda rows: np.array(rows, np.float32))


@pytest.fixture(scope="module")
def table() -> GenreTable:
    rng = np.random.default_rng(0)
    inputs = rng.normal(size=(2 * GENRES + 1 + GENRES * (GENRES - 1) // 2, RANK))
    centre, outputs = rng.uniform(5, 9, GENRES), rng.normal(size=(RANK, TITLES))
    return GenreTable(*(part.astype(np.float32) for part in (centre, inputs, outputs)))


@given(typed=answers)
def test_to_look_at_the_genres_told_alone_changes_nothing(table: GenreTable, typed: np.ndarray) -> None:
    whole = _features(typed, table.centre) @ table.inputs
    np.testing.assert_allclose(table.vectors(typed), whole, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(table.scores(typed), whole @ table.outputs, rtol=1e-4, atol=1e-4)


def test_a_pair_counts_where_both_are_answered() -> None:
    features = _features(np.array([[0, 8, 0, 3, 0]], np.float32), np.full(GENRES, 5, np.float32))[0]
    deviations, answered, rest = np.split(features, [GENRES, 2 * GENRES])
    assert deviations.tolist() == [0, 3, 0, -2, 0]
    assert answered.tolist() == [0, 1, 0, 1, 0]
    assert np.count_nonzero(rest) == 1 + 1  # the constant and one pair


def test_it_is_read_as_it_was_written(table: GenreTable, tmp_path: Path) -> None:
    table.save(tmp_path / "table.npz")
    again = GenreTable.load(tmp_path / "table.npz", GENRES, TITLES)
    typed = np.array([[0, 8, 0, 3, 10]], np.float32)
    np.testing.assert_allclose(again.scores(typed), table.scores(typed), rtol=1e-2, atol=1e-2)
    with pytest.raises(ValueError, match="another shape"):
        GenreTable.load(tmp_path / "table.npz", GENRES, TITLES + 1)
