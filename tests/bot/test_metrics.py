"""What a host's monitoring is told: figures by names that the bot has, and nothing of any member."""

from __future__ import annotations

import asyncio
import re
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest
import simcord
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from prometheus_client.exposition import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bot.client import Osusume
from bot.exporter import exported
from bot.gate import Limits
from bot.members.store import MemberStore
from bot.metrics import Metrics, Outcome
from bot.model import Model, ReloadRefused
from bot.service import Service
from bot.settings import Settings
from bot.threads import LONG, at_length
from bot.ui.forms import Form
from bot.ui.stateful import Stateful
from tests.bot.bundles import relabelled
from tests.bot.commands.test_admin import administrator
from tests.bot.stage import Stage, text_of
from tests.check_fuzz.here import ALICE, Here, open_here
from tests.check_fuzz.texts import hostile
from tests.check_load.payloads import AUTOCOMPLETE, COMMAND, FIRST_CHANNEL, message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

COMMANDS, PRESSES, SEARCHES, FORMS = "application_command", "component", "autocomplete", "modal_submit"
LIMITS = Limits(member=12)


class Told:
    """What was answered to one who asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.samples = [
            sample for family in text_string_to_metric_families(text) for sample in family.samples
        ]

    def __call__(self, name: str, /, **labels: str) -> float:
        """The sum of what is told under a name and labels; 0 for nothing."""
        return sum(s.value for s in self.samples if s.name == name and labels.items() <= s.labels.items())

    def interactions(self, kind: str) -> dict[tuple[str, str], float]:
        """How often what of a kind ended how."""
        return {
            (s.labels["name"], s.labels["outcome"]): s.value
            for s in self.samples
            if s.name == "osusume_interactions_total" and s.labels["kind"] == kind
        }


@dataclass
class Measured(Stage):
    """A bot at work that is measured."""

    port: int

    async def told(self) -> Told:
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{self.port}/metrics") as response,
        ):
            assert response.status == 200
            assert response.headers["Content-Type"].startswith("text/plain")
            return Told(await response.text())


@pytest.fixture
async def measured(model: Model, members_address: str, unused_tcp_port: int) -> AsyncIterator[Measured]:
    metrics = Metrics()
    async with (
        MemberStore.open(members_address, metrics.transaction) as store,
        exported(metrics, Settings(metrics_port=unused_tcp_port)),
    ):
        bot = Osusume(Service(store, Model(model.current)), limits=LIMITS, metrics=metrics)
        env = simcord.Env(bot, shard_count=1, settle_timeout=60)
        await env.start()
        guild = env.create_guild("Anime club")
        channel = guild.create_text_channel("general")
        alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
        yield Measured(bot, env, guild, channel, alice, bob, unused_tcp_port)
        await env.shutdown()


async def test_commands_searches_and_presses_are_told_by_name_and_by_what_became_of_them(
    measured: Measured,
) -> None:
    await measured.slash("rate genre", genre="Action", rating=9)
    await measured.slash("rate genre", genre="Acshun", rating=9)
    await measured.alice.autocomplete(measured.channel, "rate genre", "genre", "act")
    shown = await measured.slash("recommend")
    await measured.press(shown, "Why?")
    await measured.press(shown, "Why?", by=measured.bob)
    told = await measured.told()
    assert told.interactions(COMMANDS) == {
        ("rate genre", "answered"): 1,
        ("rate genre", "refused"): 1,
        ("recommend", "answered"): 1,
    }
    assert told.interactions(SEARCHES) == {("rate genre", "answered"): 1}
    assert told.interactions(PRESSES) == {("about", "answered"): 1, ("about", "refused"): 1}
    assert told("osusume_first_answer_seconds_count") == 6
    assert told("osusume_first_answer_seconds_bucket", le="+Inf", kind=COMMANDS, name="rate genre") == 2
    assert told("osusume_interactions_in_progress") == told("osusume_unanswered") == 0


async def test_a_form_is_told(measured: Measured) -> None:
    title = measured.bot.service.model.current.catalogue.anime[0].name
    await measured.slash("rate title", title=title, rating=9)
    titles = await measured.press(await measured.slash("profile"), "All my titles")
    form = await measured.press(titles, "Find")
    await measured.alice.submit_modal(form, {"name": title})
    told = await measured.told()
    assert [outcome for _, outcome in told.interactions(FORMS)] == ["answered"]


async def test_what_the_gate_holds_back_is_no_fault_of_the_member(measured: Measured) -> None:
    for _ in range(LIMITS.member):
        await measured.slash("help")
    assert "⚠️" in text_of(await measured.slash("help"))
    assert await measured.alice.autocomplete(measured.channel, "rate genre", "genre", "") == []
    told = await measured.told()
    assert told.interactions(COMMANDS) == {("help", "answered"): LIMITS.member, ("help", "held_back"): 1}
    assert told.interactions(SEARCHES) == {("rate genre", "held_back"): 1}


async def test_faults_of_commands_searches_and_presses_are_told(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def stumble(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    shown = await measured.slash("recommend")
    monkeypatch.setattr(measured.bot.tree.get_command("help"), "_callback", stumble)
    monkeypatch.setattr(Service, "title", stumble)
    monkeypatch.setattr(Service, "find_genres", stumble)
    assert "⚠️" in text_of(await measured.slash("help"))
    await measured.press(shown, "Why?")
    await measured.alice.autocomplete(measured.channel, "rate genre", "genre", "act")
    told = await measured.told()
    assert told.interactions(COMMANDS)["help", "failed"] == 1
    assert told.interactions(PRESSES) == {("about", "failed"): 1}
    assert told.interactions(SEARCHES) == {("rate genre", "failed"): 1}
    assert measured.bot.metrics.total(Outcome.FAILED) == 3


async def test_what_is_put_off_is_answered_first_and_ends_later(
    measured: Measured, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, going_on = asyncio.Event(), asyncio.Event()

    async def reload(*_: object) -> None:
        begun.set()
        await going_on.wait()
        raise ZeroDivisionError

    monkeypatch.setattr(Service, "reload", reload)
    root = administrator(measured)
    measured.bot.admin_ids = frozenset({root.id})
    asking = asyncio.create_task(measured.slash("admin reload", by=root))
    await begun.wait()
    told = await measured.told()
    assert told("osusume_first_answer_seconds_count") == 1
    assert told("osusume_interactions_in_progress") == 1
    assert not told.interactions(COMMANDS)
    going_on.set()
    await asking
    told = await measured.told()
    assert told("osusume_interactions_in_progress") == 0
    assert told.interactions(COMMANDS) == {("admin reload", "failed"): 1}
    assert told("osusume_first_answer_seconds_count") == 1


async def test_the_database_is_told_by_what_is_done_there(measured: Measured, tmp_path: Path) -> None:
    await measured.slash("rate genre", genre="Action", rating=9)
    told = await measured.told()
    assert told("osusume_database_seconds_count", operation="read") > 0
    assert told("osusume_database_seconds_count", operation="write") >= 1
    assert told("osusume_database_seconds_count", operation="sync") >= 1
    assert told("osusume_database_errors_total") == 0
    (tmp_path / "members.db").rename(tmp_path / "elsewhere.db")
    await measured.slash("rate genre", genre="Action", rating=8)
    told = await measured.told()
    assert told("osusume_database_errors_total", operation="write") == 1
    assert told.interactions(COMMANDS)["rate genre", "failed"] == 1


async def test_the_model_is_told_and_what_became_of_reloads(
    measured: Measured, bundle: Path, tmp_path: Path
) -> None:
    model = measured.bot.service.model
    told = await measured.told()
    assert told("osusume_model_info", version=model.current.recommender.manifest.version) == 1
    assert told("osusume_model_loaded_timestamp_seconds") == pytest.approx(
        model.current.loaded_at.timestamp()
    )
    await model.reload(relabelled(bundle, tmp_path / "other", "NEW"))
    with pytest.raises(ReloadRefused):
        await model.reload(tmp_path / "nowhere")
    told = await measured.told()
    assert [s.labels for s in told.samples if s.name == "osusume_model_info"] == [{"version": "NEW"}]
    assert told("osusume_model_reloads_total", outcome="loaded") == 1
    assert told("osusume_model_reloads_total", outcome="refused") == 1


async def test_the_gateway_the_process_and_what_waits_are_told(measured: Measured) -> None:
    told = await measured.told()
    assert told("osusume_guilds") == 1
    assert told("osusume_shard_up", shard="0") == 1
    assert told("osusume_info") == 1
    assert told("process_resident_memory_bytes") > 2**20
    assert told("process_cpu_seconds_total") > 0
    assert told("osusume_threads_queued", pool="long") == 0


async def test_work_that_waits_for_a_thread_is_told() -> None:
    begun, going_on = threading.Semaphore(0), threading.Event()

    def wait() -> None:
        begun.release()
        going_on.wait()

    work = [asyncio.create_task(at_length(wait)) for _ in range(LONG + 3)]
    for _ in range(LONG):
        await asyncio.to_thread(begun.acquire)
    told = Told(generate_latest(Metrics().registry).decode())
    going_on.set()
    await asyncio.gather(*work)
    assert told("osusume_threads_queued", pool="long") == 3


async def test_bots_of_one_process_are_measured_apart(make_bot: Callable[..., Osusume]) -> None:
    metrics = Metrics()
    first, other = make_bot(metrics=metrics), make_bot()
    assert other.metrics is not metrics
    assert metrics.client is first
    again = make_bot(metrics=metrics)  # as after a first connection that failed
    assert metrics.client is again
    generate_latest(metrics.registry)


async def test_of_the_last_minutes_the_usual_and_the_slow_are_known(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    metrics = stage.bot.metrics
    assert metrics.lately() is None
    for _ in range(3):
        await stage.slash("help")
    lately = metrics.lately()
    assert lately is not None
    assert lately.answers == 3
    assert 0 < lately.median <= lately.p95
    assert metrics.total(Outcome.ANSWERED) == 3
    monkeypatch.setattr("bot.metrics.LATELY", -1.0)
    assert metrics.lately() is None


def names() -> set[str]:
    """All names that the bot's features have."""
    with_state = [kind.__discord_ui_compiled_template__ for kind in Stateful.kinds]
    return {t.pattern.split(":")[1] for t in (*with_state, *(kind.template for kind in Form.kinds))}


