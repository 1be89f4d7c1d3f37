"""From scores to a list: what may be shown, and what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recommender.catalogue import Anime


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
