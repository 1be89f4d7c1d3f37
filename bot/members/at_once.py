"""A connection to an SQLite file that answers on the event loop."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

import aiosqlite

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHUNK = 64  # rows that an iteration would fetch


class AtOnce(aiosqlite.Connection):
    """Looks up on the event loop what takes a fraction of a millisecond.

    To hand each step of a question to a thread takes longer, and far longer where other threads are at work:
    the thread has to wait for the interpreter, and then the loop has to. Only for what reads: a change waits
    for the disk, and a thread that still does what nobody waits for must not share its connection.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as aiosqlite's
        if self._connection is None:
            raise ValueError("Connection closed")
        return fn(*args, **kwargs)


def at_once(file: Path) -> AtOnce:
    """A connection to the file, to be awaited once."""
    return AtOnce(lambda: sqlite3.connect(file, check_same_thread=False), CHUNK)
