"""What the bot knows about a member's taste, and what a member told of titles."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Entry, Status
from bot.service import Order, title_key

if TYPE_CHECKING:
    from bot.members.store import MemberStore
    from bot.service import Service
    from recommender.catalogue import Anime, Catalogue

ANN = 80351110224678912
NOW = datetime(2026, 7, 1, tzinfo=UTC)
RATINGS = (7, None, 10, 7, 3)


@pytest.fixture
async def told(service: Service, catalogue: Catalogue) -> list[Anime]:
    """Five titles that Ann rated, one after the other, the second only seen."""
    chosen = [a for a in catalogue.anime if not a.adult][: len(RATINGS)]
    for minute, (anime, rating) in enumerate(zip(chosen, RATINGS, strict=True)):
        entries = {anime.id: Entry(Status.COMPLETED, rating)}
        await service._store.keep_titles(ANN, entries, NOW + timedelta(minutes=minute))
    return chosen


async def test_titles_come_in_each_order(service: Service, told: list[Anime]) -> None:
    async def ordered(order: Order) -> list[int]:
        own = await service.own_titles(ANN, order=order)
        return [told.index(title.anime) for title in own.titles]

    assert await ordered(Order.LATEST) == await ordered(Order.FIT) == [4, 3, 2, 1, 0]
    assert await ordered(Order.BEST) == [2, 3, 0, 4, 1]
    names = [anime.name for anime in told]
    assert await ordered(Order.NAME) == sorted(range(5), key=lambda at: names[at])
    backwards = await service.own_titles(ANN, order=Order.NAME, name=lambda anime: anime.name[::-1])
    assert [t.anime.name[::-1] for t in backwards.titles] == sorted(name[::-1] for name in names)


async def test_a_search_finds_only_the_members_titles(service: Service, told: list[Anime]) -> None:
    own = await service.own_titles(ANN, told[0].name, Order.FIT)
    assert own.titles[0].anime == told[0]
    assert {title.anime for title in own.titles} <= set(told)
    assert own.total == len(told)
    assert (await service.own_titles(ANN, "qqqqq")).titles == ()
    assert (await service.own_titles(2, told[0].name)).total == 0


async def test_suggestions_are_the_latest_titles_until_something_is_typed(
    service: Service, told: list[Anime]
) -> None:
    assert await service.find_own_titles(ANN, "  ") == told[::-1]
    assert (await service.find_own_titles(ANN, told[1].name))[0] == told[1]


async def test_what_may_not_be_shown_here_is_counted(
    service: Service, told: list[Anime], catalogue: Catalogue
) -> None:
    adult = next(anime for anime in catalogue.anime if anime.adult)
    later = NOW + timedelta(hours=1)
    await service._store.keep_titles(ANN, {adult.id: Entry(Status.COMPLETED, 9)}, later)
    await service._store.keep_titles(ANN, {987654321: Entry(Status.PLANNED)}, later)
    own = await service.own_titles(ANN, adult.name)
    assert adult not in [title.anime for title in own.titles]
    assert (own.total, own.hidden, own.unlisted) == (len(told), 1, 1)
    assert await service.find_own_titles(ANN, f"#{adult.id}") == []
    everything = await service.own_titles(ANN, adult.name, Order.FIT, adult=True)
    assert everything.titles[0].anime == adult
    assert (everything.total, everything.hidden) == (len(told) + 1, 0)


async def test_it_holds_what_was_told_and_what_follows(
    service: Service, store: MemberStore, ordinary: list[Anime]
) -> None:
    rated = dict(zip((a.id for a in ordinary[:4]), (10, 4, 7, None), strict=True))
    for minute, (anime_id, rating) in enumerate(rated.items()):
        entries = {anime_id: Entry(Status.COMPLETED, rating)}
        await store.keep_titles(ANN, entries, NOW + timedelta(minutes=minute))
    await store.rate_genres(ANN, {"Mecha": 3}, NOW)
    profile = await service.profile(ANN)
    assert [(t.anime.id, t.rating) for t in profile.titles] == list(reversed(rated.items()))
    assert profile.titles[0].at == NOW + timedelta(minutes=3)
    assert (profile.rated, profile.seen, profile.hidden, profile.unlisted) == (3, 1, 0, 0)
    assert (profile.genres[0].genre, profile.genres[0].typed, profile.genres[0].typed_at) == (
        "Mecha",
        3,
        NOW,
    )
    for opinion in profile.genres:
        given = [rated[a.id] for a in ordinary[:3] if opinion.genre in a.genres]
        assert opinion.count == len(given)
        assert opinion.mean == (
            pytest.approx(sum(map(int, filter(None, given))) / len(given)) if given else None
        )
    assert {o.genre for o in profile.genres} == {"Mecha"} | {g for a in ordinary[:3] for g in a.genres}


async def test_titles_for_adults_are_counted_and_not_named_elsewhere(
    service: Service, for_adults: Anime
) -> None:
    await service.rate_title(ANN, title_key(for_adults), 8, adult=True)
    profile = await service.profile(ANN)
    assert (profile.titles, profile.rated, profile.hidden, profile.newcomer) == ((), 0, 1, False)
    assert [t.anime for t in (await service.profile(ANN, adult=True)).titles] == [for_adults]


async def test_a_newcomer_has_none(service: Service) -> None:
    assert (await service.profile(ANN)).newcomer
