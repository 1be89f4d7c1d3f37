"""Sparse matrices by their rows, in plain arrays: where somebody waits, scipy checks too much."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, Self

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix


class Compressed(Protocol):
    """Compressed rows, by the names that scipy has for their parts."""

    @property
    def indptr(self) -> NDArray[np.integer]:
        """Where each row's entries begin, and where the last one's end."""

    @property
    def indices(self) -> NDArray[np.integer]:
        """The entries' columns."""

    @property
    def data(self) -> NDArray[np.floating]:
        """The entries' values."""


class Entries(NamedTuple):
    """The entries of some rows of a sparse matrix, E in all.

    Attributes:
        row: which of the rows asked for each belongs to, int [E].
        column: its column, int [E].
        value: float32 [E].
    """

    row: NDArray[np.intp]
    column: NDArray[np.integer]
    value: NDArray[np.float32]


def entries(matrix: Compressed, rows: NDArray[np.integer]) -> Entries:
    """Gather the entries of rows; a row may be asked for more than once."""
    first = matrix.indptr[rows]
    counts = matrix.indptr[rows + 1] - first
    row = np.repeat(np.arange(len(rows)), counts)
    at = np.arange(len(row)) + np.repeat(first - np.cumsum(counts) + counts, counts)
    return Entries(row, matrix.indices.take(at), matrix.data.take(at).astype(np.float32, copy=False))


def crossings(
    matrix: SquareRows, rows: NDArray[np.integer], columns: NDArray[np.integer]
) -> NDArray[np.float32]:
    """What stands in R rows and C different columns of a sparse matrix, float32 [R, C]."""
    row, column, value = entries(matrix, rows)
    place = np.full(len(matrix), -1)
    place[columns] = np.arange(len(columns))
    asked = place[column]
    there = asked >= 0
    dense = np.zeros((len(rows), len(columns)), np.float32)
    dense[row[there], asked[there]] = value[there]
    return dense


@dataclass(frozen=True, eq=False)
class SquareRows:
    """A sparse matrix [N, N] in as few bytes as it was read in.

    Attributes:
        indptr: where each row's entries begin, and where the last one's end; int [N + 1].
        indices: the entries' columns.
        data: their values, float16 or float32.
    """

    indptr: NDArray[np.integer]
    indices: NDArray[np.integer]
    data: NDArray[np.floating]

    @classmethod
    def empty(cls, size: int) -> Self:
        """A matrix of so many rows without an entry."""
        return cls(np.zeros(size + 1, np.int32), np.zeros(0, np.int32), np.zeros(0, np.float32))

    @classmethod
    def of(cls, matrix: csr_matrix) -> Self:
        """The same matrix."""
        return cls(matrix.indptr, matrix.indices, matrix.data)

    def __len__(self) -> int:
        return len(self.indptr) - 1

    def transposed(self) -> Self:
        """The same matrix with its columns as rows."""
        order = np.argsort(self.indices, kind="stable")
        counts = np.bincount(self.indices, minlength=len(self))
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(self.indptr.dtype)
        row = np.repeat(np.arange(len(self), dtype=self.indices.dtype), np.diff(self.indptr))
        return type(self)(starts, row[order], self.data[order])

    def check(self, size: int) -> None:
        """Hold it to its form.

        Raises:
            ValueError: it is no matrix of that size, or holds numbers that are not finite.
        """
        parts = self.indptr, self.indices, self.data
        kinds = "i", "iu", "f"
        if any(p.ndim != 1 or p.dtype.kind not in kind for p, kind in zip(parts, kinds, strict=True)):
            raise ValueError("these are no compressed rows")
        rows = np.diff(self.indptr)
        fits = len(rows) == size and self.indptr[0] == 0 and self.indptr[-1] == len(self.data)
        if not fits or len(self.indices) != len(self.data) or (rows < 0).any():
            raise ValueError("the rows do not fit together")
        if len(self.indices) and not 0 <= int(self.indices.min()) <= int(self.indices.max()) < size:
            raise ValueError("a column lies outside of the matrix")
        if not np.isfinite(self.data).all():
            raise ValueError("the matrix holds numbers that are not finite")


def components(ends: tuple[NDArray[np.integer], NDArray[np.integer]], size: int) -> NDArray[np.int32]:
    """Of so many things tied by links, the first of those that each is tied to; int32 [size]."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    links = coo_array((np.ones(len(ends[0])), ends), shape=(size, size))
    _, label = connected_components(links, directed=False)
    _, first, inverse = np.unique(label, return_index=True, return_inverse=True)
    return first[inverse].astype(np.int32)
