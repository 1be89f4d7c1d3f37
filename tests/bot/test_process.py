"""The bot as a process on a Discord of real sockets: told to end, killed, without its log or bundle."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.__main__ import _run
from bot.exits import Exit
from bot.members.store import MemberStore
from bot.model import Model
from bot.secret import Secret
from bot.service import Service, UserError
from bot.settings import Settings
from tests.bot.test_playground import ROOT
from tests.bot.unreliable import (
    MEMBER,
    TOKEN,
    UNKNOWN_INTERACTION,
    Fault,
    Unreliable,
    command,
    connected,
    limited,
    rate_genre,
)
from tests.check_load.loopback import IDENTIFY, PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from typing import Any

    from recommender.catalogue import Catalogue

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

PROMISED = 10  # seconds, of an end in order


@asynccontextmanager
async def process(
    discord: Unreliable, bundle: Path, folder: Path, stderr: int | None = None
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`python -m bot`, ready."""
    settings = {
        "DISCORD_TOKEN": TOKEN,
        "MODEL_DIR": str(bundle),
        "DATABASE_URL": f"sqlite:///{folder / 'members.db'}",
        "XDG_DATA_HOME": str(folder),
    }
    address = f"http://127.0.0.1:{discord.port}/api/v10"
    program = [sys.executable, "-m", "tests.check_load.watched", address, str(folder / "report.json")]
    # As a host has it: what is written to the log waits in a buffer.
    surroundings = {key: value for key, value in os.environ.items() if key != "PYTHONUNBUFFERED"}
    bot = await asyncio.create_subprocess_exec(*program, cwd=ROOT, env=surroundings | settings, stderr=stderr)
    try:
        ended, ready = asyncio.create_task(bot.wait()), asyncio.create_task(discord.ready.wait())
        await asyncio.wait([ended, ready], timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()
        assert discord.ready.is_set()
        yield bot
    finally:
        if bot.returncode is None:
            bot.kill()
            await bot.wait()


def kept(folder: Path) -> set[tuple[int, str]]:
    with closing(sqlite3.connect(folder / "members.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return set(connection.execute("SELECT member_id, genre FROM genre_ratings"))


async def test_told_to_end_the_bot_gives_the_answers_that_it_has_begun(
    unreliable: Unreliable, bundle: Path, tmp_path: Path
) -> None:
    async with process(unreliable, bundle, tmp_path) as bot:
        unreliable.faults.append(limited("/callback", 1.0, times=9))
        begun = [rate_genre("Action", member=MEMBER + number) for number in range(9)]
        for sent in begun:
            await unreliable.tell(sent)
        while unreliable.faults[0].times:  # noqa: ASYNC110 - Discord sets no event
            await asyncio.sleep(0.01)
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PROMISED):
            assert await bot.wait() == Exit.ENDED
    assert unreliable.answers.keys() == {sent["id"] for sent in begun}
    assert kept(tmp_path) == {(MEMBER + number, "Action") for number in range(9)}


async def test_killed_at_any_moment_the_bot_loses_nothing_that_it_confirmed(
    unreliable: Unreliable, bundle: Path, tmp_path: Path
) -> None:
    told: dict[str, int] = {}
    async with process(unreliable, bundle, tmp_path) as bot:

        async def go_on(first: int) -> None:
            for member in range(first, first + 1000):
                sent = rate_genre("Action", member=member)
                told[sent["id"]] = member
                await unreliable.answered(sent)

        members = [asyncio.create_task(go_on(MEMBER + 1000 * many)) for many in range(5)]
        while len(unreliable.answers) < 30:  # noqa: ASYNC110 - Discord sets no event
            await asyncio.sleep(0.001)
        bot.kill()
        await bot.wait()
        for member in members:
            member.cancel()
    confirmed = {(told[identity], "Action") for identity in unreliable.answers}
    found = kept(tmp_path)
    assert confirmed <= found <= {(member, "Action") for member in told.values()}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="There is no /dev/full.")
@pytest.mark.parametrize("log", ["a pipe that nobody reads", "a full disk"])
async def test_a_log_that_cannot_be_written_stops_nothing(
    unreliable: Unreliable, bundle: Path, tmp_path: Path, log: str
) -> None:
    if log == "a full disk":
        end = os.open("/dev/full", os.O_WRONLY)
    else:
        reader, end = os.pipe()
        os.close(reader)
    async with process(unreliable, bundle, tmp_path, end) as bot:
        os.close(end)
        unreliable.faults.append(Fault("/callback", 404, {"code": UNKNOWN_INTERACTION}))
        await unreliable.tell(rate_genre("Action"))
        while unreliable.faults[0].times:  # noqa: ASYNC110 - Discord sets no event
            await asyncio.sleep(0.01)
        await unreliable.answered(rate_genre("Drama"))
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PROMISED):
            assert await bot.wait() == Exit.ENDED
    assert kept(tmp_path) == {(MEMBER, "Action"), (MEMBER, "Drama")}


