"""Servers that speak as AniList and MyAnimeList do, and fail as they do when told to."""

from __future__ import annotations

import json
from collections import deque
from typing import TYPE_CHECKING, Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.lists.web import Patience
from tests.bot.lists.exports import TITLES, Title, anilist, mal_pages

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    Failure = Callable[[web.Request], Awaitable[web.StreamResponse]]

CLIENT_ID = "5a1e"
SHORT = Patience(request=0.3, total=3, longest_wait=0.05, pauses=(0, 0))


class Server:
    """What both have in common.

    Attributes:
        lists: what each user has.
        private: whose list is not shown.
        failures: how the next requests fail, one after the other.
        requests: what was asked.
    """

    def __init__(self) -> None:
        self.lists: dict[str, Sequence[Title]] = {"ann": TITLES, "bob": ()}
        self.private: set[str] = set()
        self.failures: deque[Failure] = deque()
        self.requests: list[dict[str, object]] = []
        application = web.Application()
        application.router.add_route("*", "/{path:.*}", self._answer)
        self._server = TestServer(application)

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    @property
    def address(self) -> str:
        return str(self._server.make_url("/api"))

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.requests.append({})
        if self.failures:
            return await self.failures.popleft()(request)
        return await self.speak(request)

    async def speak(self, request: web.Request) -> web.StreamResponse:
        raise NotImplementedError


class AniListServer(Server):
    """AniList.

    Attributes:
        scale: that its users' scores are out of.
        names: by AniList's id, what it says of a title when asked by id.
    """

    scale = "POINT_10"

    def __init__(self) -> None:
        super().__init__()
        self.names = {title.anilist_id: title for title in TITLES}

    async def speak(self, request: web.Request) -> web.StreamResponse:
        assert (request.method, request.path) == ("POST", "/api")
        asked = await request.json()
        self.requests[-1] = asked["variables"]
        if "id_in" in asked["query"]:
            return self._titles(asked["variables"]["ids"])
        return self._list(**asked["variables"])

    def _list(self, user: str, chunk: int, size: int) -> web.Response:
        if user in self.private:
            return refusal("Private User", 404)
        if user not in self.lists:
            return refusal("User not found", 404)
        start = (chunk - 1) * size
        document = json.loads(anilist(self.lists[user][start : start + size], scale=self.scale))
        document["data"]["MediaListCollection"]["hasNextChunk"] = len(self.lists[user]) > start + size
        return web.json_response(document)

    def _titles(self, ids: list[int]) -> web.Response:
        known = [self.names[i] for i in ids if i in self.names]
        media = [
            {"id": t.anilist_id, "idMal": None if t.score == 3 else t.anime_id, "title": {"romaji": t.name}}
            for t in known
        ]
        return web.json_response({"data": {"Page": {"media": media}}})


class MyAnimeListServer(Server):
    """MyAnimeList."""

    async def speak(self, request: web.Request) -> web.StreamResponse:
        user = request.path.split("/")[3]
        assert (request.method, request.path) == ("GET", f"/api/users/{user}/animelist")
        assert (request.query["fields"], request.query["nsfw"]) == ("list_status", "true")
        self.requests[-1] = {"user": user, **request.query}
        if request.headers.get("X-MAL-CLIENT-ID") != CLIENT_ID:
            return web.json_response({"message": "Invalid client id", "error": "bad_request"}, status=400)
        if user in self.private:
            return web.json_response({"message": "", "error": "not_permitted"}, status=403)
        if user not in self.lists:
            return web.json_response({"message": "", "error": "not_found"}, status=404)
        start, size = int(request.query.get("offset", 0)), int(request.query["limit"])
        following = (
            request.url.update_query(offset=start + size) if len(self.lists[user]) > start + size else None
        )
        page = self.lists[user][start : start + size]
        return web.Response(
            text=mal_pages(page, str(following) if following else None), content_type="application/json"
        )


def refusal(message: str, status: int) -> web.Response:
    """As AniList says no."""
    return web.json_response(
        {"errors": [{"message": message, "status": status}], "data": None}, status=status
    )


def saying(
    text: str = "", status: int = 200, headers: dict[str, str] | None = None, *, times: int = 1
) -> list[Failure]:
    """Some requests that are answered with just this."""

    async def failure(_request: web.Request) -> web.StreamResponse:
        return web.Response(text=text, status=status, headers=headers)

    return [failure] * times


async def hang_up(request: web.Request) -> web.StreamResponse:
    """A request that is cut off."""
    assert request.transport is not None
    request.transport.abort()
    return web.Response()
