"""Measure where the time of one answer goes, as a Markdown table: `python -m tests.check_speed`.

The answer is that of tests/benchmarks/test_recommender.py: five genres and fifty titles, with reasons,
series, variety and filters. The steps are timed within whole answers, since each finds the processor's cache
as the one before has left it. Pin it to one core where the machine can (`taskset -c 0 python -m ...`).
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np
from rich.console import Console

from recommender import Recommender, Taste, recommender
from recommender.genre_table import GenreTable
from recommender.item_table import ItemTable, Said
from recommender.scorer import Scorer
from recommender.served import ServedUserTower
from recommender.summed import Summed, Summing
from recommender.taste import Told
from tests.benchmarks.test_recommender import FILTERED, GENRES, SHIPPED, list_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

REST = "the rest"
STEPS = (
    ("what is told, as features", Told, "of"),
    ("what is told, summed up", Summing, "__call__"),
    ("what is told, as features", Summed, "inputs"),
    ("the user tower, by TensorFlow", Scorer, "vectors"),
    ("its product with the titles of most lists", Scorer, "scores_where"),
    ("what each title says in the item table", ItemTable, "said"),
    ("what each title says in the item table", Said, "sum"),
    ("what genres say in the genre table", GenreTable, "vectors"),
    ("filters", recommender, "allowed"),
    ("series", recommender, "unseen"),
    ("the list, with variety", recommender, "choose"),
    ("expected ratings", Scorer, "ratings"),
    ("reasons: what each title says for those shown", Said, "about"),
    ("reasons: the user tower without each, in plain arrays", Summing, "without_each"),
    ("reasons: the user tower without each, in plain arrays", ServedUserTower, "products"),
    ("reasons: all else", recommender, "explain"),
    (REST, Recommender, "recommend"),
)


class Stopwatch:
    """Times functions, each less the timed ones that it calls."""

    def __init__(self) -> None:
        self.times: defaultdict[str, float] = defaultdict(float)
        self._within = [0.0]

    def around(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """The function, timed as a part of that step."""

        def timed(*args: Any, **options: Any) -> Any:
            self._within.append(0.0)
            start = perf_counter()
            answer = function(*args, **options)
            took = perf_counter() - start
            self.times[step] += took - self._within.pop()
            self._within[-1] += took
            return answer

        return timed


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Measure where the time of one answer goes.")
    parser.add_argument("--model", type=Path, default=SHIPPED)
    parser.add_argument("--answers", type=int, default=2000)
    options = parser.parse_args(arguments)
    loaded = Recommender.load(options.model)
    taste = Taste(GENRES, list_of(loaded, 50))
    answers = times(lambda: loaded.recommend(taste, FILTERED), options.answers)
    console = Console(width=100, highlight=False)
    console.print("| step | median, ms |\n| --- | --- |")
    for step in dict.fromkeys(step for step, *_ in STEPS):
        console.print(f"| {step} | {1000 * np.median([answer[step] for answer in answers]):.2f} |")
    console.print(f"| all | {1000 * np.median([sum(answer.values()) for answer in answers]):.2f} |")


def times(answer: Callable[[], object], count: int) -> list[dict[str, float]]:
    """How long each step of each of some answers took, in seconds."""
    watch = Stopwatch()
    found = []
    with ExitStack() as stack:
        for step, owner, name in STEPS:
            timed = watch.around(step, getattr(owner, name))
            stack.enter_context(patch.object(owner, name, staticmethod(timed) if name == "of" else timed))
        for _ in range(count):
            watch.times.clear()
            answer()
            found.append(dict(watch.times))
    return found


if __name__ == "__main__":
    main()
