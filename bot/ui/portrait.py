"""A member's taste in a few numbers and names, as the profile picture shows it and its alt text says it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import isqrt
from statistics import fmean
from typing import TYPE_CHECKING

from bot.ui.markup import plain
from recommender.taste import HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.service import GenreOpinion, Profile, RatedTitle
    from bot.texts import Texts

MOST_LIKED, MOST_DISLIKED, MOST_TITLES = 8, 3, 5
FEWEST_COMPARED = 5  # titles; over fewer a difference is chance
MIDDLE = (LOWEST + HIGHEST) / 2
SPANS = (1, 5, 10, 20, 50, 100, 1000)  # years
MOST_SPANS = 12
LONGEST_ALT_TEXT = 1024


@dataclass(frozen=True, slots=True)
class Rated:
    """The name of a genre or a title with the member's rating, 1 to 10, of a genre maybe a mean."""

    name: str
    rating: float


@dataclass(frozen=True, slots=True)
class Span:
    """How many titles are from the years `first` to `last`, both included."""

    first: int
    last: int
    count: int


@dataclass(frozen=True, slots=True)
class Portrait:
    """What the picture of a taste shows.

    Attributes:
        name: the member's display name.
        rated: how many titles have a rating.
        seen: how many titles are seen and not rated.
        typed: how many genres have a rating of the member's own.
        liked: the genres liked most, the best first.
        disliked: the genres liked least, the least liked last.
        ratings: how many titles have each rating, 1 to 10; none where no title is rated.
        difference: by how much the member's ratings are above MyAnimeList's mean scores, on average; None
            where too few titles can be compared.
        years: how many rated or seen titles are from each span of years, the earliest first, without gaps.
        titles: the titles rated highest, the best first.
    """

    name: str
    rated: int = 0
    seen: int = 0
    typed: int = 0
    liked: tuple[Rated, ...] = ()
    disliked: tuple[Rated, ...] = ()
    ratings: tuple[int, ...] = ()
    difference: float | None = None
    years: tuple[Span, ...] = ()
    titles: tuple[Rated, ...] = ()

    @property
    def mean(self) -> float | None:
        """The mean of the ratings of titles."""
        return _mean(self.ratings)

    @property
    def peak(self) -> Span | None:
        """The years that more titles are from than from any others."""
        most = max((span.count for span in self.years), default=0)
        peaks = [span for span in self.years if span.count == most]
        return peaks[0] if len(peaks) == 1 else None


def portrait_of(texts: Texts, name: str, profile: Profile) -> Portrait:
    """The portrait of a member with that display name, with titles by the names that the reader likes."""
    rated = [t for t in profile.titles if t.rating is not None]
    counts = Counter(t.rating for t in rated)
    ratings = tuple(counts[r] for r in range(LOWEST, HIGHEST + 1)) if rated else ()
    liked, disliked = _genres(profile.genres, _mean(ratings), len(rated))
    best = sorted(rated, key=lambda t: -(t.rating or 0))[:MOST_TITLES]
    return Portrait(
        name=name,
        rated=profile.rated,
        seen=profile.seen,
        typed=sum(o.typed is not None for o in profile.genres),
        liked=liked,
        disliked=disliked,
        ratings=ratings,
        difference=_difference(rated),
        years=_spans(Counter(t.anime.year for t in profile.titles if t.status.seen and t.anime.year)),
        titles=tuple(Rated(texts.name(t.anime), t.rating or 0) for t in best),
    )


