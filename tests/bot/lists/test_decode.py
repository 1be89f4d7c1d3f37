from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.decode import decode
from bot.lists.entry import ListFault, ListProblem

LETTERS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"), min_size=2)
SIGNS = st.text(st.characters(max_codepoint=126, exclude_characters="\0"), min_size=2)


@given(LETTERS)
def test_unicode_is_read_with_a_mark_and_utf_8_without(text: str) -> None:
    assert decode(text.encode(), "f") == text
    assert decode(codecs.BOM_UTF8 + text.encode(), "f") == text
    assert decode(codecs.BOM_UTF16_LE + text.encode("utf-16-le"), "f") == text
    assert decode(codecs.BOM_UTF16_BE + text.encode("utf-16-be"), "f") == text


@given(SIGNS, LETTERS)
def test_utf_16_without_a_mark_is_seen_by_its_first_sign(sign: str, text: str) -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert decode((sign + text).encode(encoding), "f") == sign + text


@pytest.mark.parametrize("text", ["title;Übel Blatt", "Café; naïve", "“quoted” for 5 €"])
def test_western_windows_is_read(text: str) -> None:
    assert decode(text.encode("cp1252"), "f") == text


@pytest.mark.parametrize(
    "content",
    [
        "トライガン".encode() + b"\xff",
        "トライガン".encode()[:-1],
        "Übel ".encode() + "Übel".encode("cp1252"),
        codecs.BOM_UTF8 + b"\xff",
        codecs.BOM_UTF16_LE + b"\x00\xd8a\x00",
    ],
)
def test_damaged_letters_are_refused(content: bytes) -> None:
    with pytest.raises(ListFault) as fault:
        decode(content, "f")
    assert fault.value.id == ListProblem.ENCODING


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"%PDF-1.4\0", b"title,score\nA\0B,1", bytes(10)]
)
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(ListFault) as fault:
        decode(content, "cat.png")
    assert fault.value.id == ListProblem.UNKNOWN_FORMAT
    assert fault.value.arguments == {"file": "cat.png"}
