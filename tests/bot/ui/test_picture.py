"""The picture shows every profile, large or small, on a page that a phone can show."""

from __future__ import annotations

import random
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.texts import ENGLISH
from bot.ui import panels
from bot.ui.drawing import BLUE, GROUND, PINK, SURFACE, rgb
from bot.ui.lettering import Style, line
from bot.ui.panels import SMALL, spaced
from bot.ui.picture import GAP, MARGIN, WIDTH, draw
from bot.ui.portrait import Portrait, Rated, Span
from tests.bot.ftl import ALL_TEXTS, written

if TYPE_CHECKING:
    from bot.texts import Texts

FEW_GENRES = Portrait("Sakura", typed=2, liked=(Rated("Drama", 9),), disliked=(Rated("Horror", 2),))
YEARS = tuple(Span(y, y + 4, n) for n, y in enumerate(range(1980, 2020, 5)))
FULL = Portrait(
    "Sakura Hoshino",
    rated=108,
    seen=32,
    typed=5,
    liked=tuple(Rated(f"Genre {n}", 9.5 - n / 7) for n in range(8)),
    disliked=tuple(Rated(f"Genre {n}", 4.5 - n) for n in range(3)),
    ratings=(0, 0, 0, 0, 1, 9, 23, 41, 30, 4),
    difference=-0.4,
    years=YEARS,
    titles=tuple(Rated(f"Title {n}", 10) for n in range(5)),
)

foreign = st.text(max_size=40)
rated = st.builds(Rated, foreign, st.floats(1, 10))
portraits = st.builds(
    Portrait,
    name=foreign,
    rated=st.integers(0, 10**7),
    seen=st.integers(0, 10**7),
    typed=st.integers(0, 100),
    liked=st.lists(rated, max_size=8).map(tuple),
    disliked=st.lists(rated, max_size=3).map(tuple),
    ratings=st.lists(st.integers(0, 10**7), min_size=10, max_size=10).filter(any).map(tuple),
    difference=st.none() | st.floats(-9, 9),
    years=st.lists(
        st.builds(Span, st.integers(1, 9999), st.integers(1, 9999), st.integers(0, 10**7)), max_size=12
    ).map(tuple),
    titles=st.lists(rated, max_size=5).map(tuple),
)


def shown(portrait: Portrait) -> Image.Image:
    return Image.open(BytesIO(draw(portrait, ENGLISH))).convert("RGB")


def amount(picture: Image.Image, colour: int) -> int:
    counts = {value: count for count, value in picture.getcolors(1 << 16) or []}
    return counts.get(rgb(colour), 0)


def is_empty(picture: Image.Image, box: tuple[int, int, int, int]) -> bool:
    return [colour for _, colour in picture.crop(box).getcolors(1 << 16) or []] == [rgb(GROUND)]


@pytest.mark.parametrize("texts", ALL_TEXTS, ids=lambda texts: texts.language)
def test_every_language_has_its_letters(texts: Texts) -> None:
    for key, text in written(texts.language).items():
        if key.startswith("picture-"):
            said = texts(key, **dict.fromkeys(text.variables, 5))
            assert line(said, SMALL).text == " ".join(said.split())
    assert Image.open(BytesIO(draw(FULL, texts))).width == WIDTH


@settings(max_examples=25, deadline=None)
@given(portraits)
def test_every_portrait_fits_the_page(portrait: Portrait) -> None:
    png = draw(portrait, ENGLISH)
    picture = Image.open(BytesIO(png)).convert("RGB")
    assert len(png) < 250_000
    assert picture.width == WIDTH
    assert 300 < picture.height < 1_900
    edge = MARGIN - 20  # of a letter's overhang
    assert is_empty(picture, (0, 0, edge, picture.height))
    assert is_empty(picture, (WIDTH - edge, 0, WIDTH, picture.height))
    assert is_empty(picture, (0, picture.height - MARGIN, WIDTH, picture.height))


