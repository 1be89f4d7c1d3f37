"""The towers as they answer, whatever works them out: TensorFlow (`compiled`), or plain arrays (`plain`)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from numpy.typing import NDArray

    Layer: TypeAlias = tuple[NDArray[np.float32], NDArray[np.float32]]  # weights and biases

LIKED = 0.3  # a rating this far above the member's mean, in spreads, counts as liked in the history


class ServedUserTower(ABC):
    """The user tower: histories are summed without padding, and what comes after them is a subclass's.

    Attributes:
        width: D, length of the vectors whose product is the score.
    """

    def __init__(
        self,
        history: NDArray[np.float32],
        hidden: Layer,
        nonlinear: Layer,
        linear: NDArray[np.float32],
    ) -> None:
        """Take the weights that histories and parts of lists are worked out with.

        Args:
            history: the titles' vectors in a history, the first of them padding; float32 [N + 1, D].
            hidden: the user tower's hidden layer.
            nonlinear: what comes after it.
            linear: the path beside both, float32 [P + 3 D, D].
        """
        self.width = linear.shape[1]
        self._table = history
        self._hidden, self._hidden_bias = hidden
        self._nonlinear, self._nonlinear_bias = nonlinear
        self._linear = linear

    @abstractmethod
    def _after_history(self, told: NDArray[np.float32]) -> NDArray[np.float32]:
        """Profiles with histories, float32 [B, P + 3 D] -> vectors, float32 [B, D + R + 1]."""

    def vectors(
        self,
        profile: NDArray[np.float32],
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        deviations: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """The vectors of B members with lists in compressed rows, float32 [B, D + R + 1].

        Args:
            profile: of each member, float32 [B, 3 G + 3].
            starts: where each one's list begins, int64 [B + 1].
            rows: of their titles in the table, 0 for none; int32 [n].
            deviations: float32 [n].
        """
        kept = np.ones((1, len(rows)), np.bool_)
        lists = [slice(first, last) for first, last in pairwise(starts.tolist())]
        histories = [self._histories(rows[one], kept[:, one], deviations[None, one]) for one in lists]
        return self._after_history(np.hstack([profile, np.concatenate(histories)]))

    def products_of_parts(
        self,
        profile: NDArray[np.float32],
        rows: NDArray[np.int32],
        kept: NDArray[np.bool_],
        deviations: NDArray[np.float32],
        titles: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """The products of the vectors of P parts of one member's list and S titles', float32 [P, S].

        Args:
            profile: of each part, float32 [P, 3 G + 3].
            rows: of the whole list's titles in the table, 0 for none; int32 [n].
            kept: which of them each part holds, bool [P, n].
            deviations: float32 [P, n].
            titles: the first D numbers of the titles' vectors, float32 [D, S].
        """
        inputs = np.hstack([profile, self._histories(rows, kept, deviations)])
        hidden = silu(inputs @ self._hidden + self._hidden_bias)
        # Of S, P and D the last is the largest.
        products = hidden @ (self._nonlinear @ titles) + inputs @ (self._linear @ titles)
        return np.asarray(products + self._nonlinear_bias @ titles, np.float32)

    def _histories(
        self, rows: NDArray[np.int32], kept: NDArray[np.bool_], deviations: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """What `towers.History` makes of P parts of one list, float32 [P, 3 D]."""
        told = kept & (rows > 0)
        share = told / np.sqrt(np.maximum(told.sum(axis=1, keepdims=True), 1), dtype=np.float32)
        weights = np.stack([share, share * deviations, share * (deviations > LIKED)], axis=1)
        return (weights.reshape(3 * len(kept), -1) @ self._table[rows]).reshape(len(kept), -1)


@dataclass(frozen=True, slots=True)
class ServedTowers:
    """Both towers.

    Attributes:
        user: the one that is asked for each answer.
        items: makes N titles' vectors, float32 [N, D + R + 2], of `content_features`, float32 [N, F], and of
            their rows in the tables, 0 for one that training did not know; int32 [N]. Asked once.
    """

    user: ServedUserTower
    items: Callable[[NDArray[np.float32], NDArray[np.int32]], NDArray[np.float32]]


def silu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """X times its logistic function, in the array's own memory."""
    x *= (1 + np.tanh(x / 2)) / 2  # without an exponential that overflows
    return x
