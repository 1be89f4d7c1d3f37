"""Which titles belong together, worked out from their names, years and genres.

Names give keys: how a name begins up to a place where it may end ('Gintama' in 'Gintama: The Movie'), how
it begins up to any word, a word anywhere. How much a key tells is judged from the titles that hold it: a rare
key, whose titles share their genres and years and begin alike, is a franchise; 'monster' is not. Two titles
are as likely of one franchise as the most telling keys that they share; the pairs are gathered into groups.

The numbers below are two logistic regressions on known franchises; tests/check_series.py finds them anew.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import IntEnum
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

from recommender.series.names import Name, read_name, says_part
from recommender.sparse import components

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue

FIELDS = ("name", "english", "japanese")
MOST_TITLES = 160  # the largest franchise has 126; what more titles hold is a common word
SAMPLE = 20
TYPICAL_GENRES, TYPICAL_YEARS = 0.3, 3.0  # where none is known
LEAST_TELLING = -1.5
STRONGEST = 8.0
SHORTEST_ENDING = 9


class Kind(IntEnum):
    """What a key is of a name."""

    HEAD = 0
    OPENING = 1
    WORD = 2


# How telling a key is: the log odds that two titles that hold it are of one franchise.
KEY_LATIN = (1.74, 1.17, -2.07)  # by kind
KEY_JAPANESE = (0.58, 0.41, -1.83)
KEY_BASE = 0.15
KEY_RARITY = 0.112
KEY_RARITY_WORD = 0.615
KEY_GENRES = 4.18
KEY_YEARS = -1.53
KEY_YEARS_TITLES = 0.59
KEY_TITLES = -1.36
KEY_ADULT = -0.94
KEY_OPENINGS = -5.31
KEY_ROOT = 0.87
# How likely a pair is: log odds.
PAIR_BASE = -3.36
PAIR_KEYS = (0.91, 0.20, 0.12)  # the most telling key of the best, second and third field
PAIR_UNLIKE = (-2.31, -1.22, -0.32)  # both have a name in that field, and the names share no key
PAIR_GENRES = 1.47
PAIR_YEARS = -0.24
PAIR_ADULT = -2.02
PAIR_MUSIC = -0.36
# Two groups are merged while the sum over their pairs reaches this share of (size x size) ** GROWTH.
ENOUGH = 0.27
GROWTH = 0.85


@dataclass(frozen=True, slots=True)
class Key:
    """Something that several names have in common.

    Attributes:
        kind: what it is of a name.
        field: in which of `FIELDS`.
        text: its letters.
        japanese: whether it is in Japanese writing.
        titles: the positions of the titles that hold it, ascending.
        rarity: how rare its letters are, in nats.
        root: whether it is the whole of a name.
        openings: with how many different letters the names begin, a share of the titles.
    """

    kind: Kind
    field: int
    text: tuple[str, ...]
    japanese: bool
    titles: tuple[int, ...]
    rarity: float
    root: bool
    openings: float


def find_keys(catalogue: Catalogue) -> list[Key]:
    """Every key that two titles or more, and not too many, hold."""
    keys: list[Key] = []
    for field, attribute in enumerate(FIELDS):
        names = [read_name(getattr(a, attribute)) for a in catalogue.anime]
        keys += _keys_of_field(field, names)
    return keys


def _keys_of_field(field: int, names: Sequence[Name]) -> Iterator[Key]:
    df = Counter(letter for name in names for letter in set(name.letters))
    rarity = {letter: 0.0 if says_part(letter) else math.log(len(names) / n) for letter, n in df.items()}
    whole = {name.letters for name in names}
    endings = _endings(names)
    holders: dict[tuple[Kind, tuple[str, ...]], list[int]] = defaultdict(list)
    for position, name in enumerate(names):
        for kind, text in _texts(name):
            holders[kind, text].append(position)
        if 1 in name.ends:
            for ending in endings.get(name.letters[0], ()):
                holders[Kind.WORD, ("-" + ending,)].append(position)
    for (kind, text), titles in holders.items():
        if not 2 <= len(titles) <= MOST_TITLES:  # noqa: PLR2004 - one title has nothing in common
            continue
        word = kind is Kind.WORD
        compound = text[0].startswith("-")
        yield Key(
            kind=kind,
            field=field,
            text=text,
            japanese=names[titles[0]].japanese,
            titles=tuple(titles),
            rarity=math.log(len(names) / len(titles)) if word else sum(rarity[letter] for letter in text),
            root=not word and text in whole,
            openings=(1 if compound else len({names[t].letters[:1] for t in titles})) / len(titles)
            if word
            else 0.0,
        )


def _texts(name: Name) -> Iterator[tuple[Kind, tuple[str, ...]]]:
    shortest = 3 if name.japanese else 2
    for length in range(1, len(name.letters) + 1):
        text = name.letters[:length]
        if length in name.ends:
            yield Kind.HEAD, text
        if length >= shortest and not says_part(text[-1]):
            yield Kind.OPENING, text
    for word in name.words:
        yield Kind.WORD, (word,)


def _endings(names: Sequence[Name]) -> Mapping[str, tuple[str, ...]]:
    """For each word that is a name's whole head, the known words that it ends in, and itself if it is one."""
    heads = {name.letters[0] for name in names if 1 in name.ends and not name.japanese}
    known = {w for name in names if not name.japanese for w in name.words if len(w) >= SHORTEST_ENDING}
    ends = {w: tuple(w[k:] for k in range(len(w) - SHORTEST_ENDING + 1) if w[k:] in known) for w in heads}
    compound = {e for w, found in ends.items() for e in found if e != w}
    return {w: tuple(e for e in found if e in compound) for w, found in ends.items()}