def test_nothing_reaches_from_one_column_into_the_other() -> None:
    long = "W" * 200
    portrait = Portrait(
        long,
        rated=10**6,
        liked=tuple(Rated(long, n) for n in range(1, 9)),
        ratings=(10**6,) * 10,
        years=tuple(Span(y, y, 10**6) for y in range(2000, 2012)),
        titles=(Rated(long, 10),) * 5,
    )
    picture = shown(portrait)
    middle = (WIDTH - GAP) // 2
    assert is_empty(picture, (middle, 280, middle + GAP, 1080))


def test_the_more_a_genre_is_liked_the_longer_its_bar() -> None:
    lengths = [amount(shown(Portrait("", liked=(Rated("I", rating),))), PINK) for rating in range(1, 11)]
    assert lengths == sorted(set(lengths))
    blue = [amount(shown(Portrait("", disliked=(Rated("I", rating),))), BLUE) for rating in range(1, 11)]
    assert blue == sorted(set(blue))


def test_only_what_is_known_has_a_card() -> None:
    cards = [
        Portrait("Sakura"),
        FEW_GENRES,
        Portrait("Sakura", rated=3, ratings=(0, 0, 0, 0, 0, 0, 0, 1, 1, 1)),
        Portrait("Sakura", seen=20, years=YEARS),
        FULL,
    ]
    heights = [shown(portrait).height for portrait in cards]
    assert heights == sorted(heights)
    assert heights[0] < 400
    assert heights[-1] <= 1.6 * WIDTH
    assert amount(shown(Portrait("", rated=2, ratings=(0, 0, 0, 0, 0, 0, 0, 0, 1, 1))), PINK) < 2000


def test_a_name_that_cannot_be_drawn_is_left_out() -> None:
    assert draw(Portrait("🌸"), ENGLISH) == draw(Portrait("\u3164"), ENGLISH) != draw(Portrait("S"), ENGLISH)


def test_the_smallest_text_is_11_points_on_a_phone_of_360() -> None:
    styles = [value for value in vars(panels).values() if isinstance(value, Style)]
    assert len(styles) > 4
    assert min(style.size for style in styles) * 360 / WIDTH >= 11


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=12), st.integers(10, 80))
def test_labels_keep_apart(numbers: list[int], pitch: int) -> None:
    labels = [line(str(number), SMALL) for number in numbers]
    placed = spaced(labels, [pitch * at for at in range(len(labels))])
    assert placed
    ends = [0.0, *(start + label.width for label, start in placed)]
    assert all(end <= start for end, (_, start) in zip(ends, placed, strict=False))


def test_years_that_have_room_are_all_said() -> None:
    labels = [line(str(year), SMALL) for year in (1990, 2000, 2010)]
    assert [label.text for label, _ in spaced(labels, [0, 100, 200])] == ["1990", "2000", "2010"]
    assert [label.text for label, _ in spaced(labels, [0, 60, 120])] == ["1990", "2010"]


def test_pictures_are_drawn_in_many_threads_at_once() -> None:
    names = [f"Sakura {random.Random(n).random()} 星野 שלום Сергей" for n in range(4)]  # noqa: S311 - any will do
    pages = [replace(FULL, name=name) for name in names]
    alone = [draw(page, ENGLISH) for page in pages]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda page: draw(page, ENGLISH), pages * 4)) == alone * 4


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells which files a process holds")
def test_no_font_stays_in_memory_once_a_picture_is_drawn() -> None:
    held = Path("/proc/self/maps")
    line("Sakura", Style(23)).mask()
    assert ".ttf" in held.read_text()
    draw(FULL, ENGLISH)
    assert ".ttf" not in held.read_text()


@pytest.mark.parametrize("portrait", [Portrait(""), FEW_GENRES, FULL])
def test_a_picture_is_mostly_dark(portrait: Portrait) -> None:
    picture = shown(portrait)
    dark = amount(picture, GROUND) + amount(picture, SURFACE)
    assert dark > 0.6 * picture.width * picture.height
