from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rich.console import Console

from recommender.bundle import load_bundle
from recommender.comparison import MODEL, NDCG, NEW_SERIES, RECALL, Comparison, compare
from recommender.evaluation import CLASSES, Mode, hold_out, part

if TYPE_CHECKING:
    from pathlib import Path

    from recommender.catalogue import Catalogue
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
    biases, model = (error.mean for error in comparison.rating_errors.values())
    assert comparison.rating_error_ratio.mean == pytest.approx(model / biases)


def test_recall_is_told_by_class_of_fame_too(comparison: Comparison, catalogue: Catalogue) -> None:
    assert sum(fame.titles for fame in comparison.fame) == len(catalogue)
    members = [fame.members for fame in comparison.fame]
    assert members == sorted(members, reverse=True)
    assert members[-1] == catalogue.members.min()
    for row in comparison.rows:
        assert sum(figure is not None for figure in row.recall_by_fame) == CLASSES
    popularity = comparison.rows[0].recall_by_fame
    assert popularity[0].mean > popularity[-1].mean


def test_the_model_is_set_beside_the_best_other_one_of_each_mode(comparison: Comparison) -> None:
    assert [(lead.told, lead.figure) for lead in comparison.leads] == [
        (mode, figure) for mode in Mode for figure in (NDCG, RECALL, NEW_SERIES)
    ]
    for lead in comparison.leads:
        of = {NDCG: "ndcg", RECALL: "recall", NEW_SERIES: "new_series"}[lead.figure]
        means = {row.recommender: getattr(row, of).mean for row in comparison.rows if row.told is lead.told}
        model = means.pop(MODEL)
        assert means[lead.other] == max(means.values())
        assert lead.ratio.mean == pytest.approx(model / means[lead.other])
        assert lead.ratio.low < lead.ratio.mean < lead.ratio.high


def test_what_is_known_of_franchises_changes_one_column_only(
    bundle: Path, few: Ratings, comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "recommender.comparison._recommenders", lambda _, __, scorer: [(MODEL, scorer, tuple(Mode))]
    )
    alone = compare(load_bundle(bundle), few, progress=False)
    with_group = [row for row in comparison.rows if row.recommender == MODEL]
    for row, other in zip(alone.rows, with_group, strict=True):
        assert row.new_series is None
        assert row == replace(other, new_series=None)
        assert other.new_series != other.ndcg
    assert not alone.leads, "there is nobody to lead"


def test_it_goes_into_a_file_and_onto_a_screen(comparison: Comparison) -> None:
    content = json.loads(json.dumps(comparison.as_json()))
    assert len(content["rows"]) == len(comparison.rows)
    assert content["rows"][0]["ndcg"]["mean"] == comparison.rows[0].ndcg.mean
    assert content["rows"][0]["recall_by_fame"][1]["low"] == comparison.rows[0].recall_by_fame[1].low
    assert content["fame"][0]["users"] == comparison.fame[0].users
    assert content["leads"][0]["ratio"]["high"] == comparison.leads[0].ratio.high
    console = Console(width=160)
    with console.capture() as capture:
        console.print(*comparison.as_tables())
    printed = capture.get()
    for row in comparison.rows:
        assert row.recommender in printed
        assert str(row.ndcg) in printed
        assert all(str(figure) in printed for figure in row.recall_by_fame)
    for lead in comparison.leads:
        assert str(lead.ratio) in printed
    for error in comparison.rating_errors.values():
        assert str(error) in printed


def test_a_narrow_screen_loses_no_figure(comparison: Comparison) -> None:
    console = Console(width=80)
    with console.capture() as capture:
        console.print(*comparison.as_tables())
    assert "…" not in capture.get()


@pytest.mark.parametrize("others", [0, 3])
def test_too_few_users_to_measure_on_are_refused(bundle: Path, ratings: Ratings, others: int) -> None:
    users = part(ratings.users)
    few = ratings.subset(np.concatenate([users.train[:40], users.test[:others]]))
    with pytest.raises(ValueError, match="too few to measure on"):
        compare(load_bundle(bundle), few, progress=False)
