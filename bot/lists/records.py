"""From what foreign exports call their fields to entries: every format ends here.

A format's reader yields records: mappings from a field's name, as `key` writes it, to whatever stands there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from bot.lists.entry import (
    MOST_ENTRIES,
    Listed,
    ListFault,
    ListFile,
    ListProblem,
    Source,
    each_once,
)
from bot.lists.scores import Scale, scale_of, to_rating
from bot.members.records import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

Found = TypeVar("Found", int | None, str)

LONGEST_NAME = 300
LONGEST_QUOTE = 50
HIGHEST_ID = 2**31 - 1
HIGHEST_SCORE = 100

# Where several are there, the first counts.
ANIME_ID = ("malid", "idmal", "animeid", "seriesanimedbid", "myanimelistid")
ANILIST_ID = ("anilistid", "idanilist", "mediaid")
NAME = (
    *("title", "name", "animetitle", "seriestitle", "animename", "anime"),
    *("titleromaji", "romajititle", "titleenglish", "englishtitle"),
)
STATUS = ("mystatus", "liststatus", "watchstatus", "userstatus", "status")
SCORE = ("myscore", "myrating", "yourscore", "yourrating", "userscore", "userrating", "score", "rating")
LANGUAGES = ("romaji", "userPreferred", "english", "native")

MAL_NUMBERS = {
    1: Status.WATCHING,
    2: Status.COMPLETED,
    3: Status.ON_HOLD,
    4: Status.DROPPED,
    6: Status.PLANNED,
}
WORDS = {
    **dict.fromkeys(("watching", "currentlywatching", "current", "inprogress"), Status.WATCHING),
    **dict.fromkeys(("completed", "complete", "finished", "watched", "seen"), Status.COMPLETED),
    # Who watches it again has seen it.
    **dict.fromkeys(("repeating", "rewatching"), Status.COMPLETED),
    **dict.fromkeys(("onhold", "hold", "paused", "stalled"), Status.ON_HOLD),
    "dropped": Status.DROPPED,
    **dict.fromkeys(("plantowatch", "planned", "planning", "wanttowatch", "ptw"), Status.PLANNED),
    **dict.fromkeys(("unwanted", "wontwatch", "notinterested", "notinteresting"), Status.UNWANTED),
}
NO_SCORE = {"", "-", "none", "null", "nan", "n/a"}
ID = re.compile(r"0*([1-9][0-9]{0,9})(?:\.0+)?")
DIGIT = re.compile("[0-9]")
NUMBER = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,20})?")


@dataclass(frozen=True, slots=True)
class _Row:
    """One record, understood but for the scale of its score."""

    listed: Listed
    score: float


@lru_cache(4096)
def key(name: str) -> str:
    """A field's name without case, blanks and signs: 'MAL_ID' and 'mal id' are both 'malid'."""
    return "".join(c for c in name[:LONGEST_QUOTE].casefold() if c.isalnum())


def gather(
    records: Iterable[Mapping[str, object]],
    source: Source,
    *,
    stated: Scale | None = None,
    numbers: Mapping[int, Status] = MAL_NUMBERS,
) -> ListFile:
    """Make a list of records.

    Args:
        records: one a title.
        source: where they come from.
        stated: the scale of their scores, where the list says it.
        numbers: which status each number stands for.

    Raises:
        ListFault: there is none or are too many, or one of them makes no sense.
    """
    rows: list[_Row] = []
    for record in records:
        if len(rows) == MOST_ENTRIES:
            raise ListFault(ListProblem.TOO_MANY, most=MOST_ENTRIES)
        rows.append(_row(record, numbers))
    scale = scale_of([row.score for row in rows if row.score > 0], stated)
    named = [row for row in rows if row.listed.anime_id or row.listed.anilist_id or row.listed.name]
    if not named:
        raise ListFault(ListProblem.EMPTY)
    return ListFile(
        source, each_once(_rated(row, scale) for row in named), scale, nameless=len(rows) - len(named)
    )


def id_of(value: object) -> int | None:
    """A whole number of 1 to 2^31 - 1, also as text or as tables write it ('5114.0'); None for all else."""
    if isinstance(value, str):
        found = ID.fullmatch(value.strip())
        value = int(found[1]) if found else None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return int(value) if 1 <= value <= HIGHEST_ID and value == int(value) else None


def name_of(value: object) -> str:
    """One line of printable text, of at most `LONGEST_NAME` characters; of several languages, romaji."""
    if isinstance(value, dict):
        # Not what is nested deeper, of which a file may have more layers than calls can.
        tongues = [text for text in map(value.get, LANGUAGES) if isinstance(text, str)]
        return next((name for name in map(name_of, tongues) if name), "")
    if not isinstance(value, str):
        return ""
    text = value[: 4 * LONGEST_NAME]
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())[:LONGEST_NAME].rstrip()


def status_of(value: object, numbers: Mapping[int, Status], title: str) -> Status:
    """What a word or a number says; seen to the end where nothing is said.

    Raises:
        ListFault: it is none that is known.
    """
    if value is None or value == "":
        return Status.COMPLETED
    status = None
    if isinstance(value, str):
        status = numbers.get(int(value)) if DIGIT.fullmatch(value) else WORDS.get(key(value))
    elif isinstance(value, int) and not isinstance(value, bool):
        status = numbers.get(value)
    if status is None:
        raise ListFault(ListProblem.STATUS, status=_quoted(value), title=title)
    return status


def score_of(value: object, title: str) -> float:
    """A score above 0, or 0 for none.

    Raises:
        ListFault: it is no number, or above 100.
    """
    number = _number(value.strip()) if isinstance(value, str) else value
    if number is None:
        return 0.0
    if isinstance(number, bool) or not isinstance(number, int | float) or not number <= HIGHEST_SCORE:
        raise ListFault(ListProblem.SCORE, score=_quoted(value), title=title)
    return max(float(number), 0.0)


def _number(text: str) -> float | str | None:
    """The number that a text is, with a point or a comma; None for none, and the text itself for another."""
    if NUMBER.fullmatch(text):
        return float(text.replace(",", "."))
    return None if text.casefold() in NO_SCORE else text


def _row(record: Mapping[str, object], numbers: Mapping[int, Status]) -> _Row:
    anime_id = next(_found(id_of, record, ANIME_ID), None)
    name = next(_found(name_of, record, NAME), "")
    # Where a list has MyAnimeList's ids, a title without one is none of MyAnimeList's.
    known = any(column in record for column in ANIME_ID)
    anilist_id = None if known else next(_found(id_of, record, ANILIST_ID), None)
    title = name or str(anime_id or anilist_id or "?")
    status = status_of(_first(record, STATUS), numbers, title)
    score = score_of(_first(record, SCORE), title) if status.seen else 0.0
    return _Row(Listed(anime_id, name, status, anilist_id=anilist_id), score)


def _found(
    read: Callable[[object], Found], record: Mapping[str, object], names: Iterable[str]
) -> Iterator[Found]:
    return (found for found in (read(record.get(name)) for name in names) if found)


def _first(record: Mapping[str, object], names: Iterable[str]) -> object:
    """What stands in the first field that is there, also if that is nothing: 'Score' may be the site's."""
    return next((record[name] for name in names if name in record), None)


def _rated(row: _Row, scale: Scale) -> Listed:
    return replace(row.listed, rating=to_rating(row.score, scale))


def _quoted(value: object) -> str:
    text = str(value) if isinstance(value, int | float) else value
    return name_of(text)[:LONGEST_QUOTE] or "?"
