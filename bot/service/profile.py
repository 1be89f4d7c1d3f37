"""What the bot knows about a member's taste."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.members.records import Status
from bot.service.feature import Feature
from bot.service.rating import RatedTitle

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.members.records import Record


@dataclass(frozen=True, slots=True)
class GenreOpinion:
    """What is known of a member's liking of one genre.

    Attributes:
        genre: its name.
        typed: the rating that the member gave the genre itself; None where none was given.
        typed_at: when, in UTC.
        mean: the mean rating of the member's rated titles of the genre; None where there is none.
        count: how many rated titles of the genre there are.
    """

    genre: str
    typed: int | None
    typed_at: datetime | None
    mean: float | None
    count: int


@dataclass(frozen=True, slots=True)
class Profile:
    """What the bot knows about a member's taste.

    Attributes:
        genres: every genre with a typed rating or a rated title: typed ones first, then by liking.
        titles: every title that something is kept about, the latest first.
        rated: how many titles have a rating.
        seen: how many titles are seen and not rated.
        hidden: how many titles for adults are left out of all this here.
        unlisted: how many kept titles the catalogue lacks at present.
        planned: how many titles the member wants to watch.
    """

    genres: tuple[GenreOpinion, ...]
    titles: tuple[RatedTitle, ...]
    rated: int
    seen: int
    hidden: int
    unlisted: int
    planned: int = 0

    @property
    def newcomer(self) -> bool:
        """Whether nothing is known."""
        return not (self.genres or self.titles or self.hidden or self.unlisted)


class Profiles(Feature):
    """Members' profiles."""

    async def profile(self, member: int, *, adult: bool = False) -> Profile:
        """What is known about the member's taste."""
        catalogue = self._model.current.catalogue
        record = await self._store.load(member)
        listed = [
            RatedTitle(catalogue[i], kept.rating, kept.at, kept.status)
            for i, kept in record.titles.items()
            if i in catalogue
        ]
        shown = sorted((t for t in listed if adult or not t.anime.adult), key=lambda t: t.at, reverse=True)
        statuses = Counter(t.status for t in shown)
        rated = sum(t.rating is not None for t in shown)
        return Profile(
            genres=_opinions(record, shown),
            titles=tuple(shown),
            rated=rated,
            seen=sum(t.status.seen for t in shown) - rated,
            planned=statuses[Status.PLANNED],
            hidden=len(listed) - len(shown),
            unlisted=len(record.titles) - len(listed),
        )


def _opinions(record: Record, titles: Iterable[RatedTitle]) -> tuple[GenreOpinion, ...]:
    ratings: dict[str, list[int]] = {genre: [] for genre in record.genres}
    for title in titles:
        if title.rating is not None:
            for genre in title.anime.genres:
                ratings.setdefault(genre, []).append(title.rating)
    opinions = []
    for genre, given in ratings.items():
        kept = record.genres.get(genre)
        opinions.append(
            GenreOpinion(
                genre=genre,
                typed=kept.rating if kept else None,
                typed_at=kept.at if kept else None,
                mean=sum(given) / len(given) if given else None,
                count=len(given),
            )
        )
    return tuple(sorted(opinions, key=_liking))


def _liking(opinion: GenreOpinion) -> tuple[bool, float, int, str]:
    """Typed first, then by rating and by count, both falling, then by name."""
    liking = opinion.typed if opinion.typed is not None else opinion.mean or 0.0
    return opinion.typed is None, -liking, -opinion.count, opinion.genre
