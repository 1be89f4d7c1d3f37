"""The two-tower model, in Keras: a member and a title each become a vector; their product is the score."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

from recommender.taste import CENTRE, SPREAD

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue

PACKAGE = "osusume"
Tensor = Any  # Keras and TensorFlow come without types
TYPES = ("TV", "OVA", "Movie", "Special", "ONA", "Music")
FIRST_YEAR, LAST_YEAR, ERA = 1980, 2020, 4
LIKED = 0.3  # a rating this far above the member's mean, in spreads, counts as liked in the history


@dataclass(frozen=True, slots=True)
class TowerSizes:
    """The model's dimensions.

    Attributes:
        titles: N, how many titles have a row of their own.
        profile: width of the user tower's `profile` input.
        content: width of the item tower's `content` input.
        width: D, length of the vectors whose product is the score.
        rating_width: length of the vectors whose product is the personal part of the expected rating.
        hidden: units of each hidden layer of the user tower.
        history_dropout: share of the summed history that training leaves out.
        hidden_dropout: share of the hidden units that training leaves out.
        title_dropout: share of the titles that one step of training knows by their content alone.
    """

    titles: int
    profile: int
    content: int
    width: int = 128
    rating_width: int = 32
    hidden: int = 256
    history_dropout: float = 0.3
    hidden_dropout: float = 0.3
    title_dropout: float = 0.2


def content_features(catalogue: Catalogue) -> NDArray[np.float32]:
    """What the item tower is told of each title, float32 [N, F]; each missing value has a flag of its own."""
    anime = catalogue.anime
    year = catalogue.years.astype(np.float32)
    score = np.array([a.score or 0 for a in anime], np.float32)
    episodes = np.array([a.episodes or 0 for a in anime], np.float32)
    age = (year - 2005) / 10
    eras = range(FIRST_YEAR, LAST_YEAR + 1, ERA)
    columns = [
        *catalogue.genre_flags.T,
        *(np.array([a.type == kind for a in anime]) for kind in TYPES),
        *(np.where(year > 0, value, 0) for value in (1, age, age**2)),
        *((year >= era) & (year < era + ERA) for era in eras),
        *(np.where(score > 0, value, 0) for value in (1, score - 6.5)),
        *(np.where(episodes > 0, value, 0) for value in (1, np.log(np.maximum(episodes, 1)))),
        (np.log1p(catalogue.members) - 8) / 3,
        catalogue.adult,
    ]
    return np.stack(columns, axis=1).astype(np.float32)


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


class ServedUserTower:
    """The user tower as it answers: histories summed without padding, the rest by one compiled function.

    For parts of one list the rest is plain arrays, too: so few rows TensorFlow multiplies more slowly.
    """

    def __init__(self, tower: keras.Model) -> None:
        """Compile what comes after the history.

        Args:
            tower: from `user_tower`.
        """
        profile, history = tower.inputs[0], tower.get_layer("history")

        def weights(layer: str) -> list[NDArray[np.float32]]:
            # Where TensorFlow keeps them: the processor's cache has no room for a copy.
            return [np.asarray(weight.value.read_value()) for weight in tower.get_layer(layer).weights]

        (self._table,) = weights("history")
        self._hidden, self._hidden_bias = weights("hidden")
        self._nonlinear, self._nonlinear_bias = weights("nonlinear")
        (self._linear,) = weights("linear")
        rest = keras.Function([profile, history.output], tower.output)
        width = profile.shape[1]

        def compiled(members: int | None) -> Callable[[NDArray[np.float32]], NDArray[np.float32]]:
            function = tf.function(
                lambda told: rest([told[:, :width], told[:, width:]]),
                [tf.TensorSpec((members, width + history.output.shape[1]))],
                autograph=False,
                jit_compile=members is not None,
            ).get_concrete_function()
            # To have its argument looked over once more would take as long as its work.
            call, weights = function.inference_fn.call_flat, function.captured_inputs
            return lambda told: np.asarray(call(tf.constant(told), *weights)[0].numpy(), np.float32)

        # XLA compiles for one shape; what it makes runs where it is called, not in a thread of a pool.
        self._rest, self._rest_of_one = compiled(None), compiled(1)

    def vectors(
        self,
        profile: NDArray[np.float32],
        starts: NDArray[np.int64],
        rows: NDArray[np.int32],
        deviations: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """The vectors of B members with lists in compressed rows, float32 [B, D + R + 1].

        Args:
            profile: of each member, float32 [B, 3 G + 3].
            starts: where each one's list begins, int64 [B + 1].
            rows: of their titles in the table, 0 for none; int32 [n].
            deviations: float32 [n].
        """
        kept = np.ones((1, len(rows)), np.bool_)
        lists = [slice(first, last) for first, last in pairwise(starts.tolist())]
        histories = [self._histories(rows[one], kept[:, one], deviations[None, one]) for one in lists]
        rest = self._rest_of_one if len(profile) == 1 else self._rest
        told = np.hstack([profile, np.concatenate(histories)])
        return rest(told)

    def products_of_parts(
        self,
        profile: NDArray[np.float32],
        rows: NDArray[np.int32],
        kept: NDArray[np.bool_],
        deviations: NDArray[np.float32],
        titles: NDArray[np.float32],
    ) -> NDArray[np.float32]:
        """The products of the vectors of P parts of one member's list and S titles', float32 [P, S].

        Args:
            profile: of each part, float32 [P, 3 G + 3].
            rows: of the whole list's titles in the table, 0 for none; int32 [n].
            kept: which of them each part holds, bool [P, n].
            deviations: float32 [P, n].
            titles: the first D numbers of the titles' vectors, float32 [D, S].
        """
        inputs = np.hstack([profile, self._histories(rows, kept, deviations)])
        hidden = inputs @ self._hidden + self._hidden_bias
        hidden *= (1 + np.tanh(hidden / 2)) / 2  # silu, without an exponential that overflows
        # Of S, P and D the last is the largest.
        products = hidden @ (self._nonlinear @ titles) + inputs @ (self._linear @ titles)
        return np.asarray(products + self._nonlinear_bias @ titles, np.float32)

    def _histories(
        self, rows: NDArray[np.int32], kept: NDArray[np.bool_], deviations: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """What `History` makes of P parts of one list, float32 [P, 3 D]."""
        told = kept & (rows > 0)
        share = told / np.sqrt(np.maximum(told.sum(axis=1, keepdims=True), 1), dtype=np.float32)
        weights = np.stack([share, share * deviations, share * (deviations > LIKED)], axis=1)
        return (weights.reshape(3 * len(kept), -1) @ self._table[rows]).reshape(len(kept), -1)


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
