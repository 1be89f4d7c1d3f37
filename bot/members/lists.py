"""Lists of titles that were read before: one that is as it was is not decoded again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, case, func, select, type_coerce

from bot.members.records import HIGHEST_RATING, Status
from bot.members.tables import titles
from bot.members.titles import kept_titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.members.records import Kept

MOST_TITLES = 200_000  # about 40 MiB
LARGE, PRIME = 1 << 40, 1_000_003  # what is summed up over a list is smaller, so that 64 bits hold the sums
STATUSES = {status: number for number, status in enumerate(Status, 1)}


@dataclass(frozen=True, slots=True)
class _Read:
    state: tuple[Any, ...]
    titles: Mapping[int, Kept]


class Lists:
    """The lists that were read last, as long as they hold no more than `most` titles together.

    Whoever changes a list, in this process or in another, gives what is changed another moment, status or
    rating. So a list is as it was where a few sums over these are.
    """

    def __init__(self, most: int = MOST_TITLES) -> None:
        self._most = most
        self._read: OrderedDict[int, _Read] = OrderedDict()
        self._size = 0

    async def of(self, connection: AsyncConnection, member: int) -> Mapping[int, Kept]:
        """What is kept about a member's titles, the latest first: the same object while nothing changes."""
        state = await _state(connection, member)
        known = self._read.get(member)
        if known is not None and known.state == state:
            self._read.move_to_end(member)
            return known.titles
        found = _Read(state, await kept_titles(connection, member))
        self.forget(member)
        self._read[member] = found
        self._size += len(found.titles)
        while self._size > self._most:
            self.forget(next(iter(self._read)))
        return found.titles

    def forget(self, member: int) -> None:
        """Forget a member's list."""
        known = self._read.pop(member, None)
        self._size -= len(known.titles) if known else 0

    def clear(self) -> None:
        """Forget all lists."""
        self._read.clear()
        self._size = 0


async def _state(connection: AsyncConnection, member: int) -> tuple[Any, ...]:
    """What changes with a list: how many titles it has, and sums over what is kept about them."""
    anime = titles.c.anime_id % PRIME
    at = type_coerce(titles.c.kept_at, BigInteger)
    status = case(STATUSES, value=titles.c.status)
    rating = func.coalesce(titles.c.rating, HIGHEST_RATING + 1)
    sums = (at % LARGE, anime * (at % PRIME), anime * status, anime * rating)
    question = select(func.count(), *map(func.sum, sums)).where(titles.c.member_id == member)
    return tuple((await connection.execute(question)).one())
