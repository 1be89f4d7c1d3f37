"""The page of faults promises only what a test shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "faults.md").read_text("utf-8")
TESTS = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)


def test_each_row_has_a_test() -> None:
    tables_of_four = [line for line in PAGE.splitlines() if line.count("|") > 3]  # others hold figures
    rows = [line for line in tables_of_four if " --- " not in line]
    tables = PAGE.count("| fault |")
    assert len(rows) - tables == len(TESTS) > 0


@pytest.mark.parametrize(("file", "name"), TESTS)
def test_each_test_is_there(file: str, name: str) -> None:
    assert re.search(rf"^(async def |def |class )?{name}\b", (ROOT / file).read_text("utf-8"), re.MULTILINE)
