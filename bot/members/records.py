"""What the store keeps and gives back."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

LOWEST_RATING, HIGHEST_RATING = 1, 10
LONGEST_WISH = 2000
LONGEST_SOURCE = 100


class Status(StrEnum):
    """How a member stands to a title."""

    WATCHING = "watching"
    COMPLETED = "completed"
    ON_HOLD = "on_hold"
    DROPPED = "dropped"
    PLANNED = "planned"  # to be watched
    UNWANTED = "unwanted"  # of no interest

    seen: bool  # whether some of the title was seen, so that it may have a rating

    def __init__(self, word: str) -> None:
        self.seen = word not in {"planned", "unwanted"}


UNSEEN = tuple(status for status in Status if not status.seen)


class TitleLanguage(StrEnum):
    """By which of its names a title is called."""

    ROMAJI = "romaji"
    ENGLISH = "english"
    JAPANESE = "japanese"


@dataclass(frozen=True, slots=True)
class GenreRating:
    """A rating of a genre, 1 to 10, and when it was given, in UTC."""

    rating: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A member's word on a title.

    Attributes:
        status: how the member stands to it.
        rating: 1 to 10; None for none, and always None where nothing was seen.

    Raises:
        ValueError: the rating is out of range, or none is possible.
    """

    status: Status
    rating: int | None = None

    def __post_init__(self) -> None:
        if self.rating is None:
            return
        if not self.status.seen:
            raise ValueError(f"A title that is {self.status} has no rating.")
        if not LOWEST_RATING <= self.rating <= HIGHEST_RATING:
            raise ValueError(
                f"A rating is {LOWEST_RATING} to {HIGHEST_RATING}; {self.rating} is out of range."
            )


@dataclass(frozen=True, slots=True)
class Kept:
    """A member's word on a title as it is kept: an `Entry`, and when it was given, in UTC."""

    status: Status
    rating: int | None
    at: datetime


def status_rated(before: Kept | None) -> Status:
    """How a member stands to a title whose rating was just given, by what was kept before."""
    return before.status if before and before.status.seen else Status.COMPLETED


@dataclass(frozen=True, slots=True)
class MemberSettings:
    """How a member likes the bot to be.

    Attributes:
        titles: by which name they are called; None for what the server has chosen.
        reach: from -1, the well known, to 1, the little known; None for no leaning.
        wish: a JSON document of at most `LONGEST_WISH` characters with what a list holds where nothing else
            is asked for; None for none.
        public: whether everyone in the channel sees the member's lists.
        together: whether others may compare themselves with the member, and be recommended to together.
    """

    titles: TitleLanguage | None = None
    reach: float | None = None
    wish: str | None = None
    public: bool = True
    together: bool = False


@dataclass(frozen=True, slots=True)
class GuildSettings:
    """How a server likes the bot to be.

    Attributes:
        titles: by which name they are called where a member has chosen none; None for the bot's default.
    """

    titles: TitleLanguage | None = None


@dataclass(frozen=True)
class Record:
    """What one member told.

    Attributes:
        since: when the member first told something, in UTC; None for a member of whom nothing is kept.
        genres: by name, the latest first.
        titles: by MyAnimeList id, the latest first.
        settings: how the member likes the bot to be.
    """

    since: datetime | None
    genres: Mapping[str, GenreRating]
    titles: Mapping[int, Kept]
    settings: MemberSettings

    @cached_property
    def unseen(self) -> frozenset[int]:
        """The ids of the titles that the member has a word on, and has not seen."""
        return frozenset(anime_id for anime_id, kept in self.titles.items() if not kept.status.seen)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the bot met a member.

    Attributes:
        met_at: when for the first time, in UTC.
        left_at: when the bot found itself no longer there, in UTC; None while it is there.
    """

    met_at: datetime
    left_at: datetime | None


@dataclass(frozen=True, slots=True)
class LastImport:
    """A list that a member brought, and what it takes to undo that.

    Attributes:
        at: when, in UTC.
        source: where the list came from.
        before: what was kept, by MyAnimeList id, of each title that the list changed; None for nothing.
        genres_before: the same by name of each genre of which the list changed the rating.
    """

    at: datetime
    source: str
    before: Mapping[int, Kept | None]
    genres_before: Mapping[str, GenreRating | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Everything:
    """Everything kept about one member.

    Attributes:
        record: what the member told.
        places: where the bot met the member, by the server's id.
        last_import: the list that the member brought last, for as long as it can be undone.
        not_seen: titles that the member was asked about and has not seen, by MyAnimeList id, and when the
            member said so, in UTC: the latest first.
    """

    record: Record
    places: Mapping[int, Place]
    last_import: LastImport | None
    not_seen: Mapping[int, datetime] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a list.

    Attributes:
        added: how many titles were new.
        changed: how many titles took the place of something else.
        unchanged: how many titles were kept just so before.
        genres: how many ratings of genres were new, or took the place of another.
    """

    added: int
    changed: int
    unchanged: int
    genres: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is kept over all members.

    Attributes:
        members: how many members.
        genre_ratings: how many ratings of genres.
        statuses: how many titles of each status.
    """

    members: int
    genre_ratings: int
    statuses: Mapping[Status, int]

    @property
    def titles(self) -> int:
        """How many titles, of any status."""
        return sum(self.statuses.values())


class _Dated(Protocol):
    @property
    def at(self) -> datetime: ...


Name = TypeVar("Name", int, str)
Word = TypeVar("Word", bound=_Dated)


def latest_first(kept: Mapping[Name, Word], changed: Mapping[Name, Word | None]) -> dict[Name, Word]:
    """What is kept with some of it changed, the latest first, and by name where the moment is the same."""
    others = dict(kept)
    for name in changed:
        others.pop(name, None)
    new = _in_order((name, word) for name, word in changed.items() if word is not None)
    latest = next(iter(others.values()), None)
    if latest is None or all(word.at > latest.at for word in new.values()):
        return {**new, **others}
    return _in_order({**new, **others}.items())


def _in_order(entries: Iterable[tuple[Name, Word]]) -> dict[Name, Word]:
    by_name = sorted(entries, key=itemgetter(0))
    return dict(sorted(by_name, key=lambda entry: entry[1].at, reverse=True))
