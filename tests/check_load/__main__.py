"""Hold the bot to its promise of quick answers, under load: `python -m tests.check_load`.

The bot runs as `python -m bot` does, in a process of its own, on a Discord in this process: discord.py, its
sockets, the database and the shipped model are the real ones, and what the pretended Discord costs is not the
bot's. Members use every command, and the buttons and menus of what comes of it. Times run from the sending of
an interaction to the arrival of its first answer. An answer that is not of the right kind, such as a sentence
that says what went wrong, is counted, and ends the run with status 1.

A fixed number of interactions is in flight at every moment: `python -m tests.check_load --at-once 50`. That
ends with status 1, too, where 1 in 100 answers takes longer than 200 ms, something other than an import is
put off, or the event loop is held up for 50 ms.

Or interactions come when they come, so many a second on average (a Poisson process), whether or not those
before them are answered: `python -m tests.check_load --members 1000 --seconds 1800 --rate 15`. That ends with
status 1, too, where something other than an import is put off, an answer takes over 3 s, after which Discord
gives up, or memory is in the end over 5 % (`--growth`) above what it was after 5 minutes (`--settle`).

`--processes 2` has two processes share the bot, as a host may who has several cores.

Memory and processor time are those of the bot and of all processes that it starts, such as one that reads a
list. `taskset -c 0,1` gives bot and Discord 2 cores between them.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections import Counter, defaultdict
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import numpy as np

from recommender.catalogue import read_facts
from tests.check_load.acts import ACTS, perform
from tests.check_load.loopback import Loopback
from tests.check_load.payloads import FIRST_MEMBER
from tests.check_load.people import Member, World, fill, list_file, well_known
from tests.check_load.running import ROOT, Place, memory, running_bot, used

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_SECONDS, LONGEST_GAP = 0.2, 0.05
GIVEN_UP = 3.0  # seconds, after which Discord takes no answer
SERVER_SIZE = 20  # members
WARM_UP = 3  # seconds
MINUTE = 60.0  # seconds
IMPORT = "/import"


@dataclass(slots=True)
class Measured:
    """What was measured after the warm-up.

    Attributes:
        times: how long the first answers took, in seconds, by kind of interaction.
        deferred: of which kinds an answer was put off.
        wrong: how often an answer was not of the right kind, by kind of interaction and what was said.
        memory: the bot's resident memory, in MiB, at the start, each minute and at the end, and when.
        since: when it began.
        until: when it ended.
        used: the processor time that the bot used, in seconds.
        own: the processor time that the pretended Discord used.
        gaps: when the loop was late, by how many seconds, and for how many of them its thread was at work.
    """

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    deferred: set[str] = field(default_factory=set)
    wrong: Counter[tuple[str, str]] = field(default_factory=Counter)
    memory: list[tuple[float, float]] = field(default_factory=list)
    since: float = field(default_factory=perf_counter)
    until: float = 0.0
    used: float = 0.0
    own: float = 0.0
    gaps: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def all(self) -> list[float]:
        """All times."""
        return [seconds for kind in self.times.values() for seconds in kind]

    def memory_at(self, seconds: float) -> float:
        """The bot's memory when it was first looked at after so many seconds."""
        return next(size for at, size in self.memory if at >= seconds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and say what was broken by status 1."""
    parser = argparse.ArgumentParser(description="Measure how quickly the bot answers under load.")
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "osusume")
    parser.add_argument("--members", type=int, default=200, help="at least 2")
    parser.add_argument("--titles", type=int, default=2_000, help="on each member's list")
    parser.add_argument("--at-once", type=int, default=50, help="interactions in flight")
    parser.add_argument("--rate", type=float, help="interactions a second, however many are in flight")
    parser.add_argument("--seconds", type=float, default=20.0)
    processes = "that share the members' servers between them as shards, on one database"
    parser.add_argument("--processes", type=int, default=1, help=processes)
    settle = "seconds after which memory is to stay as it is, with --rate"
    parser.add_argument("--settle", type=float, default=300.0, help=settle)
    parser.add_argument("--growth", type=float, default=0.05, help="by which part it may grow from then on")
    options = parser.parse_args(arguments)
    measured = asyncio.run(_measure(options))
    for line in _report(measured):
        print(line)
    faults = [*_faults(measured), *(_open_faults(measured, options) if options.rate else _held_up(measured))]
    print(*faults, sep="\n")
    return 1 if faults else 0


async def _measure(options: argparse.Namespace) -> Measured:
    guilds = -(-options.members // SERVER_SIZE)
    catalogue = read_facts(options.model / "catalogue.csv")
    members = tuple(Member(FIRST_MEMBER + n, n // SERVER_SIZE) for n in range(options.members))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        place = Place(options.model, f"sqlite:///{folder}/osusume.db", folder)
        print(f"Keeping {options.members:,} lists of {options.titles:,} titles ...", file=sys.stderr)
        await fill(place.database, catalogue, options.members, options.titles)
        async with AsyncExitStack() as running:
            discords, pids = [], []
            for shard in range(options.processes):
                discord = await running.enter_async_context(Loopback.open(guilds, (shard, options.processes)))
                discord.file = list_file(catalogue, options.titles)
                bot = await running.enter_async_context(running_bot(discord, place))
                discords.append(discord)
                pids.append(bot.pid)
            chance = random.Random(0)  # noqa: S311 - no secrets
            world = World(tuple(discords), well_known(catalogue), members, chance)
            await _load(world, pids, options, WARM_UP)
            measured = await _load(world, pids, options, options.seconds)
        reports = [json.loads(place.report(shard).read_text()) for shard in range(options.processes)]
    gaps = [tuple(gap) for report in reports for gap in report]
    measured.gaps = [gap for gap in gaps if measured.since <= gap[0] <= measured.until]
    return measured


async def _load(world: World, pids: Sequence[int], options: argparse.Namespace, seconds: float) -> Measured:
    """Have members use the bot for so long."""
    before, own = sum(map(used, pids)), process_time()
    measured = Measured()
    watch = asyncio.create_task(_watch(pids, measured))
    if options.rate:
        await _come(world, measured, seconds, options.rate)
    else:
        await _keep_busy(world, measured, seconds, options.at_once)
    measured.until = perf_counter()
    watch.cancel()
    _look(pids, measured)
    measured.used, measured.own = sum(map(used, pids)) - before, process_time() - own
    return measured


async def _keep_busy(world: World, measured: Measured, seconds: float, at_once: int) -> None:
    """Keep so many interactions in flight."""
    idle = list(world.members)

    async def go_on() -> None:
        while perf_counter() < measured.since + seconds:
            await _act(world, measured, idle)

    await asyncio.gather(*(go_on() for _ in range(at_once)))


async def _come(world: World, measured: Measured, seconds: float, rate: float) -> None:
    """Let acts begin by chance, so that there are so many interactions a second on average."""
    steps = sum(act.weight * len(act.steps) for act in ACTS) / sum(act.weight for act in ACTS)
    idle, upcoming = list(world.members), measured.since
    async with asyncio.TaskGroup() as acting:
        while True:
            upcoming += world.random.expovariate(rate / steps)
            if upcoming > measured.since + seconds:
                return
            await asyncio.sleep(upcoming - perf_counter())
            if not idle:
                raise RuntimeError("All members wait for an answer: let there be more, or a lower rate.")
            acting.create_task(_act(world, measured, idle))


async def _act(world: World, measured: Measured, idle: list[Member]) -> None:
    """Have a member who is idle do something."""
    (act,) = world.random.choices(ACTS, [act.weight for act in ACTS])
    member = idle.pop(world.random.randrange(len(idle)))
    async for done in perform(world, member, act):
        if done.asked:
            measured.times[done.name].append(done.asked.seconds)
            if done.asked.deferred:
                measured.deferred.add(done.name)
        if done.wrong:
            measured.wrong[done.name, done.wrong] += 1
    idle.append(member)


async def _watch(pids: Sequence[int], measured: Measured) -> None:
    """Look at the bot's memory each minute."""
    while True:
        _look(pids, measured)
        await asyncio.sleep(MINUTE)


def _look(pids: Sequence[int], measured: Measured) -> None:
    measured.memory.append((perf_counter() - measured.since, sum(map(memory, pids))))


def _report(measured: Measured) -> list[str]:
    seconds = measured.until - measured.since
    lines = ["| | answers | p50, ms | p95, ms | p99, ms | longest, ms |", "| --- " * 6 + "|"]
    for kind, times in [*sorted(measured.times.items()), ("all", measured.all)]:
        p50, p95, p99, longest = 1000 * np.percentile(times, (50, 95, 99, 100))
        lines.append(f"| {kind} | {len(times):,} | {p50:.0f} | {p95:.0f} | {p99:.0f} | {longest:.0f} |")
    longest, at_work = max(((1000 * gap, 1000 * work) for _, gap, work in measured.gaps), default=(0.0, 0.0))
    often = sum(gap > LONGEST_GAP / 2 for _, gap, _ in measured.gaps)
    each = 1000 * measured.used / len(measured.all)
    late = sum(seconds > GIVEN_UP for seconds in measured.all)
    lines += ["", f"{len(measured.all) / seconds:.1f} answers a second over {seconds:.0f} s."]
    lines += [f"{late:,} answers took over {GIVEN_UP:.0f} s; {measured.wrong.total():,} were not right."]
    lines += [f"The loop was late by {longest:.0f} ms at most, and at work for {at_work:.0f} ms of that."]
    lines += [f"It was late by over {500 * LONGEST_GAP:.0f} ms {often:,} times."]
    sizes = ", ".join(f"{size:,.0f}" for _, size in measured.memory)
    lines += [f"Memory, at the start, each minute and at the end: {sizes} MiB."]
    lines += [f"Of a core the bot used {measured.used / seconds:.0%}, {each:.1f} ms an answer,"]
    lines += [f"and the pretended Discord {measured.own / seconds:.0%}."]
    return lines


def _faults(measured: Measured) -> list[str]:
    """What must never be."""
    faults = [f"{kind}: the answer is put off." for kind in sorted(measured.deferred - {IMPORT})]
    faults += [
        f"{kind}: {count:,} answers were not right: {said}"
        for (kind, said), count in measured.wrong.most_common()
    ]
    return faults


def _held_up(measured: Measured) -> list[str]:
    """What may not be with so many interactions in flight."""
    faults = []
    for kind, times in sorted(measured.times.items()):
        slowest = float(np.percentile(times, 99))
        if slowest > MOST_SECONDS:
            faults.append(f"{kind}: 1 answer in 100 takes over {1000 * slowest:.0f} ms.")
    longest = max((gap for _, gap, _ in measured.gaps), default=0.0)
    if longest > LONGEST_GAP:
        faults.append(f"The loop was held up for {1000 * longest:.0f} ms.")
    return faults


def _open_faults(measured: Measured, options: argparse.Namespace) -> list[str]:
    """What may not be with so many interactions a second."""
    faults = []
    for kind, times in sorted(measured.times.items()):
        late = sum(seconds > GIVEN_UP for seconds in times)
        if late:
            faults.append(f"{kind}: {late:,} answers took over {GIVEN_UP:.0f} s.")
    settled, (_, end) = measured.memory_at(min(options.settle, options.seconds)), measured.memory[-1]
    if end > settled * (1 + options.growth):
        faults.append(f"Memory grew from {settled:,.0f} MiB to {end:,.0f} MiB.")
    return faults


if __name__ == "__main__":
    sys.exit(main())
