"""Two programs change one database at once: `python -m tests.check_two_processes --changes 10000`.

Each is a process with a store of its own; they begin together, on an empty database, and change the same
members' same titles, genres and settings. Each logs what it did and what the store answered. In the end every
change is looked for: what was written to a place, and that it was empty at first, must be just what the
changes say that they took the place of, and what is there now. Ends with status 1 where something is lost.

Without `--database ADDRESS`, of an empty database, that is done with an SQLite file and with a PostgreSQL.
"""

# ruff: noqa: T201 - a command prints

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bot.members.records import Entry, Kept, MemberSettings, Status
from bot.members.store import MemberStore, StoreError
from tests.postgres import NoServerError, start_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence
    from multiprocessing.synchronize import Barrier

    from tests.postgres import Server

PROCESSES, AT_ONCE = 2, 8  # programs, and changes of each that are under way at a time
MEMBERS, TITLES, GENRES = range(1, 7), range(1, 13), ("Action", "Comedy", "Drama")
START = datetime(2026, 1, 1, tzinfo=UTC)
OWN = 1_000_000  # from here on, titles and servers that only one change names
LIST = 20  # titles of an import
KINDS = {"keep": 45, "forget": 10, "rate": 20, "unrate": 5, "settings": 10, "meet": 5, "import": 5}


def main(arguments: Sequence[str] | None = None) -> int:
    """Change, look for every change, and say by status 1 that one is lost."""
    parser = argparse.ArgumentParser(description="Change one database from two processes at once.")
    parser.add_argument("--changes", type=int, default=10_000)
    parser.add_argument("--database", metavar="ADDRESS", help="an empty database; its tables are left filled")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args(arguments)
    if options.database:
        return int(asyncio.run(_check("the database", options.database, options)))
    with TemporaryDirectory() as folder:
        lost = asyncio.run(_check("SQLite", f"sqlite:///{folder}/osusume.db", options))
    try:
        with start_server(settings=()) as server:
            lost |= asyncio.run(_check_server(server, options))
    except NoServerError as error:
        print(f"PostgreSQL: left out, as this {error}.")
    return int(lost)


async def _check_server(server: Server, options: argparse.Namespace) -> bool:
    async with server.database() as address:
        return await _check("PostgreSQL", address, options)


async def _check(name: str, address: str, options: argparse.Namespace) -> bool:
    with TemporaryDirectory() as folder:
        logs = [Path(folder) / f"{number}.log" for number in range(PROCESSES)]
        seconds = await asyncio.to_thread(_run, address, options, logs)
        done = [Change(**json.loads(line)) for log in logs for line in log.read_text("utf-8").splitlines()]
    made = [change for change in done if change.refusal is None]
    async with MemberStore.open(address) as store:
        faults = [fault async for fault in _faults(store, made)]
    faults += [f"{options.changes - len(done)} changes were never answered"] * (len(done) < options.changes)
    print(
        f"{name}: {len(made)} changes by {PROCESSES} processes in {seconds:.1f} s "
        f"({len(made) / seconds:.0f} a second), {len(done) - len(made)} refused, {len(faults)} faults."
    )
    for refusal, count in Counter(c.refusal for c in done if c.refusal).most_common(3):
        print(f"  refused {count} times: {refusal}")
    for fault in faults[:10]:
        print(f"  LOST: {fault}")
    return bool(faults)


@dataclass(slots=True)
class Change:
    """A change, and what came of it, as a line of a process's log.

    Attributes:
        kind: one of `KINDS`.
        member: whose.
        at: its moment, in microseconds after `START`, which no other change has.
        written: what it wrote, by place.
        replaced: what it took the place of, by place, as the store answered.
        refusal: the sentence with which the store refused it.
    """

    kind: str
    member: int
    at: int
    written: dict[str, Any] = field(default_factory=dict)
    replaced: dict[str, Any] = field(default_factory=dict)
    refusal: str | None = None


def _run(address: str, options: argparse.Namespace, logs: list[Path]) -> float:
    """Run the processes to their end; how long their changes took, in seconds."""
    spawned = multiprocessing.get_context("spawn")
    together = spawned.Barrier(len(logs) + 1)
    processes = []
    for number, log in enumerate(logs):
        share = options.changes // PROCESSES + (number < options.changes % PROCESSES)
        work = (address, options.seed, number, share, log, together)
        processes.append(spawned.Process(target=_work, args=work))
    for process in processes:
        process.start()
    together.wait(timeout=120)  # all are about to open the empty database
    began = perf_counter()
    for process in processes:
        process.join()
    return perf_counter() - began


def _work(address: str, seed: int, number: int, share: int, log: Path, together: Barrier) -> None:
    """What one process does."""
    together.wait(timeout=120)
    asyncio.run(_change_much(address, _plans(seed, number, share), log))


