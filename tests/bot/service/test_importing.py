"""Lists: read, shown, kept, undone; one at a time, from files and from services."""

from __future__ import annotations

import asyncio
import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.lists.entry import ListFault, ListProblem, Source
from bot.lists.scores import Scale
from bot.lists.unpack import LARGEST_SENT
from bot.members.records import Entry, Imported, Kept, Status
from bot.members.store import MemberStore
from bot.model import Loaded, Model, _load
from bot.service import Problem, Service, Services, Step, UserError, importing
from tests.bot.lists.exports import Title, anilist_own, mal_xml, osusume, table
from tests.bot.lists.services import AniListServer, MyAnimeListServer, saying

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from bot.service import Preview

ANN, BOB = 80351110224678912, 2


@pytest.fixture(scope="module")
def loaded(bundle: Path) -> Loaded:
    return _load(bundle)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[MemberStore]:
    async with MemberStore.open(f"sqlite:///{tmp_path / 'osusume.db'}") as store:
        yield store


@pytest.fixture
def service(store: MemberStore, loaded: Loaded, services: Services) -> Service:
    return Service(store, Model(loaded), services)


@pytest.fixture(scope="module")
def titles(loaded: Loaded) -> list[Title]:
    """A list of a hundred titles, of every status that sites know."""
    statuses = [status for status in Status if status is not Status.UNWANTED]
    chosen = []
    for n, anime in enumerate(loaded.catalogue.anime[:100]):
        status = statuses[n % len(statuses)]
        chosen.append(Title(anime.id, anime.name, status, n % 11 if status.seen else 0))
    return chosen


def holding(content: str) -> Callable[[], Awaitable[bytes]]:
    async def download() -> bytes:
        return content.encode()

    return download


async def show(service: Service, content: str, member: int = ANN) -> Preview:
    return await service.preview_file(member, holding(content), "list")


async def bring(service: Service, content: str, member: int = ANN) -> Imported:
    preview = await show(service, content, member)
    outcome = (await service.confirm_import(member, preview.code)).outcome
    assert outcome == preview.outcome
    return outcome


async def refused(request: Awaitable[object]) -> str:
    try:
        await request
    except (UserError, ListFault) as refusal:
        return refusal.id
    pytest.fail("that was not refused")


async def test_a_list_is_shown_and_then_kept(
    service: Service, store: MemberStore, titles: list[Title]
) -> None:
    first = titles[0]
    await store.keep_titles(ANN, {first.anime_id: Entry(Status.UNWANTED)}, datetime.now(UTC))
    strange = [Title(9_000_001, "Made Tomorrow", Status.COMPLETED, 7), Title(0, "Nowhere", Status.DROPPED, 1)]
    steps: list[Step] = []

    async def progress(step: Step) -> None:
        steps.append(step)

    content = mal_xml([*titles, *strange])
    preview = await service.preview_file(ANN, holding(content), "list", progress)
    assert (preview.source, preview.scale, preview.titles) == (Source.MYANIMELIST, Scale.POINT_10, 101)
    assert preview.outcome == Imported(added=100, changed=1, unchanged=0)
    assert (preview.unlisted, preview.unclear) == (("Made Tomorrow",), ("Nowhere",))
    assert preview.rated == sum(bool(t.score) for t in titles) + 1
    assert preview.statuses[Status.PLANNED] == 20
    assert preview.news
    assert list((await store.load(ANN)).titles) == [first.anime_id]
    done = await service.confirm_import(ANN, preview.code, progress)
    assert (done.source, done.outcome) == (Source.MYANIMELIST, preview.outcome)
    assert steps == [Step.READING, Step.MATCHING, Step.SAVING]
    kept = (await store.load(ANN)).titles
    assert {t.anime_id: Kept(t.status, int(t.score) or None, done.at) for t in titles} == {
        i: word for i, word in kept.items() if i != 9_000_001
    }
    assert (await store.load(BOB)).since is None


async def test_the_same_list_twice_changes_nothing(
    service: Service, store: MemberStore, titles: list[Title]
) -> None:
    assert await bring(service, mal_xml(titles)) == Imported(100, 0, 0)
    before = await store.load_everything(ANN)
    again = await show(service, mal_xml(titles))
    assert again.outcome == Imported(0, 0, 100)
    assert not again.news
    await service.confirm_import(ANN, again.code)
    assert await store.load_everything(ANN) == before


async def test_the_list_is_kept_once_and_only_by_its_member(service: Service, titles: list[Title]) -> None:
    preview = await show(service, mal_xml(titles))
    assert await refused(service.confirm_import(BOB, preview.code)) == Problem.IMPORT_GONE
    await service.confirm_import(ANN, preview.code)
    assert await refused(service.confirm_import(ANN, preview.code)) == Problem.IMPORT_GONE


async def test_a_list_that_was_called_off_is_gone(
    service: Service, store: MemberStore, titles: list[Title]
) -> None:
    preview = await show(service, mal_xml(titles))
    service.cancel_import(ANN, preview.code)
    assert await refused(service.confirm_import(ANN, preview.code)) == Problem.IMPORT_GONE
    assert (await store.load(ANN)).since is None


