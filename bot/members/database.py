"""The database behind the store: opened, secured and migrated before anyone uses it."""

from __future__ import annotations

import os
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import create_async_engine

from bot.members.tables import metadata

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from sqlalchemy import Connection
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 10


class StoreError(Exception):
    """The members' database cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Database:
    """Two ways into one database.

    Attributes:
        name: its file or address, without a password.
        reading: for transactions that only read.
        writing: for transactions that change something.
    """

    name: str
    reading: AsyncEngine
    writing: AsyncEngine

    def read(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that sees one moment; raises StoreError."""
        return self._transaction(self.reading)

    def write(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that changes something, all of it or nothing; raises StoreError."""
        return self._transaction(self.writing)

    async def purge(self) -> None:
        """Leave no copy of deleted rows in SQLite's log of changes."""
        if self.writing.dialect.name == "sqlite":
            async with self.writing.connect() as connection:
                driver = (await connection.get_raw_connection()).driver_connection
                await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]

    @asynccontextmanager
    async def _transaction(self, engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
        try:
            async with engine.begin() as connection:
                yield connection
        except (DBAPIError, PoolTimeoutError) as error:
            raise StoreError(_complaint(self.name, error)) from error


@asynccontextmanager
async def open_database(address: str) -> AsyncIterator[Database]:
    """Open the database, bring its tables up to date, and close it at the end.

    Args:
        address: as SQLAlchemy writes it: `sqlite:///osusume.db` or `postgresql://name@host/osusume`.

    Raises:
        StoreError: it cannot be reached, read or written, or it is not one of ours.
    """
    url = _url(address)
    try:
        database = _sqlite(url) if url.get_backend_name() == "sqlite" else _server(url)
    except ModuleNotFoundError as error:
        raise StoreError(
            f"DATABASE_URL needs the Python package {error.name}, which is not installed: install it."
        ) from error
    try:
        async with database.writing.begin() as connection:
            await connection.run_sync(_migrate, database.name)
        async with database.reading.begin():
            pass
    except (DBAPIError, OSError) as error:
        raise StoreError(_complaint(database.name, error)) from error
    else:
        yield database
    finally:
        await database.reading.dispose()
        await database.writing.dispose()


def _url(address: str) -> URL:
    try:
        url = make_url(address)
    except ArgumentError as error:
        # The address may hold a password, so it is not repeated.
        raise StoreError(
            "DATABASE_URL is no database address: write it like sqlite:///osusume.db."
        ) from error
    url = url.set(drivername=DRIVERS.get(url.drivername, url.drivername))
    try:
        url.get_dialect()
    except NoSuchModuleError as error:
        raise StoreError(
            f"DATABASE_URL names an unknown kind of database, {url.drivername}: use sqlite."
        ) from error
    if url.drivername not in DRIVERS.values():
        raise StoreError(f"DATABASE_URL asks for {url.drivername}: use sqlite or postgresql.")
    return url


def _server(url: URL) -> Database:
    writing = create_async_engine(url, pool_pre_ping=True)
    reading = writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    return Database(url.render_as_string(hide_password=True), reading, writing)


def _sqlite(url: URL) -> Database:
    """One connection that writes, so that writers wait in line, and several that read beside it."""
    if not url.database or url.database == ":memory:" or url.query:
        raise StoreError("DATABASE_URL names no plain SQLite file: write it like sqlite:///osusume.db.")
    _make_private(Path(url.database))
    writing = create_async_engine(url, pool_size=1, max_overflow=0)
    reading = create_async_engine(url)
    for engine, begin, pragmas in (
        # FULL: what was answered is on the disk, even when the power goes.
        (writing, "BEGIN IMMEDIATE", ("journal_mode = WAL", "synchronous = FULL", "secure_delete = ON")),
        (reading, "BEGIN", ("query_only = ON",)),
    ):
        _prepare(engine, begin, (f"busy_timeout = {BUSY_SECONDS * 1000}", "foreign_keys = ON", *pragmas))
    return Database(url.database, reading, writing)


def _prepare(engine: AsyncEngine, begin: str, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def _(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's connection has no public type
        # Python's sqlite3 would begin transactions by itself, and none for a change of tables.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(begin)


def _make_private(file: Path) -> None:
    """Nobody but the bot's own account may read what members told."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    except OSError as error:
        raise StoreError(_complaint(str(file), error)) from error


def _migrate(connection: Connection, name: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    known = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    revision = MigrationContext.configure(connection).get_current_revision()
    if revision is None and set(inspect(connection).get_table_names()) & set(metadata.tables):
        raise StoreError(f"The database {name} holds another program's tables: name another in DATABASE_URL.")
    if revision is not None and revision not in known:
        raise StoreError(f"The database {name} was written by a newer Osusume: update the bot.")
    command.upgrade(config, "head")


def _complaint(name: str, error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) else error
    text = str(cause).strip().rstrip(".") or type(cause).__name__
    if "not a database" in text:
        return f"{name} is no SQLite database: move it away, or name another file in DATABASE_URL."
    if "malformed" in text:
        return f"The database {name} is damaged: put a backup in its place."
    if "locked" in text:
        return f"The database {name} is in use by another program: stop that one first."
    return f"The database {name} cannot be written ({text}): check DATABASE_URL and the file's permissions."
