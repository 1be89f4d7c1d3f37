"""Recommender: the public face. A loaded bundle that answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

from recommender.bundle import load_bundle
from recommender.ranking import Query, Recommendation, allowed, best
from recommender.scorer import Answer, Scorer
from recommender.taste import Taste, Told

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from recommender.bundle import Bundle, Manifest
    from recommender.catalogue import Catalogue


class Recommender:
    """Recommends titles to members by their taste; safe to use from several threads.

    Attributes:
        catalogue: the N titles, in the order of every array of scores.
        manifest: what the bundle says of itself.
    """

    def __init__(self, bundle: Bundle) -> None:
        self.catalogue: Catalogue = bundle.catalogue
        self.manifest: Manifest = bundle.manifest
        self._scorer = Scorer(bundle.model, bundle.catalogue, bundle.rows, bundle.table)
        self.scores(Taste())  # compiles the user tower, so that the first member does not wait for it

    @classmethod
    def load(cls, folder: Path | str) -> Self:
        """Load a bundle and check it.

        Raises:
            recommender.bundle.BundleError: it cannot be used; says why and what to do.
        """
        return cls(load_bundle(Path(folder)))

    def scores(self, taste: Taste) -> NDArray[np.float32]:
        """How strongly each title is recommended, before filters; higher is better; float32 [N].

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        return self._answer(taste).scores.reshape(-1)

    def predicted_ratings(self, taste: Taste) -> NDArray[np.float32]:
        """The rating expected of the member for each title, 1 to 10; float32 [N].

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        return self._answer(taste).ratings.reshape(-1)

    def recommend(self, taste: Taste, query: Query | None = None) -> list[Recommendation]:
        """The best titles for a member that the query allows and that the taste does not hold.

        Raises:
            ValueError: the taste or the query names a genre, a type or a title that the catalogue lacks.
        """
        query = query or Query()
        answer = self._answer(taste)
        shown = allowed(self.catalogue, query)
        shown[[self.catalogue.index[title] for title in taste.titles]] = False
        return [
            Recommendation(
                self.catalogue.anime[at], float(answer.scores[0, at]), float(answer.ratings[0, at])
            )
            for at in best(answer.scores[0], shown, query)
        ]

    def _answer(self, taste: Taste) -> Answer:
        return self._scorer.answer(Told.of([taste], self.catalogue))
