"""The same Discord with a connection for each of several shards that one process runs."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

from aiohttp import WSMsgType, web

from bot.shards import Shards
from tests.check_load.loopback import (
    HEARTBEAT,
    HEARTBEAT_ACK,
    HELLO,
    IDENTIFY,
    Connection,
    Loopback,
    welcome,
)
from tests.check_load.payloads import guild, guild_id

if TYPE_CHECKING:
    from tests.check_load.payloads import Payload


class Sharded(Loopback):
    """Discord, for one bot of any number of shards.

    Attributes:
        identified: the id of each shard that ever identified, and of how many, in order.
    """

    def __init__(self, guilds: int) -> None:
        super().__init__(guilds)
        self.identified: list[tuple[int, int]] = []
        self._shards: dict[Shards, Connection] = {}
        self._another = asyncio.Event()

    def servers(self, shard: int, count: int) -> list[int]:
        """The numbers of the servers of one of so many shards."""
        mine = Shards((shard,), count)
        return [number for number in range(self._guilds) if mine.serve(guild_id(number))]

    async def all_there(self, *shards: int) -> None:
        """Wait until all of these shards have identified."""
        while not {shard for shard, _ in self.identified} >= set(shards):
            self._another.clear()
            await self._another.wait()

    async def _gateway(self, request: web.Request) -> web.WebSocketResponse:
        one = Connection()
        await one.socket.prepare(request)
        await one.send({"op": HELLO, "d": {"heartbeat_interval": 40_000}})
        async for received in one.socket:
            if received.type is not WSMsgType.TEXT:
                continue
            packet = json.loads(received.data)
            if packet["op"] == HEARTBEAT:
                await one.send({"op": HEARTBEAT_ACK})
            elif packet["op"] == IDENTIFY:
                await self._welcome_to(one, *packet["d"]["shard"])
        return one.socket

    async def _welcome_to(self, one: Connection, shard: int, count: int) -> None:
        self.identified.append((shard, count))
        self._shards[Shards((shard,), count)] = one
        guilds = [guild(number) for number in self.servers(shard, count)]
        for event, data in welcome((shard, count), guilds, self._address("ws")):
            await one.dispatch(event, data)
        self.ready.set()
        self._another.set()

    async def _dispatch(self, event: str, data: Payload) -> None:
        server = int(data["guild_id"])
        await next(one for shard, one in self._shards.items() if shard.serve(server)).dispatch(event, data)
