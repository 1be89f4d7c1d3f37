"""The words of many names, and how well each name holds words that are typed: with a slip of the finger, too.

There are tens of thousands of both, so they are kept in a few arrays, and a typed word is compared with all
words at once.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import defaultdict
from functools import lru_cache
from itertools import count
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from numpy.typing import NDArray

# How well a typed word fits a word of a name.
BEGINS, WITHIN = 0.95, 0.85

LONGEST_BEGINNING = 12
REMEMBERED = 500  # typed words, of which each takes about a kilobyte


class PackedTexts:
    """Texts one after the other in UTF-8: each by itself takes twice the memory or more."""

    def __init__(self, texts: Iterable[str]) -> None:
        joined, self._starts = bytearray(), array("I", [0])
        for text in texts:
            joined += encoded(text)
            self._starts.append(len(joined))
        self._all = bytes(joined)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, at: int) -> bytes:
        return self._all[self._starts[at] : self._starts[at + 1]]

    def text(self, at: int) -> str:
        """One of them."""
        return self[at].decode("utf-8", "surrogatepass")

    def texts(self) -> Iterator[str]:
        """All of them, one at a time."""
        return map(self.text, range(len(self)))


class SortedTexts(PackedTexts):
    """Texts in ascending order, which UTF-8 keeps."""

    def equal(self, text: str) -> slice:
        """Which texts are just that."""
        wanted = encoded(text)
        return slice(bisect_left(self, wanted), bisect_right(self, wanted))

    def beginning(self, text: str) -> slice:
        """Which texts begin so."""
        wanted = encoded(text)
        return slice(bisect_left(self, wanted), bisect_left(self, wanted + b"\xff"))

    def holding(self, text: str, among: Iterable[int]) -> list[int]:
        """Which of some texts hold the given one anywhere."""
        wanted, find, starts = encoded(text), self._all.find, self._starts
        return [at for at in among if find(wanted, starts[at], starts[at + 1]) >= 0]


class Vocabulary(SortedTexts):
    """Distinct words in ascending order."""

    def __init__(self, words: Sequence[str]) -> None:
        super().__init__(words)
        self._lacking = ~_parts(words)
        # The first letters of each word, by place.
        first = np.array(words, f"U{LONGEST_BEGINNING + 1}").view(np.uint32).reshape(len(words), -1)
        self._letters = np.ascontiguousarray(first.T.astype(np.uint8))

    def like(self, typed: str) -> tuple[NDArray[np.int32], NDArray[np.float64]]:
        """The words that hold the typed one anywhere, or begin so but for a slip, and how like, 0 to 1."""
        if len(typed) < 4 and typed.isascii():  # noqa: PLR2004 - too many words hold any three letters
            return np.empty(0, np.int32), np.empty(0)
        within = self._within(typed)
        slipped, likeness = self._slipped(typed[:LONGEST_BEGINNING])
        words = np.concatenate([within, slipped])
        return words.astype(np.int32), np.append(np.full(len(within), WITHIN), BEGINS * likeness)

    def _within(self, typed: str) -> NDArray[np.intp]:
        having_all = np.flatnonzero((self._lacking & _parts([typed])) == 0)
        return np.array(self.holding(typed, having_all.tolist()), np.intp)

    def _slipped(self, typed: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
        slips = (len(typed) >= 4) + (len(typed) >= 8)  # noqa: PLR2004 - with a slip, a shorter word is another
        words = self._near(typed, slips)
        texts = [self.text(at) for at in words.tolist()]
        # One letter more, because the typed word may lack one.
        beginnings = [text[:length] for length in (len(typed), len(typed) + 1) for text in texts]
        distances = process.cdist(
            [typed], beginnings, scorer=OSA.distance, score_cutoff=slips, dtype=np.uint8
        )
        distance = distances.reshape(2, -1).min(axis=0)
        like = distance <= slips
        return words[like], 1 - distance[like] / len(typed)

    def _near(self, typed: str, slips: int) -> NDArray[np.intp]:
        """The words that have the typed letters, but for the slips, about where they are typed."""
        missed = np.zeros(len(self), np.uint8)
        for at, letter in enumerate(_low_bytes(typed)):
            about = self._letters[max(0, at - slips) : at + slips + 1]
            missed += (about != letter).all(axis=0)
        return np.flatnonzero(missed <= slips)


class Words:
    """The words of many names.

    Args:
        names: at least one, of one word or more, with a blank between two.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = len(names)
        index: defaultdict[str, int] = defaultdict(count().__next__)
        held, counts = array("I"), array("I")  # all names' words at once would take many megabytes
        for name in names:
            words = name.split()
            held.extend(map(index.__getitem__, words))
            counts.append(len(words))
        distinct = sorted(index)
        rank = np.empty(len(distinct), np.uint32)
        rank[[index[word] for word in distinct]] = np.arange(len(distinct))
        ranks = rank[held]
        # For each distinct word, the names that hold it, one word's after another's.
        holders = np.repeat(np.arange(len(names), dtype=np.min_scalar_type(len(names))), counts)
        self._holders = holders[np.argsort(ranks, kind="stable")]
        self._starts = np.cumsum([0, *np.bincount(ranks)]).astype(np.int32)
        self._vocabulary = Vocabulary(distinct)
        self._like_words = lru_cache(REMEMBERED)(self._vocabulary.like)

    def begun(self, query: Sequence[str]) -> NDArray[np.float64]:
        """How well each name holds words that begin as typed, 0 to 1, weighted by length; float64 [names]."""
        return self._fit(query, self._beginning)

    def like(self, query: Sequence[str]) -> NDArray[np.float64]:
        """The same, but words count, too, that hold a typed one anywhere, or begin so but for a slip."""
        return self._fit(query, self._like)

    def _fit(self, query: Sequence[str], fit: Callable[[str], NDArray[np.float64]]) -> NDArray[np.float64]:
        total = np.zeros(self._names)
        for typed in query:
            total += len(typed) * fit(typed)
        return total / sum(len(typed) for typed in query)

    def _beginning(self, typed: str) -> NDArray[np.float64]:
        fit = np.zeros(self._names)
        for words, value in (
            (self._vocabulary.beginning(typed[:LONGEST_BEGINNING]), BEGINS),
            (self._vocabulary.equal(typed), 1),
        ):
            fit[self._holders[self._starts[words.start] : self._starts[words.stop]]] = value
        return fit

    def _like(self, typed: str) -> NDArray[np.float64]:
        fit = self._beginning(typed)
        words, likeness = self._like_words(typed)
        starts, counts = self._starts[words], self._starts[words + 1] - self._starts[words]
        at = np.repeat(starts - counts.cumsum() + counts, counts) + np.arange(counts.sum())
        np.maximum.at(fit, self._holders[at], np.repeat(likeness, counts))
        return fit


def encoded(text: str) -> bytes:
    """A text in UTF-8."""
    return text.encode("utf-8", "surrogatepass")  # Discord's JSON can carry halves of characters


def _parts(texts: Sequence[str]) -> NDArray[np.uint64]:
    """Which letters each text has, and which side by side, as a set in 64 bits; some share one."""
    letters = _low_bytes("".join(texts))
    ends = np.cumsum([len(text) for text in texts])
    pairs = letters.copy()
    pairs[:-1] += 31 * letters[1:]
    pairs[ends - 1] = letters[ends - 1]  # nothing is beside the last one
    bits = np.left_shift(np.uint64(1), letters % 64) | np.left_shift(np.uint64(1), pairs % 64)
    return np.bitwise_or.reduceat(bits, np.append(0, ends[:-1]))


def _low_bytes(text: str) -> NDArray[np.uint8]:
    """A byte for each letter, which some others share."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint8)[::4]
