"""A member's own row. Whoever changes something about a member takes hold of it first.

So one member's changes go one by one, where several programs write to the same database at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from bot.members.rows import INSERT
from bot.members.tables import members

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection


async def remember(connection: AsyncConnection, member: int, at: datetime) -> None:
    """Take hold of a member who tells something, and note when for the first time."""
    known = INSERT[connection.dialect.name](members).values(id=member, since=at)
    await connection.execute(
        known.on_conflict_do_update(index_elements=[members.c.id], set_={"since": members.c.since})
    )


async def hold(connection: AsyncConnection, member: int) -> bool:
    """Take hold of a member of whom something is kept; whether there is one.

    Nothing is kept of one who is not there, and who comes meanwhile is not held: so nothing may be changed.
    """
    known = select(members.c.id).where(members.c.id == member).with_for_update()
    return await connection.scalar(known) is not None
