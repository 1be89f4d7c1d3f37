"""Each member has a version, which changes with whatever is kept: so nobody reads again what is as it was."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Begin to count."""
    op.add_column("members", sa.Column("version", LONG, nullable=False, server_default="0"))
