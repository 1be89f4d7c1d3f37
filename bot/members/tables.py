"""The tables: who has told what. They are the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

if TYPE_CHECKING:
    from sqlalchemy import Dialect

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# SQLite's own integers have 64 bits, and a STRICT table knows no other name for them.
Long = BigInteger().with_variant(Integer(), "sqlite")


class Moment(TypeDecorator[datetime]):
    """A moment in UTC, kept as microseconds since 1970: exact, ordered, and the same in every database."""

    impl = Long
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To microseconds."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """From microseconds."""
        return None if value is None else EPOCH + value * MICROSECOND


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

members = Table(
    "members",
    metadata,
    Column("id", Long, primary_key=True, autoincrement=False),
    Column("since", Moment, nullable=False),
    CheckConstraint("id > 0", name="id"),
    sqlite_strict=True,
)

genre_ratings = Table(
    "genre_ratings",
    metadata,
    Column("member_id", Long, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("genre", Text, primary_key=True),
    Column("rating", Integer, nullable=False),
    Column("rated_at", Moment, nullable=False),
    CheckConstraint("length(genre) BETWEEN 1 AND 100", name="genre"),
    CheckConstraint("rating BETWEEN 1 AND 10", name="rating"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

title_ratings = Table(
    "title_ratings",
    metadata,
    Column("member_id", Long, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("anime_id", Integer, primary_key=True, autoincrement=False),
    Column("rating", Integer, nullable=True),  # none: seen, not rated
    Column("rated_at", Moment, nullable=False),
    CheckConstraint("anime_id > 0", name="anime_id"),
    CheckConstraint("rating BETWEEN 1 AND 10", name="rating"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)
