from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from recommender.item_table import DROPOUT, FEWEST, RIDGE, SEEN, ItemTable, loudness, worth

if TYPE_CHECKING:
    from pathlib import Path

    from recommender.ratings import Ratings


def fit(ratings: Ratings, entries: int = 100_000) -> ItemTable:
    return ItemTable.fit(ratings, np.random.default_rng(0), entries)


def test_it_is_the_closed_form(ratings: Ratings) -> None:
    given = ratings.matrix().toarray()
    kept = np.flatnonzero((given > 0).sum(0) >= FEWEST)
    told, wanted = (
        np.where(given[:, kept] > 0, shape(given[:, kept]), 0).astype(float) for shape in (loudness, worth)
    )
    gram = told.T @ told
    inverse = np.linalg.inv(gram + np.diag(DROPOUT / (1 - DROPOUT) * np.diag(gram) + RIDGE))
    free = inverse @ told.T @ wanted
    expected = np.zeros((ratings.width, ratings.width))
    expected[np.ix_(kept, kept)] = free - inverse * (np.diag(free) / np.diag(inverse))
    np.testing.assert_allclose(fit(ratings).weights.toarray(), expected, atol=1e-4)


def test_only_the_largest_entries_are_kept(ratings: Ratings) -> None:
    whole, part = fit(ratings).weights, fit(ratings, 500).weights
    assert part.nnz == 500
    assert np.abs(part.data).min() >= np.sort(np.abs(whole.data))[-501]


def test_a_louder_rating_speaks_louder_and_a_better_one_is_worth_more() -> None:
    ratings = np.arange(1, 11, dtype=np.float32)
    assert (np.diff(loudness(ratings)) >= 0).all()
    assert (loudness(ratings) > 0).all()
    assert loudness(np.zeros(1, np.float32)) == pytest.approx([SEEN])
    assert (np.diff(worth(ratings)) >= 0).all()
    assert not worth(ratings[:6]).any()


def test_scores_are_a_product_and_the_sum_of_what_each_title_says(ratings: Ratings) -> None:
    table = fit(ratings)
    starts, titles = np.array([0, 2, 2, 5]), np.array([3, 9, 1, 3, 7], np.int32)
    given = np.array([8, 0, 10, 2, 6], np.float32)
    lists = csr_matrix((loudness(given), titles, starts), (3, ratings.width)).toarray()
    np.testing.assert_allclose(
        table.scores(starts, titles, given), lists @ table.weights.toarray(), atol=1e-5
    )
    some = np.array([5, 0, 7])
    said = table.said(titles[2:], given[2:])
    assert said.about(some).shape == (3, 3)
    np.testing.assert_allclose(said.sum(), (lists @ table.weights.toarray())[2], atol=1e-5)
    np.testing.assert_allclose(
        said.about(some),
        loudness(given[2:])[:, None] * table.weights[titles[2:]][:, some].toarray(),
        atol=1e-5,
    )
    np.testing.assert_allclose(said.about(some).sum(0), said.sum()[some], atol=1e-5)


def test_it_is_read_as_it_was_written(ratings: Ratings, tmp_path: Path) -> None:
    table = fit(ratings) * 2.5
    table.save(tmp_path / "table.npz")
    read = ItemTable.load(tmp_path / "table.npz", ratings.width)
    np.testing.assert_allclose(read.weights.toarray(), table.weights.toarray(), rtol=1e-3, atol=1e-6)


def test_without_scipy_titles_say_the_same(
    ratings: Ratings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fit(ratings).save(tmp_path / "table.npz")
    titles, given = np.array([1, 3, 7], np.int32), np.array([10, 0, 2], np.float32)

    def said() -> np.ndarray:
        told = ItemTable.load(tmp_path / "table.npz", ratings.width).said(titles, given)
        return np.vstack([told.sum(), told.about(np.arange(ratings.width))])

    expected = said()
    assert expected.any(axis=1).all()
    monkeypatch.setitem(sys.modules, "scipy.sparse", None)
    np.testing.assert_allclose(said(), expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(
    "fault",
    [
        {"weights": np.array([np.nan, 1], np.float16)},
        {"columns": np.array([0, 9], np.uint16)},
        {"columns": np.array([0], np.uint16)},
        {"starts": np.array([0, 1, 2], np.int32)},
        {"starts": np.array([0, 3, 1, 2], np.int32)},
        {"weights": np.array([{}, {}], object)},
    ],
)
def test_a_bad_table_is_refused(fault: dict[str, np.ndarray], tmp_path: Path) -> None:
    good = {
        "weights": np.array([1, 2], np.float16),
        "columns": np.array([0, 1], np.uint16),
        "starts": np.array([0, 1, 2, 2], np.int32),
    }
    np.savez(tmp_path / "good.npz", **good)
    assert ItemTable.load(tmp_path / "good.npz", 3).weights.nnz == 2
    np.savez(tmp_path / "bad.npz", **(good | fault))
    with pytest.raises(ValueError, match=r".+"):
        ItemTable.load(tmp_path / "bad.npz", 3)


def test_it_moves_to_another_catalogue(ratings: Ratings) -> None:
    table = fit(ratings)
    positions = np.random.default_rng(0).permutation(ratings.width + 5)[: ratings.width]
    moved = table.over(positions, ratings.width + 5).weights.toarray()
    np.testing.assert_array_equal(moved[np.ix_(positions, positions)], table.weights.toarray())
