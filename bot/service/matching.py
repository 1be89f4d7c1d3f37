"""Which titles of the catalogue the entries of a foreign list are.

MyAnimeList's ids say so, but some tools write another site's ids in their place. So an id is compared with
the name beside it, and where most of a list's names belong to other titles, the names alone count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from bot.members.records import Entry
from bot.search import normalised

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.lists.entry import Listed, ListFile
    from bot.model import Loaded
    from recommender.catalogue import Anime, Catalogue

ALIKE = 70.0  # how like each other two spellings of one name are at least, out of 100


@dataclass(frozen=True, slots=True)
class Matched:
    """A list in the catalogue's terms.

    Attributes:
        entries: by MyAnimeList id, also of titles that the catalogue lacks at present.
        genres: ratings of genres, by the catalogue's names.
        unlisted: how those of `entries` are called that the catalogue lacks.
        unclear: how those are called of which it is not clear which titles they are.
    """

    entries: Mapping[int, Entry]
    genres: Mapping[str, int]
    unlisted: tuple[str, ...]
    unclear: tuple[str, ...]


def match(file: ListFile, model: Loaded) -> Matched:
    """Match a list with the catalogue: about a tenth of a second for 2,000 titles, so call it in a thread."""
    catalogue = model.catalogue
    trusted = _has_our_ids(file.entries, catalogue)
    entries: dict[int, Entry] = {}
    unlisted: dict[int, str] = {}
    unclear = []
    for listed in file.entries:
        anime_id = _id_of(listed, model, trusted=trusted)
        name = listed.name or str(listed.anime_id or listed.anilist_id)
        if anime_id is None:
            unclear.append(name)
            continue
        entries[anime_id] = Entry(listed.status, listed.rating)
        if anime_id not in catalogue:
            unlisted[anime_id] = name
    known = {genre.casefold(): genre for genre in catalogue.genres}
    genres = {known[g.casefold()]: rating for g, rating in file.genres.items() if g.casefold() in known}
    return Matched(entries, genres, tuple(unlisted.values()), tuple(unclear))


def _has_our_ids(entries: Iterable[Listed], catalogue: Catalogue) -> bool:
    """Whether most of the ids that the catalogue has stand beside a name of the very title."""
    beside = [(e.name, _listed(e, catalogue)) for e in entries if e.name]
    checked = [_alike(name, anime) for name, anime in beside if anime]
    return 2 * sum(checked) >= len(checked)


def _id_of(listed: Listed, model: Loaded, *, trusted: bool) -> int | None:
    anime = _listed(listed, model.catalogue)
    if anime and trusted and (not listed.name or _alike(listed.name, anime)):
        return anime.id
    named = None
    # Whoever has a certain id that the catalogue lacks may share a name with what it has.
    if listed.name and (anime or listed.anime_id is None or not trusted):
        named = model.search.named(listed.name, adult=True).match
    if named:
        return named.id
    # A title may have been renamed since.
    return listed.anime_id if trusted else None


def _listed(listed: Listed, catalogue: Catalogue) -> Anime | None:
    return catalogue[listed.anime_id] if listed.anime_id and listed.anime_id in catalogue else None


def _alike(name: str, anime: Anime) -> bool:
    if name == anime.name:
        return True
    words = normalised(name)
    names = (anime.name, anime.english, anime.japanese)
    return any(fuzz.token_set_ratio(words, normalised(other)) >= ALIKE for other in names if other)
