"""Answers to a Discord that cuts, refuses or puts off: they come, or a sentence or a line of the log does."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import TYPE_CHECKING, Any

import pytest

from bot import delivery
from bot.logs import TEXT, TextFormatter
from bot.texts import ENGLISH
from tests.bot.test_gateway import kept
from tests.bot.unreliable import (
    ACKNOWLEDGED,
    MEMBER,
    UNKNOWN_INTERACTION,
    Fault,
    Hurry,
    Unreliable,
    command,
    connected,
    limited,
    rate_genre,
    typing,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.service import Service
    from bot.settings import Settings
    from tests.check_load.loopback import Asked

CALLBACK, WEBHOOKS = "/callback", "/webhooks/"
OTHER = MEMBER + 1


@pytest.fixture
async def at_work(
    service: Service,
    discord_settings: Settings,
    unreliable: Unreliable,
    caplog: pytest.LogCaptureFixture,
) -> AsyncIterator[Unreliable]:
    """A Discord with the bot on it."""
    caplog.set_level(logging.INFO)
    async with connected(service, discord_settings, unreliable):
        caplog.clear()
        yield unreliable


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The lines of the log that warn, as the host reads them, with nothing in them that nobody may read."""
    entries = [TextFormatter(TEXT).format(r) for r in caplog.records if r.levelno >= logging.WARNING]
    for secret in (str(MEMBER), "a-token-as-long", "987651"):
        assert not any(secret in entry for entry in entries)
    return [line for entry in entries for line in entry.splitlines()]


async def met(at_work: Unreliable) -> None:
    """Wait until all faults have been met, and no command is at work."""
    async with asyncio.timeout(30):
        while any(fault.times for fault in at_work.faults):  # noqa: ASYNC110 - a count sets no event
            await asyncio.sleep(0.01)
        await settled()


async def settled() -> None:
    """Wait until no command is at work."""
    async with asyncio.timeout(30):
        while working := at_answers():
            await asyncio.wait(working)


def at_answers() -> list[asyncio.Task[Any]]:
    """The commands at work."""
    return [task for task in asyncio.all_tasks() if task.get_name() == "CommandTree-invoker"]


def text_of(asked: Asked) -> str:
    return json.dumps(asked.data, ensure_ascii=False)


@pytest.mark.parametrize("taken", [False, True], ids=["before it was taken", "after it was taken"])
async def test_an_answer_whose_connection_is_cut_arrives_once(
    at_work: Unreliable, service: Service, caplog: pytest.LogCaptureFixture, *, taken: bool
) -> None:
    at_work.faults.append(Fault(CALLBACK, taken=taken))
    sent = rate_genre("Action")
    assert "Action" in text_of(await at_work.answered(sent))
    await met(at_work)
    assert await kept(service) == {"Action": 9}
    assert len(at_work.answers[sent["id"]]) == (2 if taken else 1)
    assert logged(caplog) == []


async def test_nothing_is_asked_of_discord_but_to_take_an_answer(at_work: Unreliable) -> None:
    assert "Action" in text_of(await at_work.answered(rate_genre("Action")))
    assert (await at_work.answered(typing("ac"))).data["choices"]
    await settled()
    answers = [path for _, path in at_work.requests if CALLBACK in path]
    assert len(answers) == 2
    assert all(path.endswith(CALLBACK) for path in answers)


async def test_an_answer_that_is_cut_every_time_is_one_line(
    at_work: Unreliable, service: Service, caplog: pytest.LogCaptureFixture
) -> None:
    sent = rate_genre("Action")
    at_work.faults.append(Fault(sent["id"], times=1 + len(delivery.PAUSES)))
    await at_work.tell(sent)
    await at_work.answered(rate_genre("Drama", member=OTHER))
    await met(at_work)
    assert await kept(service) == {"Action": 9}
    (line,) = logged(caplog)
    assert "An answer did not reach Discord (/rate genre by id-" in line


async def test_an_answer_that_is_put_off_for_a_moment_comes_then(at_work: Unreliable) -> None:
    at_work.faults.append(limited(CALLBACK, 0.3))
    assert (await at_work.answered(rate_genre("Action"))).seconds >= 0.3


@pytest.mark.parametrize("everywhere", [False, True])
async def test_an_answer_that_is_put_off_for_long_holds_up_nobody(
    at_work: Unreliable, *, everywhere: bool
) -> None:
    sent = rate_genre("Action")
    at_work.faults.append(limited(sent["id"], 86_400, everywhere=everywhere))
    await at_work.tell(sent)
    others = [rate_genre("Drama", member=OTHER + number) for number in range(9)]
    await asyncio.gather(*map(at_work.answered, others))
    (waiting,) = at_answers()
    waiting.cancel()


@pytest.mark.parametrize("everywhere", [False, True])
async def test_an_answer_that_is_put_off_for_long_is_given_up(
    at_work: Unreliable,
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    *,
    everywhere: bool,
) -> None:
    monkeypatch.setattr(delivery, "FIRST", 0.2)
    at_work.faults.append(limited(CALLBACK, 86_400, everywhere=everywhere))
    await at_work.tell(rate_genre("Action"))
    await met(at_work)
    assert await kept(service) == {"Action": 9}
    limit, line = logged(caplog)
    assert "is rate limited" in limit
    assert "An answer did not reach Discord (/rate genre by id-" in line


