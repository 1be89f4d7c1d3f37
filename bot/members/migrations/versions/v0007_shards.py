"""Each process notes when it last knew in which servers the bot is: nobody is forgotten on less than all."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table for it."""
    op.create_table(
        "shards",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("noted_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shards")),
        sa.CheckConstraint("id BETWEEN 0 AND total - 1", name=op.f("ck_shards_id")),
        sqlite_strict=True,
    )
