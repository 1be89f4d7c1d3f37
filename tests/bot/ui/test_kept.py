from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.members.records import Kept, Status
from bot.ui.answers import Refused
from bot.ui.kept import PATTERN, decode, encode

MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@st.composite
def kept_titles(draw: st.DrawFn) -> Kept:
    status = draw(st.sampled_from(Status))
    rating = draw(st.none() | st.integers(1, 10)) if status.seen else None
    return Kept(status, rating, draw(MOMENTS))


@given(st.none() | kept_titles())
def test_a_code_gives_back_exactly_what_is_kept(kept: Kept | None) -> None:
    code = encode(kept)
    assert decode(code) == kept
    assert re.fullmatch(PATTERN, code)
    assert len(code) <= 15


def test_codes_are_the_same_in_every_version() -> None:
    """Buttons outlive the process that sent them."""
    at = datetime(2026, 7, 1, 12, 30, 15, 123456, UTC)
    codes = ["a.hjzl3e9a80", "b.hjzl3e9a80", "c.hjzl3e9a80", "d.hjzl3e9a80", "e.hjzl3e9a80", "f.hjzl3e9a80"]
    assert [encode(Kept(status, None, at)) for status in Status] == codes
    assert encode(Kept(Status.COMPLETED, 10, at + timedelta(microseconds=1))) == "b10.hjzl3e9a81"
    assert encode(None) == "0"


@pytest.mark.parametrize(
    "code", ["", "1", "g.1", "e5.1", "f10.1", "a11.1", "a0.1", "a.", "a.zzzzzzzzzzzz", "A.1"]
)
def test_forged_codes_are_refused(code: str) -> None:
    with pytest.raises(Refused):
        decode(code)


def test_the_latest_moment_that_fits_can_be_read() -> None:
    kept = decode("a10.zzzzzzzzzzz")
    assert kept is not None
    assert kept.rating == 10
