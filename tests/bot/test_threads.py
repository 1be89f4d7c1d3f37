"""Threads beside the event loop."""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from bot.threads import AT_WORK, TURN, at_length, favour_the_loop

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _turn_as_before() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


async def test_few_answers_are_worked_on_at_once_and_turns_are_short() -> None:
    favour_the_loop()
    assert sys.getswitchinterval() == pytest.approx(TURN)
    lock, at_work, most = threading.Lock(), 0, 0
    all_there = threading.Event()

    def work() -> None:
        nonlocal at_work, most
        with lock:
            at_work += 1
            most = max(most, at_work)
            if at_work == AT_WORK:
                all_there.set()
        all_there.wait(10)
        with lock:
            at_work -= 1

    await asyncio.gather(*(asyncio.to_thread(work) for _ in range(3 * AT_WORK)))
    assert most == AT_WORK


async def test_long_work_holds_up_no_answer() -> None:
    favour_the_loop()
    go_on = threading.Event()
    long = [asyncio.create_task(at_length(go_on.wait, timeout=30)) for _ in range(2 * AT_WORK)]
    await asyncio.sleep(0)
    assert await asyncio.to_thread(lambda: not go_on.is_set())
    assert not any(task.done() for task in long)
    go_on.set()
    assert await asyncio.gather(*long) == [True] * len(long)


async def test_what_goes_wrong_in_a_thread_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        await at_length(lambda: 1 / 0)
