"""The catalogue: what is known about every title, in the order of every score array."""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, cached_property
from typing import TYPE_CHECKING, Self

import msgspec
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

ADULT_GENRE = "Hentai"
ADULT_GENRES = frozenset({ADULT_GENRE, "Erotica"})  # the second is newer than the dataset of 2020
ADULT_RATING = "Rx"
UNKNOWN = {"", "unknown", "none", "nan", "not available"}
# The original names its columns one way, its 2023 successor another; the first that a file has is read.
COLUMNS = {
    "id": ("MAL_ID", "anime_id"),
    "name": ("Name",),
    "english": ("English name",),
    "japanese": ("Japanese name", "Other name"),
    "type": ("Type",),
    "episodes": ("Episodes",),
    "duration": ("Duration",),
    "aired": ("Aired",),
    "premiered": ("Premiered",),
    "score": ("Score",),
    "members": ("Members",),
    "genres": ("Genres",),
    "rating": ("Rating",),
    "image": ("Image URL",),
}
REQUIRED = ("id", "name", "genres", "type")
COVER = re.compile(r"https://(?:cdn\.)?myanimelist\.net/images/[\w./?&=%-]{1,170}", re.ASCII)
ID = re.compile(r"0*([1-9]\d{0,9})", re.ASCII)
HIGHEST_ID = 2**31 - 1


class CatalogueError(ValueError):
    """A catalogue file that cannot be used, with the reason in one sentence."""


class Anime(msgspec.Struct, frozen=True, gc=False):
    """The plain facts about one title; None or an empty string stands for what is not known."""

    id: int
    name: str
    english: str = ""
    japanese: str = ""
    type: str = ""
    episodes: int | None = None
    minutes: int | None = None
    start: date | None = None
    end: date | None = None
    score: float | None = None
    members: int = 0
    genres: tuple[str, ...] = ()
    adult: bool = False
    image: str = ""

    @property
    def year(self) -> int | None:
        """The year in which the title first aired."""
        return self.start.year if self.start else None

    @property
    def url(self) -> str:
        """The title's page on MyAnimeList."""
        return f"https://myanimelist.net/anime/{self.id}"


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Every title, and arrays over all of them in the same order.

    Attributes:
        anime: the N titles, by ascending id.
        genres: the G genres that occur, by name.
    """

    anime: tuple[Anime, ...]

    @classmethod
    def of(cls, anime: Iterable[Anime]) -> Self:
        """Put titles in order.

        Raises:
            CatalogueError: there is none, or an id occurs twice.
        """
        ordered = tuple(sorted(anime, key=lambda a: a.id))
        if not ordered:
            raise CatalogueError("The catalogue holds no title.")
        twice = [i for i, n in Counter(a.id for a in ordered).items() if n > 1]
        if twice:
            raise CatalogueError(f"The catalogue holds the id {twice[0]} more than once.")
        return cls(ordered)

    def __len__(self) -> int:
        return len(self.anime)

    def __getitem__(self, anime_id: int) -> Anime:
        return self.anime[self.index[anime_id]]

    def __contains__(self, anime_id: object) -> bool:
        return anime_id in self.index

    @cached_property
    def ids(self) -> NDArray[np.int32]:
        """MyAnimeList's ids, int32 [N], ascending."""
        return np.array([a.id for a in self.anime], np.int32)

    @cached_property
    def index(self) -> Mapping[int, int]:
        """From id to position."""
        return {a.id: position for position, a in enumerate(self.anime)}

    @cached_property
    def genres(self) -> tuple[str, ...]:
        """The G genres that occur, by name."""
        return tuple(sorted({genre for a in self.anime for genre in a.genres}))

    @cached_property
    def types(self) -> tuple[str, ...]:
        """The types that occur, the most frequent first."""
        return tuple(kind for kind, _ in Counter(a.type for a in self.anime if a.type).most_common())

    @cached_property
    def type_codes(self) -> NDArray[np.int8]:
        """Each title's place in `types`, int8 [N]; -1 where its type is not known."""
        code = {kind: at for at, kind in enumerate(self.types)}
        return np.array([code.get(a.type, -1) for a in self.anime], np.int8)

    @cached_property
    def episodes(self) -> NDArray[np.int32]:
        """How many episodes each title has, int32 [N]; 0 where that is not known."""
        return np.array([a.episodes or 0 for a in self.anime], np.int32)

    @cached_property
    def finished(self) -> NDArray[np.bool_]:
        """Of which titles the last day of airing is known, bool [N]."""
        return np.array([a.end is not None for a in self.anime])

    @cached_property
    def genre_flags(self) -> NDArray[np.bool_]:
        """Which title has which genre, bool [N, G]."""
        column = {genre: g for g, genre in enumerate(self.genres)}
        flags = np.zeros((len(self), len(column)), np.bool_)
        rows = np.repeat(np.arange(len(self)), [len(a.genres) for a in self.anime])
        flags[rows, [column[genre] for a in self.anime for genre in a.genres]] = True
        return flags

    @cached_property
    def genre_matrix(self) -> csr_matrix:
        """The same as `genre_flags`, as 0 and 1, sparse float32 [N, G]."""
        from scipy.sparse import csr_matrix

        return csr_matrix(self.genre_flags.astype(np.float32))

    @cached_property
    def adult(self) -> NDArray[np.bool_]:
        """Which titles are for adults only, bool [N]."""
        return np.array([a.adult for a in self.anime], np.bool_)

    @cached_property
    def members(self) -> NDArray[np.int64]:
        """How many people on MyAnimeList list each title, int64 [N]."""
        return np.array([a.members for a in self.anime], np.int64)

    @cached_property
    def years(self) -> NDArray[np.int16]:
        """The year in which each title first aired, int16 [N]; 0 where it is not known."""
        return np.array([a.year or 0 for a in self.anime], np.int16)

    def positions(self, ids: NDArray[np.integer]) -> NDArray[np.int32]:
        """Where each id stands, int32, -1 for an id that the catalogue lacks."""
        at = np.searchsorted(self.ids, ids).clip(max=len(self) - 1)
        return np.where(self.ids[at] == ids, at, -1).astype(np.int32)


