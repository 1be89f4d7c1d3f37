from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.lists.entry import MOST_ENTRIES, Listed, ListFault, ListProblem, Source
from bot.lists.records import (
    HIGHEST_ID,
    LONGEST_NAME,
    MAL_NUMBERS,
    gather,
    id_of,
    key,
    name_of,
    score_of,
    status_of,
)
from bot.lists.scores import Scale
from bot.members.records import Status

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)
FIELDS = st.sampled_from(["malid", "anilistid", "title", "name", "status", "mystatus", "score", "rating"])


@pytest.mark.parametrize("name", ["MAL_ID", "mal id", "malId", " Mal-ID ", "malid"])
def test_a_field_is_known_however_it_is_written(name: str) -> None:
    assert key(name) == "malid"


@given(st.integers(1, HIGHEST_ID))
def test_ids_are_read_from_numbers_and_text(number: int) -> None:
    for value in (number, float(number), str(number), f" 00{number} ", f"{number}.0"):
        assert id_of(value) == number


@pytest.mark.parametrize(
    "value",
    [
        0,
        -1,
        HIGHEST_ID + 1,
        10**400,
        1.5,
        math.inf,
        math.nan,
        True,
        None,
        "",
        "0",
        "-1",
        "1e3",
        "9" * 5000,
        "٣",
        "#5",
    ],
)
def test_what_is_no_id_is_none(value: object) -> None:
    assert id_of(value) is None


@given(st.text())
def test_a_name_is_one_short_line(text: str) -> None:
    name = name_of(text)
    assert name.isprintable()
    assert name == " ".join(name.split())
    assert len(name) <= LONGEST_NAME


def test_of_several_names_the_romaji_one_is_taken() -> None:
    assert (
        name_of({"english": "Spirited Away", "romaji": "Sen to Chihiro", "native": None}) == "Sen to Chihiro"
    )
    assert name_of({"english": "Spirited Away", "romaji": None}) == "Spirited Away"
    assert name_of({"romaji": ["x"]}) == name_of(7) == name_of(None) == ""
    nested: object = "x"
    for _ in range(10_000):
        nested = {"romaji": nested}
    assert name_of(nested) == ""


@pytest.mark.parametrize(
    ("value", "status"),
    [
        ("Watching", Status.WATCHING),
        ("CURRENT", Status.WATCHING),
        ("Completed", Status.COMPLETED),
        ("watched", Status.COMPLETED),
        ("REPEATING", Status.COMPLETED),
        ("On-Hold", Status.ON_HOLD),
        ("on_hold", Status.ON_HOLD),
        ("PAUSED", Status.ON_HOLD),
        ("stalled", Status.ON_HOLD),
        ("Dropped", Status.DROPPED),
        ("Plan to Watch", Status.PLANNED),
        ("plan_to_watch", Status.PLANNED),
        ("PLANNING", Status.PLANNED),
        ("want to watch", Status.PLANNED),
        ("won't watch", Status.UNWANTED),
        *((status.value, status) for status in Status),
        *((number, status) for number, status in MAL_NUMBERS.items()),
        *((str(number), status) for number, status in MAL_NUMBERS.items()),
        (None, Status.COMPLETED),
        ("", Status.COMPLETED),
    ],
)
def test_statuses_are_read(value: object, status: Status) -> None:
    assert status_of(value, MAL_NUMBERS, "A") is status


@pytest.mark.parametrize("value", ["binged", "5", 5, 0, -1, "٣", "-1", True, 1.5, ["watching"], {}])
def test_a_status_that_is_not_known_is_refused(value: object) -> None:
    with pytest.raises(ListFault) as fault:
        status_of(value, MAL_NUMBERS, "A")
    assert fault.value.id == ListProblem.STATUS
    assert fault.value.arguments["title"] == "A"


@pytest.mark.parametrize(
    ("value", "score"),
    [(8, 8), (8.5, 8.5), ("8.5", 8.5), ("8,5", 8.5), (" 8 ", 8), ("85", 85), (0, 0), (-1, 0), ("-1", 0)]
    + [(none, 0) for none in (None, "", " ", "-", "None", "null", "NaN", "n/a")],
)
def test_scores_are_read(value: object, score: float) -> None:
    assert score_of(value, "A") == score


