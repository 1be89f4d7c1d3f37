from __future__ import annotations

import asyncio
import itertools
import sqlite3
import subprocess
import sys
import textwrap
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.members.store import Counts, GenreRating, MemberStore, Record, StoreError, TitleRating

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 7, 1, 12, 30, 15, 123456, tzinfo=UTC)
NOTHING = Record(None, {}, {})

members = itertools.count(1)
ratings = st.integers(1, 10)
genres = st.sampled_from(["Action", "Sci-Fi", "Slice of Life", "Boys' Love", "百合"])
titles = st.integers(1, 6) | st.just(2**31 - 1)
who = st.integers(0, 1)
changes = st.lists(
    st.tuples(st.just("rate_genres"), who, st.dictionaries(genres, ratings, min_size=1))
    | st.tuples(st.just("rate_titles"), who, st.dictionaries(titles, st.none() | ratings, min_size=1))
    | st.tuples(st.just("forget_genre"), who, genres)
    | st.tuples(st.just("forget_title"), who, titles)
    | st.tuples(st.just("delete"), who, st.none()),
    max_size=10,
)


class Model:
    """What the store must do, told with dictionaries."""

    def __init__(self) -> None:
        self.since: datetime | None = None
        self.genres: dict[str, GenreRating] = {}
        self.titles: dict[int, TitleRating] = {}

    @property
    def record(self) -> Record:
        return Record(self.since, dict(self.genres), dict(self.titles))

    def rate_genres(self, given: dict[str, int], at: datetime) -> dict[str, int]:
        self.since = self.since or at
        before = {genre: self.genres[genre].rating for genre in given if genre in self.genres}
        self.genres |= {genre: GenreRating(rating, at) for genre, rating in given.items()}
        return before

    def rate_titles(self, given: dict[int, int | None], at: datetime) -> dict[int, int | None]:
        self.since = self.since or at
        before = {title: self.titles[title].rating for title in given if title in self.titles}
        self.titles |= {title: TitleRating(rating, at) for title, rating in given.items()}
        return before

    def forget_genre(self, genre: str) -> GenreRating | None:
        return self.genres.pop(genre, None)

    def forget_title(self, title: int) -> TitleRating | None:
        return self.titles.pop(title, None)

    def delete(self) -> Record:
        gone = self.record
        self.__init__()  # type: ignore[misc]
        return gone


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=changes)
async def test_any_sequence_of_changes_leaves_what_dictionaries_would_hold(
    store: MemberStore, changes: list[tuple[str, int, object]]
) -> None:
    ids = next(members), next(members)
    models = Model(), Model()
    for step, (change, member, argument) in enumerate(changes):
        arguments = () if argument is None else (argument,)
        at = (NOW + timedelta(microseconds=step),) if change.startswith("rate") else ()
        expected = getattr(models[member], change)(*arguments, *at)
        assert await getattr(store, change)(ids[member], *arguments, *at) == expected
        assert await store.load(ids[member]) == models[member].record
    assert [await store.load(i) for i in ids] == [model.record for model in models]


async def test_the_latest_rating_comes_first(store: MemberStore) -> None:
    for minute, title in enumerate((3, 1, 2)):
        await store.rate_titles(7, {title: 5}, NOW + timedelta(minutes=minute))
    assert list((await store.load(7)).titles) == [2, 1, 3]


async def test_what_was_kept_is_there_after_the_store_was_closed(file: Path) -> None:
    async with MemberStore.open(f"sqlite:///{file}") as store:
        await store.rate_genres(7, {"Action": 9}, NOW)
    async with MemberStore.open(f"sqlite:///{file}") as store:
        assert await store.load(7) == Record(NOW, {"Action": GenreRating(9, NOW)}, {})


