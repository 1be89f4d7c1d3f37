"""Finding a title by what a member types: parts of any of its names, in any order, also misspelt."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np
from rapidfuzz import fuzz, process

from bot.words import BEGINS, SortedTexts, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Anime, Catalogue

LONGEST_INPUT = 200
MOST_WORDS = 8
MOST_NEAREST = 5
MOST_NAMES = 4  # of a title: three and its id
REMEMBERED = 1_000  # of the answers to what many type; in half a megabyte

# What lifts one name over another that fits as well.
EXACT, NAME_BEGINS, BEST_KNOWN = 1.0, 0.1, 0.2
# A name that fits less well than this is not found.
ENOUGH = 0.7
# How like the whole name a text must be to stand for it, and by how much more than the next.
ALIKE, AHEAD = 85.0, 8.0

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
    plain = text.translate(DROPPED)
    if plain.isascii():  # without accents and of one width
        plain = plain.casefold()
    else:
        plain = unicodedata.normalize("NFKD", plain).casefold()
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
    """Finds titles of one catalogue. What it does may run in any thread.

    It takes a millisecond or two, but half a second the first time, unless `get_ready` was called.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def get_ready(self) -> None:
        """Sort all names, unless that is done."""
        _ = self._names

    @cached_property
    def _names(self) -> _Names:
        return _Names(self._catalogue)

    @cached_property
    def _ranked(self) -> Callable[..., tuple[Anime, ...]]:
        return lru_cache(REMEMBERED)(self._names.ranked)

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
        query, keyed = normalised(text[:LONGEST_INPUT]), self._by_key(text, bare=True)
        if among is None:
            return list(self._ranked(query, keyed, limit, adult=adult))
        positions = [self._catalogue.index[i] for i in among]
        return list(self._names.ranked(query, keyed, limit, adult=adult, among=positions))

    def resolve(self, text: str, *, adult: bool = False) -> Resolution:
        """The title that a text stands for when it is typed in full: a name, an id, a key or an address."""
        clear = self.clear(text, adult=adult)
        if clear is not None:
            return clear
        numbered = self._allowed([self._by_key(text, bare=True)], adult=adult)
        if numbered:
            return Resolution(numbered[0])
        query = normalised(text[:LONGEST_INPUT])
        return self._guess(query, adult=adult) if query else Resolution(None)

    def clear(self, text: str, *, adult: bool = False) -> Resolution | None:
        """What `resolve` says of a key, an address or a title's name, at once; None where it takes longer.

        That is any other text, and a name for as long as the names are not sorted.
        """
        if KEY.fullmatch(text.strip()):
            meant = self._allowed([self._by_key(text, bare=False)], adult=adult)
            return Resolution(meant[0] if meant else None)
        if "_names" not in vars(self):
            return None
        named = self.named(text, adult=adult)
        return named if named.match or named.nearest else None

    def named(self, text: str, *, adult: bool = False) -> Resolution:
        """The title that has just this name, or those that may be meant by it; never a guess."""
        query = normalised(text[:LONGEST_INPUT])
        bearers = self._allowed(self._names.bearers(query), adult=adult)
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


class _Names:
    """The names of all titles of a catalogue, in the order of their letters."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        known = np.log1p(catalogue.members)
        self._fame = BEST_KNOWN * known / max(1.0, float(known.max()))
        names, titles = [], array("i")
        for position, anime in enumerate(catalogue.anime):
            for name in _names(anime):
                names.append(name)
                titles.append(position)
        # Blanks are forgotten here, so that 'onepiece' begins as 'One Piece' does.
        order = sorted(range(len(names)), key=lambda at: _joined(names[at]))
        names = [names[at] for at in order]
        self._title = np.array(titles)[order]
        self._joined = SortedTexts(map(_joined, names))
        self._words = Words(names)

    def bearers(self, query: str) -> list[int]:
        """Where the titles stand of which one name is just that."""
        return list(dict.fromkeys(self._title[self._joined.equal(_joined(query))].tolist()))

    def ranked(
        self, query: str, keyed: int | None, limit: int, *, adult: bool, among: Sequence[int] | None = None
    ) -> tuple[Anime, ...]:
        """At most so many titles that fit, the most fitting first.

        Args:
            query: what was typed, normalised.
            keyed: where the title stands whose id that is.
            limit: how many titles at most.
            adult: whether titles for adults may be among them.
            among: where the only titles stand that may be among them; None for any title.
        """
        allowed = np.full(len(self._fame), among is None)
        allowed[among or []] = True
        if not adult:
            allowed &= ~self._catalogue.adult
        best: list[int] = []
        for fit in (self._words.begun, self._words.like):  # what few names begin with may be misspelt
            titles, scores = self._scored(query, keyed, fit)
            shown = allowed[titles]
            best = _best(titles[shown], scores[shown], limit)
            if len(best) == limit:
                break
        return tuple(self._catalogue.anime[i] for i in best)

    def _scored(
        self, query: str, keyed: int | None, fit_of: Callable[[Sequence[str]], NDArray[np.float64]]
    ) -> tuple[NDArray[np.integer], NDArray[np.float64]]:
        """The titles that fit, and how well; once for each name that does, and for the id."""
        if not query:
            return np.arange(len(self._fame)), ENOUGH + self._fame
        fit = fit_of(list(dict.fromkeys(query.split()))[:MOST_WORDS])
        begin = self._joined.beginning(_joined(query))
        fit[begin] = np.maximum(fit[begin], BEGINS) + NAME_BEGINS
        fit[self._joined.equal(_joined(query))] += EXACT
        names = np.flatnonzero(fit >= ENOUGH)
        titles = self._title[names]
        scores = fit[names] + self._fame[titles]
        if keyed is None:
            return titles, scores
        return np.append(titles, keyed), np.append(scores, EXACT)


def _best(titles: NDArray[np.integer], scores: NDArray[np.float64], limit: int) -> list[int]:
    """The titles with the highest scores, each once."""
    enough = MOST_NAMES * limit
    if len(titles) > enough:
        high = scores >= np.partition(scores, -enough)[-enough]
        titles, scores = titles[high], scores[high]
    return list(dict.fromkeys(titles[np.lexsort((titles, -scores))].tolist()))[:limit]


def _is_named(anime: Anime, text: str) -> bool:
    return text.strip().casefold() in (
        name.casefold() for name in (anime.name, anime.english, anime.japanese)
    )


def _joined(text: str) -> str:
    return text.replace(" ", "")


def _names(anime: Anime) -> list[str]:
    """The normalised names, the main one first."""
    names = dict.fromkeys((anime.name, anime.english, anime.japanese))
    return list(dict.fromkeys(filter(None, map(normalised, names)))) or [f"#{anime.id}"]
