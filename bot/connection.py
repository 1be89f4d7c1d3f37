"""Being connected to Discord: the first connection is tried again and again, the rest is discord.py's."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import aiohttp
import discord

from bot.client import Osusume
from bot.delivery import deliver
from bot.gate import limits_of
from bot.gateway import use_gateway
from bot.heartbeat import beating, heartbeat_file
from bot.settings import data_folder
from bot.upkeep import policy_of

if TYPE_CHECKING:
    from bot.metrics import Metrics
    from bot.service import Service
    from bot.settings import Settings

PAUSES = (
    1,
    2,
    5,
    10,
    30,
    60,
    60,
    60,
    60,
)  # seconds between tries of the first connection: about five minutes
UNREACHABLE = (
    OSError,
    aiohttp.ClientError,
    discord.DiscordServerError,
    discord.GatewayNotFound,
    discord.RateLimited,
    TimeoutError,
)
REFUSING = (
    discord.HTTPException,
    discord.ConnectionClosed,
    discord.LoginFailure,
    discord.PrivilegedIntentsRequired,
)
TOKEN_REFUSED, OTHER_SHARDS, INTENTS_REFUSED = 4004, (4010, 4011), 4013  # why Discord closes for good
TOO_MANY = 429

log = logging.getLogger(__name__)


class StartError(Exception):
    """The bot cannot start; the message is one sentence that says what to do."""


class UnreachableError(StartError):
    """Discord cannot be reached: later it may be."""


async def stay_connected(
    service: Service, settings: Settings, token: str, metrics: Metrics | None = None
) -> None:
    """Run the bot on Discord until it is cancelled or Discord closes it for good.

    Raises:
        StartError: Discord refuses the token, or what the bot asks for.
        UnreachableError: Discord stays unreachable.
    """
    use_gateway()
    deliver()
    pauses = iter(PAUSES)
    while True:
        client = _client(service, settings, metrics)
        try:
            async with client:
                with beating(heartbeat_file(settings.shards)):
                    await client.start(token)
            break
        except (*UNREACHABLE, *REFUSING) as error:
            if not _may_pass(error, settings):
                raise StartError(_refusal(error)) from None
            if client.was_ready:
                pauses = iter(PAUSES)
            pause = next(pauses, None)
            if pause is None:
                raise UnreachableError(
                    f"Discord cannot be reached ({_cause(error)}): check the network, and start again."
                ) from error
            log.warning("Discord cannot be reached (%s); next try in %d s.", _cause(error), pause)
            await asyncio.sleep(pause)


def _may_pass(error: Exception, settings: Settings) -> bool:
    """Whether another try, with what Discord then says of how to connect, may be let in."""
    if isinstance(error, discord.ConnectionClosed):
        return error.code in OTHER_SHARDS and settings.shards is None
    if isinstance(error, discord.HTTPException) and error.status == TOO_MANY:
        return True
    return isinstance(error, UNREACHABLE)


def _refusal(error: Exception) -> str:
    code = error.code if isinstance(error, discord.ConnectionClosed) else None
    if isinstance(error, discord.LoginFailure) or code == TOKEN_REFUSED:
        return "Discord refuses DISCORD_TOKEN: copy the bot's token from the Developer Portal, page Bot."
    if isinstance(error, discord.PrivilegedIntentsRequired) or code == INTENTS_REFUSED:
        return f"Discord refuses the bot's intents: {_cause(error)}"
    if code in OTHER_SHARDS:
        return f"Discord refuses the bot's shards ({_cause(error)}): give all processes a larger SHARD_COUNT."
    return f"Discord refuses the bot ({_cause(error)})."


def _client(service: Service, settings: Settings, metrics: Metrics | None) -> Osusume:
    return Osusume(
        service,
        admin_ids=settings.admin_ids,
        admin_guilds=settings.admin_guilds,
        policy=policy_of(settings),
        limits=limits_of(settings),
        shards=settings.shards,
        metrics=metrics,
        synced=data_folder() / "commands.sha256",
    )


def _cause(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
