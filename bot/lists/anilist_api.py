"""AniList's public lists, by a user's name, and the ids that MyAnimeList has for its titles."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.lists.entry import MOST_ENTRIES, Listed, ListFault, ListFile, ListProblem, Source, each_once
from bot.lists.foreign_json import entries_in, record_of, scale_in
from bot.lists.records import gather, id_of, name_of
from bot.lists.web import PATIENCE, Patience, Web

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import aiohttp

    from bot.lists.web import Answer

ADDRESS = "https://graphql.anilist.co"
SERVICE = Source.ANILIST.value
PROFILE = re.compile(r"(?:https?://)?anilist\.co/user/([\w-]+)(?:/\S*)?")
CHUNK = 500  # the most entries that it gives at a time
MOST_CHUNKS = MOST_ENTRIES // CHUNK + 1
BATCH = 50  # the most titles that it gives at a time
SECONDS_A_BATCH = 3  # it answers 30 requests a minute when it is busy
OK, NOT_FOUND = 200, 404

# A score is out of what its user has chosen, and `scoreFormat` says what that is.
LIST_QUERY = """
query ($user: String, $chunk: Int, $size: Int) {
  MediaListCollection(userName: $user, type: ANIME, chunk: $chunk, perChunk: $size) {
    hasNextChunk
    user { mediaListOptions { scoreFormat } }
    lists { entries { status score media { id idMal title { romaji english } } } }
  }
}
"""
IDS_QUERY = """
query ($ids: [Int], $size: Int) {
  Page(perPage: $size) { media(id_in: $ids, type: ANIME) { id idMal title { romaji } } }
}
"""


class AniList:
    """AniList.

    Args:
        session: that requests go through.
        address: of its GraphQL API.
        patience: how long to wait for it.
    """

    def __init__(
        self, session: aiohttp.ClientSession, *, address: str = ADDRESS, patience: Patience = PATIENCE
    ) -> None:
        self._web = Web(session, SERVICE, patience)
        self._address = address
        self._patience = patience

    async def fetch(self, user: str) -> ListFile:
        """The list of a user, whose name or the address of whose profile is given.

        Raises:
            ListFault: there is no such public list, or AniList does not answer as it should.
        """
        name = self._web.name(user, PROFILE)
        documents = []
        async with self._web.within(self._patience.total):
            for chunk in range(1, MOST_CHUNKS + 1):
                answer = await self._ask(LIST_QUERY, user=name, chunk=chunk, size=CHUNK)
                collection = _inside(answer.document, "data", "MediaListCollection")
                if answer.status != OK or not isinstance(collection, dict):
                    raise self._refusal(answer, name)
                documents.append(collection)
                if not collection.get("hasNextChunk"):
                    return await asyncio.to_thread(_gathered, documents)
        raise ListFault(ListProblem.TOO_MANY, most=MOST_ENTRIES)

    async def resolve(self, file: ListFile) -> ListFile:
        """The same list with MyAnimeList's ids in place of AniList's, as far as AniList knows them.

        It asks for `BATCH` titles at a time, and not at all where a list has MyAnimeList's ids.

        Raises:
            ListFault: AniList does not answer as it should.
        """
        ids = [entry.anilist_id for entry in file.entries if entry.anilist_id is not None]
        batches = [ids[at : at + BATCH] for at in range(0, len(ids), BATCH)]
        known: dict[int, Mapping[str, object]] = {}
        async with self._web.within(self._patience.total + SECONDS_A_BATCH * len(batches)):
            for batch in batches:
                answer = await self._ask(IDS_QUERY, ids=batch, size=BATCH)
                media = _inside(answer.document, "data", "Page", "media")
                if answer.status != OK or not isinstance(media, list):
                    raise self._web.down(f"status {answer.status}")
                known |= {id_of(m.get("id")) or 0: m for m in media if isinstance(m, dict)}
        return replace(file, entries=each_once(_resolved(entry, known) for entry in file.entries))

    async def _ask(self, query: str, **variables: object) -> Answer:
        return await self._web.ask("POST", self._address, json={"query": query, "variables": variables})

    def _refusal(self, answer: Answer, user: str) -> ListFault:
        errors = _inside(answer.document, "errors")
        messages = (
            [str(e.get("message")) for e in errors if isinstance(e, dict)] if isinstance(errors, list) else []
        )
        # It says 403 also where it is closed to all.
        if any("private" in message.lower() for message in messages):
            return ListFault(ListProblem.PRIVATE, user=user, service=SERVICE)
        if answer.status == NOT_FOUND:
            return ListFault(ListProblem.UNKNOWN_USER, user=user, service=SERVICE)
        return self._web.down(f"status {answer.status}")


def _gathered(collections: Sequence[Mapping[str, object]]) -> ListFile:
    records = [record_of(entry) for collection in collections for entry in entries_in(collection)]
    return gather(records, Source.ANILIST, stated=scale_in(collections[0]))


def _resolved(entry: Listed, known: Mapping[int, Mapping[str, object]]) -> Listed:
    media = known.get(entry.anilist_id or 0)
    if media is None:
        return entry
    name = entry.name or name_of(media.get("title"))
    return replace(entry, anime_id=id_of(media.get("idMal")), name=name, anilist_id=None)


def _inside(document: object, *path: str) -> object:
    for name in path:
        document = document.get(name) if isinstance(document, dict) else None
    return document
