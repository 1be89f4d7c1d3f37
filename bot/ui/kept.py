"""What is kept about a title: in words, and in a custom id, so that a button can put it back."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
from discord.utils import format_dt

from bot.members.records import Entry, Kept, Status
from bot.ui.answers import Refused

if TYPE_CHECKING:
    from bot.texts import Texts

EMOJI = {
    Status.COMPLETED: "✅",
    Status.WATCHING: "▶️",
    Status.ON_HOLD: "⏸️",
    Status.DROPPED: "⏹️",
    Status.PLANNED: "🔖",
    Status.UNWANTED: "🚫",
}

# A letter for the status, the rating, and when: in microseconds, to base 36.
PATTERN = r"(?:0|[a-f](?:10|[1-9])?\.[0-9a-z]{1,11})"
COMPILED = re.compile(r"([a-f])(\d{0,2})\.([0-9a-z]{1,11})", re.ASCII)
NOTHING = "0"
LETTERS = dict(zip(Status, "abcdef", strict=True))
STATUSES = {letter: status for status, letter in LETTERS.items()}
EPOCH, MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)


def standing(texts: Texts, kept: Kept) -> str:
    """How a member stands to a title, their rating, and when they said so."""
    said = f"{EMOJI[kept.status]} **{status_named(texts, kept.status)}**"
    rating = f" · {texts('kept-rating', rating=kept.rating)}" if kept.rating else ""
    return f"{said}{rating} · {format_dt(kept.at, 'R')}"


def status_named(texts: Texts, status: Status) -> str:
    """A status in the reader's words."""
    return {
        Status.COMPLETED: texts("status-completed"),
        Status.WATCHING: texts("status-watching"),
        Status.ON_HOLD: texts("status-on-hold"),
        Status.DROPPED: texts("status-dropped"),
        Status.PLANNED: texts("status-planned"),
        Status.UNWANTED: texts("status-unwanted"),
    }[status]


def encode(kept: Kept | None) -> str:
    """What is kept, as a part of a custom id: at most 15 characters that `PATTERN` fits."""
    if kept is None:
        return NOTHING
    moment = np.base_repr((kept.at - EPOCH) // MICROSECOND, 36).lower()
    return f"{LETTERS[kept.status]}{kept.rating or ''}.{moment}"


def decode(code: str) -> Kept | None:
    """What `encode` was given.

    Raises:
        Refused: it never gave this code.
    """
    if code == NOTHING:
        return None
    found = COMPILED.fullmatch(code)
    if found is None:
        raise Refused("button-outdated")
    letter, rating, moment = found.groups()
    try:
        entry = Entry(STATUSES[letter], int(rating) if rating else None)
    except ValueError as error:
        raise Refused("button-outdated") from error
    return Kept(entry.status, entry.rating, EPOCH + int(moment, 36) * MICROSECOND)
