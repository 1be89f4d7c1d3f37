"""The towers as they answer, whatever works them out: TensorFlow (`compiled`), or plain arrays (`plain`)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from numpy.typing import NDArray

    Layer: TypeAlias = tuple[NDArray[np.float32], NDArray[np.float32]]  # weights and biases


class ServedUserTower(ABC):
    """The user tower from where lists are summed up.

    Attributes:
        width: D, length of the vectors whose product is the score.
        history: the titles' vectors in a history, the first of them padding; float16 [N + 1, D], since of
            all that is kept it is the largest after the titles' own vectors.
    """

    def __init__(
        self,
        history: NDArray[np.float32],
        hidden: Layer,
        nonlinear: Layer,
        linear: NDArray[np.float32],
    ) -> None:
        """Take the weights that parts of lists are worked out with.

        Args:
            history: the titles' vectors in a history, the first of them padding; float32 [N + 1, D].
            hidden: the user tower's hidden layer.
            nonlinear: what comes after it.
            linear: the path beside both, float32 [P + 3 D, D].
        """
        self.width = linear.shape[1]
        self.history = history.astype(np.float16)
        self._hidden, self._hidden_bias = hidden
        self._nonlinear, self._nonlinear_bias = nonlinear
        self._linear = linear

    @abstractmethod
    def vectors(self, told: NDArray[np.float32]) -> NDArray[np.float32]:
        """The vectors of B lists, from `Summed.inputs`, float32 [B, P + 3 D] -> float32 [B, D + R + 1]."""

    def products(self, told: NDArray[np.float32], titles: NDArray[np.float32]) -> NDArray[np.float32]:
        """The products of a few lists' vectors and those of S titles, float32 [B, S].

        Args:
            told: from `Summed.inputs`, float32 [B, P + 3 D].
            titles: the first D numbers of the titles' vectors, float32 [D, S].
        """
        hidden = silu(told @ self._hidden + self._hidden_bias)
        # Of S, B and D the last is the largest.
        products = hidden @ (self._nonlinear @ titles) + told @ (self._linear @ titles)
        return np.asarray(products + self._nonlinear_bias @ titles, np.float32)


@dataclass(frozen=True, slots=True)
class ServedTowers:
    """Both towers.

    Attributes:
        user: the one that is asked for each answer.
        items: makes N titles' vectors, float32 [N, D + R + 2], of `content_features`, float32 [N, F], and of
            their rows in the tables, 0 for one that training did not know; int32 [N]. Asked once.
        sparing: whether memory counts for more than tenths of milliseconds where they serve.
    """

    user: ServedUserTower
    items: Callable[[NDArray[np.float32], NDArray[np.int32]], NDArray[np.float32]]
    sparing: bool = False


def silu(x: NDArray[np.float32]) -> NDArray[np.float32]:
    """X times its logistic function, in the array's own memory."""
    x *= (1 + np.tanh(x / 2)) / 2  # without an exponential that overflows
    return x
