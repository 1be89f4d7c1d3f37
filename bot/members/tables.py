"""The tables: who has told what. They are the same on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import (
    REAL,
    BigInteger,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

from bot.members.records import (
    HIGHEST_RATING,
    LONGEST_SOURCE,
    LONGEST_WISH,
    LOWEST_RATING,
    UNSEEN,
    Status,
    TitleLanguage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Dialect

Word = TypeVar("Word", bound=StrEnum)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)

# SQLite's own integers have 64 bits, and a STRICT table knows no other name for them.
Long = BigInteger().with_variant(Integer(), "sqlite")
Real: Double[float] = Double().with_variant(REAL(), "sqlite")


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


class Flag(TypeDecorator[bool]):
    """Yes or no, kept as 1 or 0: a STRICT table of SQLite knows no other."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """To a number."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:  # noqa: ARG002 - SQLAlchemy's signature
        """From a number."""
        return None if value is None else bool(value)


class OneOf(TypeDecorator[Word]):
    """One of a few words, kept as text."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[Word]) -> None:
        super().__init__()
        self.words = words

    def process_result_value(self, value: str | None, dialect: Dialect) -> Word | None:  # noqa: ARG002 - SQLAlchemy's signature
        """From text."""
        return None if value is None else self.words(value)


def _one_of(column: str, words: Iterable[StrEnum]) -> CheckConstraint:
    return CheckConstraint(f"{column} IN ({_listed(words)})", name=column)


def _listed(words: Iterable[StrEnum]) -> str:
    return ", ".join(f"'{word}'" for word in words)


def _rating() -> CheckConstraint:
    return CheckConstraint(f"rating BETWEEN {LOWEST_RATING} AND {HIGHEST_RATING}", name="rating")


def _unseen() -> CheckConstraint:
    return CheckConstraint(f"rating IS NULL OR status NOT IN ({_listed(UNSEEN)})", name="unseen")


metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

members = Table(
    "members",
    metadata,
    Column("id", Long, primary_key=True, autoincrement=False),
    Column("since", Moment, nullable=False),
    Column("version", Long, nullable=False, server_default="0"),  # how often something was changed
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
    _rating(),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

titles = Table(
    "titles",
    metadata,
    Column("member_id", Long, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("anime_id", Integer, primary_key=True, autoincrement=False),
    Column("status", OneOf(Status), nullable=False),
    Column("rating", Integer, nullable=True),
    Column("kept_at", Moment, nullable=False),
    CheckConstraint("anime_id > 0", name="anime_id"),
    _one_of("status", Status),
    _rating(),
    _unseen(),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

member_settings = Table(
    "member_settings",
    metadata,
    Column(
        "member_id", Long, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("titles", OneOf(TitleLanguage), nullable=True),
    Column("reach", Real, nullable=True),
    Column("wish", Text, nullable=True),
    Column("public", Flag, nullable=False),
    Column("together", Flag, nullable=False),
    _one_of("titles", TitleLanguage),
    CheckConstraint("reach BETWEEN -1 AND 1", name="reach"),
    CheckConstraint(f"length(wish) <= {LONGEST_WISH}", name="wish"),
    CheckConstraint("public IN (0, 1)", name="public"),
    CheckConstraint("together IN (0, 1)", name="together"),
    sqlite_strict=True,
)

guild_settings = Table(
    "guild_settings",
    metadata,
    Column("guild_id", Long, primary_key=True, autoincrement=False),
    Column("titles", OneOf(TitleLanguage), nullable=True),
    CheckConstraint("guild_id > 0", name="guild_id"),
    _one_of("titles", TitleLanguage),
    sqlite_strict=True,
)

places = Table(
    "places",
    metadata,
    Column("member_id", Long, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("guild_id", Long, primary_key=True, autoincrement=False),  # 0: no server
    Column("met_at", Moment, nullable=False),
    Column("left_at", Moment, nullable=True),  # none: still there
    CheckConstraint("guild_id >= 0", name="guild_id"),
    Index(None, "guild_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

imports = Table(
    "imports",
    metadata,
    Column(
        "member_id", Long, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    ),
    Column("imported_at", Moment, nullable=False),
    Column("source", Text, nullable=False),
    CheckConstraint(f"length(source) BETWEEN 1 AND {LONGEST_SOURCE}", name="source"),
    sqlite_strict=True,
)

# Titles that a member was asked about and has not seen; none of them is in `titles`, too.
not_seen = Table(
    "not_seen",
    metadata,
    Column("member_id", Long, ForeignKey("members.id", ondelete="CASCADE"), primary_key=True),
    Column("anime_id", Integer, primary_key=True, autoincrement=False),
    Column("said_at", Moment, nullable=False),
    CheckConstraint("anime_id > 0", name="anime_id"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# What the last import took the place of; without a status there was nothing.
replaced_titles = Table(
    "replaced_titles",
    metadata,
    Column("member_id", Long, ForeignKey("imports.member_id", ondelete="CASCADE"), primary_key=True),
    Column("anime_id", Integer, primary_key=True, autoincrement=False),
    Column("status", OneOf(Status), nullable=True),
    Column("rating", Integer, nullable=True),
    Column("kept_at", Moment, nullable=True),
    _one_of("status", Status),
    _rating(),
    _unseen(),
    CheckConstraint("(status IS NULL) = (kept_at IS NULL)", name="kept_at"),
    CheckConstraint("rating IS NULL OR status IS NOT NULL", name="nothing"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# Likewise; without a rating there was none.
replaced_genres = Table(
    "replaced_genres",
    metadata,
    Column("member_id", Long, ForeignKey("imports.member_id", ondelete="CASCADE"), primary_key=True),
    Column("genre", Text, primary_key=True),
    Column("rating", Integer, nullable=True),
    Column("rated_at", Moment, nullable=True),
    CheckConstraint("length(genre) BETWEEN 1 AND 100", name="genre"),
    _rating(),
    CheckConstraint("(rating IS NULL) = (rated_at IS NULL)", name="rated_at"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# How often the processes that run the bot were asked for another model, in the one row.
reloads = Table(
    "reloads",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("asked", Integer, nullable=False),
    CheckConstraint("id = 1", name="id"),
    sqlite_strict=True,
)

# When it was last noted in which of a shard's servers the bot is, and how many shards there were then.
shards = Table(
    "shards",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("total", Integer, nullable=False),
    Column("noted_at", Moment, nullable=False),
    CheckConstraint("id BETWEEN 0 AND total - 1", name="id"),
    sqlite_strict=True,
)
