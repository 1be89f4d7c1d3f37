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
from recommender.checkpoint import Progress, TrainingError
from recommender.compiled import compiled_towers
from recommender.content import content_features
from recommender.distribution import Workers
from recommender.evaluation import Mode, genre_answers, hold_out, measure, part, tell
from recommender.examples import Examples, Mix, Sampler
from recommender.genre_table import GenreTable
from recommender.item_table import ENTRIES, ItemTable
from recommender.scorer import Scorer
from recommender.series import work_out_series
from recommender.sizes import TowerSizes
from recommender.taste import SPREAD
from recommender.towers import Tensor, pair_ratings, scores, two_towers

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.evaluation import HeldOut
    from recommender.ratings import Ratings
    from recommender.series import Relations
    from recommender.taste import Told

    Scored = Callable[[Told], NDArray[np.float32]]

MASKED = -1e9
WARM_UP = 100  # steps
GAINS = (0.0, 2.0, 4.0, 8.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0)
SMALL_BATCH, LARGE_BATCH, MANY_USERS = 256, 1_024, 100_000
MOST_WATCHED, MOST_TESTED = 1_000, 10_000  # users


@dataclass(frozen=True, slots=True)
class Options:
    """How to train.

    Attributes:
        epochs: passes over the users, at most.
        batch: users a step; if none is given, as many as their number asks for.
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
    batch: int | None = None
    rate: float = 2e-3
    decay: float = 1e-5
    rating_weight: float = 0.1
    watch_every: int = 5
    patience: int = 2
    width: int = 128
    hidden: int = 256
    table_entries: int = ENTRIES
    seed: int = 2020
    mix: Mix = field(default_factory=Mix)

    def batch_of(self, users: int) -> int:
        """How many of so many users make a step: of many users larger ones, which take less time in all."""
        return self.batch or (SMALL_BATCH if users < MANY_USERS else LARGE_BATCH)


def train(
    catalogue: Catalogue,
    ratings: Ratings,
    options: Options,
    *,
    relations: Relations | None = None,
    checkpoint: Path | None = None,
    progress: bool = True,
) -> Bundle | None:
    """Train on every user who is not held out for testing, and measure on those who are.

    Where `TF_CONFIG` names several workers, each calls this with the same arguments before it does anything
    else with TensorFlow. Only the first of them gets the bundle.

    Args:
        catalogue: the titles.
        ratings: the users' lists.
        options: how to train.
        relations: between titles, where there are any; else the series are worked out from names and dates.
        checkpoint: a file to go on from, if it is there, and to keep the state of training in.
        progress: whether to show progress bars, where standard error is a terminal.

    Raises:
        TrainingError: there are too few users, or the checkpoint is of another training.
    """
    started = time.monotonic()
    workers = Workers.from_environment()
    keras.utils.set_random_seed(options.seed)
    users = part(ratings.users)
    watched = hold_out(ratings, users.validation[:MOST_WATCHED], options.seed)
    if len(users.train) < options.batch_of(len(users.train)) or not len(watched.told.users):
        raise TrainingError(
            f"{len(ratings.users):,} users are too few to train on: give a few thousand, or a smaller batch."
        )
    trainer = Trainer(catalogue, ratings, users.train, options, workers)
    with workers.together():
        trainer.run(watched, checkpoint, progress=progress)
        if not workers.chief:
            return None  # when the first is done
        again = hold_out(ratings, users.validation[:MOST_WATCHED], options.seed + 1)
        learnt = ratings.subset(users.train)
        table, genre_table = fit_tables(trainer, learnt, (watched, again))
        tested = hold_out(ratings, users.test[:MOST_TESTED])
        manifest = Manifest(
            trained_at=datetime.now(UTC).isoformat(timespec="seconds"),
            trained_on={
                "users": len(learnt.users),
                "ratings": len(learnt),
                "titles": len(catalogue),
                "minutes": round((time.monotonic() - started) / 60, 1),
            },
            quality=quality(trainer.scorer(table, genre_table), tested, catalogue),
            sizes=trainer.sizes,
            genres=catalogue.genres,
            titles=tuple(map(int, catalogue.ids)),
        )
        series = work_out_series(catalogue, relations)
        return Bundle(manifest, catalogue, trainer.model, table, series, genre_table)


def fit_tables(
    trainer: Trainer, learnt: Ratings, hold_outs: Sequence[HeldOut]
) -> tuple[ItemTable, GenreTable]:
    """Fit both tables, as loud as it serves best beside the towers.

    Args:
        trainer: with the trained towers.
        learnt: the lists that these learnt from.
        hold_outs: the users kept apart, their lists divided in several ways.
    """
    catalogue, options, towers = trainer.catalogue, trainer.options, trainer.scorer()
    table = ItemTable.fit(learnt, np.random.default_rng(options.seed), options.table_entries)
    table *= choose_gain(
        towers,
        lambda told: table.scores(told.starts, told.titles, told.ratings),
        hold_outs,
        (Mode.TEN, Mode.LIST),
        catalogue,
    )
    genre_table = GenreTable.fit(learnt, genre_answers(learnt, catalogue.genre_matrix))
    genre_table *= choose_gain(
        towers, lambda told: genre_table.scores(told.typed), hold_outs, (Mode.GENRES,), catalogue
    )
    return table, genre_table


def choose_gain(
    towers: Scorer, table: Scored, hold_outs: Sequence[HeldOut], modes: Sequence[Mode], catalogue: Catalogue
) -> float:
    """How loudly a table speaks beside the towers: what serves the users kept apart best.

    The figures hardly differ around the best one and scatter by chance, so that each gain is judged together
    with its neighbours.

    Args:
        towers: the model without tables.
        table: the table's scores.
        hold_outs: those users, their lists divided in several ways.
        modes: how much they tell.
        catalogue: the titles.
    """

    def serves(gain: float) -> float:
        together = Together(towers, table, gain)
        figures = [
            measure(held, together, tell(held, mode, catalogue)).ndcg.mean()
            for held in hold_outs
            for mode in modes
        ]
        return float(np.mean(figures))

    figures = np.array([serves(gain) for gain in GAINS])
    among_neighbours = np.convolve(np.pad(figures, 1, mode="edge"), np.full(3, 1 / 3), mode="valid")
    return GAINS[int(among_neighbours.argmax())]


def quality(scorer: Scorer, tested: HeldOut, catalogue: Catalogue) -> dict[str, dict[str, float]]:
    """NDCG@10 and Recall@20 by how much is told."""
    figures = {mode: measure(tested, scorer, tell(tested, mode, catalogue)) for mode in Mode}
    return {
        str(mode): {"NDCG@10": float(f.ndcg.mean()), "Recall@20": float(f.recall.mean())}
        for mode, f in figures.items()
    }


@dataclass(frozen=True, slots=True)
class Together:
    """The towers and a table, before they are one model."""

    towers: Scorer
    table: Scored
    gain: float

    def scores(self, told: Told) -> NDArray[np.float32]:
        """Both, added up; float32 [B, N]."""
        return self.towers.scores(told) + np.float32(self.gain) * self.table(told)


class Trainer:
    """The model in training, its optimizer and its data."""

    def __init__(
        self,
        catalogue: Catalogue,
        ratings: Ratings,
        users: NDArray[np.int64],
        options: Options,
        workers: Workers | None = None,
    ) -> None:
        """Build the model.

        Args:
            catalogue: the titles.
            ratings: the users' lists.
            users: positions of the users to learn from, int64 [U].
            options: how to train.
            workers: with whom; alone if none are given.
        """
        self.workers = workers or Workers.alone()
        self.catalogue, self.users, self.options = catalogue, self.workers.share(users), options
        self.batch = options.batch_of(len(self.users))
        self.rng = np.random.default_rng(options.seed)
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
        with self.workers.strategy.scope():
            self.model = two_towers(self.sizes)
            self._optimizer = self._make_optimizer()
        self._towers = self.model.get_layer("user_tower"), self.model.get_layer("item_tower")
        self._rows = np.arange(1, len(catalogue) + 1, dtype=np.int32)
        self._items = tf.constant(content), tf.constant(self._rows)
        self._step = tf.function(self._train_step, reduce_retracing=True)

    def run(self, watched: HeldOut, checkpoint: Path | None = None, *, progress: bool = True) -> None:
        """Train until the users kept apart see no more gain, and keep the best weights.

        Args:
            watched: those users.
            checkpoint: a file to go on from, if it is there, and to keep the state in after every epoch.
            progress: whether to show progress bars, where standard error is a terminal.

        Raises:
            TrainingError: the checkpoint is of another training.
        """
        state = self._resume(checkpoint)
        while state.epoch < self.options.epochs and state.worse < self.options.patience:
            state.epoch += 1
            self._epoch(f"epoch {state.epoch} of {self.options.epochs}", progress=progress)
            if state.epoch % self.options.watch_every == 0 or state.epoch == self.options.epochs:
                state.look(self._look(watched), self.model)
            if checkpoint and self.workers.chief:
                state.save(checkpoint, self._variables, self.rng)
        self.model.set_weights(state.best_weights)

    def scorer(self, table: ItemTable | None = None, genre_table: GenreTable | None = None) -> Scorer:
        """The model as it stands, ready to answer."""
        return Scorer(compiled_towers(self.model), self.catalogue, self._rows, table, genre_table)

    @property
    def _steps(self) -> int:
        return -(-len(self.users) // self.batch)

    def _make_optimizer(self) -> keras.Optimizer:
        o = self.options
        schedule = keras.optimizers.schedules.CosineDecay(
            o.rate / 10, self._steps * o.epochs, alpha=0.1, warmup_target=o.rate, warmup_steps=WARM_UP
        )
        optimizer = keras.optimizers.AdamW(schedule, weight_decay=o.decay)
        optimizer.build(self.model.trainable_variables)
        return optimizer

    @property
    def _variables(self) -> list[Tensor]:
        return [*self.model.variables, *self._optimizer.variables]

    def _resume(self, checkpoint: Path | None) -> Progress:
        state = Progress(best_weights=self.model.get_weights())
        if checkpoint and checkpoint.exists():
            state = Progress.load(checkpoint, self._variables, self.rng)
        if self.workers.mean(state.epoch) != state.epoch:
            raise TrainingError("The workers see different checkpoints: give all the same file, or none.")
        return state

    def _epoch(self, name: str, *, progress: bool) -> None:
        # One draw an epoch keeps the chief's source of chance, which a checkpoint holds, that of all workers.
        rng = np.random.default_rng([int(self.rng.integers(1 << 32)), self.workers.index])
        examples = self._sampler.epoch(self.users, self.batch, rng)
        shown = progress and self.workers.chief
        with tqdm(examples, name, self._steps, unit="step", disable=None if shown else True) as bar:
            for number, batch in enumerate(bar, 1):
                loss, error = self._step(tensors(batch, self.catalogue.genre_flags))
                if number % 20 == 0 or number == self._steps:
                    bar.set_postfix(loss=f"{float(loss):.3f}", rating=f"{float(error):.3f}")

    def _look(self, watched: HeldOut) -> float:
        """The mean NDCG@10 over the modes."""
        scorer = self.scorer()
        told = [tell(watched, mode, self.catalogue) for mode in Mode]
        return self.workers.mean(np.mean([measure(watched, scorer, t).ndcg.mean() for t in told]))

    def _train_step(self, batch: tuple[Tensor, ...]) -> tuple[Tensor, Tensor]:
        losses: tuple[Tensor, Tensor] = self.workers.strategy.run(self._replica_step, batch)
        return losses

    def _replica_step(
        self, features: tuple[Tensor, ...], known: Tensor, hidden: Tensor, ratings: Tensor, weights: Tensor
    ) -> tuple[Tensor, Tensor]:
        variables, d = self.model.trainable_variables, self.sizes.width
        with tf.GradientTape() as tape:
            users, items = (
                tower(inputs, training=True)
                for tower, inputs in zip(self._towers, (features, self._items), strict=True)
            )
            ranking = ranking_loss(scores(users, items, d), known, hidden, weights)
            error = rating_loss(pair_ratings(users, items, hidden, d), hidden, ratings)
            loss = (ranking + self.options.rating_weight * error) / self.workers.count
        # Keras adds up the gradients of all workers here.
        self._optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))
        return ranking, error


def tensors(examples: Examples, genre_flags: NDArray[np.bool_]) -> tuple[Tensor, ...]:
    """A batch for the training step: features, known [k, 2], hidden [h, 2], ratings [h], weights [h]."""
    features = tuple(map(tf.constant, examples.told.features(genre_flags)))
    known, hidden = (tf.constant(np.stack(pair, axis=1)) for pair in (examples.known, examples.hidden))
    return features, known, hidden, tf.constant(examples.hidden_ratings), tf.constant(examples.weights)


def ranking_loss(scores: Tensor, known: Tensor, hidden: Tensor, weights: Tensor) -> Tensor:
    """Weighted cross-entropy of the hidden titles under a softmax over all that are not known, a scalar.

    Args:
        scores: float [B, N].
        known: (row, title) pairs that are left out of the softmax, int [k, 2].
        hidden: (row, title) pairs, int [h, 2].
        weights: float [h].
    """
    masked = tf.tensor_scatter_nd_update(scores, known, tf.fill(tf.shape(known)[:1], MASKED))
    log_total = tf.reduce_logsumexp(masked, axis=1)
    return tf.reduce_sum(weights * (tf.gather(log_total, hidden[:, 0]) - tf.gather_nd(masked, hidden)))


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
