"""Measure how far people agree: `python -m tests.check_agreement --anime ... --ratings ...`.

Of pairs of users who rated many titles in common: what `bot.service.agreement` takes for usual of z, and how
far chance moves it. And, where only some of these titles are told, how often the bounds hold what the others
say (which are not without chance themselves).
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console

from bot.service.agreement import NEAREST, agreement, preferences
from recommender.catalogue import read_catalogue
from recommender.ratings import read_ratings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from recommender.ratings import Ratings

MANY = 150  # titles in common
TOLD = (3, 5, 10, 20, 40, 80)
console = Console(highlight=False, soft_wrap=True)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Measure how far people agree.")
    for name in ("anime", "ratings"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args(arguments)
    ratings = read_ratings(options.ratings, read_catalogue(options.anime))
    pairs = list(in_common(ratings, options.pairs, np.random.default_rng(options.seed)))
    z = np.array([fisher(pair) for pair in pairs])
    halves = np.array([[fisher(pair[0::2]), fisher(pair[1::2])] for pair in pairs]).T
    spread = np.sqrt(np.nanmean(np.prod(halves - np.nanmean(z), axis=0)))
    console.print(f"{len(pairs)} pairs: z {np.nanmean(z):.3f}, spread {spread:.3f} without chance")
    for told in TOLD:
        console.print(f"{told:3} told: {within(pairs, told)}")


def in_common(ratings: Ratings, pairs: int, rng: np.random.Generator) -> Iterator[NDArray[np.intp]]:
    """The ratings of pairs of users with many titles in common, int [titles, 2], in any order."""
    long = np.flatnonzero(ratings.counts >= MANY)
    found = 0
    while found < pairs:
        (one, his), (other, hers) = (ratings.user(int(u)) for u in rng.choice(long, 2, replace=False))
        _, at_one, at_other = np.intersect1d(one, other, assume_unique=True, return_indices=True)
        if len(at_one) >= MANY:
            found += 1
            yield rng.permutation(np.stack([his[at_one], hers[at_other]], axis=1).astype(np.intp))


def within(pairs: Sequence[NDArray[np.intp]], told: int) -> str:
    """How near what some titles tell comes to what the others say."""
    found = [agreement(pair[:told].tolist()) for pair in pairs]
    truth = np.array([(1 + np.tanh(fisher(pair[told:]))) / 2 for pair in pairs])
    known = np.isfinite(truth)
    inside = np.array([f.low <= t <= f.high for f, t in zip(found, truth, strict=True)])[known]
    error = np.array([f.share for f in found])[known] - truth[known]
    alone = found[0].usual - truth[known]
    chance = told * np.nanvar([fisher(pair[:told]) - fisher(pair[told:]) for pair in pairs])
    return (
        f"{inside.mean():.1%} within the bounds; off by {rms(error):.3f} ({error.mean():+.3f}), "
        f"the usual by {rms(alone):.3f}; chance {chance:.2f}"
    )


def fisher(pair: NDArray[np.intp]) -> float:
    """z of two people's ratings; NaN where one of them rates everything alike."""
    same, opposite = preferences(pair[:, 0], pair[:, 1])
    gamma = (same - opposite) / (same + opposite) if same + opposite else np.nan
    return float(np.arctanh(np.clip(gamma, -NEAREST, NEAREST)))


def rms(errors: NDArray[np.float64]) -> float:
    return float(np.sqrt(np.mean(np.square(errors))))


if __name__ == "__main__":
    main()
