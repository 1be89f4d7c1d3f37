"""Asking a list service: within limits of time and size, and with the patience that it asks for."""

from __future__ import annotations

import asyncio
import logging
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp

from bot.lists.entry import ListFault, ListProblem
from bot.lists.json_file import parsed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

log = logging.getLogger(__name__)

NAME = re.compile(r"[A-Za-z0-9_-]{1,20}")
LONGEST_TYPED = 200
LARGEST_ANSWER = 5 << 20
STEP = 1 << 16
MOST_TRIES = 3  # where it asks to wait
USUAL_WAIT = 5.0  # seconds, where a service asks to wait and does not say how long
UNREACHABLE = (aiohttp.ClientError, TimeoutError, OSError)
TOO_MANY_REQUESTS = 429
SERVER_ERRORS = 500


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds.

    Attributes:
        request: for one answer.
        total: for a whole list.
        longest_wait: that a service that is asked too often may ask for.
        pauses: before another try where a service fails, one after the other.
    """

    request: float = 15
    total: float = 90
    longest_wait: float = 60
    pauses: tuple[float, ...] = (1, 3)


PATIENCE = Patience()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a service says: its status code, and the JSON document; None where it is none."""

    status: int
    document: object


class Web:
    """One service.

    Args:
        session: that requests go through.
        service: what it is called.
        patience: how long to wait for it.
    """

    def __init__(self, session: aiohttp.ClientSession, service: str, patience: Patience) -> None:
        self._session = session
        self._service = service
        self._patience = patience

    def name(self, user: str, profile: re.Pattern[str]) -> str:
        """A user's name from what was typed: the name itself, or the address of a profile.

        Args:
            user: what was typed.
            profile: such an address, with the name in a group.

        Raises:
            ListFault: no user can be called that.
        """
        typed = user.strip()[:LONGEST_TYPED]
        found = profile.fullmatch(typed)
        name = found[1] if found else typed
        if not NAME.fullmatch(name):
            raise ListFault(ListProblem.USER_NAME, user=typed, service=self._service)
        return name

    @asynccontextmanager
    async def within(self, seconds: float) -> AsyncIterator[None]:
        """Bound the time of several requests.

        Raises:
            ListFault: the time is over.
        """
        try:
            async with asyncio.timeout(seconds):
                yield
        except TimeoutError as error:
            raise self.down("no whole list in time") from error

    async def ask(self, method: str, address: str, **options: Any) -> Answer:  # noqa: ANN401 - aiohttp's own
        """Send a request, and again where the service fails or asks to wait.

        Args:
            method: GET or POST.
            address: where to.
            options: as aiohttp takes them.

        Raises:
            ListFault: it cannot be reached, goes on failing, is asked too often, or says too much.
        """
        for pause in (*self._patience.pauses, None):
            try:
                answer = await self._unhurried(method, address, options)
            except UNREACHABLE as error:
                reason = type(error).__name__
            else:
                if answer.status < SERVER_ERRORS:
                    return answer
                reason = f"status {answer.status}"
            if pause is None:
                raise self.down(reason)
            await asyncio.sleep(pause)
        raise AssertionError  # the last pause is none

    def down(self, reason: str) -> ListFault:
        """The fault that the service does not answer as it should; the log says why, and not for whom."""
        log.warning("%s does not answer as it should: %s.", self._service, reason)
        return ListFault(ListProblem.DOWN, service=self._service)

    async def _unhurried(self, method: str, address: str, options: dict[str, Any]) -> Answer:
        for tries_left in reversed(range(MOST_TRIES)):
            timeout = aiohttp.ClientTimeout(total=self._patience.request)
            async with self._session.request(
                method, address, timeout=timeout, allow_redirects=False, **options
            ) as response:
                if response.status != TOO_MANY_REQUESTS:
                    body = await self._body(response)
                    return Answer(response.status, await asyncio.to_thread(_document, body))
                told = response.headers.get("Retry-After", "")
            wait = float(told) if re.fullmatch("[0-9]{1,6}", told) else USUAL_WAIT
            if wait > self._patience.longest_wait or not tries_left:
                break
            await asyncio.sleep(wait)
        raise ListFault(ListProblem.BUSY, service=self._service)

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        body = bytearray()
        async for part in response.content.iter_chunked(STEP):
            body += part
            if len(body) > LARGEST_ANSWER:
                raise self.down(f"an answer of more than {LARGEST_ANSWER} bytes")
        return bytes(body)


def _document(body: bytes) -> object:
    try:
        return parsed(body)
    except ListFault:
        return None
