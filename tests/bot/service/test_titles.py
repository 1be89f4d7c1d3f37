"""One title as a member sees it."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Kept, MemberSettings, Record, Status
from bot.service import Problem, UserError
from bot.service.titles import about_title
from recommender import Taste
from recommender.series import Kind

if TYPE_CHECKING:
    from bot.service import Service
    from recommender.catalogue import Anime

ANN = 80351110224678912


@pytest.fixture
def ordinary(service: Service) -> list[Anime]:
    """The titles that are not for adults, the best-known first."""
    catalogue = service._model.current.catalogue
    return sorted((a for a in catalogue.anime if not a.adult), key=lambda a: -a.members)


@pytest.fixture
def sequel(service: Service) -> tuple[Anime, Anime]:
    """A title, and one that goes on from it."""
    recommender = service._model.current.recommender
    catalogue, series = recommender.catalogue, recommender.series
    for at in (series.kind == Kind.SEQUEL).nonzero()[0].tolist():
        first, second = catalogue.anime[series.prerequisite[at]], catalogue.anime[at]
        if not (first.adult or second.adult):
            return first, second
    pytest.fail("the made-up world has sequels")


async def test_a_newcomer_sees_what_is_known_of_a_title(service: Service, ordinary: list[Anime]) -> None:
    about = await service.title(ANN, f"#{ordinary[0].id}")
    assert about.anime == ordinary[0]
    assert about.newcomer
    assert about.kept is None
    assert about.causes == ()
    assert 1 <= about.expected <= 10


async def test_causes_are_what_the_member_told_with_what_was_told(service: Service) -> None:
    listed = (await service.recommend(ANN)).cards
    liked = listed[0].anime
    await service.rate_title(ANN, f"#{liked.id}", 10)
    await service.rate_genre(ANN, liked.genres[0], 9)
    page = await service.recommend(ANN, size=25)
    found = next(card for card in page.cards if card.reasons)
    about = await service.title(ANN, f"#{found.anime.id}")
    assert about.expected == pytest.approx(found.predicted_rating, abs=1e-4)
    assert [cause.of for cause in about.causes] == [reason.cause for reason in found.reasons]
    given = {liked: 10, liked.genres[0]: 9}
    assert all(cause.rating == given[cause.of] for cause in about.causes)


async def test_nothing_disliked_is_said_to_speak_for_a_title(service: Service, ordinary: list[Anime]) -> None:
    for anime, rating in zip(ordinary[:6], (9, 2, 8, 1, 10, 3), strict=True):
        await service.rate_title(ANN, f"#{anime.id}", rating)
    await service.rate_genres(ANN, {"Action": 9, "Romance": 1})
    for anime in ordinary[:60]:
        for cause in (await service.title(ANN, f"#{anime.id}")).causes:
            assert cause.rating is not None
            if isinstance(cause.of, str):
                assert (cause.rating > 5) == (cause.of in anime.genres)
            else:
                assert cause.rating > 5


async def test_what_is_kept_of_a_title_neither_explains_it_nor_moves_its_guess(
    service: Service, ordinary: list[Anime]
) -> None:
    title, other = ordinary[:2]
    await service.rate_title(ANN, f"#{other.id}", 9)
    before = await service.title(ANN, f"#{title.id}")
    rated = await service.rate_title(ANN, f"#{title.id}", 1)
    after = await service.title(ANN, f"#{title.id}")
    assert after.kept == Kept(Status.COMPLETED, 1, rated.at)
    assert after.expected == before.expected
    assert after.causes == before.causes


async def test_a_series_is_told_in_its_order(service: Service, sequel: tuple[Anime, Anime]) -> None:
    first, second = sequel
    about = await service.title(ANN, f"#{second.id}")
    assert about.before is not None
    assert (about.before.anime, about.before.kept) == (first, None)
    ids = [part.anime.id for part in about.parts]
    assert ids.index(first.id) < ids.index(second.id)
    seen = await service.mark_title(ANN, f"#{first.id}", Status.WATCHING)
    after = await service.title(ANN, f"#{second.id}")
    assert after.before is not None
    assert after.before.kept == Kept(Status.WATCHING, None, seen.at)
    assert [part.kept is not None for part in after.parts] == [i == first.id for i in ids]


async def test_even_a_recap_is_shown_in_its_series(service: Service, sequel: tuple[Anime, Anime]) -> None:
    recommender = copy(service._model.current.recommender)
    kind = recommender.series.kind.copy()
    kind[recommender.catalogue.index[sequel[1].id]] = Kind.RECAP
    recommender.series = replace(recommender.series, kind=kind)
    record = Record(None, {}, {}, MemberSettings())
    user = recommender.user(Taste())
    about = about_title(recommender, user, record, sequel[1], adult=False)
    assert [part.anime for part in about.parts].count(sequel[1]) == 1
    assert sequel[0] in [part.anime for part in about.parts]
    about = about_title(recommender, user, record, sequel[0], adult=False)
    assert sequel[1] not in [part.anime for part in about.parts]


async def test_titles_for_adults_are_shown_where_they_may(service: Service) -> None:
    adult = next(a for a in service._model.current.catalogue.anime if a.adult)
    assert (await service.title(ANN, f"#{adult.id}", adult=True)).anime == adult
    with pytest.raises(UserError) as refused:
        await service.title(ANN, f"#{adult.id}")
    assert refused.value.id == Problem.UNKNOWN_TITLE


@pytest.mark.parametrize(
    ("before", "said", "kept"),
    [
        ((None, None), (None, None), (Status.COMPLETED, None)),
        ((None, None), (Status.WATCHING, 7), (Status.WATCHING, 7)),
        ((Status.WATCHING, 7), (None, 9), (Status.WATCHING, 9)),
        ((Status.WATCHING, 7), (Status.DROPPED, None), (Status.DROPPED, 7)),
        ((Status.PLANNED, None), (None, 8), (Status.COMPLETED, 8)),
        ((Status.ON_HOLD, 6), (Status.PLANNED, None), (Status.PLANNED, None)),
    ],
)
async def test_a_word_keeps_what_it_does_not_speak_of(
    service: Service,
    ordinary: list[Anime],
    before: tuple[Status | None, int | None],
    said: tuple[Status | None, int | None],
    kept: tuple[Status, int | None],
) -> None:
    title = f"#{ordinary[0].id}"
    first = None
    if before[0]:
        first = await service.tell_title(ANN, title, *before)
    told = await service.tell_title(ANN, title, *said)
    assert (told.status, told.rating) == kept
    assert told.before == (Kept(first.status, first.rating, first.at) if first else None)
    about = await service.title(ANN, title)
    assert about.kept == Kept(*kept, told.at)


async def test_a_rating_out_of_range_changes_nothing(service: Service, ordinary: list[Anime]) -> None:
    with pytest.raises(UserError) as refused:
        await service.tell_title(ANN, f"#{ordinary[0].id}", Status.WATCHING, 11)
    assert refused.value.id == Problem.RATING_RANGE
    assert (await service.title(ANN, f"#{ordinary[0].id}")).kept is None


async def test_similar_titles_fill_pages_and_leave_out_what_is_known(
    service: Service, ordinary: list[Anime]
) -> None:
    title = f"#{ordinary[0].id}"
    first = await service.similar(ANN, title, size=4)
    second = await service.similar(ANN, title, page=2, size=4)
    ids = [card.anime.id for card in (*first.cards, *second.cards)]
    assert len(set(ids)) == 8
    assert ordinary[0].id not in ids
    assert first.like == ordinary[0]
    assert (first.more, second.first) == (True, 5)
    for anime_id, status in zip(ids, (Status.COMPLETED, Status.UNWANTED, Status.PLANNED), strict=False):
        await service.mark_title(ANN, f"#{anime_id}", status)
    after = await service.similar(ANN, title, size=4)
    assert [card.anime.id for card in after.cards][:2] == ids[3:5]
    with pytest.raises(UserError) as refused:
        await service.similar(ANN, title, page=0)
    assert refused.value.id == Problem.NO_SUCH_PAGE


async def test_titles_that_a_text_speaks_of(service: Service, ordinary: list[Anime]) -> None:
    names = "\n".join(f"- {anime.name}" for anime in ordinary[:7])
    assert await service.mentioned(names) == ordinary[:5]
    adult = next(a for a in service._model.current.catalogue.anime if a.adult)
    assert await service.mentioned(adult.url) == []
    assert await service.mentioned(adult.url, adult=True) == [adult]
