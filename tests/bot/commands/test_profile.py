"""/profile on Discord: what is known, and how it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from simcord.components import walk_components

from bot.members.records import Status
from bot.ui.profile import TITLES_A_PAGE
from tests.bot.stage import labels, text_of

if TYPE_CHECKING:
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
    assert labels(answer) == ["Rate genres", "Recommendations"]
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


async def test_titles_fill_pages(stage: Stage) -> None:
    service = stage.bot.service
    found = await service.find_titles("")
    for anime in found[: TITLES_A_PAGE + 3]:
        await service.rate_title(stage.alice.id, f"#{anime.id}", 6)
    message = stage.message(await stage.slash("profile"))
    assert text_of(message).count("myanimelist.net") == TITLES_A_PAGE
    await stage.press(message, "Next")
    assert text_of(message).count("myanimelist.net") == 3
    assert "Page 2 of 2" in text_of(message)
    await stage.press(message, "Previous")
    assert text_of(message).count("myanimelist.net") == TITLES_A_PAGE
