"""The bot as a process: it ends in order, and another process can ask it to take up another model."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING

from bot.settings import data_folder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine, Iterator
    from pathlib import Path

    from bot.service import Reloaded, Service
    from bot.settings import Settings

FINISH_SECONDS = 6  # for answers that were begun; a supervisor often kills after 10
# What discord.py calls the tasks of commands, of buttons and menus, and of events.
ANSWERING = ("CommandTree-invoker", "discord-ui-", "discord.py: on_")
LOOK_SECONDS = 5  # between looks whether another process reloaded
CAN_RELOAD = hasattr(signal, "SIGUSR1")  # Windows has no such signals

log = logging.getLogger(__name__)


class NotRunningError(Exception):
    """No bot can be asked; the message is one sentence that says what to do."""


async def until_stopped(work: Coroutine[None, None, int]) -> int:
    """Run until the work ends or SIGINT or SIGTERM comes; answers that were begun by then are finished.

    Returns:
        The status of the work; 0 after a signal.
    """
    running = asyncio.create_task(work)
    stopped = asyncio.Event()
    for stop in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows has no such handlers
            asyncio.get_running_loop().add_signal_handler(stop, stopped.set)
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait([running, waiting], return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not running.done():
        answering = [task for task in asyncio.all_tasks() if task.get_name().startswith(ANSWERING)]
        if answering:
            log.info("Stopping once %d answers are given.", len(answering))
            await asyncio.wait(answering, timeout=FINISH_SECONDS)
        running.cancel()
    try:
        return await running
    except asyncio.CancelledError:
        log.info("Stopped.")
        return 0


@contextmanager
def reloadable(service: Service, settings: Settings) -> Iterator[None]:
    """Take up another model whenever `ask_to_reload` says so, or another process on this database has."""
    following = asyncio.create_task(_follow(service))
    try:
        with _signalled(service, settings):
            yield
    finally:
        following.cancel()


@contextmanager
def _signalled(service: Service, settings: Settings) -> Iterator[None]:
    if not CAN_RELOAD:
        yield
        return
    loop, reloads = asyncio.get_running_loop(), set[asyncio.Task[None]]()

    def reload() -> None:
        task = loop.create_task(_asked(service))
        reloads.add(task)
        task.add_done_callback(reloads.discard)

    loop.add_signal_handler(signal.SIGUSR1, reload)
    try:
        with _announced(_note(settings)):
            yield
    finally:
        loop.remove_signal_handler(signal.SIGUSR1)


def ask_to_reload(settings: Settings) -> int:
    """Ask the bot that runs with these settings to load its bundle anew.

    Returns:
        The number of its process, whose log will say what came of it.

    Raises:
        NotRunningError: there is none.
    """
    if not CAN_RELOAD:
        raise NotRunningError("This system cannot signal the bot: use /admin reload on Discord.")
    import fcntl  # noqa: PLC0415 - Windows has none

    # Of several processes on one database any will do: it asks the others.
    for found in data_folder().glob(f"{_instance(settings)}*.pid"):
        with contextlib.suppress(OSError, ValueError), found.open() as note:
            try:
                fcntl.flock(note, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                process = int(note.read())
                os.kill(process, signal.SIGUSR1)
                return process
    raise NotRunningError(
        "No bot of this account runs with this DATABASE_URL: start it, or use /admin reload on Discord."
    )


async def _follow(service: Service) -> None:
    """Look every now and then whether another process was asked for another model."""
    from bot.members.store import StoreError  # noqa: PLC0415 - who only asks does not wait for TensorFlow

    away = False
    while True:
        try:
            await _told(service.follow())
            away = False
        except StoreError as error:
            if not away:
                log.warning("Reloads of other processes are not seen: %s", error)
            away = True
        except Exception:
            log.exception("A reload that another process was asked for failed.")
        await asyncio.sleep(LOOK_SECONDS)


async def _asked(service: Service) -> None:
    """Reload, and have the other processes do so too."""
    from bot.members.store import StoreError  # noqa: PLC0415 - who only asks does not wait for TensorFlow

    try:
        await _told(service.reload_everywhere())
    except StoreError as error:
        log.warning("Other processes may not know of the reload: %s", error)


async def _told(reloading: Awaitable[Reloaded | None]) -> None:
    """Say in the log what came of a reload."""
    from bot.service import UserError  # noqa: PLC0415 - who only asks does not wait for TensorFlow

    try:
        reloaded = await reloading
    except UserError as refusal:
        log.error("The model was not reloaded: %s", refusal.arguments.get("reason", refusal))  # noqa: TRY400 - the host's to mend
    else:
        if reloaded:
            log.info("Reloaded: model %s answers.", reloaded.after.version)


@contextmanager
def _announced(note: Path) -> Iterator[None]:
    """Keep the number of this process in a file that is locked for as long as it runs."""
    import fcntl  # noqa: PLC0415 - Windows has none

    with contextlib.ExitStack() as stack:
        try:
            note.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            file = stack.enter_context(note.open("a+"))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            file.truncate(0)
            file.write(str(os.getpid()))
            file.flush()
        except OSError as error:
            log.warning("python -m bot reload will not find this bot: %s", error)
        yield


def _note(settings: Settings) -> Path:
    shards = f"-{settings.shards.ids[0]}" if settings.shards else ""
    return data_folder() / f"{_instance(settings)}{shards}.pid"


def _instance(settings: Settings) -> str:
    """How the notes of all processes on one database begin."""
    digest = hashlib.sha256(settings.database_url.value.encode()).hexdigest()
    return f"running-{digest[:16]}"
