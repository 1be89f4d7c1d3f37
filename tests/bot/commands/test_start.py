"""/start on Discord: the menus, the deck, and the way out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.members.records import Entry, Kept, Status
from bot.ui.start import CARDS
from recommender import Taste
from tests.bot.stage import check_requests, custom_ids, labels, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from simcord import InteractionResult, MemberActor, ResponseMessage

    from bot.client import Osusume
    from tests.bot.stage import Api, Stage

LINK = re.compile(r"^###.*\(https://myanimelist\.net/anime/(\d+)\)", re.MULTILINE)
WORDS = ["Love it", "Like it", "Meh", "Dislike it", "Not seen", "Want to watch"]


def card(message: ResponseMessage) -> int:
    """The id of the title that the message asks about."""
    (found,) = LINK.findall(text_of(message))
    return int(found)


async def kept(stage: Stage) -> Mapping[int, Kept]:
    return (await stage.bot.service._store.load(stage.alice.id)).titles


async def first_card(stage: Stage) -> ResponseMessage:
    message = stage.message(await stage.slash("start"))
    await stage.press(message, "On to the titles")
    return message


async def press_again(
    stage: Stage, message: ResponseMessage, identity: str, *, by: MemberActor | None = None
) -> InteractionResult:
    """Press a button that the message does not have (any more)."""
    stored = stage.env.backend.get_message(message.channel_id, message.id)
    button = {"type": 2, "style": 2, "label": "?", "custom_id": identity}
    stored.components = [{"type": 17, "components": [{"type": 1, "components": [button]}]}]
    return await (by or stage.alice).click(message, custom_id=identity)


async def test_a_newcomer_goes_from_genres_over_twelve_titles_to_a_list(stage: Stage) -> None:
    service = stage.bot.service
    opened = await stage.press(await stage.slash("recommend"), "Get started")
    assert opened.ephemeral
    message = stage.message(opened)
    liked, disliked = custom_ids(message, "first-genres")
    await stage.alice.select(message, ["Action", "Comedy"], custom_id=liked)
    await stage.alice.select(message, ["Horror"], custom_id=disliked)
    ratings = {o.genre: o.typed for o in (await service.profile(stage.alice.id)).genres}
    assert ratings == {"Action": 9, "Comedy": 9, "Horror": 3}

    await stage.press(message, "On to the titles")
    asked = []
    for number in range(1, CARDS + 1):
        assert text_of(message).startswith(f"-# {number} of {CARDS}")
        assert labels(message)[:6] == WORDS
        asked.append(card(message))
        await stage.press(message, WORDS[number % 6])
        assert (asked[-1] in await kept(stage)) == (WORDS[number % 6] != "Not seen")
    assert len(set(asked)) == CARDS
    assert text_of(message).startswith("## 🎯 For ")
    assert "I do not know your taste yet" not in text_of(message)
    statuses = [word.status for word in (await kept(stage)).values()]
    assert (statuses.count(Status.COMPLETED), statuses.count(Status.PLANNED)) == (8, 2)


async def test_one_can_stop_at_any_time(stage: Stage) -> None:
    message = stage.message(await stage.slash("start"))
    await stage.press(message, "My recommendations")
    assert "I do not know your taste yet" in text_of(message)
    message = await first_card(stage)
    loved = card(message)
    await stage.press(message, "Love it")
    await stage.press(message, "My recommendations")
    assert text_of(message).startswith("## 🎯 For ")
    assert {i: word.rating for i, word in (await kept(stage)).items()} == {loved: 10}


async def test_the_last_answer_is_taken_back(stage: Stage) -> None:
    message = await first_card(stage)
    assert "Undo" not in labels(message)
    first = card(message)
    await stage.press(message, "Not seen")
    second = card(message)
    await stage.press(message, "Dislike it")
    await stage.press(message, "Undo")
    assert card(message) == second
    assert text_of(message).startswith("-# 2 of 12")
    assert await kept(stage) == {}
    await stage.press(message, "Undo")
    assert card(message) == first
    assert "Undo" not in labels(message)


async def test_a_second_press_on_a_card_changes_nothing_more(stage: Stage) -> None:
    message = await first_card(stage)
    first = card(message)
    love, _, _, dislike, unseen, _ = custom_ids(message, "say")
    await stage.press(message, "Love it")
    second, before = card(message), await kept(stage)
    for identity in (love, dislike, unseen):
        await press_again(stage, message, identity)
        assert await kept(stage) == before
        assert card(message) == second
    assert [(i, word.rating) for i, word in before.items()] == [(first, 10)]
    back = custom_ids(message, "unsay")[0]
    await stage.press(message, "Undo")
    await press_again(stage, message, back)
    assert card(message) == first
    assert await kept(stage) == {}


async def test_what_was_not_seen_is_not_asked_about_again(stage: Stage) -> None:
    message = await first_card(stage)
    asked = set()
    for _ in range(CARDS):
        asked.add(card(message))
        await stage.press(message, "Not seen")
    assert len(asked) == CARDS
    assert "I do not know your taste yet" in text_of(message)
    message = await first_card(stage)
    again = card(message)
    assert again not in asked
    await stage.press(message, "Not seen")
    await stage.press(message, "Undo")
    assert card(message) == again
    assert card(await first_card(stage)) == again


async def test_the_deck_goes_on_after_a_restart(
    stage: Stage, make_bot: Callable[..., Osusume], api: Api
) -> None:
    message = stage.message(await stage.slash("start"))
    await stage.env.restart_bot(make_bot())
    await stage.choose(message, "first-genres", "Drama")
    await stage.press(message, "On to the titles")
    first = card(message)
    await stage.press(message, "Not seen")
    await stage.env.restart_bot(make_bot())
    second = card(message)
    await stage.press(message, "Like it")
    assert card(message) not in {first, second}
    assert {i: word.rating for i, word in (await kept(stage)).items()} == {second: 8}
    await stage.press(message, "My recommendations")
    assert text_of(message).startswith("## 🎯 For ")
    check_requests(stage.env, api)


async def test_a_stranger_cannot_press(stage: Stage) -> None:
    message = await first_card(stage)
    public = stage.message(await stage.slash("recommend"))
    for identity in custom_ids(message):
        refused = await press_again(stage, public, identity, by=stage.bob)
        assert "belongs to another member" in text_of(refused)
    assert await kept(stage) == {}
    assert (await stage.bot.service.profile(stage.bob.id)).newcomer


@pytest.mark.parametrize("forged", ["o1:say:{me}:zzzzz:l", "o1:unsay:{me}:zzzzz", "o1:say:{me}:{adult}:l"])
async def test_a_forged_title_is_refused(stage: Stage, forged: str) -> None:
    adult = next(a for a in stage.bot.service._model.current.catalogue.anime if a.adult)
    code = np.base_repr(adult.id, 36).lower()
    message = await first_card(stage)
    refused = await press_again(stage, message, forged.format(me=stage.alice.id, adult=code))
    assert text_of(refused).startswith("⚠️ ")
    assert "code" not in text_of(refused)
    assert await kept(stage) == {}


@pytest.mark.parametrize(
    "foreign", ["o1:say:{me}::l", "o1:say:{me}:1:x", "o1:first-genres:{me}:x", "o1:unsay:{me}:"]
)
async def test_a_button_of_another_version_says_so(stage: Stage, foreign: str) -> None:
    message = await first_card(stage)
    refused = await press_again(stage, message, foreign.format(me=stage.alice.id))
    assert "use the command again" in text_of(refused)


async def test_a_forged_row_of_titles_goes_on(stage: Stage) -> None:
    """Titles twice, and some that no catalogue holds, take their places and nothing else."""
    message = await first_card(stage)
    first = card(message)
    code = custom_ids(message, "say")[0].split(":")[3]
    await press_again(stage, message, f"o1:say:{stage.alice.id}:zzzzz.{code}.{code}:l")
    assert text_of(message).startswith("-# 4 of 12")
    assert card(message) != first
    assert {i: word.rating for i, word in (await kept(stage)).items()} == {first: 10}


async def test_one_who_has_told_of_all_well_known_titles_gets_the_list(stage: Stage) -> None:
    recommender = stage.bot.service._model.current.recommender
    told: dict[int, Entry] = {}
    while anime := recommender.ask_next(Taste(), told):
        told[anime.id] = Entry(Status.UNWANTED)
    await stage.bot.service._store.keep_titles(stage.alice.id, told, datetime.now(UTC))
    message = await first_card(stage)
    assert text_of(message).startswith("## 🎯 For ")


async def test_the_genres_that_no_menu_has_room_for_are_told_of(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await stage.slash("start")
    assert "Rate genres" not in labels(answer)
    many = tuple(f"Genre {n}" for n in range(43))
    monkeypatch.setattr(type(stage.bot.service), "best_known_genres", many)
    answer = await stage.slash("start")
    assert "18 more genres" in text_of(answer)
    assert "Your genres" in text_of(await stage.press(answer, "Rate genres"))
