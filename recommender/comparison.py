"""The model beside what anyone could use instead, on users whom neither was trained on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

import numpy as np
from rich.table import Table
from tqdm import tqdm

from recommender.baselines import Als, Bias, Ease, LinearGenres, Notebook, Popularity
from recommender.evaluation import (
    CLASSES,
    Interval,
    Mode,
    fame_classes,
    genre_answers,
    hold_out,
    measure,
    part,
    squared_errors,
    tell,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from recommender.bundle import Bundle
    from recommender.evaluation import Figures, HeldOut, Scores
    from recommender.ratings import Ratings
    from recommender.scorer import Scorer

MODEL, BIAS = "Osusume", "title and user bias"
FEWEST = 10  # users; resampling fewer says nothing of others
NDCG, RECALL, NEW_SERIES = "NDCG@10", "Recall@20", "NDCG@10, new series only"


@dataclass(frozen=True, slots=True)
class Row:
    """How well one recommender did.

    Attributes:
        recommender: its name.
        told: how much it was told.
        users: how many users had something to find.
        ndcg: NDCG@10.
        recall: Recall@20.
        new_series: NDCG@10 with the franchises that are already told left out; None where they are not known,
            or nobody wants anything else.
        recall_by_fame: Recall@20 of each class of fame; None where nobody wants anything of it.
    """

    recommender: str
    told: Mode
    users: int
    ndcg: Interval
    recall: Interval
    new_series: Interval | None
    recall_by_fame: tuple[Interval | None, ...]


@dataclass(frozen=True, slots=True)
class Fame:
    """One class of titles by how well known they are, as `fame_classes` makes them.

    Attributes:
        titles: how many there are.
        members: how many people list the least known of them.
        users: how many users had something of it to find.
    """

    titles: int
    members: int
    users: int

    def __str__(self) -> str:
        return f"{self.titles:,} titles\n{self.members:,}+ members"


@dataclass(frozen=True, slots=True)
class Lead:
    """The model beside whichever other recommender told the same did best.

    Attributes:
        told: how much both were told.
        figure: which figure it is about.
        other: the name of the other.
        ratio: the model's mean over the other's, with its interval over the same resampled users.
    """

    told: Mode
    figure: str
    other: str
    ratio: Interval


@dataclass(frozen=True, slots=True)
class Comparison:
    """All of it.

    Attributes:
        rows: by mode, then by recommender.
        fame: the classes of fame, the best known first.
        leads: by mode, then by figure.
        rating_errors: by recommender, the mean squared error of the expected ratings, on a scale of -1 to 1.
        rating_error_ratio: the model's over that of the biases, over the same resampled users.
    """

    rows: tuple[Row, ...]
    fame: tuple[Fame, ...]
    leads: tuple[Lead, ...]
    rating_errors: dict[str, Interval]
    rating_error_ratio: Interval

    def as_json(self) -> dict[str, object]:
        """For a file."""
        return asdict(self)

    def as_tables(self) -> tuple[Table, ...]:
        """For people to read: the ranking, by how well known, beside the best other, and the rating error."""
        ranking = _table("Users never trained on; means with 95 % intervals", NDCG, RECALL, NEW_SERIES)
        by_fame = _table(f"{RECALL} by how well known the wanted titles are", *map(str, self.fame))
        for row in self.rows:
            figures = row.ndcg, row.recall, row.new_series
            ranking.add_row(row.told, row.recommender, *map(_shown, figures))
            by_fame.add_row(row.told, row.recommender, *map(_shown, row.recall_by_fame))
        leads = Table("told", "figure", "best other", "times as good")
        leads.title, leads.title_justify = f"{MODEL} beside the best other", "left"
        for lead in self.leads:
            leads.add_row(lead.told, lead.figure, lead.other, str(lead.ratio))
        errors = Table("expected rating", "squared error, from -1 to 1")
        for name, error in self.rating_errors.items():
            errors.add_row(name, str(error))
        errors.add_row(f"{MODEL} / {BIAS}", str(self.rating_error_ratio))
        return ranking, by_fame, leads, errors


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
    measured = np.count_nonzero(held.wanted.counts)
    if not len(learnt) or measured < FEWEST:
        raise ValueError(
            f"{measured} of {len(ratings.users):,} users are held out and have something to find, too few to "
            f"measure on, as {FEWEST} are the least: give the ratings of the training."
        )
    told = {mode: tell(held, mode, bundle.catalogue) for mode in Mode}
    fame = fame_classes(held, bundle.catalogue.members)
    scorer = bundle.scorer()
    figures: dict[Mode, dict[str, Figures]] = {mode: {} for mode in Mode}
    with tqdm(total=6, desc="recommenders", disable=None if progress else True) as bar:
        for name, recommender, modes in _recommenders(bundle, learnt, scorer):
            for mode in modes:
                figures[mode][name] = measure(held, recommender, told[mode], group, fame)
            bar.update()
    biases = squared_errors(held, Bias().fit(learnt).ratings, told[Mode.LIST])
    model = squared_errors(held, scorer.ratings, told[Mode.LIST])
    many = held.hidden.counts
    return Comparison(
        rows=tuple(_row(name, mode, f) for mode in Mode for name, f in figures[mode].items()),
        fame=_fame(held, fame, bundle.catalogue.members),
        leads=tuple(lead for mode in Mode for lead in _leads(mode, figures[mode])),
        rating_errors={BIAS: Interval.of_ratio(biases, many), MODEL: Interval.of_ratio(model, many)},
        rating_error_ratio=Interval.of_ratio(model, biases),
    )


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


def _row(name: str, mode: Mode, figures: Figures) -> Row:
    return Row(
        recommender=name,
        told=mode,
        users=len(figures.ndcg),
        ndcg=Interval.of(figures.ndcg),
        recall=Interval.of(figures.recall),
        new_series=_interval(figures.new_series),
        recall_by_fame=tuple(map(_interval, figures.recall_by_fame.T)),
    )


def _interval(values: NDArray[np.float64]) -> Interval | None:
    return None if np.isnan(values).all() else Interval.of(values)


def _fame(held: HeldOut, fame: NDArray[np.int8], members: NDArray[np.int64]) -> tuple[Fame, ...]:
    wanted = held.wanted
    classes = []
    for c in range(CLASSES):
        some = fame == c
        users = int((wanted.where(some[wanted.titles]).counts > 0).sum())
        classes.append(Fame(int(some.sum()), int(members[some].min(initial=members.max())), users))
    return tuple(classes)


def _leads(mode: Mode, figures: dict[str, Figures]) -> Iterator[Lead]:
    for name, of in ((NDCG, "ndcg"), (RECALL, "recall"), (NEW_SERIES, "new_series")):
        values = {recommender: np.nan_to_num(getattr(f, of)) for recommender, f in figures.items()}
        model = values.pop(MODEL)
        best = max(values, key=lambda recommender: values[recommender].sum(), default=None)
        if best and values[best].any():
            yield Lead(mode, name, best, Interval.of_ratio(model, values[best]))


def _table(title: str, *figures: str) -> Table:
    table = Table(title=title, title_justify="left")
    for name in ("told", "recommender"):
        table.add_column(name, overflow="fold")
    for figure in figures:
        table.add_column(figure, justify="right", overflow="fold")
    return table


def _shown(interval: Interval | None) -> str:
    return str(interval) if interval else "-"
