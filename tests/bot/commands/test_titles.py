"""/title, /similar, /random and /seen on Discord."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from simcord.components import walk_components

from bot.client import PAGE_SIZE
from bot.members.records import Kept, Status
from bot.service import Preferences, Wish
from bot.ui.kept import encode
from recommender.series import Kind
from tests.bot.stage import check_requests, custom_ids, labels, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from simcord import InteractionResult, ResponseMessage

    from bot.client import Osusume
    from recommender.catalogue import Anime
    from tests.bot.stage import Api, Stage

LINK = re.compile(r"^###.*\(https://myanimelist\.net/anime/(\d+)\)", re.MULTILINE)


def titles(answer: InteractionResult | ResponseMessage) -> list[int]:
    return [int(found) for found in LINK.findall(text_of(answer))]


def best_known(stage: Stage) -> list[Anime]:
    catalogue = stage.bot.service._model.current.catalogue
    return sorted((a for a in catalogue.anime if not a.adult), key=lambda a: -a.members)


async def kept(stage: Stage, anime_id: int) -> Kept | None:
    return (await stage.bot.service._store.load(stage.alice.id)).titles.get(anime_id)


async def forge(stage: Stage, message: ResponseMessage, identity: str) -> InteractionResult:
    """Press a button that the message does not have (any more)."""
    stored = stage.env.backend.get_message(message.channel_id, message.id)
    button = {"type": 2, "style": 2, "label": "?", "custom_id": identity}
    stored.components = [{"type": 17, "components": [{"type": 1, "components": [button]}]}]
    return await stage.alice.click(message, custom_id=identity)


async def test_a_title_is_shown_to_all_unless_the_member_likes_it_otherwise(stage: Stage) -> None:
    anime = best_known(stage)[0]
    answer = await stage.slash("title", title=anime.name)
    assert titles(answer) == [anime.id]
    assert not answer.ephemeral
    assert "I do not know your taste yet" in text_of(answer)
    assert "for you" in text_of(answer)
    assert ", ".join(anime.genres) in text_of(answer)
    assert (await stage.slash("title", title=f"#{anime.id}", visible="me")).ephemeral
    await stage.bot.service.choose(stage.alice.id, lambda _: Preferences(public=False))
    for command in ("title", "similar"):
        assert (await stage.slash(command, title=f"#{anime.id}")).ephemeral
        assert not (await stage.slash(command, title=f"#{anime.id}", visible="all")).ephemeral
    assert (await stage.slash("random")).ephemeral


async def test_titles_are_suggested_and_an_unknown_one_gets_a_sentence(stage: Stage) -> None:
    anime = best_known(stage)[0]
    for command in ("title", "similar", "seen"):
        suggested = await stage.alice.autocomplete(stage.channel, command, "title", anime.name)
        assert f"#{anime.id}" in [choice["value"] for choice in suggested]
        answer = await stage.slash(command, title="zzzzzz qqqqqq")
        assert "I know no title like" in text_of(answer)
        assert answer.ephemeral


async def test_the_reasons_of_a_card_are_told_to_the_member_alone(stage: Stage) -> None:
    service, liked = stage.bot.service, best_known(stage)[0]
    await service.rate_title(stage.alice.id, f"#{liked.id}", 10)
    await service.rate_genre(stage.alice.id, liked.genres[0], 9)
    page = await service.recommend(stage.alice.id, size=PAGE_SIZE)
    answer = await stage.slash("recommend")
    why = await stage.press(answer, "Why?")
    assert why.ephemeral
    assert titles(why) == [page.cards[0].anime.id]
    about = await service.title(stage.alice.id, f"#{page.cards[0].anime.id}")
    assert about.causes
    told = {liked: f"You gave **{liked.name}** 10 of 10.", liked.genres[0]: f"**{liked.genres[0]}**"}
    assert all(told[cause.of] in text_of(why) for cause in about.causes)
    assert f"**{about.expected:.1f} for you**" in text_of(why)


@pytest.mark.parametrize(
    ("button", "expected", "says"),
    [
        ("8", (Status.COMPLETED, 8), "✅ **Completed** · you gave it **8** · <t:"),
        ("Seen", (Status.COMPLETED, None), "✅ **Completed** · <t:"),
        ("Want", (Status.PLANNED, None), "🔖 **Want to watch** · <t:"),
        ("Not for me", (Status.UNWANTED, None), "🚫 **Not interested** · <t:"),
    ],
)
async def test_a_press_is_kept_shown_and_taken_back(
    stage: Stage, button: str, expected: tuple[Status, int | None], says: str
) -> None:
    anime = best_known(stage)[0]
    message = stage.message(await stage.slash("title", title=f"#{anime.id}"))
    await stage.press(message, button)
    word = await kept(stage, anime.id)
    assert word is not None
    assert (word.status, word.rating) == expected
    assert says in text_of(message)
    await stage.press(message, "Undo")
    assert await kept(stage, anime.id) is None
    assert says not in text_of(message)


async def test_undo_puts_back_exactly_what_was_there(stage: Stage) -> None:
    service, anime = stage.bot.service, best_known(stage)[0]
    await service.tell_title(stage.alice.id, f"#{anime.id}", Status.ON_HOLD, 7)
    before = await kept(stage, anime.id)
    message = stage.message(await stage.slash("title", title=f"#{anime.id}"))
    assert "⏸️ **On hold** · you gave it **7**" in text_of(message)
    for button in ("3", "Seen", "Forget"):
        await stage.press(message, button)
        assert await kept(stage, anime.id) != before
        await stage.press(message, "Undo")
        assert await kept(stage, anime.id) == before
    await stage.press(message, "Forget")
    assert "is forgotten" in text_of(message)


async def test_a_rating_leaves_the_status_and_a_second_press_changes_nothing_more(stage: Stage) -> None:
    service, anime = stage.bot.service, best_known(stage)[0]
    await service.tell_title(stage.alice.id, f"#{anime.id}", Status.WATCHING, 7)
    before = await kept(stage, anime.id)
    message = stage.message(await stage.slash("title", title=f"#{anime.id}"))
    identity = next(i for i in custom_ids(message, "tell") if i.endswith(":9:t"))
    await stage.press(message, "9")
    await stage.alice.click(message, custom_id=identity)
    word = await kept(stage, anime.id)
    assert word is not None
    assert (word.status, word.rating) == (Status.WATCHING, 9)
    await stage.press(message, "Undo")
    assert await kept(stage, anime.id) == before


async def test_the_parts_of_a_series_are_told_and_opened(stage: Stage) -> None:
    recommender = stage.bot.service._model.current.recommender
    catalogue, series = recommender.catalogue, recommender.series
    first, second = next(
        (catalogue.anime[series.prerequisite[at]], catalogue.anime[at])
        for at in (series.kind == Kind.SEQUEL).nonzero()[0].tolist()
        if not catalogue.anime[at].adult and not catalogue.anime[series.prerequisite[at]].adult
    )
    message = stage.message(await stage.slash("title", title=f"#{second.id}"))
    assert f"Watch **{first.name}** first." in text_of(message)
    assert f"**{second.name}" in text_of(message)
    await stage.choose(message, "part", f"#{first.id}")
    assert titles(message) == [first.id]
    await stage.press(message, "Seen")
    assert f"✅ **{first.name}" in text_of(message)
    await stage.choose(message, "part", f"#{second.id}")
    assert f"goes on from **{first.name}**, which you have seen" in text_of(message)


async def test_seen_is_kept_with_status_and_rating_and_can_be_undone(stage: Stage) -> None:
    one, other = best_known(stage)[:2]
    answer = await stage.slash("seen", title=one.name, rating=6, status="dropped")
    assert answer.ephemeral
    assert "⏹️ **Dropped** · you gave it **6**" in text_of(answer)
    word = await kept(stage, one.id)
    assert word is not None
    assert (word.status, word.rating) == (Status.DROPPED, 6)
    await stage.slash("seen", title=f"#{other.id}")
    word = await kept(stage, other.id)
    assert word is not None
    assert (word.status, word.rating) == (Status.COMPLETED, None)
    await stage.press(answer, "Undo")
    assert await kept(stage, one.id) is None


async def test_what_is_like_a_title_turns_pages_and_listens(stage: Stage) -> None:
    anime = best_known(stage)[0]
    message = stage.message(await stage.slash("similar", title=f"#{anime.id}"))
    first = titles(message)
    assert f"## 🧭 Like {anime.name}" in text_of(message)
    assert len(first) == PAGE_SIZE
    assert anime.id not in first
    assert labels(message).count("Want") == PAGE_SIZE
    await stage.press(message, "Next")
    assert len(titles(message)) == PAGE_SIZE
    assert not set(first) & set(titles(message))
    await stage.press(message, "Previous")
    await stage.press(message, "Want")
    assert titles(message)[: PAGE_SIZE - 1] == first[1:]
    assert f"## 🧭 Like {anime.name}" in text_of(message)
    assert "is on your watchlist" in text_of(message)
    await stage.press(message, "Undo")
    assert titles(message) == first
    assert titles(await stage.press(message, "About it")) == [anime.id]


async def test_more_like_this_opens_a_list_for_the_member_alone(stage: Stage) -> None:
    anime = best_known(stage)[0]
    more = await stage.press(await stage.slash("title", title=f"#{anime.id}"), "More like this")
    assert more.ephemeral
    assert f"## 🧭 Like {anime.name}" in text_of(more)


async def test_a_pick_is_another_each_time_and_follows_the_usual_wish(stage: Stage) -> None:
    catalogue = stage.bot.service._model.current.catalogue
    await stage.bot.service.choose(stage.alice.id, lambda _: Preferences(wish=Wish(types=("Movie",))))
    message = stage.message(await stage.slash("random"))
    assert "How about this?" in text_of(message)
    assert "1" not in labels(message)
    last = titles(message)
    for _ in range(5):
        await stage.press(message, "Another")
        assert titles(message) != last
        last = titles(message)
        assert catalogue[last[0]].type == "Movie"
    await stage.press(message, "Seen")
    assert titles(message) == last
    assert {"1", "10", "Another", "Undo"} <= set(labels(message))
    await stage.press(message, "Another")
    assert titles(message) != last


async def test_nothing_to_pick_says_so(stage: Stage) -> None:
    await stage.bot.service.choose(stage.alice.id, lambda _: Preferences(wish=Wish(since=2100)))
    answer = await stage.slash("random")
    assert "Nothing fits all of this" in text_of(answer)
    assert titles(answer) == []


async def test_a_title_for_adults_does_not_come_up_in_an_ordinary_channel(stage: Stage) -> None:
    adult = next(a for a in stage.bot.service._model.current.catalogue.anime if a.adult)
    message = stage.message(await stage.slash("title", title=f"#{best_known(stage)[0].id}"))
    for identity in (
        f"o1:about:{stage.alice.id}:{adult.id}",
        f"o1:like:{stage.alice.id}:{adult.id}",
        f"o1:tell:{stage.alice.id}:{adult.id}:9:t",
    ):
        refused = await forge(stage, message, identity)
        assert adult.name not in text_of(refused)
        assert refused.ephemeral
    assert await kept(stage, adult.id) is None


async def test_a_forged_way_back_is_refused(stage: Stage) -> None:
    anime = best_known(stage)[0]
    message = stage.message(await stage.slash("title", title=f"#{anime.id}"))
    refused = await forge(stage, message, f"o1:untell:{stage.alice.id}:{anime.id}:e9.abc:t")
    assert "from before my model changed" in text_of(refused)
    assert await kept(stage, anime.id) is None


async def test_nothing_comes_back_for_one_who_has_deleted_everything(stage: Stage) -> None:
    service, anime = stage.bot.service, best_known(stage)[0]
    rated = await service.rate_title(stage.alice.id, f"#{anime.id}", 9)
    message = stage.message(await stage.slash("title", title=f"#{anime.id}"))
    await service.delete(stage.alice.id)
    code = encode(Kept(Status.COMPLETED, 9, rated.at))
    await forge(stage, message, f"o1:untell:{stage.alice.id}:{anime.id}:{code}:t")
    assert await kept(stage, anime.id) is None


async def test_a_stranger_cannot_press(stage: Stage) -> None:
    message = stage.message(await stage.slash("title", title=f"#{best_known(stage)[0].id}"))
    refused = await stage.press(message, "9", by=stage.bob)
    assert "belongs to another member" in text_of(refused)
    assert (await stage.bot.service.profile(stage.bob.id)).newcomer


async def test_buttons_work_after_a_restart(stage: Stage, make_bot: Callable[..., Osusume], api: Api) -> None:
    anime = best_known(stage)[0]
    message = stage.message(await stage.slash("title", title=f"#{anime.id}"))
    await stage.env.restart_bot(make_bot())
    await stage.press(message, "9")
    assert "you gave it **9**" in text_of(message)
    await stage.press(message, "Undo")
    assert await kept(stage, anime.id) is None
    check_requests(stage.env, api)


async def test_every_title_fits_into_a_message(stage: Stage) -> None:
    recommender = stage.bot.service._model.current.recommender
    groups = recommender.series.series
    longest = max(range(len(groups)), key=lambda at: (groups == groups[at]).sum())
    anime = recommender.catalogue.anime[longest]
    await stage.bot.service.rate_genre(stage.alice.id, "Action", 9)
    answer = await stage.slash("seen", title=f"#{anime.id}", rating=5)
    assert len(list(walk_components(stage.message(answer).components))) <= 40
