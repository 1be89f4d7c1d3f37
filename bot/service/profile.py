"""What the bot knows about a member's taste."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.members.records import Status
from bot.service.feature import Feature
from bot.service.finding import MOST_CHOICES
from bot.service.rating import RatedTitle
from bot.threads import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from bot.members.records import Record
    from bot.search import TitleSearch
    from recommender.catalogue import Anime, Catalogue


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


class Order(StrEnum):
    """In which order a member's titles are listed."""

    LATEST = "latest"  # what was told last comes first
    BEST = "best"  # by rating; those without one come last
    NAME = "name"
    FIT = "fit"  # by how well they fit what is looked for; the same as `LATEST` where nothing is


@dataclass(frozen=True, slots=True)
class OwnTitles:
    """What a member told of titles.

    Attributes:
        titles: those that were looked for, in the order that was asked for.
        total: how many there are in all.
        hidden: how many titles for adults are left out of all this here.
        unlisted: how many kept titles the catalogue lacks at present.
    """

    titles: tuple[RatedTitle, ...]
    total: int
    hidden: int
    unlisted: int


class Profiles(Feature):
    """Members' profiles."""

    async def profile(self, member: int, *, adult: bool = False) -> Profile:
        """What is known about the member's taste."""
        catalogue = self._catalogue
        record = await self._store.load(member)
        return await in_turn(_profile, record, catalogue, adult=adult)

    async def own_titles(
        self,
        member: int,
        search: str = "",
        order: Order = Order.LATEST,
        *,
        name: Callable[[Anime], str] = lambda anime: anime.name,
        adult: bool = False,
    ) -> OwnTitles:
        """What the member told of the titles that fit a text, by any of their names; of all for an empty one.

        Args:
            member: whose titles.
            search: what is looked for.
            order: in which order.
            name: by what a title is called in the order of names.
            adult: whether titles for adults may be shown.
        """
        model = self._model.current
        record = await self._store.load(member)

        def listed() -> OwnTitles:
            kept, hidden = _listed(record, model.catalogue, adult=adult)
            titles = _ordered(_found(kept, model.search, search) if search else kept, order, name)
            unlisted = len(record.titles) - len(kept) - hidden
            return OwnTitles(tuple(titles), len(kept), hidden, unlisted)

        return await in_turn(listed)

    async def find_own_titles(self, member: int, text: str, *, adult: bool = False) -> list[Anime]:
        """At most 25 of the member's titles for what was typed so far: the most fitting, or the latest."""
        own = await self.own_titles(member, text.strip(), Order.FIT, adult=adult)
        return [told.anime for told in own.titles[:MOST_CHOICES]]


def _profile(record: Record, catalogue: Catalogue, *, adult: bool) -> Profile:
    titles, hidden = _listed(record, catalogue, adult=adult)
    statuses = Counter(t.status for t in titles)
    rated = sum(t.rating is not None for t in titles)
    return Profile(
        genres=_opinions(record, titles),
        titles=tuple(titles),
        rated=rated,
        seen=sum(t.status.seen for t in titles) - rated,
        planned=statuses[Status.PLANNED],
        hidden=hidden,
        unlisted=len(record.titles) - len(titles) - hidden,
    )


def _listed(record: Record, catalogue: Catalogue, *, adult: bool) -> tuple[list[RatedTitle], int]:
    """What is kept of titles that may be shown, the latest first, and how many others the catalogue has."""
    positions, anime = catalogue.index, catalogue.anime
    listed = [
        RatedTitle(anime[positions[i]], kept.rating, kept.at, kept.status)
        for i, kept in record.titles.items()
        if i in positions
    ]
    shown = sorted((t for t in listed if adult or not t.anime.adult), key=lambda t: t.at, reverse=True)
    return shown, len(listed) - len(shown)


def _found(titles: Iterable[RatedTitle], search: TitleSearch, text: str) -> list[RatedTitle]:
    """Those that fit a text, the most fitting first."""
    by_id = {told.anime.id: told for told in titles}
    found = search.find(text, limit=len(by_id), adult=True, among=by_id)
    return [by_id[anime.id] for anime in found]


def _ordered(titles: list[RatedTitle], order: Order, name: Callable[[Anime], str]) -> list[RatedTitle]:
    match order:
        case Order.FIT:
            return titles
        case Order.NAME:
            return sorted(titles, key=lambda told: name(told.anime).casefold())
        case Order.BEST:
            return sorted(titles, key=lambda told: (told.rating or 0, told.at), reverse=True)
        case Order.LATEST:
            return sorted(titles, key=lambda told: told.at, reverse=True)


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