def test_whatever_is_sent_no_text_and_no_id_is_told(model: Model, tmp_path: Path) -> None:
    """Labels are taken from what the bot has, so there is nothing of a member in them, and there are few."""
    with asyncio.Runner() as runner:
        store_opened = MemberStore.open(f"sqlite:///{tmp_path / 'members.db'}")
        store = runner.run(store_opened.__aenter__())
        here_opened = open_here(Service(store, Model(model.current)))
        here = runner.run(here_opened.__aenter__())
        commands = {command.qualified_name for command in here.bot.tree.walk_commands()}
        commands |= {menu.name for menu in here.bot.tree._get_all_commands() if not hasattr(menu, "commands")}
        known = commands | names() | {"unknown"}
        ways = st.sampled_from((_search, _call, _press, _choose, _fill))

        def send(way: Any, text: str) -> None:
            runner.run(way(here, text))
            told = runner.run(_told_at_rest(here))
            for sample in told.samples:
                assert not [value for value in sample.labels.values() if re.search(r"\d{15}", value)]
                assert sample.labels.get("name", "unknown") in known
            assert {s.labels["kind"] for s in told.samples if "kind" in s.labels} <= {
                COMMANDS,
                PRESSES,
                SEARCHES,
                FORMS,
            }
            others = {label for s in told.samples for label in s.labels} - {"kind", "name"}
            assert others <= {"outcome", "operation", "le", "pool", "shard", "version"}

        for way in (_search, _call, _press, _choose, _fill):
            send(way, f"a text of {ALICE}")
        hypothesis_settings(max_examples=60, deadline=None)(given(ways, hostile(longest=200))(send))()
        told = Told(generate_latest(here.bot.metrics.registry).decode())
        assert {name for name, _ in told.interactions(COMMANDS)} == {"rate title", "unknown"}
        assert {name for name, _ in told.interactions(PRESSES)} == {"about", "unknown"}
        assert {name for name, _ in told.interactions(FORMS)} >= {"unknown"}
        assert not re.search(rf"{ALICE}|a text", told.text)
        runner.run(here_opened.__aexit__(None, None, None))
        runner.run(store_opened.__aexit__(None, None, None))


