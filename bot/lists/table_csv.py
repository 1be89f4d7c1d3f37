"""A table: a line of column names, then a line a title."""

from __future__ import annotations

import csv
import re
from io import StringIO
from typing import TYPE_CHECKING

from bot.lists.entry import MOST_ENTRIES, ListFault, ListProblem, Source
from bot.lists.records import ANILIST_ID, ANIME_ID, NAME, SCORE, STATUS, gather, key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.lists.entry import ListFile

SEPARATORS = ",;\t"
LONGEST_LINE = 100_000
MOST_LINES = 10 * MOST_ENTRIES  # a note may have several
TABLES = (".csv", ".tsv")
# Excel's own first line, which names the separator.
NAMED_SEPARATOR = re.compile(r"sep=([,;\t])\r?\n")


def read_table(text: str, filename: str) -> ListFile:
    """Read a table whose columns are separated by commas, semicolons or tabs.

    It needs a column with an id or a title, and one with a score or a status. The columns are found by many
    names (see `bot.lists.records`); an 'id' is MyAnimeList's where no other column is.

    Raises:
        ListFault: it is none, or a damaged one, or lacks a column.
    """
    named = NAMED_SEPARATOR.match(text)
    text = text[named.end() :] if named else text.lstrip("\r\n")
    header = text[:LONGEST_LINE].partition("\n")[0]
    separator = named[1] if named else max(SEPARATORS, key=header.count)
    rows = csv.reader(_lines(text), delimiter=separator)
    try:
        columns = _columns(next(rows, []), filename)
        filled = (cells for cells in rows if any(cells))
        return gather((dict(zip(columns, cells, strict=False)) for cells in filled), Source.OTHER)
    except csv.Error as error:
        raise ListFault(ListProblem.BROKEN, format="CSV") from error


def _columns(header: list[str], filename: str) -> list[str]:
    columns = [key(name) for name in header]
    if {*ANIME_ID, *ANILIST_ID}.isdisjoint(columns):
        columns = [ANIME_ID[0] if name == "id" else name for name in columns]
    named = not {*ANIME_ID, *ANILIST_ID, *NAME}.isdisjoint(columns)
    judged = not {*SCORE, *STATUS}.isdisjoint(columns)
    if named and judged:
        return columns
    if named or judged or filename.lower().endswith(TABLES):
        raise ListFault(ListProblem.COLUMNS)
    raise ListFault(ListProblem.UNKNOWN_FORMAT, file=filename)


def _lines(text: str) -> Iterator[str]:
    for number, line in enumerate(StringIO(text, newline="")):
        if len(line) > LONGEST_LINE or number == MOST_LINES:
            raise ListFault(ListProblem.BROKEN, format="CSV")
        yield line