REFUSALS = {
    "no such interaction any more": Fault(CALLBACK, 404, {"code": UNKNOWN_INTERACTION, "message": "Unknown"}),
    "answered already": Fault(CALLBACK, 404, {"code": ACKNOWLEDGED, "message": "Acknowledged"}),
    "not allowed": Fault(CALLBACK, 403, {"code": 50001, "message": "Missing Access"}),
    "not known": Fault(CALLBACK, 401, {"code": 0, "message": "401: Unauthorized"}),
    "banned for a while": Fault(CALLBACK, 429, {"message": "You are blocked.", "code": 0}),
}


@pytest.mark.parametrize("refusal", REFUSALS)
async def test_an_answer_that_is_refused_is_one_line(
    at_work: Unreliable, service: Service, caplog: pytest.LogCaptureFixture, refusal: str
) -> None:
    fault = REFUSALS[refusal]
    at_work.faults.append(Fault(CALLBACK, fault.status, fault.body))
    await at_work.tell(rate_genre("Action"))
    await met(at_work)
    assert await kept(service) == {"Action": 9}
    assert len(logged(caplog)) == (0 if refusal == "answered already" else 1)
    assert text_of(await at_work.answered(rate_genre("Drama")))


async def test_a_discord_that_stumbles_gets_the_answer_again(
    at_work: Unreliable, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    Hurry().begin(monkeypatch)
    at_work.faults.append(Fault(CALLBACK, 502, times=2))
    assert "Action" in text_of(await at_work.answered(rate_genre("Action")))
    assert logged(caplog) == []


async def test_a_discord_that_is_down_is_one_line_an_answer(
    at_work: Unreliable, service: Service, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    Hurry().begin(monkeypatch)
    at_work.faults.append(Fault(CALLBACK, 503, times=5))
    await at_work.tell(rate_genre("Action"))
    await met(at_work)
    assert await kept(service) == {"Action": 9}
    assert len(logged(caplog)) == 1


async def test_suggestions_that_do_not_arrive_are_no_fault(
    at_work: Unreliable, caplog: pytest.LogCaptureFixture
) -> None:
    at_work.faults.append(Fault(CALLBACK, 404, {"code": UNKNOWN_INTERACTION, "message": "Unknown"}))
    await at_work.tell(typing("a"))
    assert (await at_work.answered(typing("ac"))).data["choices"]
    await met(at_work)
    assert logged(caplog) == []


@pytest.fixture
def list_file(at_work: Unreliable, service: Service) -> dict[str, Any]:
    """A command that brings a list of three titles."""
    known = list(service._model.current.catalogue.anime)[:3]
    titles = [{"id": a.id, "name": a.name, "status": "completed", "rating": 7} for a in known]
    at_work.file = json.dumps(
        {"format": "osusume-member", "version": 2, "genres": [], "titles": titles}
    ).encode()
    address = f"http://127.0.0.1:{at_work.port}/file"
    file = {
        "id": "1",
        "filename": "list.json",
        "size": len(at_work.file),
        "url": address,
        "proxy_url": address,
    }
    sent = command("import", [{"name": "file", "type": 11, "value": "1"}])
    sent["data"]["resolved"] = {"attachments": {"1": file}}
    return sent


async def bring(at_work: Unreliable, sent: dict[str, Any]) -> Asked:
    """Have the bot take the file, up to what it says last."""
    asked = await at_work.tell(sent)
    await asked.done.wait()
    await settled()
    return asked


WAYS = {
    "put off for a moment": [limited(WEBHOOKS, 0.2, times=2)],
    "cut": [Fault(WEBHOOKS)],
    "cut when taken": [Fault(WEBHOOKS, taken=True)],
    "stumbling": [Fault(WEBHOOKS, 500)],
}


@pytest.mark.parametrize("way", WAYS)
async def test_what_follows_an_answer_comes_in_the_end(
    at_work: Unreliable, list_file: dict[str, Any], caplog: pytest.LogCaptureFixture, way: str
) -> None:
    at_work.faults = [Fault(f.path, f.status, f.body, f.headers, f.taken, f.times) for f in WAYS[way]]
    asked = await bring(at_work, list_file)
    assert ENGLISH("import-titles", count=3) in text_of(asked)
    assert not [line for line in logged(caplog) if "is rate limited" not in line]


async def test_what_follows_an_answer_is_else_one_sentence(
    at_work: Unreliable,
    list_file: dict[str, Any],
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(delivery, "LATER", 0.2)
    at_work.faults = [limited("/messages/@original", 86_400, times=99)]
    asked = await bring(at_work, list_file)
    assert ENGLISH("error-undelivered") in text_of(asked)
    lines = [line for line in logged(caplog) if "is rate limited" not in line]
    assert len(lines) == 1
    assert "An answer did not reach Discord (/import by id-" in lines[0]


async def test_a_token_that_is_too_old_is_one_line_or_two(
    at_work: Unreliable, list_file: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    at_work.faults = [Fault(WEBHOOKS, 401, {"code": 50027, "message": "Invalid Webhook Token"}, times=99)]
    await bring(at_work, list_file)
    assert 1 <= len(logged(caplog)) <= 2


async def test_what_is_wrong_with_an_answer_is_no_loss(
    at_work: Unreliable, caplog: pytest.LogCaptureFixture
) -> None:
    at_work.faults.append(Fault(CALLBACK, 400, {"code": 50035, "message": "Invalid Form Body"}))
    asked = await at_work.answered(rate_genre("Action"))
    assert ENGLISH("error-unexpected", reference="").partition("`")[0][:30] in text_of(asked)
    assert "Traceback" in "\n".join(logged(caplog))
