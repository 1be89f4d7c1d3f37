"""What is remembered of members is what is kept of them, whoever changed it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.members.memory import LEAST, Memory
from bot.members.people import State
from bot.members.records import Entry, Kept, MemberSettings, Record, Status, TitleLanguage
from bot.members.store import MemberStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

ANN, BOB, CAT = 7, 8, 9
NOW = datetime(2026, 7, 1, tzinfo=UTC)
SEEN = Entry(Status.COMPLETED, 8)
MOMENTS = st.sampled_from([NOW, NOW + timedelta(microseconds=1), NOW + timedelta(days=400)])
KEPT = st.builds(
    Kept, st.sampled_from([s for s in Status if s.seen]), st.none() | st.integers(1, 10), MOMENTS
)
TITLES, RATINGS = st.integers(1, 5), st.integers(1, 10)
CHANGES = st.one_of(
    st.builds(lambda i, word: lambda store: store.restore_title(ANN, i, word), TITLES, st.none() | KEPT),
    st.builds(lambda i, r, at: lambda store: store.rate_title(ANN, i, r, at), TITLES, RATINGS, MOMENTS),
    st.builds(
        lambda i, status, at: lambda store: store.mark_title(ANN, i, status, at),
        TITLES,
        st.sampled_from(Status),
        MOMENTS,
    ),
    st.builds(lambda i, at: lambda store: store.add_title(ANN, i, SEEN, at), TITLES, MOMENTS),
    st.builds(
        lambda ids, at: lambda store: store.keep_titles(ANN, dict.fromkeys(ids, SEEN), at),
        st.sets(TITLES, min_size=1),
        MOMENTS,
    ),
    st.builds(lambda i: lambda store: store.forget_title(ANN, i), TITLES),
    st.builds(
        lambda names, r, at: lambda store: store.rate_genres(ANN, dict.fromkeys(names, r), at),
        st.sets(st.sampled_from(["Action", "Drama", "Music"]), min_size=1),
        RATINGS,
        MOMENTS,
    ),
    st.builds(lambda g: lambda store: store.forget_genre(ANN, g), st.sampled_from(["Action", "Drama"])),
    st.builds(
        lambda public: lambda store: store.change_settings(ANN, lambda _: MemberSettings(public=public), NOW),
        st.booleans(),
    ),
    st.builds(
        lambda ids, at: lambda store: store.imports.import_titles(ANN, dict.fromkeys(ids, SEEN), at, "here"),
        st.sets(TITLES, min_size=1),
        MOMENTS,
    ),
    st.just(lambda store: store.imports.undo(ANN, NOW - timedelta(days=1))),
    st.builds(lambda i, at: lambda store: store.not_seen.add(ANN, i, at), TITLES, MOMENTS),
    st.builds(lambda guild: lambda store: store.places.met(ANN, guild, NOW), st.integers(0, 3)),
    st.just(lambda store: store.delete(ANN)),
)


def contents(record: Record) -> tuple[object, ...]:
    """With the order of what is kept."""
    return record.since, [*record.genres.items()], [*record.titles.items()], record.settings


async def test_a_record_is_the_same_object_until_it_changes(store: MemberStore) -> None:
    await store.keep_titles(ANN, {1: SEEN, 2: SEEN}, NOW)
    first = await store.load(ANN)
    await store.keep_titles(BOB, {1: SEEN}, NOW)
    assert await store.load(ANN) is first
    await store.rate_genres(ANN, {"Action": 9}, NOW)
    await store.not_seen.add(ANN, 3, NOW)
    second = await store.load(ANN)
    assert second is not first
    assert second.titles is first.titles
    await store.keep_titles(ANN, {2: SEEN}, NOW + timedelta(microseconds=1))
    assert (await store.load(ANN)).titles is not first.titles


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


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(CHANGES, min_size=1, max_size=8))
async def test_what_is_remembered_is_what_is_kept(
    store: MemberStore, changes: list[Callable[[MemberStore], Awaitable[object]]]
) -> None:
    for change in changes:
        await store.load(ANN)
        await change(store)
        remembered = contents(await store.load(ANN))
        store._memory.clear()
        assert remembered == contents(await store.load(ANN))
    await store.delete(ANN)


async def test_what_another_process_changes_is_seen(
    store: MemberStore, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.members.memory.FRESH", 0)
    await store.keep_titles(ANN, {1: SEEN}, NOW)
    await store.load(ANN)
    async with MemberStore.open(address) as other:
        await other.keep_titles(ANN, {1: Entry(Status.DROPPED)}, NOW + timedelta(days=20))
        assert (await store.load(ANN)).titles[1].status is Status.DROPPED
        await other.change_settings(ANN, lambda _: MemberSettings(TitleLanguage.ENGLISH), NOW)
        assert (await store.load(ANN)).settings.titles is TitleLanguage.ENGLISH
        await other.delete(ANN)
        await other.keep_titles(ANN, {2: SEEN}, NOW + timedelta(days=21))
    assert (await store.load(ANN)).titles.keys() == {2}


async def test_a_change_that_came_to_nothing_is_not_remembered(store: MemberStore) -> None:
    await store.keep_titles(ANN, {1: SEEN}, NOW)
    before = await store.load(ANN)

    def fail(_: MemberSettings) -> MemberSettings:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await store.change_settings(ANN, fail, NOW)
    assert await store.load(ANN) is before


def test_no_more_is_held_than_may_be() -> None:
    memory, state = Memory(most=2 * LEAST + 25), State(NOW, 1)
    record = Record(NOW, {}, dict.fromkeys(range(1, 11), Kept(Status.COMPLETED, 8, NOW)), MemberSettings())
    for member in (ANN, BOB):
        memory.keep(member, state, record)
    memory.of(ANN, state)
    memory.keep(CAT, state, record)
    assert [member for member in (ANN, BOB, CAT) if member in memory] == [ANN, CAT]


@pytest.mark.parametrize("lost", [False, True])
async def test_nothing_of_a_deleted_member_stays_in_memory(store: MemberStore, lost: bool) -> None:
    await store.keep_titles(ANN, {1: SEEN}, NOW)
    await store.places.met(ANN, 5, NOW)
    await store.load(ANN)
    assert ANN in store._memory
    if lost:
        await store.places.left(5, NOW)
        await store.places.forget_the_lost(NOW + timedelta(days=1))
    else:
        await store.delete(ANN)
    assert ANN not in store._memory


async def test_a_place_is_noted_again_after_the_bot_left_it(store: MemberStore) -> None:
    await store.keep_titles(ANN, {1: SEEN}, NOW)
    await store.load(ANN)
    await store.places.met(ANN, 5, NOW)
    await store.places.left(5, NOW)
    await store.places.met(ANN, 5, NOW + timedelta(days=1))
    assert (await store.load_everything(ANN)).places[5].left_at is None


async def test_a_place_is_noted_for_one_who_begins_anew(
    store: MemberStore, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.members.memory.FRESH", 0)
    await store.keep_titles(ANN, {1: SEEN}, NOW)
    await store.load(ANN)
    await store.places.met(ANN, 5, NOW)
    async with MemberStore.open(address) as other:
        await other.delete(ANN)
        await other.keep_titles(ANN, {1: SEEN}, NOW + timedelta(days=1))
    await store.load(ANN)
    await store.places.met(ANN, 5, NOW + timedelta(days=1))
    assert 5 in (await store.load_everything(ANN)).places
