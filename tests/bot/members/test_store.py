from __future__ import annotations

import asyncio
import itertools
import sqlite3
import subprocess
import sys
import textwrap
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.members.database import is_sqlite, sqlite_file
from bot.members.records import (
    Counts,
    Entry,
    Everything,
    GenreRating,
    GuildSettings,
    Imported,
    Kept,
    LastImport,
    MemberSettings,
    Place,
    Record,
    Status,
    TitleLanguage,
)
from bot.members.store import MemberStore, StoreError
from bot.members.tables import guild_settings, metadata, reloads, shards

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)
SEEN = Entry(Status.COMPLETED)
NOTHING = Record(None, {}, {}, MemberSettings())

members = itertools.count(1)
ratings = st.integers(1, 10)
genres = st.sampled_from(["Action", "Sci-Fi", "Slice of Life", "Boys' Love", "百合"])
titles = st.integers(1, 6) | st.just(2**31 - 1)
statuses = st.sampled_from(Status)
entries = statuses.flatmap(
    lambda status: st.builds(Entry, st.just(status), (st.none() | ratings) if status.seen else st.none())
)
lists = st.dictionaries(titles, entries, min_size=1)
preferences = st.builds(
    MemberSettings,
    titles=st.none() | st.sampled_from(TitleLanguage),
    reach=st.none() | st.floats(-1, 1),
    wish=st.none() | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=2000),
    public=st.booleans(),
    together=st.booleans(),
)


class Model:
    """What the store must do for one member, told with dictionaries."""

    def __init__(self) -> None:
        self.since: datetime | None = None
        self.genres: dict[str, GenreRating] = {}
        self.titles: dict[int, Kept] = {}
        self.settings = MemberSettings()
        self.last_import: LastImport | None = None
        self.not_seen: dict[int, datetime] = {}

    @property
    def record(self) -> Record:
        return Record(self.since, dict(self.genres), dict(self.titles), self.settings)

    @property
    def everything(self) -> Everything:
        return Everything(self.record, {}, self.last_import, dict(self.not_seen))

    def rate_genres(self, given: dict[str, int], at: datetime) -> dict[str, int]:
        self.since = self.since or at
        before = {genre: self.genres[genre].rating for genre in given if genre in self.genres}
        self.genres |= {genre: GenreRating(rating, at) for genre, rating in given.items()}
        return before

    def forget_genre(self, genre: str) -> GenreRating | None:
        return self.genres.pop(genre, None)

    def keep_titles(self, given: dict[int, Entry], at: datetime) -> dict[int, Kept]:
        self.since = self.since or at
        before = {title: self.titles[title] for title in given if title in self.titles}
        self._tell({title: Kept(entry.status, entry.rating, at) for title, entry in given.items()})
        return before

    def _tell(self, kept: dict[int, Kept]) -> None:
        self.titles |= kept
        self.not_seen = {title: at for title, at in self.not_seen.items() if title not in kept}

    def add_title(self, title: int, entry: Entry, at: datetime) -> Kept | None:
        self.since = self.since or at
        before = self.titles.get(title)
        if before is None:
            self.keep_titles({title: entry}, at)
        return before

    def not_see(self, title: int, at: datetime) -> None:
        self.since = self.since or at
        if title not in self.titles:
            self.not_seen[title] = at

    def mark_title(self, title: int, status: Status, at: datetime) -> Kept | None:
        self.since = self.since or at
        before = self.titles.get(title)
        if before is None or before.status is not status:
            rating = before.rating if before and status.seen else None
            self._tell({title: Kept(status, rating, at)})
        return before

    def rate_title(self, title: int, rating: int, at: datetime) -> Kept | None:
        before = self.titles.get(title)
        stays = {Status.WATCHING, Status.COMPLETED, Status.ON_HOLD, Status.DROPPED}
        status = before.status if before and before.status in stays else Status.COMPLETED
        self.keep_titles({title: Entry(status, rating)}, at)
        return before

    def forget_title(self, title: int) -> Kept | None:
        return self.titles.pop(title, None)

    def restore_title(self, title: int, before: Kept | None) -> bool:
        if self.since is None:
            return False
        if before:
            self._tell({title: before})
        else:
            self.titles.pop(title, None)
            self.not_seen.pop(title, None)
        return True

    def change_settings(self, settings: MemberSettings, at: datetime) -> MemberSettings:
        self.since = self.since or at
        self.settings = settings
        return settings

    def import_titles(self, given: dict[int, Entry], at: datetime, source: str) -> Imported:
        new = {
            title: entry
            for title, entry in given.items()
            if title not in self.titles
            or (self.titles[title].status, self.titles[title].rating) != (entry.status, entry.rating)
        }
        before = {title: self.titles.get(title) for title in new}
        self.keep_titles(new, at)
        if new:
            self.last_import = LastImport(at, source, before)
        added = sum(kept is None for kept in before.values())
        return Imported(added, len(new) - added, len(given) - len(new))

    def undo_import(self, since: datetime) -> int | None:
        if self.last_import is None or self.last_import.at <= since:
            return None
        untouched = {
            title: before
            for title, before in self.last_import.before.items()
            if title in self.titles and self.titles[title].at == self.last_import.at
        }
        for title, before in untouched.items():
            self.restore_title(title, before)
        self.last_import = None
        return len(untouched)

    def delete(self) -> Record:
        gone = self.record
        self.__init__()  # type: ignore[misc]
        return gone


