"""/compare on Discord."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Entry, Status
from bot.service import Preferences
from tests.bot.stage import check_requests, labels, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.client import Osusume
    from recommender.catalogue import Anime
    from tests.bot.stage import Api, Stage


@pytest.fixture
def known(stage: Stage) -> list[Anime]:
    """Titles that are not for adults, the best-known first."""
    catalogue = stage.bot.service._model.current.catalogue
    return sorted((a for a in catalogue.anime if not a.adult), key=lambda a: -a.members)


async def allow(stage: Stage) -> None:
    for member in (stage.alice, stage.bob):
        await stage.bot.service.allow_together(member.id)


async def rate(
    stage: Stage, titles: Sequence[Anime], alice: Sequence[int] = (), bob: Sequence[int] = ()
) -> None:
    for member, ratings in ((stage.alice, alice), (stage.bob, bob)):
        given = zip(titles, ratings, strict=False)
        entries = {anime.id: Entry(Status.COMPLETED, rating) for anime, rating in given}
        await stage.bot.service._store.keep_titles(member.id, entries, datetime.now(UTC))


async def test_agreement_loves_disputes_and_tips(stage: Stage, known: list[Anime]) -> None:
    await allow(stage)
    await rate(stage, known[:3], [10] * 3, [9] * 3)
    await rate(stage, known[3:5], [9] * 2, [2] * 2)
    await rate(stage, known[5:25], [9] * 20)
    await rate(stage, known[25:45], bob=[8] * 20)
    answer = await stage.slash("compare", member=stage.bob)
    text = text_of(answer)
    assert not answer.ephemeral
    assert text.startswith("## 🤝 alice, bob\n")
    assert re.search(r"\*\*\d\d of 100\*\* cases\. With 95 % certainty, it is between \d\d and \d\d\.", text)
    assert "I cannot say yet whether you agree more or less" in text
    assert "From 5 titles that both of you have rated" in text
    loved, disputed = text.index("Both love"), text.index("Disputed")
    for anime in known[:3]:
        assert loved < text.index(anime.url) < disputed
    for anime in known[3:5]:
        assert text.index(anime.url) > disputed
    assert text.count("`10.0` `\u20079.0`") == 3
    assert text.count("`\u20079.0` `\u20072.0`") == 2
    assert "**alice** should show **bob** [" in text
    assert "**bob** should show **alice** [" in text
    opened = await stage.press(answer, "A list for both")
    assert opened.ephemeral
    assert "For alice, bob" in text_of(opened)
    refused = await stage.press(answer, "A list for both", by=stage.bob)
    assert "belongs to another member" in text_of(refused)


async def test_many_titles_tell_friends_from_opposites(stage: Stage, known: list[Anime]) -> None:
    await allow(stage)
    ratings = [at % 10 + 1 for at in range(60)]
    await rate(stage, known, ratings, ratings)
    assert "you agree more than most" in text_of(await stage.slash("compare", member=stage.bob))
    await rate(stage, known, bob=ratings[::-1])
    assert "you agree less than most" in text_of(await stage.slash("compare", member=stage.bob))


async def test_both_are_asked_and_a_restart_does_not_matter(
    stage: Stage, make_bot: Callable[..., Osusume], api: Api, known: list[Anime]
) -> None:
    await rate(stage, known[:2], [10, 10], [10, 10])
    answer = await stage.slash("compare", member=stage.bob)
    message = stage.message(answer)
    assert not answer.ephemeral
    assert "alice wants to compare your tastes" in text_of(message)
    assert labels(message) == ["alice", "bob"]
    await stage.press(message, "bob", by=stage.bob)
    assert "Both love" not in text_of(message)
    await stage.env.restart_bot(make_bot())
    await stage.press(message, "alice")
    assert "Both love" in text_of(message)
    check_requests(stage.env, api)


async def test_a_private_comparison_is_shown_to_the_asker_alone(stage: Stage, known: list[Anime]) -> None:
    await rate(stage, known[:2], [10, 10], [10, 10])
    await stage.bot.service.choose(stage.alice.id, lambda _: Preferences(public=False, together=True))
    message = stage.message(await stage.slash("compare", member=stage.bob))
    await stage.press(message, "bob", by=stage.bob)
    assert known[0].url not in text_of(message)
    shown = await stage.press(message, "Show it to me")
    assert shown.ephemeral
    assert known[0].url in text_of(shown)


async def test_nothing_in_common_says_so(stage: Stage, known: list[Anime]) -> None:
    await allow(stage)
    answer = await stage.slash("compare", member=stage.bob)
    assert "no title yet that both of you have rated" in text_of(answer)
    await rate(stage, known[:5], [10] * 5)
    answer = await stage.slash("compare", member=stage.bob)
    assert "**alice** should show **bob** [" in text_of(answer)
    assert "**bob** should show" not in text_of(answer)


async def test_oneself_and_bots_get_a_sentence(stage: Stage) -> None:
    robot = stage.guild.add_member(stage.env.create_user("robot", bot=True))
    for member, sentence in ((stage.alice, "choose another member"), (robot, "robot is a bot")):
        refused = await stage.slash("compare", member=member)
        assert refused.ephemeral
        assert sentence in text_of(refused)


async def test_hostile_names_are_shown_literally(stage: Stage, known: list[Anime]) -> None:
    eve = stage.guild.add_member(
        stage.env.create_user("eve"), nick="**/x** @everyone <@1> \u202e" + "א" * 200
    )
    for member in (stage.alice, eve):
        await stage.bot.service.allow_together(member.id)
    for anime in known[:3]:
        await stage.bot.service.rate_title(eve.id, f"#{anime.id}", 9)
    text = text_of(await stage.slash("compare", member=eve))
    assert "\u202e" not in text
    assert r"\*\*/x\*\* \@everyone" in text
    assert text.count("@") == text.count(r"\@")
