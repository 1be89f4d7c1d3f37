"""What is known of one member's taste, and how the model is told it."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

LOWEST, HIGHEST = 1, 10


@dataclass(frozen=True, slots=True)
class Taste:
    """What one member told.

    Attributes:
        genres: a rating of 1 to 10 for each genre that the member typed one for.
        titles: by MyAnimeList id, a rating of 1 to 10, or None for a title that was seen and not rated.

    Raises:
        ValueError: a rating is out of range.
    """

    genres: Mapping[str, float] = field(default_factory=dict)
    titles: Mapping[int, int | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, rating in (*self.genres.items(), *self.titles.items()):
            if rating is not None and not (math.isfinite(rating) and LOWEST <= rating <= HIGHEST):
                raise ValueError(f"The rating of {name} is {rating}; give {LOWEST} to {HIGHEST}.")
