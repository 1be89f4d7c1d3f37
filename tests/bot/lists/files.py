"""A server that hands out files, as Discord does, and one that does not end."""

from __future__ import annotations

from typing import Self

from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.lists.unpack import LARGEST_SENT


class FileServer:
    """Whoever asks for its address gets zeros for ever, or nearly so.

    Attributes:
        sent: how many bytes it sent of that.
        files: what it hands out at other paths.
    """

    MOST = 20 * LARGEST_SENT

    def __init__(self, **files: bytes) -> None:
        self.sent = 0
        self.files = files
        self.encoding = ""
        application = web.Application()
        application.router.add_get("/endless", self._endless)
        application.router.add_get("/endless/{name}", self._file)
        self._server = TestServer(application)

    async def __aenter__(self) -> Self:
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._server.close()

    @property
    def address(self) -> str:
        return str(self._server.make_url("/endless"))

    async def _endless(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while self.sent < self.MOST:
            await response.write(bytes(1 << 16))
            self.sent += 1 << 16
        return response

    async def _file(self, request: web.Request) -> web.StreamResponse:
        self.encoding = request.headers.get("Accept-Encoding", "")
        content = self.files.get(request.match_info["name"])
        if content is None:
            raise web.HTTPNotFound
        return web.Response(body=content)
