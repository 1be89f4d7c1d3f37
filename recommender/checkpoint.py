"""The state of a training that was interrupted, so that it can go on where it stood."""

from __future__ import annotations

import json
import os
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import keras
    from numpy.typing import NDArray


class TrainingError(ValueError):
    """A training that cannot start or go on, with the reason in one sentence."""


@dataclass(slots=True)
class Progress:
    """How far a training has come.

    Attributes:
        best_weights: the model's weights at the best look so far.
        best: what that look saw.
        epoch: how many epochs are done.
        worse: looks since then.
    """

    best_weights: list[NDArray[np.float32]] = field(repr=False)
    best: float = -np.inf
    epoch: int = 0
    worse: int = 0

    def look(self, figure: float, model: keras.Model) -> None:
        """Take note of a look at the users kept apart."""
        if figure > self.best:
            self.best, self.best_weights, self.worse = figure, model.get_weights(), 0
        else:
            self.worse += 1

    def save(self, path: Path, variables: Sequence[Any], rng: np.random.Generator) -> None:
        """Write the whole state, or leave the file as it was.

        Args:
            path: the file.
            variables: of the model and its optimizer.
            rng: the source of chance, as it stands.
        """
        scalars = {
            "best": self.best,
            "epoch": self.epoch,
            "worse": self.worse,
            "rng": rng.bit_generator.state,
        }
        arrays: dict[str, Any] = {f"variable{n}": v.numpy() for n, v in enumerate(variables)}
        arrays |= {f"best{n}": w for n, w in enumerate(self.best_weights)}
        path.parent.mkdir(parents=True, exist_ok=True)
        new = path.with_suffix(".new")
        with new.open("wb") as file:
            np.savez(file, scalars=np.array(json.dumps(scalars)), **arrays)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)

    @classmethod
    def load(cls, path: Path, variables: Sequence[Any], rng: np.random.Generator) -> Self:
        """Read what `save` wrote, and put the variables and the source of chance into that state.

        Raises:
            TrainingError: the file is not a checkpoint of this training.
        """
        try:
            with np.load(path, allow_pickle=False) as state:
                scalars = json.loads(str(state["scalars"]))
                values, best = _numbered(state, "variable"), _numbered(state, "best")
            _check_shapes(values, variables)
            rng.bit_generator.state = scalars.pop("rng")
            progress = cls(best_weights=best, **scalars)
        except (OSError, EOFError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
            raise TrainingError(
                f"{path} is not a checkpoint of this training: delete it to start anew."
            ) from error
        for variable, value in zip(variables, values, strict=True):
            variable.assign(value)
        return progress


def _numbered(state: Mapping[str, NDArray[Any]], name: str) -> list[NDArray[Any]]:
    """The arrays of a name, in the order of their numbers."""
    return [state[f"{name}{n}"] for n in range(sum(key.startswith(name) for key in state))]


def _check_shapes(values: Sequence[NDArray[Any]], variables: Sequence[Any]) -> None:
    if [value.shape for value in values] != [tuple(variable.shape) for variable in variables]:
        raise ValueError("it holds other variables")
