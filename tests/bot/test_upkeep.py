"""Members are noted where they are met, and forgotten once they can be met nowhere."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.members.backup import Backups
from bot.members.records import Entry, Status
from bot.members.store import StoreError
from bot.secret import Secret
from bot.settings import Settings
from bot.shards import TIMESTAMP, Shards
from bot.upkeep import Policy, Upkeep, policy_of

if TYPE_CHECKING:
    import discord

    from bot.members.records import Place
    from tests.bot.stage import Stage

ELSEWHERE = 77


@pytest.fixture
def upkeep(stage: Stage) -> Upkeep:
    cog = stage.bot.get_cog("Upkeep")
    assert isinstance(cog, Upkeep)
    return cog


async def places(stage: Stage, member: int) -> dict[int, Place]:
    return dict((await stage.bot.service._store.load_everything(member)).places)


async def tell(stage: Stage, guild: int | None) -> None:
    await stage.bot.service.rate_genre(stage.alice.id, "Action", 9)
    await stage.bot.service.met(stage.alice.id, guild)


def guild_of(stage: Stage) -> discord.Guild:
    guild = stage.bot.get_guild(stage.guild.id)
    assert guild
    return guild


async def hear(stage: Stage, event: str, *arguments: object) -> None:
    """Let the bot hear of an event, and wait until all who listen have dealt with it."""
    stage.bot.dispatch(event, *arguments)
    name = f"discord.py: on_{event}"
    await asyncio.gather(*(task for task in asyncio.all_tasks() if task.get_name() == name))


async def test_a_command_that_keeps_something_notes_where(stage: Stage) -> None:
    await stage.slash("help")
    assert await places(stage, stage.alice.id) == {}
    await stage.slash("rate genre", genre="Action", rating=9)
    assert list(await places(stage, stage.alice.id)) == [stage.guild.id]
    assert await places(stage, stage.bob.id) == {}


async def test_a_press_that_keeps_something_notes_where(stage: Stage) -> None:
    settings = await stage.slash("settings")
    assert await places(stage, stage.alice.id) == {}
    await stage.press(settings, "Only finished: off")
    assert list(await places(stage, stage.alice.id)) == [stage.guild.id]


async def test_direct_messages_are_no_server(stage: Stage) -> None:
    await stage.alice.user.slash("rate genre", genre="Action", rating=9)
    assert list(await places(stage, stage.alice.id)) == [0]


async def test_a_server_that_the_bot_is_not_in_is_none(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """There only the member has installed the bot."""
    monkeypatch.setattr(stage.bot, "get_guild", lambda _: None)
    await stage.slash("rate genre", genre="Action", rating=9)
    assert list(await places(stage, stage.alice.id)) == [0]


async def test_a_note_that_fails_does_not_spoil_the_answer(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: object) -> None:
        raise StoreError("The disk is full.")

    monkeypatch.setattr(stage.bot.service, "met", fail)
    answer = await stage.slash("rate genre", genre="Action", rating=9)
    assert answer.acknowledged
    assert stage.bot.refused == 0
    assert "behind: The disk is full." in caplog.text
    assert str(stage.alice.id) not in caplog.text


async def test_leaving_and_joining_are_noted(stage: Stage) -> None:
    await tell(stage, stage.guild.id)
    guild = guild_of(stage)
    await hear(stage, "guild_remove", guild)
    assert (await places(stage, stage.alice.id))[stage.guild.id].left_at
    await hear(stage, "guild_join", guild)
    assert (await places(stage, stage.alice.id))[stage.guild.id].left_at is None


async def test_servers_left_and_joined_unseen_are_noted_when_ready(stage: Stage) -> None:
    await tell(stage, ELSEWHERE)
    await tell(stage, stage.guild.id)
    await tell(stage, None)
    await stage.bot.service.left(stage.guild.id)
    await hear(stage, "ready")
    left = {
        guild: place.left_at is not None for guild, place in (await places(stage, stage.alice.id)).items()
    }
    assert left == {0: False, stage.guild.id: False, ELSEWHERE: True}


async def test_who_sees_only_some_shards_draws_no_conclusions_about_others(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = 4 << TIMESTAMP, 5 << TIMESTAMP
    await tell(stage, mine)
    await tell(stage, other)
    monkeypatch.setattr(stage.bot, "shard_count", 2)
    monkeypatch.setattr(stage.bot, "shard_ids", [0])
    await hear(stage, "ready")
    left = {
        guild: place.left_at is not None for guild, place in (await places(stage, stage.alice.id)).items()
    }
    assert left == {mine: True, other: False}


@pytest.mark.parametrize("there", [True, False])
async def test_nobody_is_forgotten_while_a_process_is_away_that_may_know_better(
    stage: Stage, upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch, there: bool
) -> None:
    """Of the servers that it left the bot may have come back to another's, which nobody else would know."""
    mine, other = 4 << TIMESTAMP, 5 << TIMESTAMP
    now, store = datetime.now(UTC), stage.bot.service._store
    for guild in (mine, other):
        await tell(stage, guild)
        await store.places.left(guild, now - timedelta(days=100))
    monkeypatch.setattr(stage.bot, "shard_count", 2)
    monkeypatch.setattr(stage.bot, "shard_ids", [0])
    noted = now - timedelta(hours=1 if there else 3)
    await store.places.present([], noted, Shards((1,), 2))
    await upkeep.keep_up()
    assert (await stage.bot.service.held(stage.alice.id) is None) == there
    await store.places.present([], now, Shards((1,), 2))
    await upkeep.keep_up()
    assert await stage.bot.service.held(stage.alice.id) is None


