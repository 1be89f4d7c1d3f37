"""How much the bot takes on: what comes too fast or on top of too much is turned down at once, kindly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from math import ceil
from time import monotonic
from typing import TYPE_CHECKING

from bot.ui.answers import Refused

if TYPE_CHECKING:
    from bot.settings import Settings
    from bot.ui.answers import Interaction

MINUTE = 60.0
MOST_KNOWN = 10_000  # of whose pace is remembered
FORGOTTEN = 15.0  # seconds; what is not answered by then never will be


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the bot takes on.

    Attributes:
        member: how many commands, presses and searches a member may have a minute.
        server: how many all members of a server may have together.
        unanswered: how many may wait for their first answer at a time.
    """

    member: int = 120
    server: int = 1_200
    unanswered: int = 100


def limits_of(settings: Settings) -> Limits:
    """What the host has set."""
    return Limits(settings.member_limit, settings.server_limit, settings.unanswered_limit)


class Pace:
    """How fast each of many may go: so often a minute, which may be all at once.

    Kept for each is the moment until which what it did so far reaches, had it kept to its pace: the generic
    cell rate algorithm (ITU-T I.371).
    """

    def __init__(self, a_minute: int) -> None:
        self._step = MINUTE / a_minute
        self._ahead = MINUTE - self._step
        self._until: dict[int, float] = {}

    def wait(self, key: int, now: float) -> float:
        """How many seconds one must wait; 0 where it may go on, and then that counts.

        Args:
            key: who.
            now: a moment in seconds, none earlier than the last.
        """
        until = max(now, self._until.get(key, now))
        if until - now > self._ahead:
            return until - now - self._ahead
        if len(self._until) >= MOST_KNOWN:
            self._until = {known: reaches for known, reaches in self._until.items() if reaches > now}
        self._until[key] = until + self._step
        return 0.0


class Gate:
    """Where commands and presses come in."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._members = Pace(limits.member)
        self._servers = Pace(limits.server)
        self._unanswered: list[tuple[float, Interaction]] = []

    def enter(self, interaction: Interaction) -> None:
        """Let an interaction in.

        Raises:
            Refused: too much comes from the member or the server, or too much waits for its answer.
        """
        metrics = interaction.client.metrics
        metrics.arrived(interaction)
        try:
            self._let_in(interaction)
        except Refused:
            metrics.held_back(interaction)
            raise

    @property
    def unanswered(self) -> int:
        """How many wait for their first answer."""
        since = monotonic() - FORGOTTEN
        self._unanswered = [
            (at, one) for at, one in self._unanswered if at > since and not one.response.is_done()
        ]
        return len(self._unanswered)

    def _let_in(self, interaction: Interaction) -> None:
        now = monotonic()
        if self.unanswered >= self._limits.unanswered:
            raise Refused("limit-unanswered")
        if seconds := self._members.wait(interaction.user.id, now):
            raise Refused("limit-member", at=_in(seconds))
        if interaction.guild_id and (seconds := self._servers.wait(interaction.guild_id, now)):
            raise Refused("limit-server", at=_in(seconds))
        self._unanswered.append((now, interaction))


def _in(seconds: float) -> str:
    """A moment, as Discord's timestamps count."""
    return str(ceil(datetime.now(UTC).timestamp() + seconds))
