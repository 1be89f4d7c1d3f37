"""A JSON file: Osusume's own export, or one of the many that other tools write."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NoReturn

from bot.lists import foreign_json, osusume_json
from bot.lists.entry import MOST_ENTRIES, ListFault, ListProblem

if TYPE_CHECKING:
    from bot.lists.entry import ListFile

# What a text may hold at most, so that the objects made of it take a bounded amount of memory.
MOST_BRACKETS, MOST_COMMAS = 1_000_000, 4_000_000


def read_json(text: str, filename: str) -> ListFile:
    """Read an export.

    Raises:
        ListFault: it is none, or a damaged one.
    """
    document = parsed(text)
    if isinstance(document, dict) and document.get("format") == osusume_json.FORMAT:
        return osusume_json.read_export(document)
    return foreign_json.read_foreign(document, filename)


def parsed(text: str | bytes) -> object:
    """The document that a text (or UTF-8) is.

    Raises:
        ListFault: it is none, or holds far more than a list.
    """
    count = text.count if isinstance(text, str) else lambda sign: text.count(sign.encode())
    if count("{") + count("[") > MOST_BRACKETS or count(",") > MOST_COMMAS:
        raise ListFault(ListProblem.TOO_MANY, most=MOST_ENTRIES)
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ListFault(ListProblem.BROKEN, format="JSON") from error


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number.")