async def test_a_new_start_forgets_what_waited(
    service: Service, store: MemberStore, loaded: Loaded, titles: list[Title]
) -> None:
    preview = await show(service, mal_xml(titles))
    again = Service(store, Model(loaded))
    assert await refused(again.confirm_import(ANN, preview.code)) == Problem.IMPORT_GONE


async def test_an_import_is_undone_whole_and_once(
    service: Service, store: MemberStore, titles: list[Title]
) -> None:
    await store.keep_titles(ANN, {titles[0].anime_id: Entry(Status.DROPPED, 1)}, datetime.now(UTC))
    await service.rate_genre(ANN, "Action", 2)
    before = await store.load(ANN)
    preview = await show(service, osusume(titles, {"Action": 9, "Drama": 8}))
    done = await service.confirm_import(ANN, preview.code)
    assert done.outcome == Imported(99, 1, 0, genres=2)
    assert await service.undo_import(ANN, done.at) == 102
    assert await store.load(ANN) == before
    assert await refused(service.undo_import(ANN, done.at)) == Problem.IMPORT_PAST


async def test_only_the_last_import_can_be_undone(
    service: Service, store: MemberStore, titles: list[Title]
) -> None:
    first = await service.confirm_import(ANN, (await show(service, mal_xml(titles[:5]))).code)
    second = await service.confirm_import(ANN, (await show(service, mal_xml(titles[:9]))).code)
    assert await refused(service.undo_import(ANN, first.at)) == Problem.IMPORT_PAST
    assert len((await store.load(ANN)).titles) == 9
    assert await service.undo_import(ANN, second.at) == 4
    assert len((await store.load(ANN)).titles) == 5


async def test_after_a_day_an_import_stays_and_what_it_replaced_is_forgotten(
    service: Service, store: MemberStore
) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=1)
    await store.imports.import_titles(ANN, {1: Entry(Status.COMPLETED)}, long_ago, "AniList")
    assert await refused(service.undo_import(ANN, long_ago)) == Problem.IMPORT_PAST
    recently = long_ago + timedelta(minutes=5)
    await store.imports.import_titles(BOB, {1: Entry(Status.COMPLETED)}, recently, "AniList")
    assert await service.forget_old_imports() == 1
    assert (await store.load_everything(ANN)).last_import is None
    assert await service.undo_import(BOB, recently) == 1


async def test_a_member_brings_one_list_at_a_time(service: Service, titles: list[Title]) -> None:
    ready, go = asyncio.Event(), asyncio.Event()

    async def slowly() -> bytes:
        ready.set()
        await go.wait()
        return mal_xml(titles).encode()

    first = asyncio.create_task(service.preview_file(ANN, slowly, "list"))
    await ready.wait()
    assert await refused(show(service, mal_xml(titles))) == Problem.IMPORT_RUNNING
    assert (await show(service, mal_xml(titles), BOB)).titles == 100
    go.set()
    assert (await first).titles == 100
    assert (await show(service, mal_xml(titles))).titles == 100


async def test_only_a_few_lists_are_read_at_once_and_the_line_ends(
    service: Service, titles: list[Title], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "MOST_IN_LINE", 10)
    running, most, go = 0, 0, asyncio.Event()

    async def slowly() -> bytes:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await go.wait()
        running -= 1
        return mal_xml(titles).encode()

    lists = [asyncio.create_task(service.preview_file(member, slowly, "list")) for member in range(1, 11)]
    await asyncio.sleep(0)
    assert await refused(show(service, mal_xml(titles), 11)) == Problem.IMPORTS_BUSY
    go.set()
    assert len(await asyncio.gather(*lists)) == 10
    assert most == importing.MOST_AT_ONCE


async def test_a_list_that_takes_too_long_is_left(service: Service, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "LONGEST_SECONDS", 0.01)

    async def never() -> bytes:
        await asyncio.Event().wait()
        raise AssertionError

    assert await refused(service.preview_file(ANN, never, "list")) == Problem.IMPORT_TOO_SLOW


@pytest.mark.parametrize("step", [Step.READING, Step.MATCHING])
async def test_deleting_everything_stops_a_list_that_is_being_read(
    service: Service, store: MemberStore, titles: list[Title], step: Step
) -> None:
    await service.rate_genre(ANN, "Action", 9)
    reached = asyncio.Event()

    async def progress(now: Step) -> None:
        if now is step:
            reached.set()
            await asyncio.Event().wait()

    content = holding(mal_xml(titles))
    running = asyncio.create_task(service.preview_file(ANN, content, "list", progress))
    await reached.wait()
    await service.delete(ANN)
    assert await refused(running) == Problem.IMPORT_GONE
    assert len(service._waiting) == 0
    assert (await store.load(ANN)).since is None
    assert (await bring(service, mal_xml(titles))).added == 100


