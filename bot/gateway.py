"""Discord's gateway as discord.py knows it, but connected to anew whatever comes, and at a pace.

discord.py ends where Discord sends what cannot be read, connects again at once and for ever where a
connection is closed as soon as it stands, and waits up to 17 minutes once Discord has been away for long.
"""

from __future__ import annotations

import asyncio
import logging
from time import monotonic
from typing import Any, Literal, Self, TypeAlias
from weakref import WeakKeyDictionary

import aiohttp
import discord
from discord import gateway, shard
from discord.backoff import ExponentialBackoff

Passed: TypeAlias = Any  # within discord.py

LONGEST_PAUSE = 60.0  # seconds, while Discord is away
LONGEST_DELAY = 30.0  # seconds, while it closes what it accepted
LASTING = 10.0  # seconds; a connection that stood for so long was a good one

log = logging.getLogger(__name__)


class Delays:
    """How long to wait before the next connection: not at all after a good one, else longer and longer."""

    def __init__(self) -> None:
        self._tried = -LASTING
        self._short = 0

    def next(self, now: float) -> float:
        """The seconds to wait.

        Args:
            now: a moment in seconds, none earlier than the last.
        """
        self._short = 0 if now - self._tried >= LASTING else self._short + 1
        delay = min(2.0 ** (self._short - 2), LONGEST_DELAY) if self._short > 1 else 0.0
        self._tried = now + delay
        return delay


class Gateway(gateway.DiscordWebSocket):
    """A connection to the gateway; what cannot be read ends it, and the session is resumed on another."""

    @classmethod
    async def from_client(
        cls, client: discord.Client, *, shard_id: int | None = None, **options: Passed
    ) -> Self:
        """Connect, once it is time to."""
        delays = _delays.setdefault(client, {}).setdefault(shard_id, Delays())
        await asyncio.sleep(delays.next(monotonic()))
        return await super().from_client(client, shard_id=shard_id, **options)

    async def poll_event(self) -> None:
        """Take what comes next."""
        try:
            await super().poll_event()
        except (gateway.ReconnectWebSocket, discord.ConnectionClosed, OSError, aiohttp.ClientError):
            raise
        except Exception as error:
            log.exception("Discord sent what the bot cannot read: connecting anew.")
            await self.close()
            raise gateway.ReconnectWebSocket(self.shard_id) from error


class Backoff(ExponentialBackoff[Literal[False]]):
    """How long to wait for a Discord that is away: longer and longer, but not until it has long been back."""

    def delay(self) -> float:
        """The seconds to wait."""
        return min(super().delay(), LONGEST_PAUSE)


def in_a_line(record: logging.LogRecord) -> bool:
    """Tell in a line that Discord is away, as discord.py does not at each of its tries."""
    error = record.exc_info[1] if record.exc_info else None
    if isinstance(error, OSError | aiohttp.ClientError):
        record.msg, record.args = "%s (%s)", (record.getMessage(), " ".join(str(error).split()))
        record.exc_info = record.exc_text = None
    return True


def use_gateway() -> None:
    """Have discord.py connect so from now on: it has no other way to name one's own."""
    for name, own in {"DiscordWebSocket": Gateway, "ExponentialBackoff": Backoff}.items():
        setattr(shard, name, own)
    logging.getLogger("discord.shard").addFilter(in_a_line)


_delays: WeakKeyDictionary[discord.Client, dict[int | None, Delays]] = WeakKeyDictionary()
