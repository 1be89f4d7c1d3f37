"""The two-tower model, in Keras: a member and a title each become a vector; their product is the score."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import keras
from keras import layers, ops

from recommender.summed import LIKED
from recommender.taste import CENTRE, SPREAD

if TYPE_CHECKING:
    from recommender.sizes import TowerSizes

PACKAGE = "osusume"
Tensor = Any  # Keras and TensorFlow come without types


@keras.saving.register_keras_serializable(PACKAGE)
class History(layers.Layer):  # type: ignore[misc]  # Keras comes without types
    """The titles told -> three weighted sums of their vectors: all, by deviation, and the liked ones.

    A sum is divided by the square root of the list's length, so that a long list says more than a short one,
    and not in proportion.

    Input: titles int [B, L] as rows of the table (0 is padding), deviations float [B, L].
    Output: float [B, 3 D].
    """

    def __init__(self, titles: int, width: int, **options: Any) -> None:
        super().__init__(**options)
        self.titles, self.width = titles, width

    def build(self, _shapes: object) -> None:
        self.table = self.add_weight(
            name="table",
            shape=(self.titles + 1, self.width),
            initializer=keras.initializers.RandomNormal(stddev=0.05),
        )

    def call(self, inputs: tuple[Tensor, Tensor]) -> Tensor:
        titles, deviations = inputs
        told = ops.cast(titles > 0, "float32")
        length = ops.maximum(ops.sum(told, axis=1, keepdims=True), 1.0)
        liked = ops.cast(deviations > LIKED, "float32")
        weights = ops.stack([told, deviations, liked], axis=1) / ops.sqrt(length)[:, None]
        sums = ops.matmul(weights * told[:, None], ops.take(self.table, titles, axis=0))
        return ops.reshape(sums, (-1, 3 * self.width))

    def compute_output_shape(self, shapes: Tensor) -> tuple[int | None, int]:
        return shapes[0][0], 3 * self.width

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "titles": self.titles, "width": self.width}


@keras.saving.register_keras_serializable(PACKAGE)
class TitleVector(layers.Layer):  # type: ignore[misc]  # likewise
    """What is learned of each title beyond its content; zero for row 0, a title that training did not know.

    Input: rows int [N]. Output: float [N, width]. In training a share of the rows is zero, so that content
    learns to stand alone (after DropoutNet, Volkovs et al., NeurIPS 2017).
    """

    def __init__(self, titles: int, width: int, dropout: float, **options: Any) -> None:
        super().__init__(**options)
        self.titles, self.width, self.dropout = titles, width, dropout
        self.seeds = keras.random.SeedGenerator()

    def build(self, _shapes: object) -> None:
        self.table = self.add_weight(
            name="table",
            shape=(self.titles + 1, self.width),
            initializer=keras.initializers.RandomNormal(stddev=0.05),
        )

    def call(self, rows: Tensor, *, training: bool = False) -> Tensor:
        known = rows > 0
        if training:
            known = ops.logical_and(
                known, keras.random.uniform(ops.shape(rows), seed=self.seeds) >= self.dropout
            )
        return ops.take(self.table, rows, axis=0) * ops.cast(known, "float32")[:, None]

    def compute_output_shape(self, shape: Any) -> tuple[int | None, int]:
        return shape[0], self.width

    def get_config(self) -> dict[str, Any]:
        sizes = {"titles": self.titles, "width": self.width, "dropout": self.dropout}
        return {**super().get_config(), **sizes}


def scores(users: Tensor, items: Tensor, width: int) -> Tensor:
    """How strongly each of N titles is recommended to each of B members, float [B, N]."""
    return ops.matmul(users[:, :width], ops.transpose(items[:, :width])) + items[:, -2]


def pair_ratings(users: Tensor, items: Tensor, pairs: Tensor, width: int) -> Tensor:
    """The rating expected of h (member, title) pairs, int [h, 2] -> float [h], 1 to 10."""
    user = ops.take(
        users[:, width:], pairs[:, 0], axis=0
    )  # no more columns than needed: there are many pairs
    item = ops.take(items[:, width:], pairs[:, 1], axis=0)
    personal = ops.sum(user[:, :-1] * item[:, :-2], axis=1)
    return CENTRE + SPREAD * (personal + user[:, -1] + item[:, -1])


@keras.saving.register_keras_serializable(PACKAGE)
class Scores(layers.Layer):  # type: ignore[misc]  # Keras comes without types
    """Vectors of B members and N titles -> how strongly each title is recommended to each, float [B, N]."""

    def __init__(self, width: int, **options: Any) -> None:
        super().__init__(**options)
        self.width = width

    def call(self, inputs: tuple[Tensor, Tensor]) -> Tensor:
        return scores(*inputs, self.width)

    def compute_output_shape(self, shapes: Tensor) -> tuple[int | None, int | None]:
        return shapes[0][0], shapes[1][0]

    def get_config(self) -> dict[str, Any]:
        return {**super().get_config(), "width": self.width}


def user_tower(sizes: TowerSizes) -> keras.Model:
    """Profile and history -> vector, [B, D + R + 1]: taste (D), taste in rating (R), the member's level.

    A linear path stands beside a non-linear one.
    """
    profile = keras.Input((sizes.profile,), name="profile")
    titles = keras.Input((None,), name="titles", dtype="int32")
    deviations = keras.Input((None,), name="deviations")
    history = History(sizes.titles, sizes.width, name="history")((titles, deviations))
    told = layers.Concatenate()([profile, layers.Dropout(sizes.history_dropout)(history)])
    hidden = layers.Dense(sizes.hidden, activation="silu", name="hidden")(told)
    hidden = layers.Dropout(sizes.hidden_dropout)(hidden)
    linear = layers.Dense(sizes.width, use_bias=False, name="linear")(told)
    taste = layers.Add()([layers.Dense(sizes.width, name="nonlinear")(hidden), linear])
    rating = layers.Dense(sizes.rating_width + 1)(layers.Concatenate()([hidden, profile]))
    vector = layers.Concatenate()([taste, rating])
    return keras.Model([profile, titles, deviations], vector, name="user_tower")


def item_tower(sizes: TowerSizes) -> keras.Model:
    """Content and row -> vector, [N, D + R + 2]: the same two, the bias in score, and that in rating.

    What the content says and what is learned of the title itself are added up.
    """
    content = keras.Input((sizes.content,), name="content")
    row = keras.Input((), name="row", dtype="int32")
    width = sizes.width + sizes.rating_width + 2
    hidden = layers.Dense(sizes.width, activation="silu")(content)
    own = TitleVector(sizes.titles, width, sizes.title_dropout, name="title_vector")(row)
    return keras.Model([content, row], layers.Add()([layers.Dense(width)(hidden), own]), name="item_tower")


def two_towers(sizes: TowerSizes) -> keras.Model:
    """Both towers and their product: (profile, titles, deviations, content, row) -> scores [B, N]."""
    user, item = user_tower(sizes), item_tower(sizes)
    output = Scores(sizes.width, name="scores")((user(user.inputs), item(item.inputs)))
    return keras.Model([*user.inputs, *item.inputs], output, name="two_towers")
