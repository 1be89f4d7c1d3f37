"""Say how long the bot takes to be back after a fault: `python -m tests.check_faults`.

The bot runs as `python -m bot` does, in a process of its own with the shipped model, on an unreliable Discord
in this process. Told is the time from each fault until the next answer. Ends with status 1 where that is over
`MOST_SECONDS`, or something told is not kept. It takes about two minutes.
"""

# ruff: noqa: T201 - a command

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from tests.bot.test_process import ROOT, kept, process
from tests.bot.unreliable import INVALID_SESSION, MEMBER, RECONNECT, Fault, Unreliable, limited, rate_genre

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

PAUSE = 12.0  # seconds; one fault has nothing to do with the next
MOST_SECONDS = 30.0  # Discord away for 5, pauses that have grown to 8, and 5 before a new session
CALLBACK = "/callback"


async def _meet(discord: Unreliable, fault: Fault) -> None:
    discord.faults = [fault]


async def _away(discord: Unreliable) -> None:
    await discord.go_away()
    await asyncio.sleep(5)
    await discord.come_back()


FAULTS: dict[str, Callable[[Unreliable], Awaitable[None]]] = {
    "none": lambda discord: _meet(discord, Fault(CALLBACK, times=0)),
    "the gateway's connection is cut": lambda discord: discord.cut_socket(),
    "the gateway asks to connect anew": lambda discord: discord.say(RECONNECT),
    "the gateway forgets the session": lambda discord: discord.say(INVALID_SESSION, data=False),
    "the gateway sends what is nothing": lambda discord: discord.say_bytes(b"\x00\xff\x00\x00\xff\xff"),
    "Discord is away for 5 s": _away,
    "an answer's connection is cut": lambda discord: _meet(discord, Fault(CALLBACK)),
    "the same, once the answer was taken": lambda discord: _meet(discord, Fault(CALLBACK, taken=True)),
    "an answer is put off by 1 s": lambda discord: _meet(discord, limited(CALLBACK, 1.0)),
    "an answer meets a 502": lambda discord: _meet(discord, Fault(CALLBACK, 502)),
}


def main() -> int:
    """Measure, and say what was broken by status 1."""
    return asyncio.run(_measure())


async def _measure() -> int:
    slow, number = False, MEMBER
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        async with Unreliable.open(1) as discord, process(discord, ROOT / "models" / "osusume", place) as bot:
            print("| fault | the next answer comes after |", "| --- | --- |", sep="\n")
            for name, cause in FAULTS.items():
                await asyncio.sleep(PAUSE)
                number += 1
                began = perf_counter()
                await cause(discord)
                await discord.ready.wait()
                await discord.answered(rate_genre("Action", member=number))
                took = perf_counter() - began
                slow |= took > MOST_SECONDS
                print(f"| {name} | {took:.2f} s |", flush=True)
            discord.faults = [limited(CALLBACK, 1.0, times=9)]
            begun = [rate_genre("Action", member=number + n) for n in range(1, 10)]
            for sent in begun:
                await discord.tell(sent)
            while discord.faults[0].times:  # noqa: ASYNC110 - Discord sets no event
                await asyncio.sleep(0.01)
            began = perf_counter()
            bot.send_signal(signal.SIGTERM)
            await bot.wait()
            given = sum(sent["id"] in discord.answers for sent in begun)
            took = perf_counter() - began
            print(f"\nTold to end amid 9 answers, it gave {given} and ended after {took:.2f} s.")
        lost = set(range(MEMBER + 1, number + 10)) - {member for member, _ in kept(place)}
    print(f"Of {number + 9 - MEMBER} members, {len(lost)} are not kept.")
    return 1 if slow or lost else 0


if __name__ == "__main__":
    sys.exit(main())
