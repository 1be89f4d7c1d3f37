"""What members told -> a score and an expected rating for every title; the model as it is served."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import tensorflow as tf

from recommender.taste import CENTRE, HIGHEST, LOWEST, SPREAD
from recommender.towers import content_features

if TYPE_CHECKING:
    import keras
    import numpy as np
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.item_table import ItemTable
    from recommender.taste import Told


class Answer(NamedTuple):
    """For B members and N titles: how strongly each is recommended, and the rating (1..10) expected of it."""

    scores: NDArray[np.float32]
    ratings: NDArray[np.float32]


class Scorer:
    """Both towers, the item side computed once, and the item-to-item table beside them."""

    def __init__(
        self, model: keras.Model, catalogue: Catalogue, rows: NDArray[np.int32], table: ItemTable | None
    ) -> None:
        """Compute the item side and compile the user side.

        Args:
            model: from `towers.two_towers`.
            catalogue: the N titles.
            rows: each title's row in the model, 0 for one that training did not know; int32 [N].
            table: over the catalogue's titles.
        """
        user_tower, item_tower = model.get_layer("user_tower"), model.get_layer("item_tower")
        self._genre_flags = catalogue.genre_matrix
        self._rows = rows
        self._table = table
        self._items = item_tower([content_features(catalogue), rows], training=False).numpy()
        self._width = model.get_layer("scores").width
        self._user_vectors = tf.function(
            lambda *told: user_tower(list(told), training=False),
            input_signature=[tf.TensorSpec(tensor.shape, tensor.dtype) for tensor in user_tower.inputs],
            autograph=False,
        )

    def answer(self, told: Told) -> Answer:
        """Score every title for B members."""
        features = told.features(self._genre_flags)
        users = self._user_vectors(*features).numpy()
        d = self._width
        scores = users[:, :d] @ self._items[:, :d].T
        scores += self._items[:, -2]
        if self._table is not None:
            scores += self._table.scores(told.starts, told.titles, told.ratings)
        ratings = users[:, d:-1] @ self._items[:, d:-2].T
        ratings += users[:, -1:] + self._items[:, -1]
        return Answer(scores, to_rating(ratings))

    def scores(self, told: Told) -> NDArray[np.float32]:
        """How strongly each title is recommended to B members, float32 [B, N]."""
        return self.answer(told).scores


def to_rating(deviations: NDArray[np.float32]) -> NDArray[np.float32]:
    """From the model's scale to 1..10."""
    return (CENTRE + SPREAD * deviations).clip(LOWEST, HIGHEST)
