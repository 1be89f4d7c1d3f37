"""The heartbeat is there as long as the loop turns, and no longer."""

from __future__ import annotations

import asyncio
import logging
import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from bot import heartbeat
from bot.heartbeat import beating, beats
from tests.bot.test_playground import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


async def until_renewed(file: Path) -> None:
    """Wait for the next beat after making the last look old."""
    os.utime(file, (0, 0))
    while not beats(file):  # noqa: ASYNC110 - a file sets no event
        await asyncio.sleep(0.001)


async def test_it_is_renewed_while_the_loop_turns_and_gone_at_the_end(tmp_path: Path) -> None:
    file = tmp_path / "heartbeat"
    assert not beats(file)
    with beating(file, every=0.001):
        await asyncio.sleep(0)
        assert beats(file)
        assert file.stat().st_mode & 0o077 == 0
        async with asyncio.timeout(10):
            await until_renewed(file)
            await until_renewed(file)
    assert not file.exists()


async def test_a_stuck_loop_has_none_soon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "heartbeat"
    with beating(file, every=0.001):
        await asyncio.sleep(0)
        later = time.time() + heartbeat.LATEST + 1
        monkeypatch.setattr(heartbeat.time, "time", lambda: later)
        assert not beats(file)


async def test_a_folder_that_takes_no_file_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").touch()
    with caplog.at_level(logging.WARNING), beating(tmp_path / "file" / "heartbeat"):
        await asyncio.sleep(0)
    assert "cannot be renewed" in caplog.text


def asked(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bot.heartbeat"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "XDG_DATA_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_supervisor_is_told_by_the_status(tmp_path: Path) -> None:
    none = asked(tmp_path)
    assert none.returncode == 1
    assert none.stderr.count("\n") == 1
    (tmp_path / "osusume").mkdir()
    (tmp_path / "osusume" / "heartbeat").touch()
    assert asked(tmp_path).returncode == 0
