"""Starting and stopping: each fault is one sentence that says what to do, and a status of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import discord.http
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import __version__, connection
from bot.__main__ import _parser, _run
from bot.exits import Exit
from bot.secret import Secret
from bot.settings import Settings
from tests.bot.test_playground import ROOT, play

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def fails_in_a_sentence(done: subprocess.CompletedProcess[bytes], status: Exit, *words: str) -> None:
    """Hold the end of a process against what is promised of a start that is impossible."""
    errors = done.stderr.decode()
    assert done.returncode == status, errors
    assert "Traceback" not in errors
    last = errors.strip().splitlines()[-1]
    for word in words:
        assert word in last


def test_no_bundle(tmp_path: Path) -> None:
    fails_in_a_sentence(play(tmp_path / "nowhere", tmp_path, "/help\n"), Exit.NO_BUNDLE, "nowhere")


def test_a_bundle_of_another_schema(bundle: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(bundle, other)
    manifest = next(file for file in other.glob("*.json") if "schema" in json.loads(file.read_text()))
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "schema": 999}))
    fails_in_a_sentence(play(other, tmp_path, "/help\n"), Exit.NO_BUNDLE, "other")


def test_a_damaged_bundle(bundle: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(bundle, damaged)
    for file in damaged.iterdir():
        if file.suffix != ".json":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    fails_in_a_sentence(play(damaged, tmp_path, "/help\n"), Exit.NO_BUNDLE, "damaged")


def test_a_database_that_cannot_be_written(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    address = f"sqlite:///{tmp_path / 'file' / 'members.db'}"
    fails_in_a_sentence(play(bundle, tmp_path, "/help\n", DATABASE_URL=address), Exit.NO_DATABASE, "database")


def test_a_setting_that_cannot_be_used(bundle: Path, tmp_path: Path) -> None:
    fails_in_a_sentence(play(bundle, tmp_path, "", ADMIN_IDS="me"), Exit.WRONG_SETTING, "ADMIN_IDS")


def test_a_token_that_is_none_is_not_printed(bundle: Path, tmp_path: Path) -> None:
    done = play(bundle, tmp_path, "", DISCORD_TOKEN="not a token")  # noqa: S106 - made up
    fails_in_a_sentence(done, Exit.WRONG_SETTING, "DISCORD_TOKEN")
    assert b"not a token" not in done.stderr + done.stdout


def test_the_doctor_says_what_to_do(tmp_path: Path) -> None:
    done = play(tmp_path / "nowhere", tmp_path, "", "doctor")
    assert done.returncode == Exit.FAILED
    lines = done.stdout.decode().splitlines()
    assert [line.split()[:2] for line in lines if line.startswith("FAULT")] == [["FAULT", "Bundle"]]
    assert sum(line.startswith("ok ") for line in lines) == 6
    assert not (tmp_path / "members.db").exists()


@pytest.mark.parametrize(("there", "status"), [(False, Exit.UNREACHABLE), (True, Exit.REFUSED)])
async def test_discord_away_and_discord_refusing_end_differently(
    bundle: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    there: bool,
    status: Exit,
) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.Response(body=b"{}", status=401, headers={"Content-Type": "application/json"})

    app = web.Application()
    app.router.add_get("/api/users/@me", refuse)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(connection, "PAUSES", ())
    settings = Settings(
        discord_token=Secret("MTIz.abc.made-up"),
        database_url=Secret(f"sqlite:///{tmp_path / 'members.db'}"),
        model_dir=bundle,
    )
    async with TestServer(app) as server:
        base = str(server.make_url("/api")) if there else "http://127.0.0.1:9/api"
        monkeypatch.setattr(discord.http.Route, "BASE", base)
        assert await _run(settings, strict=False) == status


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")


@contextmanager
def playing(bundle: Path, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A playground that has answered once and waits for more."""
    with (folder / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, "-u", "-m", "bot"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=ROOT,
            env={
                **os.environ,
                "MODEL_DIR": str(bundle),
                "DATABASE_URL": f"sqlite:///{folder / 'members.db'}",
                "XDG_DATA_HOME": str(folder),
            },
        )
        try:
            enter(process, "/help")
            assert process.stdout
            assert "Osusume" in process.stdout.readline().decode()
            yield process
        finally:
            process.kill()
            process.communicate()


def enter(process: subprocess.Popen[bytes], *lines: str) -> None:
    assert process.stdin
    process.stdin.write("".join(f"{line}\n" for line in lines).encode())
    process.stdin.flush()


