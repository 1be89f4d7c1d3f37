"""Whether the wall clock can be believed: one that was set wrong must not have anything deleted early."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LEAP = 300.0  # seconds; what a clock is corrected by in an hour is far less
DOUBT = 24 * 3600.0  # seconds for which a clock that leapt is not believed

log = logging.getLogger(__name__)


def steady() -> float:
    """Seconds that nobody can set, and that pass while the machine sleeps, where the system can tell."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()


def on_the_wall() -> float:
    """The wall clock's seconds since 1970."""
    return time.time()


class WallClock:
    """Compares the wall clock with time itself, as often as it is asked.

    Args:
        wall: the wall clock, in seconds.
        passed: time itself, in seconds since any moment.
    """

    def __init__(self, wall: Callable[[], float] = on_the_wall, passed: Callable[[], float] = steady) -> None:
        self._wall = wall
        self._passed = passed
        self._ahead = wall() - passed()
        self._believed = passed()

    def is_believed(self) -> bool:
        """Whether the clock has not leapt for a day, as far as this was asked."""
        now = self._passed()
        ahead = self._wall() - now
        if abs(ahead - self._ahead) > LEAP:
            log.warning(
                "The clock leapt by %+.0f s: nothing is forgotten for a day, so that it can be set right.",
                ahead - self._ahead,
            )
            self._believed = now + DOUBT
        self._ahead = ahead
        return now >= self._believed