class Telling(NamedTuple):
    """A change of one of two members: the name of the method, and what it gets beside the moment."""

    change: str
    member: int
    arguments: tuple[Any, ...] = ()


def tellings(change: str, *arguments: st.SearchStrategy[Any]) -> st.SearchStrategy[Telling]:
    return st.builds(Telling, st.just(change), st.integers(0, 1), st.tuples(*arguments))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.lists(
        tellings("rate_genres", st.dictionaries(genres, ratings, min_size=1))
        | tellings("forget_genre", genres)
        | tellings("keep_titles", lists)
        | tellings("mark_title", titles, statuses)
        | tellings("rate_title", titles, ratings)
        | tellings("add_title", titles, entries)
        | tellings("not_see", titles)
        | tellings("forget_title", titles)
        | tellings("restore_title", titles)
        | tellings("change_settings", preferences)
        | tellings("import_titles", lists)
        | tellings("undo_import", st.integers(0, 12))
        | tellings("delete"),
        max_size=12,
    )
)
async def test_any_sequence_of_changes_leaves_what_dictionaries_would_hold(
    store: MemberStore, told: list[Telling]
) -> None:
    ids = next(members), next(members)
    models = Model(), Model()
    given: dict[int, Kept] = {}
    for step, (change, index, arguments) in enumerate(told):
        member, model, at = ids[index], models[index], NOW + timedelta(seconds=step)
        given |= model.titles
        match change:
            case "rate_genres" | "keep_titles" | "mark_title" | "rate_title" | "add_title":
                expected = getattr(model, change)(*arguments, at)
                assert await getattr(store, change)(member, *arguments, at) == expected
            case "not_see":
                model.not_see(*arguments, at)
                await store.not_seen.add(member, *arguments, at)
            case "restore_title":
                (title,) = arguments
                expected = model.restore_title(title, given.get(title))
                assert await store.restore_title(member, title, given.get(title)) is expected
            case "change_settings":
                (wanted,) = arguments
                expected = model.change_settings(wanted, at)
                assert await store.change_settings(member, lambda _, wanted=wanted: wanted, at) == expected
            case "import_titles":
                expected = model.import_titles(*arguments, at, f"list {step}")
                assert await store.imports.import_titles(member, *arguments, at, f"list {step}") == expected
            case "undo_import":
                since = NOW + timedelta(seconds=arguments[0])
                assert await store.imports.undo(member, since) == model.undo_import(since)
            case _:
                assert await getattr(store, change)(member, *arguments) == getattr(model, change)(*arguments)
        assert await store.load(member) == model.record
    assert [await store.load_everything(i) for i in ids] == [model.everything for model in models]
    assert await store.load_many(ids) == {i: m.record for i, m in zip(ids, models, strict=True)}