def key_features(catalogue: Catalogue, keys: Sequence[Key]) -> NDArray[np.float64]:
    """What the regression of keys sees, float64 [K, 15].

    Kind by writing (6), rarity, rarity of a word, shared genres, log spread of years and its product with the
    next, log of titles, adult mixed with not, openings, root.
    """
    kind = np.array([key.kind for key in keys])
    japanese = np.array([key.japanese for key in keys])
    rarity = np.minimum([key.rarity for key in keys], 40)
    titles = np.log([len(key.titles) for key in keys])
    genres, years, adult = _cohesion(catalogue, keys)
    return np.column_stack(
        [
            *((kind == k) & ~japanese for k in Kind),
            *((kind == k) & japanese for k in Kind),
            rarity,
            rarity * (kind == Kind.WORD),
            genres,
            years,
            years * titles,
            titles,
            adult,
            [key.openings for key in keys],
            [key.root for key in keys],
        ]
    )


def _cohesion(catalogue: Catalogue, keys: Sequence[Key]) -> NDArray[np.float64]:
    """How alike the titles of each key are, [3, K]: shared genres, log spread of years, mix of adult."""
    few = [_sample(key.titles) for key in keys]
    sizes = np.array([len(titles) for titles in few])
    a, b = (
        np.array(side)
        for side in zip(*(pair for titles in few for pair in combinations(titles, 2)), strict=True)
    )
    of_key = np.repeat(np.arange(len(keys)), sizes * (sizes - 1) // 2)
    alike, known = genres_shared(catalogue, a, b)
    titles = np.concatenate(few)
    holder = np.repeat(np.arange(len(keys)), sizes)
    years = catalogue.years[titles].astype(float)
    _, spread = _moments(years, years > 0, holder, len(keys))
    adult, _ = _moments(catalogue.adult[titles], np.ones(len(titles), np.bool_), holder, len(keys))
    genres, _ = _moments(alike, known, of_key, len(keys))
    return np.stack(
        [
            np.where(np.isnan(genres), TYPICAL_GENRES, genres),
            np.log1p(np.where(np.isnan(spread), TYPICAL_YEARS, spread)),
            4 * adult * (1 - adult),
        ]
    )


def _sample(titles: tuple[int, ...]) -> tuple[int, ...]:
    if len(titles) <= SAMPLE:
        return titles
    return tuple(titles[i] for i in np.linspace(0, len(titles) - 1, SAMPLE).astype(int))


def _moments(
    values: NDArray[np.generic], known: NDArray[np.bool_], of_key: NDArray[np.intp], size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Mean and deviation of each key's known values; NaN where none is known, or only one."""
    key, x = of_key[known], values[known].astype(float)
    n = np.bincount(key, minlength=size)
    mean = np.bincount(key, x, size) / np.where(n, n, np.nan)
    square = np.bincount(key, (x - mean[key]) ** 2, size) / np.where(n > 1, n, np.nan)
    return mean, np.sqrt(square)


def genres_shared(
    catalogue: Catalogue, a: NDArray[np.integer], b: NDArray[np.integer]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Which share of two titles' genres both have, float64 [P], and whether either has any, bool [P]."""
    flags = catalogue.genre_flags
    shared = (flags[a] & flags[b]).sum(1)
    union = (flags[a] | flags[b]).sum(1)
    return shared / np.maximum(union, 1), union > 0


def telling(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """How telling keys are, log odds, float64 [K], from their features."""
    weights = (
        *KEY_LATIN,
        *KEY_JAPANESE,
        KEY_RARITY,
        KEY_RARITY_WORD,
        KEY_GENRES,
        KEY_YEARS,
        KEY_YEARS_TITLES,
        KEY_TITLES,
        KEY_ADULT,
        KEY_OPENINGS,
        KEY_ROOT,
    )
    odds: NDArray[np.float64] = KEY_BASE + features @ np.array(weights)
    return odds


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """The P pairs of titles that share a telling key.

    Attributes:
        first: a position each, int64 [P].
        second: a greater position each, int64 [P].
        keys: by how much the most telling key in each field exceeds `LEAST_TELLING`, [P, 3]; 0 for none.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    keys: NDArray[np.float64]


def find_pairs(size: int, keys: Sequence[Key], told: NDArray[np.float64]) -> Pairs:
    """The pairs that keys make in a catalogue of so many titles."""
    best: list[dict[int, float]] = [{} for _ in FIELDS]
    # The most telling key comes first, so that the first value of a pair is its best.
    for at in np.argsort(-told, kind="stable"):
        if told[at] <= LEAST_TELLING:
            break
        of_field = best[keys[at].field]
        strength = float(told[at]) - LEAST_TELLING
        for a, b in combinations(keys[at].titles, 2):
            of_field.setdefault(a * size + b, strength)
    codes = np.unique(np.fromiter((c for of_field in best for c in of_field), np.int64))
    columns = [np.array([of_field.get(c, 0.0) for c in codes.tolist()]) for of_field in best]
    return Pairs(codes // size, codes % size, np.column_stack(columns))


def pair_features(catalogue: Catalogue, pairs: Pairs) -> NDArray[np.float64]:
    """What the regression of pairs sees, float64 [P, 10].

    The keys of the best, second and third field (3), whether the names in a field share none (3), shared
    genres, log of the years between, adult beside not, a music video among them.
    """
    a, b = pairs.first, pairs.second
    named = np.array([[bool(getattr(x, field)) for field in FIELDS] for x in catalogue.anime])
    alike, with_genres = genres_shared(catalogue, a, b)
    apart = np.abs(catalogue.years[a].astype(float) - catalogue.years[b])
    known = (catalogue.years[a] > 0) & (catalogue.years[b] > 0)
    music = np.array([x.type == "Music" for x in catalogue.anime])
    return np.column_stack(
        [
            np.sort(np.minimum(pairs.keys, STRONGEST), 1)[:, ::-1],
            named[a] & named[b] & (pairs.keys == 0),
            np.where(with_genres, alike, TYPICAL_GENRES),
            np.log1p(np.where(known, apart, TYPICAL_YEARS)),
            catalogue.adult[a] != catalogue.adult[b],
            music[a] | music[b],
        ]
    )


def likelihood(features: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely pairs are of one franchise, 0 to 1, float64 [P], from their features."""
    weights = (*PAIR_KEYS, *PAIR_UNLIKE, PAIR_GENRES, PAIR_YEARS, PAIR_ADULT, PAIR_MUSIC)
    odds: NDArray[np.float64] = PAIR_BASE + features @ np.array(weights)
    return 1 / (1 + np.exp(-odds))


def gather(size: int, pairs: Pairs, likely: NDArray[np.float64]) -> NDArray[np.int32]:
    """Gather so many titles by average linkage, int32 [N]: the least position of each one's group."""
    links: list[dict[int, float]] = [{} for _ in range(size)]
    for a, b, p in zip(pairs.first.tolist(), pairs.second.tolist(), likely.tolist(), strict=True):
        links[a][b] = links[b][a] = p
    members = [[position] for position in range(size)]

    def offers(a: int) -> Iterator[tuple[float, int, int, int, int]]:
        for b, total in links[a].items():
            share = total / (len(members[a]) * len(members[b])) ** GROWTH
            if share >= ENOUGH:
                yield -share, a, b, len(members[a]), len(members[b])

    queue = [offer for a in range(size) for offer in offers(a) if a < offer[2]]
    heapq.heapify(queue)
    while queue:
        _, a, b, size_a, size_b = heapq.heappop(queue)
        if (len(members[a]), len(members[b])) != (size_a, size_b):
            continue  # one of them has changed since
        if len(links[a]) < len(links[b]):
            a, b = b, a
        members[a] += members[b]
        members[b] = []
        _move_links(links, b, a)
        for offer in offers(a):
            heapq.heappush(queue, offer)
    group = np.arange(size, dtype=np.int32)
    for positions in filter(None, members):
        group[positions] = min(positions)
    return group


def _move_links(links: list[dict[int, float]], old: int, new: int) -> None:
    for other, total in links[old].items():
        del links[other][old]
        if other != new:
            links[new][other] = links[other][new] = links[new].get(other, 0.0) + total
    links[old] = {}


def find_franchises(catalogue: Catalogue, tied: NDArray[np.int32] | None = None) -> NDArray[np.int32]:
    """Which titles belong together, int32 [N]: the least position of each title's franchise.

    Args:
        catalogue: the titles.
        tied: what is known already, int32 [N]: titles with the same number belong together; the names
            of titles with different numbers say nothing; of titles with -1 nothing is known.
    """
    size = len(catalogue)
    keys = find_keys(catalogue)
    if not keys:
        return np.arange(size, dtype=np.int32)
    pairs = find_pairs(size, keys, telling(key_features(catalogue, keys)))
    likely = likelihood(pair_features(catalogue, pairs))
    if tied is None:
        return gather(size, pairs, likely)
    first, second = tied[pairs.first], tied[pairs.second]
    known = (first >= 0) & (second >= 0)
    group = gather(size, pairs, np.where(known, first == second, likely))
    return join(group, np.flatnonzero(tied >= 0), tied[tied >= 0])


def join(group: NDArray[np.int32], titles: NDArray[np.intp], same: NDArray[np.int32]) -> NDArray[np.int32]:
    """Groups joined wherever two of these titles have one number, int32 [N]: the least position of each."""
    ends = (np.append(np.arange(len(group)), titles), np.append(group, same))
    return components(ends, len(group))
