"""Recommender: the public face. A loaded bundle that answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from recommender.bundle import load_served
from recommender.deck import Deck
from recommender.likeness import Likeness
from recommender.ranking import Query, Recommendation, allowed, choose, fame, lean, unseen
from recommender.reasons import explain
from recommender.taste import Taste, Told
from recommender.together import FEWEST, MOST, Shared, join, open_to_all
from recommender.user import User

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from recommender.bundle import Bundle, Manifest, Served
    from recommender.catalogue import Anime, Catalogue
    from recommender.engine import Engine
    from recommender.item_table import Said
    from recommender.series import Series


class Recommender:
    """Recommends titles to members by their taste; safe to use from several threads.

    Attributes:
        catalogue: the N titles, in the order of every array of scores.
        series: which of them belong together, and in what order.
        manifest: what the bundle says of itself.
    """

    def __init__(self, bundle: Bundle | Served) -> None:
        self.catalogue: Catalogue = bundle.catalogue
        self.series: Series = bundle.series
        self.manifest: Manifest = bundle.manifest
        self._scorer = bundle.scorer()
        self._likeness = Likeness(self._scorer.directions, self.catalogue)
        self._fame = fame(self.catalogue)
        self._deck = Deck(self._likeness.directions, self.catalogue, self.series)
        self.scores(Taste())  # compiles the user tower, so that the first member does not wait for it

    @classmethod
    def load(cls, folder: Path | str, engine: Engine | None = None) -> Self:
        """Load a bundle and check it.

        Args:
            folder: the bundle's.
            engine: what works out the towers; by default the one that `Engine.chosen` names.

        Raises:
            recommender.bundle.BundleError: it cannot be used; says why and what to do.
        """
        return cls(load_served(Path(folder), engine))

    def user(self, taste: Taste) -> User:
        """Work out what the model makes of a taste, for many questions: each may be given it instead.

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        told, vectors = self._told(taste)
        scores = self._scorer.scores(told, vectors, said=self._scorer.said(told)).reshape(-1)
        scores.setflags(write=False)
        return User(taste, told, vectors, scores)

    def scores(self, taste: Taste | User) -> NDArray[np.float32]:
        """How strongly each title is recommended, before filters; higher is better; float32 [N].

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        if isinstance(taste, User):
            return taste.scores
        return self._scorer.scores(Told.of([taste], self.catalogue)).reshape(-1)

    def predicted_ratings(self, taste: Taste | User) -> NDArray[np.float32]:
        """The rating expected of the member for each title, 1 to 10; float32 [N].

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        return self._scorer.ratings(*self._told(taste)).reshape(-1)

    def recommend(self, taste: Taste | User, query: Query | None = None) -> list[Recommendation]:
        """The best titles for a member that the query allows and that the taste does not hold.

        A franchise gives one title: its first season until that is seen, then what comes after.

        Raises:
            ValueError: the taste or the query names a genre, a type or a title that the catalogue lacks.
        """
        query = query or Query()
        told, vectors = self._told(taste)
        said = self._scorer.said(told)
        shown = allowed(self.catalogue, query) & unseen(self.series, told.titles, query)
        if isinstance(taste, User):
            scores = taste.scores
        else:
            scores = self._scorer.scores_where(shown, told, vectors, said)
        chosen = self._choose(scores, shown, query)
        return self._explained(told, vectors, said, chosen, scores[chosen])

    def recommend_together(
        self, tastes: Sequence[Taste], query: Query | None = None, *, seen_by_some: bool = False
    ) -> list[Shared]:
        """One list for 2 to 8 members: the best titles that the query allows and that none of them has seen.

        A franchise gives one title: its first season, or what comes after once all of them have seen that.

        Args:
            tastes: of the members.
            query: what is asked for.
            seen_by_some: whether titles may be shown that some members have seen, but not all.

        Raises:
            ValueError: there are too few or too many members, or a taste or the query names a genre, a type
                or a title that the catalogue lacks.
        """
        if not FEWEST <= len(tastes) <= MOST:
            raise ValueError(f"A list together is for {FEWEST} to {MOST} members.")
        query = query or Query()
        told = Told.of(tastes, self.catalogue)
        vectors = self._scorer.vectors(told)
        shown = allowed(self.catalogue, query)
        shown &= open_to_all(self.series, told, query, seen_by_some=seen_by_some)
        scores = join(self._scorer.scores(told, vectors), shown)
        chosen = self._choose(scores, shown, query)
        ratings = self._scorer.ratings(told, vectors, np.array(chosen, np.intp)).T.tolist()
        return [
            Shared(self.catalogue.anime[at], float(scores[at]), tuple(expected), self._follows(at))
            for at, expected in zip(chosen, ratings, strict=True)
        ]

    def explain(self, taste: Taste | User, ids: Sequence[int]) -> list[Recommendation]:
        """What these titles are to a member, and why, as though the member had told nothing of them.

        Args:
            taste: what the member told.
            ids: any titles, in the order of the answer.

        Raises:
            ValueError: the taste or the ids name a genre or a title that the catalogue lacks.
        """
        for anime_id in ids:
            if anime_id not in self.catalogue:
                raise ValueError(f"The catalogue holds no title with the id {anime_id}.")
        chosen = [self.catalogue.index[anime_id] for anime_id in ids]
        whole = taste.taste if isinstance(taste, User) else taste
        if not whole.titles.keys().isdisjoint(ids):
            others = {title: rating for title, rating in whole.titles.items() if title not in ids}
            taste = Taste(whole.genres, others)
        told, vectors = self._told(taste)
        said = self._scorer.said(told)
        if isinstance(taste, User):
            scores = taste.scores[chosen]
        else:
            scores = self._scorer.scores(told, vectors, np.array(chosen, np.intp), said)[0]
        return self._explained(told, vectors, said, chosen, scores)

    def similar(self, anime_id: int, query: Query | None = None, seen: Iterable[int] = ()) -> list[Anime]:
        """Titles of other franchises that the same people want, the most alike first.

        Args:
            anime_id: the title to start from.
            query: what is allowed.
            seen: ids that are not to be shown.

        Raises:
            ValueError: the catalogue lacks the title, or the query names what it lacks.
        """
        if anime_id not in self.catalogue:
            raise ValueError(f"The catalogue holds no title with the id {anime_id}.")
        query = query or Query(variety=0)
        position = self.catalogue.index[anime_id]
        told = [self.catalogue.index[i] for i in seen if i in self.catalogue]
        shown = allowed(self.catalogue, query)
        shown &= unseen(self.series, np.array(told, np.int32), query)
        shown &= self.series.group != self.series.group[position]
        chosen = choose(self._likeness.to(position), shown, self.series, self._likeness.directions, query)
        return [self.catalogue.anime[at] for at in chosen]

    def ask_next(self, taste: Taste | User, asked: Iterable[int] = ()) -> Anime | None:
        """The well-known title to ask a member about next; None where something of each has been asked.

        Args:
            taste: what the member told so far.
            asked: ids of titles that the member was asked about, or told of without having seen them.

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        if isinstance(taste, User):
            told, scores = taste.told, taste.scores[self._deck.titles]
        else:
            told = Told.of([taste], self.catalogue)
            scores = self._scorer.scores(told, some=self._deck.titles)[0]
        others = [self.catalogue.index[anime_id] for anime_id in asked if anime_id in self.catalogue]
        at = self._deck.next(scores, np.concatenate([told.titles, np.array(others, np.intp)]))
        return None if at is None else self.catalogue.anime[at]

    def _told(self, taste: Taste | User) -> tuple[Told, NDArray[np.float32]]:
        """What a member told in the catalogue's terms, and the user tower's vectors of it."""
        if isinstance(taste, User):
            return taste.told, taste.vectors
        told = Told.of([taste], self.catalogue)
        return told, self._scorer.vectors(told)

    def _choose(self, scores: NDArray[np.float32], shown: NDArray[np.bool_], query: Query) -> list[int]:
        """The positions of the titles to list."""
        wanted = lean(scores, shown, self._fame, query)
        return choose(wanted, shown, self.series, self._likeness.directions, query)

    def _explained(
        self,
        told: Told,
        vectors: NDArray[np.float32],
        said: Said,
        chosen: list[int],
        scores: NDArray[np.float32],
    ) -> list[Recommendation]:
        """The titles at some positions, with what is expected of one member, and why."""
        ratings = self._scorer.ratings(told, vectors, np.array(chosen, np.intp))[0]
        reasons = explain(self._scorer, self.catalogue, told, chosen, said)
        return [
            Recommendation(self.catalogue.anime[at], float(score), float(rating), why, self._follows(at))
            for at, score, rating, why in zip(chosen, scores, ratings, reasons, strict=True)
        ]

    def _follows(self, position: int) -> Anime | None:
        before = int(self.series.prerequisite[position])
        return self.catalogue.anime[before] if before >= 0 else None
