"""How long it takes to draw the profile picture of a member of whom much is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.texts import ENGLISH
from bot.ui.picture import draw
from bot.ui.portrait import Portrait, Rated, Span

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

FULL = Portrait(
    name="Sakura Hoshino 星野さくら",
    rated=2483,
    seen=1204,
    typed=24,
    liked=tuple(Rated(genre, 9.1) for genre in ("Mystery", "Slice of Life", "Psychological", "Drama") * 2),
    disliked=tuple(Rated(genre, 3.4) for genre in ("Ecchi", "Super Power", "Horror")),
    ratings=(3, 8, 21, 65, 160, 340, 611, 702, 401, 172),
    difference=0.4,
    years=tuple(Span(year, year + 4, year - 1960) for year in range(1965, 2025, 5)),
    titles=(
        Rated("やはり俺の青春ラブコメはまちがっている。続", 10),
        *(Rated("Code Geass: Hangyaku no Lelouch", 9),) * 4,
    ),
)


def test_a_picture_takes_under_40_ms(benchmark: BenchmarkFixture) -> None:
    benchmark(draw, FULL, ENGLISH)
    if benchmark.stats:
        assert benchmark.stats["min"] < 0.04  # what else the machine does is not the picture's time
