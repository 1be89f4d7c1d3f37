"""The client: what it asks of Discord, what it tells Discord of its commands, and where faults end."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

import discord
import pytest
import simcord

from bot.texts import ENGLISH
from tests.bot.stage import check_requests, text_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.client import Osusume
    from tests.bot.stage import Api, Stage

EVERYWHERE, SERVERS = [0, 1, 2], [0]
ANY_INSTALL, SERVER_INSTALL = [0, 1], [0]


def test_discords_description_tells_good_from_bad(api: Api) -> None:
    good = {"type": 4, "data": {"flags": 1 << 15, "components": [{"type": 10, "content": "x"}]}}
    assert not api.faults("POST", "/interactions/1/x/callback", good)
    bad = {"type": 4, "data": {"flags": 1 << 15, "components": [{"type": 10, "content": 5}]}}
    assert api.faults("POST", "/interactions/1/x/callback", bad)


def commands_told(env: simcord.Env) -> list[list[dict[str, Any]]]:
    return [request.json for request in env.http_requests if request.path.endswith("/commands")]


async def test_once_it_is_ready_nobody_waits_for_the_names(stage: Stage) -> None:
    model = stage.bot.service._model.current
    await stage.bot.on_ready()
    assert model.search.clear(model.catalogue.anime[0].name, adult=True)


async def test_contexts_and_permissions_of_each_command(stage: Stage) -> None:
    (told,) = commands_told(stage.env)
    assert {command["name"] for command in told} >= {
        "rate",
        "recommend",
        "profile",
        "settings",
        "import",
        "mydata",
        "privacy",
        "help",
        "admin",
    }
    for command in told:
        if command["name"] == "admin":
            assert command["contexts"] == SERVERS
            assert command["integration_types"] == SERVER_INSTALL
            assert int(command["default_member_permissions"]) == discord.Permissions(administrator=True).value
        else:
            assert sorted(command["contexts"]) == EVERYWHERE
            assert sorted(command["integration_types"]) == ANY_INSTALL
            assert command["default_member_permissions"] is None
    names = {f"{c['name']} {o['name']}" for c in told for o in c.get("options", []) if o["type"] == 1}
    assert names >= {"rate genre", "rate genres", "rate title", "mydata export", "mydata delete"}
    assert names >= {"admin reload", "admin status"}


def test_least_intents_and_no_mentions(stage: Stage) -> None:
    assert stage.bot.intents == discord.Intents(guilds=True)
    assert stage.bot.allowed_mentions is not None
    assert stage.bot.allowed_mentions.to_dict() == {"parse": []}


async def test_discord_is_told_of_commands_only_when_they_change(
    make_bot: Callable[..., Osusume], tmp_path: Path, api: Api
) -> None:
    synced = tmp_path / "deeper" / "commands.sha256"
    async with simcord.run(make_bot(synced=synced), shard_count=1) as env:
        assert len(commands_told(env)) == 1
        await env.restart_bot(make_bot(synced=synced))
        assert len(commands_told(env)) == 1
        synced.write_text("something older")
        await env.restart_bot(make_bot(synced=synced))
        assert len(commands_told(env)) == 2
        changed = make_bot(synced=synced)
        load = changed.load_extension

        async def load_and_change(name: str, *, package: str | None = None) -> None:
            await load(name, package=package)
            if name.endswith("help"):
                help_command = changed.tree.get_command("help")
                assert isinstance(help_command, discord.app_commands.Command)
                help_command.description = "Help!"

        changed.load_extension = load_and_change  # type: ignore[method-assign]
        await env.restart_bot(changed)
        assert len(commands_told(env)) == 3
        check_requests(env, api)


async def test_a_data_folder_that_cannot_be_written_does_not_stop_the_bot(
    make_bot: Callable[..., Osusume], tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("no folder")
    async with simcord.run(make_bot(synced=tmp_path / "file" / "commands.sha256"), shard_count=1) as env:
        assert len(commands_told(env)) == 1
    assert "told of the commands again" in caplog.text


async def test_a_fault_of_the_bot_is_one_sentence_and_a_reference_in_the_log(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise RuntimeError("the disk is full of secrets")

    message = stage.message(await stage.slash("recommend"))
    monkeypatch.setattr(stage.bot.service, "recommend", fail)
    with caplog.at_level(logging.ERROR):
        command = await stage.slash("recommend")
        press = await stage.press(message, "Next")
    assert stage.env.errors  # simcord saw them, too
    for answer in (command, press):
        reference = re.search(r"`([0-9a-f]{6})`", text_of(answer))
        assert reference
        assert text_of(answer) == f"⚠️ {ENGLISH('error-unexpected', reference=reference[1])}"
        assert f"Fault {reference[1]}" in caplog.text
        assert answer.ephemeral
    assert str(stage.alice.id) not in "".join(record.getMessage() for record in caplog.records)
    assert stage.bot.refused == 2


async def test_a_command_of_an_older_form_says_so(stage: Stage) -> None:
    stage.bot.tree.remove_command("profile")
    answer = await stage.slash("profile")
    assert "an older form of that command" in text_of(answer)
    assert stage.env.errors


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("title", {"name": "title", "type": 4, "value": 7}),
        ("recommend", {"name": "length", "type": 3, "value": "endless"}),
        ("compare", {"name": "member", "type": 3, "value": "alice"}),
    ],
)
async def test_options_of_another_version_are_refused(
    stage: Stage, command: str, option: dict[str, Any]
) -> None:
    called = {"id": "1", "name": command, "type": 1, "options": [option]}
    kind = discord.InteractionType.application_command.value
    answer = await stage.alice._dispatch_interaction(kind, stage.channel, called)
    assert ENGLISH("command-outdated") in text_of(answer)


async def test_an_answer_that_does_not_arrive_is_only_logged(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    stage.env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=None)
    await stage.slash("help")
    assert "An answer did not reach Discord" in caplog.text
    assert stage.env.errors


async def test_commands_work_in_direct_messages(stage: Stage) -> None:
    answer = await stage.alice.user.slash("recommend")
    assert "For alice" in text_of(answer)
    await stage.alice.user.click(stage.message(answer), label="Next")
    assert stage.bot.refused == 0
