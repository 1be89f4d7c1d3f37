"""Measure what a deck's answers are worth: `python -m tests.check_deck --model ... --ratings ...`.

Users whom the model never saw are asked about titles: the deck's, each chosen after the answers before it;
the most popular ones; or any of those that the deck chooses from. They answer what they have rated in the
part of their list that is told. How well the model then finds what they like in the rest says what the
answers are worth. Prints a table for the model card, with the differences from the twelve most popular.
"""

from __future__ import annotations

import argparse
import os
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
    from recommender.evaluation import Figures, HeldOut
    from recommender.ratings import Ratings

CARDS, FEWER = 12, 10
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
    for line in table(Bench.of(bundle, read_ratings(options.ratings, bundle.catalogue))):
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
    def of(cls, bundle: Bundle, ratings: Ratings) -> Bench:
        """Take the users that no training sees."""
        return cls(bundle, hold_out(ratings, part(ratings.users).test))

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

    def figures(self, told: Told) -> Figures:
        return measure(self.held, self.scorer, told, self.series.group)


def table(bench: Bench) -> Iterator[str]:
    ways = {"the most popular": bench.popular(), "any of the deck": bench.random(), "the deck": bench.dealt()}
    first = bench.figures(bench.answers(ways["the most popular"]))
    yield f"{len(bench.ratings):,} users; each difference is from the {CARDS} most popular titles.\n"
    head = ["asked", "titles", "known", "liked", *(f"{name} | difference" for name in FIGURES)]
    yield f"| {' | '.join(head)} |"
    yield "| --- " * (len(head) + len(FIGURES)) + "|"
    for name, asked in ways.items():
        for count in (FEWER, CARDS):
            told = bench.answers(asked[:, :count])
            figures = bench.figures(told)
            known, liked = len(told.ratings), (told.ratings >= LIKED).sum()
            cells = [name, str(count), *(f"{n / len(bench.ratings):.2f}" for n in (known, liked))]
            for figure in FIGURES.values():
                values = getattr(figures, figure)
                cells += [str(Interval.of(values)), _signed(Interval.of(values - getattr(first, figure)))]
            yield f"| {' | '.join(cells)} |"


def _signed(difference: Interval) -> str:
    return f"{difference.mean:+.4f} ({difference.low:+.4f} to {difference.high:+.4f})"


if __name__ == "__main__":
    main()
