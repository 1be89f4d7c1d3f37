"""MyAnimeList's export, and what other sites and tools write in its format.

MyAnimeList does not document it. Who writes it elsewhere leaves out the element around all (`myanimelist`)
or the ids (0), writes statuses as numbers, and puts names in CDATA or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser, ParseError

from bot.lists.entry import MOST_ENTRIES, ListFault, ListProblem, Source
from bot.lists.records import LONGEST_NAME, gather, key
from bot.lists.scores import Scale

if TYPE_CHECKING:
    from bot.lists.entry import ListFile

ROOT, ANIME, MANGA = "myanimelist", "anime", "manga"
WITHOUT_ROOT = (ANIME, MANGA, "myinfo")
FIELDS = {"seriesanimedbid", "seriestitle", "mystatus", "myscore"}
LONGEST_TEXT = 2 * LONGEST_NAME
MOST_PARTS = 2_000_000  # elements and pieces of text; the largest list has 1.5 million


def read_xml(text: str, filename: str) -> ListFile:
    """Read an export.

    Raises:
        ListFault: it is none, or a damaged one, or one of manga.
    """
    text = text.lstrip()
    try:
        entries = _parsed(text, _Entries())
    except _RootMissing:
        bare = text[text.find("?>") + 2 :] if text.startswith("<?xml") else text
        entries = _parsed(f"<{ROOT}>{bare}</{ROOT}>", _Entries())
    if not entries.records:
        if entries.manga:
            raise ListFault(ListProblem.MANGA)
        if entries.root != ROOT:
            raise ListFault(ListProblem.UNKNOWN_FORMAT, file=filename)
    return gather(entries.records, Source.MYANIMELIST, stated=Scale.POINT_10)


class _RootMissing(Exception):  # noqa: N818 - a form of the file, not a fault
    """The entries come one after the other with nothing around them."""


class _Entries:
    """Takes what the parser finds, and keeps of it what a list needs: the file may be large."""

    def __init__(self) -> None:
        self.root = ""
        self.records: list[dict[str, str]] = []
        self.manga = 0
        self._parts = 0
        self._record: dict[str, str] | None = None
        self._field = ""

    def start(self, tag: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        self._count()
        name = key(tag)
        self.root = self.root or name
        if self.root in WITHOUT_ROOT:
            raise _RootMissing
        if name == ANIME and self._record is not None:
            raise ListFault(ListProblem.BROKEN, format="XML")
        if name == ANIME:
            self._record = {}
        elif name == MANGA:
            self.manga += 1
        elif self._record is not None and name in FIELDS:
            self._field = name
            self._record[name] = ""

    def data(self, text: str) -> None:
        """A piece of text."""
        self._count()
        if self._record is not None and self._field:
            self._record[self._field] = (self._record[self._field] + text)[:LONGEST_TEXT]

    def end(self, tag: str) -> None:
        """An element ends."""
        name = key(tag)
        if name == self._field:
            self._field = ""
        elif name == ANIME and self._record is not None:
            self.records.append(self._record)
            self._record = None

    def close(self) -> None:
        """The text ends."""

    def _count(self) -> None:
        self._parts += 1
        if self._parts > MOST_PARTS or len(self.records) > MOST_ENTRIES:
            raise ListFault(ListProblem.TOO_MANY, most=MOST_ENTRIES)


def _parsed(text: str, entries: _Entries) -> _Entries:
    parser = DefusedXMLParser(target=entries, forbid_dtd=True)
    try:
        parser.feed(text)
        parser.close()
    except ParseError as error:
        raise ListFault(ListProblem.BROKEN, format="XML") from error
    except DefusedXmlException as error:
        raise ListFault(ListProblem.FORBIDDEN_XML) from error
    return entries
