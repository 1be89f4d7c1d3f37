"""/import on Discord: shown first, then kept, then undone; every fault a sentence."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import discord
import pytest

from bot.lists.sent import fetch
from bot.lists.unpack import LARGEST_SENT
from bot.members.records import Entry, Status
from bot.service import Service, Services
from bot.texts import ENGLISH
from bot.ui.imports import EPOCH, MICROSECOND
from tests.bot.lists.exports import Title, mal_xml, osusume, table
from tests.bot.lists.files import FileServer
from tests.bot.stage import custom_ids, labels, text_of

if TYPE_CHECKING:
    from simcord import InteractionResult

    from tests.bot.lists.services import AniListServer, MyAnimeListServer
    from tests.bot.stage import Stage


DEFERRED = 5


@pytest.fixture
def titles(stage: Stage) -> list[Title]:
    """Ten titles: nine seen and rated, one planned."""
    chosen = stage.bot.service._catalogue.anime[:10]
    seen = [Title(a.id, a.name, Status.COMPLETED, n + 1) for n, a in enumerate(chosen[:9])]
    return [*seen, Title(chosen[9].id, chosen[9].name, Status.PLANNED, 0)]


@pytest.fixture
def service(service: Service, services: Services) -> Service:
    return Service(service._store, service._model, services)


async def show(stage: Stage, content: str, name: str = "animelist.xml") -> InteractionResult:
    return await stage.slash("import", file=(name, content.encode()))


async def aim(stage: Stage, identity: str) -> InteractionResult:
    """Press a button that is gone, or never was: Discord delivers what was aimed."""
    message = stage.message(await stage.slash("recommend"))
    button = {"type": 2, "style": 2, "label": "?", "custom_id": identity}
    components = [{"type": 17, "components": [{"type": 1, "components": [button]}]}]
    stage.env.backend.get_message(message.channel_id, message.id).components = components
    return await stage.alice.click(message, custom_id=identity)


async def kept(stage: Stage) -> int:
    return len((await stage.bot.service._store.load(stage.alice.id)).titles)


async def test_a_file_is_shown_imported_and_undone(stage: Stage, titles: list[Title]) -> None:
    preview = await show(stage, mal_xml(titles))
    assert stage.env.http_requests[-4].json == {"type": DEFERRED, "data": {"flags": 1 << 6}}
    assert preview.ephemeral
    shown = text_of(preview)
    assert "Your list from MyAnimeList" in shown
    assert "**10** titles" in shown
    assert "✅ 9 completed · 🔖 1 to watch" in shown
    assert "9 ratings out of 10, taken as they are" in shown
    assert "New: **10** · Changed: **0** · As before: **0**" in shown
    assert labels(preview) == ["Import", "Cancel"]
    assert await kept(stage) == 0
    done = await stage.press(preview, "Import")
    assert "New: **10**" in text_of(done)
    assert await kept(stage) == 10
    undone = await stage.press(done, "Undo")
    assert "10 titles and ratings are as they were" in text_of(undone)
    assert await kept(stage) == 0


async def test_progress_is_shown_while_it_is_made(stage: Stage, titles: list[Title]) -> None:
    await stage.press(await show(stage, mal_xml(titles)), "Import")
    sent = [str(request.json) for request in stage.env.http_requests]
    steps = [ENGLISH(f"import-{step}") for step in ("reading", "matching", "saving")]
    found = [n for step in steps for n, body in enumerate(sent) if step in body]
    assert len(found) == 3
    assert found == sorted(found)


async def test_the_same_list_again_has_nothing_to_import(stage: Stage, titles: list[Title]) -> None:
    await stage.press(await show(stage, mal_xml(titles)), "Import")
    again = await show(stage, mal_xml(titles))
    assert "I know all of this already" in text_of(again)
    assert labels(again) == []


async def test_a_list_can_be_called_off(stage: Stage, titles: list[Title]) -> None:
    preview = await show(stage, mal_xml(titles))
    assert text_of(await stage.press(preview, "Cancel")) == ENGLISH("import-cancelled")
    assert await kept(stage) == 0


async def test_buttons_of_what_is_gone_say_so(stage: Stage, titles: list[Title]) -> None:
    preview = stage.message(await show(stage, mal_xml(titles)))
    yes = custom_ids(preview, "import")[0]
    done = stage.message(await stage.press(preview, "Import"))
    for identity in (yes, yes[:-8] + "00000000"):
        answer = await aim(stage, identity)
        assert answer.ephemeral
        assert "/import** again" in text_of(answer)
    assert await kept(stage) == 10
    (undo,) = custom_ids(done, "import-undo")
    await stage.alice.click(done, custom_id=undo)
    again = await aim(stage, undo)
    assert "cannot be undone any more" in text_of(again)


async def test_after_a_day_the_undo_button_says_so(stage: Stage, titles: list[Title]) -> None:
    done = stage.message(await stage.press(await show(stage, mal_xml(titles)), "Import"))
    (undo,) = custom_ids(done, "import-undo")
    store, long_ago = stage.bot.service._store, datetime.now(UTC) - timedelta(days=1, seconds=1)
    await store.delete(stage.alice.id)
    await store.imports.import_titles(stage.alice.id, {1: Entry(Status.COMPLETED)}, long_ago, "AniList")
    old = f"{undo.rpartition(':')[0]}:{(long_ago - EPOCH) // MICROSECOND}"
    for identity in (old, f"{undo.rpartition(':')[0]}:{'9' * 17}"):
        answer = await aim(stage, identity)
        assert "cannot be undone any more" in text_of(answer)
    assert await kept(stage) == 1


async def test_others_cannot_press(stage: Stage, titles: list[Title]) -> None:
    done = await stage.press(await show(stage, mal_xml(titles)), "Import")
    message = stage.message(done)
    (undo,) = custom_ids(message, "import-undo")
    foreign = undo.replace(str(stage.alice.id), str(stage.bob.id))
    assert "another member" in text_of(await aim(stage, foreign))
    assert await kept(stage) == 10


async def test_what_cannot_be_matched_is_named_and_cannot_do_harm(stage: Stage, titles: list[Title]) -> None:
    strange = [Title(0, f"**@everyone** <@1> [x](https://x.yz) {n}", Status.COMPLETED, 5) for n in range(7)]
    new = [Title(9_000_001, "Made `Tomorrow`", Status.COMPLETED, 5)]
    shown = text_of(await show(stage, mal_xml([*titles, *strange, *new])))
    assert "7 entries are left out" in shown
    assert "and 2 more" in shown
    assert "1 title is not in my catalogue" in shown
    assert "Made \\`Tomorrow\\`" in shown
    assert "**@everyone**" not in shown
    assert "[x](https" not in shown


async def test_the_largest_names_fit_into_a_message(stage: Stage) -> None:
    strange = [Title(0, "*" * 290 + str(n), Status.COMPLETED, 5) for n in range(30)]
    new = [Title(9_000_001 + n, "_" * 290 + str(n), Status.COMPLETED, 5) for n in range(30)]
    assert "and 25 more" in text_of(await show(stage, mal_xml([*strange, *new])))


async def test_each_scale_is_said(stage: Stage, titles: list[Title]) -> None:
    for scores, said in (
        ([84, 100, 35], "out of 100, divided by 10"),
        ([8.4, 10, 3.5], "out of 10, rounded"),
        ([1, 2.5, 5] * 4, "in stars, doubled"),
        ([1, 2, 3] * 4, "in smileys"),
    ):
        named = [t._replace(score=s) for t, s in zip(titles * 2, scores, strict=False)]
        listed = [t._replace(anime_id=t.anime_id + 10 * n, name="") for n, t in enumerate(named)]
        assert said in text_of(await show(stage, table(listed), "list.csv"))


async def test_an_own_export_brings_genres_too(stage: Stage, titles: list[Title]) -> None:
    preview = await show(stage, osusume(titles, {"Action": 9, "Drama": 3}), "osusume.json")
    assert "2 ratings of genres" in text_of(preview)
    assert "2 ratings of genres" in text_of(await stage.press(preview, "Import"))
    record = await stage.bot.service._store.load(stage.alice.id)
    assert {genre: word.rating for genre, word in record.genres.items()} == {"Action": 9, "Drama": 3}


async def test_lists_by_name(
    stage: Stage, titles: list[Title], anilist: AniListServer, myanimelist: MyAnimeListServer
) -> None:
    anilist.lists["ann"] = myanimelist.lists["ann"] = titles
    for option, name in (("anilist", "AniList"), ("mal", "MyAnimeList")):
        preview = await stage.slash("import", **{option: "ann"})
        assert f"Your list from {name}" in text_of(preview)
        unknown = await stage.slash("import", **{option: "nobody_*here"})
        assert "is no name on" in text_of(unknown)
        unknown = await stage.slash("import", **{option: "nobody"})
        assert f"{name} knows nobody called “nobody”" in text_of(unknown)


async def test_exactly_one_list_is_asked_for(stage: Stage) -> None:
    file = ("list.xml", b"<myanimelist/>")
    wrong: tuple[dict[str, Any], ...] = ({}, {"anilist": "a", "mal": "b"}, {"file": file, "mal": "b"})
    for options in wrong:
        answer = await stage.slash("import", **options)
        assert not answer.deferred
        assert text_of(answer) == f"⚠️ {ENGLISH('import-which')}"


async def test_a_file_that_is_too_large_is_not_even_fetched(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fetch(*_: object, **__: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(discord.Attachment, "read", fetch)
    answer = await stage.slash("import", file=("list.xml", b" " * (LARGEST_SENT + 1)))
    assert not answer.deferred
    assert "larger than 5 MB" in text_of(answer)


async def test_a_file_that_is_larger_than_discord_says_is_not_read_to_its_end(stage: Stage) -> None:
    async with FileServer() as server:
        stage.bot.download = lambda _: fetch(server.address)
        answer = await stage.slash("import", file=("list.xml", b"<myanimelist/>"))
        assert "larger than 5 MB" in text_of(answer)
        assert server.sent < FileServer.MOST


async def test_a_file_that_is_gone_is_one_sentence(stage: Stage) -> None:
    async with FileServer() as server:
        stage.bot.download = lambda _: fetch(server.address + "/gone")
        answer = await stage.slash("import", file=("list.xml", b"<myanimelist/>"))
        assert "did not reach me" in text_of(answer)


async def test_a_file_that_cannot_be_read_is_one_sentence(stage: Stage) -> None:
    answer = await show(stage, "just a letter", "letter.txt")
    assert answer.ephemeral
    (message,) = [m for m in [answer.response, *answer.followups] if m is not None]
    assert text_of(message).startswith("⚠️ ")
    assert stage.bot.refused == 1


@pytest.mark.parametrize("fault", [OSError("cut off"), TimeoutError()])
async def test_a_file_that_discord_does_not_hand_out_is_one_sentence(
    stage: Stage, titles: list[Title], monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    async def fail(*_: object, **__: object) -> bytes:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr(discord.Attachment, "read", fail)
        assert "did not reach me" in text_of(await show(stage, mal_xml(titles)))
    assert "**10** titles" in text_of(await show(stage, mal_xml(titles)))


async def test_two_lists_at_once_are_one_too_many(stage: Stage, titles: list[Title]) -> None:
    ready, go = asyncio.Event(), asyncio.Event()

    async def slowly(*_: object, **__: object) -> bytes:
        ready.set()
        await go.wait()
        return mal_xml(titles).encode()

    service, alice = stage.bot.service, stage.alice.id
    first = asyncio.create_task(service.preview_file(alice, slowly, "list"))
    await ready.wait()
    assert "bringing a list at this moment" in text_of(await show(stage, mal_xml(titles)))
    go.set()
    await first


async def test_a_restart_forgets_a_list_that_waits_and_not_how_to_undo(
    stage: Stage, titles: list[Title]
) -> None:
    waiting = stage.message(await show(stage, mal_xml(titles)))
    store, model = stage.bot.service._store, stage.bot.service._model
    stage.bot.service = Service(store, model)
    assert "/import** again" in text_of(await stage.press(waiting, "Import"))
    done = stage.message(await stage.press(await show(stage, mal_xml(titles)), "Import"))
    stage.bot.service = Service(store, model)
    assert "as they were" in text_of(await stage.press(done, "Undo"))
