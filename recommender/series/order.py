"""In which order a franchise is watched: what each title is, and what should have been seen before it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

import numpy as np

from recommender.series.names import Name, core, head, is_dated, is_recap, is_trailer, number, read_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Anime, Catalogue

NEIGHBOURS = 25
FEATURE = 40  # minutes
SHORT_ALL_IN_ALL = 10  # minutes
SHORT_EPISODE = 12  # minutes
LEAST_FILM = 3  # minutes; some crawls give a film's hours as its minutes
USUAL_EPISODES, USUAL_MINUTES = 12, 24  # where they are not known
PROPER_OVA = 45  # minutes, all in all
SERIES_LENGTH = {"TV": 0, "ONA": 72, "OVA": 200}  # the least minutes, all in all, that make a series
# After so many years a series that gives itself no number is more often a remake than a sequel;
# after fewer where it is at least as long as the old one.
REMAKE_YEARS, LONG_REMAKE_YEARS = 7.0, 4.0
DATED_YEARS = 2.0
# Far fewer people watch a sequel than what it follows; what so many times more watch is where people begin.
TIMES_AS_KNOWN = 3
SHORTEST_HEAD = 4  # letters; 'Re:' begins too many names


class Kind(IntEnum):
    """What a title is to its franchise."""

    FIRST = 0  # a beginning: of the franchise, of a part that stands on its own, or of a remake
    SEQUEL = 1
    FILM = 2
    SPECIAL = 3
    RECAP = 4
    SHORT = 5  # a trailer, a music video, a few minutes beside a series
    SIDE = 6  # any other story beside the series


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One title of a franchise, and what its names (romaji, English, Japanese) say of it."""

    position: int
    anime: Anime
    day: int
    names: tuple[Name, ...]
    number: int
    dated: bool
    recap: bool

    @property
    def minutes(self) -> int | None:
        """Minutes an episode, where they can be trusted."""
        minutes = self.anime.minutes
        return None if minutes and self.anime.type == "Movie" and minutes < LEAST_FILM else minutes

    @property
    def length(self) -> int:
        """Minutes all in all."""
        return (self.anime.episodes or USUAL_EPISODES) * (self.minutes or USUAL_MINUTES)

    @property
    def last_day(self) -> int:
        """When it ended, as a day's ordinal."""
        return max(self.day, self.anime.end.toordinal()) if self.anime.end else self.day


def start_days(catalogue: Catalogue) -> NDArray[np.int32]:
    """When each title began, as a day's ordinal, int32 [N]; where unknown, as the ids beside it did."""
    known = np.array([p for p, a in enumerate(catalogue.anime) if a.start], np.intp)
    days = np.array([a.start.toordinal() if a.start else 0 for a in catalogue.anime], np.int32)
    if len(known) == 0:
        return np.arange(len(catalogue), dtype=np.int32)
    for position in np.flatnonzero(days == 0):
        at = int(np.searchsorted(known, position))
        near = known[max(0, at - NEIGHBOURS) : at + NEIGHBOURS]
        days[position] = np.median(days[near])
    return days


def in_order(catalogue: Catalogue, positions: Iterable[int], days: NDArray[np.int32]) -> list[Part]:
    """The titles of one franchise in the order of airing."""
    parts = []
    for position in positions:
        a = catalogue.anime[position]
        names = tuple(read_name(text) for text in (a.name, a.english, a.japanese))
        recap = is_recap(a.name) or is_recap(a.japanese)
        parts.append(
            Part(position, a, int(days[position]), names, max(map(number, names)), is_dated(a.name), recap)
        )
    return sorted(parts, key=lambda part: (part.day, part.number, part.anime.id))


def main_parts(parts: Sequence[Part]) -> list[Part]:
    """The parts that carry the story: the series; failing those, the OVAs; failing those, the films."""
    whole = [part for part in parts if not part.recap and not _is_short(part, parts)]
    series = [part for part in whole if _is_series(part)]
    ovas = [part for part in whole if part.anime.type == "OVA" and part.length >= PROPER_OVA]
    if series:
        # What came before the series is what the series goes back to.
        return [part for part in whole if part in series or (part in ovas and part.day < series[0].day)]
    films = [part for part in whole if part.anime.type == "Movie"]
    return ovas or films or whole or list(parts[:1])


def _is_series(part: Part) -> bool:
    return part.anime.type in SERIES_LENGTH and part.length >= SERIES_LENGTH[part.anime.type]


def _is_short(part: Part, parts: Sequence[Part]) -> bool:
    if part.anime.type == "Music" or is_trailer(part.anime.name):
        return True
    minutes = part.minutes
    if minutes is None or minutes > SHORT_EPISODE:
        return False
    return part.length <= SHORT_ALL_IN_ALL or any(
        _is_series(p) and (p.minutes or 0) >= 2 * minutes and p.anime.members > part.anime.members
        for p in parts
    )


def before(part: Part, parts: Sequence[Part], main: Sequence[Part]) -> Part | None:
    """What should have been seen before this part of a franchise whose parts are in order, if anything."""
    earlier = [p for p in main if p.day <= part.day and p is not part]
    if part in main:
        old = _continued(part, [p for p in earlier if (p.day, p.number) < (part.day, part.number)])
        return None if old is None or _starts_anew(part, old) else old
    if part.anime.type != "Movie":
        return _continued(part, earlier) or _continued(part, main) or (earlier or [*main])[-1]
    if part.number > 1 and "movie" not in part.names[0].letters:
        films = [p for p in parts if p.anime.type == "Movie" and p.number == part.number - 1]
        if film := _continued(part, [p for p in films if not _is_short(p, parts)]):
            return film
    return _continued(part, earlier) or (earlier[-1] if earlier else None)


def _continued(part: Part, others: Sequence[Part]) -> Part | None:
    """Which of the others a part's name goes on from: the latest of those with most in common."""
    common = [_common(part, other) for other in others]
    stem = max(common, key=len, default=())
    if not stem:
        return None
    line = [other for other in others if any(n.letters[: len(stem)] == stem for n in other.names)]
    return max(line, key=lambda p: (p.day, p.number))


def _common(part: Part, other: Part) -> tuple[str, ...]:
    """The longest whole name of the other that this part's begins with, or else the head of both."""
    best: tuple[str, ...] = ()
    for mine, theirs in zip(part.names, other.names, strict=True):
        whole, first = core(theirs), head(theirs)
        if whole and mine.letters[: len(whole)] == whole:
            best = max(best, whole, key=len)
        elif first == head(mine) and len("".join(first)) >= SHORTEST_HEAD:
            best = max(best, first, key=len)
    return best


def _starts_anew(part: Part, old: Part) -> bool:
    if part.number > 1:
        return False
    if part.anime.members > TIMES_AS_KNOWN * old.anime.members:
        return True
    years = (part.day - old.last_day) / 365.25
    if part.dated and not old.dated:
        return years > DATED_YEARS
    return years >= (LONG_REMAKE_YEARS if part.length >= old.length else REMAKE_YEARS)


def kind_of(part: Part, parts: Sequence[Part], main: Sequence[Part], previous: Part | None) -> Kind:
    """What a part is to its franchise."""
    a = part.anime
    if part in main:
        return Kind.SEQUEL if previous else Kind.FIRST
    if part.recap:
        return Kind.RECAP
    if _is_short(part, parts):
        return Kind.SHORT
    if a.type == "Movie" and (part.minutes or FEATURE) >= FEATURE:
        return Kind.FILM
    return Kind.SPECIAL if a.type == "Special" else Kind.SIDE
