"""What was sent, out of what it was packed in: gzip as MyAnimeList packs it, or a zip archive of one list.

A few bytes can unfold to gigabytes. So a file is unfolded step by step, and no further than `LARGEST`.
"""

from __future__ import annotations

import gzip
import zlib
from io import BufferedIOBase, BytesIO
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from bot.lists.entry import ListFault, ListProblem

MEGABYTE = 1 << 20
LARGEST_SENT = 5 * MEGABYTE
LARGEST = 50 * MEGABYTE
STEP = 1 << 16
MOST_LAYERS = 2  # an export that MyAnimeList packed, packed again to be sent
MOST_MEMBERS = 1000
GZIP, ZIP = b"\x1f\x8b", b"PK\x03\x04"
LISTS = (".xml", ".gz", ".json", ".csv", ".tsv", ".txt")
PLAIN_METHODS = (ZIP_STORED, ZIP_DEFLATED)  # the others can take gigabytes of memory at once
ENCRYPTED = 0x1


def unpack(content: bytes) -> bytes:
    """The file itself.

    Raises:
        ListFault: it is too large, packed or unfolded, or its packing is damaged or holds no single list.
    """
    if len(content) > LARGEST_SENT:
        raise ListFault(ListProblem.TOO_LARGE, most=LARGEST_SENT // MEGABYTE)
    for _ in range(MOST_LAYERS):
        if content.startswith(GZIP):
            content = _unfolded_gzip(content)
        elif content.startswith(ZIP):
            content = _unfolded_zip(content)
        else:
            break
    if content.startswith((GZIP, ZIP)):
        raise ListFault(ListProblem.ARCHIVE)
    return content


def _unfolded_gzip(content: bytes) -> bytes:
    try:
        with gzip.open(BytesIO(content)) as stream:
            return _bounded(stream)
    except (OSError, EOFError, zlib.error) as error:
        raise ListFault(ListProblem.BROKEN_ARCHIVE) from error


def _unfolded_zip(content: bytes) -> bytes:
    try:
        with ZipFile(BytesIO(content)) as archive:
            member = _list_in(archive)
            with archive.open(member) as stream:
                return _bounded(stream)
    # What the library meets in a damaged archive: names that are no text, sizes and places beyond the file.
    except (BadZipFile, OSError, EOFError, zlib.error, ValueError, NotImplementedError) as error:
        raise ListFault(ListProblem.BROKEN_ARCHIVE) from error


def _list_in(archive: ZipFile) -> ZipInfo:
    """The one member that may be a list. It is read where it stands: no name in an archive becomes a path."""
    members = archive.infolist()
    lists = [m for m in members[:MOST_MEMBERS] if _may_be_list(m)]
    if len(members) > MOST_MEMBERS or len(lists) != 1 or not _may_be_opened(lists[0]):
        raise ListFault(ListProblem.ARCHIVE)
    return lists[0]


def _may_be_list(member: ZipInfo) -> bool:
    # macOS puts a shadow of each file beside it.
    return member.filename.lower().endswith(LISTS) and not member.filename.startswith("__MACOSX/")


def _may_be_opened(member: ZipInfo) -> bool:
    return member.compress_type in PLAIN_METHODS and not member.flag_bits & ENCRYPTED


def _bounded(stream: BufferedIOBase | IO[bytes]) -> bytes:
    parts, size = [], 0
    while part := stream.read(STEP):
        size += len(part)
        if size > LARGEST:
            raise ListFault(ListProblem.UNFOLDS_TOO_LARGE, most=LARGEST // MEGABYTE)
        parts.append(part)
    return b"".join(parts)
