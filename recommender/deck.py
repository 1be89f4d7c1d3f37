"""Which well-known title to ask a member about next: the one whose answer tells most about the taste."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recommender.ranking import Query, allowed, unseen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.series import Series

TITLES = 100  # the best-known beginnings, one of each franchise
NOISE = 0.1  # the variance of an answer, where that of a taste along one title is 1
# The log-odds that a member has seen one of them: where its score is the mean of theirs, and how much more
# for each deviation above that; fitted to the lists of users whom the model never saw.
SEEN, SEEN_BY_SCORE = -1.6, 0.5


class Deck:
    """The titles that members are asked about.

    Attributes:
        titles: their positions in the catalogue, the best known first; int [P].
    """

    def __init__(self, directions: NDArray[np.float32], catalogue: Catalogue, series: Series) -> None:
        """Choose them.

        Args:
            directions: from `Likeness`, float32 [N, D].
            catalogue: the N titles.
            series: of the same.
        """
        known = np.argsort(-catalogue.members, kind="stable")
        begins = allowed(catalogue, Query()) & unseen(series, np.zeros(0, np.int32), Query())
        self.titles: NDArray[np.intp] = series.one_each(known[begins[known]])[:TITLES].astype(np.intp)
        self._groups = series.group
        self._alike = directions[self.titles] @ directions[self.titles].T

    def next(self, scores: NDArray[np.float32], asked: NDArray[np.integer]) -> int | None:
        """The position of the title to ask about next; None where something of each franchise was asked.

        It is the one of the greatest expected gain: the variance that is left of the taste along it, given
        the titles asked before, times the chance that the member has seen it. So alike titles are not asked
        about twice (greedy D-optimal design, which is the greedy search for the likeliest set under a
        determinantal point process: Kulesza and Taskar, 2012), and an answer that moves the scores moves what
        is asked next.

        Args:
            scores: of the titles of the deck, from the model; float32 [P].
            asked: positions of titles that the member has told of or was asked about.
        """
        open_ = ~np.isin(self._groups[self.titles], self._groups[asked])
        if not open_.any():
            return None
        gain = self._left(np.flatnonzero(~open_)) * seen_chance(scores)
        return int(self.titles[np.argmax(np.where(open_, gain, -1))])

    def _left(self, asked: NDArray[np.intp]) -> NDArray[np.float32]:
        """The variance that is left along each title, given titles of the deck; float32 [P]."""
        said = self._alike[asked]
        covariance = said[:, asked] + NOISE * np.eye(len(asked), dtype=np.float32)
        left = self._alike.diagonal() - (said * np.linalg.solve(covariance, said)).sum(0)
        return np.asarray(left.clip(0), np.float32)


def seen_chance(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """How likely a member has seen each of the best-known titles, by their scores; float32 [P]."""
    above = (scores - scores.mean()) / max(float(scores.std()), 1e-9)
    return np.asarray(1 / (1 + np.exp(-(SEEN + SEEN_BY_SCORE * above))), np.float32)
