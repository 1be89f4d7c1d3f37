from __future__ import annotations

from typing import TYPE_CHECKING

import keras
import numpy as np
import pytest
from msgspec.structs import replace

from recommender.catalogue import Catalogue
from recommender.compiled import CompiledUserTower
from recommender.content import content_features
from recommender.sizes import TowerSizes
from recommender.summed import LIKED
from recommender.taste import CENTRE, SPREAD
from recommender.towers import (
    History,
    TitleVector,
    item_tower,
    pair_ratings,
    scores,
    two_towers,
    user_tower,
)

if TYPE_CHECKING:
    from pathlib import Path

SIZES = TowerSizes(titles=9, profile=6, content=4, width=5, rating_width=3, hidden=7)


def history(titles: list[list[int]], deviations: list[list[float]]) -> np.ndarray:
    keras.utils.set_random_seed(0)
    layer = History(9, 5)
    return np.asarray(layer((np.array(titles), np.array(deviations, np.float32))))


def test_a_history_is_three_weighted_sums_that_padding_does_not_change() -> None:
    keras.utils.set_random_seed(0)
    layer = History(9, 5)
    titles, deviations = np.array([[4, 2, 7, 0]]), np.array([[1.0, -2.0, LIKED / 2, 9.0]], np.float32)
    sums = np.asarray(layer((titles, deviations)))
    table = layer.table.numpy()
    told = table[[4, 2, 7]]
    expected = [told.sum(0), np.array([1.0, -2.0, LIKED / 2]) @ told, table[4]]
    np.testing.assert_allclose(sums[0], np.concatenate(expected) / np.sqrt(3), rtol=1e-5)
    alone = np.asarray(layer((titles[:, :3], deviations[:, :3])))
    np.testing.assert_allclose(alone, sums, rtol=1e-5)


def test_the_order_of_titles_does_not_matter() -> None:
    one = history([[4, 2, 7]], [[1.0, -2.0, 0.5]])
    other = history([[7, 4, 2]], [[0.5, 1.0, -2.0]])
    np.testing.assert_allclose(one, other, rtol=1e-5)
    assert not np.allclose(one, history([[4, 2, 7]], [[-2.0, 1.0, 0.5]]))


def test_nothing_told_is_an_empty_history() -> None:
    assert not history([[0, 0]], [[0.0, 0.0]]).any()


@pytest.fixture(scope="module")
def tower() -> keras.Model:
    keras.utils.set_random_seed(0)
    tower = user_tower(SIZES)
    rng = np.random.default_rng(0)
    for weight in tower.weights:  # biases too, which begin at 0
        weight.assign(rng.normal(size=weight.shape))
    return tower


@pytest.mark.parametrize("lists", [1, 3])
def test_as_served_the_user_tower_makes_the_same_of_histories(tower: keras.Model, lists: int) -> None:
    rng = np.random.default_rng(0)
    profile = rng.normal(size=(lists, SIZES.profile)).astype(np.float32)
    titles = rng.integers(0, 10, (lists, 4)).astype(np.int32)
    deviations = rng.normal(size=titles.shape).astype(np.float32)
    expected = np.asarray(tower([profile, titles, deviations], training=False))
    history = tower.get_layer("history")((titles, deviations))
    served, told = CompiledUserTower(tower), np.hstack([profile, np.asarray(history)])
    np.testing.assert_allclose(served.vectors(told), expected, rtol=1e-5, atol=1e-5)
    items = rng.normal(size=(SIZES.width, 3)).astype(np.float32)
    whole = expected[:, : SIZES.width] @ items
    np.testing.assert_allclose(served.products(told, items), whole, rtol=1e-4, atol=1e-4)


def test_a_title_that_training_did_not_know_has_its_content_only() -> None:
    tower = item_tower(SIZES)
    content = np.random.default_rng(0).normal(size=(1, SIZES.content)).astype(np.float32).repeat(3, 0)
    unknown, same, known = tower([content, np.array([0, 0, 4])], training=False).numpy()
    np.testing.assert_allclose(unknown, same, rtol=1e-5, atol=1e-6)
    own = tower.get_layer("title_vector").table.numpy()[4]
    np.testing.assert_allclose(known, unknown + own, rtol=1e-5, atol=1e-6)


def test_training_knows_a_share_of_the_titles_by_content_alone() -> None:
    layer = TitleVector(2000, 3, dropout=0.25)
    rows = np.arange(1, 2001)
    left_out = ~np.asarray(layer(rows, training=True)).any(1)
    assert left_out.mean() == pytest.approx(0.25, abs=0.05)
    assert np.asarray(layer(rows, training=False)).any(1).all()


def test_scores_and_ratings_are_the_products_that_they_say() -> None:
    rng = np.random.default_rng(0)
    width, rating_width = 5, 3
    users = rng.normal(size=(4, width + rating_width + 1)).astype(np.float32)
    items = rng.normal(size=(6, width + rating_width + 2)).astype(np.float32)
    expected = [[u[:5] @ i[:5] + i[8] for i in items] for u in users]
    np.testing.assert_allclose(np.asarray(scores(users, items, width)), expected, rtol=1e-4, atol=1e-5)
    pairs = np.array([[3, 0], [1, 5], [1, 1]])
    rated = [CENTRE + SPREAD * (users[b, 5:8] @ items[n, 5:8] + users[b, 8] + items[n, 9]) for b, n in pairs]
    np.testing.assert_allclose(np.asarray(pair_ratings(users, items, pairs, width)), rated, rtol=1e-4)


def test_a_model_is_read_as_it_was_written_without_running_code(tmp_path: Path) -> None:
    keras.utils.set_random_seed(3)
    model = two_towers(SIZES)
    model.save(tmp_path / "model.keras")
    read = keras.saving.load_model(tmp_path / "model.keras", safe_mode=True)
    rng = np.random.default_rng(0)
    inputs = [
        rng.normal(size=(2, SIZES.profile)).astype(np.float32),
        np.array([[1, 2, 0], [9, 0, 0]], np.int32),
        np.array([[1, -1, 0], [0, 0, 0]], np.float32),
        rng.normal(size=(9, SIZES.content)).astype(np.float32),
        np.arange(1, 10, dtype=np.int32),
    ]
    answer = model(inputs).numpy()
    assert answer.shape == (2, 9)
    np.testing.assert_allclose(read(inputs).numpy(), answer, rtol=1e-5)


def test_what_is_not_known_of_a_title_is_told_apart_from_any_value(catalogue: Catalogue) -> None:
    features = content_features(catalogue)
    assert features.dtype == np.float32
    assert np.isfinite(features).all()
    assert len(features) == len(catalogue)
    whole = next(a for a in catalogue.anime if a.start and a.score and a.episodes)
    known = content_features(Catalogue.of([whole]))[0]
    for fact in ("start", "score", "episodes"):
        missing = content_features(Catalogue.of([replace(whole, **{fact: None})]))[0]
        changed = np.flatnonzero(missing != known)
        assert not missing[changed].any(), fact
        assert (known[changed] == 1).any(), f"a flag says that {fact} is known"
