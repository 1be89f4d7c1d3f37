"""Titles get a status; settings, imports that can be undone, and the places where members were met."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
STATUSES = "'watching', 'completed', 'on_hold', 'dropped', 'planned', 'unwanted'"
UNSEEN = "'planned', 'unwanted'"
LANGUAGES = "'romaji', 'english', 'japanese'"


def upgrade() -> None:
    """Move the titles to their new table, and make the other new ones."""
    _titles()
    _settings()
    _places()
    _imports()


def _titles() -> None:
    op.create_table(
        "titles",
        sa.Column("member_id", LONG, nullable=False),
        sa.Column("anime_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("kept_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "anime_id", name=op.f("pk_titles")),
        _of_members("titles"),
        sa.CheckConstraint("anime_id > 0", name=op.f("ck_titles_anime_id")),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_titles_status")),
        sa.CheckConstraint("rating BETWEEN 1 AND 10", name=op.f("ck_titles_rating")),
        sa.CheckConstraint(f"rating IS NULL OR status NOT IN ({UNSEEN})", name=op.f("ck_titles_unseen")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute(
        "INSERT INTO titles (member_id, anime_id, status, rating, kept_at) "
        "SELECT member_id, anime_id, 'completed', rating, rated_at FROM title_ratings"
    )
    op.drop_table("title_ratings")


def _settings() -> None:
    op.create_table(
        "member_settings",
        sa.Column("member_id", LONG, autoincrement=False, nullable=False),
        sa.Column("titles", sa.Text(), nullable=True),
        sa.Column("reach", REAL, nullable=True),
        sa.Column("wish", sa.Text(), nullable=True),
        sa.Column("public", sa.Integer(), nullable=False),
        sa.Column("together", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_member_settings")),
        _of_members("member_settings"),
        sa.CheckConstraint(f"titles IN ({LANGUAGES})", name=op.f("ck_member_settings_titles")),
        sa.CheckConstraint("reach BETWEEN -1 AND 1", name=op.f("ck_member_settings_reach")),
        sa.CheckConstraint("length(wish) <= 2000", name=op.f("ck_member_settings_wish")),
        sa.CheckConstraint("public IN (0, 1)", name=op.f("ck_member_settings_public")),
        sa.CheckConstraint("together IN (0, 1)", name=op.f("ck_member_settings_together")),
        sqlite_strict=True,
    )
    op.create_table(
        "guild_settings",
        sa.Column("guild_id", LONG, autoincrement=False, nullable=False),
        sa.Column("titles", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guild_settings")),
        sa.CheckConstraint("guild_id > 0", name=op.f("ck_guild_settings_guild_id")),
        sa.CheckConstraint(f"titles IN ({LANGUAGES})", name=op.f("ck_guild_settings_titles")),
        sqlite_strict=True,
    )


def _places() -> None:
    op.create_table(
        "places",
        sa.Column("member_id", LONG, nullable=False),
        sa.Column("guild_id", LONG, autoincrement=False, nullable=False),
        sa.Column("met_at", LONG, nullable=False),
        sa.Column("left_at", LONG, nullable=True),
        sa.PrimaryKeyConstraint("member_id", "guild_id", name=op.f("pk_places")),
        _of_members("places"),
        sa.CheckConstraint("guild_id >= 0", name=op.f("ck_places_guild_id")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_places_guild_id"), "places", ["guild_id"])


def _imports() -> None:
    op.create_table(
        "imports",
        sa.Column("member_id", LONG, autoincrement=False, nullable=False),
        sa.Column("imported_at", LONG, nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("member_id", name=op.f("pk_imports")),
        _of_members("imports"),
        sa.CheckConstraint("length(source) BETWEEN 1 AND 100", name=op.f("ck_imports_source")),
        sqlite_strict=True,
    )
    op.create_table(
        "replaced_titles",
        sa.Column("member_id", LONG, nullable=False),
        sa.Column("anime_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("kept_at", LONG, nullable=True),
        sa.PrimaryKeyConstraint("member_id", "anime_id", name=op.f("pk_replaced_titles")),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["imports.member_id"],
            name=op.f("fk_replaced_titles_member_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint(f"status IN ({STATUSES})", name=op.f("ck_replaced_titles_status")),
        sa.CheckConstraint("rating BETWEEN 1 AND 10", name=op.f("ck_replaced_titles_rating")),
        sa.CheckConstraint(
            f"rating IS NULL OR status NOT IN ({UNSEEN})", name=op.f("ck_replaced_titles_unseen")
        ),
        sa.CheckConstraint("(status IS NULL) = (kept_at IS NULL)", name=op.f("ck_replaced_titles_kept_at")),
        sa.CheckConstraint("rating IS NULL OR status IS NOT NULL", name=op.f("ck_replaced_titles_nothing")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _of_members(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["member_id"], ["members.id"], name=op.f(f"fk_{table}_member_id"), ondelete="CASCADE"
    )
