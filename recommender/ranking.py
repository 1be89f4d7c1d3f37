"""From scores to a list: what may be shown, in what order, and what is shown of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from recommender.catalogue import Anime, Catalogue
    from recommender.directions import Directions
    from recommender.series import Series

WINDOW, WIDER = 200, 4  # the best titles, of which the first is chosen, and how many more for each next one
SPARE = 3  # so many times more titles are looked at, since some are of one franchise
# What a title loses at the end of the scale, in units of the scores' spread: one that is just like another on
# the list, and one for each e-fold of members.
ALIKE_LOSS, FAME_LOSS = 20.0, 1.0
NICHE = 10_000  # members; with fewer a title is no more of a discovery, only less of a safe one


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
        fewest: only titles with so many episodes or more.
        most: only titles with so many episodes or fewer.
        finished: whether titles may be shown only when they have aired to the end.
        adult: whether titles for adults may be shown.
        hidden: ids that are not to be shown, beside those that the taste holds.
        extras: whether recaps and one-minute specials may be shown.
        reach: from -1, the popular, to 1, the niche.
        variety: how much a title that is like one already listed loses, from 0, nothing, to 1.
    """

    count: int = 10
    skip: int = 0
    types: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    wanted: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    fewest: int | None = None
    most: int | None = None
    finished: bool = False
    adult: bool = False
    hidden: frozenset[int] = frozenset()
    extras: bool = False
    reach: float = 0.0
    variety: float = 0.2

    def __post_init__(self) -> None:
        if self.count < 0 or self.skip < 0:
            raise ValueError("A list holds no fewer than 0 titles.")
        if not (-1 <= self.reach <= 1 and 0 <= self.variety <= 1):
            raise ValueError("Give a reach of -1 to 1 and a variety of 0 to 1.")


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
        follows: what the member has seen that this title goes on from; None where it begins something.
    """

    anime: Anime
    score: float
    predicted_rating: float
    reasons: tuple[Reason, ...] = ()
    follows: Anime | None = None


def allowed(catalogue: Catalogue, query: Query) -> NDArray[np.bool_]:
    """Which titles the query allows, whoever asks; bool [N].

    Raises:
        ValueError: it names a genre or a type that the catalogue lacks.
    """
    _known(query.types, catalogue.types, "type")
    _known((*query.wanted, *query.unwanted), catalogue.genres, "genre")
    shown = np.ones(len(catalogue), np.bool_) if query.adult else ~catalogue.adult
    if query.types:
        codes = [catalogue.types.index(kind) for kind in query.types]
        shown &= np.logical_or.reduce([catalogue.type_codes == code for code in codes])
    if query.since is not None:
        shown &= catalogue.years >= query.since
    if query.until is not None:
        shown &= (catalogue.years > 0) & (catalogue.years <= query.until)
    for genre in query.wanted:
        shown &= catalogue.genre_flags[:, catalogue.genres.index(genre)]
    for genre in query.unwanted:
        shown &= ~catalogue.genre_flags[:, catalogue.genres.index(genre)]
    if query.fewest is not None:
        shown &= catalogue.episodes >= query.fewest
    if query.most is not None:
        shown &= (catalogue.episodes > 0) & (catalogue.episodes <= query.most)
    if query.finished:
        shown &= catalogue.finished
    shown[[catalogue.index[title] for title in query.hidden if title in catalogue]] = False
    return shown


def unseen(series: Series, told: NDArray[np.integer], query: Query) -> NDArray[np.bool_]:
    """Which titles may come next to one who has seen those told, bool [N].

    These are beginnings, and parts of a series of which the beginning and the part before are seen.
    """
    seen = np.zeros(len(series.group), np.bool_)
    seen[told] = True
    shown = series.open(seen)
    shown &= series.begins | seen[series.series]
    shown &= ~seen
    return shown if query.extras else shown & ~series.extra


def fame(catalogue: Catalogue) -> NDArray[np.float32]:
    """How well known each title is, in e-folds of members beyond the niche, float32 [N]."""
    return np.log(np.maximum(catalogue.members, NICHE) / NICHE).astype(np.float32)


def spread(scores: NDArray[np.float32], shown: NDArray[np.bool_]) -> float:
    """The unit that scores are measured in: how far those of the best titles that may be shown lie apart.

    The more a member has told, the further apart all scores lie.
    """
    best = scores[shown]
    if len(best) > WINDOW:
        best = np.partition(best, -WINDOW)[-WINDOW:]
    return _deviation(best)


def lean(
    scores: NDArray[np.float32], shown: NDArray[np.bool_], known: NDArray[np.float32], query: Query
) -> NDArray[np.float32]:
    """The scores, leant towards the popular or the niche as far as the query's reach says, float32 [N].

    Args:
        scores: float32 [N].
        shown: what may be listed, bool [N].
        known: from `fame`.
        query: how far.
    """
    if not query.reach:
        return scores
    return scores - np.float32(query.reach * FAME_LOSS * spread(scores, shown)) * known


def choose(
    scores: NDArray[np.float32],
    shown: NDArray[np.bool_],
    series: Series,
    directions: Directions,
    query: Query,
) -> list[int]:
    """The titles of the list, the best first: one of a franchise, and each unlike those before it.

    Each next title is the one whose score, less `variety` times its likeness to the most alike one already
    listed, is highest (MMR: Carbonell and Goldstein, SIGIR 1998).

    Args:
        scores: float32 [N].
        shown: what may be listed, bool [N].
        series: of the catalogue.
        directions: where the titles' vectors point.
        query: how many, and how various.
    """
    last = query.skip + query.count
    most = WINDOW + WIDER * last
    best = _best(scores, shown, SPARE * most)
    pool = series.one_each(best)[:most]
    if len(pool) < most:
        pool = series.one_each(_best(scores, shown, len(scores)))[:most]
    loss = ALIKE_LOSS * query.variety * _deviation(scores[best[:WINDOW]])
    if not loss:
        return [int(at) for at in pool[query.skip : last]]
    value, direction = scores[pool], directions[pool]
    lost = np.zeros(len(pool), np.float32)
    chosen: list[int] = []
    for n in range(min(last, len(pool))):
        near = slice(WINDOW + WIDER * n)  # so that a longer list begins as a shorter one does
        at = int((value[near] - lost[near]).argmax())
        chosen.append(int(pool[at]))
        value[at] = -np.inf
        np.maximum(lost, direction @ (np.float32(loss) * direction[at]), out=lost)
    return chosen[query.skip :]


def _best(scores: NDArray[np.float32], shown: NDArray[np.bool_], most: int) -> NDArray[np.intp]:
    """The positions of the best titles that may be shown, the best first."""
    there = np.flatnonzero(shown)
    value = -scores[there]
    if most < len(there):  # to sort all of them takes longer than all the rest
        near = np.sort(value.argpartition(most)[:most])
        there, value = there[near], value[near]
    return there[value.argsort(kind="stable")]


def _deviation(scores: NDArray[np.float32]) -> float:
    return float(scores.std()) if len(scores) else 0.0


def _known(names: tuple[str, ...], there: tuple[str, ...], what: str) -> None:
    for name in names:
        if name not in there:
            raise ValueError(f"There is no {what} {name!r}; there are {', '.join(there)}.")
