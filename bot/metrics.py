"""What the bot measures of itself, for a host's monitoring and for /admin status: no ids, no free text.

Interactions go by the names of commands and by the actions of buttons, menus and forms, so that there are
only as many labels as the bot has features.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, Any

import discord
import numpy as np
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily
from prometheus_client.registry import Collector

from bot import __version__
from bot.members.faults import StoreError
from bot.threads import waiting
from bot.ui.answers import custom_id_of
from bot.ui.forms import Form
from bot.ui.stateful import Stateful

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from prometheus_client import Metric

    from bot.client import Osusume
    from bot.model import Model
    from bot.ui.answers import Interaction

ASKED = "asked"  # the key of what an interaction carries
UNKNOWN = "unknown"  # the name of what the bot does not have, or no longer has
LATELY = 300.0  # seconds
MOST_LATELY = 10_000  # answers
ANSWER_SECONDS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 1, 2, 3)  # Discord waits 3
DATABASE_SECONDS = (0.001, 0.002, 0.005, 0.01, 0.05, 0.2, 1, 2)
LAG_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 3)

# When each series began doubles what is told, and helps nobody.
disable_created_metrics()  # type: ignore[no-untyped-call]  # the library's


class Outcome(StrEnum):
    """What became of an interaction."""

    ANSWERED = "answered"
    REFUSED = "refused"  # the member has to ask for something else
    FAILED = "failed"  # the bot, its database, or the way to Discord
    HELD_BACK = "held_back"  # by the gate


@dataclass(slots=True)
class Asked:
    """An interaction under way.

    Attributes:
        kind: as Discord has it: application_command, component, autocomplete, modal_submit.
        name: of the command, or the action of the button, menu or form.
        since: when it came, in seconds.
        outcome: what became of it so far.
    """

    kind: str
    name: str
    since: float
    outcome: Outcome = Outcome.ANSWERED


@dataclass(frozen=True, slots=True)
class Lately:
    """The first answers of the last minutes.

    Attributes:
        answers: how many.
        median: within how many seconds half of them came.
        p95: within how many 95 of 100 came.
    """

    answers: int
    median: float
    p95: float


class Metrics(Collector):
    """What one bot measures.

    Attributes:
        registry: all of it, for the library that writes it down.
        started: since when, in UTC.
        lag: how late the event loop was, in seconds.
        client: the bot on Discord, once there is one; it and its model are looked at when somebody asks.
    """

    def __init__(self) -> None:
        registry = self.registry = CollectorRegistry()
        self.started = datetime.now(UTC)
        self.client: Osusume | None = None
        self._lately = deque[tuple[float, float]](maxlen=MOST_LATELY)
        Info("osusume", "The bot.", registry=registry).info({"version": __version__})
        self._interactions = Counter(
            "osusume_interactions",
            "Commands, presses, searches and forms that have ended, by what became of them.",
            ("kind", "name", "outcome"),
            registry=registry,
        )
        self._under_way = Gauge(
            "osusume_interactions_in_progress", "Interactions that have not ended.", registry=registry
        )
        self._first_answers = Histogram(
            "osusume_first_answer_seconds",
            "From the arrival of an interaction until Discord has its first answer.",
            ("kind", "name"),
            buckets=ANSWER_SECONDS,
            registry=registry,
        )
        self._transactions = Histogram(
            "osusume_database_seconds",
            "Transactions, by what they are for; sync is how long changes wait for the disk.",
            ("operation",),
            buckets=DATABASE_SECONDS,
            registry=registry,
        )
        self._database_errors = Counter(
            "osusume_database_errors", "Transactions that failed.", ("operation",), registry=registry
        )
        self.lag = Histogram(
            "osusume_loop_lag_seconds",
            "How late the event loop was, looked at ten times a second.",
            buckets=LAG_SECONDS,
            registry=registry,
        )
        self._process = ProcessCollector(registry=registry)
        registry.register(self)

    def arrived(self, interaction: Interaction) -> None:
        """Measure an interaction from now until the running task, which is its own, has ended."""
        asked = Asked(interaction.type.name, _name(interaction), monotonic())
        interaction.extras[ASKED] = asked
        response = _Response(interaction, lambda: self.answered(asked))
        interaction._cs_response = response  # type: ignore[attr-defined]  # noqa: SLF001 - as `response` looks it up
        self._under_way.inc()
        task = asyncio.current_task()
        assert task is not None  # noqa: S101 - nobody else calls coroutines
        task.add_done_callback(lambda _: self.ended(asked, answered=interaction.response.is_done()))

    def held_back(self, interaction: Interaction) -> None:
        """Note that there was too much to do."""
        self._turn_out(interaction, Outcome.HELD_BACK)

    def refused(self, interaction: Interaction) -> None:
        """Note that the member has to ask for something else."""
        self._turn_out(interaction, Outcome.REFUSED)

    def failed(self, interaction: Interaction) -> None:
        """Note that it was not the member's fault."""
        self._turn_out(interaction, Outcome.FAILED)

    def answered(self, asked: Asked) -> None:
        """Note that the first answer is given."""
        now = monotonic()
        self._first_answers.labels(asked.kind, asked.name).observe(now - asked.since)
        self._lately.append((now, now - asked.since))

    def ended(self, asked: Asked, *, answered: bool) -> None:
        """Count what became of an interaction; where nobody says why it has no answer, that is a fault."""
        self._under_way.dec()
        if not answered and asked.outcome is Outcome.ANSWERED:
            asked.outcome = Outcome.FAILED
        self._interactions.labels(asked.kind, asked.name, asked.outcome).inc()

    @contextmanager
    def transaction(self, operation: str) -> Iterator[None]:
        """Measure a transaction, and count the faults of the database in it."""
        since = monotonic()
        try:
            yield
        except StoreError:
            self._database_errors.labels(operation).inc()
            raise
        finally:
            self._transactions.labels(operation).observe(monotonic() - since)

    def lately(self) -> Lately | None:
        """How quick the first answers of the last five minutes were; None where there were none."""
        since = monotonic() - LATELY
        seconds = [taken for at, taken in self._lately if at >= since]
        if not seconds:
            return None
        shares = np.linspace(0, 1, len(seconds))
        median, p95 = np.interp((0.5, 0.95), shares, sorted(seconds)).tolist()
        return Lately(len(seconds), median, p95)

    def total(self, outcome: Outcome) -> int:
        """How many interactions ended so since the start."""
        samples = (sample for metric in self._interactions.collect() for sample in metric.samples)
        return int(sum(sample.value for sample in samples if sample.labels["outcome"] == outcome))

    def memory(self) -> int | None:
        """The bytes of memory that the process takes; None where the system does not say."""
        samples = (sample for metric in self._process.collect() for sample in metric.samples)
        return next((int(s.value) for s in samples if s.name == "process_resident_memory_bytes"), None)

    def collect(self) -> Iterator[Metric]:
        """What is looked at when somebody asks."""
        queued = GaugeMetricFamily("osusume_threads_queued", "Work that waits for a thread.", labels=["pool"])
        for pool, size in waiting().items():
            queued.add_metric([pool], size)
        yield queued
        if self.client:
            yield from _of_client(self.client)
            yield from _of_model(self.client.service.model)

    def describe(self) -> Iterator[Metric]:
        """Nothing: what there is to look at comes with time."""
        return iter(())

    def _turn_out(self, interaction: Interaction, outcome: Outcome) -> None:
        asked: Asked | None = interaction.extras.get(ASKED)
        if asked and asked.outcome is Outcome.ANSWERED:  # else the cause is known
            asked.outcome = outcome


