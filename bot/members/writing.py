"""What changes have in common: they take hold of the member first, and write rows in place of others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from bot.members.tables import members

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

# The two databases write an upsert alike, and SQLAlchemy keeps a function for each.
INSERT: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def remember(connection: AsyncConnection, member: int, at: datetime) -> None:
    """Take hold of a member who tells something, and note when for the first time.

    Where several write at once, one member's changes so go one by one.
    """
    known = INSERT[connection.dialect.name](members).values(id=member, since=at)
    await connection.execute(
        known.on_conflict_do_update(index_elements=[members.c.id], set_={"since": members.c.since})
    )


async def hold(connection: AsyncConnection, member: int) -> bool:
    """Take hold of a member of whom something is kept; whether there is one."""
    known = select(members.c.id).where(members.c.id == member).with_for_update()
    return await connection.scalar(known) is not None


async def upsert(connection: AsyncConnection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Write whole rows, each in place of the one with its key."""
    if not rows:
        return
    new = INSERT[connection.dialect.name](table)
    values = {column.name: new.excluded[column.name] for column in table.c if not column.primary_key}
    await connection.execute(
        new.on_conflict_do_update(index_elements=list(table.primary_key), set_=values), rows
    )
