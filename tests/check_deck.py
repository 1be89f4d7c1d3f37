"""Measure what a deck's answers are worth: `python -m tests.check_deck --model ... --ratings ...`.

Users whom the model never saw are asked about titles: the deck's, each chosen after the answers before it;
the most popular ones; or any of those that the deck chooses from. They answer what they have rated in the
part of their list that is told. How well the model then finds what they like in the rest says what the
answers are worth. Each list is parted several times. Prints a table for the model card, with the differences
from the twelve most popular titles.
"""

from __future__ import annotations

import argparse
import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console

from recommender.deck import Deck
from recommender.evaluation import Interval, hold_out, measure, part
from recommender.likeness import Likeness
from recommender.ratings import LIKED, read_ratings
from recommender.taste import Told

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from recommender.bundle import Bundle
    from recommender.evaluation import HeldOut
    from recommender.ratings import Ratings

CARDS, FEWER = 12, 10
PARTINGS = 5
FIGURES = {"NDCG@10": "ndcg", "NDCG@10, new series": "new_series", "Recall@20": "recall"}


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure what a deck's answers are worth.")
    parser.add_argument("--model", type=Path, required=True, help="the bundle's folder")
    parser.add_argument("--ratings", type=Path, required=True, help="rating_complete.csv, plain or .gz")
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from recommender.bundle import load_bundle  # noqa: PLC0415 - TensorFlow takes seconds to import

    bundle = load_bundle(options.model)
    console = Console(highlight=False, soft_wrap=True)
    ratings = read_ratings(options.ratings, bundle.catalogue)
    for line in table([Bench.of(bundle, ratings, seed) for seed in range(PARTINGS)]):
        console.print(line, markup=False)


class Bench:
    """B users who are asked, and the model that makes something of it."""

    def __init__(self, bundle: Bundle, held: HeldOut) -> None:
        self.held = held
        self.scorer = bundle.scorer()
        self.series = bundle.series
        likeness = Likeness(self.scorer.directions, bundle.catalogue)
        self.deck = Deck(likeness.directions, bundle.catalogue, bundle.series)
        self.ratings = np.zeros((len(held.told.users), len(bundle.catalogue)), np.int8)
        user = np.repeat(np.arange(len(self.ratings)), held.told.counts)
        self.ratings[user, held.told.titles] = held.told.values
        self.typed = np.zeros((len(self.ratings), len(bundle.catalogue.genres)), np.float32)

    @classmethod
    def of(cls, bundle: Bundle, ratings: Ratings, seed: int) -> Bench:
        """Take the users that no training sees."""
        return cls(bundle, hold_out(ratings, part(ratings.users).test, seed))

    def popular(self) -> NDArray[np.intp]:
        """The most popular titles, for every user; int [B, CARDS]."""
        return np.tile(self.deck.titles[:CARDS], (len(self.ratings), 1))

    def random(self) -> NDArray[np.intp]:
        """Any of the deck's titles, other ones for each user; int [B, CARDS]."""
        rng = np.random.default_rng(0)
        drawn = [rng.choice(self.deck.titles, CARDS, replace=False) for _ in self.ratings]
        return np.array(drawn)

    def dealt(self) -> NDArray[np.intp]:
        """What the deck asks each user, one after the other; int [B, CARDS]."""
        asked = np.zeros((len(self.ratings), 0), np.intp)
        for _ in range(CARDS):
            scores = self.scorer.scores(self.answers(asked), some=self.deck.titles)
            nexts = [self.deck.next(own, before) for own, before in zip(scores, asked, strict=True)]
            asked = np.column_stack([asked, np.array(nexts)])
        return asked

    def answers(self, asked: NDArray[np.intp]) -> Told:
        """What the users say of the titles; of those not in the told part of their lists, nothing."""
        values = np.take_along_axis(self.ratings, asked, axis=1)
        known = values > 0
        starts = np.concatenate([[0], np.cumsum(known.sum(1))]).astype(np.int64)
        return Told(starts, asked[known].astype(np.int32), values[known].astype(np.float32), self.typed)

    def figures(self, told: Told) -> NDArray[np.float64]:
        """Each of `FIGURES` for each user, NaN where there is nothing to find; [F, B]."""
        found = measure(self.held, self.scorer, told, self.series.group)
        figures = np.full((len(FIGURES), len(self.ratings)), np.nan)
        figures[:, self.held.wanted.counts > 0] = [getattr(found, name) for name in FIGURES.values()]
        return figures


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of asking B users about titles, as means over the partings of their lists.

    Attributes:
        known: how many of the titles they knew, and `liked` how many of them they liked.
        figures: [F, B].
    """

    known: float
    liked: float
    figures: NDArray[np.float64]

    @classmethod
    def of(cls, benches: Sequence[Bench], asked: Sequence[NDArray[np.intp]]) -> Outcome:
        told = [bench.answers(titles) for bench, titles in zip(benches, asked, strict=True)]
        figures = [bench.figures(answers) for bench, answers in zip(benches, told, strict=True)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of users who never have anything to find
            means = np.nanmean(figures, axis=0)
        users = sum(len(bench.ratings) for bench in benches)
        ratings = np.concatenate([answers.ratings for answers in told])
        return cls(len(ratings) / users, float((ratings >= LIKED).sum()) / users, means)


def table(benches: Sequence[Bench]) -> Iterator[str]:
    ways = {
        "the most popular": [bench.popular() for bench in benches],
        "any of the deck": [bench.random() for bench in benches],
        "the deck": [bench.dealt() for bench in benches],
    }
    first = Outcome.of(benches, ways["the most popular"])
    yield f"{len(benches[0].ratings):,} users; each difference is from the {CARDS} most popular titles.\n"
    head = ["asked", "titles", "known", "liked", *(f"{name} | difference" for name in FIGURES)]
    yield f"| {' | '.join(head)} |"
    yield "| --- " * (len(head) + len(FIGURES)) + "|"
    for name, asked in ways.items():
        for count in (FEWER, CARDS):
            outcome = Outcome.of(benches, [titles[:, :count] for titles in asked])
            cells = [name, str(count), f"{outcome.known:.2f}", f"{outcome.liked:.2f}"]
            for values, before in zip(outcome.figures, first.figures, strict=True):
                cells += [str(Interval.of(values)), _signed(Interval.of(values - before))]
            yield f"| {' | '.join(cells)} |"


def _signed(difference: Interval) -> str:
    return f"{difference.mean:+.4f} ({difference.low:+.4f} to {difference.high:+.4f})"


if __name__ == "__main__":
    main()
