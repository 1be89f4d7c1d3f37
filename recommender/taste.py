"""Taste -> what the model is told: one definition, used by training and by serving."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
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
        for name, rating in (*self.genres.items(), *self.titles.items()):
            if rating is not None and not (math.isfinite(rating) and LOWEST <= rating <= HIGHEST):
                raise ValueError(f"The rating of {name} is {rating}; give {LOWEST} to {HIGHEST}.")


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
            for title in taste.titles:
                if title not in catalogue.index:
                    raise ValueError(f"The catalogue holds no title with the id {title}.")
        sizes = [len(taste.titles) for taste in tastes]
        return cls(
            starts=np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)]),
            titles=np.array([catalogue.index[t] for taste in tastes for t in taste.titles], np.int32),
            ratings=np.array([r or UNRATED for taste in tastes for r in taste.titles.values()], np.float32),
            typed=typed,
        )

    def __getitem__(self, members: slice) -> Told:
        """What some of the members told."""
        first, last, _ = members.indices(len(self.typed))
        last = max(first, last)
        rows = slice(self.starts[first], self.starts[last])
        starts = self.starts[first : last + 1] - self.starts[first]
        return Told(starts, self.titles[rows], self.ratings[rows], self.typed[members])

    def features(self, genre_flags: csr_matrix) -> Features:
        """Compute the user tower's input.

        A genre's mean is taken over the rated titles of that genre, a rating that the member typed for the
        genre counting as `TYPED_WEIGHT` of them.

        Args:
            genre_flags: which title has which genre, as 0 and 1, sparse float32 [N, G].
        """
        sizes = np.diff(self.starts)
        rated = (self.ratings > UNRATED).astype(np.float32)
        answered = self.typed > UNRATED
        seen, weight, total = sum_by_genre(
            self.starts, self.titles, np.stack([np.ones_like(rated), rated, self.ratings]), genre_flags
        )
        count = seen + TYPED_WEIGHT * answered
        weight += TYPED_WEIGHT * answered
        total += TYPED_WEIGHT * self.typed

        row = np.repeat(np.arange(len(sizes)), sizes)
        answers = answered.sum(1)
        ratings = np.bincount(row, rated, len(sizes)) + answers
        sums = np.bincount(row, self.ratings, len(sizes)) + self.typed.sum(1)
        mean = (sums + PRIOR * CENTRE) / (ratings + PRIOR)

        means = np.where(weight > 0, total / np.maximum(weight, 1) - mean[:, None], 0) / SPREAD
        profile = np.concatenate(
            [
                means,
                count > 0,
                np.log1p(count) / 2,
                ((mean - CENTRE) / SPREAD)[:, None],
                (np.log1p(sizes) / 5)[:, None],
                (np.log1p(answers) / 2)[:, None],
            ],
            axis=1,
            dtype=np.float32,
        )
        column = np.arange(len(row)) - np.repeat(self.starts[:-1], sizes)
        padded = np.zeros((len(sizes), max(1, sizes.max(initial=0))), np.int32)
        padded[row, column] = self.titles + 1
        deviations = np.zeros(padded.shape, np.float32)
        deviations[row, column] = rated * (self.ratings - mean[row]) / SPREAD
        return Features(profile, padded, deviations)


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
