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
from recommender.taste import Taste
from recommender.together import FEWEST, MOST, Shared, join, open_to_all
from recommender.user import User

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from recommender.bundle import Bundle, Manifest, Served
    from recommender.catalogue import Anime, Catalogue
    from recommender.engine import Engine
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
            engine: what works out the towers; by default TensorFlow, where it is installed.

        Raises:
            recommender.bundle.BundleError: it cannot be used; says why and what to do.
        """
        return cls(load_served(Path(folder), engine))

    def user(self, taste: Taste) -> User:
        """Work out what the model makes of a taste, for many questions: each may be given it instead.

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        return User.of(taste, self.catalogue, self._scorer)

    def scores(self, taste: Taste | User) -> NDArray[np.float32]:
        """How strongly each title is recommended, before filters; higher is better; float32 [N].

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        return self._user(taste).scores

    def predicted_ratings(self, taste: Taste | User) -> NDArray[np.float32]:
        """The rating expected of the member for each title, 1 to 10; float32 [N].

        Raises:
            ValueError: the taste names a genre or a title that the catalogue lacks.
        """
        user = self._user(taste)
        return self._scorer.ratings(user.told, user.vectors).reshape(-1)

    def recommend(self, taste: Taste | User, query: Query | None = None) -> list[Recommendation]:
        """The best titles for a member that the query allows and that the taste does not hold.

        A franchise gives one title: its first season until that is seen, then what comes after.

        Raises:
            ValueError: the taste or the query names a genre, a type or a title that the catalogue lacks.
        """
        user, chosen, _ = self._best(taste, query or Query())
        return self._explained(user, chosen)

    def shortlist(self, taste: Taste | User, query: Query | None = None) -> dict[int, float]:
        """The ids of what `recommend` gives, and their scores, which takes less time for a long list."""
        _, chosen, scores = self._best(taste, query or Query())
        return dict(zip(self.catalogue.ids[chosen].tolist(), scores.tolist(), strict=True))

    def recommend_together(
        self, tastes: Sequence[Taste | User], query: Query | None = None, *, seen_by_some: bool = False
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
        users = [self._user(taste) for taste in tastes]
        told = [user.told.titles for user in users]
        shown = allowed(self.catalogue, query)
        shown &= open_to_all(self.series, told, query, seen_by_some=seen_by_some)
        scores = join(np.stack([user.scores for user in users]), shown)
        chosen = self._choose(scores, shown, query)
        ratings = zip(*(user.expected(chosen).tolist() for user in users), strict=True)
        return [
            Shared(self.catalogue.anime[at], float(scores[at]), expected, self._follows(at))
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
        user = self._user(taste)
        if not user.taste.titles.keys().isdisjoint(ids):
            user = user.retold({}, gone=ids)
        return self._explained(user, chosen)

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
        user = self._user(taste)
        if user is taste:
            scores = user.scores[self._deck.titles]
        else:
            scores = self._scorer.scores(user.told, user.vectors, self._deck.titles, user.heard)[0]
        others = [self.catalogue.index[anime_id] for anime_id in asked if anime_id in self.catalogue]
        at = self._deck.next(scores, np.concatenate([user.told.titles, np.array(others, np.intp)]))
        return None if at is None else self.catalogue.anime[at]

    def _user(self, taste: Taste | User) -> User:
        return taste if isinstance(taste, User) else self.user(taste)

    def _best(self, taste: Taste | User, query: Query) -> tuple[User, list[int], NDArray[np.float32]]:
        """The member, the positions of the titles to list, and their scores."""
        user = self._user(taste)
        shown = allowed(self.catalogue, query) & unseen(self.series, user.told.titles, query)
        if user is taste:
            scores = user.scores
        else:  # asked once: others' scores would not be needed again
            scores = self._scorer.scores_where(shown, user.told, user.vectors, user.heard)
        chosen = self._choose(scores, shown, query)
        return user, chosen, scores[chosen]

    def _choose(self, scores: NDArray[np.float32], shown: NDArray[np.bool_], query: Query) -> list[int]:
        """The positions of the titles to list."""
        wanted = lean(scores, shown, self._fame, query)
        return choose(wanted, shown, self.series, self._likeness.directions, query)

    def _explained(self, user: User, chosen: list[int]) -> list[Recommendation]:
        """The titles at some positions, with what is expected of one member, and why."""
        ratings = user.expected(chosen).tolist()
        scores, reasons = explain(self._scorer, self.catalogue, user, chosen)
        return [
            Recommendation(self.catalogue.anime[at], score, rating, why, self._follows(at))
            for at, score, rating, why in zip(chosen, scores, ratings, reasons, strict=True)
        ]

    def _follows(self, position: int) -> Anime | None:
        before = int(self.series.prerequisite[position])
        return self.catalogue.anime[before] if before >= 0 else None
