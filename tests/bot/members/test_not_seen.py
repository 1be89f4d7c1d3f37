"""What was not seen stays so until something is told of it, and does not grow without end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.members.not_seen import MOST
from bot.members.records import Entry, MemberSettings, Record, Status

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.members.store import MemberStore

NOW = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SEEN = Entry(Status.COMPLETED)


async def test_what_was_not_seen_is_kept_the_latest_first(store: MemberStore) -> None:
    await store.not_seen.add(7, 1, NOW)
    await store.not_seen.add(7, 2, LATER)
    await store.not_seen.add(8, 3, NOW)
    assert list((await store.not_seen.load(7)).items()) == [(2, LATER), (1, NOW)]
    assert await store.not_seen.load(9) == {}
    # The member is known by it, and has told nothing else.
    assert await store.load(7) == Record(NOW, {}, {}, MemberSettings())


@pytest.mark.parametrize(
    "tell",
    [
        lambda store: store.rate_title(7, 1, 8, LATER),
        lambda store: store.mark_title(7, 1, Status.PLANNED, LATER),
        lambda store: store.add_title(7, 1, SEEN, LATER),
        lambda store: store.keep_titles(7, {1: SEEN}, LATER),
        lambda store: store.imports.import_titles(7, {1: SEEN, 3: SEEN}, LATER, "AniList"),
    ],
)
async def test_it_goes_once_something_is_told_of_the_title_and_does_not_come_back(
    store: MemberStore, tell: Callable[[MemberStore], Awaitable[object]]
) -> None:
    for member, title in ((7, 1), (7, 2), (8, 1)):
        await store.not_seen.add(member, title, NOW)
    await tell(store)
    assert await store.not_seen.load(7) == {2: NOW}
    await store.not_seen.add(7, 1, LATER)
    assert await store.not_seen.load(7) == {2: NOW}
    await store.forget_title(7, 1)
    assert await store.not_seen.load(7) == {2: NOW}
    assert await store.not_seen.load(8) == {1: NOW}


async def test_it_can_be_taken_back(store: MemberStore) -> None:
    await store.not_seen.add(7, 1, NOW)
    await store.not_seen.add(7, 2, NOW)
    assert await store.forget_title(7, 1) is None  # which is of what was told
    assert await store.not_seen.load(7) == {2: NOW, 1: NOW}
    await store.restore_title(7, 1, None)
    assert await store.not_seen.load(7) == {2: NOW}


async def test_the_latest_few_hundred_are_kept(store: MemberStore) -> None:
    await store.not_seen.add(8, 1, NOW)
    for title in range(1, MOST + 4):
        await store.not_seen.add(7, title, NOW + timedelta(seconds=title))
    assert list(await store.not_seen.load(7)) == list(range(MOST + 3, 3, -1))
    assert list(await store.not_seen.load(8)) == [1]
