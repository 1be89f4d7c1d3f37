"""Finding a title by what a member types: parts of any of its names, in any order, with a slip of the finger.

Each typed word is compared with every word of every name at once: the names are kept as positions in one
list of distinct words, and the words by their beginnings, so that a comparison is made once for all words
that begin alike.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Anime, Catalogue

LONGEST_INPUT = 200
MOST_WORDS = 8
LONGEST_BEGINNING = 12
MOST_NEAREST = 5

# How well a typed word fits a word of a name.
BEGINS, WITHIN = 0.95, 0.85
# What lifts one name over another that fits as well.
EXACT, NAME_BEGINS, BEST_KNOWN = 1.0, 0.1, 0.2
# A name that fits less well than this is not found.
ENOUGH = 0.7
# How like the whole name a text must be to stand for it, and by how much more than the next.
ALIKE, AHEAD = 85.0, 8.0

LAST_CHARACTER = chr(sys.maxunicode)
KEY = re.compile(r"(?:#|(?:https?://)?(?:www\.)?myanimelist\.net/anime/)(\d{1,9})(?:/\S*)?")
SIGNS = re.compile(r"[\W_]+")
ACCENTS = re.compile(r"[\u0300-\u036f]")
DROPPED = str.maketrans({"'": "", "\u2019": "", "`": "", "\u00d7": "x"})


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text stands for.

    Attributes:
        match: the one title that is clearly meant, if there is one.
        nearest: otherwise a few titles that may be meant, the most fitting first.
    """

    match: Anime | None
    nearest: tuple[Anime, ...] = ()


def normalised(text: str) -> str:
    """The letters and digits of a text in words, without case, accents or width; signs, if all are."""
    plain = unicodedata.normalize("NFKD", text.translate(DROPPED)).casefold()
    plain = unicodedata.normalize("NFKC", ACCENTS.sub("", plain))
    words = SIGNS.sub(" ", plain).split()
    return " ".join(words or plain.split())


def nearest_names(text: str, names: Sequence[str], *, limit: int) -> list[str]:
    """The names that fit what was typed so far, the most fitting first; all of them for an empty text."""
    query = normalised(text[:LONGEST_INPUT])
    if not query:
        return list(names[:limit])
    begins = [n for n in names if f" {normalised(n)}".find(f" {query}") >= 0]
    near = process.extract(
        query, names, scorer=fuzz.WRatio, processor=normalised, score_cutoff=60, limit=limit
    )
    return list(dict.fromkeys([*begins, *(name for name, _, _ in near)]))[:limit]


