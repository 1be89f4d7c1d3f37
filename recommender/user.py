"""A member as the model sees them: worked out once, and then asked for many things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from recommender.taste import Taste, Told


@dataclass(frozen=True, slots=True, eq=False)
class User:
    """What a model makes of a taste; the arrays are not to be written to.

    Attributes:
        taste: what the member told.
        told: the same in the catalogue's terms.
        vectors: the user tower's, float32 [1, D + R + 1].
        scores: how strongly each title is recommended, before filters, float32 [N].
    """

    taste: Taste
    told: Told
    vectors: NDArray[np.float32]
    scores: NDArray[np.float32]
