"""Threads beside the event loop: one for the work of answers, which is short, and others for what is long.

Python runs one thread at a time, and a thread that is at work lets another have its turn only now and then.
So the more threads are at work, and the longer their turns, the longer the loop waits for its own. What waits
for the network and the disk has asyncio's own threads.
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

LONG = 2
TURN = 0.001  # seconds


class Pool(ThreadPoolExecutor):
    """Threads, and how much waits for them."""

    @property
    def waiting(self) -> int:
        """How much has no thread yet."""
        return self._work_queue.qsize()


_pools = {"answer": Pool(1, "answer"), "long": Pool(LONG, "long")}


def favour_the_loop() -> None:
    """Keep the loop from waiting: short turns for all threads."""
    sys.setswitchinterval(TURN)


async def in_turn(work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    """Do what an answer takes, one answer after the other."""
    return await asyncio.get_running_loop().run_in_executor(_pools["answer"], partial(work, *args, **options))


async def at_length(work: Callable[P, T], *args: P.args, **options: P.kwargs) -> T:
    """Do what may take longer than an answer may, out of the way of answers."""
    return await asyncio.get_running_loop().run_in_executor(_pools["long"], partial(work, *args, **options))


def waiting() -> dict[str, int]:
    """How much waits for a thread, by what it is: an answer, or what is long."""
    return {kind: pool.waiting for kind, pool in _pools.items()}
