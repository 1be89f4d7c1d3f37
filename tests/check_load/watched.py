"""The bot as `python -m bot` runs it, on another Discord, with a watch over its event loop.

`python -m tests.check_load.watched ADDRESS REPORT` writes to the file REPORT when it is stopped.
"""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

from discord.gateway import DiscordWebSocket
from discord.http import Route
from yarl import URL

import bot.__main__ as program

if TYPE_CHECKING:
    from bot.settings import Settings

NAP = 0.01  # seconds; to look more often takes a noticeable part of the loop
NOTED = 0.01  # seconds


def main() -> int:
    """Run until stopped."""
    Route.BASE = sys.argv[1]
    DiscordWebSocket.DEFAULT_GATEWAY = URL(sys.argv[1]).origin().with_scheme("ws")
    report = Path(sys.argv[2])
    run = program._run
    gaps: list[tuple[float, float, float]] = []

    async def watched(settings: Settings, *, strict: bool) -> int:
        watch = asyncio.create_task(_watch(gaps))
        try:
            return await run(settings, strict=strict)
        finally:
            watch.cancel()

    program._run = watched  # `unittest.mock` would take memory that the bot does not
    status = program.main([])
    report.write_text(json.dumps(gaps))
    return status


async def _watch(gaps: list[tuple[float, float, float]]) -> None:
    """Note when the loop was late, by how much, and how much of that its own thread was at work."""
    while True:
        start, worked = perf_counter(), thread_time()
        await asyncio.sleep(NAP)
        late = perf_counter() - start - NAP
        if late > NOTED:
            gaps.append((start, late, thread_time() - worked))


if __name__ == "__main__":
    sys.exit(main())
