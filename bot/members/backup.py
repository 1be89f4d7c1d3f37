"""Backups of the members' database: made while the bot runs, kept in turn, and put back."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.members.copying import connect, copied_aside, copy_database, put_in_place, sqlite_faults
from bot.members.database import known_revisions
from bot.members.deletions import Deletions
from bot.members.faults import StoreError
from bot.members.tables import members

STAMP = "%Y%m%dT%H%M%SZ"
LONGEST_COPY = 3600  # seconds
NAME = re.compile(r"osusume-[0-9]{8}T[0-9]{6}Z\.db")


@dataclass(frozen=True, slots=True)
class Backups:
    """Backups of an SQLite database, made in turn.

    Attributes:
        database: the file.
        folder: where the backups lie, each named after its moment in UTC: osusume-20261124T130000Z.db.
        every: the time between two; none at all for none.
        keep: how many are kept; older ones are deleted.
    """

    database: Path
    folder: Path
    every: timedelta
    keep: int

    def make_if_due(self, now: datetime) -> Path | None:
        """Make a backup where the latest is too old, and delete those beyond the number that is kept.

        Returns:
            The new backup, if any.

        Raises:
            StoreError: none can be made; those that are there stay.
        """
        if not self.every or any(now - self.every < moment_of(file) <= now for file in self.made()):
            return None
        new = self.folder / f"osusume-{now.astimezone(UTC):{STAMP}}.db"
        back_up(self.database, new)
        # Those from the future were made before the clock was set back.
        by_age = sorted(self.made(), key=lambda file: (moment_of(file) <= now, file.name))
        with sqlite_faults(self.folder):
            for old in by_age[: -self.keep]:
                old.unlink()
        return new

    def forget_deleted(self) -> int:
        """Delete from all backups, and from copies made before tables changed, who was deleted since.

        Half copies that a sudden end has left are deleted too.

        Returns:
            How many records of members that were, over all files.

        Raises:
            StoreError: one of them cannot be read or written; the others are done.
        """
        self._sweep()
        deletions, gone, faults = Deletions(self.database), 0, []
        before = self.database.parent.glob(f"{self.database.name}.before-*")
        for copy in (*self.made(), *before):
            try:
                gone += deletions.apply(copy)
            except StoreError as fault:
                faults.append(fault)
        if faults:
            raise faults[0]
        return gone

    def _sweep(self) -> None:
        left = [
            *self.folder.glob(".osusume-*.part*"),
            *self.database.parent.glob(f".{self.database.name}*.part*"),
        ]
        old = datetime.now(UTC).timestamp() - LONGEST_COPY
        with sqlite_faults(self.folder):
            for part in left:
                if part.stat().st_mtime < old:
                    part.unlink()

    def latest(self) -> datetime | None:
        """The moment of the latest backup that is there, in UTC."""
        made = self.made()
        return moment_of(made[-1]) if made else None

    def made(self) -> list[Path]:
        """The backups that are there, the oldest first."""
        with sqlite_faults(self.folder):
            return sorted(file for file in self.folder.glob("osusume-*.db") if NAME.fullmatch(file.name))


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    Attributes:
        members: how many members the database holds now.
        left_out: how many members of the backup had deleted their data since.
        aside: where the replaced database is now; None where there was none.
    """

    members: int
    left_out: int
    aside: Path | None


def moment_of(backup: Path) -> datetime:
    """When a backup was made, by its name, in UTC.

    Raises:
        ValueError: the name is no backup's.
    """
    return datetime.strptime(backup.name, f"osusume-{STAMP}.db").replace(tzinfo=UTC)


def back_up(database: Path, target: Path) -> None:
    """Copy the members' database into a file, while the bot may run.

    Raises:
        StoreError: there is no usable database, the file cannot be written, or it is something else's.
    """
    if not database.exists():
        raise StoreError(f"There is no database {database} yet: nothing to back up.")
    if target.exists():
        if target.samefile(database):
            raise StoreError(f"{target} is the members' database itself: name another file for the backup.")
        check_backup(target)
    check_backup(database)
    copy_database(database, target)


def restore(database: Path, backup: Path) -> Restored:
    """Put a backup in the database's place, without the members who were deleted since.

    The bot must not be running. The replaced database stays beside the new one under another name.

    Raises:
        StoreError: the backup is none that this version can use, or the bot is running. Then nothing changed.
    """
    check_backup(backup)
    if database.exists() and backup.samefile(database):
        raise StoreError(f"{backup} is the members' database itself: name a backup of it.")
    with copied_aside(backup, database) as copy:
        left_out = Deletions(database).apply(copy)
        with sqlite_faults(copy), closing(connect(copy)) as connection:
            count = connection.execute(f"SELECT count(*) FROM {members.name}").fetchone()[0]  # noqa: S608 - our table's name
        aside = _set_aside(database) if database.exists() else None
        put_in_place(copy, database)
    return Restored(count, left_out, aside)


def check_backup(file: Path) -> str:
    """The revision of the tables in a file of ours.

    Raises:
        StoreError: it is no database of this bot, or one of a newer version.
    """
    if not file.is_file():
        raise StoreError(f"There is no file {file}: name a backup.")
    foreign = StoreError(f"{file} is no database of an Osusume: name another file.")
    with sqlite_faults(file), closing(connect(file)) as connection:
        try:
            tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        except sqlite3.DatabaseError as error:
            if "not a database" in str(error):
                raise foreign from error
            raise
        if not {members.name, "alembic_version"} <= tables:
            raise foreign
        found = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    revision = str(found[0]) if found else ""
    if revision not in known_revisions():
        raise StoreError(f"{file} was written by a newer Osusume: update the bot first.")
    return revision


def _set_aside(database: Path) -> Path:
    """Keep the database under a second name, so that there is one in its place at every moment."""
    aside = database.with_name(f"{database.name}.replaced-{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}")
    log, log_aside = Path(f"{database}-wal"), Path(f"{aside}-wal")
    with sqlite_faults(database):
        if log.exists():  # SQLite clears it away, even where it cannot read the database
            shutil.copy2(log, log_aside)
        try:
            if _taken_in(database):
                log_aside.unlink(missing_ok=True)
        except StoreError:
            log_aside.unlink(missing_ok=True)
            raise
        for ending in ("-wal", "-shm", "-journal"):  # they must not be taken for the new database's
            Path(f"{database}{ending}").unlink(missing_ok=True)
        try:
            os.link(database, aside)
        except OSError:  # not every file system knows second names
            shutil.copy2(database, aside)
    return aside


def _taken_in(database: Path) -> bool:
    """Put the log of changes into the database; False where the database is damaged."""
    try:
        with closing(connect(database)) as connection:
            connection.execute("PRAGMA busy_timeout = 1000")
            connection.execute("PRAGMA journal_mode = DELETE")  # only possible while nobody else has it open
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        if "locked" in str(error):
            raise StoreError(f"The database {database} is in use: stop the bot first.") from error
        return False
    return True