class TitleSearch:
    """Finds titles of one catalogue. Both methods take some milliseconds and may run in any thread."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._fame = np.log1p(catalogue.members) / max(1.0, float(np.log1p(catalogue.members.max())))
        names = ((_joined(name), i) for i, anime in enumerate(catalogue.anime) for name in _names(anime))
        # Blanks are forgotten here, so that 'onepiece' begins as 'One Piece' does.
        joined, titles = zip(*names, strict=True)
        self._title = np.array(titles, np.int32)
        self._order = np.array(sorted(range(len(joined)), key=joined.__getitem__), np.int32)
        self._sorted = sorted(joined)

    @cached_property
    def _words(self) -> _Words:
        """The words of all names, by which parts of them are found; takes half a second."""
        return _Words(name.split() for anime in self._catalogue.anime for name in _names(anime))

    def find(
        self, text: str, *, limit: int = 25, adult: bool = False, among: Iterable[int] | None = None
    ) -> list[Anime]:
        """The titles that fit what was typed so far: exact names first, then by fit and by fame.

        Args:
            text: what was typed.
            limit: how many titles at most.
            adult: whether titles for adults may be found.
            among: the ids of the only titles that may be found, all of the catalogue; None for any title.
        """
        scores = self._scores(normalised(text[:LONGEST_INPUT]))
        named = self._by_key(text, bare=True)
        if named is not None:
            scores[named] += EXACT
        if not adult:
            scores[self._catalogue.adult] = 0
        if among is not None:
            apart = np.ones(len(scores), bool)
            apart[[self._catalogue.index[i] for i in among]] = False
            scores[apart] = 0
        best = np.argsort(-scores, kind="stable")[:limit]
        return [self._catalogue.anime[i] for i in best if scores[i] > 0]

    def resolve(self, text: str, *, adult: bool = False) -> Resolution:
        """The title that a text stands for when it is typed in full: a name, an id, a key or an address."""
        query = normalised(text[:LONGEST_INPUT])
        if KEY.fullmatch(text.strip()):
            meant = self._allowed([self._by_key(text, bare=False)], adult=adult)
            return Resolution(meant[0] if meant else None)
        named = self.named(text, adult=adult)
        if named.match or named.nearest:
            return named
        numbered = self._allowed([self._by_key(text, bare=True)], adult=adult)
        if numbered:
            return Resolution(numbered[0])
        return self._guess(query, adult=adult) if query else Resolution(None)

    def named(self, text: str, *, adult: bool = False) -> Resolution:
        """The title that has just this name, or those that may be meant by it; quick, and never a guess."""
        query = normalised(text[:LONGEST_INPUT])
        bearers = self._allowed(self._bearers(query), adult=adult)
        # Signs tell some names apart: "Gintama" and "Gintama'".
        bearers = [a for a in bearers if _is_named(a, text)] or bearers
        # A name can be the first name of one title and the English name of a better-known one.
        if bearers and (
            len(bearers) == 1 or normalised(bearers[0].name) == query != normalised(bearers[1].name)
        ):
            return Resolution(bearers[0])
        return Resolution(None, tuple(bearers[:MOST_NEAREST]))

    def _guess(self, query: str, *, adult: bool) -> Resolution:
        found = self.find(query, adult=adult)
        alike = [max(fuzz.token_sort_ratio(query, name) for name in _names(anime)) for anime in found]
        best = max(alike, default=0.0)
        if best >= ALIKE and sum(likeness > best - AHEAD for likeness in alike) == 1:
            return Resolution(found[alike.index(best)])
        return Resolution(None, tuple(found[:MOST_NEAREST]))

    def _allowed(self, positions: Iterable[int | None], *, adult: bool) -> list[Anime]:
        """The titles that may be shown, the best-known first."""
        anime = [self._catalogue.anime[i] for i in positions if i is not None]
        return sorted((a for a in anime if adult or not a.adult), key=lambda a: -a.members)

    def _by_key(self, text: str, *, bare: bool) -> int | None:
        """Where the title stands whose id the text is; a bare number counts where `bare` says so."""
        text = text.strip()
        key = KEY.fullmatch(text)
        digits = key[1] if key else text if bare and re.fullmatch(r"[0-9]{1,9}", text) else ""
        return self._catalogue.index.get(int(digits)) if digits else None

    def _bearers(self, query: str) -> list[int]:
        """Where the titles stand of which one name is just that."""
        return list(dict.fromkeys(self._title[self._beginning(_joined(query), exact=True)].tolist()))

    def _beginning(self, joined: str, *, exact: bool = False) -> NDArray[np.int32]:
        """Which names begin with the text, or are just that."""
        low = bisect_left(self._sorted, joined)
        high = bisect_right(self._sorted, joined if exact else joined + LAST_CHARACTER)
        return self._order[low:high]

    def _scores(self, query: str) -> NDArray[np.float64]:
        """How well each title fits, float64 [N]; 0 where it does not."""
        fame = BEST_KNOWN * self._fame
        if not query:
            return ENOUGH + fame
        fit = self._words.fit(list(dict.fromkeys(query.split()))[:MOST_WORDS])
        begin = self._beginning(_joined(query))
        fit[begin] = np.maximum(fit[begin], BEGINS) + NAME_BEGINS
        fit[self._beginning(_joined(query), exact=True)] += EXACT
        names = np.flatnonzero(fit >= ENOUGH)
        best = _highest(self._title[names], fit[names], len(fame))
        return np.where(best > 0, best + fame, 0.0)


class _Words:
    """The words of many names."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        self._index: dict[str, int] = {}
        found, lengths = array("i"), array("i")  # all names' words at once would take many megabytes
        for name in names:
            found.extend(self._index.setdefault(word, len(self._index)) for word in name)
            lengths.append(len(name))
        words = np.array(found)
        holders = np.repeat(np.arange(len(lengths)), lengths)
        # For each distinct word, the names that hold it, one word's after another's.
        self._holders = holders[np.argsort(words, kind="stable")].astype(np.int32)
        self._starts = np.concatenate([[0], np.cumsum(np.bincount(words))])
        distinct = list(self._index)
        self._whole = _Beginnings(distinct, None)
        self._beginnings = [_Beginnings(distinct, n) for n in range(1, LONGEST_BEGINNING + 2)]
        self._names = len(lengths)

    def fit(self, query: Sequence[str]) -> NDArray[np.float64]:
        """How well each name holds the typed words, 0 to 1, by the length of each word; float64 [names]."""
        total = np.zeros(self._names)
        for typed in query:
            likeness = self._likeness(typed)
            words = np.flatnonzero(likeness)
            starts = self._starts[words].tolist(), self._starts[words + 1].tolist()
            holders = [self._holders[first:last] for first, last in zip(*starts, strict=True)]
            if holders:
                values = np.repeat(likeness[words], [len(names) for names in holders])
                total += len(typed) * _highest(np.concatenate(holders), values, self._names)
        return total / sum(len(typed) for typed in query)

    def _likeness(self, typed: str) -> NDArray[np.float64]:
        """How like each distinct word is to the typed one, 0 to 1, float64 [words]."""
        begin = typed[:LONGEST_BEGINNING]
        slips = (len(begin) >= 4) + (len(begin) >= 8)  # noqa: PLR2004 - with a slip, a shorter word is another
        # One letter more, because the typed word may lack one.
        likeness = BEGINS * np.maximum(
            *(b.like(begin, slips) for b in self._beginnings[len(begin) - 1 :][:2])
        )
        if len(typed) > 3 or not typed.isascii():  # noqa: PLR2004 - too many words hold any three letters
            within = self._whole.holding(typed)
            likeness[within] = np.maximum(likeness[within], WITHIN)
        if typed in self._index:
            likeness[self._index[typed]] = 1
        return likeness


