from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.lists import anilist_api
from bot.lists.anilist_api import AniList
from bot.lists.entry import Listed, ListFault, ListFile, ListProblem, Source
from bot.lists.read import read_list
from bot.lists.scores import Scale
from bot.members.records import Status
from tests.bot.lists.exports import TITLES, Title, anilist_own, mal_xml
from tests.bot.lists.services import SHORT, AniListServer, refusal, saying

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from aiohttp import web

LIST = tuple(Listed(t.anime_id, t.name, t.status, int(t.score) or None) for t in TITLES)


@pytest.fixture
async def server() -> AsyncIterator[AniListServer]:
    async with AniListServer() as server:
        yield server


@pytest.fixture
async def anilist(server: AniListServer) -> AsyncIterator[AniList]:
    async with aiohttp.ClientSession() as session:
        yield AniList(session, address=server.address, patience=SHORT)


async def test_a_long_list_comes_in_chunks(
    server: AniListServer, anilist: AniList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anilist_api, "CHUNK", 2)
    file = await anilist.fetch("ann")
    assert file.source is Source.ANILIST
    assert {entry.anime_id: entry for entry in file.entries} == {entry.anime_id: entry for entry in LIST}
    assert [request["chunk"] for request in server.requests] == [1, 2, 3]


async def test_a_list_without_end_is_left(
    server: AniListServer, anilist: AniList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anilist_api, "CHUNK", 1)
    monkeypatch.setattr(anilist_api, "MOST_CHUNKS", 3)
    with pytest.raises(ListFault) as fault:
        await anilist.fetch("ann")
    assert fault.value.id == ListProblem.TOO_MANY
    assert len(server.requests) == 3


@pytest.mark.parametrize(
    ("scale", "score", "rating"),
    [("POINT_100", 84, 8), ("POINT_10_DECIMAL", 8.5, 9), ("POINT_5", 5, 10), ("POINT_3", 3, 9)],
)
async def test_scores_are_out_of_what_the_user_has_chosen(
    server: AniListServer, anilist: AniList, scale: str, score: float, rating: int
) -> None:
    server.scale = scale
    server.lists["ann"] = [Title(1, "A", Status.COMPLETED, score)]
    file = await anilist.fetch("ann")
    assert file.scale is Scale(scale)
    assert file.entries[0].rating == rating


@pytest.mark.parametrize(
    "user",
    [
        "https://anilist.co/user/ann/",
        "anilist.co/user/ann",
        "https://anilist.co/user/ann/animelist/Completed",
    ],
)
async def test_the_address_of_a_profile_is_a_name(server: AniListServer, anilist: AniList, user: str) -> None:
    await anilist.fetch(user)
    assert server.requests[0]["user"] == "ann"


@pytest.mark.parametrize(
    "user", ["https://myanimelist.net/profile/ann", "https://anilist.co/user/ann/x y", "evil.co/ann"]
)
async def test_another_address_is_none(anilist: AniList, user: str) -> None:
    with pytest.raises(ListFault) as fault:
        await anilist.fetch(user)
    assert fault.value.id == ListProblem.USER_NAME


@pytest.mark.parametrize(
    ("message", "status", "problem"),
    [
        ("User not found", 404, ListProblem.UNKNOWN_USER),
        ("Private User", 404, ListProblem.PRIVATE),
        ("Private User", 403, ListProblem.PRIVATE),
        ("The AniList API has been temporarily disabled.", 403, ListProblem.DOWN),
        ("Validation error", 400, ListProblem.DOWN),
        ("Something", 200, ListProblem.DOWN),
    ],
)
async def test_a_refusal_says_why(
    server: AniListServer, anilist: AniList, message: str, status: int, problem: ListProblem
) -> None:
    async def refuse(_request: web.Request) -> web.StreamResponse:
        return refusal(message, status)

    server.failures.append(refuse)
    with pytest.raises(ListFault) as fault:
        await anilist.fetch("ann")
    assert fault.value.id == problem


@pytest.mark.parametrize("errors", ["[1]", "{}", "null", '[{"message": null}]', '[{"message": ["private"]}]'])
async def test_a_refusal_may_be_odd(server: AniListServer, anilist: AniList, errors: str) -> None:
    server.failures += saying(f'{{"errors": {errors}}}', 400)
    with pytest.raises(ListFault) as fault:
        await anilist.fetch("ann")
    assert fault.value.id in (ListProblem.DOWN, ListProblem.PRIVATE)


async def test_anilists_ids_become_myanimelists(
    server: AniListServer, anilist: AniList, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anilist_api, "BATCH", 2)
    stranger = Title(99, "", Status.DROPPED, 4)
    file = await anilist.resolve(read_list(anilist_own([*TITLES, stranger]).encode(), "gdpr_data.json"))
    # The fourth is one that MyAnimeList lacks, and the last one that AniList does.
    assert file.entries == (
        *LIST[:3],
        Listed(None, TITLES[3].name, Status.DROPPED, 3),
        LIST[4],
        Listed(None, "", Status.DROPPED, 4, stranger.anilist_id),
    )
    assert [len(request["ids"]) for request in server.requests] == [2, 2, 2]


async def test_titles_that_turn_out_to_be_one_are_one(anilist: AniList) -> None:
    named = Listed(1, "Cowboy Bebop", Status.WATCHING, 4)
    unnamed = Listed(None, "", Status.COMPLETED, 9, anilist_id=TITLES[0].anilist_id)
    file = await anilist.resolve(ListFile(Source.ANILIST, (named, unnamed), Scale.POINT_10))
    assert file.entries == (Listed(1, "Cowboy Bebop", Status.COMPLETED, 9),)


async def test_a_list_with_myanimelists_ids_is_not_asked_about(
    server: AniListServer, anilist: AniList
) -> None:
    file = read_list(mal_xml().encode(), "f")
    assert await anilist.resolve(file) == file
    assert server.requests == []


@pytest.mark.parametrize("text", ["{}", '{"data": {"Page": {"media": 7}}}', "7"])
async def test_an_answer_about_ids_that_is_none_is_refused(
    server: AniListServer, anilist: AniList, text: str
) -> None:
    server.failures += saying(text)
    with pytest.raises(ListFault) as fault:
        await anilist.resolve(read_list(anilist_own().encode(), "f"))
    assert fault.value.id == ListProblem.DOWN
