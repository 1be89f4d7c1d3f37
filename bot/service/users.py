"""What the model makes of the members who asked last: worked out anew only once they have told something."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from bot.service.tastes import changed_titles, seen_titles, taste_of
from recommender.engine import Engine

if TYPE_CHECKING:
    from bot.members.records import Record
    from recommender import Recommender
    from recommender.user import User

# Members, .2 MiB each: who answers by plain arrays has little memory, and few who ask at a time.
MOST = {Engine.TENSORFLOW: 100, Engine.ARRAYS: 5}
FEW = 25  # titles


@dataclass(frozen=True, slots=True)
class _Known:
    record: Record
    recommender: Recommender
    user: User

    def now(self, record: Record) -> User:
        """The member, by what is kept now."""
        # The store gives the same objects for as long as nothing changes.
        if self.record.genres is record.genres:
            if self.record.titles is record.titles:
                return self.user
            changed = changed_titles(self.record, record)
            if len(changed) <= FEW:
                told = seen_titles(record, changed, self.recommender.catalogue)
                return self.user.retold(told, changed)
        return self.recommender.user(taste_of(record, self.recommender.catalogue))


class Users:
    """The members who asked last, as the model sees them; for several threads at once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._known: OrderedDict[int, _Known] = OrderedDict()
        self._lock = Lock()

    def of(self, member: int, record: Record, recommender: Recommender) -> User:
        """What the model makes of what a member told; takes some milliseconds where much of it is new."""
        with self._lock:
            known = self._known.get(member)
        if known is not None and known.recommender is recommender:
            user = known.now(record)
        else:
            user = recommender.user(taste_of(record, recommender.catalogue))
        with self._lock:
            self._known[member] = _Known(record, recommender, user)
            self._known.move_to_end(member)
            while len(self._known) > self._most:
                self._known.popitem(last=False)
        return user

    def forget(self, member: int) -> None:
        """Forget a member."""
        with self._lock:
            self._known.pop(member, None)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._known.clear()
