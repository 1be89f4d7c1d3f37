"""The same list in every form, and what no file may do, whatever it holds."""

from __future__ import annotations

import gzip
import io
import json
import tracemalloc
import zipfile
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.lists.entry import Listed, ListFault, ListFile, ListProblem
from bot.lists.read import read_list
from bot.lists.scores import Scale
from bot.lists.unpack import MEGABYTE
from bot.members.records import Status
from bot.texts import ENGLISH
from tests.bot.lists.exports import (
    ANILIST_WORDS,
    TITLES,
    Title,
    anilist,
    anilist_flat,
    anilist_own,
    mal_load,
    mal_pages,
    mal_xml,
    osusume,
    table,
)
from tests.check_fuzz.files import list_files


def zipped(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my list.txt", content)
    return file.getvalue()


WRITERS = {
    "MyAnimeList's export": mal_xml,
    "with statuses as numbers": partial(mal_xml, numbers=True),
    "bare": partial(mal_xml, bare=True),
    "without CDATA": partial(mal_xml, cdata=False),
    "AniList's API": anilist,
    "AniList, flat": anilist_flat,
    "MyAnimeList's API": mal_pages,
    "MyAnimeList's pages": mal_load,
    "Osusume": osusume,
    "a table": table,
    "a German table": partial(table, separator=";"),
    "a table with tabs": partial(table, separator="\t"),
}
PACKINGS = {
    "plain": bytes,
    "with a mark": b"\xef\xbb\xbf".__add__,
    "in UTF-16": lambda content: content.decode().encode("utf-16"),
    "in gzip": gzip.compress,
    "in zip": zipped,
    "in both": lambda content: zipped(gzip.compress(content)).replace(b"list.txt", b"list.xml"),
}
NAMES = (
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
    .filter(lambda name: "]]>" not in name and len(name.encode()) > 0)
    .map(lambda name: f"T{name}")
)
SCORES = st.integers(0, 10)


@st.composite
def titles(draw: st.DrawFn) -> list[Title]:
    """A list with enough scores above 5 that it is out of 10."""
    ids = draw(st.lists(st.integers(1, 10**6), min_size=1, max_size=8, unique=True))
    listed = [
        Title(anime_id, draw(NAMES), status, draw(SCORES) if status.seen else 0)
        for anime_id in ids
        for status in [draw(st.sampled_from(list(ANILIST_WORDS)))]
    ]
    return [*listed, Title(10**6 + 1, "Best", Status.COMPLETED, 10)]


def as_listed(titles: list[Title]) -> tuple[Listed, ...]:
    return tuple(Listed(t.anime_id, t.name, t.status, int(t.score) or None) for t in titles)


@pytest.mark.parametrize("packing", PACKINGS)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_list_is_the_same_in_every_form_and_packing(writer: str, packing: str) -> None:
    file = read_list(PACKINGS[packing](WRITERS[writer](TITLES).encode()), "anything.bin")
    assert file.entries == as_listed(list(TITLES))


@pytest.mark.parametrize("writer", WRITERS)
@given(titles=titles())
def test_any_list_is_read_as_it_was_written(writer: str, titles: list[Title]) -> None:
    by_id = {entry.anime_id: entry for entry in read_list(WRITERS[writer](titles).encode(), "f").entries}
    assert by_id == {entry.anime_id: entry for entry in as_listed(titles)}


@pytest.mark.parametrize("content", [b"", b" \n\t ", b"\xef\xbb\xbf", gzip.compress(b"")])
def test_an_empty_file_is_refused(content: bytes) -> None:
    with pytest.raises(ListFault) as fault:
        read_list(content, "f")
    assert fault.value.id == ListProblem.EMPTY


SAMPLES = [writer(TITLES).encode() for writer in WRITERS.values()] + [anilist_own().encode()]
SAMPLES += [gzip.compress(SAMPLES[0]), zipped(SAMPLES[0]), SAMPLES[0].decode().encode("utf-16")]
XML_PIECES = (b"<", b">", b"</anime>", b"<![CDATA[", b"&x;", b"<!DOCTYPE a>")
JSON_PIECES = (b"{", b"}", b"[", b"]", b'"', b"\\ud800", b"1e999", b"null", b"true")
OTHER_PIECES = (
    b",",
    b";",
    b"\n",
    b"\0",
    b"\xff",
    b"\xef\xbb\xbf",
    b"-1",
    b"9" * 400,
    b"\x1f\x8b",
    b"PK\x03\x04",
)
PIECES = st.sampled_from(XML_PIECES + JSON_PIECES + OTHER_PIECES)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file of one of the forms in which pieces were cut out, doubled or put in."""
    content = draw(st.sampled_from(SAMPLES))
    for _ in range(draw(st.integers(1, 5))):
        start = draw(st.integers(0, len(content)))
        end = draw(st.integers(start, min(start + draw(st.sampled_from([1, 30, 2000])), len(content))))
        piece = draw(PIECES | st.binary(max_size=5) | st.just(b"") | st.just(content[start:end] * 2))
        content = content[:start] + piece + content[end:]
    return content


def check(content: bytes) -> None:
    """A file is read or refused, and a refusal is one full sentence."""
    try:
        file = read_list(content, "list.csv")
    except ListFault as fault:
        sentence = ENGLISH(fault.id, **fault.arguments)
        assert sentence.endswith(".")
        assert "\n" not in sentence
        return
    assert isinstance(file, ListFile)
    assert file.entries or file.genres
    assert file.scale in Scale
    for entry in file.entries:
        assert entry.anime_id or entry.anilist_id or entry.name
        assert entry.name.isprintable()
        assert entry.rating is None or (entry.rating in range(1, 11) and entry.status.seen)


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    check(content)


@given(PIECES, st.binary(max_size=300))
def test_any_bytes_that_begin_well_are_read_or_refused(start: bytes, content: bytes) -> None:
    check(start + content)


@given(damaged())
def test_damaged_files_are_read_or_refused(content: bytes) -> None:
    check(content)


@pytest.mark.parametrize(
    ("start", "unit"),
    [
        ("", "<anime>"),
        ("<myanimelist>", "<anime/>"),
        ("<myanimelist>", "<a b='c'>"),
        ("<myanimelist>", "<!--x-->"),
        ("<myanimelist><anime><series_title>", "<![CDATA[x]]>\n"),
        ("<myanimelist><anime><series_title>", "x"),
        ("", "["),
        ("", '{"a":'),
        ("[", "[],"),
        ("[", '{"a":{}},'),
        ("[", '"ab",'),
        ("[", "1000,"),
        ("title,score\n", "a,b\n"),
        ("title,score\n", ","),
        ("title,score\n", '"'),
        ("title,score\n", "\r"),
    ],
)
def test_a_file_of_one_thing_over_and_over_takes_little_memory(start: str, unit: str) -> None:
    packed = gzip.compress((start + unit * (MEGABYTE // len(unit))).encode(), 1)
    tracemalloc.start()
    check(packed)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 40 * MEGABYTE


@given(list_files())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_an_export_that_somebody_took_a_hammer_to_is_read_or_refused(file: tuple[bytes, str]) -> None:
    try:
        found = read_list(*file)
    except ListFault:
        return
    assert found.entries or found.genres
    assert all(entry.rating is None or 1 <= entry.rating <= 10 for entry in found.entries)
    json.dumps([entry.name for entry in found.entries], ensure_ascii=False).encode()
