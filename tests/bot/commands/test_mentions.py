"""'Find the anime in this message' on Discord."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.texts import ENGLISH
from tests.bot.stage import labels, text_of

if TYPE_CHECKING:
    import pytest
    from simcord import InteractionResult

    from tests.bot.stage import Stage


async def find(stage: Stage, content: str) -> InteractionResult:
    message = await stage.bob.send(stage.channel, content)
    return await stage.alice.context_menu(stage.channel, ENGLISH("menu-mentions"), message)


async def test_the_titles_of_a_message_are_shown_to_the_member_alone(
    stage: Stage, caplog: pytest.LogCaptureFixture
) -> None:
    catalogue = stage.bot.service._model.current.catalogue
    one, other = [a for a in catalogue.anime if not a.adult and " " in a.name][:2]
    aside = "nobody else reads this"
    with caplog.at_level(logging.DEBUG, "bot"):
        answer = await find(stage, f"{aside}: {one.name}\n{other.url}")
    assert answer.ephemeral
    assert "2 anime in that message" in text_of(answer)
    assert one.url in text_of(answer)
    assert other.url in text_of(answer)
    assert aside not in text_of(answer)
    assert aside not in caplog.text
    assert labels(answer) == ["About it", "About it"]
    opened = await stage.press(answer, "About it")
    assert opened.ephemeral
    assert one.url in text_of(opened)
    assert (await stage.bot.service.profile(stage.alice.id)).newcomer


async def test_no_more_than_five_are_shown(stage: Stage) -> None:
    catalogue = stage.bot.service._model.current.catalogue
    answer = await find(stage, "\n".join(a.url for a in catalogue.anime if not a.adult)[:2000])
    assert labels(answer) == ["About it"] * 5


async def test_a_message_without_any_says_what_is_found(stage: Stage) -> None:
    answer = await find(stage, "hello there")
    assert "I see no anime in that message" in text_of(answer)
    assert answer.ephemeral


async def test_titles_for_adults_are_not_shown_in_an_ordinary_channel(stage: Stage) -> None:
    adult = next(a for a in stage.bot.service._model.current.catalogue.anime if a.adult)
    answer = await find(stage, f"{adult.name}\n{adult.url}")
    assert "I see no anime in that message" in text_of(answer)
