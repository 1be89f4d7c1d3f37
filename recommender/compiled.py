"""The towers served by TensorFlow: what comes after the history is one compiled function."""

from __future__ import annotations

from typing import TYPE_CHECKING

import keras
import numpy as np
import tensorflow as tf

from recommender.served import ServedTowers, ServedUserTower

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray


def compiled_towers(model: keras.Model) -> ServedTowers:
    """Both towers of a model from `towers.two_towers`."""
    item_tower = model.get_layer("item_tower")
    return ServedTowers(
        CompiledUserTower(model.get_layer("user_tower")),
        lambda content, rows: np.asarray(item_tower([content, rows], training=False)),
    )


class CompiledUserTower(ServedUserTower):
    """The user tower of Keras.

    For parts of one list the rest is plain arrays, too: so few rows TensorFlow multiplies more slowly.
    """

    def __init__(self, tower: keras.Model) -> None:
        """Compile what comes after the history.

        Args:
            tower: from `towers.user_tower`.
        """

        def weights(layer: str) -> list[NDArray[np.float32]]:
            # Where TensorFlow keeps them: the processor's cache has no room for a copy.
            return [np.asarray(weight.value.read_value()) for weight in tower.get_layer(layer).weights]

        (history,), hidden, nonlinear, (linear,) = map(weights, ("history", "hidden", "nonlinear", "linear"))
        super().__init__(history, (hidden[0], hidden[1]), (nonlinear[0], nonlinear[1]), linear)
        profile, told = tower.inputs[0], tower.get_layer("history").output
        rest = keras.Function([profile, told], tower.output)
        width = profile.shape[1]

        def compiled(members: int | None) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
            function = tf.function(
                lambda told: rest([told[:, :width], told[:, width:]]),
                [tf.TensorSpec((members, width + told.shape[1]))],
                autograph=False,
                jit_compile=members is not None,
            ).get_concrete_function()
            # To have its argument looked over once more would take as long as its work.
            call, weights = function.inference_fn.call_flat, function.captured_inputs
            return lambda told: np.asarray(call(tf.constant(told), *weights)[0].numpy(), np.float32)

        # XLA compiles for one shape; what it makes runs where it is called, not in a thread of a pool.
        self._rest, self._rest_of_one = compiled(None), compiled(1)

    def vectors(self, told: NDArray[np.float32]) -> NDArray[np.float32]:
        """See `ServedUserTower.vectors`."""
        return self._rest_of_one(told) if len(told) == 1 else self._rest(told)
