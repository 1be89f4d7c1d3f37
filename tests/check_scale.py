"""Time a training and measure its memory: `python -m tests.check_scale --anime ... --ratings ... --epochs 1`.

The original ratings are 57,633,278 rows by 310,059 users; an epoch's time is told for as many users, too.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from recommender.catalogue import read_catalogue
from recommender.ratings import read_ratings

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

ORIGINAL_USERS = 310_059
PEAK_UNIT = 1 if sys.platform == "darwin" else 1 << 10  # bytes that the system counts memory in
console = Console(highlight=False)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, train and save; print what each part took and the highest memory use up to then."""
    parser = argparse.ArgumentParser(description="Time a whole training and measure its memory.")
    for name in ("anime", "ratings"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=1)
    options = parser.parse_args(arguments)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    with timed("in all"), tempfile.TemporaryDirectory() as folder:
        with timed("CSV to training arrays"):
            catalogue = read_catalogue(options.anime)
            ratings = read_ratings(options.ratings, catalogue)
        console.print(str(ratings.report))
        with timed("TensorFlow's import"):
            from recommender import training  # noqa: PLC0415 - its memory is no part of the reading's

        epochs = stopwatch(training.Trainer, "_epoch")
        for owner in (training.ItemTable, training.GenreTable):
            stopwatch(owner, "fit")
        for name in ("choose_gain", "quality", "work_out_series"):
            stopwatch(training, name)
        how = training.Options(epochs=options.epochs)
        bundle = training.train(catalogue, ratings, how, checkpoint=Path(folder, "checkpoint.npz"))
        if bundle is None:
            sys.exit("Only the first of several workers can say more.")
        with timed("save"):
            bundle.save(Path(folder, "bundle"))
        learnt = bundle.manifest.trained_on["users"]
        console.print(
            f"An epoch of {learnt:,} users took {min(epochs):.0f} s at best:"
            f" {min(epochs) / learnt * ORIGINAL_USERS:.0f} s for {ORIGINAL_USERS:,}."
        )


@contextmanager
def timed(name: str) -> Generator[None]:
    start = time.monotonic()
    yield
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT / (1 << 30)
    console.print(f"{time.monotonic() - start:7.1f} s, peak {peak:.2f} GiB: {name}")


def stopwatch(owner: Any, name: str) -> list[float]:
    """Time every call of a function from now on; the list grows by the seconds of each."""
    call = getattr(owner, name)
    seconds: list[float] = []

    def timed_call(*arguments: Any, **options: Any) -> Any:
        start = time.monotonic()
        with timed(f"{owner.__name__}.{name}"):
            answer = call(*arguments, **options)
        seconds.append(time.monotonic() - start)
        return answer

    setattr(owner, name, timed_call)
    return seconds


if __name__ == "__main__":
    main()
