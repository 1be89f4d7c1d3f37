"""Throw hostile input at everything that takes any: `python -m tests.check_fuzz --inputs 100000`.

discord.py, the service, the database and the shipped model are the real ones; Discord itself is in this
process. All of it comes from one member, Alice. Printed, each with the input, and answered with status 1, is

- any exception that nobody expected, also one that the bot answered with 'error-unexpected' and logged;
- a log entry with a member's id or a token;
- an event loop that is late by over 50 ms, each of several times that the same input is sent, while the
  process was at work for as long: so neither a busy machine nor a collection of garbage counts;
- a change in any row of the database that is not Alice's, or another model.

Lists are read in this process here, thousands of them, since their reader has one of its own; some go all the
way through `/import`. `--only lists` is for one of the surfaces, `--seed` for other inputs.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import sys
import tempfile
import traceback
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import ceil
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import HypothesisException

from bot.lists.entry import ListFault
from bot.lists.read import read_list
from bot.members.backup import back_up
from bot.members.records import Entry, Status
from bot.members.store import MemberStore
from bot.model import Model
from bot.service import Service
from bot.threads import favour_the_loop
from recommender.bundle import MANIFEST
from recommender.training import Options, train
from tests.check_fuzz import discord_inputs as inputs
from tests.check_fuzz import host
from tests.check_fuzz.files import list_files
from tests.check_fuzz.here import ALICE, BOB, Here, open_here, parts_of, shown_by
from tests.check_fuzz.watch import Loop, Rows, logged
from tests.check_load.payloads import AUTOCOMPLETE, COMMAND, interaction
from tests.made_up import make_catalogue, make_ratings

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from hypothesis import strategies as st

    from tests.check_fuzz.discord_inputs import Pressed
    from tests.check_fuzz.watch import Log
    from tests.check_load.payloads import Payload

ROOT = Path(__file__).parents[2]
LATE, AGAIN = 0.05, 3
BATCH = 250
LONGEST_SHOWN = 3_000
MODAL = 5
MOST_TITLES = 300
REFUSALS = ("⚠️", "🔒")


@dataclass(frozen=True, slots=True)
class Surface:
    """Something that takes input.

    Attributes:
        share: how many of a hundred inputs go there.
        inputs: what they are.
        take: has one; the result says in a word what became of it.
        beside: whether the bot does that while it answers others.
    """

    share: float
    inputs: st.SearchStrategy[Any]
    take: Callable[[Any], Awaitable[str]]
    beside: bool = True


@dataclass(slots=True)
class Told:
    """What came of a surface's inputs."""

    outcomes: Counter[str] = field(default_factory=Counter)
    findings: dict[str, tuple[str, str]] = field(default_factory=dict)
    seconds: float = 0.0
    longest: float = 0.0
    latest: float = 0.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Send them, and say what was broken by status 1."""
    parser = argparse.ArgumentParser(description="Throw hostile input at the bot.")
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "osusume")
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="after which no more are sent")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", default=[], help="a surface; several times for several")
    options = parser.parse_args(arguments)
    random.seed(options.seed)
    with asyncio.Runner() as runner, tempfile.TemporaryDirectory() as folder:
        told = _all(runner, options, Path(folder))
    print(
        "| surface | inputs | outcomes | seconds | longest, ms | loop late by, ms |\n| --- "
        + "| --- " * 5
        + "|"
    )
    for name, of in told.items():
        outcomes = ", ".join(f"{count:,} {word}" for word, count in of.outcomes.most_common())
        times = f"{of.seconds:.0f} | {1000 * of.longest:.0f} | {1000 * of.latest:.0f}"
        print(f"| {name} | {of.outcomes.total():,} | {outcomes} | {times} |")
    print(f"\n{sum(of.outcomes.total() for of in told.values()):,} inputs.")
    findings = [(name, *found) for name, of in told.items() for found in of.findings.values()]
    for name, what, given_input in findings:
        print(f"\nFINDING in {name}:\n{what}\ninput: {given_input}")
    print(f"{len(findings)} findings.")
    return 1 if findings else 0


def _all(runner: asyncio.Runner, options: argparse.Namespace, folder: Path) -> dict[str, Told]:
    with logged() as log:
        stack = AsyncExitStack()
        here, rows, surfaces = runner.run(_prepare(stack, options.model, folder))
        unchanged = here.bot.service._model.current
        told = {}
        chosen = {name: s for name, s in surfaces.items() if not options.only or name in options.only}
        shares = sum(surface.share for surface in chosen.values())
        for name, surface in chosen.items():
            sender = _Sender(runner, surface, log, rows)
            part = surface.share / shares
            sender.send(ceil(options.inputs * part), options.seed, options.seconds * part)
            told[name] = sender.told
            if here.bot.service._model.current is not unchanged:
                sender.told.findings["model"] = ("Another model answers.", "unknown")
            of = sender.told
            print(
                f"{name}: {of.outcomes} in {of.seconds:.0f} s, {of.latest} s late",
                file=sys.stderr,
                flush=True,
            )
        rows.close()
        runner.run(stack.aclose())
    return told


class _Sender:
    """Sends inputs to one surface, one after the other."""

    def __init__(self, runner: asyncio.Runner, surface: Surface, log: Log, rows: Rows) -> None:
        self.told = Told()
        self._runner, self._surface, self._log, self._rows = runner, surface, log, rows

    def send(self, count: int, number: int, seconds: float) -> None:
        """Send at least so many, in batches: one long run of hypothesis remembers too much."""
        end = perf_counter() + seconds
        for batch in itertools.count():
            left = count - self.told.outcomes.total()  # hypothesis may leave off before it was asked to
            if left <= 0 or perf_counter() > end:
                break
            test = given(self._surface.inputs)(self._one)
            test = settings(
                max_examples=min(BATCH, left),
                phases=[Phase.generate],
                database=None,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            )(test)
            try:
                seed(number * 100_000 + batch)(test)()
            except HypothesisException as error:  # so that the other surfaces are reached
                self._found(str(error), None, key="inputs")
                return

    def _one(self, thrown: Any) -> None:
        late = self._try(thrown)
        if not self._surface.beside:
            return
        if late > LATE:
            late = min(late, *(self._try(thrown, again=True) for _ in range(AGAIN)))
        self.told.latest = max(self.told.latest, late)
        if late > LATE:
            self._found(f"The loop was late by {1000 * late:.0f} ms.", thrown, key="late")

    def _try(self, thrown: Any, *, again: bool = False) -> float:
        self._log.wrong.clear()
        loop, start = Loop(), perf_counter()
        try:
            outcome = self._runner.run(_watched(self._surface.take(thrown), loop))
        except Exception as error:  # noqa: BLE001 - each is a finding
            outcome = "FAULT"
            where = "".join(traceback.format_exception(error)[-6:])
            self._found(where, thrown, key=f"{type(error)}{traceback.extract_tb(error.__traceback__)[-1]}")
        seconds = perf_counter() - start
        if self._log.wrong:
            outcome = "FAULT"
            wrong = self._log.wrong[0]
            self._found(wrong, thrown, key=_place_of(wrong))
        if changed := self._rows.changed():
            self._found(changed, thrown, key="rows")
        if not again:
            self.told.outcomes[outcome] += 1
            self.told.seconds += seconds
            self.told.longest = max(self.told.longest, seconds)
        return loop.longest

    def _found(self, what: str, thrown: Any, *, key: str) -> None:
        if key not in self.told.findings:
            self.told.findings[key] = what, f"{thrown!r:.{LONGEST_SHOWN}}"
            print(f"FINDING: {what}", file=sys.stderr, flush=True)


async def _watched(taking: Awaitable[str], loop: Loop) -> str:
    watch = asyncio.create_task(loop.watch())
    try:
        return await taking
    finally:
        await asyncio.sleep(0)
        watch.cancel()


async def _prepare(
    stack: AsyncExitStack, shipped: Path, folder: Path
) -> tuple[Here, Rows, dict[str, Surface]]:
    favour_the_loop()
    small, work, database = folder / "small", folder / "work", folder / "members.db"
    work.mkdir()
    await asyncio.to_thread(_train, small)
    model = await Model.load(shipped)
    store = await stack.enter_async_context(MemberStore.open(f"sqlite:///{database}"))
    service = Service(store, model)
    here = await stack.enter_async_context(open_here(service))
    chosen = model.current.catalogue.ids[: 2 * MOST_TITLES].tolist()
    for member, ids in ((ALICE, chosen[:MOST_TITLES]), (BOB, chosen[MOST_TITLES:])):
        now = datetime.now(UTC)
        await store.keep_titles(member, {i: Entry(Status.COMPLETED, 1 + i % 10) for i in ids}, now)
        await store.rate_genres(member, {"Action": 9, "Comedy": 3}, now)
    rows = Rows(database, ALICE)
    return here, rows, await _surfaces(here, small, work)


def _train(folder: Path) -> None:
    catalogue = make_catalogue()
    small = Options(epochs=1, batch=64, width=16, hidden=64, watch_every=3, table_entries=20_000)
    train(catalogue, make_ratings(catalogue), small, progress=False).save(folder)


async def _surfaces(here: Here, small: Path, work: Path) -> dict[str, Surface]:
    bot, catalogue = here.bot, here.bot.service._model.current.catalogue
    names = [anime.name for anime in catalogue.anime[:MOST_TITLES]]
    known = list(inputs.leaves([command.to_dict(bot.tree) for command in bot.tree.get_commands()]))
    real = await _real(here, known, names)
    menu = next(leaf.path[0] for leaf in known if leaf.kind != 1)
    backed = work / "osusume.db"
    await asyncio.to_thread(_keep, backed)
    content = await asyncio.to_thread(backed.read_bytes)
    manifest = json.loads((small / MANIFEST).read_text())

    async def bring(file: tuple[bytes, str]) -> str:
        here.file = file[0]
        return _said(await here.command(inputs.imports(file[1], 100)))

    async def say(filled: Payload) -> str:
        return _said(await here.take(interaction(MODAL, ALICE, 0, filled)))

    async def press(pressed: Pressed) -> str:
        return _said(await here.press(pressed.part, pressed.values, pressed.shown))

    async def command(data: Payload) -> str:
        return _said(await here.command(data, COMMAND))

    async def search(data: Payload) -> str:
        return _said(await here.command(data, AUTOCOMPLETE))

    async def look(text: str) -> str:
        return _said(await here.command(inputs.menu_call(menu, text)))

    async def read(file: tuple[bytes, str]) -> str:
        return await asyncio.to_thread(_read, *file)

    def here_and_now(take: Callable[..., str], *more: Any) -> Callable[[Any], Awaitable[str]]:
        async def taken(thrown: Any) -> str:
            parts = thrown if isinstance(thrown, tuple) else (thrown,)
            return await asyncio.to_thread(take, *parts, *more)

        return taken

    restoring = work / "restoring"
    restoring.mkdir()
    (restoring / "osusume.db").write_bytes(content)
    bundles = work / "bundles"
    bundles.mkdir()
    return {
        "commands": Surface(15, inputs.commands(known, names), command),
        "autocomplete": Surface(14, inputs.searches(known, names), search),
        "custom ids": Surface(16, inputs.presses(real, catalogue.ids[:MOST_TITLES].tolist()), press),
        "forms": Surface(4, inputs.forms(), say),
        "messages": Surface(10, inputs.mentioned(names), look),
        "list files": Surface(27.2, list_files(), read, beside=False),
        "imports": Surface(0.5, list_files(), bring),
        "settings": Surface(8, host.settings(), here_and_now(host.take_settings), beside=False),
        "backups": Surface(
            2, host.databases(content), here_and_now(host.take_backup, restoring), beside=False
        ),
        "manifests": Surface(3, host.manifests(manifest), here_and_now(host.take_manifest, small, bundles)),
        "bundles": Surface(0.3, host.parts(small), here_and_now(host.take_part, small, bundles)),
    }


async def _real(here: Here, known: Sequence[inputs.Leaf], names: Sequence[str]) -> list[Pressed]:
    """Every button and menu of the messages that plain commands bring, and of those that these bring."""
    samples = {"title": names[0], "genre": "Action", "rating": 7, "user": str(BOB)}
    pressed: list[Pressed] = []
    for leaf in known:
        if leaf.kind != 1 or any(
            option["name"] not in samples for option in leaf.options if option.get("required")
        ):
            continue
        given_options = [
            {"name": o["name"], "type": o["type"], "value": samples[o["name"]]}
            for o in leaf.options
            if o.get("required") and o["type"] != inputs.USER
        ]
        shown = shown_by(await here.command(inputs._call(leaf, given_options, {})))
        pressed += [inputs.Pressed(part, None, shown) for part in parts_of(shown)] if shown else []
    for one in tuple(pressed):
        values = [one.part["options"][0]["value"]] if one.part["type"] == inputs.MENU else None
        shown = shown_by(await here.press(one.part, values, one.shown))
        pressed += [inputs.Pressed(part, None, shown) for part in parts_of(shown)] if shown else []
    return pressed


def _keep(database: Path) -> None:
    async def keep() -> None:
        async with MemberStore.open(f"sqlite:///{database}.live") as store:
            await store.rate_genres(BOB, {"Action": 9}, datetime.now(UTC))

    asyncio.run(keep())
    back_up(Path(f"{database}.live"), database)


def _read(content: bytes, name: str) -> str:
    try:
        read_list(content, name)
    except ListFault:
        return "refused"
    return "read"


def _place_of(entry: str) -> str:
    """Where a fault arose that was logged, and of which kind it is."""
    lines = entry.splitlines()
    places = [line for line in lines if line.startswith("  File ")]
    return f"{places[-1]} {lines[-1].partition(':')[0]}" if places else lines[0][24:]


def _said(sent: Sequence[Payload]) -> str:
    if not sent:
        return "no answer"
    said = json.dumps(sent[-1], ensure_ascii=False)
    return "refused" if any(sign in said for sign in REFUSALS) else "answered"


if __name__ == "__main__":
    sys.exit(main())
