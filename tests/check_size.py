"""Measure how many bytes a member takes in the database: `python -m tests.check_size --titles 200`."""

from __future__ import annotations

import argparse
import asyncio
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from recommender.catalogue import read_facts
from tests.check_load.people import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recommender.catalogue import Catalogue

CATALOGUE = Path(__file__).parents[1] / "models" / "osusume" / "catalogue.csv"
FEW, MANY = 50, 250  # members; what an empty database takes is the same for both


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Measure how many bytes a member takes.")
    parser.add_argument("--titles", type=int, default=200, help="on each member's list, beside five genres")
    titles = parser.parse_args(arguments).titles
    catalogue = read_facts(CATALOGUE)
    few, many = (_size(catalogue, members, titles) for members in (FEW, MANY))
    print(f"{(many - few) / (MANY - FEW):,.0f} bytes a member of {titles} titles.")  # noqa: T201 - a command prints
    return 0


def _size(catalogue: Catalogue, members: int, titles: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "osusume.db"
        asyncio.run(fill(f"sqlite:///{file}", catalogue, members, titles))
        with closing(sqlite3.connect(file)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.execute("VACUUM")
        return file.stat().st_size


if __name__ == "__main__":
    sys.exit(main())
