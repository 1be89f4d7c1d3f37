"""The bot on a Discord in this process, and a watch over everything that it sends."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import simcord

from bot.client import Osusume
from bot.members.store import MemberStore
from bot.model import Model
from bot.secret import Secret
from bot.service import Service, Services
from bot.settings import Settings
from tests.bot.lists.services import CLIENT_ID, SHORT, AniListServer, MyAnimeListServer
from tests.bot.stage import Api, Stage, check_requests
from tests.bot.unreliable import TOKEN, Unreliable, point_at
from tests.postgres import NoServerError, Server, start_server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator

# Discord's own (github.com/discord/discord-api-spec, MIT), cut down to the bodies that such a bot sends.
DESCRIPTION = Path(__file__).with_name("discord-openapi.json")


@pytest.fixture(scope="session")
def api() -> Api:
    return Api(json.loads(DESCRIPTION.read_text("utf-8")))


@pytest.fixture(scope="session")
def model(bundle: Path) -> Model:
    return asyncio.run(Model.load(bundle))


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    try:
        with start_server() as server:
            yield server
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def postgres_template(postgres_server: Server) -> Iterator[str]:
    with asyncio.Runner() as runner:
        template = postgres_server.template()
        yield runner.run(template.__aenter__())
        runner.run(template.__aexit__(None, None, None))


@pytest.fixture
async def postgres(postgres_server: Server, postgres_template: str) -> AsyncIterator[str]:
    """The address of a PostgreSQL database of this test alone, with empty tables."""
    async with postgres_server.database(postgres_template) as address:
        yield address


@pytest.fixture
def members_address(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'members.db'}"


@pytest.fixture
async def service(model: Model, members_address: str) -> AsyncIterator[Service]:
    async with MemberStore.open(members_address) as store:
        yield Service(store, Model(model.current))


@pytest.fixture
async def anilist() -> AsyncIterator[AniListServer]:
    async with AniListServer() as server:
        yield server


@pytest.fixture
async def myanimelist() -> AsyncIterator[MyAnimeListServer]:
    async with MyAnimeListServer() as server:
        yield server


@pytest.fixture
def services(anilist: AniListServer, myanimelist: MyAnimeListServer) -> Services:
    return Services(Secret(CLIENT_ID), anilist.address, myanimelist.address, SHORT)


@pytest.fixture
def make_bot(service: Service) -> Callable[..., Osusume]:
    def make(**options: Any) -> Osusume:
        bot = Osusume(service, **options)
        bot.download = lambda file: file.read()  # Discord's files are in this process, too
        return bot

    return make


@pytest.fixture
async def stage(make_bot: Callable[..., Osusume], api: Api) -> AsyncIterator[Stage]:
    """The bot at work; at the end, everything that it sent is held against Discord's rules."""
    bot = make_bot()
    # Not `simcord.run`: the two halves of a fixture run in different contexts.
    env = simcord.Env(bot, shard_count=1, settle_timeout=60)
    await env.start()
    guild = env.create_guild("Anime club")
    channel = guild.create_text_channel("general")
    alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
    yield Stage(bot, env, guild, channel, alice, bob)
    await env.shutdown()
    check_requests(env, api)


@pytest.fixture
def discord_settings(bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return Settings(model_dir=bundle, discord_token=Secret(TOKEN))


@pytest.fixture
async def unreliable(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Unreliable]:
    async with Unreliable.open(1) as loopback:
        point_at(loopback, monkeypatch)
        yield loopback
