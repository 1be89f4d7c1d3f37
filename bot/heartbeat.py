"""Whether the bot is at work, as a supervisor without network can ask: `python -m bot.heartbeat`.

While the bot is connected, or about to be, its event loop renews a file. A loop that is stuck, or a process
that is gone, does not.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from bot.settings import SettingsError, data_folder, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.shards import Shards

EVERY = 15  # seconds
LATEST = 60  # seconds; who waits that long for the loop is stuck

log = logging.getLogger(__name__)


@contextmanager
def beating(file: Path, every: float = EVERY) -> Iterator[None]:
    """Have the running loop renew a file every so many seconds, and remove it at the end."""
    loop = asyncio.get_running_loop()
    upcoming: asyncio.Handle

    def beat() -> None:
        nonlocal upcoming
        _renew(file)
        upcoming = loop.call_later(every, beat)

    upcoming = loop.call_soon(beat)
    try:
        yield
    finally:
        upcoming.cancel()
        with suppress(OSError):
            file.unlink()


def beats(file: Path) -> bool:
    """Whether the file was renewed of late."""
    try:
        return abs(time.time() - file.stat().st_mtime) < LATEST  # a clock set back makes it no younger
    except OSError:
        return False


def heartbeat_file(shards: Shards | None = None) -> Path:
    """Where the bot's is; bots that share a data folder and run the same shards share it."""
    return data_folder() / (f"heartbeat-{shards.ids[0]}" if shards else "heartbeat")


def main() -> str | None:
    """What is wrong with the bot that runs with these settings; None where it is at work."""
    try:
        settings = load_settings()
    except SettingsError as error:
        return str(error)
    if beats(heartbeat_file(settings.shards)):
        return None
    return "The bot is not connected, or stuck: its log says more."


def _renew(file: Path) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError as error:
        log.warning("The heartbeat %s cannot be renewed: %s", file, error.strerror)


if __name__ == "__main__":
    sys.exit(main())
