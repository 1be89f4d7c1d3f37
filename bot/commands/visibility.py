"""Who sees the answer of a command that may be for everyone in the channel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord.app_commands import Choice

from bot.texts import said

if TYPE_CHECKING:
    from bot.service import Preferences

ME, ALL = "me", "all"
VISIBLE = [
    Choice(name=said("visible-to-me"), value=ME),
    Choice(name=said("visible-to-all"), value=ALL),
]


def is_private(visible: str | None, usual: Preferences) -> bool:
    """Whether the member alone sees the answer: as chosen for this once, or else as usual."""
    return not usual.public if visible is None else visible == ME
