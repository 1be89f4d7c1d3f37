"""`python -m bot`: the bot on Discord where DISCORD_TOKEN is set, else the playground in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import logging
import os
import signal
import sys
from typing import TYPE_CHECKING

from bot.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings

log = logging.getLogger("bot")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run until stopped.

    Returns:
        0 after an orderly end, 1 where a start is impossible or, with --strict, a command failed.
    """
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument(
        "--strict",
        action="store_true",
        help="in the playground, end with status 1 at the first command that fails",
    )
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # TensorFlow's start-up chatter helps nobody
    for threads in ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # sharing one answer out takes longer than giving it
    try:
        settings = load_settings()
    except SettingsError as error:
        return _give_up(error)
    logging.basicConfig(
        level=logging.INFO if settings.discord_token else logging.WARNING,
        format="%(asctime)s %(levelname)-7s %(name)s: %(message)s",
    )
    if settings.discord_token is None:
        logging.getLogger("discord").setLevel(logging.ERROR)  # the playground's Discord needs no advice
    return asyncio.run(_until_stopped(settings, strict=options.strict))


async def _until_stopped(settings: Settings, *, strict: bool) -> int:
    """Run, and end in order at SIGINT and SIGTERM."""
    running = asyncio.create_task(_run(settings, strict=strict))
    for stop in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            asyncio.get_running_loop().add_signal_handler(stop, running.cancel)
    try:
        return await running
    except asyncio.CancelledError:
        log.info("Stopped.")
        return 0


async def _run(settings: Settings, *, strict: bool) -> int:
    # TensorFlow takes seconds to import: a wrong setting should not have to wait for it.
    from bot.connection import StartError, stay_connected
    from bot.members.store import StoreError
    from bot.playground import play
    from bot.service import open_service
    from recommender.bundle import BundleError

    try:
        async with open_service(settings) as service:
            if settings.discord_token is None:
                return await play(service, settings, strict=strict)
            await stay_connected(service, settings, settings.discord_token.get_secret_value())
    except (BundleError, StoreError, StartError) as error:
        return _give_up(error)
    return 0


def _give_up(error: Exception) -> int:
    print(error, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
