"""Two workers on the loopback address, each a process of its own."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommender.bundle import load_bundle
from recommender.checkpoint import TrainingError
from recommender.distribution import Workers

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Left = dict[str, NDArray[Any]]
    Run = list[subprocess.CompletedProcess[str]]

ROOT = Path(__file__).parents[2]
SECONDS = 240  # far more than they need


def start(folder: Path, *, gone_after: int | None = None) -> Run:
    """Let two workers run to their end; the second one may leave early."""
    folder.mkdir(exist_ok=True)
    addresses = [f"127.0.0.1:{port}" for port in free_ports(2)]
    workers = []
    for index in range(2):
        place = {"cluster": {"worker": addresses}, "task": {"type": "worker", "index": index}}
        command = [sys.executable, "-m", "tests.recommender.one_worker", str(folder)]
        if index and gone_after is not None:
            command.append(str(gone_after))
        environment = {**os.environ, "TF_CONFIG": json.dumps(place), "TF_CPP_MIN_LOG_LEVEL": "3"}
        workers.append(
            subprocess.Popen(  # noqa: S603 - this repository's own program
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        )
    try:
        said = [worker.communicate(timeout=SECONDS) for worker in workers]
    finally:
        for worker in workers:
            worker.kill()
    return [
        subprocess.CompletedProcess(worker.args, worker.returncode, *texts)
        for worker, texts in zip(workers, said, strict=True)
    ]


def free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [taken.getsockname()[1] for taken in sockets]
    for taken in sockets:
        taken.close()
    return ports


def left_by(index: int, folder: Path) -> Left:
    with np.load(folder / f"worker{index}.npz") as arrays:
        return dict(arrays)


def weights(left: Left) -> list[NDArray[Any]]:
    return [value for name, value in left.items() if name.startswith("variable")]


@pytest.fixture(scope="module")
def interrupted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """A training whose second worker is gone in the second of three epochs of 8 steps."""
    folder = tmp_path_factory.mktemp("together")
    return folder, start(folder, gone_after=12)


@pytest.fixture(scope="module")
def resumed(interrupted: tuple[Path, Run]) -> tuple[Path, Run]:
    """The same, gone on with to its end."""
    folder, _ = interrupted
    run = start(folder)
    for worker in run:
        assert worker.returncode == 0, worker.stderr
    return folder, run


def test_a_worker_that_is_gone_is_missed_in_one_sentence(interrupted: tuple[Path, Run]) -> None:
    stayed, gone = interrupted[1]
    assert (stayed.returncode, gone.returncode) == (1, 1)
    last = stayed.stderr.splitlines()[-1]
    assert last == "Another worker is gone: start all of them again with --resume."


def test_an_interrupted_training_goes_on_after_its_last_whole_epoch(resumed: tuple[Path, Run]) -> None:
    for worker in resumed[1]:
        assert len(json.loads(worker.stdout)) == 16


def test_both_end_with_the_same_weights(resumed: tuple[Path, Run]) -> None:
    first, second = (weights(left_by(index, resumed[0])) for index in range(2))
    assert len(first) > 10
    for one, other in zip(first, second, strict=True):
        np.testing.assert_array_equal(one, other)


def test_each_learns_from_users_of_its_own(resumed: tuple[Path, Run]) -> None:
    first, second = (left_by(index, resumed[0])["users"] for index in range(2))
    assert not np.intersect1d(first, second).size
    assert len(first) == len(second) > 400


def test_the_loss_falls_on_both(interrupted: tuple[Path, Run], resumed: tuple[Path, Run]) -> None:
    early = json.loads(interrupted[1][0].stdout)
    for worker in resumed[1]:
        assert np.mean(json.loads(worker.stdout)[-8:]) < np.mean(early[:8]) - 0.05


def test_the_first_writes_a_bundle_of_these_weights(resumed: tuple[Path, Run]) -> None:
    folder, _ = resumed
    bundle = load_bundle(folder / "bundle")
    history = bundle.model.get_layer("user_tower").get_layer("history").get_weights()[0]
    assert any(np.array_equal(history, other) for other in weights(left_by(1, folder)))


@given(users=st.integers(0, 200), count=st.integers(1, 7))
def test_shares_are_equal_disjoint_and_leave_out_fewer_users_than_there_are_workers(
    users: int, count: int
) -> None:
    everyone = np.arange(users) * 3
    shares = [Workers(None, count, index).share(everyone) for index in range(count)]
    assert {len(share) for share in shares} == {users // count}
    assert len(set(np.concatenate(shares))) == users // count * count
    assert set(np.concatenate(shares)) <= set(everyone)


@pytest.mark.parametrize(
    "text",
    [
        "worker 0",
        "[]",
        "null",
        "{}",
        '{"cluster": {"worker": 2}, "task": {"type": "worker", "index": 0}}',
        '{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": null}}',
        '{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": 1}}',
        '{"cluster": {"worker": ["a:1"]}, "task": {"type": "worker", "index": -1}}',
        '{"cluster": {"worker": ["a:1"]}, "task": {"type": "ps", "index": 0}}',
        '{"cluster": {"worker": ["a:1"], "ps": ["b:1"]}, "task": {"type": "worker", "index": 0}}',
    ],
)
def test_a_place_that_cannot_be_read_is_refused_with_the_form_that_can(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TF_CONFIG", text)
    with pytest.raises(TrainingError, match=r'give \{"cluster": \{"worker": \["host:port"'):
        Workers.from_environment()


def test_alone_the_mean_is_the_figure_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TF_CONFIG", raising=False)
    workers = Workers.from_environment()
    assert (workers.count, workers.chief, workers.mean(0.1)) == (1, True, 0.1)
