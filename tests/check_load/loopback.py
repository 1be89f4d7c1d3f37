"""A Discord on this machine, over real sockets: as much of its gateway and REST API as the bot uses."""

from __future__ import annotations

import asyncio
import json
import zlib
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web

from tests.check_load.payloads import BOT, application, guild, message, new_id, user

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from tests.check_load.payloads import Payload

PATIENCE = 60  # seconds
DISPATCH, HEARTBEAT, IDENTIFY, HELLO, HEARTBEAT_ACK = 0, 1, 2, 10, 11
PROGRESS = "⏳"
DEFERRED = 5  # a kind of answer


@dataclass(slots=True)
class Asked:
    """An interaction that was sent to the bot, and what became of it.

    Attributes:
        seconds: how long the first answer took.
        deferred: whether it only said that there will be one.
        data: the answer's data: a message, or choices; nothing where all is to stay as it is.
        files: what came beside it.
        channel_id: where.
    """

    channel_id: str
    sent: float
    seconds: float = 0.0
    deferred: bool = False
    data: Payload = field(default_factory=dict)
    files: list[bytes] = field(default_factory=list)
    done: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def message(self) -> Payload:
        """The message, as Discord shows it."""
        return message(self.data, self.channel_id)


class Connection:
    """A connection to the gateway.

    Attributes:
        socket: what it goes over.
        sequence: the number of the last event.
    """

    def __init__(self, sequence: int = 0) -> None:
        self.socket = web.WebSocketResponse()
        self.sequence = sequence
        self._compressor = zlib.compressobj()

    async def dispatch(self, event: str, data: Payload) -> None:
        """Tell of an event."""
        self.sequence += 1
        await self.send({"op": DISPATCH, "t": event, "s": self.sequence, "d": data})

    async def send(self, packet: Payload) -> None:
        """Send a packet, packed."""
        packed = self._compressor.compress(json.dumps(packet).encode())
        await self.socket.send_bytes(packed + self._compressor.flush(zlib.Z_SYNC_FLUSH))


def welcome(shard: tuple[int, int], guilds: list[Payload], resume_at: str) -> Iterator[tuple[str, Payload]]:
    """The events that a shard gets that has identified."""
    yield (
        "READY",
        {
            "v": 10,
            "user": user(BOT, bot=True),
            "guilds": [{"id": each["id"], "unavailable": True} for each in guilds],
            "session_id": f"session {shard[0]}",
            "resume_gateway_url": resume_at,
            "shard": shard,
            "application": {"id": str(BOT), "flags": 0},
        },
    )
    for each in guilds:
        yield "GUILD_CREATE", each


