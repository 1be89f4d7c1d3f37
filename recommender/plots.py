"""A comparison as pictures: PNG files for the model card, readable on a light page and on a dark one."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from PIL import Image

from recommender.comparison import MODEL, NDCG, NEW_SERIES, RECALL
from recommender.evaluation import Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from matplotlib.axes import Axes

    from recommender.comparison import Comparison, Row
    from recommender.evaluation import Interval

# Colour-blind people can tell them apart (Okabe and Ito, 'Color universal design').
COLOURS = {
    MODEL: "#d55e00",
    "EASE": "#0072b2",
    "iALS": "#009e73",
    "linear genres": "#56b4e9",
    "the notebook's model": "#cc79a7",
    "popularity": "#7f7f7f",
}
SIZE, DPI, SHADES = (9.6, 3.4), 150, 128  # inches, dots an inch
DARK, FAINT = "#222222", "#dddddd"
ROOM = 1.3  # for the numbers beside the bars


def draw(comparison: Comparison, folder: Path) -> tuple[Path, ...]:
    """Write the pictures into a folder: NDCG@10, the same for new series, and recall by how well known.

    Returns:
        The files; none for new series where these are not known.

    Raises:
        OSError: a file cannot be written.
    """
    pictures = {"ndcg.png": _bars(comparison, NDCG, lambda row: row.ndcg)}
    if any(row.new_series for row in comparison.rows):
        pictures["new_series.png"] = _bars(comparison, NEW_SERIES, lambda row: row.new_series)
    pictures["recall_by_fame.png"] = _lines(comparison)
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in pictures.items():
        _save(picture, folder / name)
    return tuple(folder / name for name in pictures)


def _bars(comparison: Comparison, title: str, figure_of: Callable[[Row], Interval | None]) -> Figure:
    """A panel for each mode, and in it a bar for each recommender, the best on top."""
    picture, panels = _panels(f"{title}, with 95 % intervals")
    highest = 0.01
    for mode, ax in zip(Mode, panels, strict=True):
        figures = [(row.recommender, figure_of(row)) for row in comparison.rows if row.told is mode]
        bars = sorted((figure.mean, name, figure) for name, figure in figures if figure)
        ax.set_yticks(range(len(bars)), [name for _, name, _ in bars])
        for place, (mean, name, figure) in enumerate(bars):
            ax.barh(place, mean, 0.6, xerr=_reach([figure]), color=COLOURS[name], ecolor=DARK, capsize=2)
            ax.text(figure.high, place, f"  {mean:.3f}", va="center", fontsize=9, fontweight=_weight(name))
            ax.get_yticklabels()[place].set_fontweight(_weight(name))
            highest = max(highest, figure.high)
        ax.set_title(f"told: {mode}", loc="left", fontsize=10)
        ax.grid(axis="x", color=FAINT)
    for ax in panels:
        ax.set_xlim(0, ROOM * highest)
    return picture


def _lines(comparison: Comparison) -> Figure:
    """A panel for each mode, and in it a line for each recommender from the best-known titles on."""
    title = f"{RECALL} by how many members list the wanted titles, with 95 % intervals"
    picture, panels = _panels(title, share_y=True)
    for mode, ax in zip(Mode, panels, strict=True):
        for row in (row for row in comparison.rows if row.told is mode):
            points = [(place, figure) for place, figure in enumerate(row.recall_by_fame) if figure]
            ax.errorbar(
                [place for place, _ in points],
                [figure.mean for _, figure in points],
                _reach([figure for _, figure in points]),
                label=row.recommender,
                color=COLOURS[row.recommender],
                linewidth=2.5 if row.recommender == MODEL else 1.2,
                zorder=3 if row.recommender == MODEL else 2,
                marker="o",
                markersize=4,
                capsize=2,
            )
        ax.set_xticks(range(len(comparison.fame)), [f"{fame.members:,}+" for fame in comparison.fame])
        ax.tick_params(axis="x", labelsize=8)
        ax.set_title(f"told: {mode}", loc="left", fontsize=10)
        ax.set_xlabel("members", fontsize=9)
        ax.grid(axis="y", color=FAINT)
        ax.legend(fontsize=8, frameon=False)
    panels[0].set_ylim(bottom=0)
    return picture


def _panels(title: str, *, share_y: bool = False) -> tuple[Figure, Sequence[Axes]]:
    picture = Figure(
        SIZE, layout="constrained", facecolor="white"
    )  # opaque, so that a dark page does no harm
    picture.suptitle(title, x=0.01, ha="left", fontsize=11)
    panels = picture.subplots(1, len(Mode), sharey=share_y)
    for ax in panels:
        ax.spines[["top", "right"]].set_visible(False)
        ax.set_axisbelow(True)
        ax.tick_params(labelsize=9)
    return picture, panels


def _save(picture: Figure, path: Path) -> None:
    """In few colours: a third of the size, and no difference to be seen."""
    drawn = BytesIO()
    picture.savefig(drawn, dpi=DPI)
    with Image.open(drawn) as image:
        image.convert("RGB").quantize(SHADES).save(path, "PNG", optimize=True)


def _reach(figures: Sequence[Interval]) -> tuple[list[float], list[float]]:
    """How far the intervals go below and above their means."""
    below = [max(0.0, figure.mean - figure.low) for figure in figures]
    return below, [max(0.0, figure.high - figure.mean) for figure in figures]


def _weight(name: str) -> str:
    return "bold" if name == MODEL else "normal"
