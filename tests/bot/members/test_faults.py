"""What goes wrong with the database while the bot runs: one sentence, and nothing half kept."""

# ruff: noqa: ASYNC240 - nothing else runs on the loop of a test

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Engine

from bot.members import database
from bot.members.backup import back_up
from bot.members.faults import complaint
from bot.members.records import Entry, Status
from bot.members.store import MemberStore, StoreError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

NOW = datetime(2026, 7, 1, tzinfo=UTC)
SEEN = Entry(Status.COMPLETED, 8)
MANY = dict.fromkeys(range(1, 5001), SEEN)


@pytest.fixture
def address(file: Path) -> str:
    return f"sqlite:///{file}"  # a server's faults are in test_postgresql.py


@asynccontextmanager
async def refused(store: MemberStore, words: str) -> AsyncIterator[None]:
    """A change that is refused in a sentence, and of which nothing is kept."""
    before = await store.load_everything(7)
    with pytest.raises(StoreError, match=words) as refusal:
        yield
    assert str(refusal.value).endswith(".")
    assert await store.load_everything(7) == before


async def tell_writers(store: MemberStore, pragma: str) -> int:
    changing = store._database.changing
    assert isinstance(changing, Engine)
    with closing(changing.raw_connection()) as pooled:
        driver = pooled.driver_connection
        assert driver
        driver.execute(f"PRAGMA {pragma}")
    async with store._database.writing.connect() as connection:
        driver = (await connection.get_raw_connection()).driver_connection
        assert driver
        cursor = await driver.execute(f"PRAGMA {pragma}")
        told: int = next(iter(await cursor.fetchone() or (0,)))
    return told


async def test_locked(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    async with MemberStore.open(f"sqlite:///{file}") as store:
        await store.rate_genres(7, {"Action": 9}, NOW)
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN EXCLUSIVE")
            async with refused(store, "in use by another program"):
                await store.rate_genres(7, {"Action": 1, "Drama": 2}, NOW)
            async with refused(store, "in use by another program"):
                await store.delete(7)
            other.execute("ROLLBACK")
        await store.rate_genres(7, {"Drama": 2}, NOW)
        assert set((await store.load(7)).genres) == {"Action", "Drama"}


async def test_full(store: MemberStore) -> None:
    await store.rate_genres(7, {"Action": 9}, NOW)
    pages = await tell_writers(store, "page_count")
    await tell_writers(store, f"max_page_count = {pages + 2}")
    async with refused(store, "free some space"):
        await store.keep_titles(7, MANY, NOW)
    async with refused(store, "free some space"):
        await store.imports.import_titles(7, MANY, NOW, "AniList")
    await tell_writers(store, f"max_page_count = {pages + 2000}")
    await store.keep_titles(7, MANY, NOW)
    assert len((await store.load(7)).titles) == len(MANY)


async def test_read_only(store: MemberStore) -> None:
    await store.rate_genres(7, {"Action": 9}, NOW)
    await tell_writers(store, "query_only = ON")
    async with refused(store, "may only be read"):
        await store.rate_genres(7, {"Drama": 2}, NOW)
    await tell_writers(store, "query_only = OFF")
    await store.rate_genres(7, {"Drama": 2}, NOW)


@pytest.mark.parametrize("after", ["another", "nothing", "a folder"])
async def test_replaced(store: MemberStore, file: Path, tmp_path: Path, after: str) -> None:
    await store.rate_genres(7, {"Action": 9}, NOW)
    other, aside = tmp_path / "other.db", tmp_path / "aside.db"
    back_up(file, other)
    file.rename(aside)
    if after == "another":
        shutil.copy2(other, file)
    elif after == "a folder":
        file.mkdir()
    for change in (store.rate_genres(7, {"Drama": 2}, NOW), store.load(7), store.delete(7)):
        with pytest.raises(StoreError, match="replaced or removed: start the bot again"):
            await change
    if file.is_dir():
        file.rmdir()
    elif file.exists():
        file.unlink()
    aside.rename(file)
    assert set((await store.load(7)).genres) == {"Action"}


async def test_damaged(store: MemberStore, file: Path) -> None:
    await store.keep_titles(7, MANY, NOW)
    await store._database.purge()
    content = bytearray(file.read_bytes())
    content[4096 * 12 :] = os.urandom(len(content) - 4096 * 12)
    with file.open("r+b") as damaged:
        damaged.write(content)
    with pytest.raises(StoreError, match=r"damaged: put a backup in its place"):
        await store.load(7)


async def test_a_fault_does_not_tell_what_members_told(store: MemberStore) -> None:
    with pytest.raises(StoreError) as refusal:
        await store.keep_titles(80351110224678912, {-5: SEEN}, NOW)
    fault: BaseException | None = refusal.value
    while fault:
        assert "80351110224678912" not in str(fault)
        fault = fault.__cause__


@pytest.mark.parametrize("cause", [OSError("No such device"), sqlite3.OperationalError(), KeyError()])
def test_any_fault_is_a_sentence(cause: Exception) -> None:
    assert complaint("osusume.db", cause).endswith(".")
