"""What the doctor finds, each fault caused for real."""

# ruff: noqa: ASYNC240 - nothing else runs on the loop of a test

from __future__ import annotations

import base64
import json
import os
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord.http
import pytest
from aiohttp import web

from bot import doctor
from bot.doctor import Finding, examine
from bot.members.store import MemberStore
from bot.secret import Secret
from bot.settings import Settings
from bot.upkeep import policy_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

NAME = base64.urlsafe_b64encode(b"123456789012345678").decode().rstrip("=")
TOKEN = f"{NAME}.GabcdE.{'a' * 38}"
NOW = datetime.now(UTC)


@pytest.fixture
async def file(tmp_path: Path) -> Path:
    """A database in which one member told something."""
    file = tmp_path / "osusume.db"
    async with MemberStore.open(f"sqlite:///{file}") as store:
        await store.rate_genres(7, {"Action": 9}, NOW)
    return file


@pytest.fixture
def look(file: Path, bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.chdir(tmp_path)

    async def examined(**changes: Any) -> dict[str, Finding]:
        options: dict[str, Any] = {"model_dir": bundle, "database_url": Secret(f"sqlite:///{file}")}
        settings = Settings(**(options | changes))
        findings = await examine(settings)
        assert all(finding.sentence.endswith(".") and "\n" not in finding.sentence for finding in findings)
        assert not any("aaaa" in finding.sentence for finding in findings)
        return {finding.subject: finding for finding in findings}

    return examined


def answered(body: dict[str, Any], status: int) -> web.Response:
    # discord.py reads nothing as JSON that also names its encoding.
    return web.Response(
        body=json.dumps(body).encode(), status=status, headers={"Content-Type": "application/json"}
    )


@pytest.fixture
async def loopback(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[dict[str, Any]]:
    """A server in Discord's place that knows one token, or is out of order."""
    known: dict[str, Any] = {"token": TOKEN, "status": 200}

    async def me(request: web.Request) -> web.Response:
        if request.headers["Authorization"] != f"Bot {known['token']}":
            return answered({"message": "401: Unauthorized", "code": 0}, 401)
        user = {"id": "1", "username": "osusume", "discriminator": "0", "avatar": None, "bot": True}
        return answered(user, known["status"])

    async def application(_: web.Request) -> web.Response:
        owner = {"id": "2", "username": "ann", "discriminator": "0", "avatar": None}
        named = {"name": "Osusume", "description": "", "icon": None, "verify_key": "", "owner": owner}
        public = {"bot_public": True, "bot_require_code_grant": False}
        return answered({"id": "1", "flags": 0, "team": None, **named, **public}, 200)

    app = web.Application()
    app.router.add_get("/api/users/@me", me)
    app.router.add_get("/api/oauth2/applications/@me", application)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{runner.addresses[0][1]}/api")
    yield known
    await runner.cleanup()


async def test_a_bot_in_good_health(look: Callable[..., Any], loopback: dict[str, Any]) -> None:
    assert loopback
    found = await look(discord_token=Secret(TOKEN))
    assert all(finding.good for finding in found.values()), found
    assert list(found) == ["Token", "Permissions", "Database", "Room", "Backups", "Bundle", "Discord"]
    assert "holds 1 members" in found["Database"].sentence
    assert "osusume" in found["Discord"].sentence


async def test_a_first_start(look: Callable[..., Any], tmp_path: Path) -> None:
    found = await look(database_url=Secret(f"sqlite:///{tmp_path}/new/osusume.db"))
    assert all(finding.good for finding in found.values()), found
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("token", ["a" * 32, f"{'b' * 24}.GabcdE.{'a' * 38}", f"{NAME}.GabcdE"])
async def test_a_token_of_another_form(
    look: Callable[..., Any], loopback: dict[str, Any], token: str
) -> None:
    assert loopback
    found = await look(discord_token=Secret(token))
    assert not found["Token"].good
    assert not found["Discord"].good
    assert "refuses DISCORD_TOKEN" in found["Discord"].sentence


async def test_a_discord_that_is_away(look: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(discord.http.Route, "BASE", "http://127.0.0.1:9/api")
    found = await look(discord_token=Secret(TOKEN))
    assert not found["Discord"].good
    assert "cannot be reached" in found["Discord"].sentence


async def test_a_discord_that_takes_too_long(
    look: Callable[..., Any], loopback: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    loopback["status"] = 502  # discord.py tries again, a second later and more
    monkeypatch.setattr(doctor, "PATIENCE", 0.2)
    found = await look(discord_token=Secret(TOKEN))
    assert "cannot be reached (TimeoutError)" in found["Discord"].sentence


async def test_files_that_others_may_read(look: Callable[..., Any], file: Path, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ADMIN_IDS=1\n")
    (tmp_path / ".env").chmod(0o644)
    file.chmod(0o640)
    found = await look()
    assert not found["Permissions"].good
    assert f"Other accounts may read .env, {file}: run chmod 600" in found["Permissions"].sentence


@pytest.mark.parametrize(
    ("damage", "words"), [(b"\xff" * 4096, "damaged"), (None, "no database of an Osusume")]
)
async def test_a_database_that_is_none_or_damaged(
    look: Callable[..., Any], file: Path, damage: bytes | None, words: str
) -> None:
    content = file.read_bytes()
    file.write_bytes(content[:-4096] + damage if damage else os.urandom(9000))
    before = file.read_bytes()
    found = await look()
    assert not found["Database"].good
    assert words in found["Database"].sentence
    assert file.read_bytes() == before


async def test_a_disk_without_room(look: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LEAST_ROOM", 2**60)
    assert not (await look())["Room"].good


async def test_backups_that_are_old(look: Callable[..., Any], file: Path, tmp_path: Path) -> None:
    settings = Settings(database_url=Secret(f"sqlite:///{file}"))
    backups = policy_of(settings).backups
    assert backups
    assert "no backup" in doctor._backups(settings)
    backups.make_if_due(NOW - timedelta(hours=50))
    found = await look()
    assert not found["Backups"].good
    assert "see whether the bot runs" in found["Backups"].sentence
    for change in ({"backup_every_hours": 48}, {"backup_every_hours": 0}, {"backup_dir": tmp_path / "other"}):
        assert doctor._backups(replace(settings, **change)).endswith(".")


async def test_a_bundle_that_is_damaged(look: Callable[..., Any], bundle: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(bundle, damaged)
    for part in damaged.iterdir():
        if part.suffix != ".json":
            part.write_bytes(part.read_bytes()[:-9])
    assert not (await look(model_dir=damaged))["Bundle"].good
    assert not (await look(model_dir=tmp_path / "none"))["Bundle"].good


async def test_a_server_that_is_away(look: Callable[..., Any]) -> None:
    found = await look(database_url=Secret("postgresql://osusume:hunter2@127.0.0.1:9/osusume"))
    assert not found["Database"].good
    assert "hunter2" not in found["Database"].sentence
    assert found["Backups"].good
