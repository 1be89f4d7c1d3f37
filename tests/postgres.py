"""A PostgreSQL for tests: one of their own in a temporary folder, or the one that TEST_DATABASE_URL names."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import NullPool, make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from bot.members.database import DRIVERS, open_database

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from sqlalchemy import URL

NEEDED = "needs a PostgreSQL: install Debian's package postgresql, or name a server in TEST_DATABASE_URL"
DEBIAN = Path("/usr/lib/postgresql")  # by version, the programs that are not for everyday use
NOBODY = "nobody"  # PostgreSQL refuses to run as root
# What the power's end would take is made up again.
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class NoServerError(Exception):
    """There is no PostgreSQL on this machine, and none is named."""


@dataclass(frozen=True, slots=True)
class Server:
    """A server where databases can be made.

    Attributes:
        url: where, and as whom.
    """

    url: URL

    @asynccontextmanager
    async def database(self, template: str = "template0") -> AsyncIterator[str]:
        """The address of a new database, which is gone in the end."""
        name = f"osusume_{token_hex(8)}"
        await self.tell(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield self.url.set(database=name).render_as_string(hide_password=False)
        finally:
            await self.tell(f"DROP DATABASE {name} WITH (FORCE)")

    @asynccontextmanager
    async def template(self) -> AsyncIterator[str]:
        """The name of a new database with the store's tables, to make others of."""
        async with self.database() as address:
            async with open_database(address):
                pass
            yield make_url(address).database or ""

    async def tell(self, statement: str) -> None:
        """Carry out a statement, outside of any transaction."""
        engine = create_async_engine(self.url, poolclass=NullPool, isolation_level="AUTOCOMMIT")
        async with engine.connect() as connection:
            await connection.execute(text(statement))


@contextmanager
def start_server(settings: Sequence[str] = HASTY) -> Iterator[Server]:
    """A server that only a socket in its own folder leads to, or the one that is named.

    Args:
        settings: of a server that is started, beside PostgreSQL's own.

    Raises:
        NoServerError: there is neither.
    """
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        yield Server(make_url(named).set(drivername=DRIVERS["postgresql"]))
        return
    initdb, pg_ctl = _program("initdb"), _program("pg_ctl")
    user = NOBODY if os.geteuid() == 0 else None
    with TemporaryDirectory(prefix="pg") as folder:  # short, as a socket's name has 107 bytes at most
        if user:
            shutil.chown(folder, user)

        def carry_out(program: str, *arguments: str) -> None:
            command = [program, f"--pgdata={folder}/data", *arguments]
            subprocess.run(command, user=user, cwd=folder, stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - PostgreSQL's

        carry_out(initdb, "--auth=trust", "--username=osusume", "--encoding=UTF8", "--locale=C", "--no-sync")
        options = " ".join(f"-c {setting}" for setting in (*settings, "listen_addresses="))
        carry_out(pg_ctl, "start", "--wait", f"--log={folder}/log", f"--options=-k {folder} {options}")
        try:
            yield Server(make_url(f"postgresql+asyncpg://osusume@/postgres?host={folder}"))
        finally:
            carry_out(pg_ctl, "stop", "--mode=immediate")


def _program(name: str) -> str:
    found = shutil.which(name) or max(map(str, DEBIAN.glob(f"*/bin/{name}")), default=None)
    if found is None:
        raise NoServerError(NEEDED)
    return found
