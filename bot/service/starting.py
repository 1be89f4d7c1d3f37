"""A newcomer's first minute: genres liked and disliked, then a deck of well-known titles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.members.records import Entry, Status
from bot.service.finding import Finding
from bot.service.tastes import LIKED
from bot.service.typed import genre_named, title_named
from bot.threads import in_turn

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from recommender.catalogue import Anime

FIRST_GENRES = 25
LIKED_GENRE, DISLIKED_GENRE = 9, 3  # the ratings that the two words stand for
DISLIKED = 4  # the highest rating of what a member can be said to dislike


class FirstWord(StrEnum):
    """What a member can say of a title of the deck."""

    LOVE = "love"
    LIKE = "like"
    MEH = "meh"
    DISLIKE = "dislike"
    UNSEEN = "unseen"
    WANT = "want"


ENTRIES: Mapping[FirstWord, Entry] = {
    FirstWord.LOVE: Entry(Status.COMPLETED, 10),
    FirstWord.LIKE: Entry(Status.COMPLETED, 8),
    FirstWord.MEH: Entry(Status.COMPLETED, 6),
    FirstWord.DISLIKE: Entry(Status.COMPLETED, 3),
    FirstWord.WANT: Entry(Status.PLANNED),
}


@dataclass(frozen=True, slots=True)
class FirstGenres:
    """The best-known genres, by name, and which of them a member likes and dislikes.

    Attributes:
        names: of all of them.
        liked: those that the member rated well.
        disliked: those that the member rated badly.
        others: how many genres there are beside them.
    """

    names: tuple[str, ...]
    liked: frozenset[str]
    disliked: frozenset[str]
    others: int


class Starting(Finding):
    """Getting to know a member."""

    async def first_genres(self, member: int) -> FirstGenres:
        """The genres that a newcomer is asked about, as the member stands to them."""
        record = await self._store.load(member)
        ratings = {genre: kept.rating for genre, kept in record.genres.items()}
        return _first_genres(self.best_known_genres, ratings)

    async def choose_genres(self, member: int, chosen: Collection[str], *, liked: bool) -> FirstGenres:
        """Keep which of the first genres the member likes, or dislikes: these, and no other of them.

        What the member has rated so already keeps its rating.
        """
        catalogue, known = self._model.current.catalogue, self.best_known_genres
        names = {genre_named(catalogue, genre) for genre in chosen}
        record = await self._store.load(member)
        ratings = {genre: kept.rating for genre, kept in record.genres.items()}
        before = _first_genres(known, ratings)
        there = before.liked if liked else before.disliked
        new = dict.fromkeys(sorted(names - there), LIKED_GENRE if liked else DISLIKED_GENRE)
        if new:
            await self._store.rate_genres(member, new, datetime.now(UTC))
        for genre in there - names:
            await self._store.forget_genre(member, genre)
            del ratings[genre]
        return _first_genres(known, ratings | new)

    async def next_title(self, member: int, asked: Sequence[int]) -> Anime | None:
        """The well-known title to ask about next; None where the member has told of all there are.

        What the member has not seen is not asked about again.

        Args:
            member: whom to ask.
            asked: ids of titles that the member was asked about before.
        """
        model = self._model.current
        record = await self._store.load(member)
        not_seen = await self._store.not_seen.load(member)

        def find() -> Anime | None:
            user = self._users.of(member, record, model.recommender)
            return model.recommender.ask_next(user, (*record.titles, *not_seen, *asked))

        return await in_turn(find)

    async def answer_title(self, member: int, title: str, word: FirstWord) -> None:
        """Keep a member's word on a title of which nothing is kept; otherwise nothing changes."""
        anime = await title_named(self._model.current, title, adult=False)
        now = datetime.now(UTC)
        if entry := ENTRIES.get(word):
            await self._store.add_title(member, anime.id, entry, now)
        else:
            await self._store.not_seen.add(member, anime.id, now)


def _first_genres(known: Sequence[str], ratings: Mapping[str, int]) -> FirstGenres:
    """How a member with these ratings stands to the best known of the genres."""
    names = tuple(sorted(known[:FIRST_GENRES]))
    rated = {name: ratings[name] for name in names if name in ratings}
    return FirstGenres(
        names=names,
        liked=frozenset(name for name, rating in rated.items() if rating >= LIKED),
        disliked=frozenset(name for name, rating in rated.items() if rating <= DISLIKED),
        others=len(known) - len(names),
    )
