"""Records that were read before: one that is as it was is not read again."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from bot.members.records import latest_first

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.members.people import State
    from bot.members.records import GenreRating, Kept, MemberSettings, Record

MOST_TITLES, FEW_TITLES = 200_000, 20_000  # about 40 and 4 MiB; the second where there is little memory
LEAST = 50  # that a record counts as many titles
FRESH = 0.5  # seconds in which what was looked up is not looked up again, as for one command


@dataclass(slots=True)
class _Read:
    state: State
    record: Record
    met: set[int] = field(default_factory=set)
    checked_at: float = field(default_factory=monotonic)

    @property
    def size(self) -> int:
        return LEAST + len(self.record.titles)


class Memory:
    """The records that were read last, as long as they hold no more than `most` titles together.

    Whoever changes something about a member, in this process or in another, changes the state of the member's
    row. So a record is as it was where that is.
    """

    def __init__(self, most: int = MOST_TITLES) -> None:
        self._most = most
        self._read: OrderedDict[int, _Read] = OrderedDict()
        self._size = 0

    def __contains__(self, member: int) -> bool:
        return member in self._read

    def of(self, member: int, state: State) -> Record | None:
        """What was read of a member when the row stood so: the same object while nothing changes."""
        known = self._read.get(member)
        if known is None or known.state != state:
            return None
        self._read.move_to_end(member)
        known.checked_at = monotonic()
        return known.record

    def of_late(self, member: int) -> Record | None:
        """The record of a member of whom it was known a moment ago that it is as it was.

        What this process changes is seen at once; another's change may be seen that moment later.
        """
        known = self._read.get(member)
        return known.record if known and monotonic() - known.checked_at < FRESH else None

    def keep(self, member: int, state: State, record: Record) -> None:
        """Remember what was read of a member, when the row stood so; only what is committed."""
        known = self._read.get(member)
        met = known.met if known and known.state.since == state.since else set()
        self.forget(member)
        self._read[member] = read = _Read(state, record, met)
        self._size += read.size
        while self._size > self._most and len(self._read) > 1:
            self.forget(next(iter(self._read)))

    def change(
        self,
        member: int,
        state: State,
        *,
        titles: Mapping[int, Kept | None] | None = None,
        genres: Mapping[str, GenreRating | None] | None = None,
        settings: MemberSettings | None = None,
    ) -> None:
        """Follow the change that brought the row of a member into this state; None takes something away."""
        known = self._read.get(member)
        if known is None or known.state == state:
            return
        if known.state != state.before:
            self.forget(member)
            return
        record = known.record
        changed = replace(
            record,
            titles=latest_first(record.titles, titles) if titles else record.titles,
            genres=latest_first(record.genres, genres) if genres else record.genres,
            settings=settings or record.settings,
        )
        self.keep(member, state, changed)

    def meet(self, member: int, guild_id: int) -> None:
        """Remember that it is noted where a member was met."""
        if known := self._read.get(member):
            known.met.add(guild_id)

    def was_met(self, member: int, guild_id: int) -> bool:
        """Whether it is noted that a member was met there; where that is not known, no."""
        known = self._read.get(member)
        return known is not None and guild_id in known.met

    def forget_places(self) -> None:
        """Forget where members were met."""
        for read in self._read.values():
            read.met.clear()

    def forget(self, member: int) -> None:
        """Forget a member."""
        known = self._read.pop(member, None)
        self._size -= known.size if known else 0

    def clear(self) -> None:
        """Forget all."""
        self._read.clear()
        self._size = 0