def answers(process: subprocess.Popen[bytes], count: int) -> list[str]:
    """The next answers to `/rate genre`, by their first words."""
    assert process.stdout
    found: list[str] = []
    while len(found) < count:
        line = process.stdout.readline().decode()
        assert line
        if line.startswith("✅"):
            found.append(line.split()[1].rstrip(":"))
    return found


def kept(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / "members.db")) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [genre for (genre,) in connection.execute("SELECT genre FROM genre_ratings ORDER BY rated_at")]


GENRES = ("Action", "Adventure", "Comedy", "Drama", "Fantasy", "Horror")


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whatever_was_answered_is_kept_however_it_ends(
    bundle: Path, tmp_path: Path, stop: signal.Signals
) -> None:
    with playing(bundle, tmp_path) as process:
        enter(process, *(f"/rate genre genre:{genre} rating:9" for genre in GENRES))
        answered = answers(process, 2)
        process.send_signal(stop)
        rest, _ = process.communicate(timeout=10)
        assert process.returncode == (-stop if stop is signal.SIGKILL else Exit.ENDED)
    answered += [line.split()[1].rstrip(":") for line in rest.decode().splitlines() if line.startswith("✅")]
    found = kept(tmp_path)
    assert found[: len(answered)] == answered
    assert len(found) <= len(answered) + 1  # one may be kept, and not yet said to be
    assert "Traceback" not in (tmp_path / "errors").read_text()


def test_a_running_bot_takes_up_its_bundle_anew(bundle: Path, tmp_path: Path) -> None:
    mine = tmp_path / "bundle"
    shutil.copytree(bundle, mine)
    with playing(mine, tmp_path) as process:
        assert play(mine, tmp_path, "", "reload").returncode == Exit.ENDED
        (mine / "manifest.json").write_text("{}")
        done = play(mine, tmp_path, "", "reload")
        assert str(process.pid) in done.stdout.decode()
        deadline = time.monotonic() + 60
        while "was not reloaded" not in (tmp_path / "errors").read_text():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        enter(process, "/rate genre genre:Action rating:9")
        assert answers(process, 1) == ["Action"]
    fails_in_a_sentence(play(mine, tmp_path, "", "reload"), Exit.FAILED, "No bot of this account runs")


def test_a_backup_of_a_running_bot_is_restored_once_it_has_stopped(bundle: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    with playing(bundle, tmp_path) as process:
        enter(process, "/rate genre genre:Action rating:9")
        answers(process, 1)
        done = play(bundle, tmp_path, "", "backup", str(backup))
        assert done.returncode == Exit.ENDED, done.stderr.decode()
        enter(process, "/rate genre genre:Drama rating:9")
        answers(process, 1)
        fails_in_a_sentence(
            play(bundle, tmp_path, "", "restore", str(backup)), Exit.NO_DATABASE, "stop the bot first"
        )
    assert kept(tmp_path) == ["Action", "Drama"]
    done = play(bundle, tmp_path, "", "restore", str(backup))
    assert done.returncode == Exit.ENDED, done.stderr.decode()
    assert "1 members" in done.stdout.decode()
    assert kept(tmp_path) == ["Action"]


def test_a_database_is_moved_once(bundle: Path, tmp_path: Path) -> None:
    with playing(bundle, tmp_path) as process:
        enter(process, "/rate genre genre:Action rating:9")
        answers(process, 1)
    (tmp_path / "other").mkdir()
    way = [f"sqlite:///{tmp_path / 'members.db'}", f"sqlite:///{tmp_path / 'other' / 'members.db'}"]
    done = play(bundle, tmp_path, "", "move", *way)
    assert done.returncode == Exit.ENDED, done.stderr.decode()
    assert ["genre_ratings", "1"] in [line.split() for line in done.stdout.decode().splitlines()]
    assert kept(tmp_path / "other") == kept(tmp_path) == ["Action"]
    fails_in_a_sentence(play(bundle, tmp_path, "", "move", *way), Exit.NO_DATABASE, "is empty")


def test_a_server_is_not_backed_up_here(bundle: Path, tmp_path: Path) -> None:
    address = "postgresql://osusume:hunter2@db/osusume"
    for command in ("backup", "restore"):
        done = play(bundle, tmp_path, "", command, str(tmp_path / "backup.db"), DATABASE_URL=address)
        fails_in_a_sentence(done, Exit.NO_DATABASE, "pg_dump")
        assert b"hunter2" not in done.stderr


def test_the_version_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="0"):
        _parser().parse_args(["--version"])
    assert capsys.readouterr().out == f"Osusume {__version__}\n"
