"""/together on Discord: asking for consent, the list, who is there, and a list for another member."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from simcord.components import walk_components

from bot.service import Preferences
from bot.texts import ENGLISH
from bot.ui.together import PAGE_SIZE
from tests.bot.stage import check_requests, custom_ids, labels, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from simcord import InteractionResult, MemberActor, ResponseMessage

    from bot.client import Osusume
    from tests.bot.stage import Api, Stage

LINK = re.compile(r"^###.*\(https://myanimelist\.net/anime/(\d+)\)", re.MULTILINE)
NASTY = "**[x](https://evil.example)** @everyone <@1> `\u202egnikcatta " + "🌸" * 200


def titles(answer: InteractionResult | ResponseMessage) -> list[int]:
    return [int(found) for found in LINK.findall(text_of(answer))]


async def allow(stage: Stage, *members: MemberActor) -> None:
    for member in members:
        await stage.bot.service.allow_together(member.id)


async def takes_back(stage: Stage, member: MemberActor) -> None:
    await stage.bot.service.choose(member.id, lambda usual: replace(usual, together=False))


def join(stage: Stage, name: str, nick: str | None = None) -> MemberActor:
    return stage.guild.add_member(stage.env.create_user(name), nick=nick)


async def forge(
    stage: Stage, message: ResponseMessage, by: MemberActor, *identities: str
) -> InteractionResult:
    """Press the first of some buttons that the message does not have."""
    stored = stage.env.backend.get_message(message.channel_id, message.id)
    buttons = [{"type": 2, "style": 2, "label": "?", "custom_id": identity} for identity in identities]
    stored.components = [{"type": 17, "components": [{"type": 1, "components": buttons}]}]
    return await by.click(message, custom_id=identities[0])


def enabled(answer: InteractionResult | ResponseMessage, stage: Stage) -> list[str]:
    parts = walk_components(stage.message(answer).components)
    return [part["label"] for part in parts if part["type"] == 2 and not part.get("disabled")]


async def test_a_list_shows_what_each_member_will_think_of_it(stage: Stage) -> None:
    await allow(stage, stage.bob)
    await stage.slash("rate genre", genre="Action", rating=9)
    answer = await stage.slash("together", member1=stage.bob)
    assert not answer.ephemeral
    assert len(titles(answer)) == PAGE_SIZE
    text = text_of(answer)
    assert text.startswith("## 🍿 For alice, bob\n")
    for name in ("alice", "bob"):
        assert len(re.findall(rf"^`[\u2007\d]\d\.\d` {name}$", text, re.MULTILINE)) == PAGE_SIZE
    assert "bob has told me nothing yet" in text
    assert "<@" not in text


async def test_pages_follow_each_other_and_some_can_have_seen_a_title(stage: Stage) -> None:
    await allow(stage, stage.bob)
    message = stage.message(await stage.slash("together", member1=stage.bob))
    first = titles(message)
    await stage.slash("rate title", title=f"#{first[0]}", rating=3, by=stage.bob)
    await stage.press(message, "Next")
    assert not set(first) & set(titles(message))
    await stage.press(message, "Previous")
    assert first[0] not in titles(message)
    await stage.press(message, "Also what some have seen")
    text = text_of(message)
    assert "Also what some of you have seen" in text
    while first[0] not in titles(message):
        await stage.press(message, "Next")
    assert "`\u20073.0` bob ✅" in text_of(message)
    assert "their own rating" in text_of(message)
    await stage.press(message, "Only what nobody has seen")
    assert first[0] not in titles(message)


async def test_a_member_who_is_not_there_can_be_left_out_and_come_back(stage: Stage) -> None:
    carol = join(stage, "carol")
    await allow(stage, stage.bob, carol)
    message = stage.message(await stage.slash("together", member1=stage.bob, member2=carol))
    assert "For alice, bob, carol" in text_of(message)
    await stage.choose(message, "gather", str(carol.id))
    assert "For alice, carol" in text_of(message)
    assert " bob" not in text_of(message)
    await stage.press(message, "Next")
    assert "For alice, carol" in text_of(message)
    await stage.choose(message, "gather", str(stage.bob.id), str(carol.id))
    assert "For alice, bob, carol" in text_of(message)


async def test_who_has_not_allowed_it_is_asked_by_a_button_of_their_own(stage: Stage) -> None:
    carol = join(stage, "carol")
    await allow(stage, carol)
    answer = await stage.slash("together", member1=stage.bob, member2=carol, visible="all")
    message = stage.message(answer)
    assert not answer.ephemeral
    assert "alice wants to find something for all of you" in text_of(message)
    assert labels(message) == ["alice", "bob", "carol"]
    assert enabled(message, stage) == ["bob"]
    assert "\n👋 bob\n" in text_of(message)
    for stranger in (stage.alice, carol):
        refused = await stage.press(message, "bob", by=stranger)
        assert refused.ephemeral
        assert "belongs to another member" in text_of(refused)
    assert not (await stage.bot.service.preferences(stage.bob.id)).together
    await stage.press(message, "bob", by=stage.bob)
    assert (await stage.bot.service.preferences(stage.bob.id)).together
    assert not (await stage.bot.service.preferences(stage.alice.id)).together
    assert "For alice, bob, carol" in text_of(message)
    assert len(titles(message)) == PAGE_SIZE
    await stage.press(message, "Next")  # the list belongs to alice
    refused = await stage.press(message, "Next", by=stage.bob)
    assert "belongs to another member" in text_of(refused)


async def test_all_have_to_press_and_can_take_it_back_before(stage: Stage) -> None:
    carol = join(stage, "carol")
    message = stage.message(
        await stage.slash("together", member1=stage.bob, member2=carol, seen_by_some=True)
    )
    assert enabled(message, stage) == ["bob", "carol"]
    await stage.press(message, "carol", by=carol)
    assert enabled(message, stage) == ["bob"]
    await takes_back(stage, carol)
    await stage.press(message, "bob", by=stage.bob)
    assert enabled(message, stage) == ["carol"]
    await stage.press(message, "carol", by=carol)
    assert "Also what some of you have seen" in text_of(message)


async def test_consent_taken_back_ends_the_list(stage: Stage) -> None:
    await allow(stage, stage.bob)
    message = stage.message(await stage.slash("together", member1=stage.bob))
    before = text_of(message)
    await takes_back(stage, stage.bob)
    refused = await stage.press(message, "Next")
    assert refused.ephemeral
    assert "Not all of you allow that any more" in text_of(refused)
    assert text_of(message) == before


async def test_a_private_list_stays_private_though_it_is_asked_for_in_public(stage: Stage) -> None:
    await stage.bot.service.choose(stage.alice.id, lambda _: Preferences(public=False))
    answer = await stage.slash("together", member1=stage.bob)
    assert not answer.ephemeral
    message = stage.message(answer)
    await stage.press(message, "bob", by=stage.bob)
    assert titles(message) == []
    refused = await stage.press(message, "Show it to me", by=stage.bob)
    assert "belongs to another member" in text_of(refused)
    shown = await stage.press(message, "Show it to me")
    assert shown.ephemeral
    assert "For alice, bob" in text_of(shown)
    assert (await stage.slash("together", member1=stage.bob)).ephemeral


async def test_buttons_work_after_a_restart(stage: Stage, make_bot: Callable[..., Osusume], api: Api) -> None:
    carol = join(stage, "carol", nick="Carol, of *all* people")
    message = stage.message(await stage.slash("together", member1=stage.bob, member2=carol))
    await stage.press(message, "bob", by=stage.bob)
    await stage.env.restart_bot(make_bot())
    await stage.press(message, "Carol, of *all* people", by=carol)
    assert r"For alice, bob, Carol, of \*all\* people" in text_of(message)
    await stage.env.restart_bot(make_bot())
    first = titles(message)
    await stage.press(message, "Next")
    assert not set(first) & set(titles(message))
    assert r"For alice, bob, Carol, of \*all\* people" in text_of(message)
    check_requests(stage.env, api)


async def test_eight_members_with_nasty_names_fit(stage: Stage) -> None:
    others = [join(stage, f"member{n}", nick=f"{n}{NASTY}"[: 32 if n % 2 else 200]) for n in range(7)]
    asker = join(stage, "asker", nick="\u202e" + "א" * 200)
    answer = await stage.slash("together", by=asker, **{f"member{n}": one for n, one in enumerate(others, 1)})
    message = stage.message(answer)
    for one in others:
        (mine,) = (c for c in custom_ids(message, "allow") if c.split(":")[2] == str(one.id))
        await one.click(message, custom_id=mine)
    assert len(titles(message)) == PAGE_SIZE
    text = text_of(message)
    assert "\u202e" not in text
    assert "](https://evil" not in text
    assert text.count("@") == text.count(r"\@")
    await asker.select(message, [str(others[3].id)], custom_id=custom_ids(message, "gather")[0])
    assert len(re.findall(r"^`", text_of(message), re.MULTILINE)) == 2 * PAGE_SIZE


async def test_members_who_make_no_list_get_a_sentence(stage: Stage) -> None:
    bot = stage.guild.add_member(stage.env.create_user("robot", bot=True))
    for options, sentence in (
        ({"member1": stage.alice}, "Name somebody other than yourself"),
        ({"member1": stage.alice, "member2": stage.alice}, "Name somebody other than yourself"),
        ({"member1": bot}, "robot is a bot"),
        ({"member1": stage.bob, "member2": bot}, "robot is a bot"),
    ):
        refused = await stage.slash("together", **options)
        assert refused.ephemeral
        assert sentence in text_of(refused)
    await allow(stage, stage.bob)
    twice = await stage.slash("together", member1=stage.bob, member2=stage.bob, member3=stage.alice)
    assert "For alice, bob\n" in text_of(twice)


async def test_forged_buttons_change_nothing_for_others(stage: Stage) -> None:
    alice, bob = stage.alice.id, stage.bob.id
    await allow(stage, stage.bob)
    message = stage.message(await stage.slash("together", member1=stage.bob))
    for identities in (
        (f"o1:allow:{alice}:l:0:1",),
        (f"o1:allow:{alice}:l:0:1", f"o1:allow:{99999999999999999999}:l:0:1"),
        (f"o1:allow:{alice}:c:0:1", f"o1:allow:{bob}:c:0:1", "o1:allow:7:c:0:1"),
        (f"o1:together:{alice}:1:0",),
        (f"o1:together:{alice}:999:1",),
        (f"o1:allowed:{alice}:l:0:1",),
        (f"o1:allowed:{alice}:l:0:1", f"o1:allow:{bob}:l:0:1", f"o1:allow:{alice}:l:0:1"),
        (f"o1:both:{alice}:{alice}:alice",),
        (f"o1:both:{alice}:{99999999999999999999}:x",),
        (f"o1:for:{alice}:1:0:x",),
        (f"o1:for:{alice}:999:{bob}:x",),
        (f"o1:for:{alice}:1:{bob}:x:and more",),
    ):
        refused = await forge(stage, message, stage.alice, *identities)
        assert refused.ephemeral, identities
        assert text_of(refused).startswith("⚠️"), identities
    assert not (await stage.bot.service.preferences(alice)).together
    refused = await forge(stage, message, stage.alice, f"o1:allow:{bob}:l:0:1", f"o1:allow:{alice}:l:0:1")
    assert "belongs to another member" in text_of(refused)


async def test_a_page_past_the_end_says_so(stage: Stage) -> None:
    await allow(stage, stage.bob)
    message = stage.message(await stage.slash("together", member1=stage.bob))
    stored = stage.env.backend.get_message(message.channel_id, message.id)
    sent, second = json.dumps(stored.components), f"together:{stage.alice.id}:2:0"
    assert second in sent
    stored.components = json.loads(sent.replace(second, f"together:{stage.alice.id}:199:0"))
    refused = await stage.press(message, "Next")
    assert "That was the last page" in text_of(refused)


async def test_in_direct_messages_a_list_is_asked_for_likewise(stage: Stage) -> None:
    answer = await stage.alice.user.slash("together", member1=stage.bob.user)
    assert labels(stage.message(answer)) == ["alice", "bob"]
    await allow(stage, stage.bob)
    listed = await stage.alice.user.slash("together", member1=stage.bob.user)
    assert "For alice, bob" in text_of(listed)
    await stage.alice.user.click(stage.message(listed), label="Next")
    assert stage.bot.refused == 0


class TestForAnother:
    menu = ENGLISH("menu-recommend-for")

    async def test_the_list_is_theirs_and_seen_by_the_asker_alone(self, stage: Stage) -> None:
        await allow(stage, stage.bob)
        best = await stage.slash("recommend")
        first = titles(best)[0]
        await stage.slash("rate title", title=f"#{first}", rating=10, by=stage.bob)
        answer = await stage.alice.context_menu(stage.channel, self.menu, stage.bob)
        assert answer.ephemeral
        assert "For bob" in text_of(answer)
        assert "for bob**" in text_of(answer)
        assert "Because" not in text_of(answer)
        own = titles(await stage.slash("recommend", by=stage.bob))
        assert titles(answer)[: len(own)] == own
        message, shown = stage.message(answer), titles(answer)
        await stage.press(message, "Next")
        assert not set(shown) & set(titles(message))
        assert "For bob" in text_of(message)
        await stage.press(message, "Previous")
        assert titles(message) == shown
        await takes_back(stage, stage.bob)
        refused = await stage.press(message, "Next")
        assert "Not all of you allow that any more" in text_of(refused)

    async def test_who_has_not_allowed_it_told_nothing_or_is_a_bot_gets_a_sentence(
        self, stage: Stage
    ) -> None:
        bot = stage.guild.add_member(stage.env.create_user("robot", bot=True))
        nasty = join(stage, "eve", nick=NASTY[:60])
        for target, sentence in (
            (stage.bob, "bob has not allowed that"),
            (bot, "robot is a bot"),
            (nasty, r"\*\*\[x\]\(https\://evil"),
        ):
            refused = await stage.alice.context_menu(stage.channel, self.menu, target)
            assert refused.ephemeral
            assert sentence in text_of(refused)
        await allow(stage, stage.bob)
        newcomer = await stage.alice.context_menu(stage.channel, self.menu, stage.bob)
        assert "bob has told me nothing yet" in text_of(newcomer)

    async def test_oneself_gets_the_own_list(self, stage: Stage) -> None:
        answer = await stage.alice.context_menu(stage.channel, self.menu, stage.alice)
        assert answer.ephemeral
        assert "I do not know your taste yet" in text_of(answer)

    async def test_a_long_name_is_carried_over_pages_in_short(self, stage: Stage) -> None:
        nasty = join(stage, "eve", nick="🌸" * 32)
        await allow(stage, nasty)
        await stage.slash("rate genre", genre="Action", rating=9, by=nasty)
        message = stage.message(await stage.alice.context_menu(stage.channel, self.menu, nasty))
        for turn in ("Next", "Next", "Previous"):
            await stage.press(message, turn)
            assert "For 🌸🌸🌸" in text_of(message)
