"""Training: by user, over the whole catalogue, for ranking (full softmax) and for the expected rating."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import keras
import numpy as np
import tensorflow as tf
from tqdm import tqdm

from recommender.bundle import Bundle, Manifest
from recommender.evaluation import Mode, hold_out, measure, part, tell
from recommender.examples import Examples, Mix, Sampler
from recommender.item_table import ENTRIES, ItemTable
from recommender.ratings import LIKED
from recommender.scorer import Scorer
from recommender.taste import SPREAD
from recommender.towers import Tensor, TowerSizes, content_features, pair_ratings, scores, two_towers

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from recommender.catalogue import Catalogue
    from recommender.evaluation import HeldOut
    from recommender.ratings import Ratings

MASKED = -1e9
WARM_UP = 100  # steps


class TrainingError(ValueError):
    """Data that cannot be trained on, with the reason in one sentence."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to train.

    Attributes:
        epochs: passes over the users, at most.
        batch: users a step.
        rate: the highest learning rate of AdamW; it warms up and then falls along a cosine.
        decay: weight decay.
        rating_weight: the rating head's share of the loss.
        watch_every: epochs between two looks at the users kept apart.
        patience: looks without a better one after which training stops.
        width: the towers' vector length.
        hidden: units of the user tower's hidden layer.
        table_entries: how many weights of the item-to-item table are kept.
        seed: of all chance.
        mix: how examples are drawn.
    """

    epochs: int = 30
    batch: int = 256
    rate: float = 2e-3
    decay: float = 1e-5
    rating_weight: float = 0.1
    watch_every: int = 5
    patience: int = 2
    width: int = 128
    hidden: int = 512
    table_entries: int = ENTRIES
    seed: int = 2020
    mix: Mix = field(default_factory=Mix)


def train(catalogue: Catalogue, ratings: Ratings, options: Options, *, progress: bool = True) -> Bundle:
    """Train on every user who is not held out for testing.

    Raises:
        TrainingError: there are too few users.
    """
    started = time.monotonic()
    keras.utils.set_random_seed(options.seed)
    users = part(ratings.users)
    watched = hold_out(ratings, users.validation, options.seed)
    if len(users.train) < options.batch or not len(watched.told.users):
        raise TrainingError(
            f"{len(ratings.users):,} users are too few to train on: give a few thousand, or a smaller batch."
        )
    trainer = Trainer(catalogue, ratings, users.train, options)
    trainer.run(watched, progress=progress)
    table = ItemTable.fit(ratings.subset(users.train), trainer.rng, options.table_entries)
    manifest = Manifest(
        trained_at=datetime.now(UTC).isoformat(timespec="seconds"),
        trained_on={
            "users": len(users.train),
            "ratings": int(ratings.counts[users.train].sum()),
            "titles": len(catalogue),
            "minutes": round((time.monotonic() - started) / 60, 1),
        },
        quality=trainer.quality,
        sizes=trainer.sizes,
        genres=catalogue.genres,
        titles=tuple(map(int, catalogue.ids)),
    )
    return Bundle(manifest, catalogue, trainer.model, table)


class Trainer:
    """The model in training, its optimizer and its data."""

    def __init__(
        self, catalogue: Catalogue, ratings: Ratings, users: NDArray[np.int64], options: Options
    ) -> None:
        self.catalogue, self.users, self.options = catalogue, users, options
        self.rng = np.random.default_rng(options.seed)
        self.quality: dict[str, dict[str, float]] = {}
        fame = np.log1p(catalogue.members).astype(np.float32)
        self._sampler = Sampler(ratings, catalogue.genre_matrix, fame, options.mix)
        content = content_features(catalogue)
        self.sizes = TowerSizes(
            titles=len(catalogue),
            profile=3 * len(catalogue.genres) + 3,
            content=content.shape[1],
            width=options.width,
            hidden=options.hidden,
        )
        self.model = two_towers(self.sizes)
        self._towers = self.model.get_layer("user_tower"), self.model.get_layer("item_tower")
        self._rows = np.arange(1, len(catalogue) + 1, dtype=np.int32)
        self._items = tf.constant(content), tf.constant(self._rows)
        steps = -(-len(users) // options.batch) * options.epochs
        schedule = keras.optimizers.schedules.CosineDecay(
            options.rate / 10, steps, alpha=0.1, warmup_target=options.rate, warmup_steps=WARM_UP
        )
        self._optimizer = keras.optimizers.AdamW(schedule, weight_decay=options.decay)
        self._optimizer.build(self.model.trainable_variables)
        self._step = tf.function(self._train_step, reduce_retracing=True)

    def run(self, watched: HeldOut, *, progress: bool) -> None:
        """Train until the users kept apart see no more gain, and keep the best weights."""
        best, best_weights, worse = -np.inf, self.model.get_weights(), 0
        steps = -(-len(self.users) // self.options.batch)
        for epoch in range(1, self.options.epochs + 1):
            with tqdm(
                total=steps, desc=f"epoch {epoch}", unit="step", disable=None if progress else True
            ) as bar:
                for number, examples in enumerate(
                    self._sampler.epoch(self.users, self.options.batch, self.rng), 1
                ):
                    loss, error = self._step(*tensors(examples, self.catalogue.genre_matrix))
                    bar.update()
                    if number % 20 == 0 or number == steps:
                        bar.set_postfix(loss=f"{float(loss):.3f}", rating=f"{float(error):.3f}")
            if epoch % self.options.watch_every and epoch != self.options.epochs:
                continue
            figure = self._look(watched)
            if figure > best:
                best, best_weights, worse = figure, self.model.get_weights(), 0
            else:
                worse += 1
                if worse >= self.options.patience:
                    break
        self.model.set_weights(best_weights)

    def _look(self, watched: HeldOut) -> float:
        """The mean NDCG@10 over the modes."""
        scorer = Scorer(self.model, self.catalogue, self._rows, None)
        told = [tell(watched, mode, self.catalogue) for mode in Mode]
        return float(np.mean([measure(watched, scorer, mode).ndcg.mean() for mode in told]))

    def _train_step(
        self, features: tuple[Tensor, ...], known: Tensor, hidden: Tensor, ratings: Tensor
    ) -> tuple[Tensor, Tensor]:
        variables, d = self.model.trainable_variables, self.sizes.width
        with tf.GradientTape() as tape:
            users, items = (
                tower(inputs, training=True)
                for tower, inputs in zip(self._towers, (features, self._items), strict=True)
            )
            ranking = ranking_loss(scores(users, items, d), known, tf.boolean_mask(hidden, ratings >= LIKED))
            error = rating_loss(pair_ratings(users, items, hidden, d), hidden, ratings)
            loss = ranking + self.options.rating_weight * error
        self._optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        return ranking, error


def tensors(examples: Examples, genre_flags: csr_matrix) -> tuple[Tensor, ...]:
    """A batch as the training step takes it: features, known [k, 2], hidden [h, 2], hidden ratings [h]."""
    features = tuple(map(tf.constant, examples.told.features(genre_flags)))
    known, hidden = (tf.constant(np.stack(pair, axis=1)) for pair in (examples.known, examples.hidden))
    return features, known, hidden, tf.constant(examples.hidden_ratings)


def ranking_loss(scores: Tensor, known: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy of the wanted titles under a softmax over all titles that are not known, a scalar.

    Args:
        scores: float [B, N].
        known: (row, title) pairs that are left out of the softmax, int [k, 2].
        wanted: (row, title) pairs, int [w, 2].
    """
    masked = tf.tensor_scatter_nd_update(scores, known, tf.fill(tf.shape(known)[:1], MASKED))
    log_total = tf.reduce_logsumexp(masked, axis=1)
    return tf.reduce_mean(tf.gather(log_total, wanted[:, 0]) - tf.gather_nd(masked, wanted))


def rating_loss(expected: Tensor, hidden: Tensor, ratings: Tensor) -> Tensor:
    """Mean squared error of the expected ratings in spreads, each user weighing as the root of their number.

    Args:
        expected: float [h], 1 to 10.
        hidden: (row, title) pairs, int [h, 2].
        ratings: what the users gave, float [h].
    """
    error = tf.square((expected - ratings) / SPREAD)
    row = hidden[:, 0]
    many = tf.math.unsorted_segment_sum(tf.ones_like(error), row, tf.reduce_max(row) + 1)
    weight = tf.math.rsqrt(tf.gather(many, row))
    return tf.reduce_sum(weight * error) / tf.reduce_sum(weight)
