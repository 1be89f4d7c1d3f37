"""One of several workers: `python -m tests.recommender.one_worker FOLDER [STEPS]`, `TF_CONFIG` saying which.

Trains a small model on the made-up world, prints the loss of each step as JSON, and leaves in FOLDER its
checkpoint and what it came to; after STEPS steps, if they are given, it is gone without a word.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import numpy as np

from recommender.checkpoint import TrainingError
from recommender.training import Options, Trainer, train
from tests.made_up import make_catalogue, make_ratings

OPTIONS = Options(epochs=3, batch=64, width=16, hidden=64, watch_every=2, table_entries=20_000)


def main(folder: Path, last_step: int | None = None) -> None:
    trainers: list[Trainer] = []
    losses: list[float] = []
    run = Trainer.run

    def watched_run(trainer: Trainer, *arguments: Any, **options: Any) -> None:
        step = trainer._step
        trainers.append(trainer)

        def watched_step(batch: tuple[Any, ...]) -> tuple[Any, Any]:
            if len(losses) == last_step:
                os._exit(1)
            loss, error = step(batch)
            losses.append(float(loss))
            return loss, error

        trainer._step = watched_step
        run(trainer, *arguments, **options)

    Trainer.run = watched_run  # type: ignore[method-assign]
    catalogue = make_catalogue()
    checkpoint = folder / "checkpoint.npz"
    try:
        bundle = train(catalogue, make_ratings(catalogue), OPTIONS, checkpoint=checkpoint, progress=False)
    finally:
        sys.stdout.write(json.dumps(losses))
    (trainer,) = trainers
    if bundle:
        bundle.save(folder / "bundle")
    np.savez(
        folder / f"worker{trainer.workers.index}.npz",
        users=trainer.users,
        **{f"variable{n}": variable.numpy() for n, variable in enumerate(trainer._variables)},
    )


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
    except TrainingError as error:
        sys.exit(str(error))
