"""The bot with a Discord in this process: what is sent to it is a payload, and what it sends goes nowhere."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from discord.http import HTTPClient, Route
from discord.webhook.async_ import AsyncWebhookAdapter
from simcord.components import walk_components

from bot.client import Osusume
from bot.gate import Limits
from tests.check_load.payloads import (
    BOT,
    COMMAND,
    COMPONENT,
    FIRST_CHANNEL,
    Payload,
    application,
    guild,
    interaction,
    message,
    new_id,
    user,
)

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from bot.service import Service

ALICE, BOB = (
    800_000_000_000_010_001,
    800_000_000_000_010_002,
)  # who sends all that is hostile, and who is not to notice
ADMINISTRATOR = "8"  # of the server, which is not enough for /admin
NO_END = Limits(member=10**9, server=10**9, unanswered=10**9)
PATIENCE = 60.0  # seconds


class Here:
    """The bot, logged in.

    Attributes:
        bot: the bot.
        file: what the next attachment holds.
        sent: what the bot sent since the last interaction.
    """

    def __init__(self, bot: Osusume) -> None:
        self.bot = bot
        self.file = b""
        self.sent: list[Payload] = []

    async def take(self, payload: Payload, permissions: str = ADMINISTRATOR) -> list[Payload]:
        """Let the bot have an interaction of Alice's; the result is what it sent, once it is done.

        Raises:
            TimeoutError: it is not done.
        """
        self.sent = []
        if "member" in payload:
            payload["member"]["permissions"] = permissions
        known = asyncio.all_tasks()
        self.bot._connection.parse_interaction_create(payload)  # type: ignore[arg-type]  # as Discord sends it
        async with asyncio.timeout(PATIENCE):
            while begun := asyncio.all_tasks() - known:
                await asyncio.wait(begun)
        return self.sent

    async def command(self, data: Payload, kind: int = COMMAND) -> list[Payload]:
        """A command, or what is typed for one so far."""
        return await self.take(interaction(kind, ALICE, 0, data))

    async def press(self, part: Payload, values: list[str] | None, shown: Payload) -> list[Payload]:
        """A button or menu of a message."""
        data: Payload = {"custom_id": part["custom_id"], "component_type": part["type"]}
        if values is not None:
            data["values"] = values
        return await self.take({**interaction(COMPONENT, ALICE, 0, data), "message": shown})

    async def _http(self, route: Route, **request: Any) -> Any:
        match route.path:
            case "/users/@me":
                return user(BOT, bot=True)
            case "/oauth2/applications/@me":
                return application()
            case "/applications/{application_id}/commands":
                given = {"description": "", "application_id": str(BOT), "version": "1"}
                return [{**given, **command, "id": new_id()} for command in request["json"]]
            case other:
                raise LookupError(other)

    async def _webhook(self, route: Route, *__: Any, **request: Any) -> Any:
        said: Mapping[str, Any] = request.get("payload") or {}
        if parts := request.get("multipart"):
            said = _payload_of(parts)
        self.sent.append(dict(said))
        data = said.get("data") or said
        shown = message(dict(data), str(FIRST_CHANNEL))
        if not route.path.endswith("/callback"):
            return shown
        return {
            "interaction": {"id": "1", "type": 2, "response_message_id": shown["id"]},
            "resource": {"type": said["type"], "message": shown},
        }


@asynccontextmanager
async def open_here(service: Service) -> AsyncIterator[Here]:
    """Log the bot in."""
    bot = Osusume(service, limits=NO_END)
    here = Here(bot)

    async def download(_: object) -> bytes:
        return here.file

    bot.download = download
    with (
        patch.object(HTTPClient, "request", here._http),
        patch.object(AsyncWebhookAdapter, "request", here._webhook),
    ):
        await bot.login("here")
        state = bot._connection
        state._get_websocket = lambda *_: None  # type: ignore[assignment,method-assign]  # there is none
        state._add_guild_from_data(guild(0))  # type: ignore[arg-type]  # as Discord sends it
        yield here
        await bot.close()


def shown_by(sent: list[Payload]) -> Payload | None:
    """The last message among what was sent."""
    for said in reversed(sent):
        data = said.get("data") or said
        if data.get("components"):
            return message(dict(data), str(FIRST_CHANNEL))
    return None


def parts_of(shown: Payload) -> list[Payload]:
    """The buttons and menus of a message."""
    return [part for part in walk_components(shown["components"]) if "custom_id" in part]


def _payload_of(parts: list[Payload]) -> Payload:

    return next(json.loads(part["value"]) for part in parts if part["name"] == "payload_json")
