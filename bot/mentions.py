"""Finding the titles that a text speaks of: by the longest of their names, and by links to their pages.

Words are compared in full; of letters that are written without spaces between words, each is one. How much a
name has in common with everyday speech decides how it must be written to count.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from bot.search import normalised
from bot.words import PackedTexts, encoded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Anime, Catalogue
    from recommender.series import Series

LONGEST_TEXT = 4_000  # what Discord lets a message hold
COMMON = 5  # a word that so many franchises have in their names is a word of everyday speech
WELL_KNOWN = 100_000  # people; to them, a name of common words is more than these
SHORTEST, SHORTEST_IDEOGRAPHIC, SHORTEST_HIRAGANA = 4, 3, 5  # letters of a name that counts by itself
SHORT_WORD = 3  # letters; 'of' and 'the' have no capital letter in a name either
FEW = 3  # words; more common ones in a row are hardly there by chance
# Names that are everyday speech though hardly another title bears them: which count where they are written
# as names, and which only in quotation marks.
EVERYDAY = re.compile(
    "bleach|erased|overlord|charlotte|citrus|shelter|gamers|rewrite|fireworks|innocence|shuffle|radiant"
    "|battery|redline|gravitation|trickster|conception|metropolis|bartender|overflow|listeners|pendulum"
    "|basilisk|cipher|quantum|fireball|your name|special a|new game|golden time|lucky star"
    "|wolf children|school days|real girl|true tears|punch line|all out|slow start|mind game"
    "|only yesterday|hello world|summer wars|one room|fighting spirit|black cat|perfect blue|dog days"
    "|golden boy|silver spoon|prison school|no 6|ben to|time of eve|you and me|are you lost|to be hero"
    "|on your mark|over the sky|there she is"
)
SPEECH = re.compile(
    "given|gate|free|freezing|revisions|military|freedom|discipline|swimming|avenger|needless|dears"
    "|residence|temptation|possessions|interlude|fault|mouse|loveless|plunderer|orange|working|drifters"
    "|hundred|rainbow|amnesia|blood|sirius|island"
)

LINK = re.compile(r"myanimelist\.net/anime/0*([1-9]\d{0,9})", re.IGNORECASE | re.ASCII)
ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
BULLET = re.compile(r"\s*(?:(?:[-*+•>#]+|\d{1,3}[.)])\s+)*")
MARKS = (
    "\u201c\u201d",
    "\u201e\u201c",
    "\u201e\u201d",
    "\u2018\u2019",
    "«»",
    "「」",
    "『』",
    '""',
    "**",
    "__",
    "``",
    "''",
)


def _between(marks: str) -> str:
    left, right = (f"[{re.escape(mark)}]{{1,3}}" for mark in (marks[0], marks[1]))
    quoted = f"{left}([^{re.escape(marks)}]{{1,99}}){right}"
    return quoted if marks[0] != marks[1] else rf"(?<!\w){quoted}(?!\w)"


QUOTED = re.compile("|".join(_between(marks) for marks in MARKS))
KATAKANA, SINGLE = r"\u30a1-\u30fa\u30fc-\u30ff", r"\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff"
WORD = re.compile(rf"[{KATAKANA}\uff66-\uff9f]+|[{SINGLE}]|[^\W_{KATAKANA}{SINGLE}\uff66-\uff9f]+")
# An apostrophe is no border: it is dropped from names, too.
WITH_APOSTROPHES = re.compile(rf"(?:{WORD.pattern})(?:['\u2019`]\w+)*")
IDEOGRAPHIC = re.compile(rf"[{KATAKANA}{SINGLE}]+")
HIRAGANA = re.compile(r"[\u3041-\u309fー]+")


class Sign(IntEnum):
    """What it takes for a name to count in running text."""

    NONE = 0
    CAPITALS = 1  # to be written as a name
    QUOTED = 2  # to stand in quotation marks, or alone on its line


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        text: as it is compared.
        capital: whether it may be the beginning of a name: it does not begin with a small letter.
        at: where it stands in the text.
    """

    text: str
    capital: bool
    at: int


