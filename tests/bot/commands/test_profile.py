"""/profile on Discord: what is known, and how it is changed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from simcord.components import walk_components

from bot.members.records import Status, TitleLanguage
from bot.ui.own_titles import PAGE_SIZE
from bot.ui.profile import LATEST
from tests.bot.stage import custom_ids, labels, text_of

if TYPE_CHECKING:
    from simcord import InteractionResult, ResponseMessage

    from recommender.catalogue import Anime, Catalogue
    from tests.bot.stage import Stage


GALLERY = 12


def attachments_of(stage: Stage) -> list[dict[str, Any]]:
    """What the last answer carried."""
    (*_, last) = (r.json for r in stage.env.http_requests if isinstance(r.json, dict) and "data" in r.json)
    return list(last["data"].get("attachments", []))


async def test_a_newcomers_profile_leads_on(stage: Stage) -> None:
    answer = await stage.slash("profile")
    assert answer.ephemeral
    assert "I know nothing about your taste yet" in text_of(answer)
    assert labels(answer) == ["Get started", "Recommendations"]
    assert "For alice" in text_of(await stage.press(answer, "Recommendations"))


async def test_ratings_are_shown_changed_and_forgotten(stage: Stage) -> None:
    service, me = stage.bot.service, stage.alice.id
    first, second = service.genres()[:2]
    anime = (await service.find_titles(""))[0]
    await service.rate_genres(me, {first: 9, second: 2})
    await service.rate_title(me, f"#{anime.id}", 10)
    answer = await stage.slash("profile")
    assert "Genres rated: **2** · Titles rated: **1** · Only seen: **0**" in text_of(answer)
    assert f"`█████████░` {first} **9**" in text_of(answer)
    assert f"anime/{anime.id})" in text_of(answer)

    question = await stage.choose(answer, "change-genre", first)
    await stage.press(question, "4")
    assert f"{first} **4**" in text_of(await stage.slash("profile"))
    question = await stage.choose(answer, "change-genre", second)
    undo = await stage.press(question, "Forget")
    assert "Genres rated: **1**" in text_of(await stage.slash("profile"))
    await stage.press(undo, "Undo")
    assert f"{second} **2**" in text_of(await stage.slash("profile"))

    question = await stage.choose(answer, "change-title", f"#{anime.id}")
    await stage.press(question, "Seen, not rated")
    assert "Titles rated: **0** · Only seen: **1**" in text_of(await stage.slash("profile"))
    question = await stage.choose(answer, "change-title", f"#{anime.id}")
    await stage.press(question, "Forget")
    assert "Titles rated: **0** · Only seen: **0**" in text_of(await stage.slash("profile"))


async def test_a_picture_with_words_for_it_stands_above(stage: Stage) -> None:
    service = stage.bot.service
    seen, wanted, unwanted = (await service.find_titles(""))[:3]
    await service.rate_title(stage.alice.id, f"#{seen.id}", 9)
    await service.mark_title(stage.alice.id, f"#{wanted.id}", Status.PLANNED)
    await service.mark_title(stage.alice.id, f"#{unwanted.id}", Status.UNWANTED)
    answer = stage.message(await stage.slash("profile"))
    (gallery,) = (part for part in walk_components(answer.components) if part["type"] == GALLERY)
    (item,) = gallery["items"]
    assert "alice" in item["description"]
    assert seen.name in item["description"]
    assert [a["filename"] for a in attachments_of(stage)] == ["profile.png"]
    assert "Titles rated: **1** · Only seen: **0**\nWatchlist: **1** title" in text_of(answer)
    assert "🔖 · [" in text_of(answer)
    assert "🚫 · [" in text_of(answer)


async def test_genres_are_also_known_from_titles(stage: Stage) -> None:
    service = stage.bot.service
    anime = next(a for a in await service.find_titles("") if a.genres)
    await service.rate_title(stage.alice.id, f"#{anime.id}", 7)
    assert f"{anime.genres[0]} 7.0 · from 1 title" in text_of(await stage.slash("profile"))


async def test_a_rating_is_changed_and_what_is_forgotten_comes_back_as_it_was(stage: Stage) -> None:
    service, me = stage.bot.service, stage.alice.id
    anime = (await service.find_titles(""))[0]
    await service.mark_title(me, f"#{anime.id}", Status.WATCHING)
    profile = await stage.slash("profile")
    message = stage.message(await stage.choose(profile, "change-title", f"#{anime.id}"))
    await stage.press(message, "7")
    rated = (await service.title(me, f"#{anime.id}")).kept
    assert rated is not None
    assert (rated.status, rated.rating) == (Status.WATCHING, 7)
    await stage.press(message, "Forget")
    assert (await service.title(me, f"#{anime.id}")).kept is None
    (remember,) = custom_ids(message, "remember")
    await stage.press(message, "Undo")
    assert "▶️ **Watching** · you gave it **7**" in text_of(message)
    assert (await service.title(me, f"#{anime.id}")).kept == rated
    await stage.press(message, "Forget")
    await service.delete(me)
    await stage.alice.click(message, custom_id=remember)
    assert "is forgotten" in text_of(message)
    assert "Undo" not in labels(message)
    assert await service.held(me) is None


@pytest.fixture
async def told(stage: Stage) -> list[Anime]:
    """Thirteen titles that alice rated 1 to 10 and 10, one after the other, and then one that she wants."""
    service, me = stage.bot.service, stage.alice.id
    titles = (await service.find_titles(""))[: PAGE_SIZE + 3]
    for n, anime in enumerate(titles[:-1], 1):
        await service.rate_title(me, f"#{anime.id}", min(n, 10))
    await service.mark_title(me, f"#{titles[-1].id}", Status.PLANNED)
    return titles


def shown(answer: InteractionResult | ResponseMessage) -> list[int]:
    """The ids of the titles that a message lists."""
    return [int(identity) for identity in re.findall(r"anime/(\d+)\)", text_of(answer))]


async def look_for(
    stage: Stage, message: InteractionResult | ResponseMessage, text: str
) -> InteractionResult:
    form = await stage.press(message, "Find")
    assert form.modal
    assert form.modal["title"] == "Find in my list"
    return await stage.alice.submit_modal(form, {"name": text})


async def test_the_profile_shows_the_latest_titles_and_leads_to_all(stage: Stage, told: list[Anime]) -> None:
    profile = stage.message(await stage.slash("profile"))
    latest = [anime.id for anime in reversed(told)]
    assert shown(profile) == latest[:LATEST]
    every = stage.message(await stage.press(profile, "All my titles"))
    assert every.ephemeral
    assert every.id != profile.id
    assert "13 titles" in text_of(every)
    assert shown(every) == latest[:PAGE_SIZE]
    await stage.press(every, "Next")
    assert "Page 2 of 2" in text_of(every)
    assert shown(every) == latest[PAGE_SIZE:]
    await stage.press(every, "Previous")
    assert shown(every) == latest[:PAGE_SIZE]


async def test_all_titles_can_be_put_in_another_order(stage: Stage, told: list[Anime]) -> None:
    every = stage.message(await stage.press(await stage.slash("profile"), "All my titles"))
    await stage.choose(every, "order", "best")
    *rated, _ = told
    best = [a.id for a in [rated[11], rated[10], *reversed(rated[:10])]]
    assert shown(every) == best[:PAGE_SIZE]
    await stage.press(every, "Next")
    assert shown(every) == [*best[PAGE_SIZE:], told[-1].id]
    await stage.choose(every, "order", "name")
    by_name = sorted(told, key=lambda anime: anime.name.casefold())
    assert shown(every) == [anime.id for anime in by_name[:PAGE_SIZE]]
    await stage.choose(every, "order", "latest")
    assert shown(every)[0] == told[-1].id


async def test_names_are_in_the_order_of_the_names_that_are_shown(stage: Stage, told: list[Anime]) -> None:
    service = stage.bot.service
    await service.choose(stage.alice.id, lambda usual: replace(usual, title_language=TitleLanguage.ENGLISH))
    every = stage.message(await stage.press(await stage.slash("profile"), "All my titles"))
    await stage.choose(every, "order", "name")
    by_name = sorted(told, key=lambda anime: (anime.english or anime.name).casefold())
    assert shown(every) == [anime.id for anime in by_name[:PAGE_SIZE]]


async def test_a_title_is_found_by_a_part_of_any_name(stage: Stage, told: list[Anime]) -> None:
    japanese = next(anime for anime in told if anime.japanese)
    profile = stage.message(await stage.slash("profile"))
    found = await look_for(stage, profile, f"  {japanese.japanese} ")
    assert stage.message(found).id != profile.id
    assert shown(found)[0] == japanese.id
    assert "fits “" in text_of(found)
    word = told[0].name.split()[0].upper()
    await look_for(stage, found, word)
    both = {anime.id for anime in told if word.casefold() in anime.name.casefold()}
    assert both <= set(shown(found))
    assert f"“{word}”" in text_of(found)
    await stage.choose(found, "order", "best")
    assert f"“{word}”" in text_of(found)
    question = await stage.choose(found, "change-title", f"#{told[0].id}")
    await stage.press(question, "9")
    assert "**9**" in text_of(await stage.slash("profile", search=told[0].name))
    await look_for(stage, found, "qqqqq")
    assert "Nothing in your list is called “qqqqq”." in text_of(found)
    await stage.press(found, "All my titles")
    assert "13 titles" in text_of(found)


async def test_the_option_suggests_the_members_own_titles(stage: Stage, told: list[Anime]) -> None:
    async def suggested(typed: str) -> list[str]:
        offered = await stage.alice.autocomplete(stage.channel, "profile", "search", typed)
        return [choice["value"] for choice in offered]

    assert await suggested("") == [f"#{anime.id}" for anime in reversed(told)]
    assert (await suggested(told[3].name))[0] == f"#{told[3].id}"
    others = await stage.bob.autocomplete(stage.channel, "profile", "search", "")
    assert others == []
    alone = await stage.slash("profile", search=f"#{told[3].id}")
    assert alone.ephemeral
    assert "you gave it **4**" in text_of(alone)
    await stage.press(alone, "7")
    assert "you gave it **7**" in text_of(alone)


@pytest.mark.usefixtures("told")
async def test_what_is_looked_for_is_shown_as_it_was_typed_and_does_no_harm(stage: Stage) -> None:
    answer = await stage.slash("profile", search="**@everyone** [x](https://x.yz):" + "y" * 100)
    assert "**@everyone**" not in text_of(answer)
    assert "\\@everyone" in text_of(answer)
    assert all(len(identity) <= 100 for identity in custom_ids(answer))
    await stage.press(answer, "All my titles")
    assert "13 titles" in text_of(answer)


async def test_titles_are_listed_after_a_restart(stage: Stage, told: list[Anime]) -> None:
    every = stage.message(await stage.press(await stage.slash("profile"), "All my titles"))
    form = await stage.press(every, "Find")
    stage.bot._connection._view_store._modals.clear()
    await stage.alice.submit_modal(form, {"name": told[2].name})
    assert told[2].id in shown(every)


@pytest.mark.usefixtures("told")
async def test_forms_are_checked_as_if_they_were_forged(stage: Stage) -> None:
    profile = stage.message(await stage.slash("profile"))
    for forged, said in (
        (f"o1:found:{stage.bob.id}:here", "another member"),
        ("o1:nothing", "from before"),
        (f"o1:found:{stage.alice.id}:there", "from before"),
    ):
        form = await stage.press(profile, "Find")
        assert form._interaction.modal
        form._interaction.modal["custom_id"] = forged
        answer = await stage.alice.submit_modal(form, {"name": "x"})
        assert answer.ephemeral
        assert said in text_of(answer)


async def test_whoever_told_of_no_title_is_led_on(stage: Stage) -> None:
    answer = await stage.slash("profile", search="anything")
    assert "You have told me of no title yet." in text_of(answer)
    assert labels(answer) == ["All my titles", "Recommendations"]


async def test_titles_for_adults_are_found_only_where_they_may_be(stage: Stage, catalogue: Catalogue) -> None:
    adult = next(anime for anime in catalogue.anime if anime.adult)
    await stage.bot.service.rate_title(stage.alice.id, f"#{adult.id}", 8, adult=True)
    assert await stage.alice.autocomplete(stage.channel, "profile", "search", "") == []
    for search in (adult.name, f"#{adult.id}"):
        answer = await stage.slash("profile", search=search)
        assert shown(answer) == []
        assert "1 title for adults" in text_of(answer)