async def test_the_latest_rating_comes_first(store: MemberStore) -> None:
    for minute, title in enumerate((3, 1, 2)):
        await store.keep_titles(7, {title: SEEN}, NOW + timedelta(minutes=minute))
    assert list((await store.load(7)).titles) == [2, 1, 3]


async def test_what_was_kept_is_there_after_the_store_was_closed(address: str) -> None:
    async with MemberStore.open(address) as store:
        await store.rate_genres(7, {"Action": 9}, NOW)
    async with MemberStore.open(address) as store:
        assert await store.load(7) == Record(NOW, {"Action": GenreRating(9, NOW)}, {}, MemberSettings())


async def test_changes_at_the_same_time_lose_nothing(store: MemberStore) -> None:
    async def rate(title: int) -> None:
        await store.keep_titles(title % 3 + 1, {title: Entry(Status.COMPLETED, title % 10 + 1)}, NOW)
        assert (await store.load(title % 3 + 1)).titles[title].rating == title % 10 + 1

    await asyncio.gather(*(rate(title) for title in range(1, 151)))
    assert await store.counts() == Counts(
        3, 0, {status: 150 * (status is Status.COMPLETED) for status in Status}
    )


async def test_every_change_sees_the_one_before_it(store: MemberStore) -> None:
    given = [step % 10 + 1 for step in range(60)]
    before = await asyncio.gather(*(store.rate_genres(7, {"Action": rating}, NOW) for rating in given))
    replaced = Counter(b["Action"] for b in before if b)
    left = (await store.load(7)).genres["Action"].rating
    assert sum(not b for b in before) == 1
    assert replaced + Counter([left]) == Counter(given)


async def test_a_change_that_fails_takes_back_itself_and_no_other(store: MemberStore) -> None:
    async def good(title: int) -> None:
        await store.keep_titles(7, {title: SEEN}, NOW)

    async def bad(title: int) -> None:
        with pytest.raises(StoreError):
            await store.keep_titles(7, {title: SEEN, -title: SEEN}, NOW)

    await asyncio.gather(*(good(n) if n % 2 else bad(1000 + 2 * n) for n in range(1, 81)))
    assert sorted((await store.load(7)).titles) == list(range(1, 81, 2))


async def test_a_reader_sees_all_of_a_change_or_nothing(store: MemberStore) -> None:
    async def write() -> None:
        for rating in range(1, 11):
            await store.keep_titles(7, dict.fromkeys(range(1, 200), Entry(Status.DROPPED, rating)), NOW)

    writing = asyncio.create_task(write())
    seen = set()
    while not writing.done():
        kept = (await store.load(7)).titles
        assert len({title.rating for title in kept.values()}) <= 1
        assert len(kept) in {0, 199}
        seen |= {title.rating for title in kept.values()}
        await asyncio.sleep(0)
    await writing
    assert len(seen) > 1


async def test_a_change_that_is_called_off_leaves_the_store_in_order(store: MemberStore) -> None:
    for patience in range(12):
        task = asyncio.create_task(store.keep_titles(7, {1: SEEN, 2: SEEN}, NOW))
        for _ in range(patience):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert len((await store.load(7)).titles) in {0, 2}
    await store.keep_titles(7, {3: SEEN}, NOW)
    assert 3 in (await store.load(7)).titles