async def test_a_token_that_is_revoked_ends_the_bot_with_a_status_of_its_own(
    unreliable: Unreliable,
    bundle: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    settings = Settings(
        discord_token=Secret(TOKEN),
        database_url=Secret(f"sqlite:///{tmp_path / 'members.db'}"),
        model_dir=bundle,
    )
    running = asyncio.create_task(_run(settings, strict=False))
    async with asyncio.timeout(PATIENCE):
        await unreliable.ready.wait()
        await unreliable.answered(rate_genre("Action"))
        await unreliable.close_socket(4004)
        assert await running == Exit.REFUSED
    assert "DISCORD_TOKEN" in capsys.readouterr().err
    assert kept(tmp_path) == {(MEMBER, "Action")}


@pytest.mark.parametrize("code", [4010, 4011])  # no such shard; more of them are needed
@pytest.mark.parametrize("moment", ["at start", "later"])
async def test_shards_that_discord_refuses_end_the_bot_with_the_same_status(
    unreliable: Unreliable,
    discord_settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    code: int,
    moment: str,
) -> None:
    settings = replace(
        discord_settings,
        database_url=Secret(f"sqlite:///{tmp_path / 'members.db'}"),
        shard_count=2,
        shard_ids=(0,),
    )
    if moment == "at start":
        unreliable.farewell = code
    running = asyncio.create_task(_run(settings, strict=False))
    async with asyncio.timeout(PATIENCE):
        if moment == "later":
            await unreliable.ready.wait()
            await unreliable.close_socket(code)
        assert await running == Exit.REFUSED
    (sentence,) = capsys.readouterr().err.splitlines()
    assert sentence.startswith("Discord refuses the bot's shards (")
    assert sentence.endswith("): give all processes a larger SHARD_COUNT.")
    assert unreliable.said == [IDENTIFY]


@pytest.mark.parametrize("fault", ["gone", "damaged"])
async def test_without_its_bundle_the_bot_answers_on(
    unreliable: Unreliable,
    discord_settings: Settings,
    bundle: Path,
    members_address: str,
    tmp_path: Path,
    fault: str,
) -> None:
    mine = tmp_path / "bundle"
    shutil.copytree(bundle, mine)
    model = await Model.load(mine)
    if fault == "gone":
        shutil.rmtree(mine)
    else:
        for file in mine.iterdir():
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    async with MemberStore.open(members_address) as store:
        service = Service(store, model)
        async with connected(service, discord_settings, unreliable):
            assert shows_a_title(await unreliable.answered(command("recommend")), model)
            with pytest.raises(UserError) as refused:
                await service.reload()
            assert str(mine) in str(refused.value.arguments["reason"])
            assert shows_a_title(await unreliable.answered(command("recommend")), model)


def shows_a_title(asked: Any, model: Model) -> bool:
    catalogue: Catalogue = model.current.catalogue
    return any(anime.name in str(asked.data) for anime in catalogue.anime)


BEATING = """
import asyncio, os, pathlib
from bot.heartbeat import beating, beats
folder = pathlib.Path("{folder}")
async def main():
    (folder / "filler").touch()
    with beating(folder / "heartbeat", every=0.01):
        await asyncio.sleep(0.1)
        assert not beats(folder / "heartbeat")
        (folder / "filler").unlink()
        await asyncio.sleep(0.5)
        assert beats(folder / "heartbeat")
asyncio.run(main())
"""


def apart(script: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a script that may mount, seen by nobody else."""
    program = ["unshare", "-rm", "sh", "-c", script, *arguments]
    return subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own


@pytest.mark.skipif(shutil.which("unshare") is None, reason="No disk can be made here.")
def test_a_heartbeat_that_there_is_no_room_for_stops_nothing(tmp_path: Path) -> None:
    mount = f"mount -t tmpfs -o nr_inodes=2 none {tmp_path}"
    if apart(mount).returncode:
        pytest.skip("No disk can be made here.")
    done = apart(f'{mount} && exec "$0" -c "$1"', sys.executable, BEATING.format(folder=tmp_path))
    assert done.returncode == 0, done.stderr
    assert "No space left on device" in done.stderr
    assert "Traceback" not in done.stderr
