"""The model beside what anyone could use instead, on users whom neither was trained on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from rich.table import Table
from tqdm import tqdm

from recommender.baselines import Als, Bias, Ease, LinearGenres, Notebook, Popularity
from recommender.evaluation import (
    Interval,
    Mode,
    genre_answers,
    hold_out,
    measure,
    part,
    squared_errors,
    tell,
)
from recommender.ratings import LIKED

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy as np
    from numpy.typing import NDArray

    from recommender.bundle import Bundle
    from recommender.evaluation import HeldOut, Scores
    from recommender.ratings import Ratings
    from recommender.scorer import Scorer
    from recommender.taste import Told

MODEL = "Osusume"
NEW_SERIES = "new series only"


@dataclass(frozen=True, slots=True)
class Row:
    """How well one recommender did.

    Attributes:
        recommender: its name.
        told: how much it was told.
        users: how many users had something to find.
        ndcg: NDCG@10.
        recall: Recall@20.
        new_series: NDCG@10 with the franchises that are already told left out; None where they are not known.
    """

    recommender: str
    told: Mode
    users: int
    ndcg: Interval
    recall: Interval
    new_series: Interval | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it.

    Attributes:
        rows: by mode, then by recommender.
        rating_errors: by recommender, the mean squared error of the expected ratings, on a scale of -1 to 1.
    """

    rows: tuple[Row, ...]
    rating_errors: dict[str, Interval]

    def as_json(self) -> dict[str, object]:
        """For a file."""
        return asdict(self)

    def as_tables(self) -> tuple[Table, Table]:
        """For people to read: the ranking, and the rating error."""
        ranking = Table(title="Users never trained on; means with 95 % intervals", title_justify="left")
        ranking.add_column("told")
        ranking.add_column("recommender")
        for figure in ("NDCG@10", "Recall@20", f"NDCG@10, {NEW_SERIES}"):
            ranking.add_column(figure, justify="right")
        for row in self.rows:
            new = str(row.new_series) if row.new_series else "-"
            ranking.add_row(row.told, row.recommender, str(row.ndcg), str(row.recall), new)
        errors = Table("expected rating", "squared error, from -1 to 1")
        for name, error in self.rating_errors.items():
            errors.add_row(name, str(error))
        return ranking, errors


def compare(
    bundle: Bundle, ratings: Ratings, group: NDArray[np.int32] | None = None, *, progress: bool = True
) -> Comparison:
    """Fit the baselines to the users that the model learned from; measure all on those held out for testing.

    Args:
        bundle: the model.
        ratings: those that it was trained on, the test users among them.
        group: which franchise each title belongs to, int32 [N], where that is known.
        progress: whether to show a progress bar, where standard error is a terminal.

    Raises:
        ValueError: there are too few users to learn from or to measure on.
    """
    users = part(ratings.users)
    held = hold_out(ratings, users.test)
    learnt = ratings.subset(users.train)
    if not len(learnt) or not (held.hidden.values >= LIKED).any():
        raise ValueError(
            f"{len(ratings.users):,} users are too few to measure on: give the ratings of the training."
        )
    told = {mode: tell(held, mode, bundle.catalogue) for mode in Mode}
    scorer = bundle.scorer()
    bias = Bias().fit(learnt)
    rows = []
    with tqdm(total=5, desc="recommenders", disable=None if progress else True) as bar:
        for name, recommender, modes in _recommenders(bundle, learnt, scorer):
            rows += [_row(name, recommender, mode, held, told[mode], group) for mode in modes]
            bar.update()
    order = list(Mode)
    rows.sort(key=lambda row: order.index(row.told))
    errors = {
        "title and user bias": Interval.of(squared_errors(held, bias.ratings, told[Mode.LIST])),
        MODEL: Interval.of(squared_errors(held, scorer.ratings, told[Mode.LIST])),
    }
    return Comparison(tuple(rows), errors)


def _recommenders(
    bundle: Bundle, learnt: Ratings, scorer: Scorer
) -> Iterator[tuple[str, Scores, tuple[Mode, ...]]]:
    """One after the other, so that only one is in memory."""
    yield "popularity", Popularity().fit(learnt), tuple(Mode)
    typed = genre_answers(learnt, bundle.catalogue.genre_matrix)
    yield "linear genres", LinearGenres().fit(learnt, typed), (Mode.GENRES,)
    yield "the notebook's model", Notebook(bundle.catalogue).fit(learnt), (Mode.GENRES,)
    yield "EASE", Ease().fit(learnt), (Mode.TEN, Mode.LIST)
    yield "iALS", Als().fit(learnt), (Mode.TEN, Mode.LIST)
    yield MODEL, scorer, tuple(Mode)


def _row(
    name: str, recommender: Scores, mode: Mode, held: HeldOut, told: Told, group: NDArray[np.int32] | None
) -> Row:
    figures = measure(held, recommender, told)
    new = measure(held, recommender, told, group) if group is not None else None
    return Row(
        recommender=name,
        told=mode,
        users=len(figures.ndcg),
        ndcg=Interval.of(figures.ndcg),
        recall=Interval.of(figures.recall),
        new_series=Interval.of(new.ndcg) if new else None,
    )
