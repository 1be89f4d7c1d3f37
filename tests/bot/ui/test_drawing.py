"""Shapes and text are drawn where they are asked for, in inks that can be read."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from bot.ui.answers import ACCENT
from bot.ui.drawing import GROUND, PINK, SURFACE, WHITE, Box, Canvas, Ink, rgb
from bot.ui.lettering import Style, line

FILLS = {Ink.LIKED, Ink.DISLIKED, Ink.BRIGHT, Ink.DULL}
DECORATION = {Ink.CARD, Ink.TRACK}  # what they enclose can be told apart without them


def drawn(canvas: Canvas) -> Image.Image:
    return Image.open(BytesIO(canvas.png())).convert("RGB")


def luminance(colour: int) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (part / 255 for part in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("ink", Ink)
def test_every_ink_stands_out_as_wcag_aa_asks(ink: Ink) -> None:
    dark, light = sorted((luminance(ink.colour), luminance(ink.ground)))
    contrast = (light + 0.05) / (dark + 0.05)
    assert contrast >= (1 if ink in DECORATION else 3 if ink in FILLS else 4.5)


def test_the_pictures_pink_is_the_bots() -> None:
    assert ACCENT.value == PINK


def test_a_shape_has_round_corners_and_stays_inside_its_box() -> None:
    canvas = Canvas(60, 40)
    canvas.shape(Box(10, 10, 50, 30), 8, Ink.CARD)
    picture = drawn(canvas)
    assert picture.size == (60, 40)
    assert {picture.getpixel(at) for at in ((30, 20), (10, 20), (49, 20), (30, 10), (30, 29))} == {
        rgb(SURFACE)
    }
    assert {picture.getpixel(at) for at in ((10, 10), (49, 29), (9, 20), (50, 20), (30, 9), (30, 30))} == {
        rgb(GROUND)
    }


@pytest.mark.parametrize("size", [3, 4, 15])
def test_a_shape_too_small_for_its_corners_is_rounder(size: int) -> None:
    canvas = Canvas(20, 20)
    canvas.shape(Box(2, 2, 2 + size, 2 + size), 9, Ink.NAME)
    assert rgb(WHITE) in {colour for _, colour in drawn(canvas).getcolors() or []}


def test_text_stands_on_its_baseline_and_ends_where_it_is_told_to() -> None:
    text = line("HHHH", Style(40))
    canvas, cut = Canvas(200, 80), Canvas(200, 80)
    canvas.text((20, 60), text, Ink.NAME)
    cut.text((20, 60), text, Ink.NAME, until=70)
    left, top, right, bottom = boundaries(canvas)
    assert 20 <= left < 26
    assert 25 < top < 35
    assert right <= 20 + text.width
    assert bottom == 60
    assert 60 < boundaries(cut)[2] <= 70


def boundaries(canvas: Canvas) -> tuple[int, int, int, int]:
    """What encloses everything that is not the ground."""
    picture = drawn(canvas).convert("L")
    ground = picture.getpixel((0, 0))
    return picture.point([255 * (value != ground) for value in range(256)]).getbbox() or (0, 0, 0, 0)
