"""What must not happen meanwhile: a fault, a secret in the log, a late loop, a changed row."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import closing, contextmanager
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bot.logs import TEXT, TextFormatter
from tests.check_fuzz.here import ALICE, BOB
from tests.check_fuzz.host import SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAP = 0.002  # seconds


class Log(logging.Handler):
    """Keeps what is wrong with what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.setFormatter(TextFormatter(TEXT))
        self.wrong: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Look at an entry."""
        entry = self.format(record)
        if record.levelno >= logging.ERROR:
            self.wrong.append(entry)
        if any(secret in entry for secret in (str(ALICE), str(BOB), SECRET)):
            self.wrong.append(f"The log tells a secret: {entry}")


class Loop:
    """Notes how late the loop is.

    A gap counts for no more than the process was at work in it: for the rest the machine was busy with other
    programs.
    """

    def __init__(self) -> None:
        self.longest = 0.0

    async def watch(self) -> None:
        """Note it until cancelled."""
        while True:
            start, worked = perf_counter(), process_time()
            await asyncio.sleep(NAP)
            gap = min(perf_counter() - start - NAP, process_time() - worked)
            self.longest = max(self.longest, gap)


class Rows:
    """The rows of a database in which a member's id does not stand."""

    def __init__(self, database: Path, member: int) -> None:
        self._member = member
        self._connection = sqlite3.connect(database)
        self._version = self._read_version()
        self._rows = self._others()

    def changed(self) -> str | None:
        """What is different about them since the last time."""
        version = self._read_version()
        if version == self._version:
            return None
        self._version, before, self._rows = version, self._rows, self._others()
        return None if before == self._rows else f"Other rows: {sorted(map(str, before ^ self._rows))[:5]}"

    def close(self) -> None:
        """Let the database go."""
        self._connection.close()

    def _read_version(self) -> int:
        return int(self._connection.execute("PRAGMA data_version").fetchone()[0])

    def _others(self) -> set[tuple[object, ...]]:
        with closing(self._connection.cursor()) as cursor:
            names = [n for (n,) in cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {
                (name, *row)
                for name in names
                for row in cursor.execute(f"SELECT * FROM {name}")  # noqa: S608 - its own names
                if self._member not in row
            }


@contextmanager
def logged() -> Iterator[Log]:
    """Watch the log."""
    root, log = logging.getLogger(), Log()
    level = root.level
    root.addHandler(log)
    root.setLevel(logging.INFO)
    yield log
    root.setLevel(level)
    root.removeHandler(log)
