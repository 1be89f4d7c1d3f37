"""Rating genres and titles, and taking it back."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Kept, Status
from bot.service import Problem, RatedGenre, Service, UserError, Wish, title_key

if TYPE_CHECKING:
    from recommender.catalogue import Anime

ANN = 80351110224678912


async def test_a_genre_is_kept_as_the_catalogue_spells_it(service: Service) -> None:
    first = await service.rate_genre(ANN, " aCtIoN ", 9)
    assert first == RatedGenre("Action", 9, first.at, before=None)
    second = await service.rate_genre(ANN, "Action", 2)
    assert (second.rating, second.before) == (2, 9)
    assert first.at.tzinfo is UTC
    assert second.at > first.at


async def test_several_genres_are_kept_all_or_none(service: Service) -> None:
    await service.rate_genres(ANN, {"Action": 9, "sports": 1})
    with pytest.raises(UserError):
        await service.rate_genres(ANN, {"Drama": 5, "Nonsense": 5})
    with pytest.raises(UserError):
        await service.rate_genres(ANN, {"Drama": 5, "Action": 11})
    opinions = (await service.profile(ANN)).genres
    assert [(o.genre, o.typed) for o in opinions] == [("Action", 9), ("Sports", 1)]


@pytest.mark.parametrize("rating", [0, 11, -3, 10**30])
async def test_a_rating_out_of_range_is_refused(service: Service, ordinary: list[Anime], rating: int) -> None:
    for attempt in (
        service.rate_genre(ANN, "Action", rating),
        service.rate_title(ANN, ordinary[0].name, rating),
    ):
        with pytest.raises(UserError) as refused:
            await attempt
        assert refused.value.id == Problem.RATING_RANGE
        assert refused.value.arguments == {"rating": rating, "lowest": 1, "highest": 10}
    assert (await service.profile(ANN)).newcomer


async def test_an_unknown_genre_is_answered_with_the_nearest(service: Service) -> None:
    with pytest.raises(UserError) as refused:
        await service.rate_genre(ANN, "Psycological", 9)
    assert refused.value.id == Problem.UNKNOWN_GENRE
    assert str(refused.value.arguments["nearest"]).startswith("Psychological")


async def test_genres_are_exact(service: Service) -> None:
    await service.rate_genre(ANN, "shounen", 9)
    assert [o.genre for o in (await service.profile(ANN)).genres] == ["Shounen"]


async def test_no_genre_at_all_is_refused(service: Service) -> None:
    with pytest.raises(UserError) as refused:
        await service.rate_genres(ANN, {})
    assert refused.value.id == Problem.NO_GENRES


async def test_a_title_is_kept_by_name_key_or_id(service: Service, ordinary: list[Anime]) -> None:
    first, second, third = ordinary[:3]
    for text, anime in ((first.name.upper(), first), (title_key(second), second), (str(third.id), third)):
        rated = await service.rate_title(ANN, text, 8)
        assert (rated.anime, rated.rating, rated.before) == (anime, 8, None)


async def test_seen_and_rated_take_each_others_place(service: Service, ordinary: list[Anime]) -> None:
    key = title_key(ordinary[0])
    answers = [await service.rate_title(ANN, key, rating) for rating in (None, 7, None)]
    assert [a.before and a.before.rating for a in answers] == [None, None, 7]


@pytest.mark.parametrize("status", Status)
async def test_a_rating_leaves_what_was_seen_where_it_stands(
    service: Service, ordinary: list[Anime], status: Status
) -> None:
    key = title_key(ordinary[0])
    told = await service.mark_title(ANN, key, status)
    rated = await service.rate_title(ANN, key, 9)
    assert rated.before == Kept(status, None, told.at)
    assert rated.status is (status if status.seen else Status.COMPLETED)
    kept = (await service.title(ANN, key)).kept
    assert kept == Kept(rated.status, 9, rated.at)
    assert (await service.rate_title(ANN, key, None)).status is Status.COMPLETED


async def test_a_title_that_is_not_clear_is_answered_with_candidates(
    service: Service, ordinary: list[Anime]
) -> None:
    with pytest.raises(UserError) as refused:
        await service.rate_title(ANN, "crim", 8)
    assert refused.value.id == Problem.UNCLEAR_TITLE
    named = str(refused.value.arguments["nearest"]).split("; ")
    assert named[0] in {f"{a.name} ({title_key(a)})" for a in ordinary}


@pytest.mark.parametrize("text", ["qqqqqqqq", "", "#123456789", "2147483649"])
async def test_a_title_that_is_none_is_refused(service: Service, text: str) -> None:
    with pytest.raises(UserError) as refused:
        await service.rate_title(ANN, text, 8)
    assert refused.value.id == Problem.UNKNOWN_TITLE


async def test_endless_text_is_refused(service: Service) -> None:
    for attempt in (
        service.rate_title(ANN, "x" * 6000, 8),
        service.rate_genre(ANN, "x" * 6000, 8),
        service.recommend(ANN, Wish(types=("x" * 6000,))),
    ):
        with pytest.raises(UserError) as refused:
            await attempt
        assert refused.value.id == Problem.TEXT_TOO_LONG


async def test_a_title_for_adults_is_rated_only_where_it_may_be_shown(
    service: Service, for_adults: Anime
) -> None:
    with pytest.raises(UserError):
        await service.rate_title(ANN, title_key(for_adults), 8)
    rated = await service.rate_title(ANN, title_key(for_adults), 8, adult=True)
    assert rated.anime == for_adults


async def test_what_was_rated_can_be_taken_back(service: Service, ordinary: list[Anime]) -> None:
    await service.rate_genre(ANN, "Action", 9)
    await service.rate_title(ANN, title_key(ordinary[0]), 8)
    assert (await service.forget_genre(ANN, "action")).rating == 9
    assert (await service.forget_title(ANN, ordinary[0].name)).rating == 8
    assert (await service.profile(ANN)).newcomer
    with pytest.raises(UserError) as refused:
        await service.forget_genre(ANN, "Action")
    assert (refused.value.id, refused.value.arguments) == (Problem.GENRE_NOT_RATED, {"genre": "Action"})
    with pytest.raises(UserError) as refused:
        await service.forget_title(ANN, title_key(ordinary[0]))
    assert refused.value.id == Problem.TITLE_NOT_RATED


async def test_a_title_for_adults_can_be_taken_back_anywhere(service: Service, for_adults: Anime) -> None:
    await service.rate_title(ANN, title_key(for_adults), 8, adult=True)
    assert (await service.forget_title(ANN, title_key(for_adults))).anime == for_adults
