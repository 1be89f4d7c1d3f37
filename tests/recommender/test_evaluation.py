from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from sklearn.metrics import ndcg_score

from recommender.evaluation import Interval, Mode, hold_out, measure, part, squared_errors, tell
from recommender.ratings import LIKED

if TYPE_CHECKING:
    from recommender.catalogue import Catalogue
    from recommender.ratings import Ratings
    from recommender.taste import Told


@dataclass
class Fixed:
    """Scores that a title has whoever asks."""

    values: np.ndarray

    def scores(self, told: Told) -> np.ndarray:
        return np.tile(self.values, (len(told.typed), 1)).astype(np.float32)


def test_users_are_shared_out_once_and_always_alike() -> None:
    users = np.arange(10_000, dtype=np.int32)
    shared = part(users)
    assert sorted(np.concatenate(shared).tolist()) == users.tolist()
    assert len(shared.test) == pytest.approx(1000, rel=0.15)
    assert len(shared.validation) == pytest.approx(500, rel=0.2)
    np.testing.assert_array_equal(users[part(users).test], users[::-1][part(users[::-1]).test][::-1])


def test_a_fifth_of_each_list_is_hidden(ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(300))
    whole = held.told.counts + held.hidden.counts
    np.testing.assert_array_equal(held.told.counts, np.round(0.8 * whole))
    assert whole.min() >= 10


def test_hidden_ratings_change_nothing_that_is_told(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(300))
    secret = replace(held.hidden, values=np.random.default_rng(0).permutation(held.hidden.values))
    for mode in Mode:
        one, two = (tell(h, mode, catalogue) for h in (held, replace(held, hidden=secret)))
        for a, b in zip(
            one.features(catalogue.genre_matrix), two.features(catalogue.genre_matrix), strict=True
        ):
            np.testing.assert_array_equal(a, b)


def test_each_mode_tells_what_it_says(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(300))
    assert len(tell(held, Mode.LIST, catalogue).titles) == len(held.told)
    ten = tell(held, Mode.TEN, catalogue)
    assert np.diff(ten.starts).tolist() == np.minimum(10, held.told.counts).tolist()
    mine, _ = held.told.user(0)
    best = sorted(catalogue.members[mine].tolist())[-10:]
    assert sorted(catalogue.members[ten.titles[:10]].tolist()) == best
    genres = tell(held, Mode.GENRES, catalogue)
    assert not len(genres.titles)
    assert ((genres.typed > 0).sum(1) <= 6).all()


def test_the_figures_are_those_of_a_plain_reckoning(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(300))
    values = np.random.default_rng(3).permutation(len(catalogue)).astype(np.float64)
    figures = measure(held, Fixed(values), tell(held, Mode.LIST, catalogue))
    ndcg, recall = [], []
    for user in range(len(held.told.users)):
        titles, given = held.hidden.user(user)
        wanted = set(titles[given >= LIKED].tolist())
        if not wanted:
            continue
        left = [t for t in np.argsort(-values).tolist() if t not in set(held.told.user(user)[0].tolist())]
        relevance = [[float(t in wanted) for t in left]]
        ndcg.append(ndcg_score(relevance, [list(range(len(left), 0, -1))], k=10))
        recall.append(len(wanted & set(left[:20])) / len(wanted))
    assert figures.ndcg == pytest.approx(ndcg)
    assert figures.recall == pytest.approx(recall)


def test_new_series_only_leaves_told_franchises_out(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(300))
    told = tell(held, Mode.LIST, catalogue)
    values = np.arange(len(catalogue), dtype=np.float64)
    alone = np.arange(len(catalogue), dtype=np.int32)
    plain, new = measure(held, Fixed(values), told), measure(held, Fixed(values), told, alone)
    np.testing.assert_array_equal(plain.ndcg, new.ndcg)
    pairs = (alone // 2).astype(np.int32)
    assert len(measure(held, Fixed(values), told, pairs).ndcg) <= len(plain.ndcg)


def test_the_rating_error_is_on_a_scale_of_minus_one_to_one(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(100))
    told = tell(held, Mode.LIST, catalogue)
    errors = squared_errors(held, lambda t: np.full((len(t.typed), len(catalogue)), 10.0, np.float32), told)
    assert errors == pytest.approx(((10 - held.hidden.values.astype(float)) / 4.5) ** 2)


def test_an_interval_holds_the_mean_and_shrinks() -> None:
    values = np.random.default_rng(0).normal(size=4000)
    wide, narrow = Interval.of(values[:100]), Interval.of(values)
    for interval in (wide, narrow):
        assert interval.low < interval.mean < interval.high
    assert narrow.high - narrow.low < (wide.high - wide.low) / 3
    assert narrow.high - narrow.low == pytest.approx(4 * values.std() / np.sqrt(4000), rel=0.1)
