"""Threads beside the event loop: two for the work of answers, which is short, and others for what is long.

Python runs one thread at a time, and a thread that is at work lets another have its turn only now and then.
So the more threads are at work, and the longer their turns, the longer the loop waits for its own.
"""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

P = ParamSpec("P")
T = TypeVar("T")

AT_WORK = 2
TURN = 0.0002  # seconds


class Pool(ThreadPoolExecutor):
    """Threads, and how much waits for them."""

    @property
    def waiting(self) -> int:
        """How much has no thread yet."""
        return self._work_queue.qsize()


_pools = {"long": Pool(AT_WORK, "long")}


def favour_the_loop() -> None:
    """Keep the running loop from waiting: few threads for `asyncio.to_thread`, and short turns for all."""
    _pools["answer"] = Pool(AT_WORK, "answer")
    asyncio.get_running_loop().set_default_executor(_pools["answer"])
    sys.setswitchinterval(TURN)


async def at_length(work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    """Do what may take longer than an answer may, out of the way of answers."""
    return await asyncio.get_running_loop().run_in_executor(_pools["long"], partial(work, *args, **options))


def waiting() -> dict[str, int]:
    """How much waits for a thread, by what it is: an answer, or what is long."""
    return {kind: pool.waiting for kind, pool in _pools.items()}
