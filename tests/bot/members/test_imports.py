from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Entry, GenreRating, Imported, Kept, LastImport, Status
from bot.members.rows import SLICE
from bot.members.store import StoreError

if TYPE_CHECKING:
    from bot.members.store import MemberStore

NOW = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)
SOON = NOW + timedelta(minutes=1)
LATER = NOW + timedelta(hours=1)
SEEN = Entry(Status.COMPLETED)


def long_list(shift: int) -> dict[int, Entry]:
    statuses = list(Status)
    entries = {}
    for title in range(1, 2 * SLICE + 2):
        status = statuses[(title + shift) % len(statuses)]
        entries[title] = Entry(status, title % 10 + 1 if status.seen else None)
    return entries


def kept(entries: dict[int, Entry], at: datetime) -> dict[int, Kept]:
    return {title: Kept(entry.status, entry.rating, at) for title, entry in entries.items()}


async def test_a_long_list_comes_in_whole_and_goes_out_whole(store: MemberStore) -> None:
    first, second = long_list(0), long_list(1)
    size = len(first)
    assert await store.imports.import_titles(7, first, NOW, "AniList") == Imported(size, 0, 0)
    assert (await store.load(7)).titles == kept(first, NOW)
    assert await store.imports.import_titles(7, second, SOON, "AniList") == Imported(0, size, 0)
    assert (await store.load(7)).titles == kept(second, SOON)
    assert await store.imports.undo(7, NOW) == size
    assert (await store.load(7)).titles == kept(first, NOW)
    assert await store.imports.undo(7, NOW) is None


async def test_the_same_list_again_changes_nothing_and_leaves_the_first_to_be_undone(
    store: MemberStore,
) -> None:
    await store.imports.import_titles(7, long_list(0), NOW, "AniList")
    before = await store.load_everything(7)
    assert await store.imports.import_titles(7, long_list(0), LATER, "again") == Imported(
        0, 0, len(long_list(0))
    )
    assert await store.load_everything(7) == before
    assert await store.imports.undo(7, NOW - timedelta(seconds=1)) == len(long_list(0))
    assert (await store.load(7)).titles == {}


async def test_undoing_leaves_alone_what_the_member_changed_since(store: MemberStore) -> None:
    await store.keep_titles(7, {1: Entry(Status.PLANNED), 2: SEEN, 9: SEEN}, NOW)
    brought = {title: Entry(Status.DROPPED, 2) for title in range(1, 7)}
    await store.imports.import_titles(7, brought, SOON, "MyAnimeList")
    await store.keep_titles(7, {2: Entry(Status.DROPPED, 3)}, LATER)
    await store.forget_title(7, 3)
    await store.mark_title(7, 4, Status.WATCHING, LATER)
    forgotten = await store.forget_title(7, 5)
    await store.restore_title(7, 5, forgotten)
    assert await store.imports.undo(7, NOW) == 3
    assert (await store.load(7)).titles == {
        1: Kept(Status.PLANNED, None, NOW),
        2: Kept(Status.DROPPED, 3, LATER),
        4: Kept(Status.WATCHING, 2, LATER),
        9: Kept(Status.COMPLETED, None, NOW),
    }


async def test_what_is_too_long_ago_cannot_be_undone(store: MemberStore) -> None:
    await store.imports.import_titles(7, {1: SEEN}, NOW, "AniList")
    await store.imports.import_titles(8, {1: SEEN}, LATER, "AniList")
    assert await store.imports.undo(7, NOW) is None
    assert await store.imports.forget_old(NOW) == 0
    assert await store.imports.forget_old(LATER) == 1
    assert (await store.load_everything(7)).last_import is None
    assert await store.imports.undo(7, NOW - timedelta(days=1)) is None
    assert await store.imports.undo(8, NOW) == 1
    assert list((await store.load(7)).titles) == [1]


async def test_a_list_that_cannot_be_kept_leaves_everything_as_it_was(store: MemberStore) -> None:
    await store.imports.import_titles(7, {1: SEEN}, NOW, "AniList")
    before = await store.load_everything(7)
    for member in (7, 8):
        with pytest.raises(StoreError):
            await store.imports.import_titles(member, {**long_list(0), 0: SEEN}, LATER, "broken")
        with pytest.raises(StoreError):
            await store.imports.import_titles(member, {2: SEEN}, LATER, "")
    assert await store.load_everything(7) == before
    assert (await store.load(8)).since is None


async def test_an_empty_list_makes_nobody_known(store: MemberStore) -> None:
    assert await store.imports.import_titles(7, {}, NOW, "AniList") == Imported(0, 0, 0)
    assert (await store.load(7)).since is None


async def test_presses_during_an_import_are_not_lost(store: MemberStore) -> None:
    press = Entry(Status.WATCHING, 10)
    await asyncio.gather(
        store.imports.import_titles(7, dict.fromkeys(range(1, 2000), SEEN), NOW, "AniList"),
        *(store.keep_titles(7, {3000 + n: press}, SOON) for n in range(10)),
        store.imports.import_titles(7, dict.fromkeys(range(2000, 2500), SEEN), LATER, "AniList"),
    )
    titles = (await store.load(7)).titles
    assert len(titles) == 2509
    assert {titles[3000 + n].status for n in range(10)} == {Status.WATCHING}
    # On a server, which of two that come at once is the last is up to chance.
    assert (await store.load_everything(7)).last_import in (
        LastImport(NOW, "AniList", dict.fromkeys(range(1, 2000))),
        LastImport(LATER, "AniList", dict.fromkeys(range(2000, 2500))),
    )


async def test_ratings_of_genres_come_along_and_are_undone_along(store: MemberStore) -> None:
    imports, genres = store.imports, {"Action": 9, "Drama": 8, "Mecha": 2, "Music": 3}
    await store.rate_genres(7, {"Action": 4, "Drama": 8}, NOW)
    assert await imports.import_titles(7, {1: SEEN}, SOON, "Osusume", genres) == Imported(1, 0, 0, genres=3)
    await store.rate_genres(7, {"Music": 3}, LATER)
    rated = (await store.load(7)).genres
    assert {genre: kept.rating for genre, kept in rated.items()} == genres
    brought = (await store.load_everything(7)).last_import
    assert brought == LastImport(
        SOON, "Osusume", {1: None}, {"Action": GenreRating(4, NOW), "Mecha": None, "Music": None}
    )
    assert await imports.undo(7, NOW) == 3
    assert (await store.load(7)).genres == {
        "Action": GenreRating(4, NOW),
        "Drama": GenreRating(8, NOW),
        "Music": GenreRating(3, LATER),
    }
    assert await imports.import_titles(7, {}, LATER, "Osusume", {"Action": 5}) == Imported(0, 0, 0, genres=1)
    assert await imports.import_titles(7, {}, LATER, "Osusume", {"Action": 5}) == Imported(0, 0, 0)
