"""Text in pictures: any text, in the letters that there are, measured, cut and broken into lines.

IPAexGothic draws Japanese and most of Latin, DejaVu Sans what that one lacks (Vietnamese, Greek, Cyrillic,
Hebrew, Arabic and more). What neither has is left out, so that no empty boxes appear.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import groupby, pairwise
from math import ceil, inf
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw, ImageFont, features

from bot.ui.markup import ELLIPSIS, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from PIL.ImageFont import FreeTypeFont

LONGEST = 300  # characters; no line of a picture holds as many
MISSING = "\uffff"  # no character, so every font draws its empty box
PROBE = 39  # px, as most of what is written
ABSENT = 2
BLANK = " \u200c"  # the second keeps Persian letters from joining
ASCENT, DESCENT = 1.3, 0.5  # of a letter's height, above and below the baseline: accents included
RIGHT_TO_LEFT = {"R", "AL"}
MARKS = {"Mn", "Me"}  # accents that stand on the letter before
# What stays together on a line: a word, or one character of a script without spaces and what clings to it.
WIDE = "\u2e80-\u9fff\uff00-\uffef"
PIECE = re.compile(rf"[{WIDE}][、。」』ー]*\s*|[^\s{WIDE}]+\s*")


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set.

    Attributes:
        size: height of a letter with the space that belongs to it, in pixels.
        weight: by how much its strokes are thicker on either side than the font's, in pixels.
    """

    size: float
    weight: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A font file, and by how much its letters are drawn smaller to look as large as the other's."""

    package: str
    file: str
    scale: float


GOTHIC = Face("matplotlib_fontja", "fonts/ipaexg.ttf", 1.0)
SANS = Face("matplotlib", "mpl-data/fonts/ttf/DejaVuSans.ttf", 0.92)


@dataclass(frozen=True, slots=True)
class Font:
    """A face in a size.

    Attributes:
        face: the font file.
        size: height of a letter, in pixels.
        shaped: whether letters are joined and turned round as their script wants it.
    """

    face: Face
    size: float
    shaped: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line in one font."""

    text: str
    font: Font
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, ready to be drawn.

    Attributes:
        text: what can be seen of it.
        style: how it is set.
        runs: its pieces, from left to right.
    """

    text: str
    style: Style
    runs: tuple[Run, ...]

    @property
    def width(self) -> float:
        """How wide it is, in pixels."""
        return sum(run.width for run in self.runs)

    @property
    def margin(self) -> int:
        """How far its mask reaches to the left of the first letter, in pixels."""
        return ceil(self.style.size / 4)

    @property
    def ascent(self) -> int:
        """How far its mask reaches above the baseline, in pixels."""
        return ceil(ASCENT * self.style.size)

    def mask(self) -> Image.Image:
        """The line as a picture of how much it covers of each pixel, 0 to 255; not to be drawn on."""
        return _mask(self)


@lru_cache(maxsize=96)  # most of what is written is the same on each picture
def _mask(line: Line) -> Image.Image:
    high = line.ascent + ceil(DESCENT * line.style.size)
    mask = Image.new("L", (ceil(line.width) + 2 * line.margin, high))
    draw, x = ImageDraw.Draw(mask), float(line.margin)
    for run in line.runs:
        at = (x, line.ascent)
        font = opened(run.font)
        draw.text(at, run.text, 255, font, anchor="ls", stroke_width=line.style.weight)
        x += run.width
    return mask


def line(text: str, style: Style, room: float = inf) -> Line:
    """The text, or as much of its beginning as `room` pixels hold with an ellipsis."""
    return _fitting(_drawable(text), style, room)


def wrapped(text: str, style: Style, room: float, *, most: int) -> list[Line]:
    """The text in at most `most` lines of `room` pixels, the last cut where needed."""
    lines = [""]
    for piece in PIECE.findall(_drawable(text)):
        longer = lines[-1] + piece
        if lines[-1] and len(lines) < most and _set(longer.rstrip(), style).width > room:
            lines.append(piece)
        else:
            lines[-1] = longer
    return [_fitting(each.rstrip(), style, room) for each in lines]


