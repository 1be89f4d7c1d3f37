"""Which well-known title to ask a member about next: the one whose answer tells most about the taste."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from recommender.ranking import Query, allowed, unseen

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.directions import Directions
    from recommender.series import Series

ASKED, OTHERS = 100, 1000  # best-known beginnings: that members are asked about, and that this tells about
NOISE = 0.1  # the variance of an answer, where that of a taste along one title is 1
# The log-odds that a member has seen one of them: where its score is the mean of theirs, and how much more
# for each deviation above that; fitted to the lists of users whom the model never saw.
SEEN, SEEN_BY_SCORE = -1.6, 0.5
# The power of that chance which a gain is multiplied by: not to have seen a title tells something, too.
SEEN_WEIGHT = 1 / 3


class Deck:
    """The titles that members are asked about.

    Attributes:
        titles: their positions in the catalogue, one of each franchise, the best known first; int [P].
    """

    def __init__(self, directions: Directions, catalogue: Catalogue, series: Series) -> None:
        """Choose them.

        Args:
            directions: from `Likeness`.
            catalogue: the N titles.
            series: of the same.
        """
        known = np.argsort(-catalogue.members, kind="stable")
        begins = allowed(catalogue, Query()) & unseen(series, np.zeros(0, np.int32), Query())
        others = series.one_each(known[begins[known]]).astype(np.intp)[:OTHERS]
        self.titles: NDArray[np.intp] = others[:ASKED]
        self._groups = series.group
        self._alike = directions[self.titles] @ directions[others].T
        self._members = catalogue.members[others].astype(np.float32)

    def next(self, scores: NDArray[np.float32], asked: NDArray[np.integer]) -> int | None:
        """The position of the title to ask about next; None where something of each franchise was asked.

        Tastes are taken for normal, and as alike along two titles as these are. So an answer leaves less of
        the variance along a title, the more alike that is to what was asked; the next title is the one whose
        answer takes most of what is left along all well-known titles, each counted by its members (greedy
        transductive design: Yu, Bi and Tresp, ICML 2006), as far as the member is likely to have seen it.
        What the answers were counts through the scores.

        Args:
            scores: of the titles of the deck, from the model; float32 [P].
            asked: positions of titles that the member has told of or was asked about.
        """
        # Any other way, numpy imports a megabyte of masked arrays.
        closed = np.isin(self._groups[self.titles], self._groups[asked], kind="table")
        if closed.all():
            return None
        gain = self._gains(np.flatnonzero(closed)) * seen_chance(scores) ** SEEN_WEIGHT
        return int(self.titles[np.argmax(np.where(closed, -1, gain))])

    def _gains(self, asked: NDArray[np.intp]) -> NDArray[np.float32]:
        """The variance that an answer about each title of the deck takes, given those asked; float32 [P]."""
        said, asked_about = self._alike[asked], slice(len(self.titles))
        answers = said[:, asked] + NOISE * np.eye(len(asked), dtype=np.float32)
        left = self._alike - said[:, asked_about].T @ np.linalg.solve(answers, said)
        own = left.diagonal().clip(0)
        return np.asarray(left**2 @ self._members / (own + NOISE), np.float32)


def seen_chance(scores: NDArray[np.float32]) -> NDArray[np.float32]:
    """How likely a member has seen each of the best-known titles, by their scores; float32 [P]."""
    above = (scores - scores.mean()) / max(float(scores.std()), 1e-9)
    return np.asarray(1 / (1 + np.exp(-(SEEN + SEEN_BY_SCORE * above))), np.float32)
