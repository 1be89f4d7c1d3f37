"""A wish in as few characters as a custom id has room for.

Types and genres are bits, by their places in the catalogue's lists; a digest of these lists tells whether the
bits still mean what they meant. Years are counted from 1900, in base 36.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from bot.service import YEARS, Length, Wish
from bot.ui.answers import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

# A digest of the lists, types, since, until, wanted, unwanted, length, finished, reach.
PATTERN = (
    r"[0-9a-f]{4}\.[0-9a-f]{0,5}\.[0-9a-z]{0,2}\.[0-9a-z]{0,2}\.[0-9a-f]{0,16}\.[0-9a-f]{0,16}"
    r"\.[osml]?\.1?\.(?:-?\d{1,2})?"
)
COMPILED = re.compile(PATTERN, re.ASCII)
LENGTHS = {"o": Length.SINGLE, "s": Length.SHORT, "m": Length.MEDIUM, "l": Length.LONG}
LETTERS = {length: letter for letter, length in LENGTHS.items()}
TENTHS = 10  # of the reach


def encode(wish: Wish, types: Sequence[str], genres: Sequence[str]) -> str:
    """The code of a wish whose types and genres are among those given; at most 60 characters."""
    return ".".join(
        (
            _digest(types, genres),
            _bits(wish.types, types),
            _year(wish.since),
            _year(wish.until),
            _bits(wish.wanted, genres),
            _bits(wish.unwanted, genres),
            LETTERS[wish.length] if wish.length else "",
            "1" if wish.finished else "",
            str(round(wish.reach * TENTHS)) if wish.reach else "",
        )
    )


def decode(code: str, types: Sequence[str], genres: Sequence[str]) -> Wish:
    """The wish behind a code.

    Raises:
        Refused: it is no code, or was made with other types or genres.
    """
    if not COMPILED.fullmatch(code):
        raise Refused("button-outdated")
    digest, kinds, since, until, wanted, unwanted, length, finished, reach = code.split(".")
    if digest != _digest(types, genres):
        raise Refused("button-outdated")
    return Wish(
        types=_names(kinds, types),
        since=_as_year(since),
        until=_as_year(until),
        wanted=_names(wanted, genres),
        unwanted=_names(unwanted, genres),
        length=LENGTHS.get(length),
        finished=bool(finished),
        reach=int(reach or 0) / TENTHS,
    )


def _digest(types: Sequence[str], genres: Sequence[str]) -> str:
    return f"{crc32(repr((*types, *genres)).encode()) & 0xFFFF:04x}"


def _bits(names: Sequence[str], known: Sequence[str]) -> str:
    bits = sum(1 << known.index(name) for name in names)
    return f"{bits:x}" if bits else ""


def _names(bits: str, known: Sequence[str]) -> tuple[str, ...]:
    number = int(bits or "0", 16)
    return tuple(name for at, name in enumerate(known) if number >> at & 1)


def _year(year: int | None) -> str:
    return "" if year is None else np.base_repr(year - YEARS[0], 36).lower()


def _as_year(code: str) -> int | None:
    return YEARS[0] + int(code, 36) if code else None
