"""A member as the model sees them: worked out once, and then asked for many things."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from recommender.taste import Taste, Told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.item_table import Said
    from recommender.scorer import Scorer
    from recommender.summed import Summed


class User:
    """What a model makes of a taste; the arrays are not to be written to.

    Attributes:
        taste: what the member told.
        told: the same in the catalogue's terms.
        summed: the list, summed up.
        vectors: the user tower's, float32 [1, D + R + 1].
    """

    def __init__(
        self, taste: Taste, told: Told, catalogue: Catalogue, scorer: Scorer, summed: Summed | None = None
    ) -> None:
        self.taste = taste
        self.told = told
        self.summed = summed or scorer.summing(told)
        self.vectors = scorer.vectors(told, self.summed)
        self._catalogue = catalogue
        self._scorer = scorer
        self._before: tuple[NDArray[np.float32], Told, Told] | None = None

    @classmethod
    def of(cls, taste: Taste, catalogue: Catalogue, scorer: Scorer) -> Self:
        """Work it out.

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        return cls(taste, Told.of([taste], catalogue), catalogue, scorer)

    @cached_property
    def said(self) -> Said:
        """What each title told says in the item table."""
        return self._scorer.said(self.told)

    @cached_property
    def heard(self) -> NDArray[np.float32]:
        """What all titles told say in the item table, float32 [N]."""
        if self._before is None:
            return _kept(self.said.sum())
        (heard, less, more), self._before = self._before, None
        return _kept(heard - self._scorer.said(less).sum() + self._scorer.said(more).sum())

    @cached_property
    def scores(self) -> NDArray[np.float32]:
        """How strongly each title is recommended, before filters, float32 [N]."""
        return _kept(self._scorer.scores(self.told, self.vectors, heard=self.heard))

    def expected(self, titles: Sequence[int]) -> NDArray[np.float32]:
        """The rating expected for each of the titles at S positions, 1 to 10; float32 [S]."""
        return self._scorer.ratings(self.told, self.vectors, np.array(titles, np.intp)).reshape(-1)

    def retold(self, titles: Mapping[int, int | None], gone: Iterable[int] = ()) -> User:
        """The same after more was told, or other things; for a few titles it takes a fraction of the time.

        Args:
            titles: by id, what is told of a title now, as in a taste.
            gone: ids of titles of which nothing is told any more.

        Raises:
            ValueError: the catalogue lacks a title, or a rating is out of range.
        """
        gone = {*gone} - titles.keys()
        kept = {anime_id: rating for anime_id, rating in self.taste.titles.items() if anime_id not in gone}
        taste = Taste(self.taste.genres, {**kept, **titles})
        more = Told.of([Taste(titles=titles)], self._catalogue)
        changed = [self._catalogue.index[i] for i in (*titles, *gone) if i in self.taste.titles]
        # Any other way, numpy imports a megabyte of masked arrays.
        before = np.isin(self.told.titles, np.array(changed, np.intp), kind="table")
        less = self.told.some(before)
        told = self.told.some(~before).joined(more)
        summing = self._scorer.summing
        user = User(taste, told, self._catalogue, self._scorer, self.summed - summing(less) + summing(more))
        if "heard" in vars(self):
            user._before = self.heard, less, more
        return user


def _kept(of_one: NDArray[np.float32]) -> NDArray[np.float32]:
    kept = of_one.reshape(-1)
    kept.setflags(write=False)
    return kept
