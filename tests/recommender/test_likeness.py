from __future__ import annotations

import numpy as np
import pytest

from recommender.catalogue import Anime, Catalogue
from recommender.directions import Kept
from recommender.likeness import Likeness
from tests.made_up import make_catalogue

CATALOGUE = make_catalogue(60)


def likeness_by(vectors: np.ndarray, catalogue: Catalogue = CATALOGUE) -> Likeness:
    return Likeness(Kept(vectors), catalogue)


def vectors() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(60, 4)).astype(np.float32)


def test_nothing_is_as_like_a_title_as_itself() -> None:
    likeness = likeness_by(vectors())
    for position in range(60):
        to = likeness.to(position)
        assert to[position] == pytest.approx(1, abs=1e-5)
        assert to.max() <= 1 + 1e-5
        assert to.min() >= -1
        assert to.dtype == np.float32


def test_what_all_well_known_titles_share_makes_none_of_them_alike() -> None:
    drawn = vectors() + 9
    known = np.argsort(-CATALOGUE.members)[:30]
    plain = Kept(drawn)[known]
    assert (plain @ plain.T).mean() > 0.9
    left = likeness_by(drawn).directions[known]
    assert abs((left @ left.T).mean()) < 0.2


def test_a_rare_genre_in_common_says_more() -> None:
    genres = [("Comedy", "Cars"), ("Cars",), ("Comedy",), *[("Comedy",)] * 20, ("Drama",)]
    catalogue = Catalogue.of([Anime(id=n, name=str(n), genres=g) for n, g in enumerate(genres, 1)])
    to = likeness_by(np.tile(np.array([[1, 0]], np.float32), (len(genres), 1)), catalogue).to(0)
    assert to[1] > to[2] > to[-1]
