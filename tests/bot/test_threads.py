"""Threads beside the event loop."""

from __future__ import annotations

import asyncio
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from bot.threads import LONG, TURN, at_length, favour_the_loop, in_turn

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _turn_as_before() -> Iterator[None]:
    before = sys.getswitchinterval()
    yield
    sys.setswitchinterval(before)


async def test_answers_are_worked_on_in_turn() -> None:
    at_work: list[int] = []

    def work(number: int) -> int:
        at_work.append(number)
        assert at_work == [number]
        at_work.remove(number)
        return number

    assert await asyncio.gather(*(in_turn(work, n) for n in range(20))) == [*range(20)]


async def test_long_work_holds_up_no_answer() -> None:
    favour_the_loop()
    assert sys.getswitchinterval() == pytest.approx(TURN)
    go_on = threading.Event()
    long = [asyncio.create_task(at_length(go_on.wait, timeout=30)) for _ in range(2 * LONG)]
    await asyncio.sleep(0)
    assert await in_turn(lambda: not go_on.is_set())
    assert not any(task.done() for task in long)
    go_on.set()
    assert await asyncio.gather(*long) == [True] * len(long)


async def test_answers_hold_up_nothing_that_waits_for_the_network() -> None:
    go_on = threading.Event()
    answer = asyncio.create_task(in_turn(go_on.wait, timeout=30))
    await asyncio.sleep(0)
    await asyncio.to_thread(go_on.set)
    assert await answer


async def test_what_goes_wrong_in_a_thread_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        await at_length(lambda: 1 / 0)
