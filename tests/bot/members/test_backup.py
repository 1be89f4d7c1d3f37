"""Backups: what is in them, what is not, and what happens when one is put back."""

# ruff: noqa: ASYNC240 - nothing else runs on the loop of a test

from __future__ import annotations

import asyncio
import os
import sqlite3
import stat
import subprocess
import sys
import textwrap
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.members.backup import Backups, back_up, check_backup, restore
from bot.members.copying import copy_database
from bot.members.deletions import Deletions
from bot.members.records import Entry, Status
from bot.members.store import MemberStore, StoreError

if TYPE_CHECKING:
    from pathlib import Path

SEEN = Entry(Status.COMPLETED, 8)


@pytest.fixture
def address(file: Path) -> str:
    return f"sqlite:///{file}"  # a server is backed up by its own means


def now() -> datetime:
    return datetime.now(UTC)


async def known(file: Path) -> dict[int, set[str]]:
    async with MemberStore.open(f"sqlite:///{file}") as store:
        return {member: set((await store.load(member)).genres) for member in (7, 8)}


def sizes(file: Path) -> tuple[int, int]:
    with closing(sqlite3.connect(file)) as connection:
        return tuple(  # type: ignore[return-value]
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our tables
            for table in ("members", "titles")
        )


def refused(database: Path, backup: Path) -> str:
    with pytest.raises(StoreError) as refusal:
        restore(database, backup)
    assert str(refusal.value).endswith(".")
    return str(refusal.value)


@pytest.fixture
async def backup(store: MemberStore, file: Path, tmp_path: Path) -> Path:
    await store.rate_genres(7, {"Action": 9}, now())
    target = tmp_path / "safe" / "backup.db"
    await asyncio.to_thread(back_up, file, target)
    return target


async def test_a_backup_is_one_private_file_that_holds_what_was_told(backup: Path) -> None:
    assert list(backup.parent.iterdir()) == [backup]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert (await known(backup))[7] == {"Action"}


async def test_a_backup_while_members_tell_is_one_moment_and_holds_up_nobody(
    store: MemberStore, file: Path, tmp_path: Path
) -> None:
    """Each change writes all titles or none, so a copy of two moments would show."""
    telling = True

    async def tell() -> int:
        changes = 0
        while telling:
            await store.keep_titles(changes + 1, dict.fromkeys(range(1, 51), SEEN), now())
            changes += 1
        return changes

    task = asyncio.create_task(tell())
    for number in range(5):
        target = tmp_path / f"{number}.db"
        await asyncio.to_thread(back_up, file, target)
        members, titles = sizes(target)
        assert titles == members * 50
    telling = False
    changes = await task
    assert sizes(file)[0] == changes