class _Response(discord.InteractionResponse[Any]):
    """Tells when the first answer is given, of whatever kind; discord.py has no event for that."""

    __slots__ = ("_given", "_tell")

    def __init__(self, interaction: Interaction, tell: Callable[[], None]) -> None:
        self._tell = tell
        super().__init__(interaction)

    @property
    def _response_type(self) -> discord.InteractionResponseType | None:
        return self._given

    @_response_type.setter
    def _response_type(self, given: discord.InteractionResponseType | None) -> None:
        self._given = given
        if given:
            self._tell()


def _name(interaction: Interaction) -> str:
    """A name of which there are only as many as the bot has features."""
    if interaction.command:
        return interaction.command.qualified_name
    _, _, identity = custom_id_of(interaction).partition(":")
    action = identity.partition(":")[0]
    return action if action in actions() else UNKNOWN


@cache
def actions() -> frozenset[str]:
    """What buttons, menus and forms do, by the names in their custom ids."""
    templates = [kind.__discord_ui_compiled_template__ for kind in Stateful.kinds]
    templates += [kind.template for kind in Form.kinds]
    return frozenset(template.pattern.split(":")[1] for template in templates)


def _of_client(client: Osusume) -> Iterator[Metric]:
    yield GaugeMetricFamily(
        "osusume_unanswered", "Interactions that wait for their first answer.", client.gate.unanswered
    )
    yield GaugeMetricFamily("osusume_guilds", "Servers that the bot is in.", len(client.guilds))
    up = GaugeMetricFamily("osusume_shard_up", "Whether a shard is connected.", labels=["shard"])
    latency = GaugeMetricFamily(
        "osusume_gateway_latency_seconds", "From a heartbeat to Discord's word on it.", labels=["shard"]
    )
    for number, shard in client.shards.items():
        up.add_metric([str(number)], not shard.is_closed())
        latency.add_metric([str(number)], shard.latency)
    yield up
    yield latency


def _of_model(model: Model) -> Iterator[Metric]:
    loaded = model.current
    version = {"version": loaded.recommender.manifest.version}
    yield InfoMetricFamily("osusume_model", "The model that answers.", version)
    yield GaugeMetricFamily(
        "osusume_model_loaded_timestamp_seconds", "When it was loaded.", loaded.loaded_at.timestamp()
    )
    reloads = CounterMetricFamily("osusume_model_reloads", "Reloads of the model.", labels=["outcome"])
    reloads.add_metric(["loaded"], model.reloads)
    reloads.add_metric(["refused"], model.refused)
    yield reloads
