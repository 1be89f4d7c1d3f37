"""What a member wants to watch, and picks from it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Entry, Status
from bot.service import Wish

if TYPE_CHECKING:
    from bot.service import Service
    from recommender.catalogue import Anime

ANN = 80351110224678912
NOW = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture
def beginnings(service: Service) -> list[Anime]:
    """Titles that can be watched at once, the best-known first."""
    recommender = service._model.current.recommender
    found = zip(recommender.catalogue.anime, recommender.series.prerequisite.tolist(), strict=True)
    return sorted((a for a, before in found if before < 0 and not a.adult), key=lambda a: -a.members)


async def want(service: Service, *titles: Anime) -> None:
    for anime in titles:
        await service.mark_title(ANN, f"#{anime.id}", Status.PLANNED, adult=True)


async def test_what_is_wanted_comes_as_the_member_is_expected_to_like_it(
    service: Service, beginnings: list[Anime]
) -> None:
    await service.rate_title(ANN, f"#{beginnings[0].id}", 10)
    await want(service, *beginnings[1:9])
    watchlist = await service.watchlist(ANN)
    assert {wanted.anime for wanted in watchlist.titles} == set(beginnings[1:9])
    expected = [wanted.expected for wanted in watchlist.titles]
    assert expected == sorted(expected, reverse=True)
    first = watchlist.titles[0]
    about = await service.title(ANN, f"#{first.anime.id}")
    assert first.expected == pytest.approx(about.expected, abs=1e-4)
    assert about.kept is not None
    assert first.at == about.kept.at


async def test_what_cannot_be_shown_is_counted(service: Service, beginnings: list[Anime]) -> None:
    adult = next(a for a in service._model.current.catalogue.anime if a.adult)
    await want(service, beginnings[0], adult)
    await service._store.keep_titles(ANN, {999_999: Entry(Status.PLANNED)}, NOW)
    watchlist = await service.watchlist(ANN)
    assert [wanted.anime for wanted in watchlist.titles] == [beginnings[0]]
    assert (watchlist.hidden, watchlist.unlisted) == (1, 1)
    assert len((await service.watchlist(ANN, adult=True)).titles) == 2


async def test_nothing_wanted_gives_nothing(service: Service) -> None:
    assert (await service.watchlist(ANN)).titles == ()
    assert await service.pick_wanted(ANN) is None


async def test_any_wanted_title_can_be_picked_and_not_twice_in_a_row(
    service: Service, beginnings: list[Anime]
) -> None:
    await want(service, *beginnings[:3])
    last, picked = None, Counter[int]()
    for _ in range(60):
        about = await service.pick_wanted(ANN, but=last)
        assert about is not None
        assert about.anime.id != last
        last = about.anime.id
        picked[last] += 1
    assert set(picked) == {anime.id for anime in beginnings[:3]}


async def test_the_only_title_wanted_is_picked_again(service: Service, beginnings: list[Anime]) -> None:
    await want(service, beginnings[0])
    about = await service.pick_wanted(ANN, but=beginnings[0].id)
    assert about is not None
    assert about.anime == beginnings[0]


async def test_what_can_be_begun_is_picked_before_what_goes_on(
    service: Service, beginnings: list[Anime]
) -> None:
    recommender = service._model.current.recommender
    catalogue, before = recommender.catalogue, recommender.series.prerequisite.tolist()
    later = next(a for at, a in enumerate(catalogue.anime) if before[at] >= 0 and not a.adult)
    await want(service, later)
    alone = await service.pick_wanted(ANN)
    assert alone is not None
    assert alone.anime == later
    await want(service, beginnings[0])
    for _ in range(20):
        about = await service.pick_wanted(ANN)
        assert about is not None
        assert about.anime == beginnings[0]


async def test_a_pick_is_of_the_list_and_the_likely_come_more_often(service: Service) -> None:
    wish = Wish(types=("Movie",))
    listed = [card.anime.id for card in (await service.recommend(ANN, wish, size=25)).cards]
    picked = Counter[int]()
    for _ in range(200):
        about = await service.pick(ANN, wish)
        assert about is not None
        assert about.anime.type == "Movie"
        picked[about.anime.id] += 1
    assert len(picked) >= 5
    front, back = listed[:5], listed[-5:]
    assert sum(picked[i] for i in front) > sum(picked[i] for i in back)


async def test_where_nothing_fits_nothing_is_picked(service: Service) -> None:
    assert await service.pick(ANN, Wish(since=2100)) is None
