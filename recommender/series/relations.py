"""Typed relations between titles, for a host that has them."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from recommender.series.names import read_name
from recommender.sparse import components

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue

COLUMNS = ("from_mal_id", "to_mal_id", "relation_of_to")
LARGEST_ID = 2**31
# Relations that hold a franchise together; the others tie a studio's works, or whoever met once.
TYING = frozenset(
    {
        "sequel",
        "prequel",
        "side story",
        "parent story",
        "full story",
        "summary",
        "alternative version",
        "alternative setting",
        "spin-off",
    }
)
EARLIER = frozenset({"prequel", "parent story", "full story"})
CHAIN = frozenset({"sequel", "prequel"})
# In a name they say that two franchises meet; only a sequel ties such a title to one of them.
MEETING = frozenset({"vs", "x", "tai"})


class RelationsError(ValueError):
    """A file of relations that cannot be used, with the reason in one sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Relations:
    """The R relations that tie titles of one catalogue, by their positions.

    Attributes:
        source: int32 [R].
        target: int32 [R].
        kinds: what the target is to the source, in lower case.
    """

    source: NDArray[np.int32]
    target: NDArray[np.int32]
    kinds: tuple[str, ...]

    def components(self, catalogue: Catalogue) -> NDArray[np.int32]:
        """Which titles they tie together, int32 [N]: each component's least position; -1 for none."""
        meeting = np.array([not MEETING.isdisjoint(read_name(a.name).letters) for a in catalogue.anime])
        tying = np.array([kind in CHAIN for kind in self.kinds], np.bool_)
        tying |= ~meeting[self.source] & ~meeting[self.target]
        size = len(catalogue)
        ends = (self.source[tying], self.target[tying])
        first = components(ends, size)
        known = np.zeros(size, np.bool_)
        known[np.concatenate(ends)] = True
        return np.where(known, first, -1)


def read_relations(path: Path, catalogue: Catalogue) -> Relations:
    """Read a CSV file `from_mal_id,to_mal_id,relation_of_to`: `1,5,Sequel` says that 5 is the sequel of 1.

    Relations with titles that the catalogue lacks are left out, and so are those that tie no franchise.

    Raises:
        RelationsError: it is no such file.
        OSError: it cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            if not set(COLUMNS) <= set(reader.fieldnames or ()):
                raise RelationsError(f"{path} needs the columns {', '.join(COLUMNS)}.")
            rows = [
                (*_ids(path, reader.line_num, row), (row[COLUMNS[2]] or "").strip().lower()) for row in reader
            ]
    except (UnicodeDecodeError, csv.Error) as error:
        raise RelationsError(f"{path} is not a CSV file in UTF-8: {error}.") from error
    tying = [row for row in rows if row[2] in TYING]
    source = catalogue.positions(np.array([row[0] for row in tying], np.int64))
    target = catalogue.positions(np.array([row[1] for row in tying], np.int64))
    there = (source >= 0) & (target >= 0) & (source != target)
    kinds = tuple(row[2] for row, kept in zip(tying, there, strict=True) if kept)
    return Relations(source[there], target[there], kinds)


def _ids(path: Path, line: int, row: dict[str, str]) -> tuple[int, int]:
    ids = [(row[column] or "").strip() for column in COLUMNS[:2]]
    for text in ids:
        if not (text.isascii() and text.isdigit() and int(text) < LARGEST_ID):
            raise RelationsError(f"{path}, line {line}: the id {text[:20]!r} is not a whole number.")
    return int(ids[0]), int(ids[1])
