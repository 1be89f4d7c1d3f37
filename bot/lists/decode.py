"""Bytes to text: UTF-8, UTF-16, or what a Western Windows writes where it says nothing (cp1252)."""

from __future__ import annotations

import codecs

from bot.lists.entry import ListFault, ListProblem

MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}
# How text in UTF-16 without a mark begins, if it begins with a sign of the basic ones.
ZERO_SECOND, ZERO_FIRST = slice(1, 2), slice(0, 1)


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
    if content[ZERO_SECOND] == b"\0" != content[ZERO_FIRST]:
        return "utf-16-le"
    if content[ZERO_FIRST] == b"\0" != content[ZERO_SECOND]:
        return "utf-16-be"
    return "utf-8"


def _western(content: bytes, error: UnicodeDecodeError) -> str:
    # In Western text hardly any two letters look like one of UTF-8's: where some do, it is damaged UTF-8.
    try:
        if error.encoding == "utf-8" and content.decode("utf-8", "ignore").isascii():
            return content.decode("cp1252")
    except UnicodeDecodeError:
        pass
    raise ListFault(ListProblem.ENCODING) from error
