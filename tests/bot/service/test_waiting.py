"""Lists that wait: one a member, for a while, and not too many."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lists.entry import Source
from bot.members.records import Entry, Status
from bot.service import waiting as module
from bot.service.matching import Matched
from bot.service.waiting import LONGEST, Waiting

if TYPE_CHECKING:
    import pytest


class Clock:
    """A clock that stands still until it is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def matched(titles: int) -> Matched:
    return Matched({n: Entry(Status.COMPLETED) for n in range(1, titles + 1)}, {}, (), ())


def test_a_list_is_taken_once_by_its_code() -> None:
    waiting = Waiting()
    code = waiting.put(1, Source.ANILIST, matched(3))
    assert waiting.take(1, "00000000") is None
    assert waiting.take(2, code) is None
    taken = waiting.take(1, code)
    assert taken
    assert (taken.source, taken.matched) == (Source.ANILIST, matched(3))
    assert waiting.take(1, code) is None


def test_a_member_has_one_list() -> None:
    waiting = Waiting()
    first = waiting.put(1, Source.ANILIST, matched(3))
    second = waiting.put(1, Source.ANILIST, matched(4))
    assert len(waiting) == 1
    assert waiting.take(1, first) is None
    taken = waiting.take(1, second)
    assert taken
    assert len(taken.matched.entries) == 4


def test_it_waits_for_a_quarter_of_an_hour() -> None:
    clock = Clock()
    waiting = Waiting(clock)
    early, late = (waiting.put(member, Source.OTHER, matched(1)) for member in (1, 2))
    clock.now += LONGEST - 1
    assert waiting.take(1, early)
    clock.now += 1
    assert len(waiting) == 0
    assert waiting.take(2, late) is None


def test_where_there_are_too_many_titles_the_oldest_list_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_TITLES", 10)
    waiting = Waiting()
    codes = {member: waiting.put(member, Source.OTHER, matched(4)) for member in (1, 2, 3)}
    assert len(waiting) == 2
    assert waiting.take(1, codes[1]) is None
    assert waiting.take(3, codes[3])
    only = waiting.put(4, Source.OTHER, matched(11))
    assert len(waiting) == 1
    assert waiting.take(4, only)
