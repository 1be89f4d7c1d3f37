"""The worked-out series of a whole catalogue, as arrays."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from functools import cached_property
from typing import TYPE_CHECKING, Self

import numpy as np

from recommender.series.franchises import find_franchises
from recommender.series.order import Kind, before, in_order, kind_of, main_parts, start_days
from recommender.series.relations import EARLIER

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from recommender.catalogue import Catalogue
    from recommender.series.order import Part
    from recommender.series.relations import Relations


@dataclass(frozen=True, eq=False)
class Series:
    """Which titles belong together and in which order they are watched, over the N titles of a catalogue.

    Attributes:
        group: the franchise of each title, int32 [N]; titles with the same number belong together.
        place: where each title stands in its franchise in the order of airing, int32 [N], from 1.
        kind: what each title is to its franchise, a `Kind`, int32 [N].
        prerequisite: the position of the title that should have been seen before, int32 [N]; -1 for none.
    """

    group: NDArray[np.int32]
    place: NDArray[np.int32]
    kind: NDArray[np.int32]
    prerequisite: NDArray[np.int32]

    @cached_property
    def series(self) -> NDArray[np.int32]:
        """The position of the title that each one goes back to, int32 [N]: tighter than the franchise."""
        root = np.where(self.prerequisite < 0, np.arange(len(self.group)), self.prerequisite)
        for _ in range(len(root).bit_length()):  # each step doubles how far back it reaches
            root = root[root]
        return root.astype(np.int32)

    @cached_property
    def begins(self) -> NDArray[np.bool_]:
        """Which titles may be watched before any other, bool [N]."""
        return self.prerequisite < 0

    @cached_property
    def _steps(self) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
        """The titles that do not begin anything, and what should have been seen before each."""
        later = np.flatnonzero(~self.begins)
        return later, self.prerequisite[later]

    @cached_property
    def extra(self) -> NDArray[np.bool_]:
        """Which titles are recaps, trailers or a few minutes beside a series, bool [N]."""
        return np.isin(self.kind, (Kind.RECAP, Kind.SHORT))

    def open(self, seen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """What one who has seen these titles may go on to, bool [N]: beginnings, and what follows."""
        later, before = self._steps
        ready = self.begins.copy()
        ready[later] = seen[before]
        return ready

    def begun(self, seen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which titles are of a franchise that one who has seen these titles has begun, bool [N]."""
        groups = np.zeros(len(self.group), np.bool_)
        groups[self.group[seen]] = True
        return groups[self.group]

    def one_each(self, ranked: NDArray[np.integer]) -> NDArray[np.integer]:
        """From positions, the best first, only the best of each franchise, in the same order."""
        groups, places = self.group[ranked], np.arange(len(ranked))
        first = np.empty(len(self.group), np.intp)
        first[groups[::-1]] = places[::-1]  # of equal indices the last one stays
        best: NDArray[np.integer] = ranked[first[groups] == places]
        return best

    def save(self, path: Path) -> None:
        """Write the arrays as an .npz file."""
        np.savez_compressed(path, **{field.name: getattr(self, field.name) for field in fields(self)})

    @classmethod
    def load(cls, path: Path, titles: int) -> Self:
        """Read what `save` wrote.

        Raises:
            ValueError: it is no series over that many titles.
        """
        with np.load(path, allow_pickle=False) as arrays:
            parts = {field.name: arrays[field.name] for field in fields(cls)}
        if any(part.shape != (titles,) or part.dtype != np.int32 for part in parts.values()):
            raise ValueError("the series have another shape than the catalogue")
        if not all(
            parts[name].min() >= -1 and parts[name].max() < titles for name in ("group", "prerequisite")
        ):
            raise ValueError("the series name titles that the catalogue lacks")
        return cls(**parts)


def work_out_series(catalogue: Catalogue, relations: Relations | None = None) -> Series:
    """Work out the series from what a catalogue holds, and from typed relations where there are any."""
    size = len(catalogue)
    group = find_franchises(catalogue, relations.components(catalogue) if relations else None)
    members = defaultdict(list)
    for position, number in enumerate(group.tolist()):
        members[number].append(position)
    told = _told(relations) if relations else {}
    days = start_days(catalogue)
    place = np.ones(size, np.int32)
    kind = np.full(size, Kind.FIRST, np.int32)
    prerequisite = np.full(size, -1, np.int32)
    for positions in members.values():
        if len(positions) == 1:
            continue
        parts = in_order(catalogue, positions, days)
        main = main_parts(parts)
        at = {part.position: part for part in parts}
        for n, part in enumerate(parts, 1):
            previous = before(part, parts, main)
            if part.position in told:
                earlier = [at[p] for p in told[part.position] if p in at and at[p].day < part.day]
                previous = _as_told(part, previous, earlier, main)
            place[part.position] = n
            prerequisite[part.position] = previous.position if previous else -1
            kind[part.position] = kind_of(part, parts, main, previous)
    return Series(group, place, kind, prerequisite)


def _as_told(part: Part, previous: Part | None, earlier: Sequence[Part], main: Sequence[Part]) -> Part | None:
    """What comes before a part, given what its name says and what its relations put before it."""
    if part not in main:
        return max(earlier, key=lambda p: p.day, default=previous)
    # Relations may lead to the next season over a special; one need not have seen that.
    seasons = [p for p in earlier if p in main]
    return max(seasons, key=lambda p: p.day, default=previous if earlier else None)


def _told(relations: Relations) -> Mapping[int, list[int]]:
    """For each title with relations, the titles that they put before it."""
    told: dict[int, list[int]] = defaultdict(list)
    for source, target, kind in zip(
        relations.source.tolist(), relations.target.tolist(), relations.kinds, strict=True
    ):
        told[source] += [target] if kind in EARLIER else []
    return told
