"""An unreliable Discord over real sockets: it is away, cuts connections, refuses, and forgets sessions.

The bot beside it is the real one, connected as `python -m bot` connects it, but in this process.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any

import discord
from aiohttp import WSMsgType, web

from bot.connection import stay_connected
from tests.check_load.loopback import (
    DISPATCH,
    HEARTBEAT,
    HEARTBEAT_ACK,
    HELLO,
    IDENTIFY,
    PATIENCE,
    Asked,
    Connection,
    Loopback,
)
from tests.check_load.payloads import AUTOCOMPLETE, COMMAND, interaction, new_id

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    import pytest

    from bot.service import Service
    from bot.settings import Settings
    from tests.check_load.payloads import Payload

RESUME, RECONNECT, INVALID_SESSION = 6, 7, 9
TOKEN = "MTIz.abc.a-secret-that-no-log-may-hold"  # noqa: S105 - made up
MEMBER = 123_456_789_012_345_678  # ids as long as Discord's, which no log may hold
SUBCOMMAND, STRING, INTEGER = 1, 3, 4
UNKNOWN_INTERACTION, ACKNOWLEDGED = 10062, 40060
LIMITED = {"message": "You are being rate limited.", "retry_after": 0.0, "global": False}


@dataclass(slots=True)
class Fault:
    """What Discord does with the next requests to a path, in place of what it should.

    Attributes:
        path: a part of the path; "/" is the gateway alone.
        status: of the answer; None where the connection is cut without any.
        body: of the answer.
        headers: of the answer.
        taken: whether the request was acted on all the same.
        times: how many requests meet it.
    """

    path: str
    status: int | None = None
    body: Payload = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    taken: bool = False
    times: int = 1

    def meets(self, path: str) -> bool:
        """Whether a request to the path meets it."""
        return path == self.path if self.path == "/" else self.path in path


def limited(path: str, seconds: float, *, times: int = 1, everywhere: bool = False) -> Fault:
    """Too many requests: wait."""
    body = LIMITED | {"retry_after": seconds, "global": everywhere}
    headers = {"Via": "1.1 loopback", "Retry-After": str(seconds)}
    return Fault(path, 429, body, headers, times=times)


class Unreliable(Loopback):
    """Discord, with faults on demand.

    Attributes:
        faults: what is to go wrong with requests.
        requests: the method of each, and its path with its query.
        said: what the bot said over the gateway, by the numbers of the operations, except heartbeats.
        answers: what came as first answers, by the interaction's id; Discord takes one of each.
        heartbeats: how many came.
        deaf: whether heartbeats are acknowledged no more.
        remembers: whether a session can be resumed.
        greeting: what a new connection gets in place of a hello.
        farewell: the close code that an identified or resumed bot gets at once.
    """

    def __init__(self, guilds: int) -> None:
        super().__init__(guilds)
        self.middlewares = [self._meddle]
        self.faults: list[Fault] = []
        self.requests: list[tuple[str, str]] = []
        self.said: list[int] = []
        self.answers: dict[str, list[Payload]] = {}
        self.heartbeats = 0
        self.heartbeat_interval = 40_000
        self.deaf = False
        self.remembers = True
        self.farewell: int | None = None
        self._missed: list[tuple[int, Payload]] = []

    async def go_away(self) -> None:
        """Listen no more, and cut all connections."""
        self.ready.clear()
        await self._site.stop()
        server = self._runner.server
        assert server is not None
        for connection in server.connections:
            if connection.transport:
                connection.transport.abort()

    async def come_back(self) -> None:
        """Listen again, at the same port."""
        await self._listen()

    async def close_socket(self, code: int) -> None:
        """Close the gateway's connection with a code."""
        self.ready.clear()
        await self._connection.socket.close(code=code)

    async def cut_socket(self) -> None:
        """Cut the gateway's connection without a word."""
        self.ready.clear()
        transport = self._request.transport
        assert transport is not None
        transport.abort()

    async def say(self, operation: int, data: Any = None) -> None:
        """Say something over the gateway that is no event."""
        self.ready.clear()
        await self._connection.send({"op": operation, "d": data})

    async def say_bytes(self, content: bytes) -> None:
        """Say something over the gateway that is nothing."""
        self.ready.clear()
        await self._connection.socket.send_bytes(content)

    async def say_text(self, text: str) -> None:
        """Say something over the gateway, not packed."""
        self.ready.clear()
        await self._connection.socket.send_str(text)

    async def tell(self, sent: Payload) -> Asked:
        """Send an interaction, and wait for nothing; over a cut connection it comes once that is resumed."""
        asked = Asked(sent["channel_id"], perf_counter())
        self._asked[sent["id"]] = self._tokens[sent["token"]] = asked
        with suppress(ConnectionError):
            await self._dispatch("INTERACTION_CREATE", sent)
        return asked

    async def answered(self, sent: Payload) -> Asked:
        """Send an interaction, and wait for the first answer."""
        asked = await self.tell(sent)
        async with asyncio.timeout(PATIENCE):
            await asked.done.wait()
        return asked

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        # Whoever resumes a session goes on with its events.
        self._connection, self._request = Connection(self._connection.sequence), request
        socket = self._connection.socket
        await socket.prepare(request)
        await self._connection.send({"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_interval}})
        async for received in socket:
            if received.type is not WSMsgType.TEXT:
                continue
            packet = json.loads(received.data)
            if packet["op"] == HEARTBEAT:
                self.heartbeats += 1
                if not self.deaf:
                    await self._connection.send({"op": HEARTBEAT_ACK})
                continue
            self.said.append(packet["op"])
            if self.farewell is not None:
                await socket.close(code=self.farewell)
            elif packet["op"] == IDENTIFY:
                self._missed.clear()
                await self._welcome()
            elif packet["op"] == RESUME:
                await self._resume(packet["d"]["seq"])
        return socket

    async def _resume(self, since: int) -> None:
        if not self.remembers:
            await self.say(INVALID_SESSION, data=False)
            return
        for number, packet in self._missed:
            if number > since:
                await self._connection.send(packet)
        await self._connection.dispatch("RESUMED", {})
        self.ready.set()

    async def _dispatch(self, event: str, data: Payload) -> None:
        number = self._connection.sequence + 1
        self._missed.append((number, {"op": DISPATCH, "t": event, "s": number, "d": data}))
        await super()._dispatch(event, data)

    async def _answered(self, request: web.Request) -> web.Response:
        identity = request.match_info["id"]
        if identity not in self._asked:
            return _refusal(404, UNKNOWN_INTERACTION)
        if identity in self.answers:
            self.answers[identity].append({})
            return _refusal(400, ACKNOWLEDGED)
        response = await super()._answered(request)
        self.answers[identity] = [self._asked[identity].data]
        return response

    @web.middleware
    async def _meddle(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        self.requests.append((request.method, request.path_qs))
        fault = next((f for f in self.faults if f.times and f.meets(request.path)), None)
        if fault is None:
            return await handler(request)
        fault.times -= 1
        if fault.taken:
            await handler(request)
        if fault.status is None:
            assert request.transport is not None
            request.transport.abort()
        return web.Response(
            body=json.dumps(fault.body).encode(),
            status=fault.status or 500,
            headers={"Content-Type": "application/json"} | fault.headers,
        )


def rate_genre(genre: str, rating: int = 9, *, member: int = MEMBER) -> Payload:
    """A member's /rate genre, under ids as long as Discord's."""
    options = [
        {"name": "genre", "type": STRING, "value": genre},
        {"name": "rating", "type": INTEGER, "value": rating},
    ]
    return command("rate", [{"name": "genre", "type": SUBCOMMAND, "options": options}], member=member)


def command(name: str, options: list[Payload] | None = None, *, member: int = MEMBER) -> Payload:
    """A member's command, under ids as long as Discord's."""
    data = {"id": new_id(), "name": name, "type": 1, "options": options or []}
    sent = interaction(COMMAND, member, 0, data)
    return sent | {"id": f"98765{new_id()}", "token": f"a-token-as-long-as-discords-{new_id()}"}


def typing(text: str) -> Payload:
    """The first letters of a genre, for which there are to be suggestions."""
    typed = [{"name": "genre", "type": STRING, "value": text, "focused": True}]
    sent = command("rate", [{"name": "genre", "type": SUBCOMMAND, "options": typed}])
    return sent | {"type": AUTOCOMPLETE}


def point_at(loopback: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have discord.py take a Discord on this machine for the one."""
    monkeypatch.setattr(discord.http.Route, "BASE", f"http://127.0.0.1:{loopback.port}/api/v10")
    address = discord.gateway.yarl.URL(f"ws://127.0.0.1:{loopback.port}")
    monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", address)


@asynccontextmanager
async def connected(
    service: Service, settings: Settings, loopback: Loopback
) -> AsyncIterator[asyncio.Task[None]]:
    """The bot, ready; the task ends when the bot does."""
    running = asyncio.create_task(stay_connected(service, settings, TOKEN))
    try:
        await ready(loopback, running)
        yield running
    finally:
        running.cancel()
        with suppress(asyncio.CancelledError, Exception):
            await running


async def ready(loopback: Loopback, running: asyncio.Task[None]) -> None:
    """Wait until the bot is there, again."""
    waiting = asyncio.create_task(loopback.ready.wait())
    async with asyncio.timeout(PATIENCE):
        await asyncio.wait([waiting, running], return_when=asyncio.FIRST_COMPLETED)
    if running.done():
        waiting.cancel()
        running.result()


@dataclass(slots=True)
class Hurry:
    """Time that goes by quickly: whoever sleeps, sleeps a thousandth of it.

    Attributes:
        slept: the seconds of each sleep that was more than a moment.
    """

    slept: list[float] = field(default_factory=list)

    def begin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Hurry until the end of the test."""
        sleep = asyncio.sleep

        async def hurried(seconds: float, result: object = None) -> object:
            if seconds >= 0.1:
                self.slept.append(seconds)
            return await sleep(seconds / 1000, result)

        monkeypatch.setattr(asyncio, "sleep", hurried)


def _refusal(status: int, code: int) -> web.Response:
    body = json.dumps({"message": "No.", "code": code}).encode()
    return web.Response(body=body, status=status, headers={"Content-Type": "application/json"})
