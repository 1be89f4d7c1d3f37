"""Passwords and the like, which must show nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that is in no repr, and so in no log and no error."""

    value: str = field(repr=False)
