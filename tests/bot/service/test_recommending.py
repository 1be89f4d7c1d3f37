"""What to watch next."""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.members.records import Entry, Status
from bot.service import LAST_PAGE, Problem, Service, UserError, Wish, title_key
from recommender import Query, Recommender, Taste

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.members.store import MemberStore
    from bot.model import Loaded
    from recommender.catalogue import Anime
    from recommender.ranking import Recommendation

ANN, BOB = 80351110224678912, 2
NOW = datetime(2026, 7, 1, tzinfo=UTC)


def ids(cards: Iterable[Recommendation]) -> list[int]:
    return [card.anime.id for card in cards]


async def test_a_newcomer_gets_a_full_list_at_once(service: Service) -> None:
    page = await service.recommend(ANN)
    assert page.newcomer
    assert page.more
    assert len(page.cards) == 10
    await service.rate_genre(ANN, "Action", 9)
    assert not (await service.recommend(ANN)).newcomer


async def test_the_model_is_told_what_the_member_told(
    service: Service, loaded: Loaded, ordinary: list[Anime]
) -> None:
    await service.rate_genres(ANN, {"Sports": 10, "Horror": 1})
    await service.rate_title(ANN, title_key(ordinary[3]), 2)
    await service.rate_title(ANN, title_key(ordinary[4]), None)
    taste = Taste({"Sports": 10, "Horror": 1}, {ordinary[3].id: 2, ordinary[4].id: None})
    expected = loaded.recommender.recommend(taste, Query(count=20))
    assert ids((await service.recommend(ANN, size=20)).cards) == ids(expected)
    assert ids((await service.recommend(BOB, size=20)).cards) != ids(expected)


async def test_neither_rated_nor_seen_titles_come_again(service: Service) -> None:
    first = (await service.recommend(ANN)).cards
    await service.rate_title(ANN, title_key(first[0].anime), 9)
    await service.rate_title(ANN, title_key(first[1].anime), None)
    second = (await service.recommend(ANN)).cards
    assert len(second) == 10
    assert not {first[0].anime.id, first[1].anime.id} & set(ids(second))


async def test_pages_follow_one_another_to_the_end(service: Service) -> None:
    wish = Wish(wanted=("Action", "Comedy"))
    whole = (await service.recommend(ANN, wish, size=25)).cards
    assert 3 < len(whole) < 25
    pages = [await service.recommend(ANN, wish, page=n, size=3) for n in range(1, len(whole) // 3 + 3)]
    assert ids(card for page in pages for card in page.cards) == ids(whole)
    ends = -(-len(whole) // 3)
    assert [page.more for page in pages] == [n < ends for n in range(1, len(pages) + 1)]
    assert pages[-1].cards == ()


async def test_a_wish_is_met(service: Service) -> None:
    wish = Wish(types=("tv", "MOVIE"), since=1990, until=2010, wanted=("drama",), unwanted=("Sports",))
    page = await service.recommend(ANN, wish)
    assert page.wish == Wish(("TV", "Movie"), 1990, 2010, ("Drama",), ("Sports",))
    assert page.cards
    for anime in (card.anime for card in page.cards):
        assert anime.type in {"TV", "Movie"}
        assert anime.year is not None
        assert 1990 <= anime.year <= 2010
        assert "Drama" in anime.genres
        assert "Sports" not in anime.genres


async def test_titles_for_adults_come_only_where_they_may(service: Service) -> None:
    wish = Wish(wanted=("Hentai",))
    assert (await service.recommend(ANN, wish)).cards == ()
    assert all(card.anime.adult for card in (await service.recommend(ANN, wish, adult=True)).cards)


@pytest.mark.parametrize(
    ("wish", "problem"),
    [
        (Wish(types=("Opera",)), Problem.UNKNOWN_TYPE),
        (Wish(since=1), Problem.YEAR_RANGE),
        (Wish(until=10**9), Problem.YEAR_RANGE),
        (Wish(since=2010, until=2000), Problem.YEARS_REVERSED),
        (Wish(wanted=("Nonsense",)), Problem.UNKNOWN_GENRE),
        (Wish(unwanted=("Nonsense",)), Problem.UNKNOWN_GENRE),
        (Wish(wanted=("Action",), unwanted=("action",)), Problem.GENRE_BOTH_WAYS),
    ],
)
async def test_a_wish_that_cannot_be_met_is_refused(service: Service, wish: Wish, problem: Problem) -> None:
    with pytest.raises(UserError) as refused:
        await service.recommend(ANN, wish)
    assert refused.value.id == problem


@pytest.mark.parametrize("page", [0, -1, LAST_PAGE + 1, 10**12])
async def test_a_page_out_of_range_is_refused(service: Service, page: int) -> None:
    with pytest.raises(UserError) as refused:
        await service.recommend(ANN, page=page)
    assert refused.value.id == Problem.NO_SUCH_PAGE


@pytest.mark.parametrize("size", [0, 26])
async def test_a_page_of_another_size_is_a_fault_of_the_program(service: Service, size: int) -> None:
    with pytest.raises(ValueError, match="A page of"):
        await service.recommend(ANN, size=size)


async def test_the_last_page_has_no_next(service: Service) -> None:
    page = await service.recommend(ANN, page=LAST_PAGE, size=1)
    assert page.cards
    assert not page.more


async def test_the_model_works_beside_the_event_loop(
    service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads = []
    real = Recommender.recommend

    def noted(*arguments: object) -> list[Recommendation]:
        threads.append(threading.current_thread())
        return real(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Recommender, "recommend", noted)
    await service.recommend(ANN)
    assert threads
    assert threading.main_thread() not in threads


async def test_what_the_catalogue_lost_stays_kept_and_is_passed_over(
    service: Service, store: MemberStore
) -> None:
    await store.keep_titles(ANN, {987654321: Entry(Status.COMPLETED, 9)}, NOW)
    await store.rate_genres(ANN, {"Silent Film": 9}, NOW)
    assert len((await service.recommend(ANN)).cards) == 10
    profile = await service.profile(ANN)
    assert (profile.unlisted, profile.titles, profile.newcomer) == (1, (), False)
    exported = json.loads(await service.export(ANN))
    assert exported["titles"][0] | {"rated_at": ""} == {
        "id": 987654321,
        "name": None,
        "rating": 9,
        "status": "completed",
        "rated_at": "",
    }


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    wish=st.builds(
        Wish,
        types=st.lists(st.text(max_size=8) | st.just("tv"), max_size=2).map(tuple),
        since=st.none() | st.integers(),
        until=st.none() | st.integers(1990, 2030),
        wanted=st.lists(st.text() | st.sampled_from(["action", "DRAMA"]), max_size=3).map(tuple),
        unwanted=st.lists(st.text() | st.sampled_from(["action", "Sports"]), max_size=3).map(tuple),
    ),
    page=st.integers(),
)
async def test_any_wish_gets_a_page_or_a_sentence(service: Service, wish: Wish, page: int) -> None:
    try:
        answer = await service.recommend(ANN, wish, page=page)
    except UserError as refused:
        assert refused.id in set(Problem)  # noqa: PT017 - either outcome is right
    else:
        assert answer.number == page
        assert not any(card.anime.adult for card in answer.cards)
