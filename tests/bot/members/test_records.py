from __future__ import annotations

import pytest

from bot.members.records import Entry, Status


@pytest.mark.parametrize("status", Status)
def test_only_what_was_seen_has_a_rating(status: Status) -> None:
    assert Entry(status).rating is None
    if status in {Status.PLANNED, Status.UNWANTED}:
        with pytest.raises(ValueError, match="has no rating"):
            Entry(status, 7)
    else:
        assert Entry(status, 7).rating == 7


@pytest.mark.parametrize("rating", [0, 11, -1])
def test_a_rating_keeps_to_its_range(rating: int) -> None:
    with pytest.raises(ValueError, match="1 to 10"):
        Entry(Status.COMPLETED, rating)
