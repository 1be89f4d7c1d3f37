"""Taste -> what the model is told: one definition, used by training and by serving."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from recommender.sparse import entries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from recommender.catalogue import Catalogue

LOWEST, HIGHEST = 1, 10
UNRATED = 0  # seen, not rated
CENTRE, SPREAD = 7.5, 1.5  # about the mean and the deviation of the ratings that people give
PRIOR = 3  # how many ratings of CENTRE a member's own mean is shrunk by
ALLOWED = frozenset({None, *range(LOWEST, HIGHEST + 1)})  # of a title
RATINGS = np.arange(UNRATED, HIGHEST + 1, dtype=np.float32)  # the same as numbers
TYPED_WEIGHT = 5  # a genre rating that the member typed counts as much as that many rated titles


@dataclass(frozen=True, slots=True)
class Taste:
    """What one member told.

    Attributes:
        genres: a rating of 1 to 10 for each genre that the member typed one for.
        titles: by MyAnimeList id, a rating of 1 to 10, or None for a title that was seen and not rated.

    Raises:
        ValueError: a rating is out of range.
    """

    genres: Mapping[str, float] = field(default_factory=dict)
    titles: Mapping[int, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, rating in self.genres.items():
            if not (math.isfinite(rating) and LOWEST <= rating <= HIGHEST):
                raise _out_of_range(name, rating)
        if not ALLOWED.issuperset(self.titles.values()):
            raise next(_out_of_range(*told) for told in self.titles.items() if told[1] not in ALLOWED)


def _out_of_range(name: str | int, rating: float | None) -> ValueError:
    return ValueError(f"The rating of {name} is {rating}; give {LOWEST} to {HIGHEST}.")


class Features(NamedTuple):
    """What the user tower takes, for B tastes over G genres, the longest list holding L titles.

    Attributes:
        profile: per genre the mean rating as a deviation from the member's own mean, whether the genre is
            answered and how often; then the member's mean and how much was told; float32 [B, 3 G + 3].
        titles: the titles told, as positions in the catalogue plus one, 0 as padding; int32 [B, L].
        deviations: how far each one's rating lies from the member's mean, 0 if unrated; float32 [B, L].
    """

    profile: NDArray[np.float32]
    titles: NDArray[np.int32]
    deviations: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Told:
    """What B members told, in compressed rows.

    Attributes:
        starts: member b's titles are those from `starts[b]` to before `starts[b + 1]`; int64 [B + 1].
        titles: positions in the catalogue; int32 [n].
        ratings: 1 to 10, 0 for a title seen and not rated; float32 [n].
        typed: the genre ratings typed, 0 where there is none; float32 [B, G].
    """

    starts: NDArray[np.int64]
    titles: NDArray[np.int32]
    ratings: NDArray[np.float32]
    typed: NDArray[np.float32]

    @classmethod
    def of(cls, tastes: Sequence[Taste], catalogue: Catalogue) -> Self:
        """Put tastes into the catalogue's terms.

        Raises:
            ValueError: a taste names a genre or a title that the catalogue lacks.
        """
        column = {genre: g for g, genre in enumerate(catalogue.genres)}
        typed = np.zeros((len(tastes), len(column)), np.float32)
        for b, taste in enumerate(tastes):
            for genre, rating in taste.genres.items():
                if genre not in column:
                    raise ValueError(f"There is no genre {genre!r}; the genres are {', '.join(column)}.")
                typed[b, column[genre]] = rating
        try:
            titles = [catalogue.index[title] for taste in tastes for title in taste.titles]
        except KeyError as missing:
            raise ValueError(f"The catalogue holds no title with the id {missing}.") from None
        ratings = [rating or UNRATED for taste in tastes for rating in taste.titles.values()]
        starts = np.zeros(len(tastes) + 1, np.int64)
        np.cumsum([len(taste.titles) for taste in tastes], out=starts[1:])
        return cls(starts, np.array(titles, np.int32), np.array(ratings, np.float32), typed)

    def __getitem__(self, members: slice) -> Told:
        """What some of the members told."""
        first, last, _ = members.indices(len(self.typed))
        last = max(first, last)
        rows = slice(self.starts[first], self.starts[last])
        starts = self.starts[first : last + 1] - self.starts[first]
        return Told(starts, self.titles[rows], self.ratings[rows], self.typed[members])

    def some(self, titles: NDArray[np.bool_]) -> Told:
        """What a single member told of some of the titles, bool [n]; the genre ratings stay."""
        starts = np.array([0, titles.sum()], np.int64)
        return Told(starts, self.titles[titles], self.ratings[titles], self.typed)

    def joined(self, more: Told) -> Told:
        """What a single member told, with the titles of another list added to its own."""
        titles = np.concatenate([self.titles, more.titles])
        ratings = np.concatenate([self.ratings, more.ratings])
        return Told(np.array([0, len(titles)], np.int64), titles, ratings, self.typed)

    def features(self, genre_flags: NDArray[np.bool_]) -> Features:
        """Compute the user tower's input: profiles, and lists padded to one length.

        Args:
            genre_flags: which title has which genre, bool [N, G].
        """
        profile, told = self.profile(genre_flags)
        sizes = np.diff(self.starts)
        row = np.repeat(np.arange(len(sizes)), sizes)
        column = np.arange(len(row)) - np.repeat(self.starts[:-1], sizes)
        padded = np.zeros((len(sizes), max(1, sizes.max(initial=0))), np.int32)
        padded[row, column] = self.titles + 1
        deviations = np.zeros(padded.shape, np.float32)
        deviations[row, column] = told
        return Features(profile, padded, deviations)

    def profile(self, genre_flags: NDArray[np.bool_]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Each member's profile, float32 [B, 3 G + 3], and all titles' deviations, float32 [n].

        A genre's mean is taken over the rated titles of that genre, a rating that the member typed for the
        genre counting as `TYPED_WEIGHT` of them.

        Args:
            genre_flags: as for `features`.
        """
        counts = counted(self.ratings)
        lists = [slice(first, last) for first, last in pairwise(self.starts.tolist())]
        by_genre = [
            counts[:, one] @ genre_flags[self.titles[one]].astype(np.float32) for one in lists
        ]  # quicker than one sum over sparse flags
        in_all = [counts[:, one].sum(axis=1) for one in lists]
        profile, mean = profiles(np.stack(by_genre, axis=1), np.stack(in_all, axis=1), self.typed)
        return profile, deviation(self.ratings, np.repeat(mean, np.diff(self.starts)))


