"""Memory that was needed for a moment goes back to the system, which matters where there is little."""

from __future__ import annotations

import ctypes
import sys

TRIM_THRESHOLD, MMAP_THRESHOLD, ARENA_MAX = -1, -3, -8  # as mallopt(3) names them
LARGE = 1 << 17  # bytes
ARENAS = 2  # pools of memory; by default each thread has one, and keeps in it what others could use


def give_back_memory() -> None:
    """Let the C library keep little of what is freed; by itself it keeps more, the larger what was freed is.

    Does nothing where it is another library than glibc.
    """
    if sys.platform != "linux":
        return
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (OSError, AttributeError):  # musl has none
        return
    mallopt(ARENA_MAX, ARENAS)
    mallopt(MMAP_THRESHOLD, LARGE)
    mallopt(TRIM_THRESHOLD, LARGE)
