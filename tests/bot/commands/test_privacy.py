"""/privacy on Discord: what is kept, in short, and the ways to get and delete it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from simcord.components import walk_components

from bot.upkeep import Policy
from tests.bot.stage import labels, text_of

if TYPE_CHECKING:
    from tests.bot.stage import Stage


async def test_the_policy_is_told_in_short(stage: Stage) -> None:
    stage.bot.policy = Policy(timedelta(days=12))
    answer = await stage.slash("privacy")
    assert answer.ephemeral
    assert "12 days" in text_of(answer)
    assert labels(answer) == ["Get my data", "Delete everything"]


async def test_a_link_leads_to_the_whole_policy_where_there_is_one(stage: Stage) -> None:
    stage.bot.policy = Policy(address="https://example.org/privacy")
    answer = await stage.slash("privacy")
    links = [part["url"] for part in walk_components(stage.message(answer).components) if part.get("url")]
    assert links == ["https://example.org/privacy"]


async def test_the_buttons_export_and_ask_before_deleting(stage: Stage) -> None:
    privacy = stage.message(await stage.slash("privacy"))
    assert "I keep nothing about you" in text_of(await stage.press(privacy, "Delete everything"))
    await stage.slash("rate genre", genre="Action", rating=9)
    export = await stage.press(privacy, "Get my data")
    assert export.ephemeral
    assert [file.filename for file in stage.message(export).attachments] == ["osusume.json"]
    question = await stage.press(privacy, "Delete everything")
    assert "1 rating of a genre" in text_of(question)
    assert await stage.bot.service.held(stage.alice.id)
    await stage.press(question, "Delete everything")
    assert await stage.bot.service.held(stage.alice.id) is None
