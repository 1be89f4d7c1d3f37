"""/mydata on Discord: everything out, everything gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import discord
import pytest

from tests.bot.lists.exports import mal_xml
from tests.bot.stage import text_of

if TYPE_CHECKING:
    from typing import Any

    from tests.bot.stage import Stage


@pytest.fixture
def uploads(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """What the bot attached."""
    attached: list[bytes] = []
    made = discord.File.__init__

    def keep(file: discord.File, fp: Any, *args: Any, **kwargs: Any) -> None:
        attached.append(fp.getvalue())
        made(file, fp, *args, **kwargs)

    monkeypatch.setattr(discord.File, "__init__", keep)
    return attached


async def test_export_is_a_file_with_everything(stage: Stage, uploads: list[bytes]) -> None:
    genre = stage.bot.service.genres()[0]
    await stage.slash("rate genre", genre=genre, rating=9)
    answer = await stage.slash("mydata export")
    assert answer.ephemeral
    assert [file.filename for file in stage.message(answer).attachments] == ["osusume.json"]
    document = json.loads(uploads[0])
    assert document["member"] == str(stage.alice.id)
    assert [(g["genre"], g["rating"]) for g in document["genres"]] == [(genre, 9)]


async def test_deletion_asks_first_and_deletes(stage: Stage) -> None:
    genre = stage.bot.service.genres()[0]
    await stage.slash("rate genre", genre=genre, rating=9)
    await stage.slash("rate genre", genre=genre, rating=3, by=stage.bob)
    question = await stage.slash("mydata delete")
    assert question.ephemeral
    assert "1 rating of a genre and 0 titles" in text_of(question)
    assert not (await stage.bot.service.profile(stage.alice.id)).newcomer
    done = await stage.press(question, "Delete everything")
    assert "nothing about you is left" in text_of(done)
    assert (await stage.bot.service.profile(stage.alice.id)).newcomer
    assert not (await stage.bot.service.profile(stage.bob.id)).newcomer


async def test_deletion_can_be_called_off(stage: Stage) -> None:
    await stage.slash("rate genre", genre=stage.bot.service.genres()[0], rating=9)
    kept = await stage.press(await stage.slash("mydata delete"), "Keep it")
    assert "Nothing was deleted" in text_of(kept)
    assert not (await stage.bot.service.profile(stage.alice.id)).newcomer


async def test_there_may_be_nothing_to_delete(stage: Stage) -> None:
    assert "I keep nothing about you" in text_of(await stage.slash("mydata delete"))


async def test_settings_alone_are_something_to_delete(stage: Stage) -> None:
    await stage.press(await stage.slash("settings"), "Only finished: off")
    question = await stage.slash("mydata delete")
    assert "Your settings go too" in text_of(question)
    await stage.press(question, "Delete everything")
    assert await stage.bot.service.held(stage.alice.id) is None


async def test_what_was_exported_can_be_imported(stage: Stage, uploads: list[bytes]) -> None:
    await stage.slash("rate genre", genre="Action", rating=9)
    await stage.slash("mydata export")
    preview = await stage.slash("import", by=stage.bob, file=("osusume.json", uploads[0]))
    await stage.press(preview, "Import", by=stage.bob)
    assert await stage.bot.service.held(stage.bob.id) == await stage.bot.service.held(stage.alice.id)


async def test_a_list_that_waits_is_gone_where_nothing_else_is_kept(stage: Stage) -> None:
    await stage.slash("import", file=("list.xml", mal_xml().encode()))
    assert len(stage.bot.service._waiting) == 1
    answer = await stage.slash("mydata delete")
    assert "I keep nothing about you" in text_of(answer)
    assert len(stage.bot.service._waiting) == 0