def _fitting(text: str, style: Style, room: float) -> Line:
    whole = _set(text, style)
    if whole.width <= room:
        return whole
    shortest, longest = 0, len(text) - 1
    while shortest < longest:
        middle = (shortest + longest + 1) // 2
        if _set(text[:middle].rstrip() + ELLIPSIS, style).width <= room:
            shortest = middle
        else:
            longest = middle - 1
    return _set(text[:shortest].rstrip() + ELLIPSIS, style)


def _drawable(text: str) -> str:
    """One line of what can be drawn; letters in disguise (ⓐ) are taken for what they stand for."""
    composed = unicodedata.normalize("NFC", plain(text, LONGEST))
    held = "".join(
        c if _held(c) else "".join(filter(_held, unicodedata.normalize("NFKC", c))) for c in composed
    )
    # A second mark on a letter would be drawn over the first, a hundred of them far out of the line.
    bare = "".join(c for before, c in pairwise(f" {held}") if not (_is_mark(before) and _is_mark(c)))
    return " ".join(bare.split()) if bare.strip(BLANK) else ELLIPSIS


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in MARKS


@lru_cache(maxsize=1024)
def _set(text: str, style: Style) -> Line:
    turned = any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in text)
    shaped = turned and bool(features.check("raqm"))
    seen = _from_the_right(text) if turned and not shaped else text
    # All of a line that has to be turned round comes from one font as far as possible.
    faces = (SANS, GOTHIC) if turned else (GOTHIC, SANS)
    spelt = (pair for word in re.findall(r"\S+\s*", seen) for pair in _spelt(word, faces))
    return Line(text, style, tuple(_runs(spelt, style, shaped=shaped)))


def _runs(spelt: Iterable[tuple[Face, str]], style: Style, *, shaped: bool) -> Iterator[Run]:
    for face, letters in groupby(spelt, key=lambda pair: pair[0]):
        text = "".join(letter for _, letter in letters)
        font = Font(face, style.size, shaped)
        yield Run(text, font, opened(font).getlength(text))


def _spelt(word: str, faces: Iterable[Face]) -> Iterator[tuple[Face, str]]:
    """Each character with its font: the letters of a word come from the same one where that is possible."""
    faces = sorted(faces, key=lambda face: max((_lack(face, c) for c in word if c.isalpha()), default=0))
    return ((min(faces, key=lambda face: _lack(face, c)), c) for c in word)


def _from_the_right(text: str) -> str:
    """The words and the letters of words in the order in which they stand on the line."""
    return " ".join(
        word[::-1] if any(unicodedata.bidirectional(c) in RIGHT_TO_LEFT for c in word) else word
        for word in reversed(text.split())
    )


def put_fonts_away() -> None:
    """Close the font files: whatever is read of one, in each size anew, stays in memory until then."""
    opened.cache_clear()


@lru_cache(maxsize=64)
def opened(font: Font) -> FreeTypeFont:
    """The font as Pillow has it; not to be kept."""
    layout = ImageFont.Layout.RAQM if font.shaped else ImageFont.Layout.BASIC
    return ImageFont.truetype(_file(font.face), font.size * font.face.scale, layout_engine=layout)


@cache
def _file(face: Face) -> Path:
    spec = find_spec(face.package)  # imports nothing
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"The package {face.package} with its fonts is not installed.")
    return Path(spec.origin).parent / face.file


def _held(character: str) -> bool:
    return character in BLANK or min(_lack(GOTHIC, character), _lack(SANS, character)) < ABSENT


@lru_cache(maxsize=16_384)
def _lack(face: Face, character: str) -> int:
    """How badly a font draws a character: 0 well, 1 only fit for Japanese text, `ABSENT` not at all."""
    font = opened(Font(face, PROBE))
    mask = font.getmask(character)
    if not mask.getbbox() or bytes(mask) == bytes(font.getmask(MISSING)):
        return ABSENT
    # IPAexGothic sets Greek, Cyrillic and quotation marks as wide as Japanese.
    narrow = unicodedata.east_asian_width(character) not in "WF"
    return int(face is GOTHIC and narrow and font.getlength(character) == font.size)
