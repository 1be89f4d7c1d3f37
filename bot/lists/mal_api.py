"""MyAnimeList's public lists, by a user's name. Its API wants a client id, which a host can get there."""

from __future__ import annotations

import asyncio
import logging
import re
from typing import TYPE_CHECKING

from bot.lists.entry import MOST_ENTRIES, ListFault, ListProblem, Source
from bot.lists.foreign_json import entries_in, record_of
from bot.lists.records import gather
from bot.lists.scores import Scale
from bot.lists.web import PATIENCE, Patience, Web

if TYPE_CHECKING:
    from collections.abc import Sequence

    import aiohttp

    from bot.lists.entry import ListFile
    from bot.lists.web import Answer
    from bot.secret import Secret

log = logging.getLogger(__name__)

ADDRESS = "https://api.myanimelist.net/v2"
SERVICE = Source.MYANIMELIST.value
PROFILE = re.compile(r"(?:https?://)?(?:www\.)?myanimelist\.net/(?:profile|animelist)/([\w-]+)(?:[/?]\S*)?")
PAGE = 1000  # the most entries that it gives at a time
QUERY = f"fields=list_status&limit={PAGE}&nsfw=true"
MOST_PAGES = MOST_ENTRIES // PAGE + 1
OK = 200


class MyAnimeList:
    """MyAnimeList.

    Args:
        session: that requests go through.
        client_id: of this host; None where it has none.
        address: of its API.
        patience: how long to wait for it.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        client_id: Secret | None,
        *,
        address: str = ADDRESS,
        patience: Patience = PATIENCE,
    ) -> None:
        self._web = Web(session, SERVICE, patience)
        self._client_id = client_id
        self._address = address.rstrip("/")
        self._patience = patience

    async def fetch(self, user: str) -> ListFile:
        """The list of a user, whose name or the address of whose profile is given.

        Raises:
            ListFault: there is no such public list, this host has no client id, or MyAnimeList does not
                answer as it should.
        """
        if self._client_id is None:
            raise ListFault(ListProblem.NOT_SET_UP, service=SERVICE)
        name = self._web.name(user, PROFILE)
        headers = {"X-MAL-CLIENT-ID": self._client_id.value}
        page = f"{self._address}/users/{name}/animelist?{QUERY}"
        documents = []
        async with self._web.within(self._patience.total):
            for _ in range(MOST_PAGES):
                answer = await self._web.ask("GET", page, headers=headers)
                document = answer.document
                if answer.status != OK or not isinstance(document, dict) or "data" not in document:
                    raise self._refusal(answer, name)
                documents.append(document)
                following = self._next(document)
                if following is None:
                    return await asyncio.to_thread(_gathered, documents)
                page = following
        raise ListFault(ListProblem.TOO_MANY, most=MOST_ENTRIES)

    def _next(self, document: dict[str, object]) -> str | None:
        """Where the next page is. Only MyAnimeList itself is followed: the client id goes along."""
        paging = document.get("paging")
        address = paging.get("next") if isinstance(paging, dict) else None
        if address is None or (isinstance(address, str) and address.startswith(f"{self._address}/")):
            return address
        raise self._web.down("the next page is elsewhere")

    def _refusal(self, answer: Answer, user: str) -> ListFault:
        error = answer.document.get("error") if isinstance(answer.document, dict) else None
        match answer.status:
            case 404:
                return ListFault(ListProblem.UNKNOWN_USER, user=user, service=SERVICE)
            case 403 if error == "not_permitted":
                return ListFault(ListProblem.PRIVATE, user=user, service=SERVICE)
            case 400 | 401:
                log.error("MyAnimeList refuses MAL_CLIENT_ID: copy it anew from myanimelist.net/apiconfig.")
                return ListFault(ListProblem.NOT_SET_UP, service=SERVICE)
            case _:
                return self._web.down(f"status {answer.status}")


def _gathered(documents: Sequence[object]) -> ListFile:
    records = [record_of(entry) for document in documents for entry in entries_in(document)]
    return gather(records, Source.MYANIMELIST, stated=Scale.POINT_10)