@pytest.mark.parametrize(
    ("value", "quoted"),
    [
        ("great", "great"),
        ("8/10", "8/10"),
        ("1e1", "1e1"),
        ("٣", "٣"),
        ("9" * 5000, "9" * 50),
        (101, "101"),
        (10**400, "1" + "0" * 49),
        (math.inf, "inf"),
        (math.nan, "nan"),
        (True, "True"),
        ([8], "?"),
        ({}, "?"),
    ],
)
def test_a_score_that_is_none_is_refused(value: object, quoted: str) -> None:
    with pytest.raises(ListFault) as fault:
        score_of(value, "A")
    assert fault.value.id == ListProblem.SCORE
    assert fault.value.arguments == {"score": quoted, "title": "A"}


def test_of_several_scores_ones_own_is_taken_even_if_it_is_none() -> None:
    records: list[dict[str, object]] = [
        {"malid": 1, "score": 8.1, "myscore": ""},
        {"malid": 2, "score": 8.1, "myscore": "6"},
    ]
    assert [entry.rating for entry in gather(records, Source.OTHER).entries] == [None, 6]


def test_of_several_ids_and_names_the_first_that_is_one_is_taken() -> None:
    (entry,) = gather([{"malid": "x", "animeid": 5, "title": "", "titleromaji": "A"}], Source.OTHER).entries
    assert entry == Listed(5, "A", Status.COMPLETED)


def test_anilists_id_is_kept_only_where_a_list_does_not_know_myanimelists() -> None:
    records: list[dict[str, object]] = [
        {"anilistid": 7, "title": "A"},
        {"idmal": None, "mediaid": 8, "title": "B"},
    ]
    first, second = gather(records, Source.ANILIST).entries
    assert (first.anime_id, first.anilist_id) == (None, 7)
    assert (second.anime_id, second.anilist_id) == (None, None)


def test_what_was_not_seen_has_no_rating() -> None:
    records: list[dict[str, object]] = [
        {"malid": 1, "status": "planned", "score": 9},
        {"malid": 2, "status": "unwanted", "score": "great"},
    ]
    assert [entry.rating for entry in gather(records, Source.OTHER).entries] == [None, None]


def test_the_last_word_on_a_title_counts() -> None:
    records: list[dict[str, object]] = [
        {"malid": 1, "title": "A", "score": 3},
        {"title": "Trigun", "score": 4},
        {"anilistid": 1, "score": 5},
        {"malid": 1, "title": "B", "score": 8},
        {"title": "TRIGUN", "score": 9},
        {"anilistid": 1, "score": 10},
    ]
    assert [entry.rating for entry in gather(records, Source.OTHER).entries] == [8, 9, 10]


def test_entries_that_say_no_title_are_counted_and_left_out() -> None:
    file = gather([{"malid": 1}, {"malid": 0}, {"title": " "}, {}], Source.OTHER)
    assert [entry.anime_id for entry in file.entries] == [1]
    assert file.nameless == 3


@pytest.mark.parametrize("records", [[], [{}], [{"malid": "x", "title": ""}] * 3])
def test_a_list_without_titles_is_refused(records: list[dict[str, object]]) -> None:
    with pytest.raises(ListFault) as fault:
        gather(records, Source.OTHER)
    assert fault.value.id == ListProblem.EMPTY


def test_a_list_has_so_many_entries_and_no_more() -> None:
    records = [{"malid": number} for number in range(1, MOST_ENTRIES + 1)]
    assert len(gather(records, Source.OTHER).entries) == MOST_ENTRIES
    with pytest.raises(ListFault) as fault:
        gather([*records, {"malid": 1}], Source.OTHER)
    assert fault.value.id == ListProblem.TOO_MANY
    assert fault.value.arguments == {"most": MOST_ENTRIES}


@given(st.lists(st.dictionaries(FIELDS, ANYTHING, max_size=6), max_size=8))
def test_whatever_stands_in_a_record_an_entry_is_sound_or_refused(records: list[dict[str, Any]]) -> None:
    try:
        file = gather(records, Source.OTHER)
    except ListFault:
        return
    assert file.scale in Scale
    for entry in file.entries:
        assert entry.anime_id or entry.anilist_id or entry.name
        assert entry.rating is None or (entry.rating in range(1, 11) and entry.status.seen)
