from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.entry import ListFault, ListProblem
from bot.lists.unpack import LARGEST, LARGEST_SENT, MEGABYTE, MOST_MEMBERS, unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def refused(content: bytes) -> ListFault:
    with pytest.raises(ListFault) as fault:
        unpack(content)
    return fault.value


def zipped(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


@given(st.binary(max_size=1000).filter(lambda content: content[:2] not in (b"\x1f\x8b", b"PK")))
def test_a_file_comes_out_as_it_was(content: bytes) -> None:
    assert unpack(content) == content
    assert unpack(gzip.compress(content)) == content
    assert unpack(zipped({"list.xml": content})) == content
    assert unpack(zipped({"list.xml.gz": gzip.compress(content)})) == content


def test_a_file_in_several_gzip_parts_is_whole() -> None:
    assert unpack(gzip.compress(b"one ") + gzip.compress(b"two")) == b"one two"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_an_archive_may_hold_more_than_the_list(method: int) -> None:
    files = {"__MACOSX/._list.csv": b"x", "Lies mich.pdf": b"x", "sub/list.CSV": b"title,score", "sub/": b""}
    assert unpack(zipped(files, method)) == b"title,score"


@pytest.mark.parametrize(
    "files",
    [
        {"picture.png": b"x"},
        {"anime.json": b"[]", "anime.xml": b"<a/>"},
        {f"{i}.txt": b"" for i in range(MOST_MEMBERS + 1)},
    ],
)
def test_an_archive_without_just_one_list_is_refused(files: dict[str, bytes]) -> None:
    assert refused(zipped(files)).id == ListProblem.ARCHIVE


def test_where_a_member_would_go_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert unpack(zipped({"../../../list.csv": b"here"})) == b"here"
    assert unpack(zipped({"/etc/list.csv": b"there"})) == b"there"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("method", [zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2])
def test_methods_that_take_much_memory_are_refused(method: int) -> None:
    assert refused(zipped({"list.csv": b"x" * 1000}, method)).id == ListProblem.ARCHIVE


def test_an_encrypted_archive_is_refused() -> None:
    archive = bytearray(zipped({"list.csv": b"x"}))
    archive[6] |= 1  # in the member's own header
    archive[archive.index(b"PK\x01\x02") + 8] |= 1  # and in the directory
    assert refused(bytes(archive)).id == ListProblem.ARCHIVE


@pytest.mark.parametrize(
    "content",
    [
        b"\x1f\x8b",
        b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03not deflated",
        gzip.compress(b"x" * 1000)[:-4],
        gzip.compress(b"x" * 1000)[:-8] + bytes(8),
        b"PK\x03\x04",
        zipped({"list.csv": b"x" * 1000})[:-30],
        zipped({"list.csv": b"x" * 1000}).replace(zlib.compress(b"x" * 1000)[2:-4], b"y" * 9),
    ],
)
def test_a_damaged_packing_is_refused(content: bytes) -> None:
    assert refused(content).id == ListProblem.BROKEN_ARCHIVE


def test_a_large_file_is_refused_unread() -> None:
    assert len(unpack(b"x" * LARGEST_SENT)) == LARGEST_SENT
    fault = refused(b"x" * (LARGEST_SENT + 1))
    assert fault.id == ListProblem.TOO_LARGE
    assert fault.arguments == {"most": 5}


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """Half a megabyte that unfolds to more than twice the limit."""
    squeeze = zlib.compressobj(1, zlib.DEFLATED, 31)
    block = bytes(16 * MEGABYTE)
    return b"".join(squeeze.compress(block) for _ in range(7)) + squeeze.flush()


@pytest.mark.parametrize("wrap", [bytes, lambda bomb: zipped({"list.xml.gz": bomb}), gzip.compress])
def test_a_bomb_is_unfolded_no_further_than_the_limit(bomb: bytes, wrap: Callable[[bytes], bytes]) -> None:
    packed = wrap(bomb)
    assert len(packed) < LARGEST_SENT
    tracemalloc.start()
    fault = refused(packed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert fault.id == ListProblem.UNFOLDS_TOO_LARGE
    assert fault.arguments == {"most": 50}
    assert peak < LARGEST + 10 * MEGABYTE


def test_a_list_is_packed_twice_at_most() -> None:
    twice = gzip.compress(gzip.compress(b"list"))
    assert unpack(twice) == b"list"
    assert refused(gzip.compress(twice)).id == ListProblem.ARCHIVE
    assert refused(zipped({"a.gz": twice})).id == ListProblem.ARCHIVE
