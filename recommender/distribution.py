"""Training on several machines at once: who takes part, whom each learns from, and what all agree on.

Each worker is one process, started with the same arguments on the same files, and with its own `TF_CONFIG`
(https://www.tensorflow.org/guide/distributed_training#setting_up_the_tf_config_environment_variable).
"""

from __future__ import annotations

import json
import os
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import tensorflow as tf

from recommender.checkpoint import TrainingError

if TYPE_CHECKING:
    from collections.abc import Generator

    import numpy as np
    from numpy.typing import NDArray

Strategy = Any  # TensorFlow comes without types
Tensor = Any
VARIABLE = "TF_CONFIG"
FORM = '{"cluster": {"worker": ["host:port", ...]}, "task": {"type": "worker", "index": 0}}'


@dataclass(frozen=True, eq=False)
class Workers:
    """Those who train one model together.

    Attributes:
        strategy: keeps their weights equal.
        count: how many there are.
        index: which one this process is, from 0; the first is the chief.
    """

    strategy: Strategy
    count: int = 1
    index: int = 0

    @classmethod
    def alone(cls) -> Self:
        """This process and no other."""
        return cls(tf.distribute.get_strategy())

    @classmethod
    def from_environment(cls) -> Self:
        """Those whom `TF_CONFIG` names; where it is not set, this process alone.

        Several wait here for each other. It has to come before any other work that TensorFlow does.

        Raises:
            TrainingError: `TF_CONFIG` is not of the form that is needed.
        """
        text = os.environ.get(VARIABLE)
        if not text:
            return cls.alone()
        count, index = _place(text)
        workers = cls(tf.distribute.MultiWorkerMirroredStrategy(), count, index)
        if workers.strategy.num_replicas_in_sync != count:
            raise TrainingError("A worker uses one GPU: start one for each, and set CUDA_VISIBLE_DEVICES.")
        return workers

    @property
    def chief(self) -> bool:
        """Whether this one keeps the checkpoints and writes the bundle."""
        return self.index == 0

    def share(self, users: NDArray[np.int64]) -> NDArray[np.int64]:
        """This worker's users; all have equally many, so that nobody waits for a step that never comes."""
        return users[: len(users) // self.count * self.count][self.index :: self.count]

    @contextmanager
    def together(self) -> Generator[None]:
        """What needs all of them; each leaves when all do, since one that is gone stops the others.

        Raises:
            TrainingError: one of them is gone.
        """
        try:
            yield
            self.mean(0)
        except tf.errors.UnavailableError as error:
            raise TrainingError("Another worker is gone: start all of them again with --resume.") from error

    def mean(self, figure: float) -> float:
        """The mean over the workers, the same for all; each waits for the others."""
        return float(_mean(self.strategy, tf.constant(figure, tf.float64)))


@tf.function  # type: ignore[untyped-decorator]  # likewise
def _mean(strategy: Strategy, value: Tensor) -> Tensor:
    def reduce(value: Tensor) -> Tensor:
        here = tf.identity(value)  # an argument has no device yet, and reducing asks for one
        return tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.MEAN, here)

    return strategy.run(reduce, (value,))


def _place(text: str) -> tuple[int, int]:
    """How many workers `TF_CONFIG` names, and which of them this process is."""
    try:
        config = json.loads(text)
        addresses, task = config["cluster"]["worker"], config["task"]
        index = int(task["index"])
        fits = set(config["cluster"]) == {task["type"]} == {"worker"} and 0 <= index < len(addresses)
    except (ValueError, KeyError, TypeError) as error:
        raise TrainingError(f"{VARIABLE} cannot be read ({error!r}): give {FORM}.") from error
    if not fits:
        raise TrainingError(f"{VARIABLE} names more than workers, or not this one: give {FORM}.")
    return len(addresses), index
