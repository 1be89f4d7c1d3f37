"""What a list holds, however it was brought, and why a list cannot be read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.lists.scores import Scale
    from bot.members.records import Status

MOST_ENTRIES = 20_000


class ListProblem(StrEnum):
    """Why a list cannot be read: the id of a sentence, and beside it the arguments that it gets."""

    TOO_LARGE = "problem-list-too-large"  # most: megabytes
    UNFOLDS_TOO_LARGE = "problem-list-unfolds-too-large"  # most: megabytes
    ARCHIVE = "problem-list-archive"
    BROKEN_ARCHIVE = "problem-list-broken-archive"
    UNKNOWN_FORMAT = "problem-list-unknown-format"  # file: its name
    BROKEN = "problem-list-broken"  # format: XML, JSON or CSV
    FORBIDDEN_XML = "problem-list-forbidden-xml"
    ENCODING = "problem-list-encoding"
    MANGA = "problem-list-manga"
    EMPTY = "problem-list-empty"
    TOO_MANY = "problem-list-too-many"  # most: entries
    COLUMNS = "problem-list-columns"
    SCORE = "problem-list-score"  # score, title: as the list has them
    STATUS = "problem-list-status"  # status, title: as the list has them
    VERSION = "problem-list-version"
    USER_NAME = "problem-list-user-name"  # user, service
    UNKNOWN_USER = "problem-list-unknown-user"  # user, service
    PRIVATE = "problem-list-private"  # user, service
    BUSY = "problem-list-busy"  # service
    DOWN = "problem-list-down"  # service
    NOT_SET_UP = "problem-list-not-set-up"  # service


class ListFault(Exception):  # noqa: N818 - a refusal, not a fault of the program
    """A list that cannot be read, for a reason that its sender can act on.

    Attributes:
        id: which sentence says so.
        arguments: what goes into the sentence, some of it foreign text: escape it where it is shown.
    """

    def __init__(self, problem: ListProblem, **arguments: str | int) -> None:
        super().__init__(f"{problem}: {arguments}" if arguments else str(problem))
        self.id: str = problem.value
        self.arguments: dict[str, str | int] = arguments


class Source(StrEnum):
    """Where a list comes from."""

    MYANIMELIST = "MyAnimeList"
    ANILIST = "AniList"
    OSUSUME = "Osusume"
    OTHER = "other"  # a table, or another site's export


@dataclass(frozen=True, slots=True)
class Listed:
    """One title of a list.

    Attributes:
        anime_id: MyAnimeList's id; None where the list has none, and `name` says which title it is.
        name: one of its names; empty where the list has none.
        status: how the owner of the list stands to it.
        rating: 1 to 10; None for none, and always None for a title of which nothing was seen.
        anilist_id: AniList's id, only where the list has that one and does not say MyAnimeList's: `AniList`
            can find that out.
    """

    anime_id: int | None
    name: str
    status: Status
    rating: int | None = None
    anilist_id: int | None = None


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list that was read.

    Attributes:
        source: where it comes from.
        entries: each title once, with what the list says of it last.
        scale: what its scores were taken to be out of.
        genres: ratings of genres, 1 to 10, by name; only Osusume's own export has them.
        nameless: how many entries were left out because nothing says which titles they are.
    """

    source: Source
    entries: tuple[Listed, ...]
    scale: Scale
    genres: Mapping[str, int] = field(default_factory=dict)
    nameless: int = 0


def each_once(entries: Iterable[Listed]) -> tuple[Listed, ...]:
    """The entries without those that a later one of the same title takes the place of."""
    return tuple({_title(entry): entry for entry in entries}.values())


def _title(entry: Listed) -> tuple[str, int | str]:
    if entry.anime_id is not None:
        return "MyAnimeList", entry.anime_id
    if entry.anilist_id is not None:
        return "AniList", entry.anilist_id
    return "", entry.name.casefold()