@pytest.mark.parametrize("moment", range(8))
@pytest.mark.parametrize("keeping", [True, False])
async def test_whenever_everything_is_deleted_nothing_of_a_list_is_left(
    service: Service, store: MemberStore, titles: list[Title], moment: int, *, keeping: bool
) -> None:
    content = mal_xml(titles)
    code = (await show(service, content)).code
    running = asyncio.create_task(service.confirm_import(ANN, code) if keeping else show(service, content))
    await asyncio.sleep(moment / 400)
    await service.delete(ANN)
    (ended,) = await asyncio.gather(running, return_exceptions=True)
    if isinstance(ended, BaseException):
        assert isinstance(ended, UserError)
        assert ended.id == Problem.IMPORT_GONE
    assert (await store.load(ANN)).since is None
    assert len(service._waiting) == 0
    assert not service._busy


async def test_a_damaged_list_says_so_and_leaves_the_member_free(
    service: Service, titles: list[Title]
) -> None:
    assert await refused(show(service, mal_xml(titles)[:-30])) == ListProblem.BROKEN
    assert (await show(service, mal_xml(titles))).titles == 100


async def test_lists_of_the_services(
    service: Service, anilist: AniListServer, myanimelist: MyAnimeListServer, titles: list[Title]
) -> None:
    anilist.lists["ann"] = myanimelist.lists["ann"] = titles
    asked = (service.preview_anilist, service.preview_myanimelist)
    for ask, source in zip(asked, (Source.ANILIST, Source.MYANIMELIST), strict=True):
        preview = await ask(ANN, "ann")
        assert (preview.source, preview.titles, preview.unclear) == (source, 100, ())
        assert await refused(ask(ANN, "nobody")) == ListProblem.UNKNOWN_USER


async def test_a_service_that_is_down_says_so(service: Service, anilist: AniListServer) -> None:
    anilist.failures.extend(saying("", 500, times=3))
    assert await refused(service.preview_anilist(ANN, "ann")) == ListProblem.DOWN


async def test_a_host_without_a_client_id_cannot_ask_myanimelist(store: MemberStore, loaded: Loaded) -> None:
    plain = Service(store, Model(loaded))
    assert await refused(plain.preview_myanimelist(ANN, "ann")) == ListProblem.NOT_SET_UP


async def test_anilist_is_asked_for_ids_only_where_a_file_has_none_but_its_own(
    service: Service, anilist: AniListServer, titles: list[Title]
) -> None:
    anilist.names = {t.anilist_id: t for t in titles}
    await show(service, mal_xml(titles))
    await show(service, table([t._replace(anime_id=0) for t in titles]))
    assert anilist.requests == []
    preview = await show(service, anilist_own(titles))
    assert len(anilist.requests) == 2
    assert preview.titles + len(preview.unclear) == 100
    assert preview.titles >= 80  # the service says of some that MyAnimeList has no such title


async def test_another_member_who_brings_an_export_gets_the_same_recommendations(
    service: Service, store: MemberStore, titles: list[Title]
) -> None:
    await bring(service, mal_xml(titles[:60]))
    await service.rate_genres(ANN, {"Action": 9, "Drama": 2, "Sci-Fi": 7})
    await service.mark_title(ANN, f"#{titles[70].anime_id}", Status.UNWANTED, adult=True)
    await store.keep_titles(ANN, {9_000_001: Entry(Status.COMPLETED, 3)}, datetime.now(UTC))
    before = await service.recommend(BOB, size=25)
    outcome = await bring(service, (await service.export(ANN)).decode(), BOB)
    assert outcome == Imported(62, 0, 0, genres=3)
    anns, bobs = [await service.recommend(member, size=25) for member in (ANN, BOB)]
    assert len(anns.cards) == 25
    assert anns.cards == bobs.cards
    assert [c.anime for c in anns.cards] != [c.anime for c in before.cards]
    first, second = [json.loads(await service.export(member)) for member in (ANN, BOB)]
    for document in (first, second):
        document["titles"] = {t["id"]: (t["status"], t["rating"]) for t in document["titles"]}
        document["genres"] = {g["genre"]: g["rating"] for g in document["genres"]}
    assert (first["titles"], first["genres"]) == (second["titles"], second["genres"])


async def test_the_largest_list_comes_whole_and_its_export_can_be_brought_again(
    service: Service, titles: list[Title]
) -> None:
    strangers = [
        Title(1_000_000 + n, f"A title of some length, number {n}", Status.COMPLETED, 7)
        for n in range(19_900)
    ]
    content = gzip.compress(mal_xml([*titles, *strangers]).encode())

    async def download() -> bytes:
        return content

    preview = await service.preview_file(ANN, download, "animelist.xml.gz")
    assert (await service.confirm_import(ANN, preview.code)).outcome == Imported(20_000, 0, 0)
    export = await service.export(ANN)
    assert len(export) < LARGEST_SENT
    assert (await show(service, export.decode(), BOB)).outcome == Imported(20_000, 0, 0)


async def test_many_members_at_once_each_get_their_own_list(service: Service, titles: list[Title]) -> None:
    members = range(1, 9)
    outcomes = await asyncio.gather(*(bring(service, mal_xml(titles[:m]), m) for m in members))
    assert [outcome.added for outcome in outcomes] == list(members)
