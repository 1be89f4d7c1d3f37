"""A member's data belongs to the member: handing it out, and deleting it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.members.places import NO_GUILD
from bot.members.records import MemberSettings
from bot.service.feature import Feature
from bot.threads import in_turn

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.members.records import Everything, GenreRating, Kept, Place, Record
    from recommender.catalogue import Catalogue

VERSION = 2


@dataclass(frozen=True, slots=True)
class Held:
    """How much is, or was, kept about a member.

    Attributes:
        genres: how many ratings of genres.
        titles: how many titles, of any status.
        settings: whether settings were changed from what they are at first.
    """

    genres: int
    titles: int
    settings: bool


class OwnData(Feature):
    """Everything that is kept about a member."""

    async def held(self, member: int) -> Held | None:
        """How much is kept about the member; None for a member of whom nothing is."""
        record = await self._store.load(member)
        return _held(record) if record.since else None

    async def export(self, member: int) -> bytes:
        """Everything kept about the member, as a JSON document in UTF-8 that can be imported, too.

        It is an object of:

        - `format`: 'osusume-member', `version`: 2, `exported_at`.
        - `member`: the id, as a string; `known_since`: null where nothing is kept.
        - `settings`: `titles` ('romaji', 'english', 'japanese', or null for what the server has chosen),
          `reach` (-1 to 1, or null), `wish` (what lists hold: an object, or null), `public`, `together`.
        - `genres`: a list of `genre`, `rating` and `rated_at`.
        - `titles`: a list of `id` (MyAnimeList's), `name` (null where the catalogue lacks it), `status`
          ('watching', 'completed', 'on_hold', 'dropped', 'planned', 'unwanted'), `rating` (null for none) and
          `rated_at` (when the member said so).
        - `not_seen`: titles that `/start` asked about and the member has not seen: a list of `id`, `name` and
          `said_at`.
        - `places`: where the bot met the member: a list of `server` (its id, as a string; null for direct
          messages and wherever the bot is not a member itself), `met_at` and `left_at` (when the bot was
          found to have left, or null).
        - `last_import`: `at` and `source` of the list brought last, while it can be undone; else null.
        - `replaced_titles`, `replaced_genres`: what that list took the place of, each like the items of
          `titles` (without the name) and `genres`; `status` and `rating` are null where nothing was kept.

        `/import` takes `genres` and `titles` of it. Times are in UTC, in ISO 8601; ratings are 1 to 10. Each
        item of a list stands on a line.
        """
        everything = await self._store.load_everything(member)
        return await in_turn(_document, member, everything, self._catalogue)

    async def delete(self, member: int) -> Held:
        """Delete everything kept about the member, and read back that it is gone; the result is what went.

        A list that the member is bringing at this moment is left first.
        """
        await self.forget(member)
        gone = await self._store.delete(member)
        self._users.forget(member)
        return _held(gone)


def _held(record: Record) -> Held:
    return Held(len(record.genres), len(record.titles), record.settings != MemberSettings())


def _document(member: int, everything: Everything, catalogue: Catalogue) -> bytes:
    record, last = everything.record, everything.last_import
    return _lines(
        {
            "format": "osusume-member",
            "version": VERSION,
            "exported_at": _moment(datetime.now(UTC)),
            "member": str(member),
            "known_since": _moment(record.since),
            "settings": _settings(record.settings),
            "genres": [_genre(name, kept) for name, kept in record.genres.items()],
            "titles": [
                {"id": i, "name": _name(catalogue, i), **_word(kept)} for i, kept in record.titles.items()
            ],
            "not_seen": [
                {"id": i, "name": _name(catalogue, i), "said_at": _moment(at)}
                for i, at in everything.not_seen.items()
            ],
            "places": [_place(guild, place) for guild, place in everything.places.items()],
            "last_import": {"at": _moment(last.at), "source": last.source} if last else None,
            "replaced_titles": [
                {"id": i, **_word(kept)} for i, kept in (last.before if last else {}).items()
            ],
            "replaced_genres": [
                _genre(name, kept) for name, kept in (last.genres_before if last else {}).items()
            ],
        }
    )


def _name(catalogue: Catalogue, anime_id: int) -> str | None:
    return catalogue[anime_id].name if anime_id in catalogue else None


def _settings(settings: MemberSettings) -> dict[str, object]:
    return {
        "titles": settings.titles,
        "reach": settings.reach,
        "wish": json.loads(settings.wish) if settings.wish else None,
        "public": settings.public,
        "together": settings.together,
    }


def _genre(name: str, kept: GenreRating | None) -> dict[str, object]:
    return {
        "genre": name,
        "rating": kept.rating if kept else None,
        "rated_at": _moment(kept.at if kept else None),
    }


def _word(kept: Kept | None) -> dict[str, object]:
    return {
        "status": kept.status if kept else None,
        "rating": kept.rating if kept else None,
        "rated_at": _moment(kept.at if kept else None),
    }


def _place(guild: int, place: Place) -> dict[str, object]:
    return {
        "server": None if guild == NO_GUILD else str(guild),
        "met_at": _moment(place.met_at),
        "left_at": _moment(place.left_at),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def _lines(document: Mapping[str, object]) -> bytes:
    """JSON with each item of a list on a line: to be read by people, and half as long as with more lines."""
    parts = []
    for name, value in document.items():
        if isinstance(value, list) and value:
            items = ",\n    ".join(json.dumps(item, ensure_ascii=False) for item in value)
            parts.append(f'  "{name}": [\n    {items}\n  ]')
        else:
            parts.append(f'  "{name}": {json.dumps(value, ensure_ascii=False)}')
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode()