def read_catalogue(path: Path, images: Path | None = None) -> Catalogue:
    """Read an anime.csv, and with it the addresses of the covers (`MAL_ID,image_url`) where there are any.

    Raises:
        CatalogueError: a file lacks a column, holds an id twice, or a row has no number for its id.
        OSError: a file cannot be read.
    """
    covers = _read_covers(images) if images else {}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            column = _columns(path, reader.fieldnames or ())
            titles = []
            for row in reader:
                facts = {fact: _clean(row.get(name)) for fact, name in column.items()}
                titles.append(_anime(path, reader.line_num, facts, covers))
    except (UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(f"{path} is not a CSV file in UTF-8: {error}.") from error
    return Catalogue.of(titles)


def _columns(path: Path, header: Iterable[str]) -> dict[str, str]:
    there = set(header)
    column = {fact: next((n for n in names if n in there), None) for fact, names in COLUMNS.items()}
    missing = [COLUMNS[fact][0] for fact in REQUIRED if column[fact] is None]
    if missing:
        raise CatalogueError(f"{path} lacks the column {missing[0]}: is it the dataset's anime.csv?")
    return {fact: name for fact, name in column.items() if name is not None}


def _anime(path: Path, line: int, facts: dict[str, str], covers: Mapping[int, str]) -> Anime:
    anime_id = _id(facts["id"])
    if anime_id is None:
        raise CatalogueError(f"{path}, line {line}: the id {facts['id'][:20]!r} is not 1 to {HIGHEST_ID}.")
    known = {fact: "" if _is_unknown(value) else value for fact, value in facts.items()}
    start, end = _aired(known.get("aired", ""))
    genres = tuple(sorted({genre.strip() for genre in known["genres"].split(",")} - {""}))
    return Anime(
        id=anime_id,
        name=known["name"] or f"#{anime_id}",
        english=known.get("english", ""),
        japanese=known.get("japanese", ""),
        type=known["type"],
        episodes=_whole(known.get("episodes", "")),
        minutes=_minutes(known.get("duration", "")),
        start=start or _premiered(known.get("premiered", "")),
        end=end,
        score=_score(known.get("score", "")),
        members=_whole(known.get("members", "")) or 0,
        genres=genres,
        adult=not ADULT_GENRES.isdisjoint(genres) or known.get("rating", "").startswith(ADULT_RATING),
        image=covers.get(anime_id) or _cover(known.get("image", "")),
    )


def _clean(value: str | None) -> str:
    """One line of printable text."""
    text = value or ""
    if not text.isprintable():
        text = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(text.split())


def _id(value: str) -> int | None:
    number = ID.fullmatch(value)
    return int(number[1]) if number and int(number[1]) <= HIGHEST_ID else None


def _is_unknown(value: str) -> bool:
    # Some crawls left a Python list where they found nothing.
    return value.lower() in UNKNOWN or "None found" in value


def _whole(value: str) -> int | None:
    number = re.fullmatch(r"(\d{1,12})(?:\.0+)?", value)
    return int(number[1]) or None if number else None


def _score(value: str) -> float | None:
    number = re.fullmatch(r"10(?:\.0+)?|[1-9](?:\.\d+)?", value)
    return float(value) if number else None


def _minutes(duration: str) -> int | None:
    """Minutes an episode from '1 hr. 55 min.', '24 min. per ep.' or '30 sec.', rounded up."""
    if re.fullmatch(r"[012] min", duration):  # a crawl's slip: hours, of films
        return None
    parts = re.match(r"(?:(\d{1,4}) hr\.?)? ?(?:(\d{1,4}) min\.?)? ?(?:(\d{1,4}) sec\.?)?", duration)
    hours, minutes, seconds = (int(n or 0) for n in parts.groups()) if parts else (0, 0, 0)
    return 60 * hours + minutes + (seconds > 0) or None


def _aired(span: str) -> tuple[date | None, date | None]:
    """The first and the last day of 'Apr 3, 1998 to Apr 24, 1999'; one day alone is both."""
    first, separator, last = span.partition(" to ")
    start = _day(first)
    return start, _day(last) if separator else start


def _day(text: str) -> date | None:
    for form in ("%b %d, %Y", "%b, %Y", "%b %Y", "%Y-%m-%d", "%Y"):
        try:
            return datetime.strptime(text.strip(), form).date()  # noqa: DTZ007 - a calendar day has no zone
        except ValueError:
            continue
    return None


def _premiered(season: str) -> date | None:
    months = {"winter": 1, "spring": 4, "summer": 7, "fall": 10}
    name, _, year = season.lower().partition(" ")
    return date(int(year), months[name], 1) if name in months and re.fullmatch(r"[12]\d{3}", year) else None


def _cover(address: str) -> str:
    return address if COVER.fullmatch(address) else ""


def _read_covers(path: Path) -> dict[int, str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.DictReader(file)
            if not {"MAL_ID", "image_url"} <= set(rows.fieldnames or ()):
                raise CatalogueError(f"{path} needs the columns MAL_ID and image_url.")
            covers = ((_id(_clean(row["MAL_ID"])), _cover(_clean(row["image_url"]))) for row in rows)
            return {anime_id: cover for anime_id, cover in covers if anime_id is not None}
    except (UnicodeDecodeError, csv.Error) as error:
        raise CatalogueError(f"{path} is not a CSV file in UTF-8: {error}.") from error


def write_facts(catalogue: Catalogue, path: Path) -> None:
    """Write the titles' facts as a CSV file that `read_facts` reads back."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        names = Anime.__struct_fields__
        writer.writerow(names)
        for a in catalogue.anime:
            facts = {name: getattr(a, name) for name in names}
            facts["genres"] = "|".join(a.genres)
            facts["adult"] = int(a.adult)
            writer.writerow("" if facts[name] is None else facts[name] for name in names)


def read_facts(path: Path) -> Catalogue:
    """Read what `write_facts` wrote.

    Raises:
        CatalogueError: it is no such file.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return Catalogue.of(_facts(csv.reader(file)))
    except (TypeError, ValueError, csv.Error) as error:
        raise CatalogueError(f"{path} is not a bundle's catalogue: {error!r}.") from error
    finally:
        for read in (_iso_day, _number, _genres):
            read.cache_clear()  # of the texts nothing is needed any more


def _facts(rows: Iterator[list[str]]) -> Iterator[Anime]:
    if next(rows, []) != list(Anime.__struct_fields__):
        raise ValueError("its columns are others")
    yield from map(_from_facts, rows)


def _from_facts(row: Sequence[str]) -> Anime:
    anime_id, name, english, japanese, kind, episodes, minutes, *others = row
    start, end, score, members, genres, adult, image = others
    # What many titles have in common is kept once.
    return Anime(
        int(anime_id),
        name,
        english,
        japanese,
        sys.intern(kind),
        int(episodes) if episodes else None,
        int(minutes) if minutes else None,
        _iso_day(start),
        _iso_day(end),
        _number(score),
        int(members),
        _genres(genres),
        adult == "1",
        image,
    )


@cache
def _iso_day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@cache
def _number(text: str) -> float | None:
    return float(text) if text else None


@cache
def _genres(text: str) -> tuple[str, ...]:
    return tuple(map(sys.intern, text.split("|"))) if text else ()
