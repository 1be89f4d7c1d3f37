"""What a member has not seen is remembered, so that nobody is asked about it again."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table for it."""
    op.create_table(
        "not_seen",
        sa.Column("member_id", LONG, nullable=False),
        sa.Column("anime_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("said_at", LONG, nullable=False),
        sa.PrimaryKeyConstraint("member_id", "anime_id", name=op.f("pk_not_seen")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_not_seen_member_id"), ondelete="CASCADE"
        ),
        sa.CheckConstraint("anime_id > 0", name=op.f("ck_not_seen_anime_id")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
