"""/help on Discord."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.bot.stage import labels, text_of

if TYPE_CHECKING:
    from tests.bot.stage import Stage


async def test_help_lists_what_everybody_may_use(stage: Stage) -> None:
    answer = await stage.slash("help")
    assert answer.ephemeral
    for command in stage.alice.available_commands(stage.channel):
        assert f"**/{command}**" in text_of(answer)
    assert "/admin" not in text_of(answer)
    assert "/mydata delete" in text_of(answer).splitlines()[-1]
    assert text_of(answer).index("/start") < text_of(answer).index("/rate")
    assert labels(answer)[0] == "Get started"
    assert "Your genres" in text_of(await stage.press(answer, "Rate genres"))
