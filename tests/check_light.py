"""Hold the bot without TensorFlow to its promises: `python -m tests.check_light`.

The bot runs as `python -m bot` does, in a process of its own, on a pretended Discord (as `tests.check_load`),
with the shipped model and members with lists. It ends with status 1 where the first answer, a list, comes
later than 3 s after the start, where the bot's resident memory is 150 MiB or more once members have used
everything, where an answer is not right, or where the full install answers one of many tastes otherwise.
It is the bot of `make run-light` where that is set up (`make .venv-light/run`); `--python` names another
install. `--full` measures the full install's start and memory in its place, and holds it to neither.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from rich.console import Console

from recommender import Query, Recommender, Taste
from recommender.catalogue import read_facts
from recommender.engine import Engine
from tests.check_load.acts import ACTS, RECOMMEND, Act, perform
from tests.check_load.loopback import Loopback
from tests.check_load.payloads import FIRST_MEMBER
from tests.check_load.people import Member, World, fill, list_file, well_known
from tests.check_load.running import ROOT, Place, memory, running_bot

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recommender.catalogue import Catalogue

MOST_SECONDS, MOST_MEMORY, CLOSE = 3.0, 150.0, 1e-4
SETTLE = 3  # seconds
LIGHT = ROOT / ".venv-light" / "bin" / "python"
console = Console(highlight=False, soft_wrap=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and say what was broken by status 1."""
    parser = argparse.ArgumentParser(description="Measure the start and the memory of the bot.")
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "osusume")
    parser.add_argument("--members", type=int, default=20, help="at least 2")
    parser.add_argument("--titles", type=int, default=300, help="on each member's list")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is used")
    parser.add_argument("--tastes", type=int, default=200, help="that both installs are asked about")
    parser.add_argument("--full", action="store_true", help="measure with TensorFlow")
    parser.add_argument("--python", type=Path, help="which runs the bot: by default the light install's")
    options = parser.parse_args(arguments)
    faults = asyncio.run(_run(options))
    if not options.full:
        faults += _differences(options)
    console.print(*faults, sep="\n")
    return 1 if faults else 0


async def _run(options: argparse.Namespace) -> list[str]:
    """Use the bot, print what it took, and return what was wrong."""
    catalogue = read_facts(options.model / "catalogue.csv")
    members = tuple(Member(FIRST_MEMBER + n, 0) for n in range(options.members))
    engine = Engine.TENSORFLOW if options.full else Engine.ARRAYS
    light = LIGHT if LIGHT.exists() and not options.full else Path(sys.executable)
    python = options.python or light
    how = {} if options.full else {"PYTHONOPTIMIZE": "2"}  # as `make run-light` does
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = Place(options.model, f"sqlite:///{folder}/osusume.db", folder, python)
        await fill(place.database, catalogue, options.members, options.titles)
        async with Loopback.open(1) as discord:
            discord.file = list_file(catalogue, options.titles)
            world = World((discord,), well_known(catalogue), members, random.Random(0))  # noqa: S311 - no secrets
            start = perf_counter()
            async with running_bot(discord, place, SERVE_WITH=engine, **how) as bot:
                wrong += await _act(world, Act(1, (RECOMMEND,)))
                first, at_first = perf_counter() - start, memory(bot.pid)
                for _ in range(options.rounds):
                    for act in ACTS:
                        wrong += await _act(world, act)
                await asyncio.sleep(SETTLE)
                after = memory(bot.pid)
    console.print(
        f"The first answer came {first:.1f} s after the start; the bot then held {at_first:.0f} MiB,"
    )
    console.print(f"and {after:.0f} MiB after {options.rounds} times everything.")
    if not options.full and first > MOST_SECONDS:
        wrong.append(f"The first answer took over {MOST_SECONDS:.0f} s.")
    if not options.full and after >= MOST_MEMORY:
        wrong.append(f"The bot holds {MOST_MEMORY:.0f} MiB or more.")
    return wrong


async def _act(world: World, act: Act) -> list[str]:
    member = world.random.choice(world.members)
    return [f"{done.name}: {done.wrong}" async for done in perform(world, member, act) if done.wrong]


def _differences(options: argparse.Namespace) -> list[str]:
    """Where the two installs answer otherwise."""
    full, light = (Recommender.load(options.model, engine) for engine in Engine)
    largest, unlike = 0.0, 0
    for taste in _tastes(full.catalogue, options.tastes):
        for one, other in (
            (full.scores(taste), light.scores(taste)),
            (full.predicted_ratings(taste), light.predicted_ratings(taste)),
        ):
            largest = max(largest, float(np.abs(one - other).max()))
        lists = [[r.anime.id for r in each.recommend(taste, Query(count=10))] for each in (full, light)]
        unlike += lists[0] != lists[1]
    console.print(
        f"Of {options.tastes} tastes {unlike} get another top ten; numbers differ by {largest:.1e} at most."
    )
    faults = [f"{unlike} top tens differ."] if unlike else []
    return [*faults, f"Numbers differ by over {CLOSE}."] if largest > CLOSE else faults


def _tastes(catalogue: Catalogue, count: int) -> Iterator[Taste]:
    """Genres, titles, or both, from none to some hundreds."""
    rng, chance = np.random.default_rng(0), catalogue.members / catalogue.members.sum()
    for number in range(count):
        genres = rng.choice(catalogue.genres, rng.integers(0, 7) if number % 3 else 0, replace=False)
        size = int(4 ** rng.uniform(0, 4.5)) if number % 3 < 2 else 0
        titles = rng.choice(catalogue.ids, size, replace=False, p=chance)
        yield Taste(
            {str(genre): float(rng.integers(1, 11)) for genre in genres},
            {int(title): int(rng.integers(1, 11)) if rng.random() < 0.9 else None for title in titles},
        )


if __name__ == "__main__":
    sys.exit(main())
