"""What the bot says, kept in files that can be read: each is a session in the playground.

A line that begins with `> ` is typed, and what follows is shown. `RENEW_GOLDEN=1 python -m pytest
tests/bot/test_golden.py` types these lines again and writes down what is shown now; a new file needs only the
lines that are to be typed. What changed is for `git diff` to show and for a person to judge.
"""

from __future__ import annotations

import asyncio
import io
import os
import re
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import discord
import pytest
import simcord
from discord.app_commands import Command
from rich.console import Console

from bot.client import PAGE_SIZE, Osusume
from bot.members.store import MemberStore
from bot.model import Model
from bot.playground import WIDTH, Playground
from bot.service import Service, picking
from tests.bot.bundles import untrained

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from recommender.catalogue import Catalogue
    from recommender.ratings import Ratings
    from tests.bot.stage import Stage

FOLDER = Path(__file__).with_name("golden")
SESSIONS = sorted(FOLDER.glob("*.txt"))
TYPED = "> "
RENEW = "RENEW_GOLDEN"
MOMENT = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d UTC")


@pytest.fixture(scope="module")
def model(catalogue: Catalogue, ratings: Ratings, tmp_path_factory: pytest.TempPathFactory) -> Model:
    """A model that says the same on every machine."""
    folder = tmp_path_factory.mktemp("models") / "untrained"
    untrained(catalogue, ratings).save(folder)
    return asyncio.run(Model.load(folder))


@pytest.fixture
async def service(model: Model, tmp_path: Path) -> AsyncIterator[Service]:
    async with MemberStore.open(f"sqlite:///{tmp_path / 'members.db'}") as store:
        yield Service(store, Model(model.current))


@pytest.mark.parametrize("file", SESSIONS, ids=lambda file: file.stem)
async def test_the_bot_says_what_it_said(
    service: Service, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picking, "RANDOM", Random(1))  # noqa: S311 - the same on every run
    monkeypatch.chdir(FOLDER)  # from where a session names its files
    kept = _read(file)
    shown = await play(service, kept)
    if RENEW in os.environ:
        _write(file, shown)
        pytest.skip("renewed")
    assert shown == kept


async def test_every_command_is_typed_in_a_session(stage: Stage) -> None:
    typed = [line for file in SESSIONS for line in _typed(_read(file))]
    for command in stage.bot.tree.walk_commands():
        if isinstance(command, Command) and not command.qualified_name.startswith("admin "):
            assert any(f"{line} ".startswith(f"/{command.qualified_name} ") for line in typed)


async def play(service: Service, session: str) -> str:
    """Type a session's lines; the result is the session with what is shown now."""
    printed = io.StringIO()
    bot = Osusume(service, page_size=PAGE_SIZE)
    bot.download = discord.Attachment.read
    async with simcord.run(bot, shard_count=1, check_errors=False, settle_timeout=60) as env:
        playground = Playground(bot, env, Console(file=printed, width=WIDTH, highlight=False, emoji=False))
        for line in _typed(session):
            printed.write(f"{TYPED}{line}\n")
            await playground.enter(line)
            if not printed.getvalue().endswith("\n\n"):
                printed.write("\n")
    return MOMENT.sub("2026-07-01 12:00 UTC", printed.getvalue()).rstrip("\n") + "\n"


def _read(file: Path) -> str:
    return file.read_text("utf-8")


def _write(file: Path, session: str) -> None:
    file.write_text(session, "utf-8")


def _typed(session: str) -> Iterator[str]:
    yield from (line.removeprefix(TYPED) for line in session.splitlines() if line.startswith(TYPED))
