"""Osusume's own export, as `/mydata export` gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lists.entry import MOST_ENTRIES, Listed, ListFault, ListFile, ListProblem, Source, each_once
from bot.lists.records import id_of, name_of
from bot.lists.scores import Scale
from bot.members.records import HIGHEST_RATING, LOWEST_RATING, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "osusume-member"
VERSIONS = (1, 2)  # the first knew no status: what it lists was seen
STATUSES = tuple(Status)
LONGEST_GENRE = 100
MOST_GENRES = 1000


def read_export(document: Mapping[str, object]) -> ListFile:
    """Read an export.

    Args:
        document: a JSON object whose `format` is `FORMAT`.

    Raises:
        ListFault: it is damaged, empty, or of a newer Osusume.
    """
    if document.get("version") not in VERSIONS:
        raise ListFault(ListProblem.VERSION)
    entries = each_once(_listed(title) for title in _objects(document, "titles", MOST_ENTRIES))
    genres = dict(_genre(genre) for genre in _objects(document, "genres", MOST_GENRES))
    if not entries and not genres:
        raise ListFault(ListProblem.EMPTY)
    return ListFile(Source.OSUSUME, entries, Scale.POINT_10, genres)


def _objects(document: Mapping[str, object], name: str, most: int) -> list[Mapping[str, object]]:
    found = document.get(name)
    if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
        raise _damaged()
    if len(found) > most:
        raise ListFault(ListProblem.TOO_MANY, most=most)
    return found


def _listed(title: Mapping[str, object]) -> Listed:
    anime_id, status, rating = id_of(title.get("id")), title.get("status"), title.get("rating")
    if anime_id is None or (status is not None and status not in STATUSES):
        raise _damaged()
    stands = Status(str(status)) if status is not None else Status.COMPLETED
    given = None if rating is None else _rating(rating)
    return Listed(anime_id, name_of(title.get("name")), stands, given if stands.seen else None)


def _genre(genre: Mapping[str, object]) -> tuple[str, int]:
    name = genre.get("genre")
    if not isinstance(name, str) or not 1 <= len(name) <= LONGEST_GENRE:
        raise _damaged()
    return name, _rating(genre.get("rating"))


def _rating(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not LOWEST_RATING <= value <= HIGHEST_RATING:
        raise _damaged()
    return value


def _damaged() -> ListFault:
    return ListFault(ListProblem.BROKEN, format="JSON")
