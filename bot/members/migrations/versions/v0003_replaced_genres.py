"""What an import takes the place of can also be ratings of genres."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table for them."""
    op.create_table(
        "replaced_genres",
        sa.Column("member_id", LONG, nullable=False),
        sa.Column("genre", sa.Text(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=True),
        sa.Column("rated_at", LONG, nullable=True),
        sa.PrimaryKeyConstraint("member_id", "genre", name=op.f("pk_replaced_genres")),
        sa.ForeignKeyConstraint(
            ["member_id"],
            ["imports.member_id"],
            name=op.f("fk_replaced_genres_member_id"),
            ondelete="CASCADE",
        ),
        sa.CheckConstraint("length(genre) BETWEEN 1 AND 100", name=op.f("ck_replaced_genres_genre")),
        sa.CheckConstraint("rating BETWEEN 1 AND 10", name=op.f("ck_replaced_genres_rating")),
        sa.CheckConstraint("(rating IS NULL) = (rated_at IS NULL)", name=op.f("ck_replaced_genres_rated_at")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
