"""Rating genres and titles, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from bot.lists.records import HIGHEST_ID
from bot.members.records import Entry, Status, status_rated
from bot.search import LONGEST_INPUT
from bot.service.feature import Feature
from bot.service.problems import Problem, UserError
from bot.service.typed import checked_rating, genre_named, title_named
from bot.threads import in_turn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.members.records import Kept
    from recommender.catalogue import Anime


@dataclass(frozen=True, slots=True)
class RatedGenre:
    """A member's rating of a genre.

    Attributes:
        genre: its name.
        rating: 1 to 10.
        at: when it was given, in UTC.
        before: the rating that it took the place of; None where there was none.
    """

    genre: str
    rating: int
    at: datetime
    before: int | None = None


class RatedTitle(NamedTuple):  # a member may have told of thousands
    """A member's word on a title.

    Attributes:
        anime: the title.
        rating: 1 to 10, or None where there is none.
        at: when it was given, in UTC.
        status: how the member stands to the title.
        before: what it took the place of; None where nothing was kept.
    """

    anime: Anime
    rating: int | None
    at: datetime
    status: Status = Status.COMPLETED
    before: Kept | None = None


class Rating(Feature):
    """What members tell."""

    async def rate_genre(self, member: int, genre: str, rating: int) -> RatedGenre:
        """Keep a rating of 1 to 10 for a genre."""
        return (await self.rate_genres(member, {genre: rating}))[0]

    async def rate_genres(self, member: int, ratings: Mapping[str, int]) -> tuple[RatedGenre, ...]:
        """Keep a rating of 1 to 10 for each of several genres: all of them or none."""
        if not ratings:
            raise UserError(Problem.NO_GENRES)
        catalogue = self._model.current.catalogue
        checked = {genre_named(catalogue, g): checked_rating(rating) for g, rating in ratings.items()}
        at = datetime.now(UTC)
        before = await self._store.rate_genres(member, checked, at)
        return tuple(RatedGenre(g, rating, at, before.get(g)) for g, rating in checked.items())

    async def rate_title(
        self, member: int, title: str, rating: int | None, *, adult: bool = False
    ) -> RatedTitle:
        """Keep a rating of 1 to 10 for a title, or None for 'seen, not rated'.

        A rating leaves the status of a title that was seen, if only in part, as it is.
        """
        if rating is not None:
            checked_rating(rating)
        anime = await title_named(self._model.current, title, adult=adult)
        at = datetime.now(UTC)
        if rating is None:
            replaced = await self._store.keep_titles(member, {anime.id: Entry(Status.COMPLETED)}, at)
            return RatedTitle(anime, None, at, before=replaced.get(anime.id))
        before = await self._store.rate_title(member, anime.id, rating, at)
        return RatedTitle(anime, rating, at, status_rated(before), before)

    async def mark_title(self, member: int, title: str, status: Status, *, adult: bool = False) -> RatedTitle:
        """Keep how the member stands to a title; of one that was seen and still is, the rating stays."""
        anime = await title_named(self._model.current, title, adult=adult)
        at = datetime.now(UTC)
        before = await self._store.mark_title(member, anime.id, status, at)
        rating = before.rating if before and status.seen else None
        return RatedTitle(anime, rating, at, status, before)

    async def restore_title(self, member: int, anime_id: int, before: Kept | None) -> bool:
        """Put back what was kept about a title, or nothing; whether that was done."""
        if not 1 <= anime_id <= HIGHEST_ID:
            return False
        return await self._store.restore_title(member, anime_id, before)

    async def forget_genre(self, member: int, genre: str) -> RatedGenre:
        """Take back the rating of a genre; the result is what was kept."""
        name = genre_named(self._model.current.catalogue, genre)
        gone = await self._store.forget_genre(member, name)
        if gone is None:
            raise UserError(Problem.GENRE_NOT_RATED, genre=name)
        return RatedGenre(name, gone.rating, gone.at)

    async def forget_title(self, member: int, title: str) -> RatedTitle:
        """Take back everything kept about a title; the result is what was kept."""
        model = self._model.current
        # What the member rated elsewhere can be taken back here, but no title for adults is suggested.
        found = await in_turn(model.search.resolve, title[:LONGEST_INPUT], adult=True)
        anime = found.match or await title_named(model, title, adult=False)
        gone = await self._store.forget_title(member, anime.id)
        if gone is None:
            raise UserError(Problem.TITLE_NOT_RATED, title=anime.name)
        return RatedTitle(anime, gone.rating, gone.at, gone.status)
