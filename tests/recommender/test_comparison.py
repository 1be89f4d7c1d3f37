from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rich.console import Console

from recommender.bundle import load_bundle
from recommender.comparison import MODEL, Comparison, compare
from recommender.evaluation import Mode, hold_out, part

if TYPE_CHECKING:
    from pathlib import Path

    from recommender.ratings import Ratings

GENRES, TEN, LIST = Mode
RECOMMENDERS = {
    "popularity": {GENRES, TEN, LIST},
    "linear genres": {GENRES},
    "the notebook's model": {GENRES},
    "EASE": {TEN, LIST},
    "iALS": {TEN, LIST},
    MODEL: {GENRES, TEN, LIST},
}


@pytest.fixture(scope="module")
def few(ratings: Ratings) -> Ratings:
    return ratings.subset(np.arange(300))


@pytest.fixture(scope="module")
def comparison(bundle: Path, few: Ratings) -> Comparison:
    return compare(load_bundle(bundle), few, np.arange(few.width, dtype=np.int32) // 2, progress=False)


def test_every_recommender_is_measured_on_the_same_users_in_each_mode(
    comparison: Comparison, few: Ratings
) -> None:
    told = [(row.told, row.recommender) for row in comparison.rows]
    assert sorted(told) == sorted((mode, name) for name, modes in RECOMMENDERS.items() for mode in modes)
    assert [mode for mode, _ in told] == sorted((mode for mode, _ in told), key=list(Mode).index)
    assert len({row.users for row in comparison.rows}) == 1
    assert 0 < comparison.rows[0].users <= len(hold_out(few, part(few.users).test).told.users)


def test_every_figure_is_a_share_within_its_interval(comparison: Comparison) -> None:
    for row in comparison.rows:
        for figure in (row.ndcg, row.recall, row.new_series):
            assert figure is not None
            assert 0 <= figure.low <= figure.mean <= figure.high <= 1
    for error in comparison.rating_errors.values():
        assert 0 < error.low <= error.mean <= error.high < 4


def test_what_is_known_of_franchises_changes_one_column_only(
    bundle: Path, few: Ratings, comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "recommender.comparison._recommenders", lambda _, __, scorer: [(MODEL, scorer, (LIST,))]
    )
    (row,) = compare(load_bundle(bundle), few, progress=False).rows
    with_group = next(r for r in comparison.rows if (r.recommender, r.told) == (MODEL, LIST))
    assert row.new_series is None
    assert (row.ndcg, row.recall) == (with_group.ndcg, with_group.recall)
    assert with_group.new_series != with_group.ndcg


def test_it_goes_into_a_file_and_onto_a_screen(comparison: Comparison) -> None:
    content = json.loads(json.dumps(comparison.as_json()))
    assert len(content["rows"]) == len(comparison.rows)
    assert content["rows"][0]["ndcg"]["mean"] == comparison.rows[0].ndcg.mean
    console = Console(width=160)
    with console.capture() as capture:
        console.print(*comparison.as_tables())
    printed = capture.get()
    for row in comparison.rows:
        assert row.recommender in printed
        assert str(row.ndcg) in printed
    for error in comparison.rating_errors.values():
        assert str(error) in printed


def test_too_few_users_to_measure_on_are_refused(bundle: Path, ratings: Ratings) -> None:
    nobody = ratings.subset(part(ratings.users).train[:40])
    with pytest.raises(ValueError, match="too few"):
        compare(load_bundle(bundle), nobody, progress=False)
