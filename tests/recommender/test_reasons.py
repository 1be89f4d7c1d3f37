from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from recommender.reasons import MOST_REASONS, SHORT, SMALLEST, explain
from recommender.taste import Taste, Told
from recommender.user import User

if TYPE_CHECKING:
    from recommender.bundle import Bundle
    from recommender.ranking import Reason
    from recommender.scorer import Scorer

SHOWN = [3, 100, 250, 41, 7]


def told_by_somebody(loaded: Bundle, titles: int, seed: int) -> Taste:
    rng = np.random.default_rng(seed)
    others = np.delete(loaded.catalogue.ids, SHOWN)
    rated = {int(title): int(rng.integers(1, 11)) for title in rng.choice(others, titles, replace=False)}
    return Taste({"Action": 9.0, "Drama": 2.0}, rated)


def without(taste: Taste, cause: object) -> Taste:
    genres, titles = dict(taste.genres), dict(taste.titles)
    if isinstance(cause, str):
        del genres[cause]
    else:
        del titles[cause.id]  # type: ignore[attr-defined]  # an Anime
    return Taste(genres, titles)


def effect(loaded: Bundle, scorer: Scorer, taste: Taste, cause: object, shown: int) -> float:
    """What the score loses when the cause is really left out."""
    both = Told.of([taste, without(taste, cause)], loaded.catalogue)
    whole, less = scorer.scores(both)[:, shown]
    return float(whole - less)


def reasons(loaded: Bundle, scorer: Scorer, taste: Taste) -> list[tuple[Reason, ...]]:
    return explain(scorer, loaded.catalogue, User.of(taste, loaded.catalogue, scorer), SHOWN)[1]


@pytest.mark.parametrize("titles", [0, 3, SHORT, 60])
def test_an_effect_is_what_is_lost_without_the_cause(loaded: Bundle, scorer: Scorer, titles: int) -> None:
    taste = told_by_somebody(loaded, titles, seed=titles)
    found = reasons(loaded, scorer, taste)
    assert len(found) == len(SHOWN)
    assert any(found)
    for shown, why in zip(SHOWN, found, strict=True):
        assert len(why) <= MOST_REASONS
        assert [r.effect for r in why] == sorted((r.effect for r in why), reverse=True)
        for reason in why:
            assert reason.effect >= SMALLEST
            lost = effect(loaded, scorer, taste, reason.cause, shown)
            assert reason.effect == pytest.approx(lost, abs=1e-4)


@pytest.mark.parametrize("titles", [0, 3, 60])
def test_what_is_explained_is_the_score(loaded: Bundle, scorer: Scorer, titles: int) -> None:
    user = User.of(told_by_somebody(loaded, titles, seed=titles), loaded.catalogue, scorer)
    scores, _ = explain(scorer, loaded.catalogue, user, SHOWN)
    assert scores == pytest.approx(user.scores[SHOWN], rel=1e-4, abs=1e-4)


def test_of_a_short_list_nothing_has_a_larger_effect(loaded: Bundle, scorer: Scorer) -> None:
    taste = told_by_somebody(loaded, SHORT, seed=1)
    causes = [*taste.genres, *(loaded.catalogue[title] for title in taste.titles)]
    for shown, why in zip(SHOWN, reasons(loaded, scorer, taste), strict=True):
        largest = max(effect(loaded, scorer, taste, cause, shown) for cause in causes)
        assert (why[0].effect if why else SMALLEST) == pytest.approx(max(largest, SMALLEST), abs=1e-4)


def test_of_a_long_list_what_the_item_table_says_most_for_is_left_out(loaded: Bundle, scorer: Scorer) -> None:
    taste = told_by_somebody(loaded, 60, seed=2)
    told = Told.of([taste], loaded.catalogue)
    said = scorer.said(told).about(np.array(SHOWN))
    for column, (shown, why) in enumerate(zip(SHOWN, reasons(loaded, scorer, taste), strict=True)):
        loudest = loaded.catalogue.anime[told.titles[said[:, column].argmax()]]
        lost = effect(loaded, scorer, taste, loudest, shown)
        assert (why[0].effect if why else SMALLEST) >= lost - 1e-4


def test_where_nothing_is_told_or_shown_there_is_no_reason(loaded: Bundle, scorer: Scorer) -> None:
    assert reasons(loaded, scorer, Taste()) == [()] * len(SHOWN)
    user = User.of(told_by_somebody(loaded, 3, seed=0), loaded.catalogue, scorer)
    assert explain(scorer, loaded.catalogue, user, []) == ([], [])
