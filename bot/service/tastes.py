"""From what is kept about a member to what the recommender is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.members.records import Status
from recommender.taste import Taste

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.members.records import Kept, Record
    from recommender.catalogue import Anime, Catalogue
    from recommender.ranking import Recommendation

DROPPED_RATING = 4  # nobody stops watching what they like
LIKED = 6  # the lowest rating of what a member can be said to like


def taste_of(record: Record, catalogue: Catalogue) -> Taste:
    """What the present model can be told: what its catalogue lacks stays kept, and is passed over."""
    known = set(catalogue.genres)
    return Taste(
        genres={genre: kept.rating for genre, kept in record.genres.items() if genre in known},
        titles=seen_titles(record, record.titles, catalogue),
    )


def seen_titles(record: Record, ids: Iterable[int], catalogue: Catalogue) -> dict[int, int | None]:
    """What is kept of some titles, as a taste tells it: only of those that were seen, and are known."""
    there, titles = catalogue.index, record.titles
    return {i: _rating(titles[i]) for i in ids if i in there and i in titles and titles[i].status.seen}


def changed_titles(before: Record, after: Record) -> set[int]:
    """The ids of titles of which something else is kept than before."""
    old, new = before.titles, after.titles
    return {i for i, kept in new.items() if old.get(i) is not kept} | (old.keys() - new.keys())


def hidden_of(record: Record) -> frozenset[int]:
    """The ids of titles that are not to be recommended, though they were not seen."""
    return record.unseen


def with_plain_reasons(found: Recommendation, taste: Taste) -> Recommendation:
    """The same without the reasons that no member would understand, though the model has them.

    Something liked speaks for a title, and so does that the title is of no disliked genre.
    """
    plain = tuple(reason for reason in found.reasons if _is_plain(found.anime, reason.cause, taste))
    return replace(found, reasons=plain)


def _is_plain(anime: Anime, cause: Anime | str, taste: Taste) -> bool:
    if isinstance(cause, str):
        return (taste.genres[cause] >= LIKED) == (cause in anime.genres)
    rating = taste.titles[cause.id]
    return rating is None or rating >= LIKED


def _rating(kept: Kept) -> int | None:
    return DROPPED_RATING if kept.rating is None and kept.status is Status.DROPPED else kept.rating
