"""Hold the bot to its promise of quick answers, under load: `python -m tests.check_load`.

The bot runs as `python -m bot` does, in a process of its own, on a Discord in this process: discord.py, its
sockets, the database and the shipped model are the real ones, and what the pretended Discord costs is not the
bot's. A fixed number of members' commands, buttons and searches is in flight at every moment. Times run from
the sending of an interaction to the arrival of its first answer. Ends with status 1 where 1 in 100 answers
takes longer than 200 ms, something other than an import is put off, or the event loop is held up for 50 ms.

`--members 1000 --seconds 60` shows whether memory stays flat. `taskset -c 0,1` gives it 2 cores.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import signal
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

import numpy as np

from recommender.catalogue import read_facts
from tests.check_load.loopback import PATIENCE, Loopback
from tests.check_load.payloads import FIRST_MEMBER
from tests.check_load.people import ACTS, Member, World, fill, list_file

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

ROOT = Path(__file__).parents[2]
MOST_SECONDS, LONGEST_GAP = 0.2, 0.05
SERVER_SIZE = 20  # members
WARM_UP = 3  # seconds
IMPORT = "/import"


@dataclass(slots=True)
class Measured:
    """What was measured after the warm-up.

    Attributes:
        times: how long the first answers took, in seconds, by kind of interaction.
        deferred: of which kinds an answer was put off.
        refused: how often the bot had too much to do.
        memory: the bot's resident memory at the start and at the end, in MiB.
        since: when it began.
        until: when it ended.
        used: the processor time that the bot used, in seconds.
        own: the processor time that the pretended Discord used.
        gaps: when the loop was late, by how many seconds, and for how many of them its thread was at work.
    """

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    deferred: set[str] = field(default_factory=set)
    memory: list[float] = field(default_factory=list)
    since: float = 0.0
    until: float = 0.0
    used: float = 0.0
    own: float = 0.0
    gaps: list[tuple[float, float, float]] = field(default_factory=list)

    @property
    def all(self) -> list[float]:
        """All times."""
        return [seconds for kind in self.times.values() for seconds in kind]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and say what was broken by status 1."""
    parser = argparse.ArgumentParser(description="Measure how quickly the bot answers under load.")
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "osusume")
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--titles", type=int, default=2_000, help="on each member's list")
    parser.add_argument("--at-once", type=int, default=50, help="interactions in flight")
    parser.add_argument("--seconds", type=float, default=20.0)
    options = parser.parse_args(arguments)
    measured = asyncio.run(_measure(options))
    for line in _report(measured):
        print(line)
    faults = list(_faults(measured))
    print(*faults, sep="\n")
    return 1 if faults else 0


