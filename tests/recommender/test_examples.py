from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from recommender.examples import FEW, MOST_ANSWERS, Examples, Mix, Mode, Sampler
from recommender.ratings import LIKED

if TYPE_CHECKING:
    from recommender.catalogue import Catalogue
    from recommender.ratings import Ratings


def sampler(catalogue: Catalogue, ratings: Ratings, mix: Mix | None = None) -> Sampler:
    fame = np.log1p(catalogue.members).astype(np.float32)
    return Sampler(ratings, catalogue.genre_matrix, fame, mix or Mix())


def draw(catalogue: Catalogue, ratings: Ratings, mode: Mode, seed: int = 0) -> Examples:
    users = np.arange(100)
    drawn = sampler(catalogue, ratings, Mix(unrated=0))
    return drawn.draw(users, np.full(100, mode), np.random.default_rng(seed))


def pairs(examples: Examples, what: str) -> set[tuple[int, int]]:
    return set(zip(*(column.tolist() for column in getattr(examples, what)), strict=True))


def told_pairs(examples: Examples) -> set[tuple[int, int]]:
    told = examples.told
    row = np.repeat(np.arange(len(told.typed)), np.diff(told.starts))
    return set(zip(row.tolist(), told.titles.tolist(), strict=True))


@pytest.mark.parametrize("mode", Mode)
def test_what_is_told_is_known_and_what_is_hidden_is_not(
    catalogue: Catalogue, ratings: Ratings, mode: Mode
) -> None:
    examples = draw(catalogue, ratings, mode)
    known, hidden = pairs(examples, "known"), pairs(examples, "hidden")
    assert told_pairs(examples) <= known
    assert not known & hidden
    assert len(known) + len(hidden) == ratings.counts[:100].sum()


def test_each_mode_tells_what_it_says(catalogue: Catalogue, ratings: Ratings) -> None:
    lists, few, genres = (draw(catalogue, ratings, mode) for mode in Mode)
    assert told_pairs(lists) == pairs(lists, "known")
    assert not lists.told.typed.any()
    assert 1 <= np.diff(few.told.starts).max() <= FEW
    assert not len(genres.told.titles)
    answers = genres.told.typed
    assert ((answers == 0) | ((answers >= 1) & (answers <= 10) & (answers == np.floor(answers)))).all()
    assert 1 <= (answers > 0).sum(1).max() <= MOST_ANSWERS


def test_only_liked_titles_weigh_and_they_sum_to_one(catalogue: Catalogue, ratings: Ratings) -> None:
    users = np.arange(200)
    modes = users % len(Mode)
    examples = sampler(catalogue, ratings).draw(users, modes, np.random.default_rng(0))
    assert (examples.weights[examples.hidden_ratings < LIKED] == 0).all()
    assert (examples.weights[examples.hidden_ratings >= LIKED] > 0).all()
    shares = np.bincount(modes[examples.hidden[0]], examples.weights)
    assert shares == pytest.approx([67 / 200, 67 / 200, 66 / 200], abs=1e-5)


def test_an_epoch_draws_each_user_once_and_the_same_again(catalogue: Catalogue, ratings: Ratings) -> None:
    users = np.arange(0, 1000, 3)
    batches = list(sampler(catalogue, ratings).epoch(users, 64, np.random.default_rng(5)))
    again = list(sampler(catalogue, ratings).epoch(users, 64, np.random.default_rng(5)))
    assert sum(len(batch.told.typed) for batch in batches) == len(users)
    for one, other in zip(batches, again, strict=True):
        np.testing.assert_array_equal(one.told.titles, other.told.titles)
        np.testing.assert_array_equal(one.hidden, other.hidden)


@pytest.mark.parametrize("mode", Mode)
def test_hidden_ratings_tell_nothing(catalogue: Catalogue, ratings: Ratings, mode: Mode) -> None:
    examples = draw(catalogue, ratings, mode)
    hidden = pairs(examples, "hidden")
    row = np.repeat(np.arange(len(ratings.users)), ratings.counts)
    secret = np.array([pair in hidden for pair in zip(row.tolist(), ratings.titles.tolist(), strict=True)])
    shuffled = ratings.values.copy()
    shuffled[secret] = np.random.default_rng(1).permutation(shuffled[secret])
    assert (shuffled != ratings.values).any()
    other = draw(catalogue, replace(ratings, values=shuffled), mode)
    for one, two in zip(
        examples.told.features(catalogue.genre_flags),
        other.told.features(catalogue.genre_flags),
        strict=True,
    ):
        np.testing.assert_array_equal(one, two)
