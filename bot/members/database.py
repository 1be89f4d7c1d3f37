"""The database behind the store: opened, secured and migrated before anyone uses it."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import (
    URL,
    Engine,
    Text,
    column,
    create_engine,
    event,
    func,
    inspect,
    make_url,
    select,
    table,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from bot.members.at_once import AtOnce
from bot.members.copying import copy_database
from bot.members.deletions import Deletions
from bot.members.durable import ChangeLog
from bot.members.faults import StoreError, complaint, server_complaint
from bot.members.tables import metadata

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime
    from typing import TypeAlias, TypeVarTuple

    from sqlalchemy import Connection, Row, Select

    Found = TypeVarTuple("Found")  # what the rows hold
    Timed: TypeAlias = Callable[[str], AbstractContextManager[None]]

DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
VERSION = "alembic_version"  # the table in which Alembic keeps the last step taken
MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS, ASK_AGAIN = 2, 0.01  # Discord waits 3 for an answer
NO_TURN = nullcontext()
# What can go wrong; the last of them where SQLite quotes what is damaged.
FAULTS = (DBAPIError, PoolTimeoutError, OSError, UnicodeDecodeError)
CONNECT_SECONDS = 10  # to a server that is busy, or far away
IDLE_SECONDS = 60  # after which a server takes its locks from a program that hangs
MIGRATING = 0x6F737573756D65  # the key of the lock, one of a server's many, that who migrates holds

__all__ = [
    "Database",
    "StoreError",
    "check_server",
    "is_sqlite",
    "known_revisions",
    "open_database",
    "sqlite_file",
]


def untimed(_operation: str) -> AbstractContextManager[None]:
    """Measures nothing."""
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Database:
    """Five ways into one database.

    Attributes:
        name: its file or address, without a password.
        looking: for single statements that only read, and little.
        reading: for transactions that only read, and little.
        scanning: for those that read whole tables.
        changing: for transactions that change a little.
        writing: for those that change much.
        opened: which file it is, of the names that it may have had since; None for a server.
        log: of a file's changes.
        timed: measures what is done, by the name of it.
        line: where this program's changes of a file wait for each other.
    """

    name: str
    looking: Engine | AsyncEngine
    reading: Engine | AsyncEngine
    scanning: AsyncEngine
    changing: Engine | AsyncEngine
    writing: AsyncEngine
    opened: os.stat_result | None = None
    log: ChangeLog | None = None
    timed: Timed = untimed
    line: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def kind(self) -> str:
        """Whose it is."""
        return "SQLite" if self.opened else "PostgreSQL"

    async def size(self) -> int:
        """How many bytes it takes on its disk; raises StoreError."""
        if self.opened:
            files = (Path(self.name), Path(f"{self.name}-wal"))
            return sum(file.stat().st_size for file in files if file.exists())
        async with self.read() as connection:
            return int(await connection.scalar(select(func.pg_database_size(func.current_database()))) or 0)

    async def find(self, statement: Select[*Found], parameters: Mapping[str, Any]) -> Row[*Found] | None:
        """The row that one statement finds, for which it takes no transaction; raises StoreError."""
        with self.timed("read"):
            self._check_place()
            try:
                async with AsyncExitStack() as stack:
                    connection = await _entered(stack, self.looking.connect())
                    return (await connection.execute(statement, parameters)).one_or_none()
            except FAULTS as error:
                raise self.fault(error) from None

    def read(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that sees one moment, and reads about a few members; raises StoreError."""
        return self._transaction(self.reading, "read")

    def scan(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that sees one moment, and reads whole tables; raises StoreError."""
        return self._transaction(self.scanning, "scan")

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that changes a few rows, all of it or nothing; raises StoreError."""
        async with self._transaction(self.changing, "write", self._turn(BUSY_SECONDS)) as connection:
            yield connection
        if self.log:
            with self.timed("sync"):
                try:
                    await self.log.flush()
                except OSError as error:
                    raise StoreError(complaint(self.name, error)) from error

    def write_much(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """A transaction that changes many rows, all of it or nothing; raises StoreError."""
        return self._transaction(self.writing, "write_much", self._turn())

    async def note_deleted(self, members: Mapping[int, datetime]) -> None:
        """Note, before members are deleted, since when each was known, so that no backup brings them back."""
        if self.opened and members:
            await asyncio.to_thread(Deletions(Path(self.name)).note, members)

    async def purge(self) -> None:
        """Leave no copy of deleted rows in SQLite's log of changes; raises StoreError."""
        if self.opened:
            try:
                async with self._turn(), self.writing.connect() as connection:
                    driver = (await connection.get_raw_connection()).driver_connection
                    await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]
            except (DBAPIError, PoolTimeoutError, sqlite3.Error) as error:
                raise StoreError(complaint(self.name, error)) from error

    @asynccontextmanager
    async def _turn(self, seconds: float | None = None) -> AsyncIterator[None]:
        """One change of a file after the other: those that asked for it again and again would slow down all.

        Args:
            seconds: how long to wait for a turn at most; None for as long as it takes.

        Raises:
            StoreError: it took longer.
        """
        if not self.opened:  # a server has its own line for each row
            yield
            return
        try:
            async with asyncio.timeout(seconds):
                await self.line.acquire()
        except TimeoutError:
            raise StoreError(
                f"The database {self.name} is at work for over {seconds} s: see what slows the machine down."
            ) from None
        try:
            yield
        finally:
            self.line.release()

    @asynccontextmanager
    async def _transaction(
        self, engine: Engine | AsyncEngine, operation: str, turn: AbstractAsyncContextManager[None] = NO_TURN
    ) -> AsyncIterator[AsyncConnection]:
        with self.timed(operation):
            self._check_place()
            try:
                await asyncio.sleep(0)  # others have their turn before what is looked up at once
                async with turn, AsyncExitStack() as stack:
                    connection = await _begin(stack, engine)
                    yield connection
                    self._check_place()
            except FAULTS as error:
                # PostgreSQL's own error quotes the row that it refused, which must not get into the log.
                raise self.fault(error) from None

    def fault(self, error: Exception) -> StoreError:
        """What went wrong, in one sentence."""
        return StoreError((complaint if self.opened else server_complaint)(self.name, error))

    def _check_place(self) -> None:
        """What is written to a file that another has taken the place of would be lost."""
        if self.opened:
            try:
                moved = not os.path.samestat(self.opened, os.stat(self.name))  # noqa: PTH116 - quicker than a Path
            except OSError:
                moved = True
            if moved:
                raise StoreError(f"The database {self.name} was replaced or removed: start the bot again.")


@asynccontextmanager
async def open_database(address: str, timed: Timed = untimed) -> AsyncIterator[Database]:
    """Open the database, check it, bring its tables up to date, and close it at the end.

    Before tables are changed, a copy is put beside an SQLite file: `osusume.db.before-0004`.

    Args:
        address: as SQLAlchemy writes it: `sqlite:///osusume.db` or `postgresql://name@host/osusume`.
        timed: measures what is done, by the name of it.

    Raises:
        StoreError: it cannot be reached, read or written, or it is not one of ours.
    """
    url = _url(address)
    try:
        database = _sqlite(sqlite_file(address)) if is_sqlite(address) else _server(url)
    except ModuleNotFoundError as error:
        raise _not_installed(error) from error
    database = replace(database, timed=timed)
    try:
        async with database.writing.begin() as connection:
            await connection.run_sync(_migrate, database)
        async with database.read():
            pass
    except FAULTS as error:
        raise database.fault(error) from error
    else:
        yield database
    finally:
        for at_once in (database.looking, database.reading, database.changing):
            if isinstance(at_once, Engine):
                at_once.dispose()
        for engine in (database.scanning, database.writing):
            await engine.dispose()
        if database.log:
            database.log.close()


async def check_server(address: str) -> None:
    """Connect to a database server, and change nothing there.

    Raises:
        StoreError: it cannot be reached.
    """
    try:
        database = _server(_url(address))
    except ModuleNotFoundError as error:
        raise _not_installed(error) from error
    try:
        async with database.writing.connect():
            pass
    except FAULTS as error:
        raise database.fault(error) from error
    finally:
        await database.writing.dispose()


def is_sqlite(address: str) -> bool:
    """Whether the database is an SQLite file; raises StoreError where the address is none."""
    return _url(address).get_backend_name() == "sqlite"


def sqlite_file(address: str) -> Path:
    """The file of an SQLite database.

    Raises:
        StoreError: the address is none, or that of a server.
    """
    url = _url(address)
    if url.get_backend_name() != "sqlite":
        raise StoreError(
            "The members' database is PostgreSQL: back it up with pg_dump, and restore with psql."
        )
    if not url.database or url.database == ":memory:" or url.query:
        raise StoreError("DATABASE_URL names no plain SQLite file: write it like sqlite:///osusume.db.")
    return Path(url.database)


def known_revisions() -> list[str]:
    """The steps that the tables went through, the latest first."""
    steps = (step.name[1:5] for step in MIGRATIONS.glob("versions/v[0-9][0-9][0-9][0-9]_*.py"))
    return sorted(steps, reverse=True)


def _not_installed(error: ModuleNotFoundError) -> StoreError:
    return StoreError(
        f"DATABASE_URL needs a package that is not installed: run pip install {error.name} for this Python."
    )


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
    # What members told must not get into the log with a fault.
    writing = create_async_engine(
        url,
        connect_args={
            "timeout": CONNECT_SECONDS,
            "server_settings": {
                "application_name": "osusume",
                "lock_timeout": f"{BUSY_SECONDS}s",
                "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
            },
        },
        pool_pre_ping=True,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )
    looking = writing.execution_options(isolation_level="AUTOCOMMIT")
    reading = writing.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
    name = url.render_as_string(hide_password=True)
    return Database(name, looking, reading, reading, writing, writing)


def _sqlite(file: Path) -> Database:
    """Connections that write, one at a time, and several that read beside them.

    What is little is read and changed on the event loop, where nothing waits: a log of changes keeps readers
    and writers out of each other's way, and is brought to the disk afterwards.
    """
    opened = _make_private(file)
    url = URL.create("sqlite", database=str(file))
    beside = url.set(drivername=DRIVERS["sqlite"])
    writing = create_async_engine(beside, pool_size=1, max_overflow=0, hide_parameters=True)
    scanning = create_async_engine(beside, hide_parameters=True)
    # Nobody waits for a connection on the event loop: there are as many as there are answers under way.
    looking = create_engine(url, pool_reset_on_return=None, max_overflow=-1, hide_parameters=True)
    reading = create_engine(url, max_overflow=-1, hide_parameters=True)
    changing = create_engine(url, max_overflow=-1, hide_parameters=True)
    unwaiting, safe = "busy_timeout = 0", "secure_delete = ON"
    patient = f"busy_timeout = {BUSY_SECONDS * 1000}"
    for engine, begin, pragmas in (
        # FULL: what was answered is on the disk, even when the power goes.
        (writing.sync_engine, "BEGIN IMMEDIATE", (patient, "journal_mode = WAL", "synchronous = FULL", safe)),
        # NORMAL: the log is brought to the disk by `ChangeLog`, which also shortens it.
        (changing, "BEGIN IMMEDIATE", (unwaiting, "synchronous = NORMAL", "wal_autocheckpoint = 0", safe)),
        (scanning.sync_engine, "BEGIN", (patient, "query_only = ON")),
        (reading, "BEGIN", (unwaiting, "query_only = ON")),
        (looking, None, (unwaiting, "query_only = ON")),
    ):
        _prepare(engine, begin, ("foreign_keys = ON", *pragmas))
    return Database(str(file), looking, reading, scanning, changing, writing, opened, ChangeLog(file))


async def _begin(stack: AsyncExitStack, engine: Engine | AsyncEngine) -> AsyncConnection:
    """Begin a transaction; where another holds the file, ask again until that takes too long."""
    until = monotonic() + BUSY_SECONDS
    while True:
        try:
            return await _entered(stack, engine.begin())
        except OperationalError as error:
            if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY or monotonic() > until:
                raise
        await asyncio.sleep(ASK_AGAIN)


async def _entered(
    stack: AsyncExitStack,
    context: AbstractContextManager[Connection] | AbstractAsyncContextManager[AsyncConnection],
) -> AsyncConnection:
    """A connection, until the end of the stack."""
    if isinstance(context, AbstractAsyncContextManager):
        return await stack.enter_async_context(context)
    return cast("AsyncConnection", AtOnce(stack.enter_context(context)))


def _prepare(engine: Engine, begin: str | None, pragmas: tuple[str, ...]) -> None:
    @event.listens_for(engine, "connect")
    def _(connection: Any, _record: object) -> None:  # noqa: ANN401 - the driver's connection has no public type
        # Python's sqlite3 would begin transactions by itself, and none for a change of tables.
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    if begin:

        @event.listens_for(engine, "begin")
        def _(connection: Connection) -> None:
            connection.exec_driver_sql(begin)


def _make_private(file: Path) -> os.stat_result:
    """Nobody but the bot's own account may read what members told."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
        return file.stat()
    except OSError as error:
        raise StoreError(complaint(str(file), error)) from error


def _migrate(connection: Connection, database: Database) -> None:
    name, known = database.name, known_revisions()
    if database.opened:
        _check(connection, name)
    else:
        # Of programs that start at once, one migrates, and the others wait for as long as that takes.
        connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
        connection.execute(select(func.pg_advisory_xact_lock(MIGRATING)))
    tables = set(inspect(connection).get_table_names())
    last = select(column("version_num", Text())).select_from(table(VERSION))
    revision = connection.scalar(last) if VERSION in tables else None
    if revision is None and tables & set(metadata.tables):
        raise StoreError(f"The database {name} holds another program's tables: name another in DATABASE_URL.")
    if revision is not None and revision not in known:
        raise StoreError(
            f"The database {name} was written by a newer Osusume: update the bot, or restore a backup."
        )
    if database.opened and revision not in {None, known[0]}:
        # Nobody else can write to it now: this transaction holds it, and has changed nothing so far.
        copy_database(Path(name), Path(f"{name}.before-{known[0]}"))
    if revision == known[0]:
        return
    # Takes 10 MB of memory, for which there is hardly ever a need.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _check(connection: Connection, name: str) -> None:
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise StoreError(complaint(name, sqlite3.DatabaseError("malformed")))
