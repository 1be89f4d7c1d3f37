from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import ndcg_score

from recommender.evaluation import (
    CLASSES,
    HeldOut,
    Interval,
    Mode,
    by_length,
    fame_classes,
    hold_out,
    measure,
    part,
    squared_errors,
    tell,
)
from recommender.ratings import LIKED, Ratings
from recommender.taste import Told

if TYPE_CHECKING:
    from recommender.catalogue import Catalogue


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
            one.features(catalogue.genre_flags), two.features(catalogue.genre_flags), strict=True
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


def test_what_is_hidden_does_not_decide_what_is_told(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(300))
    shuffled = ratings.values.copy()
    for user, name in enumerate(held.hidden.users):
        rows = slice(ratings.starts[name], ratings.starts[name + 1])
        hidden = np.isin(ratings.titles[rows], held.hidden.user(user)[0])
        shuffled[rows][hidden] = np.random.default_rng(user).integers(1, 11, hidden.sum())
    again = hold_out(replace(ratings, values=shuffled), np.arange(300))
    assert (again.hidden.values != held.hidden.values).any()
    for mode in Mode:
        one, two = (tell(h, mode, catalogue) for h in (held, again))
        for part_of in ("starts", "titles", "ratings", "typed"):
            np.testing.assert_array_equal(getattr(one, part_of), getattr(two, part_of))


@dataclass
class Chance:
    """Scores that differ by what is told, some titles never recommended, and many alike."""

    titles: int
    seed: int = 0

    def scores(self, told: Told) -> np.ndarray:
        scores = np.empty((len(told.typed), self.titles), np.float32)
        for user, row in enumerate(scores):
            mine = told.titles[told.starts[user] : told.starts[user + 1]]
            rng = np.random.default_rng([self.seed, *mine.tolist()])
            row[:] = rng.choice([-np.inf, 0, 1, 2, rng.normal(), rng.normal()], self.titles)
        return scores


def reckoned(
    held: HeldOut, scores: np.ndarray, user: int, group: np.ndarray, fame: np.ndarray
) -> list[float]:
    """Of one user NDCG@10, Recall@20, NDCG@10 for new series, and Recall@20 by class; the plain way."""
    seen = set(held.told.user(user)[0].tolist())
    titles, given = held.hidden.user(user)
    wanted = set(titles[given >= LIKED].tolist())
    known = {group[title] for title in seen}
    new = {title for title in wanted if group[title] not in known}

    def ranked(barred: set[int]) -> list[int]:
        left = [t for t in np.argsort(-scores, kind="stable").tolist() if t not in barred]
        return [t if scores[t] > -np.inf else -1 for t in left]

    def ndcg(order: list[int], sought: set[int]) -> float:
        gain = sum(1 / np.log2(place + 2) for place, t in enumerate(order[:10]) if t in sought)
        return (
            gain / sum(1 / np.log2(place + 2) for place in range(min(10, len(sought)))) if sought else np.nan
        )

    def recall(sought: set[int]) -> float:
        return len(sought & set(order[:20])) / len(sought) if sought else np.nan

    order = ranked(seen)
    of_known = {title for title in range(len(scores)) if group[title] in known}
    classes = [recall({title for title in wanted if fame[title] == c}) for c in range(CLASSES)]
    return [ndcg(order, wanted), recall(wanted), ndcg(ranked(of_known), new), *classes]


