"""Discord's Markdown and components as plain text."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from bot.ui.markup import literal, plain
from bot.ui.terminal import markdown, show


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("## 🎯 For **you**", "🎯 For you"),
        ("-# `code` and \\*stars\\*", "code and *stars*"),
        ("### [A \\[b\\]](https://myanimelist.net/anime/1)", "A [b] https://myanimelist.net/anime/1"),
        ("<t:0:R>", "1970-01-01 00:00 UTC"),
        ("2 < 3", "2 < 3"),
    ],
)
def test_markdown_becomes_text(line: str, text: str) -> None:
    assert markdown(line).plain == text


@given(st.text())
def test_literal_text_comes_out_as_it_went_in(text: str) -> None:
    assert markdown(f"* {literal(text, 500)}").plain.strip("\u2068\u2069* ") == plain(text, 500).strip("* ")


def shown(components: list[dict[str, object]]) -> str:
    console = Console(file=io.StringIO(), width=80)
    show(console, [components], title="Osusume")
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_buttons_and_menus_are_numbered_as_they_can_be_used() -> None:
    row = [
        {"type": 2, "style": 1, "label": "One", "custom_id": "a", "emoji": {"name": "🎯"}},
        {"type": 2, "style": 1, "label": "Off", "custom_id": "b", "disabled": True},
        {"type": 2, "style": 5, "label": "Page", "url": "https://example.org"},
        {"type": 2, "style": 1, "label": "Two", "custom_id": "c"},
    ]
    menu = {
        "type": 3,
        "custom_id": "m",
        "placeholder": "Choose",
        "options": [
            {"label": "Action", "value": "Action", "default": True},
            {"label": "Drama", "value": "Drama"},
        ],
    }
    text = shown([{"type": 1, "components": row}, {"type": 1, "components": [menu]}])
    assert "[1] 🎯 One  [-] Off  Page https://example.org  [2] Two" in text
    assert "Menu 1: Choose\n✓ Action · Drama" in text
    assert "\x1b" not in text
