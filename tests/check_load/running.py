"""The bot as a process of its own, and what it and the processes that it starts take of the machine."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.check_load.loopback import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.check_load.loopback import Loopback

ROOT = Path(__file__).parents[2]
MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bot finds what it needs.

    Attributes:
        model: the bundle that answers.
        database: its address.
        folder: for everything else that it keeps.
        python: which runs it.
    """

    model: Path
    database: str
    folder: Path
    python: Path = Path(sys.executable)

    def report(self, shard: int) -> Path:
        """What `tests.check_load.watched` writes at the end of a shard's process."""
        return self.folder / f"report.{shard}.json"


@asynccontextmanager
async def running_bot(
    discord: Loopback, place: Place, **settings: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot, ready to answer; in the end it is asked to stop, unless it is gone by then.

    Raises:
        RuntimeError: it did not get ready.
    """
    discord.ready.clear()
    told = {
        "DISCORD_TOKEN": "loopback",
        "DATABASE_URL": place.database,
        "MODEL_DIR": str(place.model),
        "XDG_DATA_HOME": str(place.folder),
        **_share(discord),
        **settings,
    }
    bot = await asyncio.create_subprocess_exec(
        place.python,
        "-m",
        "tests.check_load.watched",
        f"http://127.0.0.1:{discord.port}/api/v10",
        str(place.report(discord.shard[0])),
        cwd=ROOT,
        env=os.environ | told,
    )
    ready = asyncio.create_task(discord.ready.wait())
    ended = asyncio.create_task(bot.wait())
    try:
        await asyncio.wait({ready, ended}, timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        if not ready.done():
            raise RuntimeError("The bot did not start.")
        yield bot
    finally:
        ready.cancel()
        with contextlib.suppress(ProcessLookupError):
            bot.send_signal(signal.SIGTERM)
        await ended


def _share(discord: Loopback) -> dict[str, str]:
    """The settings by which the bot runs that Discord's shard; none where there is but one."""
    shard, count = discord.shard
    return {"SHARD_IDS": str(shard), "SHARD_COUNT": str(count)} if count > 1 else {}


def memory(pid: int) -> float:
    """The resident memory of a process and its descendants, in MiB; what they share counts for each."""
    pages = 0
    for number in family(pid):
        with contextlib.suppress(OSError):  # it ended meanwhile
            pages += int(Path(f"/proc/{number}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBIBYTE


def used(pid: int) -> float:
    """The processor time of a process and its descendants so far, those that ended too, in seconds."""
    ticks = 0
    for number in family(pid):
        with contextlib.suppress(OSError):
            ticks += sum(int(field) for field in _stat(number)[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def family(pid: int) -> Iterator[int]:
    """A process and all that descend from it."""
    parents = {}
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            parents[int(folder.name)] = int(_stat(int(folder.name))[1])
    found = [pid]
    while found:
        last = found.pop()
        yield last
        found += [number for number, parent in parents.items() if parent == last]


def _stat(pid: int) -> list[str]:
    """What /proc says of a process, from its state on: proc_pid_stat(5) names the third field first."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
