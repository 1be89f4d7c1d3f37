"""With which status the program ends, so that a supervisor can tell what to do: README.md lists them."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The status of a process, where it can be as BSD's sysexits.h has it."""

    ENDED = 0
    FAILED = 1  # a command of the playground with --strict; something that doctor found
    NO_BUNDLE = 66
    UNREACHABLE = 69  # Discord: the only one where starting again later may help by itself
    NO_DATABASE = 74
    REFUSED = 77  # by Discord
    WRONG_SETTING = 78
