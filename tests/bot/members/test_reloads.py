"""A call to all processes on one database."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.members.store import MemberStore

if TYPE_CHECKING:
    from bot.members.store import MemberStore as Store


async def test_whoever_asks_is_heard_by_all(store: Store, address: str) -> None:
    assert await store.reloads.asked() == 0
    async with MemberStore.open(address) as other:
        assert await other.reloads.ask() == 1
        assert await store.reloads.asked() == 1
        asked = await asyncio.gather(*(one.reloads.ask() for one in (store, other) for _ in range(5)))
        assert sorted(asked) == [*range(2, 12)]
        assert await other.reloads.asked() == await store.reloads.asked() == 11
