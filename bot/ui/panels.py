"""The parts of the profile picture: each knows how high it is, and draws itself into a rectangle."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol

from bot.ui.drawing import Box, Ink
from bot.ui.lettering import Style, line, wrapped
from bot.ui.markup import ELLIPSIS
from bot.ui.portrait import numbers
from recommender.taste import HIGHEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.texts import Texts
    from bot.ui.drawing import Canvas
    from bot.ui.lettering import Line
    from bot.ui.portrait import Portrait, Rated

# All in pixels. A phone 360 points wide shows three of them in one.
NAME, EYEBROW, HEADING = Style(81, 1.6), Style(39, 0.8), Style(42, 1.0)
BODY, STRONG, SMALL = Style(39), Style(39, 1.0), Style(36)
PADDING, RADIUS = 33, 36
HEAD, CAP = 69, 33  # a heading with the space below it, and how far below its top its baseline is
LEADING = 48  # from one line's baseline to the next one's
BAR, PITCH, BAR_RADIUS, INDENT = 51, 60, 15, 18
SECTION = 18  # between the two lists of genres
CHIP, CHIP_PADDING, CHIP_GAP = 60, 27, 12
COLUMNS = 207  # the least height of a histogram's columns with the numbers above and the labels below
APART = 6  # the least space between two labels


class Panel(Protocol):
    """A part of the picture."""

    def height(self, width: int) -> int:
        """How high it is at least where it is that wide."""

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw it into a rectangle that is at least as high."""


@dataclass(frozen=True, slots=True)
class Header:
    """Whose taste it is, and how much is known of it."""

    portrait: Portrait
    texts: Texts

    def height(self, width: int) -> int:
        """Of two lines of text and as many of chips as it takes."""
        return 138 + (CHIP_GAP + CHIP) * len(self._chips(width))

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw it without a card."""
        texts = self.texts
        heading, name = texts("picture-heading"), line(self.portrait.name, NAME, box.width)
        if name.text == ELLIPSIS:  # no letter of it can be drawn
            name = line(heading, NAME, box.width)
        else:
            canvas.text((box.left, box.top + 33), line(heading, EYEBROW, box.width), Ink.EYEBROW)
        canvas.text((box.left, box.top + 117), name, Ink.NAME)
        top = box.top + 147
        for chips in self._chips(box.width):
            left = box.left
            for chip in chips:
                right = left + round(chip.width) + 2 * CHIP_PADDING
                canvas.shape(Box(left, top, right, top + CHIP), CHIP // 2, Ink.CARD)
                canvas.text((left + CHIP_PADDING, top + 43), chip, Ink.QUIET)
                left = right + CHIP_GAP
            top += CHIP + CHIP_GAP

    def _chips(self, width: int) -> list[list[Line]]:
        """The counts, in lines."""
        portrait, texts = self.portrait, self.texts
        counts = [
            texts("picture-rated", count=portrait.rated) if portrait.rated else "",
            texts("picture-seen", count=portrait.seen) if portrait.seen else "",
            texts("picture-typed", count=portrait.typed) if portrait.typed else "",
        ]
        lines: list[list[Line]] = []
        left = width
        for chip in (line(count, SMALL, width - 2 * CHIP_PADDING) for count in counts if count):
            wide = round(chip.width) + 2 * CHIP_PADDING
            if left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(chip)
            left += wide + CHIP_GAP
        return lines


@dataclass(frozen=True, slots=True)
class Genres:
    """Bars of the genres liked most, and below them of those liked least."""

    portrait: Portrait
    texts: Texts

    def height(self, width: int) -> int:  # noqa: ARG002 - the same in every width
        """Of one or two headings with bars below each."""
        lists = [len(genres) for _, genres, _ in self._lists()]
        heads = HEAD * len(lists) + SECTION * (len(lists) - 1)
        return 2 * PADDING + heads + PITCH * sum(lists) - (PITCH - BAR)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw them with the numbers in a column at the right."""
        inner = _card(canvas, box)
        lists = self._lists()
        told = (genre for _, genres, _ in lists for genre in genres)
        said = [line(n, STRONG) for n in numbers(told, self.texts)]
        right = inner.right - round(max(number.width for number in said)) - INDENT
        spare = (box.height - self.height(box.width)) // len(said)
        high = BAR + spare // 2
        number = iter(said)
        top = inner.top
        for heading, genres, inks in lists:
            _heading(canvas, inner._replace(top=top), heading)
            top += HEAD
            for genre in genres:
                bar = Box(inner.left, top, right, top + high)
                _bar(canvas, bar, genre, *inks)
                rating = next(number)
                canvas.text((inner.right - rating.width, _baseline(bar)), rating, Ink.TEXT)
                top += PITCH + spare
            top += SECTION

    def _lists(self) -> list[tuple[str, tuple[Rated, ...], tuple[Ink, Ink]]]:
        portrait, texts = self.portrait, self.texts
        lists = [
            (texts("picture-liked"), portrait.liked, (Ink.LIKED, Ink.ON_LIKED)),
            (texts("picture-disliked"), portrait.disliked, (Ink.DISLIKED, Ink.ON_DISLIKED)),
        ]
        return [each for each in lists if each[1]]


