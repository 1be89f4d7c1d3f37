"""Measure whole lists: `python -m tests.check_lists --model models/osusume --ratings rating_complete.csv.gz`.

Prints, as tables for the model card, what variety and reach cost and bring, how well a list together serves
each member, and how like similar titles are; all on users whom the model never saw. Lists for tastes of every
sort are held to their rules first: a fault ends the command with status 1.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from tests.recommender.list_rules import broken_rules, some_tastes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recommender import Recommender

ALONE, TOGETHER = 1_000, 200


def main(arguments: Sequence[str] | None = None) -> int:
    """Check and measure; the exit status is 1 where a list broke a rule."""
    parser = argparse.ArgumentParser(description="Measure whole lists.")
    parser.add_argument("--model", type=Path, required=True, help="the bundle's folder")
    parser.add_argument("--ratings", type=Path, required=True, help="rating_complete.csv, plain or .gz")
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from recommender import Recommender
    from recommender.bundle import load_bundle
    from tests.check_lists.bench import Bench
    from tests.check_lists.groups import group_tables
    from tests.check_lists.similar import similar_table
    from tests.check_lists.variety import variety_tables

    bundle = load_bundle(options.model)
    faults = list(find_faults(Recommender(bundle)))
    print(f"{ALONE:,} lists for one and {2 * TOGETHER} for several: {len(faults)} faults", *faults, sep="\n")
    bench = Bench.of(bundle, options.ratings)
    for tables in (variety_tables, group_tables, similar_table):
        for line in tables(bench):
            print(line, flush=True)
    return 1 if faults else 0


def find_faults(recommender: Recommender) -> Iterator[str]:
    """What is wrong with lists of ten for tastes of every sort."""
    tastes = some_tastes(recommender.catalogue, ALONE, seed=0)
    for taste in tastes:
        listed = [r.anime for r in recommender.recommend(taste)]
        if len(listed) != 10:
            yield f"A list holds {len(listed)} titles."
        yield from broken_rules(recommender, [taste], listed)
    rng = np.random.default_rng(0)
    for _ in range(TOGETHER):
        group = [tastes[member] for member in rng.choice(ALONE, rng.integers(2, 9), replace=False)]
        for seen_by_some in (False, True):
            shared = recommender.recommend_together(group, seen_by_some=seen_by_some)
            if len(shared) != 10:
                yield f"A list together holds {len(shared)} titles."
            listed = [s.anime for s in shared]
            yield from broken_rules(recommender, group, listed, seen_by_some=seen_by_some)


if __name__ == "__main__":
    sys.exit(main())
