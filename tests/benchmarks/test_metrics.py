"""What being measured costs: the event loop at each interaction, and whenever Prometheus asks."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from prometheus_client.exposition import generate_latest

from bot.client import Osusume
from bot.commands import EXTENSIONS
from bot.exporter import Moment
from bot.members.store import MemberStore
from bot.metrics import Asked, Metrics, Outcome, actions
from bot.model import Model
from bot.service import Service
from bot.settings import SHIPPED_MODEL

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

OUTCOMES = (Outcome.ANSWERED, Outcome.REFUSED)
OPERATIONS = ("read", "scan", "write", "write_much", "sync")


@pytest.fixture
def used(tmp_path: Path) -> Metrics:
    """The metrics of a bot whose every feature was used, well and badly."""
    metrics = Metrics()

    async def names() -> list[str]:
        async with MemberStore.open(f"sqlite:///{tmp_path / 'members.db'}") as store:
            bot = Osusume(Service(store, await Model.load(SHIPPED_MODEL)), metrics=metrics)
            for extension in EXTENSIONS:
                await bot.load_extension(extension)
            return [command.qualified_name for command in bot.tree.walk_commands()]

    for kind, known in (("application_command", asyncio.run(names())), ("component", actions())):
        for name in known:
            measure(metrics, kind, name)
    for operation in OPERATIONS:
        with metrics.transaction(operation):
            pass
    return metrics


def measure(metrics: Metrics, kind: str, name: str) -> None:
    for outcome in OUTCOMES:
        asked = Asked(kind, name, 0.0, outcome)
        metrics.answered(asked)
        metrics.ended(asked, answered=True)


def test_two_interactions(benchmark: BenchmarkFixture) -> None:
    benchmark(measure, Metrics(), "application_command", "recommend")


def test_being_asked_on_the_loop(benchmark: BenchmarkFixture, used: Metrics) -> None:
    assert benchmark(lambda: Moment(list(used.registry.collect()))).families


def test_being_asked_in_a_thread(benchmark: BenchmarkFixture, used: Metrics) -> None:
    moment = Moment(list(used.registry.collect()))
    assert benchmark(generate_latest, moment)
