"""/admin on Discord: for those who run the bot, and for nobody else."""

from __future__ import annotations

import json
import re
import shutil
from typing import TYPE_CHECKING

import discord
import pytest
import simcord

from bot.client import Osusume
from bot.members.store import MemberStore
from bot.model import Model
from bot.service import Service
from bot.texts import ENGLISH
from tests.bot.stage import check_requests, text_of
from tests.check_fuzz.here import ADMINISTRATOR, ALICE, BOB, open_here
from tests.check_load.payloads import COMMAND, FIRST_CHANNEL, guild_id, interaction, message

if TYPE_CHECKING:
    from pathlib import Path

    from simcord import MemberActor

    from tests.bot.stage import Api, Stage

COMMANDS = ("admin status", "admin reload")


def administrator(stage: Stage, name: str = "mallory") -> MemberActor:
    """A member who sees every command of the server."""
    role = stage.guild.create_role(f"{name}'s role", permissions=discord.Permissions(administrator=True))
    return stage.guild.add_member(stage.env.create_user(name), roles=[role])


def show_commands(stage: Stage, member: MemberActor) -> None:
    """Let a member see /admin, as a server's settings can."""
    admin = stage.env.backend.find_command("admin", None)
    assert admin is not None
    stage.guild.set_command_permissions(int(admin["id"]), {member: True})


def test_members_do_not_see_the_commands(stage: Stage) -> None:
    assert not [name for name in stage.alice.available_commands(stage.channel) if name.startswith("admin")]


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_member_cannot_use_what_is_hidden(stage: Stage, command: str) -> None:
    with pytest.raises(simcord.SetupError, match="default-member-permissions"):
        await stage.slash(command)


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_member_to_whom_a_server_showed_the_commands_is_refused(stage: Stage, command: str) -> None:
    show_commands(stage, stage.alice)
    answer = await stage.slash(command)
    assert "Only the people who run this bot" in text_of(answer)
    assert answer.ephemeral


@pytest.mark.parametrize("command", COMMANDS)
async def test_being_a_servers_administrator_is_not_enough(stage: Stage, command: str) -> None:
    answer = await stage.slash(command, by=administrator(stage))
    assert "Only the people who run this bot" in text_of(answer)
    assert answer.ephemeral


async def test_the_commands_are_not_in_direct_messages(stage: Stage) -> None:
    with pytest.raises(simcord.SetupError, match="context"):
        await stage.alice.user.slash("admin status")


async def test_who_is_listed_may(stage: Stage) -> None:
    root = administrator(stage, "root")
    stage.bot.admin_ids = frozenset({root.id})
    answer = await stage.slash("admin status", by=root)
    assert answer.ephemeral
    assert stage.bot.service._model.current.recommender.manifest.version in text_of(answer)
    assert "Only the people" in text_of(await stage.slash("admin status", by=administrator(stage)))


async def test_the_status_tells_what_the_bot_does_and_how_well(stage: Stage) -> None:
    root = administrator(stage, "root")
    stage.bot.admin_ids = frozenset({root.id})
    told = text_of(await stage.slash("admin status", by=root))
    assert "Last 5 minutes: nobody asked\nSince the start: 0 answered" in told
    await stage.slash("rate genre", genre="Action", rating=9)
    await stage.slash("rate genre", genre="nonsense", rating=9)
    told = text_of(await stage.slash("admin status", by=root))
    assert "Started <t:" in told
    assert re.search(
        r"Last 5 minutes: 3 answers, half of them within \d\.\d\d s, 95 % within \d\.\d\d s", told
    )
    assert "Since the start: 2 answered · 1 refused · 0 held back · 0 failed" in told
    assert "1 server · 1 shard · 1 connected" in told
    assert re.search(r"1 member · 1 rating of a genre · 0 titles\nSQLite: \d\.\d MB\n", told)
    assert len(told.splitlines()) <= 20


async def test_the_owner_of_the_application_may(stage: Stage) -> None:
    owner = administrator(stage, "owner")
    stage.bot.owner_id = owner.id
    assert "## 🩺 Status" in text_of(await stage.slash("admin status", by=owner))


async def test_administrators_of_a_trusted_server_may_and_its_members_may_not(stage: Stage) -> None:
    stage.bot.admin_guilds = frozenset({stage.guild.id})
    assert "## 🩺 Status" in text_of(await stage.slash("admin status", by=administrator(stage)))
    show_commands(stage, stage.alice)
    assert "Only the people" in text_of(await stage.slash("admin status"))


@pytest.mark.parametrize("command", ["status", "reload"])
@pytest.mark.parametrize("where", ["trusted", "other", "direct"])
async def test_a_forged_call_is_refused_wherever_it_comes_from(
    service: Service, command: str, where: str
) -> None:
    async with open_here(service) as here:
        here.bot.admin_ids = frozenset({BOB})
        here.bot.admin_guilds = frozenset({guild_id(where != "trusted")})
        data = {"id": "1", "name": "admin", "type": 1, "options": [{"name": command, "type": 1}]}
        payload = interaction(COMMAND, ALICE, 0, data)
        if where == "direct":
            payload["user"] = payload.pop("member")["user"]
            del payload["guild_id"], payload["guild_locale"]
        before = service._model.current
        sent = await here.take(payload, permissions="0" if where == "trusted" else ADMINISTRATOR)
        assert ENGLISH("not-admin") in json.dumps(sent, ensure_ascii=False)
        assert service._model.current is before


@pytest.mark.parametrize("feature", ["admin", "status", "reload", "adminreload"])
async def test_no_button_can_be_forged_that_leads_there(service: Service, feature: str) -> None:
    async with open_here(service) as here:
        part = {"type": 2, "style": 2, "label": "x", "custom_id": f"o1:open:{ALICE}:{feature}"}
        shown = message({"components": [{"type": 1, "components": [part]}]}, str(FIRST_CHANNEL))
        before = service._model.current
        sent = await here.press(part, None, shown)
        assert ENGLISH("button-outdated") in json.dumps(sent, ensure_ascii=False)
        assert service._model.current is before


async def test_reload_loads_anew_and_refuses_what_is_damaged(
    bundle: Path, tmp_path: Path, api: Api | None
) -> None:
    copy = tmp_path / "bundle"
    shutil.copytree(bundle, copy)
    model = await Model.load(copy)
    async with MemberStore.open(f"sqlite:///{tmp_path / 'members.db'}") as store:
        bot = Osusume(Service(store, model))
        async with simcord.run(bot, shard_count=1, check_errors=False, settle_timeout=60) as env:
            guild = env.create_guild()
            channel = guild.create_text_channel("general")
            role = guild.create_role("root", permissions=discord.Permissions(administrator=True))
            root = guild.add_member(env.create_user("root"), roles=[role])
            bot.admin_ids = frozenset({root.id})
            before = model.current
            answer = await root.slash(channel, "admin reload")
            assert "The same model was loaded again" in text_of(answer)
            assert model.current is not before
            loaded = model.current
            damaged = next(copy.glob("*.keras"))
            damaged.write_bytes(damaged.read_bytes()[:1000])
            refused = await root.slash(channel, "admin reload")
            assert "the present one goes on answering" in text_of(refused)
            assert model.current is loaded
            check_requests(env, api)
