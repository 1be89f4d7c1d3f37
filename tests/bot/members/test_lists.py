"""Lists that were read before are those that are kept, whoever changed them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.members.database import open_database
from bot.members.lists import Lists
from bot.members.records import Entry, Kept, Status
from bot.members.store import MemberStore

if TYPE_CHECKING:
    from bot.members.database import Database

ANN, BOB, CAT = 7, 8, 9
NOW = datetime(2026, 7, 1, tzinfo=UTC)
SEEN = Entry(Status.COMPLETED, 8)
MOMENTS = st.sampled_from([NOW, NOW + timedelta(microseconds=1), NOW + timedelta(microseconds=1 << 40)])
KEPT = st.builds(
    Kept, st.sampled_from([s for s in Status if s.seen]), st.none() | st.integers(1, 10), MOMENTS
)


async def held(lists: Lists, database: Database, member: int) -> dict[int, Kept]:
    async with database.read() as connection:
        return dict(await lists.of(connection, member))


async def test_a_list_is_the_same_object_until_it_changes(store: MemberStore) -> None:
    await store.keep_titles(ANN, {1: SEEN, 2: SEEN}, NOW)
    first = (await store.load(ANN)).titles
    await store.keep_titles(BOB, {1: SEEN}, NOW)
    await store.rate_genres(ANN, {"Action": 9}, NOW)
    assert (await store.load(ANN)).titles is first
    await store.keep_titles(ANN, {2: SEEN}, NOW + timedelta(microseconds=1))
    assert (await store.load(ANN)).titles is not first


async def test_each_change_is_seen_at_once(store: MemberStore) -> None:
    async def titles() -> dict[int, Kept]:
        return dict((await store.load(ANN)).titles)

    await store.keep_titles(ANN, {1: SEEN, 2: SEEN}, NOW)
    before = await titles()
    later = NOW + timedelta(seconds=1)
    await store.mark_title(ANN, 1, Status.DROPPED, later)
    assert (await titles())[1] == Kept(Status.DROPPED, 8, later)
    await store.restore_title(ANN, 1, before[1])
    assert await titles() == before
    gone = await store.forget_title(ANN, 2)
    assert await titles() == {1: before[1]}
    await store.restore_title(ANN, 2, gone)
    assert await titles() == before
    await store.imports.import_titles(ANN, {2: Entry(Status.WATCHING), 3: SEEN}, later, "AniList")
    assert (await titles()).keys() == {1, 2, 3}
    await store.imports.undo(ANN, NOW)
    assert await titles() == before
    await store.delete(ANN)
    assert await titles() == {}


async def test_what_another_process_changes_is_seen(store: MemberStore, address: str) -> None:
    await store.keep_titles(ANN, {1: SEEN}, NOW)
    await store.load(ANN)
    async with MemberStore.open(address) as other:
        await other.keep_titles(ANN, {1: Entry(Status.DROPPED)}, NOW + timedelta(days=20))
    assert (await store.load(ANN)).titles[1].status is Status.DROPPED


async def test_no_more_is_held_than_may_be(store: MemberStore, address: str) -> None:
    for member in (ANN, BOB, CAT):
        await store.keep_titles(member, dict.fromkeys(range(1, 11), SEEN), NOW)
    lists = Lists(most=25)
    async with open_database(address) as database:
        for member in (ANN, BOB, ANN, CAT):
            assert len(await held(lists, database, member)) == 10
    assert list(lists._read) == [ANN, CAT]


@pytest.mark.parametrize("lost", [False, True])
async def test_nothing_of_a_deleted_member_stays_in_memory(store: MemberStore, lost: bool) -> None:
    await store.keep_titles(ANN, {1: SEEN}, NOW)
    await store.places.met(ANN, 5, NOW)
    await store.load(ANN)
    assert ANN in store._lists._read
    if lost:
        await store.places.left(5, NOW)
        await store.places.forget_the_lost(NOW + timedelta(days=1))
    else:
        await store.delete(ANN)
    assert not store._lists._read


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.dictionaries(st.integers(1, 5), KEPT, min_size=1, max_size=4),
    title=st.integers(1, 5),
    kept=st.none() | KEPT,
)
async def test_any_change_is_seen(
    store: MemberStore, before: dict[int, Kept], title: int, kept: Kept | None
) -> None:
    await store.rate_genres(ANN, {"Action": 9}, NOW)
    for anime_id, word in before.items():
        await store.restore_title(ANN, anime_id, word)
    assert (await store.load(ANN)).titles == before
    await store.restore_title(ANN, title, kept)
    after = {**before, title: kept}
    assert (await store.load(ANN)).titles == {i: word for i, word in after.items() if word}
    await store.delete(ANN)
