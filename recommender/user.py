"""A member as the model sees them: worked out once, and then asked for many things."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from recommender.taste import Taste, Told

if TYPE_CHECKING:
    from collections.abc import Collection

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

    def __init__(self, taste: Taste, told: Told, scorer: Scorer, summed: Summed | None = None) -> None:
        self.taste = taste
        self.told = told
        self.summed = summed or scorer.summing(told)
        self.vectors = scorer.vectors(told, self.summed)
        self._scorer = scorer

    @classmethod
    def of(cls, taste: Taste, catalogue: Catalogue, scorer: Scorer) -> Self:
        """Work it out.

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        return cls(taste, Told.of([taste], catalogue), scorer)

    @cached_property
    def said(self) -> Said:
        """What each title told says in the item table."""
        return self._scorer.said(self.told)

    @cached_property
    def scores(self) -> NDArray[np.float32]:
        """How strongly each title is recommended, before filters, float32 [N]."""
        return _kept(self._scorer.scores(self.told, self.vectors, said=self.said))

    @cached_property
    def ratings(self) -> NDArray[np.float32]:
        """The rating expected for each title, 1 to 10; float32 [N]."""
        return _kept(self._scorer.ratings(self.told, self.vectors))

    def without(self, ids: Collection[int], positions: NDArray[np.intp]) -> User:
        """The same, as though nothing were told of some titles, by their ids and their positions."""
        titles = {anime_id: rating for anime_id, rating in self.taste.titles.items() if anime_id not in ids}
        left_out = np.isin(self.told.titles, positions)
        told, others = self.told.some(~left_out), self.told.some(left_out)
        summed = self.summed - self._scorer.summing(others)
        return User(Taste(self.taste.genres, titles), told, self._scorer, summed)


def _kept(of_one: NDArray[np.float32]) -> NDArray[np.float32]:
    kept = of_one.reshape(-1)
    kept.setflags(write=False)
    return kept
