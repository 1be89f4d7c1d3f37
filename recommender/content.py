"""What the item tower is told of each title: one definition, used by training and by serving."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue

TYPES = ("TV", "OVA", "Movie", "Special", "ONA", "Music")
FIRST_YEAR, LAST_YEAR, ERA = 1980, 2020, 4


def content_features(catalogue: Catalogue) -> NDArray[np.float32]:
    """The facts about each title as numbers, float32 [N, F]; each missing value has a flag of its own."""
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
