"""The franchises that were checked by hand: what they should be, and how far the worked-out series agree."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Self

from recommender.catalogue import Anime, Catalogue

if TYPE_CHECKING:
    from recommender.series import Series

TABLE = Path(__file__).with_name("series_by_hand.csv")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How far the worked-out series agree with the table.

    Attributes:
        precision: which share of the pairs that were put together belong together.
        recall: which share of the pairs that belong together were put together.
        order: which share of the titles are rightly a beginning, or rightly not.
        split: the franchises of which a pair was missed.
        merged: the franchises that were put together and are two.
        misplaced: the names of the titles that are wrongly a beginning, or wrongly not.
    """

    precision: float
    recall: float
    order: float
    split: frozenset[str]
    merged: frozenset[tuple[str, str]]
    misplaced: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandTable:
    """Some hundred titles with their facts.

    Attributes:
        anime: the titles.
        franchise: by id, the name of the franchise.
        begins: by id, whether one can begin with the title; left out where opinions differ.
    """

    anime: tuple[Anime, ...]
    franchise: dict[int, str]
    begins: dict[int, bool]

    @classmethod
    def read(cls) -> Self:
        """Read the table."""
        with TABLE.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        return cls(
            tuple(_anime(row) for row in rows),
            {int(row["id"]): row["franchise"] for row in rows},
            {int(row["id"]): row["begins"] == "1" for row in rows if row["begins"]},
        )

    def catalogue(self) -> Catalogue:
        """The titles of the table alone."""
        return Catalogue.of(self.anime)

    def judge(self, catalogue: Catalogue, series: Series) -> Verdict:
        """Compare with the series of a catalogue that holds the titles of the table."""
        group = {i: int(series.group[catalogue.index[i]]) for i in self.franchise if i in catalogue}
        true, found, right = 0, 0, 0
        split, merged = set(), set()
        for a, b in combinations(group, 2):
            one, other = self.franchise[a], self.franchise[b]
            together = group[a] == group[b]
            true += one == other
            found += together
            right += together and one == other
            if one == other and not together:
                split.add(one)
            elif together and one != other:
                merged.add((one, other) if one < other else (other, one))
        misplaced = tuple(
            catalogue[i].name
            for i, begins in self.begins.items()
            if i in group and (series.prerequisite[catalogue.index[i]] < 0) != begins
        )
        return Verdict(
            precision=right / found,
            recall=right / true,
            order=1 - len(misplaced) / len(self.begins),
            split=frozenset(split),
            merged=frozenset(merged),
            misplaced=misplaced,
        )


def _anime(row: dict[str, str]) -> Anime:
    return Anime(
        id=int(row["id"]),
        name=row["name"],
        english=row["english"],
        japanese=row["japanese"],
        type=row["type"],
        episodes=int(row["episodes"]) if row["episodes"] else None,
        minutes=int(row["minutes"]) if row["minutes"] else None,
        start=date.fromisoformat(row["start"]) if row["start"] else None,
        end=date.fromisoformat(row["end"]) if row["end"] else None,
        members=int(row["members"]),
        genres=tuple(row["genres"].split("|")) if row["genres"] else (),
    )
