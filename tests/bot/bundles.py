"""Bundles that differ from the trained one: in a way that shows, or in not being trained."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import numpy as np
from msgspec.structs import replace

from recommender.catalogue import Catalogue, read_facts, write_facts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from recommender.bundle import Bundle
    from recommender.catalogue import Anime
    from recommender.ratings import Ratings

LOUDNESS = 16.0  # of the tables


def relabelled(bundle: Path, folder: Path, label: str) -> Path:
    """A sound copy whose version is `label`, and whose titles all begin with it."""
    return renamed(bundle, folder, label, lambda a: replace(a, name=f"{label} {a.name}"))


def renamed(bundle: Path, folder: Path, label: str, rename: Callable[[Anime], Anime]) -> Path:
    """A sound copy whose version is `label`, and whose titles have other names."""
    shutil.copytree(bundle, folder)
    facts = folder / "catalogue.csv"
    write_facts(Catalogue.of(map(rename, read_facts(facts).anime)), facts)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["version"] = label
    manifest["files"]["catalogue.csv"] = hashlib.sha256(facts.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def damaged(bundle: Path, folder: Path, name: str) -> Path:
    """A copy in which one byte in the middle of one file is another."""
    shutil.copytree(bundle, folder)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (folder / name).write_bytes(content)
    return folder


def untrained(catalogue: Catalogue, ratings: Ratings) -> Bundle:
    """A bundle whose tables are fitted, beside towers that learnt nothing: it is the same on every machine.

    Training multiplies the least differences between machines; without it they stay far below a decimal.
    """
    # TensorFlow takes seconds to import.
    import keras  # noqa: PLC0415

    from recommender.bundle import Bundle, Manifest  # noqa: PLC0415
    from recommender.evaluation import genre_answers  # noqa: PLC0415
    from recommender.genre_table import GenreTable  # noqa: PLC0415
    from recommender.item_table import ItemTable  # noqa: PLC0415
    from recommender.series import work_out_series  # noqa: PLC0415
    from recommender.training import Options, Trainer  # noqa: PLC0415

    keras.utils.set_random_seed(1)
    users = np.arange(len(ratings.users))
    trainer = Trainer(catalogue, ratings, users, Options(batch=64, width=16, hidden=64))
    manifest = Manifest(
        trained_at="2026-07-01T12:00:00+00:00",
        trained_on={"users": len(users), "ratings": len(ratings), "titles": len(catalogue), "minutes": 0},
        quality={},
        sizes=trainer.sizes,
        genres=catalogue.genres,
        titles=tuple(map(int, catalogue.ids)),
    )
    table = ItemTable.fit(ratings, np.random.default_rng(1), 20_000) * LOUDNESS
    genre_table = GenreTable.fit(ratings, genre_answers(ratings, catalogue.genre_matrix)) * LOUDNESS
    return Bundle(manifest, catalogue, trainer.model, table, work_out_series(catalogue), genre_table)
