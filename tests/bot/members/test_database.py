from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from bot.members import database as module
from bot.members.database import StoreError, known_revisions, open_database
from bot.members.records import Status
from bot.members.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

NOBODY = 65534


def address(file: Path) -> str:
    return f"sqlite:///{file}"


async def refusal(of: str) -> str:
    with pytest.raises(StoreError) as refused:
        async with open_database(of):
            pass
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def replace(file: Path, text: bytes, other: bytes) -> None:
    content = file.read_bytes()
    assert text in content
    file.write_bytes(content.replace(text, other))


def overwrite(file: Path, *, start: int, content: bytes) -> None:
    with file.open("r+b") as damaged:
        damaged.seek(start, os.SEEK_END if start < 0 else os.SEEK_SET)
        damaged.write(content)


@pytest.fixture
def unprivileged() -> Iterator[None]:
    """Root may write everywhere, so for a while we are somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder that everybody may look into and nobody but root may write to."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o555)
        yield folder
        folder.chmod(0o755)


async def test_an_empty_place_gets_the_tables_that_the_code_expects(file: Path) -> None:
    def differences(connection: Connection) -> list[object]:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with open_database(address(file)) as database, database.writing.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_the_migrated_tables_are_those_of_the_code_to_the_letter(file: Path, tmp_path: Path) -> None:
    async with open_database(address(file)):
        pass
    plain = tmp_path / "plain.db"
    async with module._sqlite(plain).writing.begin() as connection:
        await connection.run_sync(metadata.create_all)

    def tables(path: Path) -> dict[str, set[str]]:
        with closing(sqlite3.connect(path)) as connection:
            found = connection.execute("SELECT name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
        # Where a column was added, it stands at the end of the last line.
        return {name: {part.strip() for part in re.split(r"[,\n]", sql)} for name, sql in found}

    migrated = tables(file)
    migrated.pop("alembic_version")
    assert migrated == tables(plain)


async def test_opening_twice_changes_nothing(file: Path) -> None:
    for _ in range(2):
        async with open_database(address(file)):
            pass
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (known_revisions()[0],)
        ]


async def test_only_the_owner_may_read_the_files(file: Path) -> None:
    async with open_database(address(file)) as database:
        async with database.writing.begin() as connection:
            await connection.execute(text("INSERT INTO members VALUES (1, 0, 0)"))
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        parts = list(file.parent.iterdir())
        assert len(parts) == 3
        assert all(stat.S_IMODE(part.stat().st_mode) == 0o600 for part in parts)


async def test_a_commit_waits_for_the_disk_and_keys_hold(file: Path) -> None:
    async with open_database(address(file)) as database, database.writing.begin() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
        set_to = [(await connection.execute(text(f"PRAGMA {pragma}"))).scalar() for pragma in pragmas]
    assert set_to == ["wal", 2, 1, 1]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """The migrated tables, with two members, the first of whom has brought a list."""
    file = tmp_path_factory.mktemp("data") / "osusume.db"

    async def make() -> None:
        async with open_database(address(file)):
            pass

    asyncio.run(make())
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("INSERT INTO members VALUES (1, 0, 0), (2, 0, 0)")
        connection.execute("INSERT INTO imports VALUES (1, 0, 'MyAnimeList')")
        yield connection


@pytest.mark.parametrize(
    "row",
    [
        "genre_ratings VALUES (1, 'Action', 0, 0)",
        "genre_ratings VALUES (1, 'Action', 11, 0)",
        "genre_ratings VALUES (1, 'Action', NULL, 0)",
        "genre_ratings VALUES (1, 'Action', 'nine', 0)",
        "genre_ratings VALUES (1, '', 9, 0)",
        "genre_ratings VALUES (3, 'Action', 9, 0)",
        "titles VALUES (1, 5, 'completed', 0, 0)",
        "titles VALUES (1, 5, 'completed', 11, 0)",
        "titles VALUES (1, 0, 'completed', 5, 0)",
        "titles VALUES (1, 5, 'completed', 7.5, 0)",
        "titles VALUES (1, 5, 'planned', 7, 0)",
        "titles VALUES (1, 5, 'unwanted', 7, 0)",
        "titles VALUES (1, 5, 'finished', 7, 0)",
        "titles VALUES (1, 5, NULL, 7, 0)",
        "titles VALUES (1, 5, 'completed', 7, NULL)",
        "titles VALUES (3, 5, 'completed', 5, 0)",
        "member_settings VALUES (1, 'klingon', NULL, NULL, 1, 0)",
        "member_settings VALUES (1, NULL, 1.1, NULL, 1, 0)",
        "member_settings VALUES (1, NULL, -1.1, NULL, 1, 0)",
        "member_settings VALUES (1, NULL, 'far', NULL, 1, 0)",
        "member_settings VALUES (1, NULL, NULL, replace(hex(zeroblob(1001)), '0', '.'), 1, 0)",
        "member_settings VALUES (1, NULL, NULL, NULL, 2, 0)",
        "member_settings VALUES (1, NULL, NULL, NULL, NULL, 0)",
        "member_settings VALUES (1, NULL, NULL, NULL, 1, 2)",
        "member_settings VALUES (1, NULL, NULL, NULL, 1, NULL)",
        "member_settings VALUES (3, NULL, NULL, NULL, 1, 0)",
        "guild_settings VALUES (0, NULL)",
        "guild_settings VALUES (1, 'klingon')",
        "places VALUES (1, -1, 0, NULL)",
        "places VALUES (1, 1, NULL, NULL)",
        "places VALUES (3, 1, 0, NULL)",
        "imports VALUES (2, NULL, 'MyAnimeList')",
        "imports VALUES (2, 0, NULL)",
        "imports VALUES (2, 0, '')",
        "imports VALUES (2, 0, replace(hex(zeroblob(51)), '0', '.'))",
        "imports VALUES (3, 0, 'MyAnimeList')",
        "replaced_titles VALUES (1, 5, 'completed', 11, 0)",
        "replaced_titles VALUES (1, 5, 'planned', 7, 0)",
        "replaced_titles VALUES (1, 5, 'finished', NULL, 0)",
        "replaced_titles VALUES (1, 5, 'completed', 7, NULL)",
        "replaced_titles VALUES (1, 5, NULL, 7, NULL)",
        "replaced_titles VALUES (1, 5, NULL, NULL, 0)",
        "replaced_titles VALUES (2, 5, 'completed', 7, 0)",
        "replaced_genres VALUES (1, 'Action', 11, 0)",
        "replaced_genres VALUES (1, 'Action', 9, NULL)",
        "replaced_genres VALUES (1, 'Action', NULL, 0)",
        "replaced_genres VALUES (1, '', 9, 0)",
        "replaced_genres VALUES (2, 'Action', 9, 0)",
        "members VALUES (0, 0, 0)",
        "members VALUES (3, NULL, 0)",
    ],
)
def test_the_tables_refuse_what_no_member_can_tell(tables: sqlite3.Connection, row: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        tables.execute(f"INSERT INTO {row}")


@pytest.mark.parametrize(
    "row",
    [
        "genre_ratings VALUES (1, 'Action', 10, 0)",
        *(f"titles VALUES (1, 5, '{status}', 1, 0)" for status in Status if status.seen),
        *(f"titles VALUES (1, 5, '{status}', NULL, 0)" for status in Status),
        "member_settings VALUES (1, 'romaji', -1, replace(hex(zeroblob(1000)), '0', '.'), 1, 0)",
        "member_settings VALUES (1, NULL, 1, NULL, 0, 1)",
        "guild_settings VALUES (1, 'japanese')",
        "places VALUES (1, 0, 0, NULL)",
        "places VALUES (1, 1, 0, 1)",
        "imports VALUES (2, 0, replace(hex(zeroblob(50)), '0', '.'))",
        "replaced_titles VALUES (1, 5, NULL, NULL, NULL)",
        "replaced_titles VALUES (1, 5, 'completed', NULL, 0)",
        "replaced_genres VALUES (1, 'Action', NULL, NULL)",
        "replaced_genres VALUES (1, 'Action', 9, 0)",
    ],
)
def test_the_tables_take_what_a_member_can_tell(tables: sqlite3.Connection, row: str) -> None:
    tables.execute("BEGIN")
    tables.execute(f"INSERT INTO {row}")
    tables.execute("ROLLBACK")


async def make_first_version(file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = folder / "migrations"
    shutil.copytree(module.MIGRATIONS, first)
    for step in (first / "versions").glob("v*.py"):
        if step.name > "v0002":
            step.unlink()
    with monkeypatch.context() as patch:
        patch.setattr(module, "MIGRATIONS", first)
        async with open_database(address(file)):
            pass


def copies(file: Path) -> list[Path]:
    return list(file.parent.glob("*.before-*"))


def revision(file: Path) -> str:
    with closing(sqlite3.connect(file)) as connection:
        return str(connection.execute("SELECT version_num FROM alembic_version").fetchone()[0])


async def test_before_tables_change_the_database_is_copied(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_first_version(file, tmp_path, monkeypatch)
    assert copies(file) == []
    for _ in range(2):
        async with open_database(address(file)):
            pass
        (copy,) = copies(file)
        assert revision(file) == known_revisions()[0]
        assert copy.name == f"{file.name}.before-{known_revisions()[0]}"
        assert revision(copy) == "0001"
        assert stat.S_IMODE(copy.stat().st_mode) == 0o600


async def test_no_table_changes_without_a_copy(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_first_version(file, tmp_path, monkeypatch)
    file.with_name(f"{file.name}.before-{known_revisions()[0]}").mkdir()
    await refusal(address(file))
    assert revision(file) == "0001"


async def test_what_the_first_version_kept_is_still_there(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_first_version(file, tmp_path, monkeypatch)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO members VALUES (1, 17), (2, 18)")
        connection.execute("INSERT INTO genre_ratings VALUES (1, 'Action', 9, 19)")
        connection.execute("INSERT INTO title_ratings VALUES (1, 5, 10, 20), (1, 6, NULL, 21), (2, 5, 1, 22)")
    async with open_database(address(file)):
        pass
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT * FROM members").fetchall() == [(1, 17, 0), (2, 18, 0)]
        assert connection.execute("SELECT * FROM genre_ratings").fetchall() == [(1, "Action", 9, 19)]
        assert connection.execute("SELECT * FROM titles").fetchall() == [
            (1, 5, "completed", 10, 20),
            (1, 6, "completed", None, 21),
            (2, 5, "completed", 1, 22),
        ]
        assert not connection.execute("SELECT * FROM sqlite_master WHERE name LIKE 'title_r%'").fetchall()


async def test_a_reader_cannot_write(file: Path) -> None:
    write: Any = text("INSERT INTO members VALUES (1, 0, 0) RETURNING id")
    async with open_database(address(file)) as database:
        for way in (database.read(), database.scan()):
            with pytest.raises(StoreError, match="may only be read"):
                async with way as connection:
                    await connection.execute(write)
        with pytest.raises(StoreError, match="may only be read"):
            await database.find(write, {})


async def test_a_database_of_a_newer_version_is_refused_and_left_alone(file: Path) -> None:
    async with open_database(address(file)):
        pass
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    assert "newer Osusume: update the bot" in await refusal(address(file))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [("9999",)]


async def test_another_programs_tables_are_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "theirs.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE members (name TEXT)")
        connection.execute("INSERT INTO members VALUES ('Ann')")
    assert "another program's tables" in await refusal(address(file))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT name FROM members").fetchall() == [("Ann",)]
        assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (1,)


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_database(address(file)):
        pass
    steps = tmp_path / "migrations"
    shutil.copytree(module.MIGRATIONS, steps)
    latest = known_revisions()[0]
    (steps / "versions" / "v9999_broken.py").write_text(
        f"from alembic import op\nrevision, down_revision = '9999', '{latest}'\n"
        "def upgrade():\n    op.execute('CREATE TABLE half (done TEXT)')\n    op.execute('CREATE nonsense')\n"
    )
    monkeypatch.setattr(module, "MIGRATIONS", steps)
    await refusal(address(file))
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(latest,)]
        assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'half'").fetchone() == (0,)


async def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Buy milk. " * 500)
    assert "is no SQLite database" in await refusal(address(file))
    assert file.read_text() == "Buy milk. " * 500


async def test_a_damaged_database_is_refused(file: Path) -> None:
    async with open_database(address(file)):
        pass
    overwrite(file, start=100, content=b"\xff" * 3996)
    assert "damaged" in await refusal(address(file))


async def test_a_database_with_a_damaged_page_is_refused(file: Path) -> None:
    async with open_database(address(file)):
        pass
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("INSERT INTO members VALUES (1, 0, 0)")
        ratings = [(f"Genre {number}",) for number in range(2000)]
        connection.executemany("INSERT INTO genre_ratings VALUES (1, ?, 9, 0)", ratings)
    overwrite(file, start=-4096, content=b"\xff" * 4096)
    assert "damaged: put a backup in its place" in await refusal(address(file))


async def test_a_database_whose_tables_are_of_no_encoding_is_refused(file: Path) -> None:
    async with open_database(address(file)):
        pass
    replace(file, b"CREATE INDEX", b"CREATE IND\xaeX")
    assert "damaged: put a backup in its place" in await refusal(address(file))


async def test_a_folder_in_the_files_place_is_refused(tmp_path: Path) -> None:
    assert "is a folder" in await refusal(address(tmp_path))


async def test_a_file_in_the_folders_place_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").touch()
    assert "cannot be written" in await refusal(address(tmp_path / "data" / "osusume.db"))


async def test_a_folder_that_may_not_be_written_is_refused(
    locked_folder: Path, request: pytest.FixtureRequest
) -> None:
    request.getfixturevalue("unprivileged")
    assert "Permission denied" in await refusal(address(locked_folder / "osusume.db"))


async def test_a_file_that_may_only_be_read_is_refused(
    locked_folder: Path, request: pytest.FixtureRequest
) -> None:
    os.chmod(locked_folder, 0o755)  # noqa: PTH101, S103 - nobody must be able to look in
    file = locked_folder / "osusume.db"
    async with open_database(address(file)):
        pass
    os.chmod(file, 0o444)  # noqa: PTH101 - nothing else runs on the loop
    request.getfixturevalue("unprivileged")
    assert "Permission denied" in await refusal(address(file))


async def test_changes_of_a_file_wait_for_each_other_in_line(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []

    async with open_database(address(file)) as database:

        async def change(name: str) -> None:
            async with database.write():
                begun.append(name)

        async with database.write_much():
            others = [asyncio.create_task(change(name)) for name in "abc"]
            await asyncio.sleep(0.05)
            assert not begun
        await asyncio.gather(*others)
        assert begun == ["a", "b", "c"]

        monkeypatch.setattr(module, "BUSY_SECONDS", 0.01)
        async with database.write_much():
            with pytest.raises(StoreError, match="at work for over"):
                await change("d")
        await change("e")
        assert begun[3:] == ["e"]


async def test_a_database_that_another_program_holds_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0)
    async with open_database(address(file)):
        pass
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        assert "in use by another program" in await refusal(address(file))


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("", "no database address"),
        ("osusume.db", "no database address"),
        ("sqlite://", "no plain SQLite file"),
        ("sqlite:///:memory:", "no plain SQLite file"),
        ("sqlite:///osusume.db?mode=ro", "no plain SQLite file"),
        ("mysql://osusume:hunter2@localhost/osusume", "use sqlite or postgresql"),
        ("sqlite+pysqlite:///osusume.db", "use sqlite or postgresql"),
        ("nonsense://osusume:hunter2@localhost/osusume", "unknown kind"),
        ("postgresql://osusume:hunter2@localhost:1/osusume", ""),
    ],
)
async def test_an_address_that_cannot_be_used_is_refused_without_its_password(wrong: str, hint: str) -> None:
    sentence = await refusal(wrong)
    assert hint in sentence
    assert "hunter2" not in sentence
