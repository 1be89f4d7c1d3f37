"""From scores to a list: what may be shown, and what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.catalogue import Anime, Catalogue


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; an empty tuple or None sets no limit.

    Attributes:
        count: how many titles.
        skip: how many of the best to pass over, for the pages after the first.
        types: only these (TV, Movie, OVA, ONA, Special, Music).
        since: first aired in this year or later.
        until: first aired in this year or earlier.
        wanted: genres, each of which a title must have.
        unwanted: genres, none of which a title may have.
        adult: whether titles for adults may be shown.
        hidden: ids that are not to be shown, beside those that the taste holds.
    """

    count: int = 10
    skip: int = 0
    types: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    adult: bool = False
    hidden: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that the member told and that moved a title up.

    Attributes:
        cause: the rated title, or the name of the genre.
        effect: by how much the score falls without it.
    """

    cause: Anime | str
    effect: float


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One title of the answer.

    Attributes:
        anime: the title.
        score: how strongly it is recommended; higher is better, on the scale of `Recommender.scores`.
        predicted_rating: the rating expected of the member, 1 to 10.
        reasons: what moved the score most, the strongest first.
    """

    anime: Anime
    score: float
    predicted_rating: float
    reasons: tuple[Reason, ...] = ()


def allowed(catalogue: Catalogue, query: Query) -> NDArray[np.bool_]:
    """Which titles the query allows, bool [N].

    Raises:
        ValueError: it names a genre or a type that the catalogue lacks.
    """
    _known(query.types, catalogue.types, "type")
    _known((*query.wanted, *query.unwanted), catalogue.genres, "genre")
    shown = np.ones(len(catalogue), np.bool_) if query.adult else ~catalogue.adult
    if query.types:
        shown &= np.isin(catalogue.type_codes, [catalogue.types.index(kind) for kind in query.types])
    if query.since is not None:
        shown &= catalogue.years >= query.since
    if query.until is not None:
        shown &= (catalogue.years > 0) & (catalogue.years <= query.until)
    for genre in query.wanted:
        shown &= catalogue.genre_flags[:, catalogue.genres.index(genre)]
    for genre in query.unwanted:
        shown &= ~catalogue.genre_flags[:, catalogue.genres.index(genre)]
    shown[[catalogue.index[title] for title in query.hidden if title in catalogue]] = False
    return shown


def best(scores: NDArray[np.float32], shown: NDArray[np.bool_], query: Query) -> NDArray[np.intp]:
    """The positions of the best titles that are shown, the best first; fewer where fewer are left."""
    candidates = np.flatnonzero(shown)
    last = min(query.skip + query.count, len(candidates))
    if last < len(candidates):
        candidates = (
            candidates[np.argpartition(-scores[candidates], last - 1)[:last]] if last else candidates[:0]
        )
    order = np.argsort(-scores[candidates], kind="stable")
    return candidates[order][query.skip : last]


def _known(names: tuple[str, ...], there: tuple[str, ...], what: str) -> None:
    for name in names:
        if name not in there:
            raise ValueError(f"There is no {what} {name!r}; there are {', '.join(there)}.")
