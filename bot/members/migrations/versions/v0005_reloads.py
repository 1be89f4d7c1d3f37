"""Several processes can run the bot together: all of them see when one was asked for another model."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make a place to count how often."""
    op.create_table(
        "reloads",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("asked", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reloads")),
        sa.CheckConstraint("id = 1", name=op.f("ck_reloads_id")),
        sqlite_strict=True,
    )
