"""Members use the bot for long, and all that they told is there in the end: `python -m tests.check_soak`.

The bot runs as `python -m bot` does, in a process of its own, on the Discord of `tests.check_load`, at a
pace (`--rate`, in interactions a second) that it sustains. Members rate, mark, forget and take back; they
choose genres and settings, bring lists and undo that, answer the deck, delete everything; some click twice,
or use two devices at once. Beside it stands a plain model of what each of them told. Each answer must be one
that the model gives, too: of what a member did at once, in one of the orders in which that can have come. Now
and then, and of every member in the end, `/mydata export` must tell what the model holds; and so must the
database once the bot has stopped.

    python -m tests.check_soak --members 500 --minutes 10
    python -m tests.check_soak --members 500 --minutes 10 --kill 8

With `--kill` the bot's process gets SIGKILL so many times and is started anew. What was confirmed must be
there then; what was not answered may be done or not.

Ends with status 1 where an answer or a member's data is another, where the database fails its check of
integrity, or its log of changes or the number of its backups grows beyond bounds. `--seed` gives another run.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import sqlite3
import sys
import tempfile
from collections import Counter
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bot.members.store import MemberStore
from recommender.catalogue import read_facts
from tests.check_load.payloads import FIRST_MEMBER
from tests.check_load.people import Member
from tests.check_load.running import MEBIBYTE, ROOT, Place, memory
from tests.check_soak.people import Person, WrongError
from tests.check_soak.scenes import SCENES
from tests.check_soak.told import view_of_store
from tests.check_soak.town import BotGone, Files, Town

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator, Sequence

    from tests.check_soak.scenes import Scene

SERVER_SIZE = 20  # members
AT_ONCE = 30  # members who do something
LARGEST_LOG = 64.0  # MiB of changes that are not in the database file yet
MOST_BACKUPS = 7
SHOWN = 20  # faults
EVERY = 1.0  # seconds


class Soak:
    """A run.

    Attributes:
        town: where it is.
        people: who takes part.
        faults: what went wrong.
        scenes: how often what was done.
        log: how large the log of changes was at most, in MiB.
        memory: the bot's memory, in MiB, each minute.
    """

    def __init__(self, town: Town, people: list[Person], place: Place) -> None:
        self.town = town
        self.people = people
        self.faults: list[str] = []
        self.scenes: Counter[str] = Counter()
        self.log = 0.0
        self.memory: list[float] = []
        self._place = place
        self._database = place.folder / "osusume.db"

    async def live(self, seconds: float) -> None:
        """Let members do this and that for so long."""
        until, idle = perf_counter() + seconds, list(self.people)
        scenes, weights = list(SCENES), list(SCENES.values())
        dice = self.town.random

        async def go_on() -> None:
            while perf_counter() < until and idle:
                person = idle.pop(dice.randrange(len(idle)))
                (scene,) = dice.choices(scenes, weights)
                if await self._attempt(person, scene.__name__, self._play(person, scene)):
                    idle.append(person)

        await asyncio.gather(*(go_on() for _ in range(AT_ONCE)))

    async def _play(self, person: Person, scene: Scene) -> None:
        if len(person.possible) > 1:
            await person.read()
        await scene(person)

    async def read_all(self) -> None:
        """Look at what is kept of every member, as they see it."""
        left = list(self.people)

        async def go_on() -> None:
            while left:
                person = left.pop()
                await self._attempt(person, "the end", person.read())

        await asyncio.gather(*(go_on() for _ in range(4)))

    async def _attempt(self, person: Person, name: str, work: Awaitable[None]) -> bool:
        """Whether the member can go on."""
        self.scenes[name] += 1
        try:
            await work
        except BotGone:
            pass
        except (WrongError, LookupError, ValueError, TimeoutError) as error:
            self.faults.append(f"Member {person.member.id}, {name}: {type(error).__name__}: {error}")
            self.people.remove(person)  # what is kept of this one is no longer known
            return False
        return True

    async def watch(self) -> None:
        """Look at sizes."""
        seconds = 0
        while True:
            self.log = max(self.log, self._log_size())
            if seconds % 60 == 0 and self.town.pid:
                self.memory.append(memory(self.town.pid))
            seconds += 1
            await asyncio.sleep(EVERY)

    def _log_size(self) -> float:
        try:
            return Path(f"{self._database}-wal").stat().st_size / MEBIBYTE
        except FileNotFoundError:
            return 0.0

    async def read_database(self) -> None:
        """Hold the database, with the bot gone, against what was told."""
        async with MemberStore.open(self._place.database) as store:
            for person in self.people:
                everything = await store.load_everything(person.member.id)
                wish = everything.record.settings.wish
                with self._noted(person):
                    person.compare(view_of_store(everything, json.loads(wish) if wish else None))
            known = (await store.counts()).members
        expected = sum(person.told.known for person in self.people)
        if not self.faults and known != expected:
            self.faults.append(f"The database knows {known} members, and {expected} told something.")

    @contextlib.contextmanager
    def _noted(self, person: Person) -> Iterator[None]:
        try:
            yield
        except WrongError as error:
            self.faults.append(f"Member {person.member.id}, in the database: {error}")

    def check_files(self) -> None:
        """Hold the files against their bounds."""
        with contextlib.closing(sqlite3.connect(self._database)) as connection:
            found = [row for (row,) in connection.execute("PRAGMA integrity_check")]
            broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if found != ["ok"] or broken:
            self.faults.append(f"The database is damaged: {found[:5]}, {broken[:5]}")
        if self.log > LARGEST_LOG:
            self.faults.append(f"The log of changes grew to {self.log:.0f} MiB.")
        backups = list((self._place.folder / "backups").glob("*.db"))
        if len(backups) > MOST_BACKUPS:
            self.faults.append(f"There are {len(backups)} backups.")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run, and say what was broken by status 1."""
    parser = argparse.ArgumentParser(description="Use the bot for long, and look for what was lost.")
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "osusume")
    parser.add_argument("--members", type=int, default=500)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--rate", type=float, default=15.0, help="interactions a second")
    parser.add_argument("--kill", type=int, nargs="?", const=5, default=0, help="how often (by default 5)")
    parser.add_argument("--seed", type=int, default=0)
    return asyncio.run(_run(parser.parse_args(arguments)))