def describe(portrait: Portrait, texts: Texts) -> str:
    """What the picture shows, in words: at most 1,024 characters, as Discord allows for an alt text."""
    sentences = [texts("picture-alt", name=plain(portrait.name, 40))]
    if portrait.rated or portrait.seen or portrait.typed:
        sentences.append(
            texts("picture-alt-counts", rated=portrait.rated, seen=portrait.seen, genres=portrait.typed)
        )
    else:
        sentences.append(texts("picture-empty"))
    if portrait.liked:
        sentences.append(texts("picture-alt-liked", genres=_listed(portrait.liked, texts, 24)))
    if portrait.disliked:
        sentences.append(texts("picture-alt-disliked", genres=_listed(portrait.disliked, texts, 24)))
    if portrait.ratings:
        sentences.append(texts("picture-alt-ratings", habits=", ".join(habits(portrait, texts))))
    if portrait.peak:
        sentences.append(texts("picture-alt-years", years=years(portrait.peak, texts)))
    if portrait.titles:
        sentences.append(texts("picture-alt-titles", titles=_listed(portrait.titles, texts, 50)))
    return plain(" ".join(sentences), LONGEST_ALT_TEXT)


def habits(portrait: Portrait, texts: Texts) -> list[str]:
    """How the member rates, in a few words each."""
    if portrait.mean is None:
        return []
    said = [texts("picture-mean", mean=texts.decimal(portrait.mean))]
    if portrait.difference is not None:
        by = texts.decimal(abs(portrait.difference))
        if by == texts.decimal(0):
            said.append(texts("picture-same"))
        elif portrait.difference > 0:
            said.append(texts("picture-higher", by=by))
        else:
            said.append(texts("picture-lower", by=by))
    return said


def years(span: Span, texts: Texts) -> str:
    """That most titles are from these years."""
    first, last = str(span.first), str(span.last)
    if first == last:
        return texts("picture-most-from-year", year=first)
    return texts("picture-most-from-years", first=first, last=last)


def numbers(rated: Iterable[Rated], texts: Texts) -> list[str]:
    """The ratings as they are written, all with as many decimals as one needs."""
    ratings = [r.rating for r in rated]
    decimals = 0 if all(rating == round(rating) for rating in ratings) else 1
    return [texts.decimal(rating, decimals) for rating in ratings]


def _listed(rated: tuple[Rated, ...], texts: Texts, longest: int) -> str:
    pairs = zip(rated, numbers(rated, texts), strict=True)
    return ", ".join(f"{plain(r.name, longest)} {number}" for r, number in pairs)


def _genres(
    opinions: Iterable[GenreOpinion], mean: float | None, titles: int
) -> tuple[tuple[Rated, ...], tuple[Rated, ...]]:
    """The genres liked most and least; which ratings are high and low is for the member's own mean to say."""
    fewest = min(5, 1 + isqrt(titles + 1) // 2)  # titles that make a genre's mean worth showing
    known = [(o.typed if o.typed is not None else o.mean, o) for o in opinions]
    told = sorted(
        ((rating, o) for rating, o in known if rating is not None and (o.typed or o.count >= fewest)),
        key=lambda pair: (-pair[0], -pair[1].count, pair[1].genre),
    )
    usual = mean or MIDDLE
    genres = [Rated(o.genre, rating) for rating, o in told]
    liked = [g for g in genres if g.rating >= min(usual, MIDDLE)][:MOST_LIKED]
    rest = genres[len(liked) :]
    disliked = [g for g in rest if g.rating < max(usual, MIDDLE)][-MOST_DISLIKED:]
    return tuple(liked), tuple(disliked)


def _mean(ratings: tuple[int, ...]) -> float | None:
    given = sum(ratings)
    return sum(r * n for r, n in enumerate(ratings, LOWEST)) / given if given else None


def _difference(rated: Iterable[RatedTitle]) -> float | None:
    differences = [t.rating - t.anime.score for t in rated if t.rating and t.anime.score]
    return fmean(differences) if len(differences) >= FEWEST_COMPARED else None


def _spans(by_year: Mapping[int, int]) -> tuple[Span, ...]:
    """Years in spans of equal length, the shortest that make no more than `MOST_SPANS`."""
    if not by_year:
        return ()
    first, last = min(by_year), max(by_year)
    length = next(n for n in SPANS if last // n - first // n < MOST_SPANS)
    starts = range(first // length * length, last + 1, length)
    counts = Counter[int]()
    for year, count in by_year.items():
        counts[year // length * length] += count
    return tuple(Span(start, start + length - 1, counts[start]) for start in starts)
