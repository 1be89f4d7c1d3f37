"""How long the members' store takes over long lists, in an SQLite file on this machine's disk."""

from __future__ import annotations

import asyncio
import itertools
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Entry, Status
from bot.members.store import MemberStore

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

NOW = datetime(2026, 7, 1, tzinfo=UTC)
ANN = 7
SIZES = (30, 2_000, 20_000)


def brought(size: int, rating: int) -> dict[int, Entry]:
    return dict.fromkeys(range(1, size + 1), Entry(Status.COMPLETED, rating))


@pytest.fixture
def loop() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture
def store(loop: asyncio.Runner, tmp_path: Path) -> Iterator[MemberStore]:
    opened = AsyncExitStack()
    yield loop.run(opened.enter_async_context(MemberStore.open(f"sqlite:///{tmp_path / 'osusume.db'}")))
    loop.run(opened.aclose())


@pytest.mark.parametrize("size", SIZES)
def test_importing(benchmark: BenchmarkFixture, loop: asyncio.Runner, store: MemberStore, size: int) -> None:
    """Each time every title changes."""
    turns = itertools.count()

    def bring() -> None:
        turn = next(turns)
        at = NOW + timedelta(minutes=turn)
        loop.run(store.imports.import_titles(ANN, brought(size, turn % 10 + 1), at, "AniList"))

    benchmark.pedantic(bring, rounds=5, warmup_rounds=1)


@pytest.mark.parametrize("size", SIZES)
def test_undoing(benchmark: BenchmarkFixture, loop: asyncio.Runner, store: MemberStore, size: int) -> None:
    def bring() -> None:
        loop.run(store.imports.import_titles(ANN, brought(size, 5), NOW, "AniList"))

    def undo() -> None:
        assert loop.run(store.imports.undo(ANN, NOW - timedelta(days=1))) == size

    benchmark.pedantic(undo, setup=bring, rounds=5)


@pytest.mark.parametrize("size", SIZES)
def test_loading(benchmark: BenchmarkFixture, loop: asyncio.Runner, store: MemberStore, size: int) -> None:
    loop.run(store.keep_titles(ANN, brought(size, 5), NOW))
    benchmark(lambda: loop.run(store.load(ANN)))


def test_a_press(benchmark: BenchmarkFixture, loop: asyncio.Runner, store: MemberStore) -> None:
    benchmark(lambda: loop.run(store.keep_titles(ANN, brought(1, 5), NOW)))


def test_meeting_a_member_again(
    benchmark: BenchmarkFixture, loop: asyncio.Runner, store: MemberStore
) -> None:
    loop.run(store.keep_titles(ANN, brought(1, 5), NOW))
    benchmark(lambda: loop.run(store.places.met(ANN, 1, NOW)))
