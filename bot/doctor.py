"""What keeps the bot from running well, looked for without changing anything: `python -m bot doctor`."""

from __future__ import annotations

import asyncio
import base64
import binascii
import re
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import discord

from bot.client import INTENTS
from bot.connection import UNREACHABLE
from bot.members.backup import check_backup
from bot.members.copying import connect, sqlite_faults
from bot.members.database import StoreError, check_server, is_sqlite, known_revisions, sqlite_file
from bot.settings import ENV_FILE, OTHERS
from bot.upkeep import policy_of
from recommender import BundleError, Recommender

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.settings import Settings

TOKEN = re.compile(r"([\w-]{20,})\.[\w-]{5,}\.[\w-]{20,}", re.ASCII)
LEAST_ROOM = 100 * 2**20  # bytes
PATIENCE = 30  # seconds for Discord


class Fault(Exception):  # noqa: N818 - of the host's set-up
    """Something that is wrong; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of one look.

    Attributes:
        subject: at what.
        good: whether all is well.
        sentence: what was found, and where it is not good, what to do.
    """

    subject: str
    good: bool
    sentence: str


async def examine(settings: Settings) -> list[Finding]:
    """Look at everything, in the order in which a start needs it."""
    findings = []
    for subject, look in (
        ("Token", _token),
        ("Permissions", _permissions),
        ("Database", _database),
        ("Room", _room),
        ("Backups", _backups),
        ("Bundle", _bundle),
    ):
        try:
            findings.append(Finding(subject, good=True, sentence=await asyncio.to_thread(look, settings)))
        except (Fault, StoreError, BundleError) as fault:
            findings.append(Finding(subject, good=False, sentence=str(fault)))
    try:
        findings.append(Finding("Discord", good=True, sentence=await _discord(settings)))
    except Fault as fault:
        findings.append(Finding("Discord", good=False, sentence=str(fault)))
    return findings


def _token(settings: Settings) -> str:
    if settings.discord_token is None:
        return "There is no DISCORD_TOKEN, so the playground starts."
    found = TOKEN.fullmatch(settings.discord_token.value)
    try:
        application = base64.urlsafe_b64decode(found[1] + "==") if found else b""
    except binascii.Error:
        application = b""
    if not application.isdigit():
        raise Fault(
            "DISCORD_TOKEN does not look like a bot's token: copy it from the Developer Portal, page Bot, "
            "not the application's public key or client secret."
        )
    return "DISCORD_TOKEN looks like a bot's token."


def _permissions(settings: Settings) -> str:
    open_ = [str(file) for file in _private_files(settings) if file.exists() and file.stat().st_mode & OTHERS]
    if open_:
        raise Fault(f"Other accounts may read {', '.join(open_)}: run chmod 600 on each.")
    return "Only this account may read the bot's files."


def _private_files(settings: Settings) -> Iterator[Path]:
    yield ENV_FILE
    if is_sqlite(_address(settings)):
        file = sqlite_file(_address(settings))
        yield file
        yield from file.parent.glob(f"{file.name}[.-]*")  # its log of changes, its copies, the deletions
    backups = policy_of(settings).backups
    if backups:
        yield from backups.made()


def _database(settings: Settings) -> str:
    if not is_sqlite(_address(settings)):
        asyncio.run(check_server(_address(settings)))
        return "The database server answers."
    file = sqlite_file(_address(settings))
    if not file.exists():
        return f"There is no database {file} yet: the first start makes it."
    revision = check_backup(file)
    with sqlite_faults(file), closing(connect(file)) as connection:
        whole = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
        members = connection.execute("SELECT count(*) FROM members").fetchone()[0]
    if not whole:
        raise Fault(f"The database {file} is damaged: put a backup in its place with python -m bot restore.")
    newest = known_revisions()[0]
    later = "" if revision == newest else f" The next start brings its tables from {revision} to {newest}."
    return f"The database {file} is whole and holds {members} members.{later}"


def _room(settings: Settings) -> str:
    if not is_sqlite(_address(settings)):
        return "The database server keeps its own room."
    file = sqlite_file(_address(settings))
    folder = next(folder for folder in file.absolute().parents if folder.exists())
    free = shutil.disk_usage(folder).free
    needed = LEAST_ROOM + 2 * (file.stat().st_size if file.exists() else 0)
    if free < needed:
        raise Fault(f"{folder} has room for {free >> 20} MiB: free at least {needed >> 20} MiB on its disk.")
    return f"{folder} has room for {free >> 20} MiB."


def _backups(settings: Settings) -> str:
    backups = policy_of(settings).backups
    if backups is None:
        return "A database server is backed up by its own means, such as pg_dump."
    if not backups.every:
        return "No backups are made: BACKUP_EVERY_HOURS is 0."
    latest = backups.latest()
    if latest is None:
        return f"There is no backup in {backups.folder} yet: the bot makes the first once it is on Discord."
    found = f"The latest backup in {backups.folder} is of {latest:%Y-%m-%d %H:%M} UTC"
    if datetime.now(UTC) - latest > 2 * backups.every + timedelta(hours=1):
        raise Fault(f"{found}: see whether the bot runs, and what its log says of the upkeep.")
    return f"{found}."


def _bundle(settings: Settings) -> str:
    recommender = Recommender.load(settings.model_dir, settings.engine)
    titles = len(recommender.catalogue)
    return (
        f"The bundle {settings.model_dir} is whole: version {recommender.manifest.version}, {titles} titles."
    )


async def _discord(settings: Settings) -> str:
    if settings.discord_token is None:
        return "Discord was not asked, as there is no DISCORD_TOKEN."
    try:
        async with asyncio.timeout(PATIENCE), discord.Client(intents=INTENTS) as client:
            await client.login(settings.discord_token.value)
            return f"Discord knows the bot as {client.user}."
    except discord.LoginFailure:
        raise Fault(
            "Discord refuses DISCORD_TOKEN: copy the bot's token from the Developer Portal, page Bot."
        ) from None
    except UNREACHABLE as error:
        cause = " ".join(str(error).split()) or type(error).__name__
        raise Fault(
            f"Discord cannot be reached ({cause}): check the network, a firewall and the clock."
        ) from error
    except discord.HTTPException as error:
        raise Fault(f"Discord refuses the bot ({' '.join(str(error).split())}).") from error


def _address(settings: Settings) -> str:
    return settings.database_url.value
