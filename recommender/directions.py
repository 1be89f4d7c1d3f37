"""Where the titles' vectors point: all at hand, or worked out for a few at a time where memory is short."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

TINY = 1e-9


class Directions(ABC):
    """The titles' vectors of length 1, of which alike titles' point alike."""

    @abstractmethod
    def __getitem__(self, titles: NDArray[np.integer]) -> NDArray[np.float32]:
        """Those of the titles at S positions, float32 [S, D]."""

    @abstractmethod
    def along(self, title: int) -> NDArray[np.float32]:
        """How far each points along that of the title at one position, -1 to 1, float32 [N]."""

    @abstractmethod
    def less_shared(self, weights: NDArray[np.integer]) -> Directions:
        """The same less their mean, in which each title has its weight, int [N]."""


class Kept(Directions):
    """All at hand, which is quicker."""

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        """Take the titles' vectors, of any length; float32 [N, D]."""
        self._all: NDArray[np.float32] = vectors / _lengths(vectors.T)[:, None]

    def __getitem__(self, titles: NDArray[np.integer]) -> NDArray[np.float32]:
        """See `Directions`."""
        some: NDArray[np.float32] = self._all[titles]
        return some

    def along(self, title: int) -> NDArray[np.float32]:
        """See `Directions`."""
        along: NDArray[np.float32] = self._all @ self._all[title]
        return along

    def less_shared(self, weights: NDArray[np.integer]) -> Kept:
        """See `Directions`."""
        return Kept(self._all - np.average(self._all, axis=0, weights=weights).astype(np.float32))


class WorkedOut(Directions):
    """Worked out when they are asked for: to keep all would take as much memory as the vectors do."""

    def __init__(
        self,
        vectors: NDArray[np.float32],
        columns: NDArray[np.intp],
        shared: NDArray[np.float32] | None = None,
    ) -> None:
        """Take the titles' lengths.

        Args:
            vectors: of the N titles, of any length; float32 [D, N].
            columns: which of these columns is each title's, int [N].
            shared: what is taken from the vectors of length 1, of which those of length 1 are made anew;
                float32 [D], by default nothing.
        """
        self._vectors, self._columns = vectors, columns
        self._shared = np.zeros(len(vectors), np.float32) if shared is None else shared
        self._lengths = _lengths(vectors)
        self._apart = _lengths(vectors / self._lengths - self._shared[:, None])

    def __getitem__(self, titles: NDArray[np.integer]) -> NDArray[np.float32]:
        """See `Directions`."""
        columns = self._columns[titles]
        found = self._vectors[:, columns]
        found /= self._lengths[columns]
        found -= self._shared[:, None]
        found /= self._apart[columns]
        return found.T

    def along(self, title: int) -> NDArray[np.float32]:
        """See `Directions`."""
        direction = self[np.array([title])][0]
        along: NDArray[np.float32] = direction @ self._vectors
        along /= self._lengths
        along -= direction @ self._shared
        along /= self._apart
        return along[self._columns]

    def less_shared(self, weights: NDArray[np.integer]) -> WorkedOut:
        """See `Directions`."""
        share = np.empty_like(self._lengths)
        share[self._columns] = weights / weights.sum()
        return WorkedOut(self._vectors, self._columns, self._vectors @ (share / self._lengths))


def _lengths(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    """The columns' lengths, float32 [N]."""
    return np.asarray(np.maximum(np.linalg.norm(vectors, axis=0), TINY), np.float32)
