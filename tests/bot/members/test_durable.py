from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.members import durable
from bot.members.durable import ChangeLog

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(tmp_path / "x.db")) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("CREATE TABLE t (x)")
        connection.commit()
        yield connection


@pytest.fixture
def log(tmp_path: Path) -> Iterator[ChangeLog]:
    log = ChangeLog(tmp_path / "x.db")
    yield log
    log.close()


async def test_one_call_brings_all_that_wait_for_it_to_the_disk(
    connection: sqlite3.Connection, log: ChangeLog, monkeypatch: pytest.MonkeyPatch
) -> None:
    connection.execute("INSERT INTO t VALUES (1)")
    connection.commit()
    calls = []
    fsync = durable.os.fsync
    monkeypatch.setattr(durable.os, "fsync", lambda file: calls.append(file) or fsync(file))
    await asyncio.gather(*(log.flush() for _ in range(20)))
    assert 1 <= len(calls) <= 2, "the first goes at once, the others wait for one more"
    await log.flush()
    assert len(calls) <= 3


async def test_a_call_that_is_given_up_stops_nobody(log: ChangeLog, connection: sqlite3.Connection) -> None:
    assert connection
    given_up = asyncio.create_task(log.flush())
    await asyncio.sleep(0)
    given_up.cancel()
    await asyncio.wait_for(log.flush(), 5)


async def test_a_log_that_grew_is_put_into_the_file(
    connection: sqlite3.Connection, log: ChangeLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(durable, "LARGE", 64 << 10)
    before = (tmp_path / "x.db").stat().st_size
    connection.execute("INSERT INTO t VALUES (zeroblob(200000))")
    connection.commit()
    await log.flush()
    assert (tmp_path / "x.db").stat().st_size >= before + 200_000


async def test_a_disk_that_fails_is_not_passed_over(log: ChangeLog) -> None:
    with pytest.raises(OSError, match="No such file"):
        await log.flush()
