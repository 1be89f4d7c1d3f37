"""No server is needed: what SQLite carries out here must also be good PostgreSQL."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from alembic.config import Config
from alembic.operations import Operations
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import event
from sqlalchemy.dialects import postgresql
from sqlalchemy.dialects.postgresql import asyncpg
from sqlalchemy.schema import CreateIndex, CreateTable

from bot.members.database import MIGRATIONS
from bot.members.records import Entry, GuildSettings, Status
from bot.members.rows import INSERT
from bot.members.tables import metadata

if TYPE_CHECKING:
    import pytest

    from bot.members.store import MemberStore

NOW = datetime(2026, 7, 1, tzinfo=UTC)
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
    await store.load_settings(7)
    await store.save_guild(1, GuildSettings())
    await store.load_guild(1)
    await store.places.met(7, 1, NOW)
    await store.places.left(1, NOW)
    await store.places.came_back(1)
    await store.places.present([2], NOW)
    await store.places.present([1], NOW)
    await store.places.forget_the_lost(NOW)
    await store.load_everything(7)
    await store.counts()
    await store.delete(7)


async def test_every_statement_can_be_said_to_postgresql(
    file_store: MemberStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[Any] = []
    for engine in (
        file_store._database.reading,
        file_store._database.changing,
        file_store._database.writing,
    ):
        event.listen(engine.sync_engine, "before_execute", lambda _, statement, *__: said.append(statement))
    monkeypatch.setitem(INSERT, "sqlite", postgresql.insert)
    await use_everything(file_store)
    texts = {re.sub(r"\s+", " ", str(statement.compile(dialect=DIALECT))) for statement in said}
    for table in metadata.tables:
        assert any(text.startswith(f"INSERT INTO {table} ") for text in texts), table
    held = "SELECT members.id FROM members WHERE members.id = $1::BIGINT FOR UPDATE"
    assert held in texts
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
        return first, frozenset(line.strip(" ,\t") for line in others if line.strip())

    migrated = {lines(statement) for statement in written.getvalue().split(";") if statement.strip()}
    old = {first for first, _ in migrated if "title_ratings" in first}
    made = {lines(str(made.compile(dialect=DIALECT))) for made in (*expected, *indexes)}
    assert {(first, rest) for first, rest in migrated if first not in old} == made
    assert "DROP TABLE title_ratings" in old
