from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from recommender.bundle import Bundle, load_bundle
from recommender.taste import Taste
from recommender.user import User

if TYPE_CHECKING:
    from pathlib import Path

    from recommender.scorer import Scorer

TASTE = Taste({"Action": 9.0}, {11: 10, 21: None, 501: 2, 991: 8})


@pytest.fixture(scope="module")
def loaded(bundle: Path) -> Bundle:
    return load_bundle(bundle)


@pytest.fixture(scope="module")
def scorer(loaded: Bundle) -> Scorer:
    return loaded.scorer()


def test_without_some_titles_a_user_is_another(loaded: Bundle, scorer: Scorer) -> None:
    positions = np.array([loaded.catalogue.index[i] for i in (21, 991, 1001)])
    less = User.of(TASTE, loaded.catalogue, scorer).without([21, 991, 1001], positions)
    other = User.of(Taste({"Action": 9.0}, {11: 10, 501: 2}), loaded.catalogue, scorer)
    assert less.taste == other.taste
    np.testing.assert_array_equal(less.told.titles, other.told.titles)
    np.testing.assert_allclose(less.scores, other.scores, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(less.ratings, other.ratings, rtol=1e-4)


def test_what_is_known_is_kept_and_cannot_be_changed(loaded: Bundle, scorer: Scorer) -> None:
    user = User.of(TASTE, loaded.catalogue, scorer)
    for kept in ("scores", "ratings"):
        numbers = getattr(user, kept)
        assert numbers.shape == (len(loaded.catalogue),)
        assert getattr(user, kept) is numbers
        with pytest.raises(ValueError, match="read-only"):
            numbers[0] = 1
