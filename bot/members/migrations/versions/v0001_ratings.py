"""Members, their ratings of genres, and the titles that they rated or saw."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the three tables."""
    op.create_table(
        "members",
        sa.Column("id", LONG, autoincrement=False, nullable=False),
        sa.Column("since", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_members")),
        sa.CheckConstraint("id > 0", name=op.f("ck_members_id")),
        sqlite_strict=True,
    )
    op.create_table(
        "genre_ratings",
        sa.Column("member_id", LONG, nullable=False),
        sa.Column("genre", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("rated_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "genre", name=op.f("pk_genre_ratings")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_genre_ratings_member_id"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("length(genre) BETWEEN 1 AND 100", name=op.f("ck_genre_ratings_genre")),
        sa.CheckConstraint("rating BETWEEN 1 AND 10", name=op.f("ck_genre_ratings_rating")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "title_ratings",
        sa.Column("member_id", LONG, nullable=False),
        sa.Column("anime_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("rated_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "anime_id", name=op.f("pk_title_ratings")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_title_ratings_member_id"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("anime_id > 0", name=op.f("ck_title_ratings_anime_id")),
        sa.CheckConstraint("rating BETWEEN 1 AND 10", name=op.f("ck_title_ratings_rating")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