def _plans(seed: int, number: int, share: int) -> Iterator[Change]:
    dice = random.Random(f"{seed} {number}")  # noqa: S311 - no secret
    for step in range(share):
        (kind,) = dice.choices([*KINDS], [*KINDS.values()])
        yield Change(kind, dice.choice(MEMBERS), at=PROCESSES * step + number)


async def _change_much(address: str, plans: Iterator[Change], log: Path) -> None:
    async with MemberStore.open(address) as store:
        with log.open("w", encoding="utf-8") as file:

            async def work() -> None:
                for change in plans:
                    try:
                        await _carry_out(store, change)
                    except StoreError as error:
                        change.refusal = str(error)
                    line = {name: getattr(change, name) for name in Change.__slots__}
                    file.write(f"{json.dumps(line)}\n")

            async with asyncio.TaskGroup() as group:
                for _ in range(AT_ONCE):
                    group.create_task(work())


async def _carry_out(store: MemberStore, change: Change) -> None:
    dice = random.Random(change.at)  # noqa: S311 - no secret
    member, at = change.member, START + timedelta(microseconds=change.at)
    match change.kind:
        case "keep":
            entries = {
                title: Entry(Status.COMPLETED, dice.randint(1, 10))
                for title in dice.sample(TITLES, dice.randint(1, 3))
            }
            before = await store.keep_titles(member, entries, at)
            for title, entry in entries.items():
                _note(
                    change, f"title {title}", _plain(Kept(entry.status, entry.rating, at)), before.get(title)
                )
        case "forget":
            title = dice.choice(TITLES)
            _note(change, f"title {title}", None, await store.forget_title(member, title))
        case "rate":
            genre, rating = dice.choice(GENRES), dice.randint(1, 10)
            _note(change, genre, rating, (await store.rate_genres(member, {genre: rating}, at)).get(genre))
        case "unrate":
            genre = dice.choice(GENRES)
            gone = await store.forget_genre(member, genre)
            _note(change, genre, None, gone.rating if gone else None)
        case "settings":
            counted = int((await store.change_settings(member, _count, at)).wish or 0)
            _note(change, "wish", str(counted), str(counted - 1) if counted > 1 else None)
        case "meet":
            # Of strangers no place is kept, so something is told first.
            before = await store.rate_genres(member, {"Met": 5}, at)
            _note(change, "Met", 5, before.get("Met"))
            await store.places.met(member, OWN + change.at, at)
            _note(change, f"server {OWN + change.at}", "met", None)
        case "import":
            first = OWN + LIST * change.at
            brought = dict.fromkeys(range(first, first + LIST), Entry(Status.PLANNED))
            await store.imports.import_titles(member, brought, at, "AniList")
            for title in brought:
                _note(change, f"title {title}", _plain(Kept(Status.PLANNED, None, at)), None)


def _count(settings: MemberSettings) -> MemberSettings:
    return replace(settings, wish=str(int(settings.wish or 0) + 1))


def _note(change: Change, place: str, written: Any, replaced: Any) -> None:
    change.written[place] = written
    change.replaced[place] = _plain(replaced) if isinstance(replaced, Kept) else replaced


def _plain(kept: Kept) -> str:
    return f"{kept.status} {kept.rating} {(kept.at - START) // timedelta(microseconds=1)}"


async def _faults(store: MemberStore, made: Sequence[Change]) -> AsyncIterator[str]:
    """Where what was written is not what was replaced and what is there."""
    written: dict[int, dict[str, Counter[Any]]] = {member: defaultdict(Counter) for member in MEMBERS}
    replaced: dict[int, dict[str, Counter[Any]]] = {member: defaultdict(Counter) for member in MEMBERS}
    for change in made:
        for place, value in change.written.items():
            written[change.member][place][value] += 1
        for place, value in change.replaced.items():
            replaced[change.member][place][value] += 1
    for member in MEMBERS:
        there = await _there(store, member)
        for place, values in written[member].items():
            known = values + Counter([None])  # the place was empty at first
            found = replaced[member][place] + Counter([there.pop(place, None)])
            if known != found:
                yield f"member {member}, {place}: written {known - found}, found instead {found - known}"
        if there:
            yield f"member {member}: nobody wrote {there}"


async def _there(store: MemberStore, member: int) -> dict[str, Any]:
    """What is kept about a member now, by place."""
    everything = await store.load_everything(member)
    record = everything.record
    return {
        **{f"title {title}": _plain(kept) for title, kept in record.titles.items()},
        **{genre: rating.rating for genre, rating in record.genres.items()},
        **({"wish": record.settings.wish} if record.settings.wish else {}),
        **{
            f"server {guild}": "left" if place.left_at else "met"
            for guild, place in everything.places.items()
        },
    }


if __name__ == "__main__":
    sys.exit(main())
