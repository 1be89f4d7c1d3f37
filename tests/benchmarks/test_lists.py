"""How long a list takes to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.lists.read import read_list
from bot.members.records import Status
from tests.bot.lists.exports import Title, anilist, mal_xml, osusume, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_benchmark.fixture import BenchmarkFixture

TITLES = [
    Title(
        i,
        f"Title number {i}",
        (Status.COMPLETED, Status.DROPPED, Status.PLANNED)[i % 3],
        i % 11 * (i % 3 < 2),
    )
    for i in range(1, 2001)
]


@pytest.mark.parametrize("writer", [mal_xml, anilist, osusume, table])
def test_a_list_of_2000_titles_takes_well_under_a_second(
    benchmark: BenchmarkFixture, writer: Callable[[list[Title]], str]
) -> None:
    content = writer(TITLES).encode()
    file = benchmark(read_list, content, "list")
    assert len(file.entries) == len(TITLES)
    if benchmark.stats:
        assert benchmark.stats["min"] < 0.5
