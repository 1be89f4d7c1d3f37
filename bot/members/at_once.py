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
    the thread has to wait for the interpreter, and then the loop has to.
    """

    async def _execute(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - as aiosqlite's
        if self._connection is None or self._waits(fn, args):
            return await super()._execute(fn, *args, **kwargs)  # type: ignore[no-untyped-call]
        return fn(*args, **kwargs)

    def _waits(self, _fn: Callable[..., Any], _args: tuple[Any, ...]) -> bool:
        return False


class AtOnceButToWait(AtOnce):
    """Does so as well, but leaves to its thread what waits for others or the disk, or may be long."""

    def _waits(self, fn: Callable[..., Any], args: tuple[Any, ...]) -> bool:
        if fn.__name__ == "execute":
            return not args[0].startswith(("SELECT", "INSERT"))
        return fn.__name__ in {"executemany", "commit"}


def connected(kind: type[AtOnce], file: Path) -> AtOnce:
    """A connection to the file, to be awaited once."""
    return kind(lambda: sqlite3.connect(file, check_same_thread=False), CHUNK)
