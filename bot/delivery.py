"""Answers on their way to Discord: sent again where a cut connection may have lost them, and not for ever."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Any, TypeAlias

import aiohttp
import discord
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

if TYPE_CHECKING:
    from discord.http import Route

Passed: TypeAlias = Any  # between discord.py and Discord

FIRST = 10.0  # seconds for a first answer: Discord shows none after 3, but may be slow to say that it has it
LATER = 60.0  # seconds for whatever follows
PAUSES = (0.1, 0.5)  # seconds before an answer is sent again
SUGGESTIONS = 8  # the type of an answer
ACKNOWLEDGED = 40060  # Discord's code for an interaction that has its first answer
# What Discord says of an answer that it will not take now: no such interaction, or no longer; too many.
LOST = (401, 403, 404, 429)

log = logging.getLogger(__name__)


class UndeliveredError(discord.DiscordException):
    """An answer may not have reached Discord, whatever was done before."""


class Delivery(AsyncWebhookAdapter):
    """What sends answers, in place of what discord.py sends them with."""

    async def request(self, route: Route, session: aiohttp.ClientSession, **options: Passed) -> Passed:
        """Send one.

        Raises:
            UndeliveredError: it did not get through, in time or at all.
            discord.HTTPException: Discord refuses it as it is.
        """
        first = route.path.endswith("/callback")
        if first:
            options.pop("params", None)  # would have Discord send the answer back, which nobody looks at
        try:
            async with asyncio.timeout(FIRST if first else LATER):
                said = await self._send(route, session, options, first=first)
                return _taken(route) if first else said
        except discord.HTTPException as error:
            if first and error.code == ACKNOWLEDGED:
                return _taken(route)  # by the try before, whose receipt was lost
            if not is_lost(error):
                raise
            undelivered = UndeliveredError(str(error))
        except TimeoutError:
            undelivered = UndeliveredError("Discord takes too long.")
        except (aiohttp.ClientError, OSError) as error:
            undelivered = UndeliveredError(" ".join(str(error).split()) or type(error).__name__)
        if first and (options.get("payload") or {}).get("type") == SUGGESTIONS:
            log.info("Suggestions did not reach Discord: %s", undelivered)  # who typed on has others
            return _taken(route)
        raise undelivered

    async def _send(
        self, route: Route, session: aiohttp.ClientSession, options: dict[str, Passed], *, first: bool
    ) -> Passed:
        # A first answer is taken once, and an edit is the same done twice; a message would be there twice.
        for pause in PAUSES if first or route.method == "PATCH" else ():
            try:
                return await super().request(route, session, **options)
            except (aiohttp.ClientConnectionError, OSError):
                await asyncio.sleep(pause)
        return await super().request(route, session, **options)


def is_lost(error: Exception) -> bool:
    """Whether an answer was lost on its way to Discord, rather than wrong."""
    if isinstance(error, discord.HTTPException):
        return error.status in LOST or error.status >= 500 or error.code == ACKNOWLEDGED  # noqa: PLR2004 - its own
    return isinstance(error, UndeliveredError)


def deliver() -> None:
    """Have all answers of the running task, and of those that it starts, sent so."""
    async_context.set(Delivery())  # type: ignore[no-untyped-call]  # discord.py's


def _taken(route: Route) -> dict[str, Any]:
    """What discord.py is told of a first answer that Discord took."""
    return {"interaction": {"id": str(route.webhook_id), "type": 2}}
