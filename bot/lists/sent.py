"""A file that a member sent, from where it lies; what is said of its size is no bound."""

from __future__ import annotations

import aiohttp

from bot.lists.entry import ListFault, ListProblem
from bot.lists.unpack import LARGEST_SENT, MEGABYTE, STEP

# Packed on the way, a few bytes could unfold to more than fits into memory.
AS_IT_IS = {"Accept-Encoding": "identity"}


async def fetch(address: str) -> bytes:
    """The file at an address, of `LARGEST_SENT` bytes at most.

    Raises:
        ListFault: it is larger.
        aiohttp.ClientError: it is not handed out.
    """
    content = bytearray()
    async with (
        aiohttp.ClientSession(auto_decompress=False, headers=AS_IT_IS) as session,
        session.get(address, allow_redirects=False, raise_for_status=True) as response,
    ):
        async for part in response.content.iter_chunked(STEP):
            content += part
            if len(content) > LARGEST_SENT:
                raise ListFault(ListProblem.TOO_LARGE, most=LARGEST_SENT // MEGABYTE)
    return bytes(content)