async def test_a_press_is_taken_back_exactly_and_not_once_everything_was_deleted(store: MemberStore) -> None:
    await store.keep_titles(7, {1: Entry(Status.WATCHING, 8)}, NOW)
    before = await store.keep_titles(7, {1: SEEN, 2: SEEN}, LATER)
    assert await store.restore_title(7, 1, before.get(1))
    assert await store.restore_title(7, 2, before.get(2))
    assert (await store.load(7)).titles == before == {1: Kept(Status.WATCHING, 8, NOW)}
    await store.delete(7)
    assert not await store.restore_title(7, 1, before[1])
    assert not await store.restore_title(7, 2, None)
    assert await store.load(7) == NOTHING


async def test_a_rating_stays_while_a_title_stays_seen(store: MemberStore) -> None:
    await store.keep_titles(7, {1: Entry(Status.WATCHING, 8)}, NOW)
    assert await store.mark_title(7, 1, Status.DROPPED, LATER) == Kept(Status.WATCHING, 8, NOW)
    assert (await store.load(7)).titles == {1: Kept(Status.DROPPED, 8, LATER)}
    await store.mark_title(7, 1, Status.DROPPED, LATER + timedelta(hours=1))
    assert await store.mark_title(7, 1, Status.UNWANTED, LATER) == Kept(Status.DROPPED, 8, LATER)
    assert (await store.load(7)).titles == {1: Kept(Status.UNWANTED, None, LATER)}


async def test_two_changes_of_settings_at_once_both_count(store: MemberStore) -> None:
    await asyncio.gather(
        store.change_settings(7, lambda s: replace(s, together=True), NOW),
        store.change_settings(7, lambda s: replace(s, titles=TitleLanguage.ENGLISH), NOW),
    )
    assert (await store.load(7)).settings == MemberSettings(titles=TitleLanguage.ENGLISH, together=True)
    assert (await store.load(8)).settings == MemberSettings()


async def test_a_server_has_settings_of_its_own(store: MemberStore) -> None:
    assert await store.guilds.load(1) == GuildSettings()
    for titles in (TitleLanguage.JAPANESE, TitleLanguage.ROMAJI, None):
        await store.guilds.save(1, GuildSettings(titles))
        assert await store.guilds.load(1) == GuildSettings(titles)
    assert await store.guilds.load(2) == GuildSettings()


async def test_the_counts_tell_the_statuses_apart(store: MemberStore) -> None:
    await store.keep_titles(7, {1: Entry(Status.PLANNED), 2: Entry(Status.DROPPED, 2)}, NOW)
    await store.keep_titles(8, {1: Entry(Status.PLANNED)}, NOW)
    await store.rate_genres(8, {"Action": 9}, NOW)
    counts = await store.counts()
    assert (counts.members, counts.genre_ratings, counts.titles) == (2, 1, 3)
    assert {status: n for status, n in counts.statuses.items() if n} == {Status.PLANNED: 2, Status.DROPPED: 1}


async def tell_everything(store: MemberStore, member: int) -> None:
    """Leave something about the member in every table."""
    await store.rate_genres(member, {"A genre like no other": 9}, NOW)
    await store.keep_titles(member, {1: Entry(Status.DROPPED, 3)}, NOW)
    await store.change_settings(member, lambda s: replace(s, wish='"A wish like no other"'), NOW)
    brought, genres = {1: SEEN, 2: SEEN}, {"Another genre like no other": 8}
    await store.imports.import_titles(member, brought, LATER, "A source like no other", genres)
    await store.places.met(member, 5, NOW)
    await store.not_seen.add(member, 3, NOW)