class _Beginnings:
    """The distinct first letters of all words, and for each word which of them it has.

    Of each the first word that begins so is kept, not the letters again: all of them take many megabytes.
    """

    def __init__(self, words: Sequence[str], length: int | None) -> None:
        index: dict[str, int] = {}
        self._words, self._length = words, length
        self._at = np.array([index.setdefault(word[:length], len(index)) for word in words], np.int32)
        self._first = np.unique(self._at, return_index=True)[1].astype(np.int32)
        self._letters = _letters(list(index))

    def like(self, typed: str, slips: int) -> NDArray[np.float64]:
        """How like each word's beginning is, 0 to 1, and 0 beyond so many slips; float64 [words]."""
        # A slip takes one letter away and brings another, at most: few texts are left to compare in full.
        differing = np.bitwise_count(self._letters ^ _letters([typed]))
        near = np.flatnonzero(differing <= 2 * slips)
        like = np.zeros(len(self._letters))
        texts = [self._text(at) for at in near.tolist()]
        distance = process.cdist([typed], texts, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8)
        like[near] = np.where(distance[0] <= slips, 1 - distance[0] / len(typed), 0)
        return like[self._at]

    def holding(self, typed: str) -> list[int]:
        """Which texts hold the typed one anywhere."""
        letters = _letters([typed])
        return [
            i for i in np.flatnonzero(self._letters & letters == letters).tolist() if typed in self._text(i)
        ]

    def _text(self, at: int) -> str:
        return self._words[int(self._first[at])][: self._length]


def _highest(places: NDArray[np.integer], values: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """The highest value of each place, float64 [count]; 0 for a place without one."""
    highest = np.zeros(count)
    rising = np.argsort(values, kind="stable")
    highest[places[rising]] = values[rising]  # where a place comes again, the last value stays
    return highest


def _letters(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Which letters each text holds, as a set in 64 bits; two letters may share one."""
    letters = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    lengths = np.array([len(text) for text in texts])
    return np.bitwise_or.reduceat(
        np.left_shift(np.uint64(1), letters.astype(np.uint64) % 64), lengths.cumsum() - lengths
    )


def _is_named(anime: Anime, text: str) -> bool:
    return text.strip().casefold() in (
        name.casefold() for name in (anime.name, anime.english, anime.japanese)
    )


def _joined(text: str) -> str:
    return text.replace(" ", "")


def _names(anime: Anime) -> list[str]:
    """The normalised names, the main one first."""
    names = (normalised(name) for name in (anime.name, anime.english, anime.japanese))
    return list(dict.fromkeys(name for name in names if name)) or [f"#{anime.id}"]
