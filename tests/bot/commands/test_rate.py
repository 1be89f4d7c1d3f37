"""/rate on Discord: genres, the picker, titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.ui.genre_picker import MOST_CHOSEN
from tests.bot.stage import custom_ids, labels, text_of

if TYPE_CHECKING:
    from bot.service import Service
    from tests.bot.stage import Stage


async def genres_of(service: Service, member: int) -> dict[str, int | None]:
    return {o.genre: o.typed for o in (await service.profile(member)).genres if o.typed is not None}


async def titles_of(service: Service, member: int) -> dict[int, int | None]:
    return {t.anime.id: t.rating for t in (await service.profile(member, adult=True)).titles}


async def test_a_genre_is_rated(stage: Stage) -> None:
    genre = stage.bot.service.genres()[0]
    answer = await stage.slash("rate genre", genre=genre.lower(), rating=9)
    assert f"{genre}: **9** of 10" in text_of(answer)
    assert answer.ephemeral
    assert await genres_of(stage.bot.service, stage.alice.id) == {genre: 9}
    again = await stage.slash("rate genre", genre=genre, rating=4)
    assert "**4** of 10. Before: 9." in text_of(again)
    assert await genres_of(stage.bot.service, stage.bob.id) == {}


async def test_an_unknown_genre_is_refused_with_the_nearest(stage: Stage) -> None:
    genre = stage.bot.service.genres()[0]
    answer = await stage.slash("rate genre", genre=f"{genre}x", rating=9)
    assert "There is no genre" in text_of(answer)
    assert genre in text_of(answer)
    assert answer.ephemeral
    assert await genres_of(stage.bot.service, stage.alice.id) == {}


@pytest.mark.parametrize("typed", ["", "@everyone", "**x**", "\u202eגל", "🌸" * 50, "z" * 1000])
async def test_whatever_is_typed_gets_one_sentence(stage: Stage, typed: str) -> None:
    for name, option in (("rate genre", "genre"), ("rate title", "title")):
        answer = await stage.slash(name, **{option: typed, "rating": 5})
        assert text_of(answer).startswith("⚠️ ")
        assert len(text_of(answer).splitlines()) == 1
        assert "@everyone" not in text_of(answer).replace("\\@everyone", "")
    assert (await stage.bot.service.profile(stage.alice.id)).newcomer


async def test_suggestions_for_genres(stage: Stage) -> None:
    genre = stage.bot.service.genres()[0]
    choices = await stage.alice.autocomplete(stage.channel, "rate genre", "genre", genre[:3].lower())
    assert genre in [choice["value"] for choice in choices]
    assert 0 < len(await stage.alice.autocomplete(stage.channel, "rate genre", "genre", "")) <= 25
    assert len(await stage.alice.autocomplete(stage.channel, "rate title", "title", "x" * 5000)) <= 25


async def test_a_title_is_found_rated_and_forgotten(stage: Stage) -> None:
    service = stage.bot.service
    name = (await service.find_titles(""))[0].name
    choices = await stage.alice.autocomplete(stage.channel, "rate title", "title", name)
    anime_id = int(choices[0]["value"].removeprefix("#"))
    answer = await stage.slash("rate title", title=choices[0]["value"], rating=10)
    assert "**10** of 10" in text_of(answer)
    assert await titles_of(service, stage.alice.id) == {anime_id: 10}
    forgotten = await stage.press(answer, "Forget")
    assert "is forgotten" in text_of(forgotten)
    assert await titles_of(service, stage.alice.id) == {}
    undone = await stage.press(forgotten, "Undo")
    assert "you gave it **10**" in text_of(undone)
    assert await titles_of(service, stage.alice.id) == {anime_id: 10}


async def test_a_title_that_is_only_seen_can_be_rated_with_one_click(stage: Stage) -> None:
    anime = (await stage.bot.service.find_titles(""))[0]
    answer = await stage.slash("rate title", title=anime.name)
    assert "seen" in text_of(answer)
    assert await titles_of(stage.bot.service, stage.alice.id) == {anime.id: None}
    await stage.press(answer, "8")
    assert await titles_of(stage.bot.service, stage.alice.id) == {anime.id: 8}


async def test_forgetting_twice_is_refused(stage: Stage) -> None:
    genre = stage.bot.service.genres()[0]
    answer = await stage.slash("rate genre", genre=genre, rating=9)
    forget = custom_ids(answer, "genre")[0]
    message = stage.message(answer)
    await stage.alice.click(message, custom_id=forget)
    await stage.bot.service.rate_genre(stage.alice.id, genre, 3)
    await stage.bot.service.forget_genre(stage.alice.id, genre)
    again = await stage.slash("rate genre", genre=genre, rating=9)
    await stage.bot.service.forget_genre(stage.alice.id, genre)
    refused = await stage.press(again, "Forget")
    assert "nothing to forget" in text_of(refused)


async def test_the_picker_rates_many_genres_with_a_click_each(stage: Stage) -> None:
    service = stage.bot.service
    genres = service.genres()
    picker = await stage.slash("rate genres")
    assert labels(picker) == ["Rate them"]
    chosen = [genres[0], genres[1], genres[-1]]
    menus = custom_ids(picker, "choose")
    message = stage.message(picker)
    if len(menus) == 1:
        await stage.alice.select(message, chosen, custom_id=menus[0])
    else:
        await stage.alice.select(message, chosen[:2], custom_id=menus[0])
        await stage.alice.select(message, chosen[2:], custom_id=custom_ids(message, "choose")[-1])
    assert labels(message) == ["Rate 3 genres"]
    await stage.press(message, "Rate 3 genres")
    assert text_of(message).startswith(f"## {genres[0]}")
    assert "Genre 1 of 3" in text_of(message)
    await stage.press(message, "9")
    assert await genres_of(service, stage.alice.id) == {genres[0]: 9}
    await stage.press(message, "Skip")
    assert "Genre 3 of 3" in text_of(message)
    await stage.press(message, "2")
    assert await genres_of(service, stage.alice.id) == {genres[0]: 9, genres[-1]: 2}
    assert "You have rated 2 genres" in text_of(message)
    assert labels(message) == ["Recommendations", "My profile"]


async def test_the_picker_can_be_left_at_any_time(stage: Stage) -> None:
    genres = stage.bot.service.genres()
    picker = await stage.slash("rate genres")
    message = stage.message(picker)
    await stage.choose(message, "choose", genres[0], genres[1])
    await stage.press(message, "Rate 2 genres")
    await stage.press(message, "7")
    await stage.press(message, "Stop here")
    assert await genres_of(stage.bot.service, stage.alice.id) == {genres[0]: 7}


async def test_the_picker_takes_a_choice_back(stage: Stage) -> None:
    genres = stage.bot.service.genres()
    message = stage.message(await stage.slash("rate genres"))
    await stage.choose(message, "choose", genres[0], genres[1])
    await stage.choose(message, "choose")
    assert labels(message) == ["Rate them"]


async def test_more_genres_than_a_menu_holds_are_chosen_in_two_and_at_most_25(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    genres = tuple(f"Genre {number:02}" for number in range(43))
    monkeypatch.setattr(stage.bot.service, "genres", lambda *, adult=False: genres)  # noqa: ARG005 - as the real one
    message = stage.message(await stage.slash("rate genres"))
    first, _ = custom_ids(message, "choose")
    half = len(genres) // 2 + 1
    await stage.alice.select(message, genres[:half], custom_id=first)
    assert labels(message) == [f"Rate {half} genres"]
    second = custom_ids(message, "choose")[1]
    refused = await stage.alice.select(message, genres[half:], custom_id=second)
    assert f"at most {MOST_CHOSEN}" in text_of(refused)
    assert labels(message) == [f"Rate {half} genres"]
    await stage.alice.select(message, genres[half : half + 3], custom_id=second)
    assert labels(message) == ["Rate 25 genres"]
    await stage.press(message, "Rate 25 genres")
    assert "Genre 1 of 25" in text_of(message)


async def test_a_double_click_saves_the_same_thing_once(stage: Stage) -> None:
    genres = stage.bot.service.genres()
    message = stage.message(await stage.slash("rate genres"))
    await stage.choose(message, "choose", genres[0], genres[1])
    await stage.press(message, "Rate 2 genres")
    nine = next(c for c in custom_ids(message, "give") if c.endswith(":9"))
    stale = stage.message(await stage.slash("rate genres"))
    await stage.alice.click(message, custom_id=nine)
    # Discord delivers the second click of a pair as it was aimed, at a button that is already gone.
    stage.env.backend.get_message(stale.channel_id, stale.id).components = _with_button(nine)
    await stage.alice.click(stale, custom_id=nine)
    assert await genres_of(stage.bot.service, stage.alice.id) == {genres[0]: 9}
    assert "Genre 2 of 2" in text_of(stale)


def _with_button(custom_id: str) -> list[dict[str, object]]:
    button = {"type": 2, "style": 2, "label": "?", "custom_id": custom_id}
    return [{"type": 17, "components": [{"type": 1, "components": [button]}]}]


async def test_a_stranger_changes_nothing(stage: Stage) -> None:
    genre = stage.bot.service.genres()[0]
    await stage.slash("rate genre", genre=genre, rating=9)
    public = stage.message(await stage.slash("recommend"))
    stage.env.backend.get_message(public.channel_id, public.id).components = _with_button(
        f"o1:delete:{stage.alice.id}:yes"
    )
    refused = await stage.bob.click(public, custom_id=f"o1:delete:{stage.alice.id}:yes")
    assert "belongs to another member" in text_of(refused)
    assert refused.ephemeral
    assert await genres_of(stage.bot.service, stage.alice.id) == {genre: 9}


@pytest.mark.parametrize(
    "forged",
    [
        "o1:genre:{me}:ffffffff:9",
        "o1:title:{me}:4294967295:9",
        "o1:list:{me}:9999:0:::::",
        "o1:list:{me}:1:0:ffffffff::::",
        "o1:list:{me}:1:1::2050:1950::",
        "o1:give:{me}:00000000:ff:3:9",
        "o1:start:{me}:00000000:ffffffffffffffffffffffffffffffff",
        "o1:profile:{me}:9999",
        "o1:open:{me}:nothing",
    ],
)
async def test_a_forged_custom_id_gets_a_sentence_and_changes_nothing(stage: Stage, forged: str) -> None:
    custom_id = forged.format(me=stage.alice.id)
    message = stage.message(await stage.slash("recommend"))
    stage.env.backend.get_message(message.channel_id, message.id).components = _with_button(custom_id)
    answer = await stage.alice.click(message, custom_id=custom_id)
    assert answer.acknowledged
    assert "code" not in text_of(answer)
    assert (await stage.bot.service.profile(stage.alice.id)).newcomer


@pytest.mark.parametrize(
    "foreign",
    [
        "o0:genre:1:ffffffff:9",
        "o1:genre:x:y:z",
        "o1:title:1:1:11",
        "x" * 100,
        "o1:open:1:",
        "o1:genre:1:ffffffff:s",
    ],
)
async def test_a_button_of_another_version_says_so(stage: Stage, foreign: str) -> None:
    message = stage.message(await stage.slash("recommend"))
    stage.env.backend.get_message(message.channel_id, message.id).components = _with_button(foreign)
    answer = await stage.alice.click(message, custom_id=foreign)
    assert "use the command again" in text_of(answer)
    assert (await stage.bot.service.profile(stage.alice.id)).newcomer
