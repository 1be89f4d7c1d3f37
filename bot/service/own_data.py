"""A member's data belongs to the member: handing it out, and deleting it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.service.feature import Feature


@dataclass(frozen=True, slots=True)
class Deleted:
    """What was kept about a member and is gone, found gone by reading back.

    Attributes:
        genres: how many ratings of genres.
        titles: how many titles, rated or seen.
    """

    genres: int
    titles: int


class OwnData(Feature):
    """Everything that is kept about a member."""

    async def export(self, member: int) -> bytes:
        """Everything kept about the member, as a JSON document in UTF-8.

        It holds `format` ('osusume-member'), `version` (1), `exported_at`, `member` (the id, as a string),
        `known_since` (null where nothing is kept), `genres`: a list of `genre`, `rating` and `rated_at`, and
        `titles`: a list of `id` (MyAnimeList's), `name` (null where the catalogue lacks it), `rating` (null
        for 'seen, not rated') and `rated_at`. Times are in UTC, in ISO 8601.
        """
        catalogue = self._model.current.catalogue
        record = await self._store.load(member)
        document = {
            "format": "osusume-member",
            "version": 1,
            "exported_at": datetime.now(UTC).isoformat(),
            "member": str(member),
            "known_since": record.since.isoformat() if record.since else None,
            "genres": [
                {"genre": genre, "rating": kept.rating, "rated_at": kept.at.isoformat()}
                for genre, kept in record.genres.items()
            ],
            "titles": [
                {
                    "id": anime_id,
                    "name": catalogue[anime_id].name if anime_id in catalogue else None,
                    "rating": kept.rating,
                    "rated_at": kept.at.isoformat(),
                }
                for anime_id, kept in record.titles.items()
            ],
        }
        return json.dumps(document, ensure_ascii=False, indent=2).encode()

    async def delete(self, member: int) -> Deleted:
        """Delete everything kept about the member, and read back that it is gone."""
        gone = await self._store.delete(member)
        return Deleted(genres=len(gone.genres), titles=len(gone.titles))
