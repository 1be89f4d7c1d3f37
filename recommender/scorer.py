"""What members told -> a score and an expected rating for every title; the model as it is served."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import tensorflow as tf

from recommender.taste import CENTRE, HIGHEST, LOWEST, SPREAD
from recommender.towers import content_features

if TYPE_CHECKING:
    import keras
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.item_table import ItemTable
    from recommender.taste import Told


class Answer(NamedTuple):
    """For B members and N titles: how strongly each is recommended, and the rating (1..10) expected of it."""

    scores: NDArray[np.float32]
    ratings: NDArray[np.float32]


class Scorer:
    """Both towers, the item side computed once, and the item-to-item table beside them.

    Attributes:
        directions: the titles' vectors of length 1, of which alike titles' point alike; float32 [N, D].
    """

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
        self._row_of = np.concatenate([np.zeros(1, np.int32), rows])  # 0 is padding
        self._table = table
        items = item_tower([content_features(catalogue), rows], training=False).numpy()
        self._width = d = model.get_layer("scores").width
        self._tastes, self._rating_tastes = (
            np.ascontiguousarray(part) for part in (items[:, :d], items[:, d:-2])
        )
        self._biases, self._levels = (np.ascontiguousarray(items[:, column]) for column in (-2, -1))
        lengths = np.linalg.norm(self._tastes, axis=1, keepdims=True)
        self.directions: NDArray[np.float32] = self._tastes / np.maximum(lengths, 1e-9)
        self._user_vectors = tf.function(
            lambda *told: user_tower(list(told), training=False),
            input_signature=[tf.TensorSpec(tensor.shape, tensor.dtype) for tensor in user_tower.inputs],
            autograph=False,
        )

    def answer(self, told: Told) -> Answer:
        """Score every title for B members."""
        users, d = self._users(told), self._width
        scores = users[:, :d] @ self._tastes.T
        scores += self._biases
        if self._table is not None:
            scores += self._table.scores(told.starts, told.titles, told.ratings)
        ratings = users[:, d:-1] @ self._rating_tastes.T
        ratings += users[:, -1:] + self._levels
        return Answer(scores, to_rating(ratings))

    def scores(self, told: Told) -> NDArray[np.float32]:
        """How strongly each title is recommended to B members, float32 [B, N]."""
        return self.answer(told).scores

    def scores_of(self, told: Told, some: NDArray[np.intp]) -> NDArray[np.float32]:
        """The same for some titles only, float32 [B, n]."""
        scores = self._users(told)[:, : self._width] @ self._tastes[some].T
        scores += self._biases[some]
        if self._table is not None:
            scores += self._table.scores_of(told.starts, told.titles, told.ratings, some)
        return scores

    def _users(self, told: Told) -> NDArray[np.float32]:
        features = told.features(self._genre_flags)
        titles = self._row_of[features.titles]
        vectors: NDArray[np.float32] = self._user_vectors(
            features.profile, titles, features.deviations
        ).numpy()
        return vectors


def to_rating(deviations: NDArray[np.float32]) -> NDArray[np.float32]:
    """From the model's scale to 1..10."""
    return (CENTRE + SPREAD * deviations).clip(LOWEST, HIGHEST)
