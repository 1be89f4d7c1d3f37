"""A small model, really trained, that the tests share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.made_up import make_catalogue, make_ratings

if TYPE_CHECKING:
    from pathlib import Path

    from recommender.catalogue import Catalogue
    from recommender.ratings import Ratings


# How long an example takes says more of a busy machine than of the code.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return make_catalogue()


@pytest.fixture(scope="session")
def ratings(catalogue: Catalogue) -> Ratings:
    return make_ratings(catalogue)


@pytest.fixture(scope="session")
def bundle(catalogue: Catalogue, ratings: Ratings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a bundle trained on the made-up world; not to be changed."""
    from recommender.training import Options, train  # noqa: PLC0415 - TensorFlow takes seconds to import

    folder = tmp_path_factory.mktemp("models") / "small"
    options = Options(epochs=6, batch=64, width=16, hidden=64, watch_every=3, table_entries=20_000)
    train(catalogue, ratings, options, progress=False).save(folder)
    return folder
