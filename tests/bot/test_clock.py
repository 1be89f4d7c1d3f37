"""The wall clock is set, forward or back: nothing is deleted before its time, and nothing stands still."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import time
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.clock import DOUBT, LEAP, WallClock, steady
from bot.heartbeat import beating, beats
from bot.lists.entry import Source
from bot.members.backup import Backups, moment_of
from bot.members.records import Entry, Status
from bot.members.store import MemberStore
from bot.service.matching import Matched
from bot.service.waiting import Waiting
from tests.bot.stage import text_of
from tests.bot.test_upkeep import ELSEWHERE, places, tell, upkeep
from tests.bot.unreliable import Hurry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.upkeep import Upkeep
    from tests.bot.stage import Stage

__all__ = ["upkeep"]  # a fixture

HOURS = (-8760.0, -5.0, 5.0, 8760.0)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Set the wall clock by some hours, for the whole bot."""
    now, true = time.time, dt.datetime
    set_by = 0.0

    class Set(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:  # type: ignore[override]  # no Set
            return true.now(tz) + timedelta(seconds=set_by)

    for name, module in list(sys.modules.items()):
        if name.startswith(("bot.", "discord.ext.tasks")) and getattr(module, "datetime", None) is true:
            monkeypatch.setattr(module, "datetime", Set)
    monkeypatch.setattr(time, "time", lambda: now() + set_by)

    def set_to(hours: float) -> None:
        nonlocal set_by
        set_by = 3600 * hours

    return set_to


@pytest.fixture
def waits(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let time itself pass, for the clock's judge alone."""
    passed = 0.0
    monkeypatch.setattr("bot.clock.time.clock_gettime", lambda _: time.monotonic() + passed, raising=False)

    def let_pass(seconds: float) -> None:
        nonlocal passed
        passed += seconds

    return let_pass


async def test_nothing_is_forgotten_early_by_a_clock_that_is_set_forward(
    stage: Stage, upkeep: Upkeep, set_clock: Callable[[float], None]
) -> None:
    store = stage.bot.service._store
    await tell(stage, ELSEWHERE)
    await stage.bot.service.left(ELSEWHERE)
    at = dt.datetime.now(UTC)
    await store.imports.import_titles(stage.bob.id, {1: Entry(Status.COMPLETED)}, at, "AniList")
    for hours in (5.0, 8760.0, 0.0):
        set_clock(hours)
        await upkeep.keep_up()
        await upkeep.keep_up()
        assert await stage.bot.service.held(stage.alice.id)
    assert (await places(stage, stage.alice.id))[ELSEWHERE].left_at
    assert await stage.bot.service.undo_import(stage.bob.id, at) == 1


async def test_after_a_day_the_clock_is_believed(
    stage: Stage, upkeep: Upkeep, set_clock: Callable[[float], None], waits: Callable[[float], None]
) -> None:
    upkeep._clock = WallClock()
    await tell(stage, ELSEWHERE)
    await stage.bot.service.left(ELSEWHERE)
    set_clock(8760)
    await upkeep.keep_up()
    assert await stage.bot.service.held(stage.alice.id)
    waits(DOUBT + 1)
    set_clock(8784)
    await upkeep.keep_up()
    assert await stage.bot.service.held(stage.alice.id) is None


@pytest.mark.parametrize("hours", HOURS)
async def test_the_upkeep_goes_on_by_the_hour(
    stage: Stage,
    upkeep: Upkeep,
    set_clock: Callable[[float], None],
    monkeypatch: pytest.MonkeyPatch,
    hours: float,
) -> None:
    await stage.bot.remove_cog("Upkeep")
    monkeypatch.setattr("bot.upkeep.HOUR", 60.0)
    hurry, began = Hurry(), list[float]()

    async def note() -> None:
        began.append(sum(hurry.slept))

    monkeypatch.setattr(upkeep, "keep_up", note)
    hurry.begin(monkeypatch)
    upkeep.task = None
    await upkeep.on_ready()
    async with asyncio.timeout(60):
        while len(began) < 2:  # noqa: ASYNC110 - a list sets no event
            await asyncio.sleep(0)
        set_clock(hours)
        while len(began) < 4:  # noqa: ASYNC110 - likewise
            await asyncio.sleep(0)
    await upkeep.cog_unload()
    assert began[:4] == [0, 60, 120, 180]


@pytest.mark.parametrize("hours", HOURS)
async def test_a_members_pace_is_kept_and_nobody_is_shut_out(
    stage: Stage, set_clock: Callable[[float], None], hours: float
) -> None:
    assert "⚠️" not in text_of(await stage.slash("help"))
    set_clock(hours)
    for _ in range(20):
        assert "⚠️" not in text_of(await stage.slash("help"))


def test_a_list_waits_a_quarter_of_an_hour_by_time_itself(set_clock: Callable[[float], None]) -> None:
    waiting = Waiting()
    code = waiting.put(1, Source.OTHER, Matched({}, {}, (), ()))
    for hours in HOURS:
        set_clock(hours)
        assert len(waiting) == 1
    assert waiting.take(1, code)


@pytest.mark.parametrize("hours", HOURS)
async def test_the_heart_beats_on_and_a_stopped_one_is_seen(
    tmp_path: Path, set_clock: Callable[[float], None], hours: float
) -> None:
    file = tmp_path / "heartbeat"
    with beating(file, every=1000):
        await asyncio.sleep(0)
        assert beats(file)
        set_clock(hours)
        assert not beats(file)  # until the next beat, in 15 s at most


def test_backups_go_on_whichever_way_the_clock_is_set(tmp_path: Path, members_address: str) -> None:
    asyncio.run(make_database(members_address))
    backups = Backups(tmp_path / "members.db", tmp_path / "backups", timedelta(hours=24), keep=3)
    start = dt.datetime(2026, 7, 1, tzinfo=UTC)
    for day in (0, 1, 2):
        assert backups.make_if_due(start + timedelta(days=day))
    assert backups.make_if_due(start + timedelta(days=365))
    back = [start + timedelta(days=3, hours=12 * half) for half in range(4)]
    assert [backups.make_if_due(moment) is not None for moment in back] == [True, False, True, False]
    assert [moment_of(file) for file in backups.made()] == [start + timedelta(days=day) for day in (2, 3, 4)]
    long_ago = start - timedelta(days=20_000)
    assert backups.make_if_due(long_ago)
    assert backups.make_if_due(long_ago + timedelta(hours=1)) is None
    assert len(backups.made()) == 3


async def make_database(address: str) -> None:
    async with MemberStore.open(address):
        pass


@given(
    st.lists(st.tuples(st.floats(0, 7200), st.floats(-LEAP, LEAP)), max_size=30),
    st.floats(LEAP * 1.1, 1e9) | st.floats(-1e9, -LEAP * 1.1),
)
def test_a_leap_is_doubted_for_a_day_and_corrections_are_not(
    corrections: list[tuple[float, float]], leap: float
) -> None:
    wall = passed = 1e6

    clock = WallClock(lambda: wall, lambda: passed)
    for pause, correction in corrections:
        passed += pause
        wall += pause + 0.9 * correction
        assert clock.is_believed()
    wall += leap
    assert not clock.is_believed()
    passed, wall = passed + DOUBT - 1, wall + DOUBT - 1
    assert not clock.is_believed()
    passed, wall = passed + 2, wall + 2
    assert clock.is_believed()


def test_time_itself_goes_on() -> None:
    before = steady()
    assert steady() >= before
