"""From what is kept about a member to what the recommender is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.members.records import Status
from recommender.taste import Taste

if TYPE_CHECKING:
    from bot.members.records import Kept, Record
    from recommender.catalogue import Catalogue

DROPPED_RATING = 4  # nobody stops watching what they like


def taste_of(record: Record, catalogue: Catalogue) -> Taste:
    """What the present model can be told: what its catalogue lacks stays kept, and is passed over."""
    known = set(catalogue.genres)
    return Taste(
        genres={genre: kept.rating for genre, kept in record.genres.items() if genre in known},
        titles={
            anime_id: _rating(kept)
            for anime_id, kept in record.titles.items()
            if kept.status.seen and anime_id in catalogue
        },
    )


def hidden_of(record: Record) -> frozenset[int]:
    """The ids of titles that are not to be recommended, though they were not seen."""
    return frozenset(anime_id for anime_id, kept in record.titles.items() if not kept.status.seen)


def _rating(kept: Kept) -> int | None:
    return DROPPED_RATING if kept.rating is None and kept.status is Status.DROPPED else kept.rating
