"""/recommend on Discord: pages of cards, wishes, newcomers, and what is not shown to everyone."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import simcord
from simcord.backend import serializers
from simcord.components import walk_components

from bot.client import PAGE_SIZE
from bot.members.records import Entry, Status
from bot.members.store import _read
from bot.service import Preferences, Wish
from bot.ui.wish_code import encode
from recommender.catalogue import ADULT_GENRE
from tests.bot.stage import check_requests, custom_ids, labels, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from simcord import InteractionResult, ResponseMessage
    from simcord.builders import ChannelHandle
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.client import Osusume
    from bot.members.people import State
    from bot.members.records import Record
    from bot.service import Service
    from recommender.catalogue import Catalogue
    from tests.bot.stage import Api, Stage

LINK = re.compile(r"\(https://myanimelist\.net/anime/(\d+)\)")


def titles(answer: InteractionResult | ResponseMessage) -> list[int]:
    return [int(found) for found in LINK.findall(text_of(answer))]


def catalogue_of(service: Service) -> Catalogue:
    return service._model.current.catalogue


async def statuses(stage: Stage) -> dict[int, Status]:
    record = await stage.bot.service._store.load(stage.alice.id)
    return {anime_id: kept.status for anime_id, kept in record.titles.items()}


def age_restricted(stage: Stage) -> ChannelHandle:
    channel = stage.guild.create_text_channel("night")
    stored = stage.env.backend.get_channel(channel.id)
    payload = {**serializers.channel_payload(stage.env.backend, stored), "nsfw": True}
    stage.env.backend.emit("CHANNEL_UPDATE", payload)
    return channel


async def test_a_newcomer_gets_good_titles_and_a_way_to_start(stage: Stage) -> None:
    answer = await stage.slash("recommend")
    assert len(titles(answer)) == PAGE_SIZE
    assert "I do not know your taste yet" in text_of(answer)
    assert not answer.ephemeral
    opened = await stage.press(answer, "Get started")
    assert "What do you like?" in text_of(opened)
    assert opened.ephemeral


async def test_pages_follow_each_other_without_repeats(stage: Stage) -> None:
    message = stage.message(await stage.slash("recommend"))
    first = titles(message)
    assert "Previous" not in labels(message)
    await stage.press(message, "Next")
    second = titles(message)
    assert len(second) == PAGE_SIZE
    assert not set(first) & set(second)
    await stage.press(message, "Previous")
    assert titles(message) == first


async def test_what_is_rated_is_not_recommended(stage: Stage) -> None:
    best = titles(await stage.slash("recommend"))
    name = catalogue_of(stage.bot.service)[best[0]].name
    await stage.slash("rate title", title=f"#{best[0]}", rating=10)
    after = await stage.slash("recommend")
    assert best[0] not in titles(after)
    assert name not in [line for line in text_of(after).splitlines() if line.startswith("###")]
    assert "I do not know your taste yet" not in text_of(after)


async def test_a_title_seen_is_rated_from_the_page(stage: Stage) -> None:
    answer = await stage.slash("recommend")
    best = titles(answer)[0]
    question = (await stage.press(answer, "Seen")).followups[0]
    assert question.ephemeral
    assert labels(question) == [*map(str, range(1, 11)), "Seen, not rated", "Forget"]
    await stage.press(question, "9")
    kept = (await stage.bot.service.profile(stage.alice.id)).titles
    assert [(t.anime.id, t.rating) for t in kept] == [(best, 9)]


@pytest.mark.parametrize(
    ("button", "status"),
    [("Seen", Status.COMPLETED), ("Want", Status.PLANNED), ("Not for me", Status.UNWANTED)],
)
async def test_a_word_on_a_card_is_kept_and_the_list_fills_up(
    stage: Stage, button: str, status: Status
) -> None:
    message = stage.message(await stage.slash("recommend"))
    before = titles(message)
    pressed = await stage.press(message, button)
    after = titles(message)
    assert before[0] not in after
    assert len(after) == PAGE_SIZE
    assert await statuses(stage) == {before[0]: status}
    assert [m.ephemeral for m in pressed.followups] == ([True] if status is Status.COMPLETED else [])
    assert before[0] not in titles(await stage.slash("recommend"))
    await stage.press(message, "Undo")
    assert titles(message) == before
    assert await statuses(stage) == {}


async def test_pressing_twice_changes_nothing_more(stage: Stage) -> None:
    message = stage.message(await stage.slash("recommend"))
    (seen, *_), best = custom_ids(message, "do"), titles(message)[0]
    question = (await stage.alice.click(message, custom_id=seen)).followups[0]
    await stage.press(question, "9")
    stored = stage.env.backend.get_message(message.channel_id, message.id)
    button = {"type": 2, "style": 2, "label": "?", "custom_id": seen}
    stored.components = [{"type": 17, "components": [{"type": 1, "components": [button]}]}]
    await stage.alice.click(message, custom_id=seen)
    assert (await stage.bot.service.profile(stage.alice.id)).titles[0].rating == 9
    assert best not in titles(message)


async def test_the_usual_wish_is_the_default_and_options_change_it(stage: Stage) -> None:
    service = stage.bot.service
    chosen = Preferences(wish=Wish(types=("Movie",)), public=False)
    await service.choose(stage.alice.id, lambda _: chosen)
    answer = await stage.slash("recommend")
    assert answer.ephemeral
    assert {catalogue_of(service)[i].type for i in titles(answer)} == {"Movie"}
    other = await stage.slash("recommend", type="TV, OVA", visible="all", length="short", reach=-10)
    assert not other.ephemeral
    shown = [catalogue_of(service)[i] for i in titles(other)]
    assert {anime.type for anime in shown} <= {"TV", "OVA"}
    assert all(2 <= (anime.episodes or 0) <= 13 for anime in shown)
    assert "Up to 13 episodes" in text_of(other)


async def test_several_genres_are_suggested_one_after_the_other(stage: Stage) -> None:
    first, second, *_ = stage.bot.service.genres()
    suggested = await stage.alice.autocomplete(stage.channel, "recommend", "genre", f"{first}, {second[:3]}")
    assert f"{first}, {second}" in [choice["value"] for choice in suggested]
    answer = await stage.slash("recommend", genre=f"{first}, {second}")
    assert f"with {first} · with {second}" in text_of(answer)


async def test_wishes_hold_on_every_page(stage: Stage) -> None:
    catalogue = catalogue_of(stage.bot.service)
    genre = max(stage.bot.service.genres(), key=lambda g: sum(g in a.genres for a in catalogue.anime))
    kind = catalogue.types[0]
    years = sorted(a.year for a in catalogue.anime if a.year and a.type == kind and genre in a.genres)
    since, until = years[len(years) // 10], years[-len(years) // 10]
    answer = await stage.slash("recommend", type=kind.lower(), since=since, until=until, genre=genre.lower())
    message = stage.message(answer)
    assert f"since {since} · until {until} · with {genre}" in text_of(message)
    for _ in range(2):
        for anime in map(catalogue.__getitem__, titles(message)):
            assert anime.type == kind
            assert genre in anime.genres
            assert since <= (anime.year or 0) <= until
        if "Next" in labels(message):
            await stage.press(message, "Next")
    without = await stage.slash("recommend", without=genre)
    assert not any(genre in catalogue[i].genres for i in titles(without))


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"type": "Radio"}, "There is no type"),
        ({"genre": "Nonsense"}, "There is no genre"),
        ({"since": 2010, "until": 2000}, "swap the years"),
        ({"adult": True}, "age-restricted channels"),
    ],
)
async def test_an_impossible_wish_gets_a_sentence(
    stage: Stage, options: dict[str, object], sentence: str
) -> None:
    answer = await stage.slash("recommend", **options)
    assert sentence in text_of(answer)
    assert answer.ephemeral


async def test_nothing_that_fits_says_so(stage: Stage) -> None:
    answer = await stage.slash("recommend", since=2100)
    assert "Nothing fits all of this" in text_of(answer)
    assert titles(answer) == []


async def test_suggestions_for_types_and_genres(stage: Stage) -> None:
    types = await stage.alice.autocomplete(stage.channel, "recommend", "type", "t")
    assert "TV" in [choice["value"] for choice in types]
    for option in ("genre", "without"):
        assert await stage.alice.autocomplete(stage.channel, "recommend", option, "")


async def test_titles_for_adults_appear_only_where_they_may(stage: Stage) -> None:
    adult = next(a for a in catalogue_of(stage.bot.service).anime if a.adult)
    night = age_restricted(stage)
    refused = await stage.slash("rate title", title=f"#{adult.id}", rating=8)
    assert adult.name not in text_of(refused)
    assert (await stage.bot.service.profile(stage.alice.id, adult=True)).newcomer
    assert not titles(await stage.slash("recommend", genre=ADULT_GENRE))
    shown = await stage.alice.slash(night, "recommend", genre=ADULT_GENRE, adult=True)
    assert titles(shown)
    assert not titles(await stage.alice.slash(night, "recommend", genre=ADULT_GENRE))
    for where, suggested in ((stage.channel, False), (night, True)):
        genres = await stage.alice.autocomplete(where, "recommend", "genre", ADULT_GENRE)
        assert (ADULT_GENRE in [choice["value"] for choice in genres]) == suggested
        names = await stage.alice.autocomplete(where, "rate title", "title", adult.name)
        assert (f"#{adult.id}" in [choice["value"] for choice in names]) == suggested
    direct = await stage.alice.user.slash("recommend", adult=True)
    assert "age-restricted channels" in text_of(direct)
    await stage.alice.slash(night, "rate title", title=f"#{adult.id}", rating=8)
    assert adult.name not in text_of(await stage.slash("profile"))
    assert "1 title for adults" in text_of(await stage.slash("profile"))


async def test_a_list_for_adults_does_not_follow_into_an_ordinary_channel(stage: Stage) -> None:
    message = stage.message(await stage.slash("recommend"))
    service = stage.bot.service
    code = encode(Wish(wanted=(ADULT_GENRE,)), service.types, service.genres(adult=True))
    identity = f"o1:turn:{stage.alice.id}:1:1:{code}"
    button = {"type": 2, "style": 2, "label": "?", "custom_id": identity}
    stored = stage.env.backend.get_message(message.channel_id, message.id)
    stored.components = [{"type": 17, "components": [{"type": 1, "components": [button]}]}]
    await stage.alice.click(message, custom_id=identity)
    assert "Nothing fits all of this" in text_of(message)


async def test_a_stranger_cannot_turn_the_page(stage: Stage) -> None:
    message = stage.message(await stage.slash("recommend"))
    before = text_of(message)
    refused = await stage.press(message, "Next", by=stage.bob)
    assert refused.ephemeral
    assert "belongs to another member" in text_of(refused)
    assert text_of(message) == before


async def test_a_members_name_is_shown_literally(stage: Stage) -> None:
    name = "**[x](https://evil.example)** @everyone \u202egnikcatta <@1> " + "🌸" * 200
    eve = stage.guild.add_member(stage.env.create_user("eve"), nick=name)
    answer = await stage.slash("recommend", by=eve)
    heading = text_of(answer).splitlines()[0]
    assert heading.startswith(r"## 🎯 For \*\*\[x\]\(https\://")
    assert "\u202e" not in heading
    assert len(heading) < 80
    assert "](https://evil" not in heading


async def test_undo_puts_back_what_was_kept_before(stage: Stage) -> None:
    message = stage.message(await stage.slash("recommend"))
    first = titles(message)[0]
    store = stage.bot.service._store
    # Said elsewhere, while the list is open.
    await store.keep_titles(stage.alice.id, {first: Entry(Status.DROPPED, 3)}, datetime.now(UTC))
    before = (await store.load(stage.alice.id)).titles
    await stage.press(message, "Want")
    assert await statuses(stage) == {first: Status.PLANNED}
    await stage.press(message, "Undo")
    assert (await store.load(stage.alice.id)).titles == before
    assert "Undo" not in labels(message)
    assert first not in titles(message)


async def test_what_was_said_before_cannot_be_taken_back_again(stage: Stage) -> None:
    message = stage.message(await stage.slash("recommend"))
    await stage.bot.service.mark_title(stage.alice.id, f"#{titles(message)[0]}", Status.PLANNED)
    await stage.press(message, "Want")
    assert "Undo" not in labels(message)


@pytest.mark.parametrize("command", ["recommend", "random", "similar"])
async def test_what_is_kept_is_read_once(stage: Stage, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    anime = (await stage.bot.service.find_titles(""))[0]
    await stage.bot.service.rate_genre(stage.alice.id, "Action", 9)
    read = []

    async def noted(connection: AsyncConnection, member: int, state: State) -> Record:
        read.append(member)
        return await _read(connection, member, state)

    monkeypatch.setattr("bot.members.store._read", noted)
    for _ in range(2):
        await stage.slash(command, **({"title": f"#{anime.id}"} if command == "similar" else {}))
    assert read == [stage.alice.id]


async def test_buttons_work_after_a_restart(
    stage: Stage, make_bot: Callable[..., Osusume], api: Api | None
) -> None:
    message = stage.message(await stage.slash("recommend"))
    first = titles(message)
    await stage.env.restart_bot(make_bot())
    await stage.press(message, "Next")
    assert len(titles(message)) == PAGE_SIZE
    assert not set(first) & set(titles(message))
    shown = titles(message)
    await stage.press(message, "Not for me")
    assert shown[0] not in titles(message)
    check_requests(stage.env, api)


async def test_ten_cards_fit_into_a_message(make_bot: Callable[..., Osusume], api: Api | None) -> None:
    async with simcord.run(make_bot(page_size=10), shard_count=1) as env:
        channel = env.create_guild().create_text_channel("general")
        alice = env.guild.add_member(env.create_user("alice"))
        await alice.slash(
            channel, "rate title", title="#" + str(titles(await alice.slash(channel, "recommend"))[0])
        )
        answer = await alice.slash(channel, "recommend")
        assert len(titles(answer)) == 10
        assert answer.response is not None
        assert len(list(walk_components(answer.response.components))) <= 40
        check_requests(env, api)
        assert custom_ids(answer, "turn")
