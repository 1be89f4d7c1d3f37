"""An SQLite database copied while others use it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from bot.members.faults import StoreError, complaint

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def sqlite_faults(file: Path) -> Iterator[None]:
    """Say in a `StoreError` what goes wrong with a file."""
    try:
        yield
    except (sqlite3.Error, OSError, UnicodeDecodeError) as error:
        raise StoreError(complaint(str(file), error)) from error


def connect(file: Path) -> sqlite3.Connection:
    """Open an SQLite file that is there, without transactions of Python's own."""
    connection = sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, isolation_level=None)
    # Text of a damaged file may be of no encoding: that is for the check to find, and not to fail by.
    connection.text_factory = lambda text: text.decode(errors="replace")
    return connection


def copy_database(source: Path, target: Path) -> None:
    """Copy a database as it is at one moment, and check the copy, before it takes the target's place.

    Whoever writes to the source meanwhile is not held up. The copy is one file that nobody but the bot's own
    account may read. Whatever goes wrong, the target stays as it was.

    Raises:
        StoreError: the source is damaged, or the copy cannot be written.
    """
    with copied_aside(source, target) as copy:
        put_in_place(copy, target)


@contextmanager
def copied_aside(source: Path, target: Path) -> Iterator[Path]:
    """The checked copy of a database, in a file beside the target that is gone in the end."""
    with sqlite_faults(target):
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)  # with 0600
        os.close(number)
    copy = Path(name)
    try:
        with sqlite_faults(source), closing(connect(source)) as reading:
            reading.execute("PRAGMA schema_version")  # a source that is no database is not the copy's fault
            with sqlite_faults(target), closing(connect(copy)) as writing:
                reading.backup(writing)
                # The source keeps a log of changes beside it; a copy is better off as one file.
                writing.execute("PRAGMA journal_mode = DELETE")
                found = writing.execute("PRAGMA integrity_check(1)").fetchone()[0]
        if found != "ok":
            raise StoreError(complaint(str(source), sqlite3.DatabaseError("malformed")))
        yield copy
    finally:
        for part in (copy, Path(f"{copy}-journal")):
            part.unlink(missing_ok=True)


def put_in_place(copy: Path, target: Path) -> None:
    """Let a file that is complete take the target's place, for good even when the power goes."""
    with sqlite_faults(target):
        _to_disk(copy)
        copy.replace(target)
        if os.name == "posix":  # elsewhere a folder cannot be opened
            _to_disk(target.parent)


def _to_disk(path: Path) -> None:
    number = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(number)
    finally:
        os.close(number)
