"""A gateway that cuts, closes, forgets and babbles: the bot is back, and nothing answered twice or lost."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import connection
from bot.connection import StartError
from bot.gateway import LASTING, LONGEST_DELAY, LONGEST_PAUSE, Backoff, Delays
from bot.heartbeat import beats, heartbeat_file
from tests.bot.unreliable import (
    INVALID_SESSION,
    MEMBER,
    RECONNECT,
    RESUME,
    TOKEN,
    Hurry,
    Unreliable,
    connected,
    point_at,
    rate_genre,
    ready,
)
from tests.check_load.acts import command
from tests.check_load.loopback import IDENTIFY
from tests.check_load.people import Member
from tests.check_load.sharded import Sharded

if TYPE_CHECKING:
    from bot.client import Osusume
    from bot.service import Service
    from bot.settings import Settings

HOUR = 3600.0
IDENTIFYING = 5.0  # seconds that discord.py lets go by before


async def kept(service: Service, member: int = MEMBER) -> dict[str, int]:
    """What the member told of genres."""
    genres = (await service._store.load(member)).genres
    return {genre: rated.rating for genre, rated in genres.items()}


async def works_on(discord: Unreliable, running: asyncio.Task[None], service: Service) -> None:
    """Hold the bot to being back: it answers once, and what it was told before is there."""
    await ready(discord, running)
    sent = rate_genre("Drama", 8)
    assert (await discord.answered(sent)).data
    assert await kept(service) == {"Action": 9, "Drama": 8}
    assert {len(answers) for answers in discord.answers.values()} == {1}


def paused(hurry: Hurry) -> float:
    """For how many seconds Discord was left alone; the upkeep sleeps, too, but by the hour."""
    return sum(seconds for seconds in hurry.slept if seconds <= LONGEST_PAUSE)


FAULTS = {
    "cut": (lambda discord: discord.cut_socket(), RESUME),
    "asked to connect anew": (lambda discord: discord.say(RECONNECT), RESUME),
    "invalid, but can be resumed": (lambda discord: discord.say(INVALID_SESSION, data=True), RESUME),
    "invalid": (lambda discord: discord.say(INVALID_SESSION, data=False), IDENTIFY),
    "closed in order": (lambda discord: discord.close_socket(1000), RESUME),
    "closed: unknown error": (lambda discord: discord.close_socket(4000), RESUME),
    "closed: unknown operation": (lambda discord: discord.close_socket(4001), RESUME),
    "closed: cannot be decoded": (lambda discord: discord.close_socket(4002), RESUME),
    "closed: not authenticated": (lambda discord: discord.close_socket(4003), RESUME),
    "closed: already authenticated": (lambda discord: discord.close_socket(4005), RESUME),
    "closed: invalid sequence": (lambda discord: discord.close_socket(4007), RESUME),
    "closed: too fast": (lambda discord: discord.close_socket(4008), RESUME),
    "closed: timed out": (lambda discord: discord.close_socket(4009), RESUME),
    "closed: other shards": (lambda discord: discord.close_socket(4011), IDENTIFY),
    "bytes that are no message": (lambda discord: discord.say_bytes(b"\x00\xff\x00\x00\xff\xff"), RESUME),
    "a message that is no JSON": (lambda discord: discord.say_text("{nonsense"), RESUME),
    "a message that is no object": (lambda discord: discord.say_text("[]"), RESUME),
    "an event without its parts": (
        lambda discord: discord.say_text('{"op": 0, "t": "INTERACTION_CREATE", "s": 99, "d": {}}'),
        RESUME,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_the_bot_is_back(
    service: Service,
    discord_settings: Settings,
    unreliable: Unreliable,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    cause, back = FAULTS[fault]
    async with connected(service, discord_settings, unreliable) as running:
        Hurry().begin(monkeypatch)
        await unreliable.answered(rate_genre("Action"))
        await cause(unreliable)
        await works_on(unreliable, running, service)
        assert unreliable.said == [IDENTIFY, back]


async def test_a_process_takes_its_share_of_the_shards_and_no_other(
    service: Service, discord_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(discord_settings, shard_count=4, shard_ids=(1, 3))
    Hurry().begin(monkeypatch)
    async with Sharded.open(8) as discord:
        point_at(discord, monkeypatch)
        async with connected(service, settings, discord):
            async with asyncio.timeout(10):
                await discord.all_there(1, 3)
            assert discord.identified == [(1, 4), (3, 4)]
            for shard, genre in ((1, "Action"), (3, "Drama")):
                member = Member(MEMBER, discord.servers(shard, 4)[0])
                assert (await discord.ask(command(member, "rate genre", genre=genre, rating=9))).data
    assert await kept(service) == {"Action": 9, "Drama": 9}


async def test_a_session_that_is_forgotten_meanwhile_is_begun_anew(
    service: Service, discord_settings: Settings, unreliable: Unreliable, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with connected(service, discord_settings, unreliable) as running:
        Hurry().begin(monkeypatch)
        await unreliable.answered(rate_genre("Action"))
        unreliable.remembers = False
        await unreliable.cut_socket()
        await works_on(unreliable, running, service)
        assert unreliable.said == [IDENTIFY, RESUME, IDENTIFY]


async def test_what_was_asked_while_the_connection_was_cut_is_answered_once(
    service: Service, discord_settings: Settings, unreliable: Unreliable
) -> None:
    async with connected(service, discord_settings, unreliable) as running:
        await unreliable.answered(rate_genre("Action"))
        await unreliable.cut_socket()
        asked = await unreliable.tell(rate_genre("Comedy", 7))
        await ready(unreliable, running)
        async with asyncio.timeout(10):
            await asked.done.wait()
        assert await kept(service) == {"Action": 9, "Comedy": 7}
        assert {len(answers) for answers in unreliable.answers.values()} == {1}


async def test_an_interaction_that_comes_twice_changes_nothing_twice(
    service: Service, discord_settings: Settings, unreliable: Unreliable, caplog: pytest.LogCaptureFixture
) -> None:
    async with connected(service, discord_settings, unreliable) as running:
        sent = rate_genre("Action")
        await unreliable.answered(sent)
        await unreliable._dispatch("INTERACTION_CREATE", sent)
        async with asyncio.timeout(10):
            while len(unreliable.answers[sent["id"]]) < 2:  # noqa: ASYNC110 - Discord sets no event
                await asyncio.sleep(0.01)
        assert await kept(service) == {"Action": 9}
        assert not running.done()
        assert "Traceback" not in caplog.text


async def test_a_connection_that_is_dead_is_noticed(
    service: Service, discord_settings: Settings, unreliable: Unreliable, monkeypatch: pytest.MonkeyPatch
) -> None:
    make = connection._client

    def impatient(*arguments: Any) -> Osusume:
        client = make(*arguments)
        client._connection.heartbeat_timeout = 0.5  # discord.py's own is a minute
        return client

    monkeypatch.setattr(connection, "_client", impatient)
    unreliable.heartbeat_interval = 100
    async with connected(service, discord_settings, unreliable) as running:
        await unreliable.answered(rate_genre("Action"))
        while unreliable.heartbeats < 10:  # noqa: ASYNC110 - Discord sets no event
            await asyncio.sleep(0.01)
        assert unreliable.said == [IDENTIFY]
        unreliable.ready.clear()
        unreliable.deaf = True
        await ready(unreliable, running)
        unreliable.deaf = False
        await works_on(unreliable, running, service)
        assert unreliable.said == [IDENTIFY, RESUME]


async def test_a_gateway_that_closes_what_it_accepts_is_not_run_down(
    service: Service, discord_settings: Settings, unreliable: Unreliable, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with connected(service, discord_settings, unreliable) as running:
        hurry = Hurry()
        hurry.begin(monkeypatch)
        await unreliable.answered(rate_genre("Action"))
        unreliable.farewell = 4000
        await unreliable.cut_socket()
        async with asyncio.timeout(30):
            while unreliable.said.count(RESUME) < 10:  # noqa: ASYNC110 - Discord sets no event
                await asyncio.sleep(0)
        unreliable.farewell = None
        await works_on(unreliable, running, service)
    assert paused(hurry) > 60


async def test_an_hour_without_discord(
    service: Service,
    discord_settings: Settings,
    unreliable: Unreliable,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with connected(service, discord_settings, unreliable) as running:
        hurry = Hurry()
        hurry.begin(monkeypatch)
        await unreliable.answered(rate_genre("Action"))
        await unreliable.go_away()
        async with asyncio.timeout(50):
            while paused(hurry) < HOUR:  # noqa: ASYNC110 - a clock sets no event
                await asyncio.sleep(0)
        assert not running.done()
        assert beats(heartbeat_file())
        assert 30 < caplog.text.count("Attempting a reconnect") < 200
        assert "Traceback" not in caplog.text
        await unreliable.come_back()
        hurry.slept.clear()
        await works_on(unreliable, running, service)
        assert paused(hurry) <= LONGEST_PAUSE + LONGEST_DELAY + IDENTIFYING
        assert beats(heartbeat_file())
    assert not beats(heartbeat_file())


@pytest.mark.parametrize(
    ("code", "words"),
    [(4004, "DISCORD_TOKEN"), (4013, "intents"), (4014, "intents"), (4012, "4012")],
)
async def test_what_no_other_try_mends_ends_the_bot_in_a_sentence(
    service: Service,
    discord_settings: Settings,
    unreliable: Unreliable,
    caplog: pytest.LogCaptureFixture,
    code: int,
    words: str,
) -> None:
    caplog.set_level(logging.DEBUG)
    async with connected(service, discord_settings, unreliable) as running:
        await unreliable.answered(rate_genre("Action"))
        await unreliable.close_socket(code)
        with pytest.raises(StartError, match=words) as raised:
            await running
    assert TOKEN not in str(raised.value)
    assert await kept(service) == {"Action": 9}


@given(st.lists(st.floats(0, 2 * LASTING), max_size=50))
def test_connections_come_at_a_pace(lives: list[float]) -> None:
    delays, now, began = Delays(), 0.0, list[float]()
    for life in lives:
        delay = delays.next(now)
        assert 0 <= delay <= LONGEST_DELAY
        began.append(now + delay)
        now += delay + life
    for start in began:
        assert sum(start <= moment < start + LASTING for moment in began) <= 9


def test_after_a_good_connection_there_is_no_wait() -> None:
    delays = Delays()
    assert [delays.next(0.0) for _ in range(5)] == [0, 0, 1, 2, 4]
    assert delays.next(1000.0) == 0


def test_a_discord_that_is_away_is_asked_every_minute_at_least() -> None:
    backoff = Backoff()
    assert max(backoff.delay() for _ in range(200)) <= LONGEST_PAUSE
