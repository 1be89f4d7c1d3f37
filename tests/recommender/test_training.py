from __future__ import annotations

from typing import TYPE_CHECKING

import keras
import numpy as np
import pytest

from recommender.baselines import Popularity
from recommender.bundle import load_bundle
from recommender.checkpoint import TrainingError
from recommender.compiled import compiled_towers
from recommender.evaluation import Interval, Mode, hold_out, measure, part, tell
from recommender.scorer import Scorer
from recommender.training import Options, Trainer, train

if TYPE_CHECKING:
    from pathlib import Path

    from recommender.catalogue import Catalogue
    from recommender.ratings import Ratings

TINY = Options(epochs=3, batch=128, width=8, hidden=16, watch_every=1, patience=9, table_entries=5_000)


def run(catalogue: Catalogue, ratings: Ratings, checkpoint: Path | None = None, stop: int = 99) -> Trainer:
    """Train; as if by Ctrl-C, stop in the middle of an epoch."""
    keras.utils.set_random_seed(1)
    users = part(ratings.users)
    trainer = Trainer(catalogue, ratings, users.train, TINY)
    step, taken = trainer._step, 0

    def counted(*batch: object) -> object:
        nonlocal taken
        taken += 1
        if taken > stop:
            raise KeyboardInterrupt
        return step(*batch)

    trainer._step = counted
    trainer.run(hold_out(ratings, users.validation), checkpoint, progress=False)
    return trainer


def test_it_learns_more_than_what_is_popular(bundle: Path, ratings: Ratings) -> None:
    b = load_bundle(bundle)
    users = part(ratings.users)
    held = hold_out(ratings, users.test)
    popular = Popularity().fit(ratings.subset(users.train))
    scorer = Scorer(compiled_towers(b.model), b.catalogue, b.rows, b.table)
    for mode in (Mode.TEN, Mode.LIST):
        told = tell(held, mode, b.catalogue)
        gain = measure(held, scorer, told).ndcg - measure(held, popular, told).ndcg
        assert Interval.of(gain).low > 0, mode


def test_an_interrupted_training_ends_as_one_that_was_not(
    catalogue: Catalogue, ratings: Ratings, tmp_path: Path
) -> None:
    whole = run(catalogue, ratings)
    checkpoint = tmp_path / "checkpoint.npz"
    with pytest.raises(KeyboardInterrupt):
        run(catalogue, ratings, checkpoint, stop=12)
    resumed = run(catalogue, ratings, checkpoint)
    for one, other in zip(resumed.model.get_weights(), whole.model.get_weights(), strict=True):
        np.testing.assert_allclose(one, other, atol=1e-4)


def test_a_checkpoint_of_another_training_is_refused(
    catalogue: Catalogue, ratings: Ratings, tmp_path: Path
) -> None:
    np.savez(tmp_path / "checkpoint.npz", scalars=np.array("{}"))
    with pytest.raises(TrainingError, match="delete it to start anew"):
        run(catalogue, ratings, tmp_path / "checkpoint.npz")


def test_too_few_users_are_refused(catalogue: Catalogue, ratings: Ratings) -> None:
    with pytest.raises(TrainingError, match="too few"):
        train(catalogue, ratings.subset(np.arange(50)), TINY, progress=False)
