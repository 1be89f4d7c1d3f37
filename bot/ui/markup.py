"""Foreign text (names of titles and members, typed words) made safe to show."""

from __future__ import annotations

import re
import unicodedata

ELLIPSIS = "…"
JOINERS = {"\u200c", "\u200d"}  # they belong to emoji and to some scripts
INVISIBLE = {"Cc", "Cf", "Cs"}  # control, format (marks that turn the text round) and half characters
ISOLATE, END_ISOLATE = "\u2068", "\u2069"
# What Discord reads as formatting, mention, link or emoji anywhere in a line, and what only at its start.
SPECIAL = re.compile(r"[\\*_~`|<>\[\]()@]|:(?=//|[\w+-]+:)")
SPECIAL_AT_START = re.compile(r"^(?:(?=[-+#])|(\d+)(?=[.)]))")


def plain(text: str, limit: int) -> str:
    """One line of at most `limit` characters, without control characters, for what shows no Markdown."""
    line = " ".join((text if text.isprintable() else _visible(text)).split())
    return _cut(line, limit) if line.strip(" \u200c\u200d") else ELLIPSIS


def literal(text: str, limit: int) -> str:
    """One line that Discord's Markdown shows exactly as it is: no formatting, mention, link or emoji code.

    Args:
        text: anything.
        limit: how long the result may be at most, with everything that protects it.

    Returns:
        The text, cut where needed, with text that runs from right to left kept from turning its surroundings.
    """
    line = plain(text, limit)
    while len(shown := _protected(line)) > limit:
        line = _cut(line, len(line) - max(1, (len(shown) - limit) // 2))
    return shown


def _visible(text: str) -> str:
    return "".join(c for c in text if c in JOINERS or c.isspace() or unicodedata.category(c) not in INVISIBLE)


def _protected(line: str) -> str:
    escaped = SPECIAL.sub(lambda found: f"\\{found[0]}", line)
    escaped = SPECIAL_AT_START.sub(r"\1\\", escaped)
    turns = not line.isascii() and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in line)
    return f"{ISOLATE}{escaped}{END_ISOLATE}" if turns else escaped


def _cut(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    return text[: max(0, limit - 1)].rstrip("\u200c\u200d\ufe0f ") + ELLIPSIS
