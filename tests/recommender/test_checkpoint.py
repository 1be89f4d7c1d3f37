from __future__ import annotations

from typing import TYPE_CHECKING

import keras
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.checkpoint import Progress, TrainingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Weights:
    """As much of a model as a look needs: weights that count the looks."""

    def __init__(self) -> None:
        self.looks = 0

    def get_weights(self) -> list[np.ndarray]:
        self.looks += 1
        return [np.array([self.looks], np.float32)]


def variables(seed: int) -> list[keras.Variable]:
    rng = np.random.default_rng(seed)
    return [keras.Variable(rng.normal(size=shape).astype(np.float32)) for shape in ((3, 4), (5,), ())]


def written(path: Path) -> Path:
    progress = Progress([np.ones((3, 4), np.float32)], best=0.25, epoch=7, worse=1)
    progress.save(path, variables(1), np.random.default_rng(1))
    return path


def test_the_whole_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    rng, other = np.random.default_rng(1), np.random.default_rng(2)
    rng.random(5)
    progress = Progress([np.ones((3, 4), np.float32), np.zeros(2, np.float32)], best=0.25, epoch=7, worse=1)
    progress.save(tmp_path / "deep" / "checkpoint.npz", variables(1), rng)
    there = variables(9)
    read = Progress.load(tmp_path / "deep" / "checkpoint.npz", there, other)
    assert (read.best, read.epoch, read.worse) == (0.25, 7, 1)
    for one, two in zip(read.best_weights, progress.best_weights, strict=True):
        np.testing.assert_array_equal(one, two)
    for one, two in zip(there, variables(1), strict=True):
        np.testing.assert_array_equal(one.numpy(), two.numpy())
    np.testing.assert_array_equal(other.random(20), rng.random(20))


def test_before_the_first_look_the_best_is_below_all(tmp_path: Path) -> None:
    Progress([]).save(tmp_path / "checkpoint.npz", variables(1), np.random.default_rng(1))
    read = Progress.load(tmp_path / "checkpoint.npz", variables(2), np.random.default_rng(2))
    assert read.best == -np.inf


def test_a_save_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path / "checkpoint.npz")
    before = path.read_bytes()

    def fail(*_: object, **__: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(np, "savez", fail)
    with pytest.raises(OSError, match="no space"):
        Progress([], epoch=8).save(path, variables(2), np.random.default_rng(2))
    assert path.read_bytes() == before


@given(st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_the_best_look_is_kept(figures: list[float]) -> None:
    progress, model = Progress([]), Weights()
    for figure in figures:
        progress.look(figure, model)
    at = int(np.argmax(figures))
    assert progress.best == figures[at]
    assert progress.worse == len(figures) - 1 - at
    assert progress.best_weights[0][0] == sum(
        figure > max(figures[:n], default=-1) for n, figure in enumerate(figures)
    )


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("epoch,loss\n1,2\n")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-40])


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    at = content.index(b"variable0.npy") + 200
    content[at : at + 8] = b"\xff" * 8
    path.write_bytes(bytes(content))


def one_array(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.zeros(3))


def pickled(path: Path) -> None:
    np.savez(path, scalars=np.array({"epoch": 1}, object), variable0=np.zeros((3, 4)))


def other_shapes(path: Path) -> None:
    progress = Progress([np.ones((3, 4), np.float32)])
    progress.save(path, variables(1)[::-1], np.random.default_rng(1))


def fewer(path: Path) -> None:
    Progress([np.ones((3, 4), np.float32)]).save(path, variables(1)[:2], np.random.default_rng(1))


def more(path: Path) -> None:
    Progress([np.ones((3, 4), np.float32)]).save(path, variables(1) * 2, np.random.default_rng(1))


@pytest.mark.parametrize("spoil", [empty, text, cut, damaged, one_array, pickled, other_shapes, fewer, more])
def test_a_file_that_is_no_checkpoint_of_this_training_is_refused(
    spoil: Callable[[Path], None], tmp_path: Path
) -> None:
    path = written(tmp_path / "checkpoint.npz")
    spoil(path)
    there, rng = variables(5), np.random.default_rng(5)
    with pytest.raises(TrainingError, match="delete it to start anew") as caught:
        Progress.load(path, there, rng)
    assert "\n" not in str(caught.value)
    for one, two in zip(there, variables(5), strict=True):
        np.testing.assert_array_equal(one.numpy(), two.numpy())
    assert rng.random() == np.random.default_rng(5).random()
