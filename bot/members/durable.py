"""SQLite's log of changes, and when it is on the disk."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

LARGE = 4 << 20  # bytes; a log that grew to this is put into the database file


class ChangeLog:
    """Brings committed changes to the disk, with one call for all that wait for it.

    That is all of a change that waits, and so all that needs a thread.
    """

    def __init__(self, file: Path) -> None:
        self._file, self._log = file, Path(f"{file}-wal")
        self._thread = ThreadPoolExecutor(1, "disk")
        self._line = asyncio.Lock()
        self._asked = self._done = 0

    async def flush(self) -> None:
        """Return once all that was committed so far outlasts a loss of power.

        Raises:
            OSError: the disk failed.
        """
        self._asked += 1
        mine = self._asked
        async with self._line:
            if self._done < mine:
                reached = self._asked
                await asyncio.get_running_loop().run_in_executor(self._thread, self._to_disk)
                self._done = reached

    def close(self) -> None:
        """Wait for what is under way."""
        self._thread.shutdown()

    def _to_disk(self) -> None:
        log = os.open(self._log, os.O_RDWR)
        try:
            os.fsync(log)
            large = os.fstat(log).st_size >= LARGE
        finally:
            os.close(log)
        if large:
            with closing(sqlite3.connect(self._file)) as connection:
                connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