async def test_changes_at_the_same_time_lose_nothing(store: MemberStore) -> None:
    async def rate(title: int) -> None:
        await store.rate_titles(title % 3 + 1, {title: title % 10 + 1}, NOW)
        assert (await store.load(title % 3 + 1)).titles[title].rating == title % 10 + 1

    await asyncio.gather(*(rate(title) for title in range(1, 151)))
    assert await store.counts() == Counts(members=3, genre_ratings=0, title_ratings=150)


async def test_every_change_sees_the_one_before_it(store: MemberStore) -> None:
    given = [step % 10 + 1 for step in range(60)]
    before = await asyncio.gather(*(store.rate_genres(7, {"Action": rating}, NOW) for rating in given))
    replaced = Counter(b["Action"] for b in before if b)
    left = (await store.load(7)).genres["Action"].rating
    assert sum(not b for b in before) == 1
    assert replaced + Counter([left]) == Counter(given)


async def test_a_change_that_fails_takes_back_itself_and_no_other(store: MemberStore) -> None:
    async def good(title: int) -> None:
        await store.rate_titles(7, {title: 5}, NOW)

    async def bad(title: int) -> None:
        with pytest.raises(StoreError):
            await store.rate_titles(7, {title: 5, title + 1: 11}, NOW)

    await asyncio.gather(*(good(n) if n % 2 else bad(1000 + 2 * n) for n in range(1, 81)))
    assert sorted((await store.load(7)).titles) == list(range(1, 81, 2))


async def test_a_reader_sees_all_of_a_change_or_nothing(store: MemberStore) -> None:
    async def write() -> None:
        for rating in range(1, 11):
            await store.rate_titles(7, dict.fromkeys(range(1, 200), rating), NOW)

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
        task = asyncio.create_task(store.rate_titles(7, {1: 5, 2: 5}, NOW))
        for _ in range(patience):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert len((await store.load(7)).titles) in {0, 2}
    await store.rate_titles(7, {3: 5}, NOW)
    assert 3 in (await store.load(7)).titles


async def test_deleting_says_what_went_and_touches_nobody_else(store: MemberStore) -> None:
    await store.rate_genres(7, {"Action": 9}, NOW)
    await store.rate_titles(7, {1: None}, NOW)
    await store.rate_titles(8, {1: 3}, NOW)
    assert await store.delete(7) == Record(NOW, {"Action": GenreRating(9, NOW)}, {1: TitleRating(None, NOW)})
    assert await store.load(7) == NOTHING
    assert await store.delete(7) == NOTHING
    assert await store.load(8) == Record(NOW, {}, {1: TitleRating(3, NOW)})


async def test_deleting_leaves_no_trace_in_the_files(store: MemberStore, file: Path) -> None:
    def bytes_kept() -> bytes:
        return b"".join(part.read_bytes() for part in file.parent.iterdir())

    await store.rate_genres(7, {"A genre like no other": 9}, NOW)
    assert b"A genre like no other" in bytes_kept()
    await store.delete(7)
    assert b"A genre like no other" not in bytes_kept()


async def test_deleting_that_leaves_something_is_not_reported_as_done(
    store: MemberStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store.rate_genres(7, {"Action": 9}, NOW)
    loaded = await store.load(7)

    async def load(_: int) -> Record:
        return loaded

    monkeypatch.setattr(store, "load", load)
    with pytest.raises(StoreError, match="Not everything was deleted"):
        await store.delete(7)


RATER = """
    import asyncio, sys
    from datetime import UTC, datetime
    from bot.members.store import MemberStore

    async def rate(store, member):
        for pair in range(1, 10_000):
            await store.rate_titles(member, {2 * pair: 7, 2 * pair + 1: 7}, datetime.now(UTC))
            print(member, pair, flush=True)

    async def main():
        async with MemberStore.open(sys.argv[1]) as store:
            await asyncio.gather(*(rate(store, member) for member in (1, 2, 3)))

    asyncio.run(main())
"""


@pytest.mark.parametrize("answers", [1, 40, 97])
async def test_a_killed_process_loses_no_rating_that_was_answered(file: Path, answers: int) -> None:
    address = f"sqlite:///{file}"
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
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
