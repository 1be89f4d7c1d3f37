"""Measure how many bytes a member takes in the database: `python -m tests.check_size --titles 200`.

`--database postgresql://name@host/empty` measures on a server; by default it is an SQLite file.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bot.members.store import MemberStore
from recommender.catalogue import read_facts
from tests.check_load.people import fill

if TYPE_CHECKING:
    from collections.abc import Sequence

CATALOGUE = Path(__file__).parents[1] / "models" / "osusume" / "catalogue.csv"
MEMBERS = 500


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description="Measure how many bytes a member takes.")
    parser.add_argument("--titles", type=int, default=200, help="on each member's list, beside five genres")
    parser.add_argument("--database", help="the address of an empty one")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        address = options.database or f"sqlite:///{folder}/osusume.db"
        empty = asyncio.run(_size(address))
        asyncio.run(fill(address, read_facts(CATALOGUE), MEMBERS, options.titles))
        taken = asyncio.run(_size(address)) - empty
    print(f"{taken / MEMBERS:,.0f} bytes a member of {options.titles} titles.")  # noqa: T201 - a command prints
    return 0


async def _size(address: str) -> int:
    async with MemberStore.open(address) as store:
        return await store.size()


if __name__ == "__main__":
    sys.exit(main())