@given(st.integers(1, 60), st.integers(1, 12), st.integers(0, 10_000))
def test_the_figures_are_those_of_a_plain_reckoning(titles: int, users: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    held = world(titles, users, rng)
    group = rng.integers(0, titles, titles).astype(np.int32)
    fame = fame_classes(held, rng.integers(1, 9, titles))
    told = Told(held.told.starts, held.told.titles, held.told.values.astype(np.float32), np.zeros((users, 2)))
    recommender = Chance(titles, seed)
    scores = recommender.scores(told)
    some = [u for u in range(users) if (held.hidden.user(u)[1] >= LIKED).any()]

    figures = measure(held, recommender, told, group, fame)
    found = np.column_stack([figures.ndcg, figures.recall, figures.new_series, figures.recall_by_fame])
    expected = [reckoned(held, scores[user], user, group, fame) for user in some]
    np.testing.assert_allclose(found, np.reshape(expected, (len(some), 3 + CLASSES)))


def world(titles: int, users: int, rng: np.random.Generator) -> HeldOut:
    """Any lists, empty ones too, in two parts."""
    listed = rng.random((users, titles)) < rng.random((users, 1))
    row, title = np.nonzero(listed)
    starts = np.concatenate([[0], np.cumsum(listed.sum(1))])
    ratings = Ratings(
        users=np.arange(users, dtype=np.int32),
        starts=starts,
        titles=title.astype(np.int32),
        values=rng.integers(1, 11, len(row)).astype(np.int8),
        width=titles,
    )
    told = rng.random(len(row)) < 0.7
    return HeldOut(ratings.where(told), ratings.where(~told))


def test_ndcg_is_that_of_the_usual_library(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(300))
    values = np.random.default_rng(3).permutation(len(catalogue)).astype(np.float64)
    figures = measure(held, Fixed(values), tell(held, Mode.LIST, catalogue))
    ndcg = []
    for user in range(len(held.told.users)):
        titles, given = held.hidden.user(user)
        wanted = set(titles[given >= LIKED].tolist())
        left = [t for t in np.argsort(-values).tolist() if t not in set(held.told.user(user)[0].tolist())]
        relevance = [[float(t in wanted) for t in left]]
        if wanted:
            ndcg.append(ndcg_score(relevance, [list(range(len(left), 0, -1))], k=10))
    assert figures.ndcg == pytest.approx(ndcg)


def test_new_series_are_unknown_where_franchises_are(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(300))
    told, values = tell(held, Mode.LIST, catalogue), np.arange(len(catalogue), dtype=np.float64)
    alone = np.arange(len(catalogue), dtype=np.int32)
    assert np.isnan(measure(held, Fixed(values), told).new_series).all()
    by_itself = measure(held, Fixed(values), told, alone)
    np.testing.assert_array_equal(by_itself.ndcg, by_itself.new_series)


def test_who_wants_nothing_has_no_figure(ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(50))
    held = replace(held, hidden=replace(held.hidden, values=np.ones_like(held.hidden.values)))
    told = Told(held.told.starts, held.told.titles, held.told.values.astype(np.float32), np.zeros((50, 2)))
    figures = measure(held, Fixed(np.arange(held.told.width)), told)
    assert len(figures.ndcg) == len(figures.recall) == len(figures.recall_by_fame) == 0


def test_classes_of_fame_share_out_what_is_wanted(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(1_000))
    classes = fame_classes(held, catalogue.members)
    by_fame = classes[np.argsort(-catalogue.members)]
    assert (np.diff(by_fame) >= 0).all()
    wanted = np.bincount(classes[held.wanted.titles], minlength=CLASSES)
    most = int(np.bincount(held.wanted.titles).max())
    assert wanted == pytest.approx(np.full(CLASSES, wanted.sum() / CLASSES), abs=most)
    assert wanted[0] >= wanted.sum() / CLASSES


def test_the_rating_error_is_on_a_scale_of_minus_one_to_one(catalogue: Catalogue, ratings: Ratings) -> None:
    held = hold_out(ratings, np.arange(100))
    told = tell(held, Mode.LIST, catalogue)
    errors = squared_errors(held, lambda t: np.full((len(t.typed), len(catalogue)), 10.0, np.float32), told)
    single = ((10 - held.hidden.values.astype(float)) / 4.5) ** 2
    assert errors == pytest.approx(np.add.reduceat(single, held.hidden.starts[:-1]))


def test_an_interval_holds_the_mean_and_shrinks() -> None:
    values = np.random.default_rng(0).normal(size=4000)
    wide, narrow = Interval.of(values[:100]), Interval.of(values)
    for interval in (wide, narrow):
        assert interval.low < interval.mean < interval.high
    assert narrow.high - narrow.low < (wide.high - wide.low) / 3
    assert narrow.high - narrow.low == pytest.approx(4 * values.std() / np.sqrt(4000), rel=0.1)


def test_an_interval_is_over_those_who_have_the_figure() -> None:
    values = np.random.default_rng(0).normal(size=1000)
    some = np.where(np.arange(1000) % 4, np.nan, values)
    interval = Interval.of(some)
    assert interval.mean == pytest.approx(values[::4].mean())
    assert interval.high - interval.low == pytest.approx(4 * values[::4].std() / np.sqrt(250), rel=0.1)


def test_a_ratio_over_the_same_users_is_surer_than_each_mean() -> None:
    rng = np.random.default_rng(0)
    below = rng.uniform(0.1, 1, 500)
    ratio = Interval.of_ratio(1.2 * below + rng.normal(0, 0.01, 500), below)
    assert ratio.low < 1.2 < ratio.high
    assert ratio.high - ratio.low < 0.01
    assert Interval.of(below).high / Interval.of(below).low > 1.05


@pytest.mark.parametrize("value", [0.0, 0.3, 1.0])
def test_an_interval_of_one_user_is_one_number(value: float) -> None:
    assert Interval.of(np.array([value])) == Interval(value, value, value)


@pytest.mark.parametrize("values", [[], [np.nan], [np.nan, np.nan]])
def test_an_interval_of_nobody_is_refused(values: list[float]) -> None:
    with pytest.raises(ValueError, match="nobody to take a mean over"):
        Interval.of(np.array(values, np.float64))


@given(st.lists(st.integers(0, 40)), st.integers(1, 9), st.integers(1, 100))
def test_batches_hold_each_list_once_and_no_more_than_they_may(
    lengths: list[int], most: int, cells: int
) -> None:
    batches = list(by_length(np.array(lengths, np.int64), most, cells))
    assert sorted(list_ for batch in batches for list_ in batch.tolist()) == list(range(len(lengths)))
    for batch in batches:
        longest = max(lengths[list_] for list_ in batch)
        assert len(batch) <= most
        assert len(batch) == 1 or len(batch) * longest <= cells
