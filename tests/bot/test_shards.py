"""Which shards a process runs, and which servers are theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.shards import MOST, Shards, read_shard_ids

COUNTS = st.integers(1, 200)


@given(st.sets(st.integers(0, MOST - 1), min_size=1, max_size=30))
def test_ids_are_read_as_they_are_named(ids: set[int]) -> None:
    in_order = tuple(sorted(ids))
    assert read_shard_ids(Shards(in_order, MOST).named) == in_order


def test_ranges_and_single_ones_may_be_mixed() -> None:
    assert read_shard_ids(" 0-3, 7,5 - 6") == (0, 1, 2, 3, 5, 6, 7)


@pytest.mark.parametrize("text", ["", "a", "0,,1", "3-1", "-1", "0-99999", "1.5", "²", "0;1"])
def test_nonsense_names_no_shards(text: str) -> None:
    with pytest.raises(ValueError, match="write it like 0-3"):
        read_shard_ids(text)


@given(COUNTS, st.integers(1, 2**63 - 1), st.integers(1, 5))
def test_each_server_is_served_by_one_of_all_processes(count: int, guild: int, processes: int) -> None:
    parts = [range(count)[at::processes] for at in range(processes)]
    serving = [part for part in parts if part and Shards(tuple(part), count).serve(guild)]
    assert len(serving) == 1
    # Discord's rule: https://discord.com/developers/docs/events/gateway#sharding
    assert (guild >> 22) % count in serving[0]


@given(COUNTS)
def test_one_process_leads(count: int) -> None:
    assert [n for n in range(count) if Shards((n,), count).leads] == [0]