class Mentions:
    """Finds titles of one catalogue in texts, in some milliseconds.

    It takes half a second the first time, unless `get_ready` was called.
    """

    def __init__(self, catalogue: Catalogue, series: Series) -> None:
        self._catalogue = catalogue
        self._series = series

    def get_ready(self) -> None:
        """Sort all names, unless that is done."""
        _ = self._names

    @cached_property
    def _names(self) -> _Names:
        return _Names(self._catalogue, self._series)

    def find(self, text: str, *, limit: int, adult: bool = False) -> list[Anime]:
        """The titles that a text speaks of, in the order in which it does."""
        hits = sorted(self._hits(text[:LONGEST_TEXT]))
        anime = [self._shown(bearers, adult=adult) for _, bearers in hits]
        return list(dict.fromkeys(a for a in anime if a))[:limit]

    def _hits(self, text: str) -> Iterator[tuple[int, Sequence[int]]]:
        """Where the text speaks of a title, and the titles that may be meant."""
        for link in LINK.finditer(text):
            if (position := self._catalogue.index.get(int(link[1]))) is not None:
                yield link.start(), (position,)
        text = ADDRESS.sub(lambda address: "\n" * len(address[0]), text)
        at = 0
        for line in text.split("\n"):
            yield from self._in_line(line, at)
            at += len(line) + 1

    def _in_line(self, line: str, at: int) -> Iterator[tuple[int, Sequence[int]]]:
        bullet = BULLET.match(line)
        if bearers := self._names.bearers(_key(line[bullet.end() if bullet else 0 :])):
            yield at, bearers
            return
        begin = 0
        for quote in QUOTED.finditer(line):
            if bearers := self._names.bearers(_key(next(filter(None, quote.groups())))):
                yield from self._running(_words(line[begin : quote.start()], at + begin))
                yield at + quote.start(), bearers
                begin = quote.end()
        yield from self._running(_words(line[begin:], at + begin))

    def _running(self, words: Sequence[Word]) -> Iterator[tuple[int, Sequence[int]]]:
        """The longest names in running text, none within another."""
        at = 0
        while at < len(words):
            count = self._name_at(words, at)
            if count:
                key = " ".join(word.text for word in words[at : at + count])
                yield words[at].at, self._names.bearers(key)
            at += count or 1

    def _name_at(self, words: Sequence[Word], at: int) -> int:
        """Of how many words the longest name is that begins with one; 0 for none."""
        pair = " ".join(word.text for word in words[at : at + 2])
        most = min(max(1, self._names.longest(pair)), len(words) - at)
        for count in range(most, 0, -1):
            part = words[at : at + count]
            sign = self._names.sign(" ".join(word.text for word in part))
            if sign is Sign.NONE or (sign is Sign.CAPITALS and _is_written_as_name(part)):
                return count
        return 0

    def _shown(self, bearers: Sequence[int], *, adult: bool) -> Anime | None:
        anime = (self._catalogue.anime[position] for position in bearers)
        return next((a for a in anime if adult or not a.adult), None)


