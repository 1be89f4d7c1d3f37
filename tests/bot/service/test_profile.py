"""What a member told of titles: in an order, and as far as it is looked for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Entry, Status
from bot.service import Order

if TYPE_CHECKING:
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
