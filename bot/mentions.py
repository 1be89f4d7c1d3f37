"""Finding the titles that a text speaks of: by the longest of their names, and by links to their pages.

Words are compared in full; of letters that are written without spaces between words, each is one. How much a
name has in common with everyday speech decides how it must be written to count.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING

from bot.search import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from recommender.catalogue import Anime, Catalogue
    from recommender.series import Series

    Key = tuple[str, ...]

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
    """Finds titles of one catalogue in texts: in some milliseconds, the first time in a second."""

    def __init__(self, catalogue: Catalogue, series: Series) -> None:
        self._catalogue = catalogue
        self._series = series

    @cached_property
    def _bearers(self) -> Mapping[Key, tuple[int, ...]]:
        """The titles of each name, the best known first."""
        bearers: dict[Key, tuple[int, ...]] = {}
        for position in (-self._catalogue.members).argsort(kind="stable").tolist():
            alone = (position,)
            for key in _keys(self._catalogue.anime[position]):
                bearers[key] = bearers[key] + alone if key in bearers else alone
        return bearers

    @cached_property
    def _longest(self) -> Mapping[str, int]:
        """Of how many words the longest name is that begins with a word."""
        longest: dict[str, int] = {}
        for key in self._bearers:
            longest[key[0]] = max(len(key), longest.get(key[0], 0))
        return longest

    @cached_property
    def _signs(self) -> Mapping[Key, Sign]:
        common, members = _common_words(self._bearers, self._series), self._catalogue.members
        return {key: _sign(key, common, int(members[of[0]])) for key, of in self._bearers.items()}

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
        if (key := _key(line[bullet.end() if bullet else 0 :])) in self._bearers:
            yield at, self._bearers[key]
            return
        begin = 0
        for quote in QUOTED.finditer(line):
            if (key := _key(next(filter(None, quote.groups())))) in self._bearers:
                yield from self._running(_words(line[begin : quote.start()], at + begin))
                yield at + quote.start(), self._bearers[key]
                begin = quote.end()
        yield from self._running(_words(line[begin:], at + begin))

    def _running(self, words: Sequence[Word]) -> Iterator[tuple[int, Sequence[int]]]:
        """The longest names in running text, none within another."""
        at = 0
        while at < len(words):
            count = self._name_at(words, at)
            if count:
                yield words[at].at, self._bearers[tuple(word.text for word in words[at : at + count])]
            at += count or 1

    def _name_at(self, words: Sequence[Word], at: int) -> int:
        """Of how many words the longest name is that begins with one; 0 for none."""
        most = min(self._longest.get(words[at].text, 0), len(words) - at)
        for count in range(most, 0, -1):
            part = words[at : at + count]
            sign = self._signs.get(tuple(word.text for word in part), Sign.QUOTED)
            if sign is Sign.NONE or (sign is Sign.CAPITALS and _is_written_as_name(part)):
                return count
        return 0

    def _shown(self, bearers: Sequence[int], *, adult: bool) -> Anime | None:
        anime = (self._catalogue.anime[position] for position in bearers)
        return next((a for a in anime if adult or not a.adult), None)


def _keys(anime: Anime) -> Iterator[Key]:
    keys = (_key(name) for name in (anime.name, anime.english, anime.japanese) if name)
    yield from dict.fromkeys(key for key in keys if key)


def _key(name: str) -> Key:
    return tuple(map(sys.intern, WORD.findall(normalised(name))))  # names share words


def _words(text: str, at: int) -> list[Word]:
    return [
        Word(part, not word[0][0].islower(), at + word.start())
        for word in WITH_APOSTROPHES.finditer(text)
        for part in WORD.findall(normalised(word[0]))
    ]


def _common_words(bearers: Mapping[Key, Sequence[int]], series: Series) -> frozenset[str]:
    """The words that many franchises have in their names."""
    franchises = defaultdict(set)
    for key, positions in bearers.items():
        for word in key:
            franchises[word].update(series.group[list(positions)].tolist())
    return frozenset(word for word, of in franchises.items() if len(of) >= COMMON)


def _sign(key: Key, common: frozenset[str], members: int) -> Sign:
    name, letters = " ".join(key), "".join(key)
    if IDEOGRAPHIC.fullmatch(letters):
        shortest = SHORTEST_HIRAGANA if HIRAGANA.fullmatch(letters) else SHORTEST_IDEOGRAPHIC
        return Sign.QUOTED if len(letters) < shortest or name in common else Sign.NONE
    if SPEECH.fullmatch(name) or (
        len(key) == 1 and (len(name) < SHORTEST or name.isdigit() or name in common)
    ):
        return Sign.QUOTED
    few_common = len(key) <= FEW and members < WELL_KNOWN and common.issuperset(key)
    return Sign.CAPITALS if EVERYDAY.fullmatch(name) or few_common else Sign.NONE


def _is_written_as_name(words: Sequence[Word]) -> bool:
    return words[0].capital and all(word.capital for word in words if len(word.text) > SHORT_WORD)
