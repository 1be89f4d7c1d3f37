"""The first connection, to a Discord that refuses, stumbles, or is not there."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import discord.http
import pytest
from aiohttp import web

from bot import connection
from bot.connection import StartError, UnreachableError, stay_connected
from bot.heartbeat import beats, heartbeat_file
from bot.secret import Secret
from bot.settings import Settings
from tests.bot.unreliable import Fault, Hurry, Unreliable, connected, limited, rate_genre

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.service import Service

TOKEN = "MTIz.abc.a-secret-that-no-log-may-hold"  # noqa: S105 - made up
GATEWAY = "/"
NOBODY_LISTENS = "http://127.0.0.1:9/api"


@pytest.fixture
def settings(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return Settings(model_dir=bundle, discord_token=Secret(TOKEN))


@pytest.fixture
async def loopback(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[dict[str, Any]]:
    """A server in Discord's place that answers as `answers` says, each path by itself."""
    answers: dict[str, Any] = {"asked": []}

    async def respond(request: web.Request) -> web.Response:
        answers["asked"].append(request.path)
        status, body = answers.get(request.path, (500, {}))
        return web.json_response(body, status=status)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", respond)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{port}/api")
    yield answers
    await runner.cleanup()


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    def put(*seconds: float) -> None:
        monkeypatch.setattr(connection, "PAUSES", seconds)

    return put


async def test_a_refused_token_is_one_sentence(
    service: Service, settings: Settings, loopback: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    loopback["/api/users/@me"] = (401, {"message": "401: Unauthorized", "code": 0})
    with caplog.at_level(logging.DEBUG), pytest.raises(StartError, match="DISCORD_TOKEN") as raised:
        await stay_connected(service, settings, TOKEN)
    assert loopback["asked"] == ["/api/users/@me"]
    assert TOKEN not in caplog.text + str(raised.value)


async def test_a_discord_that_is_away_is_asked_again_and_then_given_up(
    service: Service,
    settings: Settings,
    pauses: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # discord.py itself asks five times, a second or more apart, only where the connection was reset.
    monkeypatch.setattr(discord.http.Route, "BASE", NOBODY_LISTENS)
    pauses(0.01, 0.01)
    with pytest.raises(StartError, match="Discord cannot be reached"):
        await stay_connected(service, settings, TOKEN)
    assert caplog.text.count("next try in") == 2
    assert TOKEN not in caplog.text


async def test_a_discord_that_comes_back_is_found(
    service: Service,
    settings: Settings,
    loopback: dict[str, Any],
    pauses: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = discord.http.Route.BASE
    monkeypatch.setattr(discord.http.Route, "BASE", NOBODY_LISTENS)
    pauses(0.01)

    async def come_back(_: float) -> None:
        monkeypatch.setattr(discord.http.Route, "BASE", here)

    monkeypatch.setattr("bot.connection.asyncio.sleep", come_back)
    loopback["/api/users/@me"] = (401, {"message": "401: Unauthorized", "code": 0})
    with pytest.raises(StartError, match="DISCORD_TOKEN"):
        await stay_connected(service, settings, TOKEN)
    assert loopback["asked"] == ["/api/users/@me"]


async def test_the_heart_beats_while_discord_is_asked_and_no_longer(
    service: Service, settings: Settings, loopback: dict[str, Any]
) -> None:
    class Asked(list[bool]):
        def append(self, _: object) -> None:
            super().append(beats(heartbeat_file()))

    loopback["asked"] = Asked()
    loopback["/api/users/@me"] = (401, {"message": "401: Unauthorized", "code": 0})
    with pytest.raises(StartError):
        await stay_connected(service, settings, TOKEN)
    assert loopback["asked"] == [True]
    assert not beats(heartbeat_file())


async def test_a_gateway_that_is_away_is_tried_anew_and_then_given_up(
    service: Service,
    discord_settings: Settings,
    unreliable: Unreliable,
    pauses: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """discord.py by itself would try every 5 s for ever."""
    hurry = Hurry()
    hurry.begin(monkeypatch)
    pauses(20, 40)
    unreliable.faults.append(Fault(GATEWAY, 503, times=99))
    with pytest.raises(UnreachableError, match="Discord cannot be reached"):
        await stay_connected(service, discord_settings, TOKEN)
    assert hurry.slept == [5, 20, 5, 40, 5]


async def test_a_gateway_that_comes_back_is_found(
    service: Service, discord_settings: Settings, unreliable: Unreliable, monkeypatch: pytest.MonkeyPatch
) -> None:
    hurry = Hurry()
    hurry.begin(monkeypatch)
    unreliable.faults.append(Fault(GATEWAY, 503, times=3))
    async with connected(service, discord_settings, unreliable):
        assert (await unreliable.answered(rate_genre("Action"))).data
    assert sum(hurry.slept) < sum(connection.PAUSES)


@pytest.mark.parametrize(
    "fault", [Fault("/users/@me", 429, {"message": "Blocked."}), limited("/users/@me", 86_400)]
)
async def test_a_start_that_is_put_off_is_tried_again(
    service: Service,
    discord_settings: Settings,
    unreliable: Unreliable,
    pauses: Callable[..., None],
    caplog: pytest.LogCaptureFixture,
    fault: Fault,
) -> None:
    pauses(0.01)
    unreliable.faults.append(replace(fault))
    async with connected(service, discord_settings, unreliable):
        assert (await unreliable.answered(rate_genre("Action"))).data
    assert caplog.text.count("next try in") == 1


async def test_commands_that_discord_will_not_hear_of_now_do_not_stop_the_start(
    service: Service, discord_settings: Settings, unreliable: Unreliable, caplog: pytest.LogCaptureFixture
) -> None:
    unreliable.faults.append(limited("/commands", 86_400))
    async with connected(service, discord_settings, unreliable):
        assert (await unreliable.answered(rate_genre("Action"))).data
    assert "told of the commands at a later start" in caplog.text
