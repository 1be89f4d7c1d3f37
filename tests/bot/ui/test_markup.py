"""Foreign text is shown as it is, and no longer than allowed."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.ui.markup import ELLIPSIS, END_ISOLATE, ISOLATE, literal, plain

UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*([*_~`|<>\[\]()@])")


def as_displayed(shown: str) -> str:
    """What Discord shows for text that holds nothing but escapes: a backslash before punctuation vanishes."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", shown.strip(ISOLATE + END_ISOLATE))


@given(st.text(max_size=60))
@example("**bold** __u__ ~~s~~ `c` ||spoiler||")
@example("<@123456789012345678> <#1> <@&2> @everyone @here <:e:3> <t:0:R>")
@example("[click](https://example.org) https://example.org <https://example.org>")
@example(":smile: :+1: <:e:3> 12:30:45")
@example("# heading")
@example("-# small")
@example("1. first")
@example("> quote")
@example("\\*")
@example("\u202egnirts\u202c")
@example("שלום")
@example("👨‍👩‍👧‍👦 カウボーイビバップ")
def test_text_is_shown_as_it_is(text: str) -> None:
    shown = literal(text, 1000)
    assert as_displayed(shown) == plain(text, 1000)
    assert not UNESCAPED.search(shown)
    assert not re.search(r"(?<!\\)://", shown)
    assert not re.search(r"(?<!\\):[\w+-]+:", shown)
    assert not re.match(r"(?:#{1,3}|-#?|\+|\d+[.)]|>) ", shown)


@given(st.text(), st.integers(8, 120))
@example("*" * 200, 50)
@example("א" * 200, 50)
@example("👩‍🚀" * 200, 50)
def test_text_is_cut_to_its_length(text: str, limit: int) -> None:
    assert 1 <= len(literal(text, limit)) <= limit
    assert 1 <= len(plain(text, limit)) <= limit


@given(st.text())
def test_nothing_invisible_gets_through(text: str) -> None:
    kept = set(plain(text, 10_000))
    assert not {c for c in kept if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}
    assert not kept & set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200b\ufeff")


def test_text_from_right_to_left_does_not_turn_what_follows() -> None:
    assert literal("עברית", 50) == f"{ISOLATE}עברית{END_ISOLATE}"
    assert ISOLATE not in literal("Cowboy Bebop", 50)


@pytest.mark.parametrize(
    "name", ["Steins;Gate", "Re:Zero", "K-On!", "Fate/Zero", "Clannad", "86", "鋼の錬金術師"]
)
def test_ordinary_names_stay_untouched(name: str) -> None:
    assert literal(name, 80) == name


@pytest.mark.parametrize("name", ["", " ", "\u200d", "\u200d \u200c", "\u202e"])
def test_a_name_of_nothing_that_shows_is_an_ellipsis(name: str) -> None:
    assert plain(name, 20) == literal(name, 20) == ELLIPSIS


def test_a_long_name_ends_in_an_ellipsis() -> None:
    assert literal("x" * 200, 20) == "x" * 19 + ELLIPSIS
