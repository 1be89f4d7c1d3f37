"""Measure the worked-out series: `python -m tests.check_series --anime ... --franchises ... --relations ...`.

`--fit` finds the regressions of recommender/series/franchises.py anew, each title judged by what was learnt
from the franchises of the other folds, and prints the numbers to write there.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console
from rich.table import Table
from sklearn.linear_model import LogisticRegression

from recommender.catalogue import Catalogue, read_catalogue
from recommender.series import franchises, read_relations, work_out_series
from tests.recommender.by_hand import HandTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from recommender.series import Relations, Series

FOLDS = 5
ALONE = -1  # the label of a title of which no franchise is known
LARGE = 12  # titles; each pair of a larger franchise weighs less, or the largest would say it all
console = Console()


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, and with `--fit` learn."""
    parser = argparse.ArgumentParser(description="Measure the worked-out series.")
    for name in ("anime", "franchises", "relations"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--fit", action="store_true", help="learn the regressions anew, cross-validated")
    options = parser.parse_args(arguments)
    catalogue = read_catalogue(options.anime)
    relations = read_relations(options.relations, catalogue)
    known = read_franchises(options.franchises, catalogue)
    table = Table(
        "worked out", "pairs: precision", "recall", "per title: precision", "recall", "typed links", "sequels"
    )
    if options.fit:
        table.add_row("cross-validated", *figures(fit(catalogue, known), known, relations), "")
    for name, given in (("from the catalogue alone", None), ("with relations", relations)):
        series = work_out_series(catalogue, given)
        row = figures(series.group, known, relations)
        table.add_row(name, *row, f"{sequels_after_prequels(series, catalogue, relations):.3f}")
        hand = HandTable.read().judge(catalogue, series)
        console.print(f"{name}, checked by hand: {hand}")
    console.print(table)


def read_franchises(path: Path, catalogue: Catalogue) -> NDArray[np.int64]:
    """The known franchise of each title, int64 [N]; `ALONE` where none is known."""
    known = np.full(len(catalogue), ALONE)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if int(row["mal_id"]) in catalogue:
                known[catalogue.index[int(row["mal_id"])]] = int(row["group_id"])
    return known


def figures(group: NDArray[np.int32], known: NDArray[np.int64], relations: Relations) -> list[str]:
    """Precision and recall of pairs and per title among the listed titles, and recall of the typed links."""
    listed = known != ALONE
    found, true = group[listed], known[listed]
    both = found.astype(np.int64) * (known.max() + 1) + true
    sizes = [_sizes(labels) for labels in (both, found, true)]
    pairs = [(n - 1).sum() for n in sizes]
    linked = (group[relations.source] == group[relations.target]).mean()
    per_title = [(sizes[0] / n).mean() for n in sizes[1:]]
    return [f"{x:.3f}" for x in (pairs[0] / pairs[1], pairs[0] / pairs[2], *per_title, linked)]


def _sizes(labels: NDArray[np.integer]) -> NDArray[np.int64]:
    _, inverse, counts = np.unique(labels, return_inverse=True, return_counts=True)
    return counts[inverse]


def sequels_after_prequels(series: Series, catalogue: Catalogue, relations: Relations) -> float:
    """The share of titles with a typed, earlier prequel that have to wait for another title."""
    years = catalogue.years
    later = {
        s
        for s, t, kind in zip(
            relations.source.tolist(), relations.target.tolist(), relations.kinds, strict=True
        )
        if kind == "prequel" and 0 < years[t] < years[s]
    }
    return float((series.prerequisite[sorted(later)] >= 0).mean())


def fit(catalogue: Catalogue, known: NDArray[np.int64]) -> NDArray[np.int32]:
    """Learn both regressions, print them, and work out the groups by cross-validation."""
    numbers = np.unique(known)
    fold_of = dict(
        zip(numbers.tolist(), np.random.default_rng(0).integers(0, FOLDS, len(numbers)), strict=True)
    )
    keys = franchises.find_keys(catalogue)
    told = _fit_keys(franchises.key_features(catalogue, keys), keys, known, fold_of)
    pairs = franchises.find_pairs(len(catalogue), keys, told)
    features = franchises.pair_features(catalogue, pairs)
    first, second = known[pairs.first], known[pairs.second]
    same = (first == second) & (first != ALONE)
    judged = (first != ALONE) | (second != ALONE)
    folds = np.array([fold_of[n] for n in np.where(first == ALONE, second, first).tolist()])
    size = Counter(known.tolist())
    weight = np.array(
        [min(1.0, LARGE / size[n]) if s else 1.0 for n, s in zip(first.tolist(), same, strict=True)]
    )
    odds = _cross_validate("pairs", features, same.astype(float), weight * judged, folds)
    return franchises.gather(len(catalogue), pairs, 1 / (1 + np.exp(-odds)))


def _fit_keys(
    features: NDArray[np.float64],
    keys: Sequence[franchises.Key],
    known: NDArray[np.int64],
    fold_of: dict[int, int],
) -> NDArray[np.float64]:
    """How telling each key is, learnt from the share of its judged pairs that are of one franchise."""
    share, weight = np.zeros(len(keys)), np.zeros(len(keys))
    folds = np.full(len(keys), FOLDS)
    for row, key in enumerate(keys):
        held = Counter(known[list(key.titles)].tolist())
        alone = held.pop(ALONE, 0)
        listed = held.total()
        judged = listed * (listed - 1) // 2 + listed * alone
        if judged:
            share[row] = sum(n * (n - 1) // 2 for n in held.values()) / judged
            weight[row] = np.sqrt(len(key.titles))
            folds[row] = fold_of[held.most_common(1)[0][0]]
    return _cross_validate("keys", features, share, weight, folds)


def _cross_validate(
    name: str,
    features: NDArray[np.float64],
    share: NDArray[np.float64],
    weight: NDArray[np.float64],
    folds: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Log odds for each row, learnt from the other folds; prints the numbers learnt from all."""
    odds = np.zeros(len(features))
    for fold in [*np.unique(folds).tolist(), None]:
        rows = (weight > 0) & (folds != fold) if fold is not None else weight > 0
        twice = np.concatenate([features[rows], features[rows]])
        wanted = np.repeat([1, 0], rows.sum())
        weights = np.concatenate([weight[rows] * share[rows], weight[rows] * (1 - share[rows])])
        model = LogisticRegression(C=10, solver="newton-cholesky").fit(
            twice, wanted, sample_weight=weights + 1e-9
        )
        if fold is None:
            console.print(
                f"{name}: base {model.intercept_[0]:.3f}, then {np.round(model.coef_[0], 3).tolist()}"
            )
        else:
            odds[folds == fold] = model.decision_function(features[folds == fold])
    return odds


if __name__ == "__main__":
    main()
