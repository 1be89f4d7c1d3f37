"""Everything from one database to another: all of it, or nothing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.members.moving import BATCH, move
from bot.members.records import Entry, GuildSettings, Status, TitleLanguage
from bot.members.store import MemberStore, StoreError
from bot.members.tables import metadata
from tests.bot.members.test_store import tell_everything

if TYPE_CHECKING:
    from pathlib import Path

    from bot.members.records import Everything

NOW = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)
MEMBERS = (7, 8, 2**63 - 1)
MANY = dict.fromkeys(range(100, 101 + BATCH), Entry(Status.WATCHING, 8))


@pytest.fixture
def other(tmp_path: Path) -> str:
    """The address of an empty SQLite database beside the one of the test."""
    return f"sqlite:///{tmp_path / 'other.db'}"


async def fill(address: str) -> None:
    async with MemberStore.open(address) as store:
        for member in MEMBERS:
            await tell_everything(store, member)
        await store.keep_titles(8, MANY, NOW)
        await store.rate_genres(8, {"百合": 3}, NOW)
        await store.change_settings(8, lambda s: s.__class__(reach=0.1, together=True), NOW)
        await store.places.left(5, NOW)
        await store.places.present([4], NOW)
        await store.guilds.save(2**63 - 1, GuildSettings(TitleLanguage.ENGLISH))
        await store.reloads.ask()


async def told(address: str) -> tuple[dict[int, Everything], GuildSettings, object]:
    async with MemberStore.open(address) as store:
        members = {member: await store.load_everything(member) for member in MEMBERS}
        return members, await store.guilds.load(2**63 - 1), await store.counts()


async def is_empty(address: str) -> bool:
    async with MemberStore.open(address) as store:
        counts = await store.counts()
        return not (counts.members or counts.titles or counts.genre_ratings)


@pytest.mark.parametrize("there", [True, False])
async def test_all_that_was_told_is_there_afterwards_and_stays_where_it_was(
    address: str, other: str, there: bool
) -> None:
    source, target = (address, other) if there else (other, address)
    await fill(source)
    before = await told(source)
    moved = await move(source, target)
    assert await told(target) == await told(source) == before
    assert moved.keys() == metadata.tables.keys() - {"reloads", "shards"}
    assert (moved["members"], moved["titles"]) == (3, 6 + len(MANY))
    assert all(moved.values())


async def test_a_bot_that_has_run_is_not_in_the_way(address: str, other: str) -> None:
    await fill(other)
    async with MemberStore.open(address) as store:
        await store.places.present([], NOW)
        await store.reloads.ask()
    await move(other, address)
    assert await told(address) == await told(other)


async def test_nothing_is_put_beside_what_is_there(address: str, other: str) -> None:
    await fill(other)
    async with MemberStore.open(address) as store:
        await store.guilds.save(1, GuildSettings())
    with pytest.raises(StoreError, match="holds something already: move to a database that is empty"):
        await move(other, address)
    assert await is_empty(address)
    with pytest.raises(StoreError, match="holds something already"):
        await move(other, other)


async def test_there_must_be_something_to_move(other: str, address: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="nothing to move"):
        await move(other, address)
    assert not (tmp_path / "other.db").exists()


async def test_what_the_other_cannot_keep_is_refused_and_nothing_is_half_moved(
    other: str, postgres: str
) -> None:
    await fill(other)
    async with MemberStore.open(other) as store:
        await store.rate_genres(8, {"A genre\0 that SQLite takes": 3}, NOW)
    with pytest.raises(StoreError, match="refuses what it was told"):
        await move(other, postgres)
    assert await is_empty(postgres)


async def test_what_is_not_written_as_it_was_read_is_noticed_and_nothing_is_kept(
    address: str, other: str, tmp_path: Path
) -> None:
    await fill(address)
    assert await is_empty(other)
    with closing(sqlite3.connect(tmp_path / "other.db")) as connection:
        connection.execute(
            "CREATE TRIGGER careless AFTER INSERT ON genre_ratings WHEN NEW.rating = 3 "
            "BEGIN UPDATE genre_ratings SET rating = 4 WHERE rating = 3; END"
        )
    with pytest.raises(StoreError, match="genre_ratings is not what was read, so nothing was kept"):
        await move(address, other)
    assert await is_empty(other)
