"""What goes wrong with a service, and how it is borne: the same for both."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import aiohttp
import pytest

from bot.lists import web as lists_web
from bot.lists.anilist_api import AniList
from bot.lists.entry import Listed, ListFault, ListFile, ListProblem
from bot.lists.mal_api import MyAnimeList
from bot.lists.web import MOST_TRIES, Patience
from bot.secret import Secret
from tests.bot.lists.exports import TITLES
from tests.bot.lists.services import (
    CLIENT_ID,
    SHORT,
    AniListServer,
    MyAnimeListServer,
    hang_up,
    saying,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from aiohttp import web

    from tests.bot.lists.services import Server

LIST = tuple(Listed(t.anime_id, t.name, t.status, int(t.score) or None) for t in TITLES)


class Client(Protocol):
    async def fetch(self, user: str) -> ListFile: ...


class Line:
    """A server, and what asks it."""

    def __init__(self, server: Server, client: Callable[[Patience], Client]) -> None:
        self.server = server
        self.client = client
        self.asked = asyncio.Event()

    async def refused(self, user: str = "ann", patience: Patience = SHORT) -> ListFault:
        with pytest.raises(ListFault) as fault:
            await self.client(patience).fetch(user)
        return fault.value

    async def keep_waiting(self, _request: web.Request) -> web.StreamResponse:
        self.asked.set()
        await asyncio.Event().wait()
        raise AssertionError


@pytest.fixture(params=["AniList", "MyAnimeList"])
async def line(request: pytest.FixtureRequest) -> AsyncIterator[Line]:
    def anilist(patience: Patience) -> AniList:
        return AniList(session, address=server.address, patience=patience)

    def mal(patience: Patience) -> MyAnimeList:
        return MyAnimeList(session, Secret(CLIENT_ID), address=server.address, patience=patience)

    kinds = {"AniList": (AniListServer, anilist), "MyAnimeList": (MyAnimeListServer, mal)}
    kind, client = kinds[request.param]
    async with aiohttp.ClientSession() as session, kind() as server:
        yield Line(server, client)


async def test_a_list_is_fetched(line: Line) -> None:
    file = await line.client(SHORT).fetch(" ann ")
    assert file.entries == LIST
    assert len(line.server.requests) == 1


@pytest.mark.parametrize(
    "user",
    ["", " ", "a b", "ann?limit=9", "../ann", "ann/..", "ann%00", "ännchen", "a" * 21, "a\nb", "9" * 10**6],
)
async def test_what_can_be_no_name_is_not_asked_for(line: Line, user: str) -> None:
    fault = await line.refused(user)
    assert fault.id == ListProblem.USER_NAME
    assert fault.arguments["user"] == user.strip()[:200]
    assert line.server.requests == []


async def test_nobody_by_that_name(line: Line) -> None:
    fault = await line.refused("eve")
    assert fault.id == ListProblem.UNKNOWN_USER
    assert fault.arguments["user"] == "eve"


async def test_a_private_list(line: Line) -> None:
    line.server.private.add("ann")
    assert (await line.refused()).id == ListProblem.PRIVATE


async def test_an_empty_list(line: Line) -> None:
    assert (await line.refused("bob")).id == ListProblem.EMPTY


async def test_a_service_that_is_asked_too_often_is_asked_again_when_it_says(line: Line) -> None:
    line.server.failures += saying(status=429, headers={"Retry-After": "0"}, times=MOST_TRIES - 1)
    assert (await line.client(SHORT).fetch("ann")).entries == LIST
    assert len(line.server.requests) == MOST_TRIES


@pytest.mark.parametrize(
    ("told", "times"), [("0", MOST_TRIES), ("1", 1), ("3600", 1), ("soon", 1), ("-1", 1)]
)
async def test_a_service_that_is_asked_too_often_is_left_alone(line: Line, told: str, times: int) -> None:
    line.server.failures += saying(status=429, headers={"Retry-After": told}, times=10)
    assert (await line.refused()).id == ListProblem.BUSY
    assert len(line.server.requests) == times


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_service_that_fails_twice_is_asked_again(line: Line, status: int) -> None:
    line.server.failures += saying("<html>", status, times=2)
    assert (await line.client(SHORT).fetch("ann")).entries == LIST
    assert len(line.server.requests) == 3


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_service_that_goes_on_failing_is_down(line: Line, status: int) -> None:
    line.server.failures += saying("<html>", status, times=9)
    assert (await line.refused()).id == ListProblem.DOWN
    assert len(line.server.requests) == 3


async def test_a_service_that_hangs_up_is_asked_again(line: Line) -> None:
    line.server.failures += [hang_up] * 2
    assert (await line.client(SHORT).fetch("ann")).entries == LIST


async def test_a_service_that_goes_on_hanging_up_is_down(line: Line) -> None:
    line.server.failures += [hang_up] * 20
    assert (await line.refused()).id == ListProblem.DOWN
    assert len(line.server.requests) < 10  # aiohttp itself asks again where a connection was kept


async def test_a_service_that_is_not_there_is_down(line: Line) -> None:
    client = line.client(SHORT)
    await line.server.__aexit__()
    with pytest.raises(ListFault) as fault:
        await client.fetch("ann")
    assert fault.value.id == ListProblem.DOWN


@pytest.mark.parametrize("limit", [{"request": 0.02}, {"total": 0.05}])
async def test_an_answer_that_does_not_come_is_not_waited_for(line: Line, limit: dict[str, float]) -> None:
    line.server.failures += [line.keep_waiting] * 9
    assert (await line.refused(patience=replace(Patience(pauses=(0, 0)), **limit))).id == ListProblem.DOWN


async def test_an_answer_that_is_too_long_is_not_read(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists_web, "LARGEST_ANSWER", 300)
    assert (await line.refused()).id == ListProblem.DOWN


@pytest.mark.parametrize(
    "text", ["", "<html></html>", "7", "null", "[1]", "{}", '{"data": ', "[" * 10_000, '{"data": NaN}']
)
async def test_an_answer_that_is_no_list_is_refused(line: Line, text: str) -> None:
    line.server.failures += saying(text)
    assert (await line.refused()).id == ListProblem.DOWN


async def test_nobody_is_sent_elsewhere(line: Line) -> None:
    line.server.failures += saying(status=302, headers={"Location": "/elsewhere"})
    assert (await line.refused()).id == ListProblem.DOWN
    assert len(line.server.requests) == 1


async def test_the_log_says_what_failed_and_not_for_whom(
    line: Line, caplog: pytest.LogCaptureFixture
) -> None:
    line.server.failures += saying(status=503, times=3)
    with caplog.at_level(logging.DEBUG, "bot"):
        await line.refused()
    assert "does not answer as it should: status 503." in caplog.text
    assert "ann" not in caplog.text
    assert CLIENT_ID not in caplog.text


async def test_a_member_who_gives_up_is_not_held_back(line: Line) -> None:
    line.server.failures.append(line.keep_waiting)
    task = asyncio.create_task(line.client(Patience()).fetch("ann"))
    await line.asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
