from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from recommender.bundle import Bundle
    from recommender.scorer import Scorer


@pytest.fixture(scope="session")
def loaded(bundle: Path) -> Bundle:
    """The trained bundle; not to be changed."""
    from recommender.bundle import load_bundle  # noqa: PLC0415 - TensorFlow takes seconds to import

    return load_bundle(bundle)


@pytest.fixture(scope="session")
def scorer(loaded: Bundle) -> Scorer:
    """The model of that bundle as it is served."""
    return loaded.scorer()
