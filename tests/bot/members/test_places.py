from __future__ import annotations

import asyncio
import itertools
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.members.places import NO_GUILD
from bot.members.records import Place
from bot.shards import Shards

if TYPE_CHECKING:
    from pathlib import Path

    from bot.members.store import MemberStore

NOW = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
MUCH_LATER = NOW + timedelta(days=31)


async def places(store: MemberStore, member: int) -> dict[int, Place]:
    return dict((await store.load_everything(member)).places)


class Model:
    """What the store must know of places, told with dictionaries."""

    def __init__(self) -> None:
        self.members: dict[int, dict[int, Place]] = {}

    def met(self, member: int, guild: int, at: datetime) -> None:
        if member in self.members:
            before = self.members[member].get(guild)
            self.members[member][guild] = Place(before.met_at if before else at, None)

    def left(self, guild: int, at: datetime) -> None:
        for known in self.members.values():
            if guild in known and known[guild].left_at is None:
                known[guild] = Place(known[guild].met_at, at)

    def came_back(self, guild: int) -> None:
        for known in self.members.values():
            if guild in known:
                known[guild] = Place(known[guild].met_at, None)

    def present(self, guilds: set[int], at: datetime) -> None:
        for guild in (1, 2, 3):
            if guild in guilds:
                self.came_back(guild)
            else:
                self.left(guild, at)

    def forget_the_lost(self, before: datetime) -> int:
        lost = [
            member
            for member, known in self.members.items()
            if known and all(place.left_at is not None and place.left_at < before for place in known.values())
        ]
        for member in lost:
            del self.members[member]
        return len(lost)


bases = itertools.count(100, 10)
who = st.integers(0, 2)
guilds = st.integers(1, 3)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    events=st.lists(
        st.tuples(st.just("tell"), who)
        | st.tuples(st.just("met"), who, guilds | st.just(NO_GUILD))
        | st.tuples(st.just("left"), guilds)
        | st.tuples(st.just("came_back"), guilds)
        | st.tuples(st.just("present"), st.sets(guilds))
        | st.tuples(st.just("forget_the_lost"), st.integers(0, 20)),
        max_size=16,
    )
)
async def test_any_sequence_of_events_leaves_what_dictionaries_would_hold(
    store: MemberStore, events: list[tuple[Any, ...]]
) -> None:
    base, model = next(bases), Model()
    await store.places.forget_the_lost(MUCH_LATER)
    for step, (event, *arguments) in enumerate(events):
        at = NOW + timedelta(minutes=step)
        match event:
            case "tell":
                await store.rate_genres(base + arguments[0], {"Action": 9}, at)
                model.members.setdefault(base + arguments[0], {})
            case "met":
                model.met(base + arguments[0], arguments[1], at)
                await store.places.met(base + arguments[0], arguments[1], at)
            case "left" | "present":
                getattr(model, event)(*arguments, at)
                await getattr(store.places, event)(*arguments, at)
            case "came_back":
                model.came_back(*arguments)
                await store.places.came_back(*arguments)
            case "forget_the_lost":
                before = NOW + timedelta(minutes=arguments[0])
                assert await store.places.forget_the_lost(before) == model.forget_the_lost(before)
        for member in range(base, base + 3):
            assert await places(store, member) == model.members.get(member, {})
            assert ((await store.load(member)).since is not None) == (member in model.members)
    for member in range(base, base + 3):
        await store.delete(member)


async def test_nothing_is_kept_of_those_who_told_nothing(store: MemberStore) -> None:
    await store.places.met(7, 1, NOW)
    assert (await store.counts()).members == 0
    await store.rate_genres(7, {"Action": 9}, NOW)
    assert await places(store, 7) == {}


async def test_meeting_a_member_where_they_were_met_before_writes_nothing(
    file_store: MemberStore, file: Path
) -> None:
    await file_store.rate_genres(7, {"Action": 9}, NOW)
    await file_store.places.met(7, 1, NOW)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        await file_store.places.met(7, 1, LATER)
        await file_store.places.met(8, 1, LATER)
    assert await places(file_store, 7) == {1: Place(NOW, None)}


async def test_meeting_and_deleting_at_once_keeps_nothing(store: MemberStore) -> None:
    for _ in range(5):
        await store.rate_genres(7, {"Action": 9}, NOW)
        await asyncio.gather(store.places.met(7, 1, NOW), store.delete(7), store.places.met(7, 2, NOW))
        assert (await store.counts()).members == 0


async def test_what_happened_while_the_bot_was_off_is_made_up_for(store: MemberStore) -> None:
    await store.rate_genres(7, {"Action": 9}, NOW)
    for guild in (NO_GUILD, 1, 2, 3):
        await store.places.met(7, guild, NOW)
    await store.places.left(3, NOW)
    await store.places.left(1, NOW)
    await store.places.present([3, 4, *range(10, 40_000)], LATER)
    assert await places(store, 7) == {
        NO_GUILD: Place(NOW, None),
        1: Place(NOW, NOW),
        2: Place(NOW, LATER),
        3: Place(NOW, None),
    }


async def test_servers_are_known_once_each_shard_was_noted(store: MemberStore) -> None:
    hour = timedelta(hours=1)

    async def known(total: int, at: datetime = NOW) -> bool:
        return await store.places.are_known(total, at, hour)

    await store.places.present([], NOW - 10 * hour)
    assert not await known(1)
    await store.places.present([], NOW, Shards((0, 1), 3))
    assert not await known(3)
    await store.places.present([], NOW + hour, Shards((2,), 3))
    assert await known(3)
    assert not await known(1)
    assert not await known(2)
    assert not await known(3, NOW - hour)  # its clock is ahead
    assert not await known(3, NOW + 2 * hour)
    await store.places.present([], NOW, Shards((0,), 2))
    assert not await known(3)
    assert not await known(2)


async def test_whoever_can_be_met_nowhere_is_forgotten_and_nobody_else(
    store: MemberStore,
) -> None:
    met_in = {1: [], 2: [1], 3: [1, 2], 4: [1, NO_GUILD], 5: [1, 3]}
    for member, guilds_ in met_in.items():
        await store.rate_genres(member, {"Action": 9}, NOW)
        for guild in guilds_:
            await store.places.met(member, guild, NOW)
    await store.places.left(1, NOW)
    await store.places.left(3, LATER)
    assert await store.places.forget_the_lost(NOW) == 0
    assert await store.places.forget_the_lost(LATER) == 1
    left = [member for member in met_in if (await store.load(member)).since]
    assert left == [1, 3, 4, 5]


async def test_whoever_is_forgotten_leaves_no_trace_in_the_files(file_store: MemberStore, file: Path) -> None:
    for member, guild in ((1, 1), (2, 2)):
        await file_store.rate_genres(member, {f"A genre that only member {member} likes": 9}, NOW)
        await file_store.places.met(member, guild, NOW)
    await file_store.places.left(1, NOW)
    assert await file_store.places.forget_the_lost(LATER) == 1
    files = b"".join(part.read_bytes() for part in file.parent.iterdir())
    assert [member for member in (1, 2) if f"only member {member} likes".encode() in files] == [2]
