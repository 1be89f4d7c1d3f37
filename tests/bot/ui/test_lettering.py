"""Any text can be measured, cut, broken into lines and drawn, and none of it becomes an empty box."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import features

from bot.ui.lettering import MISSING, Style, line, opened, wrapped
from bot.ui.markup import ELLIPSIS

STYLE = Style(40, 1.0)


def fonts(text: str) -> list[str]:
    return [opened(run.font).getname()[0] or "" for run in line(text, STYLE).runs]


@given(st.text(max_size=60), st.integers(60, 600))
@example("", 60)
@example("\u202egnirts\u202c", 600)
@example("Z\u0351\u036b\u0343\u0302a\u0300\u0301\u0302lgo", 600)
@example("שלום עולם Johnny 鋼", 100)
@example("👨‍👩‍👧‍👦" * 9, 100)
@example("\ufdfd" * 20, 300)
@example("\ud800", 60)
def test_any_text_fits(text: str, room: int) -> None:
    fitting = line(text, STYLE, room)
    assert 0 < fitting.width <= room
    left, top, right, bottom = fitting.mask().getbbox() or (0, 0, 0, 0)
    assert 0 < left < right < fitting.mask().width
    assert 0 < top < bottom < fitting.mask().height


@given(st.text(max_size=60))
@example("a\U000f0000b\uffffc")
@example("한국어")
def test_nothing_becomes_an_empty_box(text: str) -> None:
    for run in line(text, STYLE).runs:
        font = opened(run.font)
        box = bytes(font.getmask(MISSING))
        assert not [c for c in run.text if bytes(font.getmask(c)) == box]


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Sakura 🌸 Hoshino 🌸", "Sakura Hoshino"),
        ("🌸", ELLIPSIS),
        ("\u3164", ELLIPSIS),
        ("\u200c\u200d", ELLIPSIS),
        ("\N{MATHEMATICAL BOLD SCRIPT CAPITAL S}\N{MATHEMATICAL BOLD SCRIPT SMALL A}k", "Sak"),
        ("x\u0300\u0301\u0302y", "x\u0300y"),
        ("e\u0301", "é"),
        ("  two\nlines ", "two lines"),
    ],
)
def test_what_cannot_be_drawn_is_left_out(text: str, seen: str) -> None:
    assert line(text, STYLE).text == seen


def test_each_script_comes_from_the_font_that_draws_it_well() -> None:
    assert fonts("Sakura Hoshino") == fonts("鋼の錬金術師 FMA") == ["IPAexGothic"]
    for text in ("Сергей", "Ωμέγα", "Nguyễn", "שלום", "محمد"):
        assert fonts(text) == ["DejaVu Sans"], text
    assert fonts("Сергей 星野") == ["DejaVu Sans", "IPAexGothic"]


def test_a_long_text_ends_in_an_ellipsis() -> None:
    assert line("Cowboy Bebop", STYLE).text == "Cowboy Bebop"
    cut = line("Cowboy Bebop", STYLE, 200)
    assert cut.text == "Cowboy" + ELLIPSIS
    assert line("Cowboy Bebop", STYLE, cut.width).text == cut.text


def test_lines_break_between_words_and_between_japanese_letters() -> None:
    english = wrapped("You rate half a point higher than others", STYLE, 330, most=9)
    assert [each.text for each in english] == ["You rate half a", "point higher than", "others"]
    japanese = wrapped("平均より高い。", STYLE, 260, most=9)
    assert [each.text for each in japanese] == ["平均より高", "い。"]


@given(st.text(max_size=120), st.integers(1, 4))
def test_lines_are_no_wider_and_no_more_than_allowed(text: str, most: int) -> None:
    lines = wrapped(text, STYLE, 200, most=most)
    assert 1 <= len(lines) <= most
    assert all(each.width <= 200 for each in lines)


@pytest.mark.parametrize(
    ("text", "seen"),
    [("\u05d0\u05d1 \u05d2\u05d3", "\u05d3\u05d2 \u05d1\u05d0"), ("\u05d0\u05d1 Max", "Max \u05d1\u05d0")],
)
def test_text_from_the_right_is_turned_round_where_the_library_for_it_is_missing(
    text: str, seen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(features, "check", lambda _: False)
    turned = line(text, STYLE)
    assert turned.text == text
    assert "".join(run.text for run in turned.runs) == seen


def test_the_fonts_are_found_without_importing_their_packages() -> None:
    code = (
        "import sys; from bot.ui.lettering import Style, line; line('aЖ鋼', Style(20)); "
        "sys.exit('matplotlib' in sys.modules or 'matplotlib_fontja' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False)  # noqa: S603 - it is written above
    assert done.returncode == 0
