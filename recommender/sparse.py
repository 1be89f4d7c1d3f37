"""Rows of a sparse matrix by plain array operations: where somebody waits, scipy checks too much."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix


class Entries(NamedTuple):
    """The entries of some rows of a sparse matrix, E in all.

    Attributes:
        row: which of the rows asked for each belongs to, int [E].
        column: its column, int [E].
        value: float32 [E].
    """

    row: NDArray[np.intp]
    column: NDArray[np.int32]
    value: NDArray[np.float32]


def entries(matrix: csr_matrix, rows: NDArray[np.integer]) -> Entries:
    """Gather the entries of rows; a row may be asked for more than once."""
    first = matrix.indptr[rows]
    counts = matrix.indptr[rows + 1] - first
    row = np.repeat(np.arange(len(rows)), counts)
    at = np.arange(len(row)) + (first - np.cumsum(counts) + counts)[row]
    return Entries(row, matrix.indices[at], matrix.data[at])