async def _run(options: argparse.Namespace) -> int:
    dice = random.Random(options.seed)  # noqa: S311 - no secrets
    catalogue = read_facts(options.model / "catalogue.csv")
    with tempfile.TemporaryDirectory() as folder:
        place = Place(options.model, f"sqlite:///{folder}/osusume.db", Path(folder))
        async with Files.open(-(-options.members // SERVER_SIZE)) as discord:
            town = Town(discord, catalogue, dice, options.rate)
            people = [
                Person(Member(FIRST_MEMBER + n, n // SERVER_SIZE), town) for n in range(options.members)
            ]
            soak = Soak(town, people, place)
            seconds = 60 * options.minutes
            await _until_done(soak, place, seconds, list(_kills(dice, options.kill, seconds)))
        await soak.read_database()
        soak.check_files()
        size = (place.folder / "osusume.db").stat().st_size / MEBIBYTE
    for line in (*_report(soak, size), *(f"FAULT: {fault}" for fault in soak.faults[:SHOWN])):
        print(line)
    return 1 if soak.faults else 0


def _kills(dice: random.Random, count: int, seconds: float) -> Iterator[float]:
    """How long the bot may live each time; the last life is the longest, for all kills to fit."""
    for _ in range(count):
        yield dice.uniform(0.3, 1.0) * seconds / (count + 1)


async def _until_done(soak: Soak, place: Place, seconds: float, kills: list[float]) -> None:
    """Run the bot, use it, and stop it."""

    async def use() -> None:
        await soak.live(seconds)
        await soak.read_all()

    tasks = [asyncio.create_task(work) for work in (use(), soak.watch(), soak.town.run(place, kills))]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    for result in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(result, Exception):
            raise result


def _report(soak: Soak, size: float) -> Iterator[str]:
    town = soak.town
    yield "| | how often |\n| --- | --- |"
    for name, times in sorted(soak.scenes.items()):
        yield f"| {name} | {times:,} |"
    titles = sum(len(person.told.titles) for person in soak.people)
    yield f"\n{town.asked:,} interactions, {town.unanswered:,} without an answer; {town.kills} kills."
    yield f"{len(soak.people):,} members told of {titles:,} titles, and all of it was compared."
    yield f"The database has {size:.1f} MiB, its log of changes had {soak.log:.1f} MiB at most."
    yield f"Memory, each minute: {', '.join(f'{one:,.0f}' for one in soak.memory)} MiB."
    yield f"{len(soak.faults)} faults."


if __name__ == "__main__":
    sys.exit(main())