def counted(ratings: NDArray[np.float32]) -> NDArray[np.float32]:
    """What a profile sums over titles: each counts, each rated one does, and its rating; float32 [3, n]."""
    return np.array([np.ones_like(ratings), ratings > UNRATED, ratings])


def profiles(
    by_genre: NDArray[np.float32], in_all: NDArray[np.float32], typed: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The profiles of B lists, float32 [B, 3 G + 3], and the members' own means, [B].

    Args:
        by_genre: the sums of what is counted over the titles of each genre, float32 [3, B, G].
        in_all: the same over all titles, [3, B].
        typed: the genre ratings typed, 0 where there is none, float32 [B, G].
    """
    answered = typed > UNRATED
    answers = answered.sum(1)
    titles, rated, total = in_all
    mean = (total + typed.sum(1) + PRIOR * CENTRE) / (rated + answers + PRIOR)

    count, weight, sums = by_genre + TYPED_WEIGHT * np.array([answered, answered, typed], np.float32)
    means = np.where(weight > 0, sums / np.maximum(weight, 1) - mean[:, None], 0) / SPREAD
    of_list = [(mean - CENTRE) / SPREAD, np.log1p(titles) / 5, np.log1p(answers) / 2]
    profile = np.concatenate(
        [means, count > 0, np.log1p(count) / 2, np.stack(of_list, axis=1)], axis=1, dtype=np.float32
    )
    return profile, mean


def deviation(ratings: NDArray[np.float32], mean: NDArray[np.float32]) -> NDArray[np.float32]:
    """How far ratings lie from a member's mean, in spreads, 0 where there is none; float32."""
    return np.where(ratings > UNRATED, (ratings - mean) / SPREAD, 0).astype(np.float32)


def sum_by_genre(
    starts: NDArray[np.int64],
    titles: NDArray[np.int32],
    values: NDArray[np.float32],
    genre_flags: csr_matrix,
) -> NDArray[np.float32]:
    """Sum K values of each title over the titles of each genre in each of B lists, float32 [K, B, G]."""
    members, genres = len(starts) - 1, genre_flags.shape[1]
    of = entries(genre_flags, titles)
    member = np.repeat(np.arange(members), np.diff(starts))[of.row]
    cell = member * genres + of.column
    sums = [np.bincount(cell, value[of.row], members * genres) for value in values]
    return np.array(sums, np.float32).reshape(-1, members, genres)
