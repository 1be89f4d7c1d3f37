"""Lists that were read and shown, and wait for their members to say yes."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.lists.entry import Source
    from bot.service.matching import Matched

MOST_TITLES = 400_000  # of all waiting lists: some 60 MB
LONGEST = 15 * 60.0  # seconds


@dataclass(frozen=True, slots=True)
class Brought:
    """A list that waits.

    Attributes:
        code: eight letters that tell it from the member's earlier lists.
        source: where it comes from.
        matched: the list.
        until: when it is forgotten, by the clock.
    """

    code: str
    source: Source
    matched: Matched
    until: float


class Waiting:
    """One list a member, for `LONGEST` seconds, in memory; where they are too many, the oldest goes.

    Args:
        now: a clock in seconds.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lists: dict[int, Brought] = {}

    def put(self, member: int, source: Source, matched: Matched) -> str:
        """Let a list wait in place of the member's last; the result is its code."""
        self.drop(member)
        code = secrets.token_hex(4)
        self._lists[member] = Brought(code, source, matched, self._now() + LONGEST)
        self._tidy()
        return code

    def take(self, member: int, code: str) -> Brought | None:
        """The list of that code, which then waits no more; None where it does not."""
        self._tidy()
        brought = self._lists.get(member)
        if brought is None or brought.code != code:
            return None
        return self._lists.pop(member)

    def drop(self, member: int) -> None:
        """Let the member's list, if there is one, wait no more."""
        self._lists.pop(member, None)

    def __len__(self) -> int:
        """How many lists wait."""
        self._tidy()
        return len(self._lists)

    def _tidy(self) -> None:
        # The oldest comes first.
        for member in [m for m, brought in self._lists.items() if brought.until <= self._now()]:
            del self._lists[member]
        while len(self._lists) > 1 and self._titles() > MOST_TITLES:
            del self._lists[next(iter(self._lists))]

    def _titles(self) -> int:
        return sum(len(brought.matched.entries) for brought in self._lists.values())
