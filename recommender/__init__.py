"""The recommender: learns from ratings what people like, and says what to watch next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from recommender.catalogue import Anime, Catalogue
from recommender.ranking import Query, Reason, Recommendation
from recommender.taste import Taste
from recommender.together import Shared

if TYPE_CHECKING:
    from recommender.bundle import BundleError
    from recommender.recommender import Recommender

__all__ = [
    "Anime",
    "BundleError",
    "Catalogue",
    "Query",
    "Reason",
    "Recommendation",
    "Recommender",
    "Shared",
    "Taste",
]


def __getattr__(name: str) -> object:
    # TensorFlow takes seconds to import: only those who load a model wait for it.
    if name == "Recommender":
        from recommender.recommender import Recommender

        return Recommender
    if name == "BundleError":
        from recommender.bundle import BundleError

        return BundleError
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
