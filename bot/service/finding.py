"""Finding titles and genres by what was typed so far."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from bot.search import nearest_names
from bot.service.feature import Feature
from bot.threads import at_length, in_turn
from recommender.catalogue import ADULT_GENRES

if TYPE_CHECKING:
    from recommender.catalogue import Anime, Catalogue

MOST_CHOICES = 25


class Finding(Feature):
    """What there is to choose from."""

    @property
    def types(self) -> tuple[str, ...]:
        """The types of titles, the most frequent first."""
        return self._model.current.catalogue.types

    def genres(self, *, adult: bool = False) -> tuple[str, ...]:
        """The genres, by name."""
        genres = self._model.current.catalogue.genres
        return genres if adult else tuple(g for g in genres if g not in ADULT_GENRES)

    @property
    def best_known_genres(self) -> tuple[str, ...]:
        """The genres that most people watch, the best known first; not the one for adults."""
        return _best_known(self._model.current.catalogue)

    async def get_ready(self) -> None:
        """Do what whoever names the first title would wait for."""
        await at_length(self._model.current.get_ready)

    async def find_titles(self, text: str, *, adult: bool = False) -> list[Anime]:
        """At most 25 titles for what a member has typed so far, the most fitting first."""
        return await in_turn(self._model.current.search.find, text, limit=MOST_CHOICES, adult=adult)

    def keyed_title(self, key: str, *, adult: bool = False) -> Anime | None:
        """The title whose `title_key` this is; None where there is none (any more), or not for here."""
        found = self._model.current.search.clear(key, adult=adult)
        return found.match if found else None

    async def find_genres(self, text: str, *, adult: bool = False) -> list[str]:
        """At most 25 genres for what a member has typed so far, the most fitting first."""
        return nearest_names(text, self.genres(adult=adult), limit=MOST_CHOICES)


@lru_cache(maxsize=1)  # of the model that answers
def _best_known(catalogue: Catalogue) -> tuple[str, ...]:
    fame = catalogue.members @ catalogue.genre_flags
    ranked = sorted(zip(catalogue.genres, fame.tolist(), strict=True), key=lambda pair: -pair[1])
    return tuple(genre for genre, _ in ranked if genre not in ADULT_GENRES)