async def test_of_several_processes_one_forgets_and_all_note(
    stage: Stage, upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    now, store, first = datetime.now(UTC), stage.bot.service._store, Shards((0,), 2)
    stage.bot.policy = Policy(
        backups=Backups(tmp_path / "members.db", tmp_path / "backups", timedelta(hours=24), keep=2)
    )
    await tell(stage, 4 << TIMESTAMP)
    await store.places.left(4 << TIMESTAMP, now - timedelta(days=100))
    await store.places.present([], now, first)
    monkeypatch.setattr(stage.bot, "shard_count", 2)
    monkeypatch.setattr(stage.bot, "shard_ids", [1])
    assert not await stage.bot.service.all_present(first)
    await upkeep.keep_up()
    assert await stage.bot.service.all_present(first)
    assert await stage.bot.service.held(stage.alice.id)
    assert not (tmp_path / "backups").exists()


async def test_nobody_is_forgotten_where_it_cannot_be_noted_where_the_bot_is(
    stage: Stage, upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: Any) -> None:
        raise StoreError("The disk is full.")

    await tell(stage, ELSEWHERE)
    await stage.bot.service._store.places.left(ELSEWHERE, datetime.now(UTC) - timedelta(days=100))
    with monkeypatch.context() as patch:
        patch.setattr(stage.bot.service, "present", fail)
        await upkeep.keep_up()
    assert "The disk is full." in caplog.text
    assert await stage.bot.service.held(stage.alice.id)
    await upkeep.keep_up()
    assert await stage.bot.service.held(stage.alice.id) is None


@pytest.mark.parametrize(("days", "forgotten"), [(29, False), (31, True)])
async def test_members_are_forgotten_after_the_time_that_the_host_sets(
    stage: Stage, upkeep: Upkeep, days: int, forgotten: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.upkeep")
    await tell(stage, ELSEWHERE)
    await stage.bot.service.rate_genre(stage.bob.id, "Action", 9)
    await stage.bot.service.met(stage.bob.id, stage.guild.id)
    left = datetime.now(UTC) - timedelta(days=days)
    for guild in (ELSEWHERE, 78):
        await stage.bot.service._store.places.left(guild, left)
    await upkeep.keep_up()
    assert (await stage.bot.service.held(stage.alice.id) is None) == forgotten
    assert await stage.bot.service.held(stage.bob.id)
    assert ("Forgot 1 members" in caplog.text) == forgotten
    stage.bot.policy = Policy(timedelta(days=1))
    await upkeep.keep_up()
    assert await stage.bot.service.held(stage.alice.id) is None


async def test_old_imports_are_forgotten_by_the_hour(stage: Stage, upkeep: Upkeep) -> None:
    store = stage.bot.service._store
    for member, hours in ((stage.alice.id, 25), (stage.bob.id, 23)):
        at = datetime.now(UTC) - timedelta(hours=hours)
        await store.imports.import_titles(member, {1: Entry(Status.COMPLETED)}, at, "AniList")
    await upkeep.keep_up()
    assert (await store.load_everything(stage.alice.id)).last_import is None
    assert (await store.load_everything(stage.bob.id)).last_import


async def test_a_database_that_fails_is_tried_again(
    stage: Stage, upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def fail(*_: Any) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as patch:
        patch.setattr(stage.bot.service, "forget_old_imports", fail)
        patch.setattr(stage.bot.service, "forget_the_lost", fail)
        await upkeep.keep_up()
    assert caplog.text.count("The disk is full.") == 2
    assert upkeep.task
    assert not upkeep.task.done()


async def test_the_hourly_task_begins_when_ready_and_ends_with_the_bot(stage: Stage, upkeep: Upkeep) -> None:
    task = upkeep.task
    assert task
    assert not task.done()
    await stage.bot.remove_cog("Upkeep")
    await stage.env.settle()
    assert task.done()


async def test_the_database_is_backed_up_and_the_deleted_leave_the_backups(
    stage: Stage, upkeep: Upkeep, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.upkeep")
    backups = Backups(tmp_path / "members.db", tmp_path / "backups", timedelta(hours=24), keep=2)
    stage.bot.policy = Policy(backups=backups)
    for member in (stage.alice.id, stage.bob.id):
        await stage.bot.service.rate_genre(member, "Action", 9)
    await upkeep.keep_up()
    await stage.bot.service.delete(stage.alice.id)
    await upkeep.keep_up()
    (backup,) = backups.made()
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT id FROM members").fetchall() == [(stage.bob.id,)]
    assert caplog.text.count("Backed the members' database up to ") == 1
    assert str(stage.alice.id) not in caplog.text


async def test_a_backup_that_fails_is_told_and_tried_again(
    stage: Stage, upkeep: Upkeep, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "backups"
    folder.touch()
    stage.bot.policy = Policy(backups=Backups(tmp_path / "members.db", folder, timedelta(hours=24), keep=2))
    await upkeep.keep_up()
    assert "The upkeep of members' data is behind: " in caplog.text
    folder.unlink()
    await upkeep.keep_up()
    assert len(list(folder.iterdir())) == 1


def test_the_host_sets_the_policy() -> None:
    settings = Settings(
        forget_after_days=3,
        privacy_url="https://example.org",
        database_url=Secret("sqlite:////data/osusume.db"),
        backup_every_hours=6,
        backup_keep=2,
    )
    backups = Backups(Path("/data/osusume.db"), Path("/data/backups"), timedelta(hours=6), keep=2)
    assert policy_of(settings) == Policy(timedelta(days=3), "https://example.org", backups)
    elsewhere = policy_of(replace(settings, backup_dir=Path("/safe"))).backups
    assert elsewhere
    assert elsewhere.folder == Path("/safe")


def test_a_server_is_backed_up_by_its_own_means() -> None:
    settings = Settings(database_url=Secret("postgresql://osusume@db/osusume"))
    assert policy_of(settings).backups is None