async def test_a_backup_that_there_is_no_room_for_leaves_the_earlier_one(
    backup: Path, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = backup.read_bytes()
    real = sqlite3.connect

    def small(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = real(*arguments, **options)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 3")
        assert isinstance(connection, sqlite3.Connection)
        return connection

    monkeypatch.setattr("bot.members.copying.sqlite3.connect", small)
    with pytest.raises(StoreError, match=r"no room left .*backup\.db"):
        back_up(file, backup)
    assert backup.read_bytes() == before
    assert list(backup.parent.iterdir()) == [backup]


@pytest.mark.parametrize("what", ["itself", "text", "foreign", "folder", "nothing"])
async def test_a_backup_takes_no_other_files_place(
    store: MemberStore, file: Path, tmp_path: Path, what: str
) -> None:
    assert store
    target = tmp_path / "target"
    source = file
    match what:
        case "itself":
            target = file
        case "text":
            target.write_text("Buy milk. " * 500)
        case "foreign":
            with closing(sqlite3.connect(target)) as connection, connection:
                connection.execute("CREATE TABLE milk (litres)")
        case "folder":
            target.mkdir()
        case _:
            source = tmp_path / "none.db"
    before = target.read_bytes() if target.is_file() else None
    with pytest.raises(StoreError):
        back_up(source, target)
    assert (target.read_bytes() if target.is_file() else None) == before


async def test_a_damaged_database_makes_no_backup(file: Path, tmp_path: Path) -> None:
    async with MemberStore.open(f"sqlite:///{file}") as store:
        await store.keep_titles(7, dict.fromkeys(range(1, 3000), SEEN), now())
    content = bytearray(file.read_bytes())
    content[-40_000:] = os.urandom(40_000)
    file.write_bytes(content)
    with pytest.raises(StoreError, match="damaged"):
        back_up(file, tmp_path / "backup.db")
    assert not (tmp_path / "backup.db").exists()


async def test_restoring_brings_back_what_was_told_and_keeps_what_was_there(
    file: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    async with MemberStore.open(f"sqlite:///{file}") as store:
        await store.rate_genres(7, {"Action": 9}, now())
        back_up(file, backup)
        await store.rate_genres(8, {"Drama": 2}, now())
    done = restore(file, backup)
    assert (done.members, done.left_out) == (1, 0)
    assert await known(file) == {7: {"Action"}, 8: set()}
    assert done.aside
    assert await known(done.aside) == {7: {"Action"}, 8: {"Drama"}}
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


async def test_restoring_works_where_there_is_nothing_and_where_all_is_damaged(
    file: Path, tmp_path: Path
) -> None:
    backup = tmp_path / "backup.db"
    async with MemberStore.open(f"sqlite:///{file}") as store:
        await store.rate_genres(7, {"Action": 9}, now())
        back_up(file, backup)
    for damage in (b"\xff" * 9000, b"no database at all"):
        file.write_bytes(damage)
        file.with_name(f"{file.name}-wal").write_bytes(damage)
        aside = restore(file, backup).aside
        assert aside
        assert aside.read_bytes() == damage
        assert aside.with_name(f"{aside.name}-wal").read_bytes() == damage
        assert (await known(file))[7] == {"Action"}
        aside.unlink()
    file.unlink()
    assert restore(file, backup).aside is None
    assert (await known(file))[7] == {"Action"}


async def test_nothing_is_restored_under_a_running_bot(backup: Path, store: MemberStore, file: Path) -> None:
    await store.rate_genres(8, {"Drama": 2}, now())
    assert "stop the bot first" in refused(file, backup)
    await store.rate_genres(8, {"Comedy": 3}, now())
    assert set((await store.load(8)).genres) == {"Drama", "Comedy"}


async def test_what_is_no_backup_of_ours_changes_nothing(file: Path, tmp_path: Path) -> None:
    newer, text, half = tmp_path / "newer.db", tmp_path / "text", tmp_path / "half.db"
    async with MemberStore.open(f"sqlite:///{file}") as store:
        await store.keep_titles(7, dict.fromkeys(range(1, 3000), SEEN), now())
        back_up(file, newer)
    half.write_bytes(newer.read_bytes()[:-20_000])
    with closing(sqlite3.connect(newer)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    text.write_text("Buy milk. " * 500)
    for backup, why in (
        (newer, "newer Osusume"),
        (half, "damaged"),
        (text, "no database of an Osusume"),
        (tmp_path / "none", "no file"),
        (tmp_path, "no file"),
        (file, "itself"),
    ):
        before = file.read_bytes()
        assert why in refused(file, backup)
        assert file.read_bytes() == before
    assert list(file.parent.iterdir()) == [file]


async def test_who_was_deleted_is_not_brought_back_but_what_they_told_later_is(
    file: Path, tmp_path: Path
) -> None:
    early, late = tmp_path / "early.db", tmp_path / "late.db"
    async with MemberStore.open(f"sqlite:///{file}") as store:
        for member in (7, 8):
            await store.rate_genres(member, {"Action": 9}, now())
        back_up(file, early)
        await store.delete(7)
        await store.rate_genres(7, {"Drama": 3}, now())
        back_up(file, late)
    assert restore(file, late).left_out == 0
    assert await known(file) == {7: {"Drama"}, 8: {"Action"}}
    assert restore(file, early).left_out == 1
    assert await known(file) == {7: set(), 8: {"Action"}}


async def test_notes_of_deletions_hold_no_id(store: MemberStore, file: Path) -> None:
    member = 80351110224678912
    await store.rate_genres(member, {"Action": 9}, now())
    await store.delete(member)
    await store.delete(member + 1)
    notes = Deletions(file).file
    assert stat.S_IMODE(notes.stat().st_mode) == 0o600
    with closing(sqlite3.connect(notes)) as connection:
        assert connection.execute("SELECT count(*) FROM deletions").fetchone() == (1,)
    content = notes.read_bytes()
    assert str(member).encode() not in content
    assert member.to_bytes(8) not in content


async def test_a_deletion_that_cannot_be_noted_is_not_done(store: MemberStore, file: Path) -> None:
    await store.rate_genres(7, {"Action": 9}, now())
    Deletions(file).file.write_text("no database at all")
    with pytest.raises(StoreError):
        await store.delete(7)
    assert (await store.load(7)).genres


RESTORER = """
    import sys
    from pathlib import Path
    from bot.members.backup import restore

    database, one, other = map(Path, sys.argv[1:])
    while True:
        restore(database, one)
        print("one", flush=True)
        restore(database, other)
        print("other", flush=True)
"""


@pytest.mark.parametrize("restored", [1, 4, 9])
async def test_killed_while_restoring_there_is_one_whole_database_or_the_other(
    file: Path, tmp_path: Path, restored: int
) -> None:
    one, other = tmp_path / "one.db", tmp_path / "other.db"
    async with MemberStore.open(f"sqlite:///{file}") as store:
        await store.rate_genres(7, {"Action": 9}, now())
        back_up(file, one)
        await store.rate_genres(8, {"Drama": 2}, now())
        back_up(file, other)
    with subprocess.Popen(  # noqa: S603, ASYNC220 - our own code; nothing else runs on the loop
        [sys.executable, "-c", textwrap.dedent(RESTORER), file, one, other], stdout=subprocess.PIPE, text=True
    ) as restorer:
        assert restorer.stdout
        for _ in range(restored):
            assert restorer.stdout.readline()
        time.sleep(0.001 * restored)  # noqa: ASYNC251 - likewise; into the middle of the next
        restorer.kill()
    assert await known(file) in ({7: {"Action"}, 8: set()}, {7: {"Action"}, 8: {"Drama"}})
    assert restore(file, other).members == 2


@pytest.fixture
def backups(file: Path, tmp_path: Path) -> Backups:
    return Backups(file, tmp_path / "backups", timedelta(hours=24), keep=3)


async def test_backups_are_made_in_time_and_the_oldest_go(store: MemberStore, backups: Backups) -> None:
    assert store
    start = datetime(2026, 7, 1, 12, tzinfo=UTC)
    other = backups.folder / "osusume-notes.db"
    backups.folder.mkdir()
    other.touch()
    made = [backups.make_if_due(start + timedelta(hours=hour)) is not None for hour in range(0, 120, 12)]
    assert made == [True, False] * 5
    names = [f"osusume-202607{day:02}T120000Z.db" for day in (3, 4, 5)]
    assert [file.name for file in backups.made()] == names
    assert other.exists()
    assert all(check_backup(file) for file in backups.made())


async def test_no_backups_are_made_where_the_host_wants_none(store: MemberStore, file: Path) -> None:
    assert store
    backups = Backups(file, file.parent / "backups", timedelta(), keep=3)
    assert backups.make_if_due(now()) is None
    assert not backups.folder.exists()


async def test_a_backup_that_fails_deletes_none(store: MemberStore, backups: Backups, file: Path) -> None:
    assert store
    start = datetime(2026, 7, 1, tzinfo=UTC)
    for day in range(3):
        backups.make_if_due(start + timedelta(days=day))
    before = backups.made()
    file.unlink()
    with pytest.raises(StoreError):
        backups.make_if_due(start + timedelta(days=9))
    assert backups.made() == before


async def test_who_was_deleted_leaves_every_backup(store: MemberStore, backups: Backups, file: Path) -> None:
    for member in (7, 8):
        await store.keep_titles(member, {1: SEEN}, now())
    backups.make_if_due(datetime(2026, 7, 1, tzinfo=UTC))
    backups.make_if_due(datetime(2026, 7, 2, tzinfo=UTC))
    copy_database(file, file.with_name(f"{file.name}.before-0002"))
    assert backups.forget_deleted() == 0
    await store.delete(7)
    assert backups.forget_deleted() == 3
    assert {sizes(file) for file in backups.made()} == {(1, 1)}
    assert sizes(file.with_name(f"{file.name}.before-0002")) == (1, 1)
    assert backups.forget_deleted() == 0


async def test_a_backup_that_is_damaged_keeps_nobody_in_the_others(
    store: MemberStore, backups: Backups
) -> None:
    await store.rate_genres(7, {"Action": 9}, now())
    for day in range(1, 4):
        backups.make_if_due(datetime(2026, 7, day, tzinfo=UTC))
    backups.made()[0].write_bytes(b"\xff" * 9000)
    await store.delete(7)
    with pytest.raises(StoreError):
        backups.forget_deleted()
    assert [sizes(file) for file in backups.made()[1:]] == [(0, 0), (0, 0)]


async def test_who_was_forgotten_in_time_is_not_brought_back(file: Path, tmp_path: Path) -> None:
    backup = tmp_path / "backup.db"
    async with MemberStore.open(f"sqlite:///{file}") as store:
        for member, guild in ((7, 1), (8, 2)):
            await store.rate_genres(member, {"Action": 9}, now())
            await store.places.met(member, guild, now())
        back_up(file, backup)
        await store.places.left(1, now() - timedelta(days=31))
        assert await store.places.forget_the_lost(now() - timedelta(days=30)) == 1
    assert restore(file, backup).left_out == 1
    assert await known(file) == {7: set(), 8: {"Action"}}


async def test_half_copies_that_a_sudden_end_left_are_deleted(store: MemberStore, backups: Backups) -> None:
    assert store
    backups.folder.mkdir()
    parts = [
        backups.folder / ".osusume-20260701T120000Z.db.abc.part",
        backups.folder / ".osusume-20260701T120000Z.db.abc.part-journal",
        backups.database.with_name(".osusume.db.abc.part"),
        backups.folder / ".osusume-20260701T120000Z.db.def.part",
        backups.folder / ".notes.part",
    ]
    for part in parts:
        part.touch()
    for part in (*parts[:3], parts[4]):
        os.utime(part, (0, 0))
    backups.forget_deleted()
    assert [part.exists() for part in parts] == [False, False, False, True, True]


@pytest.mark.parametrize("text", [b"genre_ratings", b"ck_members_id", b"version_num", b"CREATE INDEX"])
async def test_a_backup_with_text_of_no_encoding_is_refused(file: Path, backup: Path, text: bytes) -> None:
    async with MemberStore.open(f"sqlite:///{file}") as store:
        await store.rate_genres(7, {"Action": 9}, now())
    before = file.read_bytes()
    backup.write_bytes(backup.read_bytes().replace(text, text[:-1] + b"\xae"))
    refused(file, backup)
    assert file.read_bytes() == before
