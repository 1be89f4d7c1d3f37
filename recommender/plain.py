"""The towers served by plain arrays, without Keras: a tenth of the memory, and the same answers."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from recommender.served import ServedTowers, ServedUserTower, silu

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

AT_ONCE = 2_048  # titles; more need more memory


def plain_towers(weights: Mapping[str, NDArray[np.float32]]) -> ServedTowers:
    """Both towers as `towers` defines them, with weights by their names in `recommender.weights`."""
    return ServedTowers(PlainUserTower(weights), partial(_items, weights), sparing=True)


class PlainUserTower(ServedUserTower):
    """The user tower."""

    def __init__(self, weights: Mapping[str, NDArray[np.float32]]) -> None:
        w = weights
        super().__init__(
            w["history"], (w["hidden"], w["hidden_bias"]), (w["nonlinear"], w["nonlinear_bias"]), w["linear"]
        )
        self._rating, self._rating_bias = w["rating"], w["rating_bias"]

    def vectors(self, told: NDArray[np.float32]) -> NDArray[np.float32]:
        """See `ServedUserTower.vectors`."""
        hidden = silu(told @ self._hidden + self._hidden_bias)
        taste = hidden @ self._nonlinear + self._nonlinear_bias + told @ self._linear
        profile = told[:, : len(self._rating) - hidden.shape[1]]
        rating = np.hstack([hidden, profile]) @ self._rating + self._rating_bias
        return np.hstack([taste, rating])


def _items(
    weights: Mapping[str, NDArray[np.float32]], content: NDArray[np.float32], rows: NDArray[np.int32]
) -> NDArray[np.float32]:
    items = weights["title_vector"][rows]
    items[rows == 0] = 0
    for first in range(0, len(rows), AT_ONCE):
        some = slice(first, first + AT_ONCE)
        hidden = silu(content[some] @ weights["content"] + weights["content_bias"])
        items[some] += hidden @ weights["item"] + weights["item_bias"]
    return items
