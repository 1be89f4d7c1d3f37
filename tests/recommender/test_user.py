from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recommender.taste import Taste
from recommender.user import User

if TYPE_CHECKING:
    from recommender.bundle import Bundle
    from recommender.scorer import Scorer

changes = st.dictionaries(
    st.integers(0, 99).map(lambda n: 10 * n + 1), st.none() | st.integers(1, 10), max_size=3
)
TASTE = Taste({"Action": 9.0}, {11: 10, 21: None, 501: 2, 991: 8})


@settings(max_examples=25)
@given(st.lists(changes, max_size=6), st.booleans())
def test_a_user_who_told_more_is_as_one_who_told_all_at_once(
    loaded: Bundle, scorer: Scorer, steps: list[dict[int, int | None]], asked: bool
) -> None:
    user, told = User.of(TASTE, loaded.catalogue, scorer), dict(TASTE.titles)
    for step in steps:
        if asked:
            assert user.scores is user.scores
        gone = {anime_id for anime_id in told if anime_id % 3 == 0}
        user = user.retold(step, gone)
        told = {i: rating for i, rating in told.items() if i not in gone} | step
    alone = User.of(Taste(TASTE.genres, told), loaded.catalogue, scorer)
    assert user.taste == alone.taste
    assert dict(zip(user.told.titles, user.told.ratings, strict=True)) == dict(
        zip(alone.told.titles, alone.told.ratings, strict=True)
    )
    np.testing.assert_allclose(user.vectors, alone.vectors, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(user.heard, alone.heard, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(user.scores, alone.scores, rtol=1e-4, atol=1e-4)


def test_after_a_thousand_words_a_user_is_still_as_one_who_told_all_at_once(
    loaded: Bundle, scorer: Scorer
) -> None:
    rng = np.random.default_rng(0)
    user, told = User.of(TASTE, loaded.catalogue, scorer), dict(TASTE.titles)
    for anime_id, rating in zip(
        rng.choice(loaded.catalogue.ids, 1000), rng.integers(1, 11, 1000), strict=True
    ):
        user = user.retold({int(anime_id): int(rating)})
        told[int(anime_id)] = int(rating)
        assert user.heard.any()
    alone = User.of(Taste(TASTE.genres, told), loaded.catalogue, scorer)
    np.testing.assert_allclose(user.scores, alone.scores, rtol=1e-3, atol=1e-3)


def test_what_the_catalogue_lacks_cannot_be_told(loaded: Bundle, scorer: Scorer) -> None:
    with pytest.raises(ValueError, match="no title with the id 7"):
        User.of(TASTE, loaded.catalogue, scorer).retold({7: 9})


def test_what_is_known_is_kept_and_cannot_be_changed(loaded: Bundle, scorer: Scorer) -> None:
    user = User.of(TASTE, loaded.catalogue, scorer)
    for kept in ("heard", "scores"):
        numbers = getattr(user, kept)
        assert numbers.shape == (len(loaded.catalogue),)
        assert getattr(user, kept) is numbers
        with pytest.raises(ValueError, match="read-only"):
            numbers[0] = 1


def test_what_is_expected_of_some_is_what_is_expected_of_all(loaded: Bundle, scorer: Scorer) -> None:
    user = User.of(TASTE, loaded.catalogue, scorer)
    of_all = scorer.ratings(user.told, user.vectors)[0]
    assert user.expected([5, 0, 9]) == pytest.approx(of_all[[5, 0, 9]], rel=1e-6)
    assert user.expected([]).shape == (0,)
