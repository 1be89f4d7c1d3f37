"""What is PostgreSQL's alone: its faults, its locks, and its words, which are also tried without a server."""

from __future__ import annotations

import asyncio
import io
import re
import traceback
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, make_url, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.members import database as module
from bot.members.database import MIGRATIONS, check_server, open_database
from bot.members.people import hold, remember
from bot.members.records import Entry, GuildSettings, Status
from bot.members.rows import INSERT
from bot.members.store import MemberStore, StoreError
from bot.members.tables import metadata
from tests.postgres import Server

if TYPE_CHECKING:
    from sqlalchemy import Connection

NOW = datetime(2026, 7, 1, tzinfo=UTC)
LOSE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
DIALECT = asyncpg.dialect()  # type: ignore[no-untyped-call]


async def use_everything(store: MemberStore) -> None:
    seen = {1: Entry(Status.COMPLETED, 7), 2: Entry(Status.PLANNED)}
    await store.rate_genres(7, {"Action": 9}, NOW)
    await store.keep_titles(7, seen, NOW)
    await store.mark_title(7, 1, Status.DROPPED, NOW)
    await store.imports.import_titles(7, seen, NOW, "AniList")
    await store.imports.undo(7, NOW - timedelta(days=1))
    await store.imports.import_titles(7, seen, NOW, "Osusume", {"Action": 8})
    await store.imports.forget_old(NOW)
    await store.restore_title(7, 1, await store.forget_title(7, 1))
    await store.forget_genre(7, "Action")
    await store.change_settings(7, lambda s: replace(s, public=False), NOW)
    await store.load(7)
    await store.guilds.save(1, GuildSettings())
    await store.guilds.load(1)
    await store.not_seen.add(7, 3, NOW)
    await store.not_seen.load(7)
    await store.places.met(7, 1, NOW)
    await store.places.left(1, NOW)
    await store.places.came_back(1)
    await store.places.present([2], NOW)
    await store.places.present([1], NOW)
    await store.places.are_known(1, NOW, timedelta(hours=1))
    await store.places.forget_the_lost(NOW)
    await store.load_everything(7)
    await store.counts()
    await store.reloads.ask()
    await store.reloads.asked()
    await store.delete(7)


