"""A member's own row. Whoever changes something about a member takes hold of it first.

So one member's changes go one by one, where several programs write to the same database at once, and each
leaves the row in another state, by which all of them see that something has changed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import bindparam, select, update

from bot.members.rows import INSERT
from bot.members.tables import members

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from sqlalchemy import Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.members.database import Database

ROW = (members.c.since, members.c.version)
NEXT = {"version": members.c.version + 1}
FOUND = select(*ROW).where(members.c.id == bindparam("member"))
HELD = update(members).where(members.c.id == bindparam("member")).values(NEXT).returning(*ROW)


class State(NamedTuple):
    """How a member's row stands.

    Attributes:
        since: when the member first told something, in UTC: who deletes everything begins anew.
        version: how often something was changed since.
    """

    since: datetime
    version: int

    @property
    def before(self) -> State:
        """How the row stood before the last change."""
        return State(self.since, self.version - 1)


async def state_now(database: Database, member: int) -> State | None:
    """How a member's row stands; None for a member of whom nothing is kept."""
    row = await database.find(FOUND, {"member": member})
    return State(*row) if row else None


async def state_of(connection: AsyncConnection, member: int) -> State | None:
    """The same in a transaction."""
    row = (await connection.execute(FOUND, {"member": member})).one_or_none()
    return State(*row) if row else None


async def remember(connection: AsyncConnection, member: int, at: datetime) -> State:
    """Take hold of a member who tells something, and note when for the first time."""
    known = _newcomer(INSERT[connection.dialect.name])
    return State(*(await connection.execute(known, {"member": member, "at": at})).one())


async def hold(connection: AsyncConnection, member: int) -> State | None:
    """Take hold of a member of whom something is kept; None where there is none.

    Nothing is kept of one who is not there, and who comes meanwhile is not held: so nothing may be changed.
    """
    row = (await connection.execute(HELD, {"member": member})).one_or_none()
    return State(*row) if row else None


@cache
def _newcomer(insert: Callable[[Table], Any]) -> Any:  # noqa: ANN401 - each database has its own kind
    new = insert(members).values(id=bindparam("member"), since=bindparam("at"))
    return new.on_conflict_do_update(index_elements=[members.c.id], set_=NEXT).returning(*ROW)
