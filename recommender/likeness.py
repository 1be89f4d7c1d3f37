"""How alike two titles are: whether the same people want them, and whether they are of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.directions import Directions

TINY = 1e-9
GENRES = 0.2  # how much the genres say beside the people


class Likeness:
    """The likeness of each title to each other.

    Attributes:
        directions: the scorer's, less what all well-known titles share, so that only alike titles' vectors
            point alike.
    """

    def __init__(self, directions: Directions, catalogue: Catalogue) -> None:
        """Prepare what each comparison needs.

        Args:
            directions: the scorer's.
            catalogue: the N titles.
        """
        self.directions = directions.less_shared(catalogue.members + 1)
        self._genres = catalogue.genre_flags
        rarity = np.log(len(catalogue) / np.maximum(self._genres.sum(0), 1))
        self._rare = np.square(rarity).astype(np.float32)
        self._lengths = np.sqrt(np.maximum(self._genres @ self._rare, TINY))

    def to(self, position: int) -> NDArray[np.float32]:
        """How alike each title is to one, -1 to 1; a rare genre in common says more; float32 [N]."""
        people = self.directions.along(position)
        genres = self._genres @ (self._genres[position] * self._rare)
        genres /= self._lengths * self._lengths[position]
        return np.asarray((1 - GENRES) * people + GENRES * genres, np.float32)
