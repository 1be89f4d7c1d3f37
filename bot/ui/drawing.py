"""A dark canvas, and the inks that rounded shapes and text are drawn with on it.

The canvas holds no colours but numbers of a palette, in which every ink has the steps from the colour that
it stands on to its own. That makes drawing fast and files small.
"""

from __future__ import annotations

from enum import Enum
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from bot.ui.lettering import Line

GROUND, SURFACE, HOLLOW = 0x17171C, 0x232329, 0x3A3A45
WHITE, GREY = 0xF5F3F6, 0xBDB9C6
PINK, DULL_PINK, BLUE = 0xE8618C, 0xA8567A, 0x7FA1D6
STEPS = 16
COMPRESSION = 2  # of 9: 6 takes twice as long for a fifth less
FINENESS = 8  # by how much larger corners are drawn than shown


class Ink(Enum):
    """A colour, and the one that it stands on."""

    CARD = (SURFACE, GROUND)
    NAME = (WHITE, GROUND)
    EYEBROW = (PINK, GROUND)
    TEXT = (WHITE, SURFACE)
    QUIET = (GREY, SURFACE)
    TRACK = (HOLLOW, SURFACE)
    ON_TRACK = (WHITE, HOLLOW)
    LIKED = (PINK, HOLLOW)
    ON_LIKED = (GROUND, PINK)
    DISLIKED = (BLUE, HOLLOW)
    ON_DISLIKED = (GROUND, BLUE)
    BRIGHT = (PINK, SURFACE)
    DULL = (DULL_PINK, SURFACE)

    @property
    def colour(self) -> int:
        """The ink's own."""
        return self.value[0]

    @property
    def ground(self) -> int:
        """What it stands on."""
        return self.value[1]


INKS = tuple(Ink)


class Box(NamedTuple):
    """A rectangle in pixels; right and bottom are outside of it."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """From top to bottom."""
        return self.bottom - self.top

    def inset(self, by: int) -> Box:
        """The rectangle without a margin on all sides."""
        return Box(self.left + by, self.top + by, self.right - by, self.bottom - by)


class Canvas:
    """Where shapes and text are drawn; it begins as `GROUND`."""

    def __init__(self, width: int, height: int) -> None:
        self._image = Image.new("L", (width, height), _tables(Ink.CARD)[0][0])

    def shape(self, box: Box, radius: int, ink: Ink) -> None:
        """Draw a rectangle with round corners, at least two pixels wide and high."""
        radius = min(radius, box.width // 2, box.height // 2)
        solid = _tables(ink)[0][-1]
        self._image.paste(solid, (box.left + radius, box.top, box.right - radius, box.bottom))
        self._image.paste(solid, (box.left, box.top + radius, box.right, box.bottom - radius))
        right, bottom = box.right - radius, box.bottom - radius
        places = (box.left, box.top), (right, box.top), (box.left, bottom), (right, bottom)
        for at, corner in zip(places, _corners(radius, ink), strict=True):
            self._image.paste(corner.numbers, at, corner.touched)

    def text(self, at: tuple[float, int], line: Line, ink: Ink, *, until: int | None = None) -> None:
        """Draw a line that begins at a point of its baseline, and as much of it as is left of `until`."""
        mask, left = line.mask(), round(at[0]) - line.margin
        if until is not None:
            mask = mask.crop((0, 0, min(mask.width, max(0, until - left)), mask.height))
        inked = _inked(mask, ink)
        self._image.paste(inked.numbers, (left, at[1] - line.ascent), inked.touched)

    def png(self) -> bytes:
        """The picture as a PNG file."""
        file = BytesIO()
        file.name = "picture.png"  # by the name Pillow loads what writes PNG, else what writes anything
        picture = self._image.copy()
        picture.putpalette(_palette())
        picture.save(file, compress_level=COMPRESSION)
        return file.getvalue()


class Inked(NamedTuple):
    """What is to be drawn: for each pixel a number of the palette, and 255 where it is drawn, else 0."""

    numbers: Image.Image
    touched: Image.Image


def _inked(mask: Image.Image, ink: Ink) -> Inked:
    """An ink on as much of each pixel as a mask says, 0 to 255."""
    coverage = mask.tobytes()
    return Inked(*(Image.frombytes("L", mask.size, coverage.translate(table)) for table in _tables(ink)))


@lru_cache(maxsize=len(Ink))
def _tables(ink: Ink) -> tuple[bytes, bytes]:
    """For each coverage of a pixel, 0 to 255, its number in the palette, and whether it changes at all."""
    steps = [round(coverage * (STEPS - 1) / 255) for coverage in range(256)]
    first = STEPS * INKS.index(ink)
    return bytes(first + step for step in steps), bytes(255 * (step > 0) for step in steps)


@lru_cache(maxsize=1)
def _palette() -> bytes:
    return bytes(
        round(under + (over - under) * step / (STEPS - 1))
        for ink in INKS
        for step in range(STEPS)
        for under, over in zip(rgb(ink.ground), rgb(ink.colour), strict=True)
    )


def rgb(colour: int) -> tuple[int, int, int]:
    """Red, green and blue, 0 to 255 each."""
    return colour >> 16, colour >> 8 & 255, colour & 255


@lru_cache(maxsize=256)
def _corners(radius: int, ink: Ink) -> tuple[Inked, ...]:
    """The quarters of a disc: the upper left, the upper right, the lower left and the lower right one."""
    size = 2 * radius
    large = Image.new("L", (size * FINENESS, size * FINENESS))
    ImageDraw.Draw(large).ellipse((0, 0, large.width - 1, large.height - 1), fill=255)
    disc = large.resize((size, size), Image.Resampling.BOX)
    places = [(x, y) for y in (0, radius) for x in (0, radius)]
    return tuple(_inked(disc.crop((x, y, x + radius, y + radius)), ink) for x, y in places)
