from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from matplotlib.colors import to_rgb
from PIL import Image

from recommender.comparison import MODEL, Comparison, Fame, Row
from recommender.evaluation import Interval, Mode
from recommender.plots import COLOURS, draw

if TYPE_CHECKING:
    from pathlib import Path

TOLD = {
    Mode.GENRES: ("popularity", "linear genres", "the notebook's model", MODEL),
    Mode.TEN: ("popularity", "EASE", "iALS", MODEL),
    Mode.LIST: ("popularity", "EASE", "iALS", MODEL),
}


def compared(*, new_series: bool = True, classes: tuple[bool, ...] = (True,) * 4) -> Comparison:
    rng = np.random.default_rng(0)

    def figure() -> Interval:
        mean = float(rng.uniform(0.05, 0.9))
        return Interval(mean, 0.9 * mean, 1.1 * mean)

    rows = tuple(
        Row(
            recommender=name,
            told=mode,
            users=100,
            ndcg=figure(),
            recall=figure(),
            new_series=figure() if new_series else None,
            recall_by_fame=tuple(figure() if known else None for known in classes),
        )
        for mode, names in TOLD.items()
        for name in names
    )
    fame = tuple(Fame(titles=10**n, members=10 ** (6 - n), users=50) for n in range(4))
    return Comparison(rows, fame, leads=(), rating_errors={}, rating_error_ratio=figure())


def pixels(path: Path) -> np.ndarray:
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert "transparency" not in image.info
        return np.asarray(image.convert("RGB")).astype(int)


def test_the_pictures_are_small_and_opaque_and_show_each_recommender_in_its_colour(tmp_path: Path) -> None:
    paths = draw(compared(), tmp_path / "new" / "folder")
    assert [path.name for path in paths] == ["ndcg.png", "new_series.png", "recall_by_fame.png"]
    for path in paths:
        picture = pixels(path)
        assert path.stat().st_size < 60_000
        assert (picture[[0, 0, -1, -1], [0, -1, 0, -1]] > 250).all(), "white to the corners"
        for colour in COLOURS.values():
            near = np.abs(picture - 255 * np.array(to_rgb(colour))).max(2) < 12
            assert near.sum() > 50, colour


def test_new_series_are_drawn_where_they_are_known(tmp_path: Path) -> None:
    paths = draw(compared(new_series=False), tmp_path)
    assert [path.name for path in paths] == ["ndcg.png", "recall_by_fame.png"]


def test_a_class_of_which_nobody_wants_anything_is_left_out(tmp_path: Path) -> None:
    whole = pixels(draw(compared(), tmp_path / "whole")[-1])
    few = pixels(draw(compared(classes=(True, False, True, False)), tmp_path / "few")[-1])
    assert (few < 250).sum() < (whole < 250).sum()
    assert draw(compared(classes=(False,) * 4), tmp_path / "none")
