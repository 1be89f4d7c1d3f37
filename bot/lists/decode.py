"""Bytes to text: UTF-8, UTF-16, or what a Western Windows writes where it says nothing (cp1252)."""

from __future__ import annotations

import codecs

from bot.lists.entry import ListFault, ListProblem

MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def decode(content: bytes, filename: str) -> str:
    """The text of a file.

    Args:
        content: the file.
        filename: how it is called, for the sentence that says that it is none.

    Raises:
        ListFault: it is no text, or text in which letters are damaged.
    """
    mark = next((mark for mark in MARKS if content.startswith(mark)), b"")
    encoding = MARKS.get(mark) or _unmarked(content)
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        text = _western(content, error)
    if "\0" in text:
        raise ListFault(ListProblem.UNKNOWN_FORMAT, file=filename)
    return text


def _unmarked(content: bytes) -> str:
    """A list begins with one of the basic signs, and UTF-16 puts a zero before or after those."""
    match tuple(content[:2]):
        case (first, 0) if first:
            return "utf-16-le"
        case (0, second) if second:
            return "utf-16-be"
        case _:
            return "utf-8"


def _western(content: bytes, error: UnicodeDecodeError) -> str:
    # In Western text hardly any two letters look like one of UTF-8's: where some do, it is damaged UTF-8.
    if error.encoding != "utf-8" or not content.decode("utf-8", "ignore").isascii():
        raise ListFault(ListProblem.ENCODING) from error
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as fault:
        raise ListFault(ListProblem.ENCODING) from fault
