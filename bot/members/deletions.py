"""Who was deleted, so that a backup does not bring them back.

Beside the database lies a small file of its own, which outlives the damage of the database. It holds no id,
but for each deletion a keyed hash of the id, and since when the member had been known. Who is known since a
later moment has told something anew, and that is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from bot.members.copying import connect, sqlite_faults
from bot.members.tables import EPOCH, MICROSECOND

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

TABLES = """
    CREATE TABLE IF NOT EXISTS secret (one INTEGER PRIMARY KEY CHECK (one = 1), key BLOB NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS deletions (member BLOB PRIMARY KEY, since INTEGER NOT NULL) STRICT;
"""
NOTE = "INSERT INTO deletions VALUES (?, ?) ON CONFLICT DO UPDATE SET since = max(since, excluded.since)"


class Deletions:
    """The deletions of one SQLite database."""

    def __init__(self, database: Path) -> None:
        """Name the database; nothing is read or written yet."""
        self.file = database.with_name(f"{database.name}.deletions")

    def note(self, members: Mapping[int, datetime]) -> None:
        """Note that members are deleted, on the disk before this returns.

        Args:
            members: since when each was known, in UTC: whoever tells something later is known anew.

        Raises:
            StoreError: the note cannot be written.
        """
        with sqlite_faults(self.file), self._open() as (connection, key):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(
                NOTE,
                [(_hash(key, member), (since - EPOCH) // MICROSECOND) for member, since in members.items()],
            )
            connection.execute("COMMIT")

    def apply(self, copy: Path) -> int:
        """Delete from a copy of the database whoever was deleted, as far as they are known from before that.

        Returns:
            How many members that were.

        Raises:
            StoreError: the notes cannot be read, or the copy cannot be written.
        """
        if not self.file.exists():
            return 0
        with sqlite_faults(self.file), self._open() as (connection, key):
            noted = dict(connection.execute("SELECT member, since FROM deletions"))
        with sqlite_faults(copy), closing(connect(copy)) as connection:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA secure_delete = ON")
            known = connection.execute("SELECT id, since FROM members")
            gone = [(member,) for member, since in known if since <= noted.get(_hash(key, member), since - 1)]
            if gone:
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany("DELETE FROM members WHERE id = ?", gone)
                connection.execute("COMMIT")
        return len(gone)

    @contextmanager
    def _open(self) -> Iterator[tuple[sqlite3.Connection, bytes]]:
        """The notes, and the key of their hashes, both made where there are none."""
        self.file.touch(mode=0o600)
        with closing(connect(self.file)) as connection:
            connection.executescript(TABLES)
            connection.execute("INSERT OR IGNORE INTO secret VALUES (1, ?)", [secrets.token_bytes()])
            yield connection, connection.execute("SELECT key FROM secret").fetchone()[0]


def _hash(key: bytes, member: int) -> bytes:
    return hmac.digest(key, str(member).encode(), hashlib.sha256)
