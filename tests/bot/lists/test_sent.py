"""Files that were sent: whole up to the bound, and never beyond it."""

from __future__ import annotations

import aiohttp
import pytest

from bot.lists.entry import ListFault, ListProblem
from bot.lists.sent import fetch
from bot.lists.unpack import LARGEST_SENT
from tests.bot.lists.files import FileServer


async def test_a_file_comes_whole_up_to_the_bound() -> None:
    async with FileServer(small=b"<list/>", none=b"", largest=bytes(LARGEST_SENT)) as server:
        assert await fetch(f"{server.address}/small") == b"<list/>"
        assert await fetch(f"{server.address}/none") == b""
        assert await fetch(f"{server.address}/largest") == bytes(LARGEST_SENT)
        assert server.encoding == "identity"


async def test_what_is_larger_is_refused_without_being_read() -> None:
    async with FileServer(larger=bytes(LARGEST_SENT + 1)) as server:
        for address in (f"{server.address}/larger", server.address):
            with pytest.raises(ListFault) as refused:
                await fetch(address)
            assert refused.value.id == ListProblem.TOO_LARGE
            assert refused.value.arguments == {"most": 5}
        assert server.sent < FileServer.MOST


async def test_what_is_not_handed_out_is_an_error() -> None:
    async with FileServer() as server:
        with pytest.raises(aiohttp.ClientError):
            await fetch(f"{server.address}/gone")
        address = server.address
    with pytest.raises(aiohttp.ClientError):
        await fetch(address)
