"""How alike two titles are: whether the same people want them, and whether they are of one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import numpy as np

from recommender.item_table import bands

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue

TINY = 1e-9
GENRES = 0.2  # how much the genres say beside the people


class Vectors(Protocol):
    """The vectors of N titles, float32 [N, D]: an array, or what works them out of another."""

    def __getitem__(self, titles: slice | NDArray[np.integer] | int, /) -> NDArray[np.float32]:
        """Those of some titles, or that of one."""

    def __matmul__(self, vector: NDArray[np.float32], /) -> NDArray[np.float32]:
        """The products of all of them with one, float32 [N]."""


class Directions:
    """The titles' vectors of length 1, less what all well-known titles share; see `Vectors`.

    So alike titles' point alike, and others' do not.
    """

    def __init__(self, vectors: Vectors, catalogue: Catalogue) -> None:
        """Find their lengths, and what is shared."""
        some, members = bands(len(catalogue)), (catalogue.members + 1).astype(np.float32)
        self._vectors = vectors
        self._lengths = np.concatenate([_lengths(vectors[part]) for part in some])
        weights = members / members.sum() / self._lengths
        self._shared = sum((weights[part] @ vectors[part] for part in some), np.zeros(1, np.float32))
        self._left = np.ones(len(catalogue), np.float32)
        self._left = np.concatenate([_lengths(self[part]) for part in some])

    def __getitem__(self, titles: slice | NDArray[np.integer] | int, /) -> NDArray[np.float32]:
        units = self._vectors[titles] / self._lengths[titles][..., None]
        return np.asarray((units - self._shared) / self._left[titles][..., None], np.float32)

    def __matmul__(self, vector: NDArray[np.float32], /) -> NDArray[np.float32]:
        units = (self._vectors @ vector) / self._lengths
        return np.asarray((units - self._shared @ vector) / self._left, np.float32)


class Likeness:
    """The likeness of each title to each other.

    Attributes:
        directions: of the titles.
    """

    def __init__(self, vectors: Vectors, catalogue: Catalogue) -> None:
        """Prepare what each comparison needs.

        Args:
            vectors: of the titles, as the scorer has them.
            catalogue: the N titles.
        """
        self.directions = Directions(vectors, catalogue)
        self._genres = catalogue.genre_flags
        rarity = np.log(len(catalogue) / np.maximum(self._genres.sum(0), 1))
        self._rare = np.square(rarity).astype(np.float32)
        self._lengths = np.sqrt(np.maximum(self._genres @ self._rare, TINY))

    def to(self, position: int) -> NDArray[np.float32]:
        """How alike each title is to one, -1 to 1; a rare genre in common says more; float32 [N]."""
        people = self.directions @ self.directions[position]
        genres = self._genres @ (self._genres[position] * self._rare)
        genres /= self._lengths * self._lengths[position]
        return np.asarray((1 - GENRES) * people + GENRES * genres, np.float32)


def _lengths(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    return np.asarray(np.maximum(np.linalg.norm(rows, axis=1), TINY), np.float32)