async def test_every_statement_can_be_said_to_postgresql(
    file_store: MemberStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []
    database = file_store._database
    for engine in (database.looking, database.reading, database.changing, database.writing):
        event.listen(
            engine if isinstance(engine, Engine) else engine.sync_engine,
            "before_execute",
            lambda _, statement, *__: said.append(statement),
        )
    monkeypatch.setitem(INSERT, "sqlite", postgresql.insert)
    await use_everything(file_store)
    texts = {re.sub(r"\s+", " ", str(statement.compile(dialect=DIALECT))) for statement in said}
    for table in metadata.tables:
        assert any(text.startswith(f"INSERT INTO {table} ") for text in texts), table
    assert any(text.startswith("UPDATE members SET version=(members.version + ") for text in texts)
    assert "UPDATE titles SET status=replaced_titles.status, rating=replaced_titles.rating" in " ".join(texts)
    assert "UPDATE genre_ratings SET rating=replaced_genres.rating" in " ".join(texts)


def test_the_migrations_make_the_tables_of_the_code_to_the_letter() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    written = io.StringIO()
    context = MigrationContext.configure(dialect=DIALECT, opts={"as_sql": True, "output_buffer": written})
    with Operations.context(context):
        for step in reversed(list(ScriptDirectory.from_config(config).walk_revisions())):
            step.module.upgrade()
    expected = [CreateTable(table) for table in metadata.sorted_tables]
    indexes = [CreateIndex(index) for table in metadata.sorted_tables for index in table.indexes]

    def lines(statement: str) -> tuple[str, frozenset[str]]:
        first, *others = statement.strip().splitlines()
        table = first.split()[2]
        later = {column for altered, column in added if altered == table}
        return first, frozenset(line.strip(" ,\t") for line in others if line.strip()) | later

    script = written.getvalue()
    added = re.findall(r"ALTER TABLE (\w+) ADD COLUMN ([^;]+);", script)
    script = re.sub(r"ALTER TABLE \w+ ADD COLUMN [^;]+;", "", script)
    migrated = {lines(statement) for statement in script.split(";") if statement.strip()}
    old = {first for first, _ in migrated if "title_ratings" in first}
    made = {lines(str(made.compile(dialect=DIALECT))) for made in (*expected, *indexes)}
    assert {(first, rest) for first, rest in migrated if first not in old} == made
    assert "DROP TABLE title_ratings" in old


async def test_the_migrated_tables_are_what_the_code_expects(postgres: str) -> None:
    def differences(connection: Connection) -> list[object]:
        return compare_metadata(MigrationContext.configure(connection), metadata)

    async with open_database(postgres) as database, database.writing.connect() as connection:
        assert await connection.run_sync(differences) == []


async def test_programs_that_start_at_once_find_the_tables_made(postgres_server: Server) -> None:
    async def tell(address: str, member: int) -> None:
        async with MemberStore.open(address) as store:
            await store.rate_genres(member, {"Action": 9}, NOW)

    async with postgres_server.database() as address:
        async with asyncio.TaskGroup() as programs:
            for member in range(1, 6):
                programs.create_task(tell(address, member))
        async with MemberStore.open(address) as store:
            assert (await store.counts()).members == 5


async def test_another_programs_tables_are_refused_and_left_alone(postgres_server: Server) -> None:
    async with postgres_server.database() as address:
        theirs = Server(make_url(address))
        await theirs.tell("CREATE TABLE members (name text)")
        with pytest.raises(StoreError, match="another program's tables"):
            async with open_database(address):
                pass
        await theirs.tell("SELECT name FROM members")


async def test_a_reader_cannot_write(postgres: str) -> None:
    async with open_database(postgres) as database:
        for reading in (database.read, database.scan):
            with pytest.raises(StoreError, match="may only be read"):
                async with reading() as connection:
                    await connection.execute(text("INSERT INTO members VALUES (1, 0, 0)"))


async def test_a_member_whom_another_program_holds(postgres: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BUSY_SECONDS", 0.05)
    async with MemberStore.open(postgres) as store, MemberStore.open(postgres) as other:
        await store.rate_genres(7, {"Action": 9}, NOW)
        async with other._database.write() as connection:
            await hold(connection, 7)
            for change in (store.rate_genres(7, {"Drama": 2}, NOW), store.delete(7)):
                with pytest.raises(StoreError, match="Something else holds"):
                    await change
            await store.rate_genres(8, {"Drama": 2}, NOW)
        assert set((await store.load(7)).genres) == {"Action"}
        await store.rate_genres(7, {"Drama": 2}, NOW)


async def test_a_connection_that_is_lost(postgres: str) -> None:
    """Nothing of the change is kept, and the next one finds a new connection."""
    async with MemberStore.open(postgres) as store:
        await store.rate_genres(7, {"Action": 9}, NOW)

        async def change() -> None:
            async with store._database.write() as connection:
                await remember(connection, 8, NOW)
                await Server(make_url(postgres)).tell(LOSE)
                await remember(connection, 9, NOW)

        with pytest.raises(StoreError, match=r"cannot be reached \(.*\): see whether it runs"):
            await change()
        assert (await store.counts()).members == 1
        await store.rate_genres(8, {"Action": 9}, NOW)


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("postgresql://osusume:hunter2@127.0.0.1:9/osusume", "cannot be reached"),
        ("postgresql://osusume:hunter2@/osusume?host=/nowhere", "cannot be reached"),
    ],
)
async def test_a_server_that_is_away_is_one_sentence(address: str, hint: str) -> None:
    for attempt in (open_database(address).__aenter__(), check_server(address)):
        with pytest.raises(StoreError, match=hint) as refusal:
            await attempt
        assert "hunter2" not in str(refusal.value)
        assert str(refusal.value).endswith("DATABASE_URL.")


async def test_what_is_not_on_the_server_is_one_sentence(postgres: str) -> None:
    await check_server(postgres)
    for wrong in ({"database": "nothing"}, {"username": "nobody_known"}):
        address = make_url(postgres).set(**wrong).render_as_string(hide_password=False)
        with pytest.raises(StoreError, match=r"no such thing on the server|refuses the name"):
            await check_server(address)


async def test_a_fault_does_not_tell_what_members_told(postgres: str) -> None:
    async with MemberStore.open(postgres) as store:
        with pytest.raises(StoreError) as refusal:
            await store.keep_titles(80351110224678912, {-5: Entry(Status.COMPLETED)}, NOW)
    told = "".join(traceback.format_exception(refusal.value))
    assert "80351110224678912" not in told.replace("keep_titles(80351110224678912", "")
    assert "\n" not in str(refusal.value)
