"""Ending in order: what was begun is finished, for a while."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sqlite3
import sys
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot import running
from bot.members.store import MemberStore
from bot.model import Model
from bot.running import NotRunningError, ask_to_reload, reloadable, until_stopped
from bot.service import Service, Services
from bot.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

    from tests.bot.stage import Stage

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


async def forever() -> int:
    await asyncio.Event().wait()
    return 5


async def test_the_status_of_the_work_is_passed_on() -> None:
    async def work() -> int:
        return 5

    assert await until_stopped(work()) == 5


async def test_a_fault_of_the_work_is_passed_on() -> None:
    async def work() -> int:
        raise KeyError

    with pytest.raises(KeyError):
        await until_stopped(work())


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
async def test_an_answer_that_was_begun_is_given_before_the_end(
    stage: Stage, tmp_path: Path, stop: signal.Signals
) -> None:
    with closing(sqlite3.connect(tmp_path / "members.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        stopping = asyncio.create_task(until_stopped(forever()))
        answer = asyncio.create_task(stage.slash("rate genre", genre="Action", rating=9))
        await asyncio.sleep(0.1)
        os.kill(os.getpid(), stop)
        await asyncio.sleep(0.1)
        assert not stopping.done()
        other.execute("COMMIT")
    assert await stopping == 0
    assert (await answer).acknowledged
    assert "Action" in (await stage.bot.service._store.load(stage.alice.id)).genres


async def test_an_answer_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "FINISH_SECONDS", 0.05)
    answer = asyncio.create_task(forever(), name="CommandTree-invoker")
    stopping = asyncio.create_task(until_stopped(forever()))
    await asyncio.sleep(0)
    os.kill(os.getpid(), signal.SIGTERM)
    assert await stopping == 0
    assert not answer.done()
    answer.cancel()


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return Settings()


async def test_a_bot_that_runs_is_asked_and_one_that_has_ended_is_not(
    service: Service, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.running")
    with pytest.raises(NotRunningError):
        ask_to_reload(settings)
    loaded = service._model.current
    with reloadable(service, settings):
        assert ask_to_reload(settings) == os.getpid()
        async with asyncio.timeout(60):
            while "Reloaded: model " not in caplog.text:  # noqa: ASYNC110 - a log sets no event
                await asyncio.sleep(0.01)
        assert service._model.current is not loaded
    with pytest.raises(NotRunningError):
        ask_to_reload(settings)


async def test_a_second_bot_runs_all_the_same(
    service: Service, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    with reloadable(service, settings), reloadable(service, settings):
        assert "will not find this bot" in caplog.text


async def test_a_reload_reaches_the_other_processes_on_the_database(
    model: Model,
    members_address: str,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(running, "LOOK_SECONDS", 0.01)
    caplog.set_level(logging.INFO, "bot.running")
    first, other = Model(model.current), Model(model.current)
    async with MemberStore.open(members_address) as one, MemberStore.open(members_address) as two:
        asking, following = Service(one, first, Services()), Service(two, other, Services())
        with reloadable(following, settings):
            await asyncio.sleep(0.1)
            assert other.current is model.current
            await asking.reload_everywhere()
            async with asyncio.timeout(60):
                while "Reloaded: model " not in caplog.text:  # noqa: ASYNC110 - a log sets no event
                    await asyncio.sleep(0.01)
            assert other.current is not model.current
            again = other.current
            await asyncio.sleep(0.1)
            assert other.current is again
    assert first.current is not model.current


async def test_any_of_several_processes_is_asked(
    service: Service, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    second = replace(settings, shard_count=2, shard_ids=(1,))
    with reloadable(service, second):
        assert ask_to_reload(settings) == os.getpid()
        async with asyncio.timeout(60):
            while "reload" not in caplog.text.lower() and not service.model.reloads:  # noqa: ASYNC110 - likewise
                await asyncio.sleep(0.01)
    assert "will not find" not in caplog.text
