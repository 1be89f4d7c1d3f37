"""Two members beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.members.records import Status
from bot.service import NotAllowed
from bot.service.comparing import APART, LOVED, MOST

if TYPE_CHECKING:
    from bot.service import Service
    from recommender.catalogue import Anime

ANN, BOB = 80351110224678912, 80351110224678913


@pytest.fixture
def beginnings(service: Service) -> list[Anime]:
    """Titles that can be watched at once, the best-known first."""
    recommender = service._model.current.recommender
    series = recommender.series
    found = zip(recommender.catalogue.anime, series.prerequisite.tolist(), series.extra.tolist(), strict=True)
    free = (a for a, before, extra in found if before < 0 and not extra and not a.adult)
    return sorted(free, key=lambda a: -a.members)


@pytest.fixture
async def allowing(service: Service) -> Service:
    """The service, once Ann and Bob have allowed to be compared."""
    for member in (ANN, BOB):
        await service.allow_together(member)
    return service


async def rate(service: Service, member: int, ratings: dict[Anime, int]) -> None:
    for anime, rating in ratings.items():
        await service.rate_title(member, f"#{anime.id}", rating, adult=True)


async def test_both_have_to_allow_it(service: Service) -> None:
    for allowing, lacking in ((None, {ANN, BOB}), (BOB, {ANN})):
        if allowing:
            await service.allow_together(allowing)
        with pytest.raises(NotAllowed) as refused:
            await service.compare(ANN, BOB)
        assert refused.value.members == lacking
    await service.allow_together(ANN)
    assert (await service.compare(ANN, BOB)).agreement.titles == 0


async def test_loves_and_disputes_come_the_strongest_first(
    allowing: Service, beginnings: list[Anime]
) -> None:
    ann = dict(zip(beginnings, [10, 9, 8, 10, 9, 8, 8, 1, 5, 7, 10], strict=False))
    bob = dict(zip(beginnings, [10, 10, 8, 7, 9, 8, 9, 9, 1, 5, 3], strict=False))
    await rate(allowing, ANN, ann)
    await rate(allowing, BOB, bob)
    found = await allowing.compare(ANN, BOB)
    assert found.agreement.titles == 11
    assert len(found.loved) == MOST
    assert [b.one + b.other for b in found.loved] == [20, 19, 18, 17, 16]
    assert all(min(b.one, b.other) >= LOVED for b in found.loved)
    assert [(b.one, b.other) for b in found.disputed] == [(1, 9), (10, 3), (5, 1), (10, 7)]
    assert all(abs(b.one - b.other) >= APART for b in found.disputed)
    turned = await allowing.compare(BOB, ANN)
    assert turned.agreement == found.agreement
    assert [(b.anime, b.other, b.one) for b in turned.loved] == [
        (b.anime, b.one, b.other) for b in found.loved
    ]


async def test_a_tip_is_loved_by_one_and_new_to_the_other(allowing: Service, beginnings: list[Anime]) -> None:
    loved, seen, unwanted, disliked, mine = beginnings[:5]
    await rate(allowing, ANN, {loved: 9, seen: 10, unwanted: 10, disliked: 4})
    await rate(allowing, BOB, {seen: 7, mine: 10})
    await allowing.mark_title(BOB, f"#{unwanted.id}", Status.UNWANTED)
    found = await allowing.compare(ANN, BOB)
    assert found.from_one
    assert (found.from_one.anime, found.from_one.rating) == (loved, 9)
    expected = (await allowing.title(BOB, f"#{loved.id}")).expected
    assert found.from_one.expected == pytest.approx(expected, abs=1e-3)
    assert found.from_other
    assert found.from_other.anime == mine


async def test_of_several_tips_the_other_gets_what_they_should_like_best(
    allowing: Service, beginnings: list[Anime]
) -> None:
    await rate(allowing, ANN, dict.fromkeys(beginnings[:8], 9))
    await rate(allowing, BOB, {beginnings[8]: 9})
    found = await allowing.compare(ANN, BOB)
    expected = {a: (await allowing.title(BOB, f"#{a.id}")).expected for a in beginnings[:8]}
    assert found.from_one
    assert found.from_one.expected == pytest.approx(max(expected.values()), abs=1e-3)


async def test_a_later_season_is_no_tip_for_who_has_not_seen_the_first(allowing: Service) -> None:
    recommender = allowing._model.current.recommender
    catalogue, before = recommender.catalogue, recommender.series.prerequisite.tolist()
    later = next(
        a
        for at, a in enumerate(catalogue.anime)
        if before[at] >= 0 and not a.adult and not recommender.series.extra[at]
    )
    first = catalogue.anime[before[catalogue.index[later.id]]]
    await rate(allowing, ANN, {later: 10})
    assert (await allowing.compare(ANN, BOB)).from_one is None
    await allowing.tell_title(BOB, f"#{first.id}", Status.COMPLETED, adult=True)
    found = await allowing.compare(ANN, BOB)
    assert found.from_one
    assert found.from_one.anime == later


async def test_titles_for_adults_count_and_are_named_only_where_they_may(allowing: Service) -> None:
    adult = next(a for a in allowing._model.current.catalogue.anime if a.adult)
    for member in (ANN, BOB):
        await rate(allowing, member, {adult: 10})
    found = await allowing.compare(ANN, BOB)
    assert (found.agreement.titles, found.loved) == (1, ())
    assert [b.anime for b in (await allowing.compare(ANN, BOB, adult=True)).loved] == [adult]


async def test_nothing_told_is_nothing_to_compare(allowing: Service) -> None:
    found = await allowing.compare(ANN, BOB)
    assert found.agreement.titles == 0
    assert (found.loved, found.disputed, found.from_one, found.from_other) == ((), (), None, None)