async def _told_at_rest(here: Here) -> Told:
    """What is told once nothing is in progress any more: some work goes on after its answer."""
    registry = here.bot.metrics.registry
    async with asyncio.timeout(60):
        while registry.get_sample_value("osusume_interactions_in_progress"):  # noqa: ASYNC110 - sets no event
            await asyncio.sleep(0.01)
    return Told(generate_latest(registry).decode())


async def _search(here: Here, text: str) -> None:
    option = {"name": "title", "type": 3, "value": text, "focused": True}
    data = {
        "id": "1",
        "name": "rate",
        "type": 1,
        "options": [{"name": "title", "type": 1, "options": [option]}],
    }
    await here.command(data, AUTOCOMPLETE)


async def _call(here: Here, text: str) -> None:
    options = [{"name": "title", "type": 3, "value": text}, {"name": "rating", "type": 4, "value": 8}]
    data = {
        "id": "1",
        "name": "rate",
        "type": 1,
        "options": [{"name": "title", "type": 1, "options": options}],
    }
    await here.command(data, COMMAND)
    await here.command({"id": "1", "name": text, "type": 1}, COMMAND)


async def _press(here: Here, text: str) -> None:
    for identity in (f"o1:about:{ALICE}:{text}", f"o1:{text}:{ALICE}", text):
        part = {"type": 2, "style": 2, "label": "x", "custom_id": identity}
        await here.press(
            part, None, message({"components": [{"type": 1, "components": [part]}]}, str(FIRST_CHANNEL))
        )


async def _choose(here: Here, text: str) -> None:
    part = {"type": 3, "custom_id": f"o1:{text}", "options": [{"label": "x", "value": "x"}]}
    shown = message({"components": [{"type": 1, "components": [part]}]}, str(FIRST_CHANNEL))
    await here.press(part, [text], shown)


async def _fill(here: Here, text: str) -> None:
    for identity in (f"o1:own-find:{ALICE}", text):
        data = {
            "custom_id": identity,
            "components": [{"type": 18, "component": {"type": 4, "custom_id": "text", "value": text}}],
        }
        await here.command(data, 5)
