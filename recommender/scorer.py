"""What members told -> a score and an expected rating for every title; the model as it is served."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import tensorflow as tf

from recommender.item_table import ALL
from recommender.taste import CENTRE, HIGHEST, LOWEST, SPREAD, TYPED_WEIGHT, UNRATED
from recommender.towers import PlainUserTower, content_features

if TYPE_CHECKING:
    import keras
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.genre_table import GenreTable
    from recommender.item_table import ItemTable
    from recommender.taste import Parts, Told

    Positions = slice | NDArray[np.intp]


def genre_share(titles: NDArray[np.integer], typed: NDArray[np.float32]) -> NDArray[np.float32]:
    """How much typed genres say beside the titles told, float32 [B, 1]: less, the more titles there are.

    Args:
        titles: how many each member told, int [B].
        typed: the genre ratings typed, 0 where there is none, float32 [B, G].
    """
    share = (typed > UNRATED).any(1) * TYPED_WEIGHT / (TYPED_WEIGHT + titles)
    return np.asarray(share[:, None], np.float32)


class Scorer:
    """Both towers, the item side computed once, and the two tables beside them.

    Attributes:
        directions: the titles' vectors of length 1, of which alike titles' point alike; float32 [N, D].
    """

    def __init__(
        self,
        model: keras.Model,
        catalogue: Catalogue,
        rows: NDArray[np.int32],
        table: ItemTable | None = None,
        genre_table: GenreTable | None = None,
    ) -> None:
        """Compute the item side and compile the user side.

        Args:
            model: from `towers.two_towers`.
            catalogue: the N titles.
            rows: each title's row in the model, 0 for one that training did not know; int32 [N].
            table: over the catalogue's titles.
            genre_table: over its genres and titles.
        """
        user_tower, item_tower = model.get_layer("user_tower"), model.get_layer("item_tower")
        self._catalogue = catalogue
        self._row_of = np.concatenate([np.zeros(1, np.int32), rows])  # 0 is padding
        self._table = table
        self._genre_table = genre_table
        items = item_tower([content_features(catalogue), rows], training=False).numpy()
        self._width = d = model.get_layer("scores").width
        tastes, self._rating_tastes, self._biases, self._levels = (
            np.ascontiguousarray(part) for part in np.split(items, [d, -2, -1], axis=1)
        )
        self._tastes = np.ascontiguousarray(tastes.T)  # as a product of few rows reads them
        self._lengths = np.maximum(np.linalg.norm(tastes, axis=1, keepdims=True), 1e-9)
        self.directions: NDArray[np.float32] = tastes / self._lengths
        compiled = tf.function(
            lambda *told: user_tower(list(told), training=False),
            input_signature=[tf.TensorSpec(tensor.shape, tensor.dtype) for tensor in user_tower.inputs],
            autograph=False,
        )
        self._user_vectors = compiled.get_concrete_function()
        self._plain = PlainUserTower(user_tower)

    def vectors(self, told: Told) -> NDArray[np.float32]:
        """The user tower's vectors of B members, float32 [B, D + R + 1]."""
        features = told.features(self._catalogue.genre_matrix)
        titles = self._row_of[features.titles]
        vectors = self._user_vectors(*map(tf.constant, (features.profile, titles, features.deviations)))
        return np.asarray(vectors.numpy(), np.float32)

    def scores(
        self, told: Told, vectors: NDArray[np.float32] | None = None, some: Positions = ALL
    ) -> NDArray[np.float32]:
        """How strongly each title is recommended to B members, float32 [B, N].

        Args:
            told: what they told.
            vectors: theirs, where these are at hand.
            some: the positions of the titles wanted.
        """
        vectors = self.vectors(told) if vectors is None else vectors
        scores: NDArray[np.float32] = vectors[:, : self._width] @ self._tastes[:, some]
        scores += self._biases[some, 0]
        if self._table is not None:
            scores += self._table.scores(told.starts, told.titles, told.ratings)[:, some]
        if self._genre_table is not None and told.typed.any():
            share = genre_share(np.diff(told.starts), told.typed)
            scores += share * self._genre_table.scores(told.typed, some)
        return scores

    def said(self, told: Told, of: NDArray[np.intp]) -> NDArray[np.float32]:
        """What each of n titles that one member told says in the item table for S titles, float32 [n, S]."""
        if self._table is None:
            return np.zeros((len(told.titles), len(of)), np.float32)
        return self._table.said(told.titles, told.ratings, of)

    def scores_of_parts(
        self, parts: Parts, of: NDArray[np.intp], said: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """What `scores` gives S titles for R parts of what one member told, float32 [R, S].

        Args:
            parts: of what was told.
            of: the positions of the S titles.
            said: from `said`, for the same.
        """
        profile, deviations = parts.features(self._catalogue.genre_flags)
        rows = self._row_of[parts.titles + 1]
        tastes = self.directions[of] * self._lengths[of]
        scores: NDArray[np.float32] = self._plain.tastes(profile, rows, parts.kept, deviations) @ tastes.T
        scores += self._biases[of, 0] + parts.kept @ said
        if self._genre_table is not None and parts.typed.any():
            share = genre_share(parts.kept.sum(axis=1), parts.typed)
            scores += share * self._genre_table.scores(parts.typed, of)
        return scores

    def ratings(
        self, told: Told, vectors: NDArray[np.float32] | None = None, some: Positions = ALL
    ) -> NDArray[np.float32]:
        """The rating expected of B members for each title, 1 to 10, float32 [B, N]; as `scores`."""
        vectors = self.vectors(told) if vectors is None else vectors
        ratings: NDArray[np.float32] = vectors[:, self._width : -1] @ self._rating_tastes[some].T
        ratings += vectors[:, -1:] + self._levels[some, 0]
        return (CENTRE + SPREAD * ratings).clip(LOWEST, HIGHEST)
