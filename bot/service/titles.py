"""One title: what is known of it, what it is to a member and why, and which titles a text speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from bot.members.records import Entry, Status, status_rated
from bot.service.feature import Feature
from bot.service.rating import RatedTitle
from bot.service.tastes import with_plain_reasons
from bot.service.typed import checked_rating, title_named
from bot.threads import at_length, in_turn
from recommender.series import Kind

if TYPE_CHECKING:
    from bot.members.records import Kept, Record
    from recommender import Recommender
    from recommender.catalogue import Anime
    from recommender.user import User

MOST_MENTIONED = 5
MAIN = (Kind.FIRST, Kind.SEQUEL, Kind.FILM)


@dataclass(frozen=True, slots=True)
class Cause:
    """Something that a member told, for which a title is recommended.

    Attributes:
        of: the title, or the name of the genre.
        rating: what the member gave it, 1 to 10; None for a title that is only seen.
    """

    of: Anime | str
    rating: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a series, and what is kept about it; None for nothing."""

    anime: Anime
    kept: Kept | None


@dataclass(frozen=True, slots=True)
class About:
    """One title, as one member sees it.

    Attributes:
        anime: the title.
        kept: how the member stands to it; None where nothing is kept.
        expected: the rating expected of the member, 1 to 10, going by everything else that is kept.
        causes: what speaks for the title, the strongest first.
        before: what should be seen before it; None where it begins something.
        parts: its series in the order of airing: seasons and films, and the title itself.
        beside: how many specials and side stories of the series there are in addition.
        newcomer: whether nothing else is known of the member's taste.
    """

    anime: Anime
    kept: Kept | None
    expected: float
    causes: tuple[Cause, ...]
    before: Part | None
    parts: tuple[Part, ...]
    beside: int
    newcomer: bool


class Titles(Feature):
    """Titles, one by one."""

    async def title(self, member: int, title: str, *, adult: bool = False) -> About:
        """A title as the member sees it."""
        model = self._model.current
        anime = await title_named(model, title, adult=adult)
        record = await self._store.load(member)

        def about() -> About:
            user = self._users.of(member, record, model.recommender)
            return about_title(model.recommender, user, record, anime, adult=adult)

        return await in_turn(about)

    async def tell_title(
        self,
        member: int,
        title: str,
        status: Status | None = None,
        rating: int | None = None,
        *,
        adult: bool = False,
    ) -> RatedTitle:
        """Keep how a member stands to a title, and a rating of 1 to 10.

        Args:
            member: who says so.
            title: what was typed.
            status: None for the one that is kept, or 'completed' where the title was not seen before.
            rating: None for the one that is kept, where there is one.
            adult: whether titles for adults may be named.
        """
        if rating is not None:
            checked_rating(rating)
        anime = await title_named(self._model.current, title, adult=adult)
        at = datetime.now(UTC)
        if status is None and rating is not None:
            before = await self._store.rate_title(member, anime.id, rating, at)
            return RatedTitle(anime, rating, at, status_rated(before), before)
        if status is None:
            status = status_rated((await self._store.load(member)).titles.get(anime.id))
        if rating is None:
            before = await self._store.mark_title(member, anime.id, status, at)
            kept_rating = before.rating if before and status.seen else None
            return RatedTitle(anime, kept_rating, at, status, before)
        replaced = await self._store.keep_titles(member, {anime.id: Entry(status, rating)}, at)
        return RatedTitle(anime, rating, at, status, replaced.get(anime.id))

    async def mentioned(self, text: str, *, adult: bool = False) -> list[Anime]:
        """At most 5 titles that a text speaks of. The text is neither kept nor logged."""
        find = self._model.current.mentions.find
        return await at_length(find, text, limit=MOST_MENTIONED, adult=adult)


def about_title(recommender: Recommender, user: User, record: Record, anime: Anime, *, adult: bool) -> About:
    """A title as the member sees it of whom the record is; takes some milliseconds."""
    (found,) = recommender.explain(user, [anime.id])
    parts, beside = _series(recommender, record, anime, adult=adult)
    return About(
        anime=anime,
        kept=record.titles.get(anime.id),
        expected=found.predicted_rating,
        causes=tuple(
            _cause(record, reason.cause) for reason in with_plain_reasons(found, user.taste).reasons
        ),
        before=_part(record, found.follows) if found.follows else None,
        parts=parts,
        beside=beside,
        newcomer=not (record.genres or record.titles.keys() - {anime.id}),
    )


def _series(
    recommender: Recommender, record: Record, anime: Anime, *, adult: bool
) -> tuple[tuple[Part, ...], int]:
    """The main parts of a title's series, and how many others there are."""
    catalogue, series = recommender.catalogue, recommender.series
    at = catalogue.index[anime.id]
    shown = ~series.extra if adult else ~(series.extra | catalogue.adult)
    shown[at] = True
    of_series = np.flatnonzero((series.series == series.series[at]) & shown)
    in_order = of_series[np.argsort(series.place[of_series], kind="stable")]
    main = [i for i in in_order.tolist() if i == at or series.kind[i] in MAIN]
    return tuple(_part(record, catalogue.anime[i]) for i in main), len(in_order) - len(main)


def _part(record: Record, anime: Anime) -> Part:
    return Part(anime, record.titles.get(anime.id))


def _cause(record: Record, cause: Anime | str) -> Cause:
    kept = record.genres.get(cause) if isinstance(cause, str) else record.titles.get(cause.id)
    return Cause(cause, kept.rating if kept else None)
