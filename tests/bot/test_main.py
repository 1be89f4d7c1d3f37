"""Starting and stopping: each fault is one sentence that says what to do, and a status other than 0."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.bot.test_playground import ROOT, play

if TYPE_CHECKING:
    from pathlib import Path


def fails_in_a_sentence(done: subprocess.CompletedProcess[bytes], *words: str) -> None:
    """Hold the end of a process against what is promised of a start that is impossible."""
    errors = done.stderr.decode()
    assert done.returncode == 1, errors
    assert "Traceback" not in errors
    last = errors.strip().splitlines()[-1]
    for word in words:
        assert word in last


def test_no_bundle(tmp_path: Path) -> None:
    fails_in_a_sentence(play(tmp_path / "nowhere", tmp_path, "/help\n"), "nowhere")


def test_a_bundle_of_another_schema(bundle: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(bundle, other)
    manifest = next(file for file in other.glob("*.json") if "schema" in json.loads(file.read_text()))
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "schema": 999}))
    fails_in_a_sentence(play(other, tmp_path, "/help\n"), "other")


def test_a_damaged_bundle(bundle: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(bundle, damaged)
    for file in damaged.iterdir():
        if file.suffix != ".json":
            file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    fails_in_a_sentence(play(damaged, tmp_path, "/help\n"), "damaged")


def test_a_database_that_cannot_be_written(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    address = f"sqlite:///{tmp_path / 'file' / 'members.db'}"
    fails_in_a_sentence(play(bundle, tmp_path, "/help\n", DATABASE_URL=address), "database")


def test_a_setting_that_cannot_be_used(bundle: Path, tmp_path: Path) -> None:
    fails_in_a_sentence(play(bundle, tmp_path, "", ADMIN_IDS="me"), "ADMIN_IDS")


def test_a_token_that_is_none_is_not_printed(bundle: Path, tmp_path: Path) -> None:
    done = play(bundle, tmp_path, "", DISCORD_TOKEN="not a token")  # noqa: S106 - made up
    fails_in_a_sentence(done, "DISCORD_TOKEN")
    assert b"not a token" not in done.stderr + done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_in_order(bundle: Path, tmp_path: Path, stop: signal.Signals) -> None:
    running = subprocess.Popen(
        [sys.executable, "-u", "-m", "bot"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env={
            **os.environ,
            "MODEL_DIR": str(bundle),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'members.db'}",
        },
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(b"/help\n")
    running.stdin.flush()
    assert "Osusume" in running.stdout.readline().decode()
    running.send_signal(stop)
    _, errors = running.communicate(timeout=30)
    assert running.returncode == 0, errors.decode()
    assert "Traceback" not in errors.decode()
