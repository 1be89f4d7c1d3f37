"""Reading a file that holds a list: what it is, is seen by what stands in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lists.decode import decode
from bot.lists.entry import ListFault, ListProblem
from bot.lists.json_file import read_json
from bot.lists.mal_xml import read_xml
from bot.lists.table_csv import read_table
from bot.lists.unpack import unpack

if TYPE_CHECKING:
    from bot.lists.entry import ListFile


def read_list(content: bytes, filename: str) -> ListFile:
    """Read a list: MyAnimeList's export, AniList's, Osusume's own, another tool's, or a table.

    A list of 2,000 titles takes some tenths of a second: call it in a worker thread. What it takes of memory
    is bounded (see `bot.lists.unpack` and `bot.lists.json_file`), but not small: call it for one file at a
    time.

    Args:
        content: what was sent, as it is or packed with gzip or zip.
        filename: how it is called; it only helps to say what is wrong.

    Raises:
        ListFault: it cannot be read.
    """
    text = decode(unpack(content), filename)
    match text.lstrip()[:1]:
        case "":
            raise ListFault(ListProblem.EMPTY)
        case "<":
            return read_xml(text, filename)
        case "{" | "[":
            return read_json(text, filename)
        case _:
            return read_table(text, filename)
