from __future__ import annotations

import numpy as np
import pytest

from recommender.catalogue import Anime, Catalogue
from recommender.likeness import Likeness
from tests.made_up import make_catalogue

CATALOGUE = make_catalogue(60)


def directions(seed: int = 0) -> np.ndarray:
    vectors = np.random.default_rng(seed).normal(size=(60, 4)).astype(np.float32)
    return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def test_nothing_is_as_like_a_title_as_itself() -> None:
    likeness = Likeness(directions(), CATALOGUE)
    for position in range(60):
        to = likeness.to(position)
        assert to[position] == pytest.approx(1, abs=1e-5)
        assert to.max() <= 1 + 1e-5
        assert to.min() >= -1
        assert to.dtype == np.float32


def test_what_all_well_known_titles_share_makes_none_of_them_alike() -> None:
    shared = np.array([[9, 9, 9, 9]], np.float32)
    drawn = directions() + shared
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    known = np.argsort(-CATALOGUE.members)[:30]
    plain = (drawn @ drawn.T)[np.ix_(known, known)]
    assert plain.mean() > 0.9
    left = Likeness(drawn, CATALOGUE).directions
    assert abs((left @ left.T)[np.ix_(known, known)].mean()) < 0.2


def test_a_rare_genre_in_common_says_more() -> None:
    genres = [("Comedy", "Cars"), ("Cars",), ("Comedy",), *[("Comedy",)] * 20, ("Drama",)]
    catalogue = Catalogue.of([Anime(id=n, name=str(n), genres=g) for n, g in enumerate(genres, 1)])
    vectors = np.tile(np.array([[1, 0]], np.float32), (len(genres), 1))
    to = Likeness(vectors, catalogue).to(0)
    assert to[1] > to[2] > to[-1]
