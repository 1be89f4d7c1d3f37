"""What the model makes of members is worked out when they told something, and forgotten with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from bot.members.records import Entry, Status
from bot.model import Model
from bot.service import Service
from bot.service.tastes import DROPPED_RATING, taste_of
from bot.service.users import MOST, Users
from recommender.engine import Engine

if TYPE_CHECKING:
    from bot.members.store import MemberStore
    from recommender import Recommender

ANN, BOB, CAT = 80351110224678912, 80351110224678913, 80351110224678914
NOW = datetime(2026, 7, 1, tzinfo=UTC)


@pytest.fixture
def recommender(service: Service) -> Recommender:
    return service._model.current.recommender


async def test_a_member_is_worked_out_anew_only_after_something_was_told(
    store: MemberStore, recommender: Recommender
) -> None:
    users = Users(most=9)
    await store.rate_genres(ANN, {"Action": 9}, NOW)
    first = users.of(ANN, await store.load(ANN), recommender)
    assert users.of(ANN, await store.load(ANN), recommender) is first
    await store.rate_genres(ANN, {"Action": 2}, NOW)
    second = users.of(ANN, await store.load(ANN), recommender)
    assert second.taste.genres == {"Action": 2}
    assert users.of(BOB, await store.load(ANN), recommender) is not second


async def test_a_member_who_told_more_is_seen_as_by_all_that_is_kept(
    store: MemberStore, recommender: Recommender
) -> None:
    users = Users(most=9)
    ids = [anime.id for anime in recommender.catalogue.anime[:50]]
    await store.keep_titles(ANN, {i: Entry(Status.COMPLETED, 7) for i in ids[:40]}, NOW)
    recommender.scores(users.of(ANN, await store.load(ANN), recommender))
    await store.keep_titles(ANN, {ids[0]: Entry(Status.PLANNED), ids[45]: Entry(Status.DROPPED)}, NOW)
    await store.rate_title(ANN, ids[1], 2, NOW)
    await store.keep_titles(ANN, {999_999_999: Entry(Status.COMPLETED, 9)}, NOW)
    record = await store.load(ANN)
    user, alone = (
        users.of(ANN, record, recommender),
        recommender.user(taste_of(record, recommender.catalogue)),
    )
    assert user.taste == alone.taste
    assert ids[0] not in user.taste.titles
    assert user.taste.titles[ids[45]] == DROPPED_RATING
    np.testing.assert_allclose(user.scores, alone.scores, rtol=1e-4, atol=1e-4)


async def test_another_model_makes_something_else_of_a_member(
    store: MemberStore, recommender: Recommender
) -> None:
    users, record = Users(most=9), await store.load(ANN)
    other = object.__new__(type(recommender))
    other.__dict__.update(recommender.__dict__)
    assert users.of(ANN, record, other) is not users.of(ANN, record, recommender)


async def test_no_more_are_held_than_may_be(store: MemberStore, recommender: Recommender) -> None:
    users, record = Users(most=2), await store.load(ANN)
    first, second = users.of(ANN, record, recommender), users.of(BOB, record, recommender)
    assert users.of(ANN, record, recommender) is first
    users.of(CAT, record, recommender)
    assert users.of(ANN, record, recommender) is first
    assert users.of(BOB, record, recommender) is not second


async def test_who_answers_by_arrays_holds_fewer(store: MemberStore, service: Service) -> None:
    light = Service(store, Model(service._model.current, Engine.ARRAYS))
    for member in range(ANN, ANN + MOST[Engine.ARRAYS] + 1):
        await light.rate_genre(member, "Action", 9)
        await light.recommend(member)
    assert len(light._users._known) == MOST[Engine.ARRAYS] < MOST[Engine.TENSORFLOW]


@pytest.mark.parametrize("lost", [False, True])
async def test_nothing_stays_of_a_member_who_is_deleted(service: Service, lost: bool) -> None:
    await service.rate_genre(ANN, "Action", 9)
    await service.met(ANN, 5)
    await service.recommend(ANN)
    assert ANN in service._users._known
    if lost:
        await service.left(5)
        assert await service.forget_the_lost(timedelta(seconds=-1)) == 1
    else:
        await service.delete(ANN)
    assert ANN not in service._users._known