async def _measure(options: argparse.Namespace) -> Measured:
    guilds = -(-options.members // SERVER_SIZE)
    catalogue = read_facts(options.model / "catalogue.csv")
    members = tuple(Member(FIRST_MEMBER + n, n // SERVER_SIZE) for n in range(options.members))
    with tempfile.TemporaryDirectory() as folder:
        address = f"sqlite:///{folder}/osusume.db"
        print(f"Keeping {options.members:,} lists of {options.titles:,} titles ...", file=sys.stderr)
        await fill(address, catalogue, options.members, options.titles)
        report = Path(folder) / "report.json"
        async with Loopback.open(guilds) as discord, _bot(discord, options.model, address, report) as pid:
            discord.file = list_file(catalogue, options.titles)
            world = World(discord, catalogue, members, random.Random(0))  # noqa: S311 - no secrets
            await _load(world, options.at_once, WARM_UP)
            memory, used, own = [_memory(pid)], _used(pid), process_time()
            measured = await _load(world, options.at_once, options.seconds)
            measured.used, measured.own = _used(pid) - used, process_time() - own
            measured.memory = [*memory, _memory(pid)]
        gaps = json.loads(report.read_text())
    measured.gaps = [tuple(gap) for gap in gaps if measured.since <= gap[0] <= measured.until]
    return measured


@contextlib.asynccontextmanager
async def _bot(discord: Loopback, model: Path, database: str, report: Path) -> AsyncIterator[int]:
    """The bot, ready to answer; its process's number."""
    settings = {
        "DISCORD_TOKEN": "loopback",
        "DATABASE_URL": database,
        "MODEL_DIR": str(model),
        "XDG_DATA_HOME": str(report.parent),
    }
    bot = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.check_load.watched",
        f"http://127.0.0.1:{discord.port}/api/v10",
        str(report),
        cwd=ROOT,
        env=os.environ | settings,
    )
    ready = asyncio.create_task(discord.ready.wait())
    ended = asyncio.create_task(bot.wait())
    try:
        await asyncio.wait({ready, ended}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            raise RuntimeError("The bot did not start.")
        yield bot.pid
    finally:
        ready.cancel()
        with contextlib.suppress(ProcessLookupError):
            bot.send_signal(signal.SIGTERM)
        await ended


async def _load(world: World, at_once: int, seconds: float) -> Measured:
    """Keep so many interactions in flight for so long."""
    measured = Measured(since=perf_counter())
    kinds, weights = list(ACTS), [weight for weight, _ in ACTS.values()]
    idle = list(world.members)

    async def go_on() -> None:
        while perf_counter() < measured.since + seconds:
            kind = world.random.choices(kinds, weights)[0]
            member = idle.pop(world.random.randrange(len(idle)))
            asked = await ACTS[kind][1](world, member)
            idle.append(member)
            measured.times[kind].append(asked.seconds)
            if asked.deferred:
                measured.deferred.add(kind)

    await asyncio.gather(*(go_on() for _ in range(at_once)))
    measured.until = perf_counter()
    return measured


def _report(measured: Measured) -> list[str]:
    seconds = measured.until - measured.since
    lines = ["| | answers | p50, ms | p95, ms | p99, ms |", "| --- | --- | --- | --- | --- |"]
    for kind, times in [*sorted(measured.times.items()), ("all", measured.all)]:
        p50, p95, p99 = 1000 * np.percentile(times, (50, 95, 99))
        lines.append(f"| {kind} | {len(times):,} | {p50:.0f} | {p95:.0f} | {p99:.0f} |")
    longest, at_work = max(((1000 * gap, 1000 * work) for _, gap, work in measured.gaps), default=(0.0, 0.0))
    often = sum(gap > LONGEST_GAP / 2 for _, gap, _ in measured.gaps)
    each = 1000 * measured.used / len(measured.all)
    before, after = measured.memory
    lines += ["", f"{len(measured.all) / seconds:.0f} answers a second over {seconds:.0f} s."]
    lines += [f"The loop was late by {longest:.0f} ms at most, and at work for {at_work:.0f} ms of that."]
    lines += [f"It was late by over {500 * LONGEST_GAP:.0f} ms {often:,} times."]
    lines += [f"Memory: {before:,.0f} MiB, at the end {after:,.0f} MiB."]
    lines += [f"Of a core the bot used {measured.used / seconds:.0%}, {each:.1f} ms an answer,"]
    lines += [f"and the pretended Discord {measured.own / seconds:.0%}."]
    return lines


def _faults(measured: Measured) -> list[str]:
    faults = []
    for kind, times in sorted(measured.times.items()):
        slowest = float(np.percentile(times, 99))
        if slowest > MOST_SECONDS:
            faults.append(f"{kind}: 1 answer in 100 takes over {1000 * slowest:.0f} ms.")
    faults += [f"{kind}: the answer is put off." for kind in sorted(measured.deferred - {IMPORT})]
    longest = max((gap for _, gap, _ in measured.gaps), default=0.0)
    if longest > LONGEST_GAP:
        faults.append(f"The loop was held up for {1000 * longest:.0f} ms.")
    return faults


def _memory(pid: int) -> float:
    """The resident memory of a process, in MiB."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def _used(pid: int) -> float:
    """The processor time that a process used so far, in seconds."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
