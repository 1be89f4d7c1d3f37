"""Too much at once is turned down at once, by one sentence that says when to go on."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
import simcord
from hypothesis import given
from hypothesis import strategies as st

from bot import gate
from bot.gate import MOST_KNOWN, Limits, Pace, limits_of
from bot.settings import Settings
from bot.texts import ENGLISH
from tests.bot.stage import Stage, check_requests, labels, text_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from bot.client import Osusume
    from tests.bot.stage import Api

LIMITS = Limits(member=4, server=6, unanswered=2)


@pytest.fixture
async def strict(make_bot: Callable[..., Osusume], api: Api) -> AsyncIterator[Stage]:
    """The bot at work, with low limits."""
    bot = make_bot(limits=LIMITS)
    env = simcord.Env(bot, shard_count=1, settle_timeout=60)
    await env.start()
    guild = env.create_guild("Anime club")
    alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
    yield Stage(bot, env, guild, guild.create_text_channel("general"), alice, bob)
    await env.shutdown()
    check_requests(env, api)


@given(
    a_minute=st.integers(1, 30),
    pauses=st.lists(st.floats(0, 40), min_size=1, max_size=60),
)
def test_never_more_than_twice_a_minutes_worth_comes_in_a_minute(a_minute: int, pauses: list[float]) -> None:
    pace, now, let_in = Pace(a_minute), 0.0, []
    for pause in pauses:
        now += pause
        wait = pace.wait(1, now)
        if wait == 0:
            let_in.append(now)
        elif wait > 1e-6:  # no rounding error
            assert pace.wait(1, now + wait * 0.99) > 0
    assert let_in[0] == pauses[0]
    for start in let_in:
        assert sum(start <= moment < start + 60 for moment in let_in) <= 2 * a_minute


def test_who_waits_as_long_as_told_comes_in() -> None:
    pace = Pace(3)
    assert [pace.wait(1, 100.0) for _ in range(3)] == [0, 0, 0]
    wait = pace.wait(1, 100.0)
    assert wait == pytest.approx(20)
    assert pace.wait(2, 100.0) == 0
    assert pace.wait(1, 100.001 + wait) == 0
    assert [pace.wait(1, 500.0) for _ in range(4)][:3] == [0, 0, 0]


def test_of_those_who_are_quiet_nothing_is_remembered() -> None:
    pace = Pace(60)
    for member in range(MOST_KNOWN + 1):
        pace.wait(member, now=float(member))
    assert len(pace._until) < 100


async def test_a_member_who_is_too_fast_is_told_when_to_go_on(strict: Stage) -> None:
    for _ in range(LIMITS.member):
        assert "limit" not in text_of(await strict.slash("help"))
    refused = await strict.slash("help")
    assert refused.ephemeral
    at = re.search(r"<t:(\d+):R>", text_of(refused))
    assert at
    assert text_of(refused) == f"⚠️ {ENGLISH('limit-member', at=at[1])}"
    assert 0 < int(at[1]) - time.time() <= 17
    assert "⚠️" not in text_of(await strict.slash("help", by=strict.bob))
    assert strict.env.errors  # simcord saw the refusal, too


async def test_a_press_and_a_search_count_and_are_turned_down_too(strict: Stage) -> None:
    message = strict.message(await strict.slash("help"))
    for _ in range(LIMITS.member - 1):
        assert await strict.alice.autocomplete(strict.channel, "rate genre", "genre", "")
    assert await strict.alice.autocomplete(strict.channel, "rate genre", "genre", "") == []
    refused = await strict.press(message, labels(message)[0])
    assert refused.ephemeral
    assert text_of(refused).startswith(f"⚠️ {ENGLISH('limit-member', at='0').partition('<')[0]}")


async def test_nobody_waits_behind_too_many(strict: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    async def never_answer(*_: object) -> None:
        pass

    monkeypatch.setattr(strict.bot.tree.get_command("privacy"), "_callback", never_answer)
    for _ in range(LIMITS.unanswered):
        assert not (await strict.slash("privacy")).acknowledged
    refused = await strict.slash("help", by=strict.bob)
    assert text_of(refused) == f"⚠️ {ENGLISH('limit-unanswered')}"
    monkeypatch.setattr(gate, "FORGOTTEN", -1.0)
    assert "⚠️" not in text_of(await strict.slash("help", by=strict.bob))
    assert strict.env.errors


async def test_a_server_that_is_too_busy_waits_and_others_do_not(strict: Stage) -> None:
    for who in (strict.alice, strict.bob):
        for _ in range(LIMITS.server // 2):
            await strict.slash("help", by=who)
    refused = await strict.slash("help", by=strict.bob)
    assert text_of(refused).startswith(f"⚠️ {ENGLISH('limit-server', at='0').partition('<')[0]}")
    assert "⚠️" not in text_of(await strict.alice.user.slash("help"))
    assert strict.env.errors


def test_the_limits_are_the_hosts() -> None:
    settings = Settings(member_limit=30, server_limit=300, unanswered_limit=20)
    assert limits_of(settings) == Limits(30, 300, 20)
