"""Lists for and with others: only with their consent, and nothing that one of them does not want."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Status
from bot.service import LAST_PAGE, NotAllowed, Problem, UserError, Wish

if TYPE_CHECKING:
    from bot.service import Service, SharedPage
    from recommender.catalogue import Anime

ANN, BOB, CID = 80351110224678912, 80351110224678913, 80351110224678914


@pytest.fixture
def beginnings(service: Service) -> list[Anime]:
    """Titles that can be watched at once, the best-known first."""
    recommender = service._model.current.recommender
    found = zip(recommender.catalogue.anime, recommender.series.prerequisite.tolist(), strict=True)
    return sorted((a for a, before in found if before < 0 and not a.adult), key=lambda a: -a.members)


@pytest.fixture
async def allowing(service: Service) -> Service:
    """The service, once Bob and Cid have allowed to be asked for."""
    for member in (BOB, CID):
        await service.allow_together(member)
    return service


def ids(page: SharedPage) -> list[int]:
    return [title.anime.id for title in page.titles]


async def test_who_has_not_allowed_it_is_named(service: Service) -> None:
    for attempt in (service.together(ANN, [BOB, CID]), service.recommend_to(BOB)):
        with pytest.raises(NotAllowed) as refused:
            await attempt
        assert refused.value.id == Problem.NOT_ALLOWED
        assert BOB in refused.value.members
    await service.allow_together(BOB)
    with pytest.raises(NotAllowed) as refused:
        await service.together(ANN, [BOB, CID])
    assert refused.value.members == {CID}  # Ann allows it by asking
    await service.allow_together(CID)
    assert (await service.together(ANN, [BOB, CID])).titles


async def test_consent_can_be_taken_back_and_goes_with_the_data(allowing: Service) -> None:
    await allowing.choose(BOB, lambda usual: replace(usual, together=False))
    await allowing.delete(CID)
    with pytest.raises(NotAllowed) as refused:
        await allowing.together(ANN, [BOB, CID])
    assert refused.value.members == {BOB, CID}


async def test_allowing_it_changes_no_other_choice(service: Service) -> None:
    chosen = await service.choose(
        BOB, lambda usual: replace(usual, wish=Wish(types=("Movie",)), public=False)
    )
    await service.allow_together(BOB)
    await service.allow_together(BOB)
    assert await service.preferences(BOB) == replace(chosen, together=True)


async def test_each_title_says_how_each_member_stands_to_it(
    allowing: Service, beginnings: list[Anime]
) -> None:
    await allowing.rate_title(ANN, f"#{beginnings[0].id}", 10)
    await allowing.rate_title(BOB, f"#{beginnings[1].id}", 2)
    await allowing.mark_title(BOB, f"#{beginnings[2].id}", Status.PLANNED)
    page = await allowing.together(ANN, [BOB, CID], size=300)
    assert {beginnings[0].id, beginnings[1].id}.isdisjoint(ids(page))
    for title in page.titles:
        assert len(title.stands) == 3
        assert all(1 <= stand.expected <= 10 for stand in title.stands)
    wanted = next(title for title in page.titles if title.anime == beginnings[2])
    kept = [stand.kept and stand.kept.status for stand in wanted.stands]
    assert kept == [None, Status.PLANNED, None]
    assert page.newcomers == {CID}
    alone = await allowing.title(ANN, f"#{page.titles[0].anime.id}")
    assert page.titles[0].stands[0].expected == pytest.approx(alone.expected, abs=1e-3)


async def test_what_some_have_seen_is_shown_if_asked_for_and_what_all_have_seen_never(
    allowing: Service, beginnings: list[Anime]
) -> None:
    seen_by_one, seen_by_all = beginnings[:2]
    await allowing.rate_title(BOB, f"#{seen_by_one.id}", 9)
    for member in (ANN, BOB):
        await allowing.mark_title(member, f"#{seen_by_all.id}", Status.DROPPED)
    page = await allowing.together(ANN, [BOB], size=300, seen_by_some=True)
    assert seen_by_one.id in ids(page)
    assert seen_by_all.id not in ids(page)
    stand = next(title.stands[1] for title in page.titles if title.anime == seen_by_one)
    assert stand.kept
    assert stand.kept.rating == 9


async def test_what_one_does_not_want_is_for_nobody(allowing: Service, beginnings: list[Anime]) -> None:
    first = (await allowing.together(ANN, [BOB])).titles[0].anime
    await allowing.mark_title(BOB, f"#{first.id}", Status.UNWANTED)
    genre = beginnings[0].genres[0]
    await allowing.choose(BOB, lambda usual: replace(usual, wish=Wish(unwanted=(genre,))))
    page = await allowing.together(ANN, [BOB], size=300, seen_by_some=True)
    assert first.id not in ids(page)
    assert page.titles
    assert not any(genre in title.anime.genres for title in page.titles)
    assert not any(title.anime.adult for title in page.titles)


async def test_pages_follow_each_other_without_repeats_to_the_end(allowing: Service) -> None:
    listed: list[int] = []
    for number in range(1, LAST_PAGE):
        page = await allowing.together(ANN, [BOB], page=number, size=40)
        assert page.first == len(listed) + 1
        listed += ids(page)
        if not page.more:
            break
    assert len(set(listed)) == len(listed) > 40
    assert not (await allowing.together(ANN, [BOB], page=number + 1, size=40)).titles
    for number in (0, LAST_PAGE + 1):
        with pytest.raises(UserError) as refused:
            await allowing.together(ANN, [BOB], page=number)
        assert refused.value.id == Problem.NO_SUCH_PAGE


async def test_two_to_eight_can_be_asked_for(service: Service) -> None:
    others = [BOB + n for n in range(7)]
    for member in others:
        await service.allow_together(member)
    page = await service.together(ANN, others)
    assert all(len(title.stands) == 8 for title in page.titles)
    for wrong in ([], [ANN], [BOB, BOB], [*others, BOB + 7]):
        with pytest.raises(ValueError, match="2 to 8"):
            await service.together(ANN, wrong)


async def test_a_list_for_another_is_theirs_without_the_reasons(
    allowing: Service, beginnings: list[Anime]
) -> None:
    await allowing.rate_title(BOB, f"#{beginnings[0].id}", 10)
    await allowing.choose(BOB, lambda usual: replace(usual, wish=Wish(types=("Movie",))))
    page = await allowing.recommend_to(BOB, size=5)
    own = await allowing.recommend(BOB, Wish(types=("Movie",)), size=5)
    assert [card.anime.id for card in page.cards] == [card.anime.id for card in own.cards]
    assert any(card.reasons for card in own.cards)
    assert not any(card.reasons for card in page.cards)
    assert not page.newcomer
    assert (await allowing.recommend_to(CID)).newcomer