def _bar(canvas: Canvas, box: Box, genre: Rated, fill: Ink, on_fill: Ink) -> None:
    """A bar filled up to the rating, with the genre's name: beside the filled part where it is short."""
    filled = box._replace(right=box.left + round(box.width * genre.rating / HIGHEST))
    name = line(genre.name, BODY, box.width - 2 * INDENT)
    beside = filled.width < name.width + 2 * INDENT <= box.right - filled.right
    at = (filled.right if beside else box.left) + INDENT, _baseline(box)
    canvas.shape(box, BAR_RADIUS, Ink.TRACK)
    canvas.text(at, name, Ink.ON_TRACK)
    canvas.shape(filled, BAR_RADIUS, fill)
    canvas.text(at, name, on_fill, until=filled.right)


def _baseline(bar: Box) -> int:
    """Where text in the middle of a bar stands."""
    return (bar.top + bar.bottom) // 2 + 14


@dataclass(frozen=True, slots=True)
class Histogram:
    """Columns, the highest of them bright, and below in words what they say."""

    heading: str
    counts: tuple[int, ...]
    labels: tuple[str, ...]
    captions: tuple[str, ...]
    texts: Texts

    def height(self, width: int) -> int:
        """Of a heading, low columns, their labels, and the words."""
        return 2 * PADDING + HEAD + COLUMNS + LEADING * max(1, len(self._words(width)))

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw it with columns as high as there is room."""
        inner = _card(canvas, box)
        _heading(canvas, inner, self.heading)
        words = self._words(box.width)
        bottom = inner.bottom - LEADING * max(1, len(words))
        for at, each in enumerate(words, 1):
            canvas.text((inner.left, bottom + LEADING * at - 6), each, Ink.QUIET)
        self._columns(canvas, Box(inner.left, inner.top + HEAD, inner.right, bottom - 3))

    def _words(self, width: int) -> list[Line]:
        room = width - 2 * PADDING
        return [each for words in self.captions for each in wrapped(words, SMALL, room, most=2)]

    def _columns(self, canvas: Canvas, box: Box) -> None:
        pitch, foot, highest = box.width / len(self.counts), box.bottom - 48, max(self.counts)
        middles = [box.left + pitch * (at + 0.5) for at in range(len(self.counts))]
        tops = [foot - max(round((foot - box.top - 42) * n / highest), 12 if n else 6) for n in self.counts]
        width = min(round(pitch * 0.72), 84)
        for middle, top, count in zip(middles, tops, self.counts, strict=True):
            left = round(middle - width / 2)
            ink = Ink.BRIGHT if count == highest else Ink.DULL if count else Ink.TRACK
            canvas.shape(Box(left, top, left + width, foot), 9, ink)
        texts = self.texts
        said = [line(texts("picture-count", count=count), SMALL) for count in self.counts]
        for at in self._said(said, pitch):
            canvas.text((_start(said[at], middles[at], box), tops[at] - 12), said[at], Ink.TEXT)
        labels = [line(label, SMALL) for label in self.labels]
        starts = [_start(label, middle, box) for label, middle in zip(labels, middles, strict=True)]
        for label, start in spaced(labels, starts):
            canvas.text((start, box.bottom - 6), label, Ink.QUIET)

    def _said(self, said: Sequence[Line], pitch: float) -> list[int]:
        """Which columns have their number above them: all where there is room, or else one of the highest."""
        some = [at for at, count in enumerate(self.counts) if count]
        if all(said[at].width + APART <= pitch for at in some):
            return some
        return [max(some, key=lambda at: (self.counts[at], at))]


def _start(text: Line, middle: float, box: Box) -> float:
    """Where a text begins that is to stand around a middle and inside of a box."""
    return min(max(middle - text.width / 2, box.left), box.right - text.width)


def spaced(labels: Sequence[Line], starts: Sequence[float]) -> list[tuple[Line, float]]:
    """Every label, or every second, third, ... one, so that they keep apart, each with where it begins."""
    placed = list(zip(labels, starts, strict=True))
    choices = (placed[first::step] for step in range(1, len(placed)) for first in range(step))
    return next(filter(_apart, choices), placed[:1])


def _apart(placed: Sequence[tuple[Line, float]]) -> bool:
    return len(placed) > 1 and all(
        start + label.width + APART <= after for (label, start), (_, after) in pairwise(placed)
    )


@dataclass(frozen=True, slots=True)
class Titles:
    """The titles rated highest, each beside its rating."""

    portrait: Portrait
    texts: Texts

    def height(self, width: int) -> int:  # noqa: ARG002 - likewise
        """Of a heading and a line for each."""
        return 2 * PADDING + HEAD + PITCH * len(self.portrait.titles) - (PITCH - BAR)

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw them, the longest names cut."""
        inner = _card(canvas, box)
        texts, titles = self.texts, self.portrait.titles
        _heading(canvas, inner, texts("picture-titles"))
        top = inner.top + HEAD
        for title, said in zip(titles, numbers(titles, texts), strict=True):
            badge = Box(inner.left, top, inner.left + 78, top + BAR)
            canvas.shape(badge, BAR_RADIUS, Ink.BRIGHT)
            number = line(said, STRONG)
            middle = badge.left + (badge.width - number.width) / 2
            canvas.text((middle, _baseline(badge)), number, Ink.ON_LIKED)
            left = badge.right + 21
            canvas.text((left, _baseline(badge)), line(title.name, BODY, inner.right - left), Ink.TEXT)
            top += PITCH


@dataclass(frozen=True, slots=True)
class Note:
    """A few words where there is nothing else."""

    words: str

    def height(self, width: int) -> int:
        """Of its lines."""
        return 2 * PADDING + LEADING * len(self._lines(width)) - 9

    def draw(self, canvas: Canvas, box: Box) -> None:
        """Draw them."""
        inner = _card(canvas, box)
        for at, each in enumerate(self._lines(box.width)):
            canvas.text((inner.left, inner.top + CAP + LEADING * at), each, Ink.TEXT)

    def _lines(self, width: int) -> list[Line]:
        return wrapped(self.words, BODY, width - 2 * PADDING, most=6)


def _card(canvas: Canvas, box: Box) -> Box:
    """Draw an empty card; the result is its inside."""
    canvas.shape(box, RADIUS, Ink.CARD)
    return box.inset(PADDING)


def _heading(canvas: Canvas, inner: Box, heading: str) -> None:
    canvas.text((inner.left, inner.top + CAP), line(heading, HEADING, inner.width), Ink.TEXT)
