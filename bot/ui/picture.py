"""The profile picture: a member's taste on one page, to be read on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ui.drawing import Box, Canvas
from bot.ui.lettering import put_fonts_away
from bot.ui.panels import Genres, Header, Histogram, Note, Titles
from bot.ui.portrait import habits, years
from recommender.taste import HIGHEST, LOWEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.texts import Texts
    from bot.ui.panels import Panel
    from bot.ui.portrait import Portrait

WIDTH, MARGIN, GAP = 1080, 36, 24  # pixels
INNER = WIDTH - 2 * MARGIN
MANY = 7  # genres that fill a column of their own
FEWEST = 3  # titles that make a histogram


def draw(portrait: Portrait, texts: Texts) -> bytes:
    """The picture as a PNG file; it takes tens of milliseconds, so call it in a worker thread."""
    rows = _rows(portrait, texts)
    heights = [max(_height(column, _width(row)) for column in row) for row in rows]
    canvas = Canvas(WIDTH, sum(heights) + GAP * (len(rows) - 1) + 2 * MARGIN)
    top = MARGIN
    for row, height in zip(rows, heights, strict=True):
        width = _width(row)
        for at, column in enumerate(row):
            left = MARGIN + at * (width + GAP)
            _draw(canvas, column, Box(left, top, left + width, top + height))
        top += height + GAP
    put_fonts_away()
    return canvas.png()


def _rows(portrait: Portrait, texts: Texts) -> list[list[list[Panel]]]:
    """The panels in rows of columns."""
    genres: list[Panel] = [Genres(portrait, texts)] if portrait.liked or portrait.disliked else []
    titles: list[Panel] = [Titles(portrait, texts)] if portrait.titles else []
    histograms = _histograms(portrait, texts)
    if len(portrait.liked) + len(portrait.disliked) >= MANY:
        rows = [[genres, histograms], [titles]]
    else:
        rows = [[genres], [[histogram] for histogram in histograms], [titles]]
    filled = [[column for column in row if column] for row in rows]
    body = [row for row in filled if row] or [[[Note(texts("picture-empty"))]]]
    return [[[Header(portrait, texts)]], *body]


def _histograms(portrait: Portrait, texts: Texts) -> list[Panel]:
    histograms: list[Panel] = []
    if portrait.rated >= FEWEST:
        labels = tuple(str(rating) for rating in range(LOWEST, HIGHEST + 1))
        words = tuple(habits(portrait, texts))
        histograms.append(Histogram(texts("picture-ratings"), portrait.ratings, labels, words, texts))
    counts = tuple(span.count for span in portrait.years)
    if sum(counts) >= FEWEST:
        labels = tuple(str(span.first) for span in portrait.years)
        words = (years(portrait.peak, texts),) if portrait.peak else ()
        histograms.append(Histogram(texts("picture-years"), counts, labels, words, texts))
    return histograms


def _width(row: Sequence[Sequence[Panel]]) -> int:
    """How wide each column is."""
    return (INNER - GAP * (len(row) - 1)) // len(row)


def _height(column: Sequence[Panel], width: int) -> int:
    return sum(panel.height(width) for panel in column) + GAP * (len(column) - 1)


def _draw(canvas: Canvas, column: Sequence[Panel], box: Box) -> None:
    """Draw panels below each other, with what height there is to spare shared between them."""
    spare = box.height - _height(column, box.width)
    top = box.top
    for at, panel in enumerate(column):
        share = spare * (at + 1) // len(column) - spare * at // len(column)
        bottom = top + panel.height(box.width) + share
        panel.draw(canvas, Box(box.left, top, box.right, bottom))
        top = bottom + GAP