async def test_deleting_takes_everything_says_what_went_and_touches_nobody_else(
    store: MemberStore,
) -> None:
    await tell_everything(store, 7)
    await tell_everything(store, 8)
    kept = await store.load_everything(8)
    assert kept == Everything(
        Record(
            NOW,
            {
                "Another genre like no other": GenreRating(8, LATER),
                "A genre like no other": GenreRating(9, NOW),
            },
            {1: Kept(Status.COMPLETED, None, LATER), 2: Kept(Status.COMPLETED, None, LATER)},
            MemberSettings(wish='"A wish like no other"'),
        ),
        {5: Place(NOW, None)},
        LastImport(
            LATER,
            "A source like no other",
            {1: Kept(Status.DROPPED, 3, NOW), 2: None},
            {"Another genre like no other": None},
        ),
        {3: NOW},
    )
    about_members = [t for t in metadata.sorted_tables if t not in {guild_settings, reloads, shards}]
    async with store._database.scan() as connection:
        sizes = [await connection.scalar(select(func.count()).select_from(t)) for t in about_members]
    assert all(sizes), "a table about members that this test leaves empty"
    assert await store.delete(7) == kept.record
    assert await store.load_everything(7) == Everything(NOTHING, {}, None)
    assert await store.delete(7) == NOTHING
    assert await store.load_everything(8) == kept


async def test_deleting_leaves_no_trace_in_the_files(file_store: MemberStore, file: Path) -> None:
    def traces() -> int:
        return b"".join(part.read_bytes() for part in file.parent.iterdir()).count(b"like no other")

    await tell_everything(file_store, 7)
    assert traces() >= 3
    await file_store.delete(7)
    assert traces() == 0


@pytest.mark.parametrize(
    "left",
    ["members VALUES (7, 0, 0)", "members VALUES (7, 0, 0); INSERT INTO places VALUES (7, 5, 0, NULL)"],
)
async def test_deleting_that_leaves_something_is_not_reported_as_done(
    file_store: MemberStore, file: Path, left: str
) -> None:
    await file_store.rate_genres(7, {"Action": 9}, NOW)
    with sqlite3.connect(file) as connection:
        connection.execute(f"CREATE TRIGGER clinging AFTER DELETE ON members BEGIN INSERT INTO {left}; END")
    with pytest.raises(StoreError, match="Not everything can be deleted"):
        await file_store.delete(7)


RATER = """
    import asyncio, sys
    from datetime import UTC, datetime
    from bot.members.records import Entry, Status
    from bot.members.store import MemberStore

    SEEN = Entry(Status.COMPLETED)

    async def rate(store, member):
        for pair in range(1, 10_000):
            await store.keep_titles(member, {2 * pair: SEEN, 2 * pair + 1: SEEN}, datetime.now(UTC))
            print(member, pair, flush=True)

    async def main():
        async with MemberStore.open(sys.argv[1]) as store:
            await asyncio.gather(*(rate(store, member) for member in (1, 2, 3)))

    asyncio.run(main())
"""


@pytest.mark.parametrize("answers", [1, 40, 97])
async def test_a_killed_process_loses_no_rating_that_was_answered(address: str, answers: int) -> None:
    with subprocess.Popen(  # noqa: S603, ASYNC220 - our own code; nothing else runs on the loop
        [sys.executable, "-c", textwrap.dedent(RATER), address], stdout=subprocess.PIPE, text=True
    ) as rater:
        assert rater.stdout
        answered = [rater.stdout.readline().split() for _ in range(answers)]
        rater.kill()
        answered += [
            line.split() for line in rater.stdout.read().splitlines(keepends=True) if line[-1] == "\n"
        ]
    assert rater.returncode == -9
    async with MemberStore.open(address) as store:
        kept = {member: (await store.load(member)).titles for member in (1, 2, 3)}
    for member, pair in ((int(m), int(p)) for m, p in answered):
        assert {2 * pair, 2 * pair + 1} <= kept[member].keys()
    for member_titles in kept.values():
        assert all((title ^ 1) in member_titles for title in member_titles), "half a change was kept"
    if is_sqlite(address):
        with sqlite3.connect(sqlite_file(address)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


async def test_whose_database_it_is_and_how_large_is_told(store: MemberStore, address: str) -> None:
    assert store.kind == ("SQLite" if address.startswith("sqlite") else "PostgreSQL")
    before = await store.size()
    assert before > 4096
    await store.keep_titles(7, dict.fromkeys(range(1, 5_000), SEEN), NOW)
    assert await store.size() > before
