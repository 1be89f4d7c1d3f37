from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.lists import mal_api
from bot.lists.entry import Listed, ListFault, ListProblem, Source
from bot.lists.mal_api import MyAnimeList
from bot.secret import Secret
from tests.bot.lists.exports import TITLES, mal_pages
from tests.bot.lists.services import CLIENT_ID, SHORT, MyAnimeListServer, saying

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LIST = tuple(Listed(t.anime_id, t.name, t.status, int(t.score) or None) for t in TITLES)


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def server() -> AsyncIterator[MyAnimeListServer]:
    async with MyAnimeListServer() as server:
        yield server


@pytest.fixture
def mal(server: MyAnimeListServer, session: aiohttp.ClientSession) -> MyAnimeList:
    return MyAnimeList(session, Secret(CLIENT_ID), address=f"{server.address}/", patience=SHORT)


async def refused(mal: MyAnimeList, user: str = "ann") -> str:
    with pytest.raises(ListFault) as fault:
        await mal.fetch(user)
    return fault.value.id


async def test_a_long_list_comes_in_pages(
    server: MyAnimeListServer, mal: MyAnimeList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mal_api, "QUERY", mal_api.QUERY.replace("1000", "2"))
    file = await mal.fetch("ann")
    assert file.source is Source.MYANIMELIST
    assert file.entries == LIST
    assert [request.get("offset", "0") for request in server.requests] == ["0", "2", "4"]


async def test_a_list_without_end_is_left(
    server: MyAnimeListServer, mal: MyAnimeList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mal_api, "MOST_PAGES", 3)
    server.failures += saying(mal_pages(TITLES, f"{server.address}/users/ann/animelist"), times=9)
    assert await refused(mal) == ListProblem.TOO_MANY
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    "following",
    [
        "http://127.0.0.1:1/api/users/ann/animelist",
        "{address}.evil.example/users/ann/animelist",
        "{address}@evil.example/users/ann/animelist",
        "//evil.example/",
        "file:///etc/passwd",
        "/api/users/ann/animelist",
        7,
        ["x"],
    ],
)
async def test_a_next_page_elsewhere_is_not_asked_for(
    server: MyAnimeListServer, mal: MyAnimeList, following: object
) -> None:
    address = following.replace("{address}", server.address) if isinstance(following, str) else following
    server.failures += saying(mal_pages(TITLES, address))  # type: ignore[arg-type]
    assert await refused(mal) == ListProblem.DOWN
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "user",
    [
        "https://myanimelist.net/profile/ann",
        "myanimelist.net/animelist/ann?status=7",
        "www.myanimelist.net/profile/ann/",
    ],
)
async def test_the_address_of_a_profile_is_a_name(
    server: MyAnimeListServer, mal: MyAnimeList, user: str
) -> None:
    await mal.fetch(user)
    assert server.requests[0]["user"] == "ann"


async def test_a_host_without_a_client_id_asks_nothing(
    server: MyAnimeListServer, session: aiohttp.ClientSession
) -> None:
    mal = MyAnimeList(session, None, address=server.address, patience=SHORT)
    assert await refused(mal) == ListProblem.NOT_SET_UP
    assert server.requests == []


async def test_a_client_id_that_is_refused_is_a_matter_for_the_host(
    server: MyAnimeListServer, session: aiohttp.ClientSession, caplog: pytest.LogCaptureFixture
) -> None:
    mal = MyAnimeList(session, Secret("stale"), address=server.address, patience=SHORT)
    with caplog.at_level(logging.ERROR):
        assert await refused(mal) == ListProblem.NOT_SET_UP
    assert "MAL_CLIENT_ID" in caplog.text
    assert "stale" not in caplog.text


@pytest.mark.parametrize(
    ("text", "status", "problem"),
    [
        ('{"error": "not_permitted"}', 403, ListProblem.PRIVATE),
        ('{"error": "forbidden"}', 403, ListProblem.DOWN),
        ("<html>", 403, ListProblem.DOWN),
        ("<html>", 404, ListProblem.UNKNOWN_USER),
        ("{}", 401, ListProblem.NOT_SET_UP),
        ("[]", 418, ListProblem.DOWN),
    ],
)
async def test_a_refusal_says_why(
    server: MyAnimeListServer, mal: MyAnimeList, text: str, status: int, problem: ListProblem
) -> None:
    server.failures += saying(text, status)
    assert await refused(mal) == problem