class _Names:
    """The names of all titles, by the hashes of their words: the words themselves take ten megabytes.

    That two of some ten thousand texts share one of 64 bits does not happen, if they are hashed in UTF-8.
    Python hashes a text's letters as they lie in memory, where 海 is the same two bytes as "wm".
    """

    def __init__(self, catalogue: Catalogue, series: Series) -> None:
        bearers = array("i")
        names = PackedTexts(_keys_by_fame(catalogue, bearers))
        held = array("I", (name.count(" ") + 1 for name in names.texts()))
        common = _common_words(names, np.repeat(series.group[bearers], held))
        hashes = np.fromiter((hash(names[at]) for at in range(len(names))), np.int64)
        distinct, best_known, counts = np.unique(hashes, return_index=True, return_counts=True)
        self._hashes = array("q", distinct.tobytes())
        # For each name, the titles that bear it, the best known first; one name's after another's.
        self._bearers = array("i", np.array(bearers)[hashes.argsort(kind="stable")].tobytes())
        self._starts = array("i", [0, *counts.cumsum().tolist()])
        self._signs = bytes(
            _sign(names.text(at), common, int(catalogue.members[bearers[at]])) for at in best_known.tolist()
        )
        beginning = (encoded(" ".join(name.split(" ", 2)[:2])) for name in names.texts())
        begins = np.fromiter(map(hash, beginning), np.int64)
        order = begins.argsort()
        beginnings, firsts = np.unique(begins[order], return_index=True)
        self._beginnings = array("q", beginnings.tobytes())
        self._longest = array("I", np.maximum.reduceat(np.array(held)[order], firsts).tobytes())

    def bearers(self, key: str) -> Sequence[int]:
        """The titles that bear a name, the best known first."""
        at = _found(self._hashes, key)
        return () if at is None else self._bearers[self._starts[at] : self._starts[at + 1]]

    def sign(self, key: str) -> Sign:
        """What it takes for a name to count; of what is none, too."""
        at = _found(self._hashes, key)
        return Sign.QUOTED if at is None else Sign(self._signs[at])

    def longest(self, beginning: str) -> int:
        """Of how many words the longest name is that begins with two words; 0 or 1 for none."""
        at = _found(self._beginnings, beginning)
        return 0 if at is None else self._longest[at]


def _found(hashes: Sequence[int], text: str) -> int | None:
    wanted = hash(encoded(text))
    at = bisect_left(hashes, wanted)
    return at if at < len(hashes) and hashes[at] == wanted else None


def _keys_by_fame(catalogue: Catalogue, bearers: array[int]) -> Iterator[str]:
    """The keys of all titles, the best known first; which title bears each is appended to `bearers`."""
    for position in (-catalogue.members).argsort(kind="stable").tolist():
        for key in _keys(catalogue.anime[position]):
            bearers.append(position)
            yield key


def _keys(anime: Anime) -> Iterator[str]:
    keys = (_key(name) for name in (anime.name, anime.english, anime.japanese) if name)
    yield from dict.fromkeys(key for key in keys if key)


def _key(name: str) -> str:
    """The words of a name, with a blank between two."""
    return " ".join(WORD.findall(normalised(name)))


def _words(text: str, at: int) -> list[Word]:
    return [
        Word(part, not word[0][0].islower(), at + word.start())
        for word in WITH_APOSTROPHES.finditer(text)
        for part in WORD.findall(normalised(word[0]))
    ]


def _common_words(names: PackedTexts, franchises: NDArray[np.int32]) -> frozenset[str]:
    """The words that many franchises have in their names; of each word of each, the franchise is given."""
    index: dict[str, int] = {}
    words = (index.setdefault(word, len(index)) for name in names.texts() for word in name.split(" "))
    count = int(franchises.max(initial=0)) + 1
    pairs = np.sort(np.fromiter(words, np.int64) * count + franchises)
    each_once = pairs[np.diff(pairs, prepend=-1) > 0]  # np.unique would import a megabyte of masked arrays
    numbers = np.bincount(each_once // count)
    return frozenset(word for word, at in index.items() if numbers[at] >= COMMON)


def _sign(name: str, common: frozenset[str], members: int) -> Sign:
    words, letters = name.split(" "), name.replace(" ", "")
    if IDEOGRAPHIC.fullmatch(letters):
        shortest = SHORTEST_HIRAGANA if HIRAGANA.fullmatch(letters) else SHORTEST_IDEOGRAPHIC
        return Sign.QUOTED if len(letters) < shortest or name in common else Sign.NONE
    if SPEECH.fullmatch(name) or (
        len(words) == 1 and (len(name) < SHORTEST or name.isdigit() or name in common)
    ):
        return Sign.QUOTED
    few_common = len(words) <= FEW and members < WELL_KNOWN and common.issuperset(words)
    return Sign.CAPITALS if EVERYDAY.fullmatch(name) or few_common else Sign.NONE


def _is_written_as_name(words: Sequence[Word]) -> bool:
    return words[0].capital and all(word.capital for word in words if len(word.text) > SHORT_WORD)
