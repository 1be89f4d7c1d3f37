"""`python -m bot`: the bot on Discord where DISCORD_TOKEN is set, else the playground in the terminal."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bot import __version__
from bot.exits import Exit
from bot.logs import start_log
from bot.settings import SettingsError, load_settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the arguments say, by default: run until stopped.

    Returns:
        One of `Exit`: 0 after an orderly end.
    """
    options = _parser().parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")  # TensorFlow's start-up chatter helps nobody
    for threads in ("TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # sharing one answer out takes longer than giving it
    try:
        settings = load_settings()
        _log(settings, running=options.command == "run")
        match options.command:
            case "backup":
                status = _back_up(settings, options.file)
            case "restore":
                status = _restore(settings, options.file)
            case "move":
                status = asyncio.run(_move(options.source, options.target))
            case "reload":
                status = _reload(settings)
            case "doctor":
                status = asyncio.run(_examine(settings))
            case _:
                from bot.running import until_stopped

                status = asyncio.run(until_stopped(_run(settings, strict=options.strict)))
    except SettingsError as error:
        return _give_up(error, Exit.WRONG_SETTING)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bot", description=__doc__)
    parser.add_argument("--version", action="version", version=f"Osusume {__version__}")
    strict = "in the playground, end with status 1 at the first command that fails"
    parser.add_argument("--strict", action="store_true", help=strict)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    parser.set_defaults(command="run")
    run = commands.add_parser("run", help="run the bot or the playground, as without a command")
    run.add_argument("--strict", action="store_true", default=argparse.SUPPRESS, help=strict)
    backup = commands.add_parser("backup", help="copy the members' database into FILE, while the bot may run")
    restore = commands.add_parser(
        "restore", help="put a backup in the database's place, with the bot stopped"
    )
    for command in (backup, restore):
        command.add_argument("file", type=Path, metavar="FILE")
    move = commands.add_parser(
        "move", help="copy all from one members' database to another, empty one, with the bot stopped"
    )
    move.add_argument("source", metavar="FROM", help="its address, as in DATABASE_URL")
    move.add_argument("target", metavar="TO", help="the other's, such as postgresql://name@host/osusume")
    commands.add_parser("reload", help="have the running bot take up the bundle in MODEL_DIR anew")
    commands.add_parser("doctor", help="look for what keeps the bot from running well, and say what to do")
    return parser


def _log(settings: Settings, *, running: bool) -> None:
    level = logging.INFO if running and settings.discord_token else logging.WARNING
    start_log(level, as_json=settings.log_format == "json")
    if settings.discord_token is None:
        logging.getLogger("discord").setLevel(logging.ERROR)  # the playground's Discord needs no advice


async def _run(settings: Settings, *, strict: bool) -> int:
    # TensorFlow takes seconds to import: a wrong setting should not have to wait for it.
    from bot.connection import StartError, UnreachableError, stay_connected
    from bot.exporter import exported
    from bot.members.store import StoreError
    from bot.memory import give_back_memory
    from bot.metrics import Metrics
    from bot.running import reloadable
    from bot.service import open_service
    from bot.threads import favour_the_loop
    from recommender.bundle import BundleError

    favour_the_loop()
    give_back_memory()
    try:
        metrics = Metrics()
        async with open_service(settings, metrics) as service:
            with reloadable(service, settings):
                if settings.discord_token is None:
                    from bot.playground import play

                    return await play(service, settings, strict=strict)
                async with exported(metrics, settings):
                    token = settings.discord_token.value
                    await stay_connected(service, settings, token, metrics)
    except BundleError as error:
        return _give_up(error, Exit.NO_BUNDLE)
    except StoreError as error:
        return _give_up(error, Exit.NO_DATABASE)
    except UnreachableError as error:
        return _give_up(error, Exit.UNREACHABLE)
    except StartError as error:
        return _give_up(error, Exit.REFUSED)
    return Exit.ENDED


def _back_up(settings: Settings, file: Path) -> int:
    from bot.members.backup import back_up
    from bot.members.database import StoreError, sqlite_file

    try:
        back_up(sqlite_file(settings.database_url.value), file)
    except StoreError as error:
        return _give_up(error, Exit.NO_DATABASE)
    print(f"The members' database is backed up to {file}.")
    return Exit.ENDED


def _restore(settings: Settings, file: Path) -> int:
    from bot.members.backup import restore
    from bot.members.database import StoreError, sqlite_file

    try:
        done = restore(sqlite_file(settings.database_url.value), file)
    except StoreError as error:
        return _give_up(error, Exit.NO_DATABASE)
    print(f"{file} is restored: {done.members} members, without {done.left_out} who were deleted since.")
    if done.aside:
        print(
            f"The replaced database is {done.aside}: delete it once all is well, as it holds members' data."
        )
    return Exit.ENDED


async def _move(source: str, target: str) -> int:
    from bot.members.database import StoreError
    from bot.members.moving import move

    try:
        moved = await move(source, target)
    except StoreError as error:
        return _give_up(error, Exit.NO_DATABASE)
    for table, rows in moved.items():
        print(f"{table:<16}{rows:>9}")
    print("Moved, counted and compared: name the new database in DATABASE_URL, and start the bot.")
    return Exit.ENDED


def _reload(settings: Settings) -> int:
    from bot.running import NotRunningError, ask_to_reload

    try:
        process = ask_to_reload(settings)
    except NotRunningError as error:
        return _give_up(error, Exit.FAILED)
    print(f"The bot (process {process}) loads its bundle anew: its log says what comes of it.")
    return Exit.ENDED


async def _examine(settings: Settings) -> int:
    from bot.doctor import examine

    findings = await examine(settings)
    for finding in findings:
        print(f"{'ok' if finding.good else 'FAULT':<6}{finding.subject:<12}{finding.sentence}")
    return Exit.ENDED if all(finding.good for finding in findings) else Exit.FAILED


def _give_up(error: Exception, status: Exit) -> int:
    print(error, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