class Loopback:
    """Discord, with some servers, for a bot of one shard, or for one shard of a bot.

    Attributes:
        shard: which, and of how many.
        port: of 127.0.0.1, where it is.
        ready: set when the bot is there.
        file: what every attachment holds.
        middlewares: what requests pass on their way, where a subclass adds some.
    """

    def __init__(self, guilds: int) -> None:
        self.shard = 0, 1
        self.port = 0
        self.ready = asyncio.Event()
        self.file = b""
        self.middlewares: list[Any] = []
        self._guilds = guilds
        self._asked: dict[str, Asked] = {}
        self._tokens: dict[str, Asked] = {}
        self._connection = Connection()

    @classmethod
    @asynccontextmanager
    async def open(cls, guilds: int, shard: tuple[int, int] = (0, 1)) -> AsyncIterator[Self]:
        """Listen at a free port until the end."""
        discord = cls(guilds)
        discord.shard = shard
        app = web.Application(client_max_size=1 << 26, middlewares=discord.middlewares)
        app.add_routes(
            [
                web.get("/", discord._gateway),
                web.get("/file", discord._attachment),
                web.get("/api/v10/gateway/bot", discord._where),
                web.get("/api/v10/users/@me", _me),
                web.get("/api/v10/oauth2/applications/@me", _application),
                web.put("/api/v10/applications/{id}/commands", _commands),
                web.post("/api/v10/interactions/{id}/{token}/callback", discord._answered),
                web.post("/api/v10/webhooks/{id}/{token}", discord._followed),
                web.patch("/api/v10/webhooks/{id}/{token}/messages/{message}", discord._followed),
            ]
        )
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        discord._runner = runner
        await discord._listen()
        discord.port = runner.addresses[0][1]
        yield discord
        await runner.cleanup()

    async def _listen(self) -> None:
        self._site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await self._site.start()

    async def ask(self, interaction: Payload) -> Asked:
        """Send an interaction to the bot, and wait for the first answer that is no progress.

        Raises:
            TimeoutError: there is none.
        """
        asked = Asked(interaction["channel_id"], perf_counter())
        self._asked[interaction["id"]] = self._tokens[interaction["token"]] = asked
        try:
            await self._dispatch("INTERACTION_CREATE", interaction)
            async with asyncio.timeout(PATIENCE):
                await asked.done.wait()
                if asked.deferred or _in_progress(asked.data):
                    asked.done.clear()
                    await asked.done.wait()
        finally:
            del self._asked[interaction["id"]], self._tokens[interaction["token"]]
        return asked

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        self._connection = one = Connection()
        await one.socket.prepare(request)
        await one.send({"op": HELLO, "d": {"heartbeat_interval": 40_000}})
        async for received in one.socket:
            match json.loads(received.data)["op"]:
                case op if op == HEARTBEAT:
                    await one.send({"op": HEARTBEAT_ACK})
                case op if op == IDENTIFY:
                    await self._welcome()
        return one.socket

    async def _welcome(self) -> None:
        first, step = self.shard
        guilds = [guild(number) for number in range(first, self._guilds, step)]
        for event, data in welcome(self.shard, guilds, self._address("ws")):
            await self._dispatch(event, data)
        self.ready.set()

    async def _dispatch(self, event: str, data: Payload) -> None:
        await self._connection.dispatch(event, data)

    async def _answered(self, request: web.Request) -> web.Response:
        now = perf_counter()
        answer, files = await _body(request)
        asked = self._asked[request.match_info["id"]]
        asked.seconds = now - asked.sent
        asked.deferred = answer["type"] == DEFERRED
        asked.files = files
        asked.data = answer.get("data") or {}
        asked.done.set()
        if "with_response" not in request.query:
            return web.Response(status=204)
        shown = asked.message
        return _json(
            {
                "interaction": {
                    "id": request.match_info["id"],
                    "type": 2,
                    "response_message_id": shown["id"],
                },
                "resource": {"type": answer["type"], "message": shown},
            }
        )

    async def _followed(self, request: web.Request) -> web.Response:
        """An edit of an answer, or one more message; the last is the one that is no progress."""
        data, _ = await _body(request)
        asked = self._tokens.get(request.match_info["token"])
        if asked is not None:
            asked.data = data
            if not _in_progress(data):
                asked.done.set()
        return _json(message(data, "1"))

    async def _attachment(self, _: web.Request) -> web.Response:
        return web.Response(body=self.file)

    async def _where(self, _: web.Request) -> web.Response:
        limits = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
        return _json({"url": self._address("ws"), "shards": 1, "session_start_limit": limits})

    def _address(self, protocol: str) -> str:
        return f"{protocol}://127.0.0.1:{self.port}"


async def _me(_: web.Request) -> web.Response:
    return _json(user(BOT, bot=True))


async def _application(_: web.Request) -> web.Response:
    return _json(application())


async def _commands(request: web.Request) -> web.Response:
    told = await request.json()
    given = {"description": "", "application_id": str(BOT), "version": "1"}
    kept = [{**given, **command, "id": new_id()} for command in told]
    return _json(kept)


def _json(said: Any) -> web.Response:
    # discord.py takes what comes with a charset for text.
    return web.Response(body=json.dumps(said).encode(), headers={"Content-Type": "application/json"})


def _in_progress(data: Payload) -> bool:
    return PROGRESS in json.dumps(data, ensure_ascii=False)


async def _body(request: web.Request) -> tuple[Any, list[bytes]]:
    """The JSON of a request, and the files beside it."""
    if request.content_type != "multipart/form-data":
        return await request.json(), []
    parts = await request.post()
    files = [part.file.read() for part in parts.values() if isinstance(part, web.FileField)]
    return json.loads(str(parts["payload_json"])), files
