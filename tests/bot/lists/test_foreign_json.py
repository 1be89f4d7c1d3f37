from __future__ import annotations

import json
from typing import Any

import pytest

from bot.lists.entry import MOST_ENTRIES, Listed, ListFault, ListProblem, Source
from bot.lists.json_file import read_json
from bot.lists.scores import Scale
from bot.members.records import Status
from tests.bot.lists.exports import (
    TITLES,
    Title,
    anilist,
    anilist_flat,
    anilist_own,
    mal_load,
    mal_pages,
)

LIST = tuple(Listed(t.anime_id, t.name, t.status, int(t.score) or None) for t in TITLES)


def read(document: object) -> tuple[Listed, ...]:
    return read_json(json.dumps(document), "list.json").entries


def refused(document: object) -> str:
    with pytest.raises(ListFault) as fault:
        read(document)
    return fault.value.id


def starred(score: float) -> list[Title]:
    return [Title(1, "A", Status.COMPLETED, score)]


@pytest.mark.parametrize("text", [anilist(), anilist(scale=None), anilist_flat()])
def test_anilists_lists_are_read(text: str) -> None:
    file = read_json(text, "f")
    assert file.entries == LIST
    assert file.source is Source.ANILIST


@pytest.mark.parametrize("text", [mal_pages(), mal_load()])
def test_myanimelists_lists_are_read(text: str) -> None:
    file = read_json(text, "f")
    assert file.entries == LIST
    assert file.source is Source.MYANIMELIST
    assert file.scale is Scale.POINT_10


def test_anilists_own_file_has_its_own_ids_and_numbers() -> None:
    file = read_json(anilist_own(), "gdpr_data.json")
    assert file.source is Source.ANILIST
    assert file.entries == tuple(
        Listed(None, "", title.status, int(title.score) or None, title.anilist_id) for title in TITLES
    )


@pytest.mark.parametrize(
    ("score_type", "kept", "rating"),
    [(1, 8.4, 8), (2, 8.5, 9), (3, 8, 8), (4, 9, 10), (4, 7, 8), (5, 8.5, 9), (5, 3.5, 4)],
)
def test_anilists_own_file_holds_hundredths_of_what_is_shown(
    score_type: int, kept: float, rating: int
) -> None:
    (entry,) = read_json(anilist_own(starred(kept), score_type=score_type), "f").entries
    assert entry.rating == rating


@pytest.mark.parametrize(
    ("scale", "score", "rating"),
    [
        ("POINT_100", 84, 8),
        ("POINT_10_DECIMAL", 8.5, 9),
        ("POINT_10", 8, 8),
        ("POINT_5", 4, 8),
        ("POINT_3", 3, 9),
    ],
)
def test_scores_are_taken_as_the_file_says(scale: str, score: float, rating: int) -> None:
    file = read_json(anilist(starred(score), scale=scale), "f")
    assert file.scale == scale
    assert file.entries[0].rating == rating


@pytest.mark.parametrize("scale", ["POINT_7", None, "", "POINT_5"])
def test_scores_that_do_not_fit_what_the_file_says_decide_themselves(scale: str | None) -> None:
    assert read_json(anilist(starred(84), scale=scale), "f").entries[0].rating == 8


MEDIA: dict[str, Any] = {"id": 7, "idMal": 1, "title": {"romaji": "A"}}
ENTRY: dict[str, Any] = {"status": "COMPLETED", "score": 8, "media": MEDIA}
EXPECTED = (Listed(1, "A", Status.COMPLETED, 8),)


@pytest.mark.parametrize(
    "document",
    [
        [ENTRY],
        {"entries": [ENTRY]},
        {"lists": [{"name": "Completed", "entries": [ENTRY]}, {"name": "Custom", "entries": [ENTRY]}]},
        [{"name": "Completed", "entries": [ENTRY]}],
        {"MediaListCollection": {"lists": [{"entries": [ENTRY]}]}},
        {"data": {"manga": {"lists": []}, "anime": {"lists": [{"entries": [ENTRY]}]}}},
        {"data": {"Page": {"mediaList": [ENTRY]}}},
        {
            "data": {
                "User": {"mediaListOptions": {"scoreFormat": "POINT_10"}},
                "MediaListCollection": {"lists": [{"entries": [ENTRY]}]},
            }
        },
        {"anime": [ENTRY], "manga": []},
        [ENTRY, "stray", None, 7],
        [{**ENTRY, "score": 80, "scoreRaw": 8}, {**ENTRY, "score": 80, "scoreRaw": 8}],
    ],
)
def test_entries_are_found_wherever_they_stand(document: object) -> None:
    assert read(document) == EXPECTED


def test_a_raw_score_is_out_of_100_and_shown_on_the_scale_that_is_stated() -> None:
    entry = {key: value for key, value in ENTRY.items() if key != "score"} | {"scoreRaw": 70}
    assert read([entry])[0].rating == 7
    collection = {"user": {"mediaListOptions": {"scoreFormat": "POINT_5"}}, "lists": [{"entries": [entry]}]}
    assert read({"data": {"MediaListCollection": collection}})[0].rating == 8


def test_a_title_that_myanimelist_lacks_is_known_by_its_name() -> None:
    assert read([{**ENTRY, "media": {**MEDIA, "idMal": None}}]) == (Listed(None, "A", Status.COMPLETED, 8),)


def test_anilists_id_is_kept_where_the_file_lacks_myanimelists() -> None:
    media = {"id": 7, "title": {"romaji": "A"}}
    assert read([{**ENTRY, "media": media}]) == (Listed(None, "A", Status.COMPLETED, 8, 7),)
    assert read([{"mediaId": 7, "status": "DROPPED", "score": 8}]) == (
        Listed(None, "", Status.DROPPED, 8, 7),
    )


def test_an_id_that_could_be_anyones_is_not_taken_for_myanimelists() -> None:
    assert read([{"id": 5, "title": "A", "score": 8}]) == (Listed(None, "A", Status.COMPLETED, 8),)


def test_another_sites_stars_are_read() -> None:
    entries = [
        {"name": f"Title {i}", "status": status, "started": None, "rating": rating, "times": 1, "eps": 12}
        for i, (status, rating) in enumerate(
            [("watched", 5), ("watched", 4.5), ("stalled", 2.5), ("want to watch", 0), ("won't watch", 0)] * 4
        )
    ]
    file = read_json(
        json.dumps({"user": {"name": "ann"}, "export": {"type": "anime"}, "entries": entries}), "f"
    )
    assert file.source is Source.OTHER
    assert [(e.status, e.rating) for e in file.entries[:5]] == [
        (Status.COMPLETED, 10),
        (Status.COMPLETED, 9),
        (Status.ON_HOLD, 5),
        (Status.PLANNED, None),
        (Status.UNWANTED, None),
    ]


@pytest.mark.parametrize(
    "part", [{"media": {**MEDIA, "type": "MANGA"}}, {"format": "NOVEL"}, {"series_type": 1}]
)
def test_manga_is_left_out_and_refused_alone(part: dict[str, object]) -> None:
    manga = {"title": "M", "status": "COMPLETED", "score": 8, **part}
    assert read([manga, ENTRY]) == EXPECTED
    assert refused([manga]) == ListProblem.MANGA


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        [[ENTRY]],
        [1],
        {"data": None},
        {"data": {"MediaListCollection": None}},
        [{"id": 1}],
        [{"title": "A"}],
        [{"score": 8}],
        {"status": "x", "score": 1, "title": "A"},
        {"lists": {"entries": {}}},
        {"format": "other"},
        "text",
    ],
)
def test_what_holds_no_list_is_refused(document: object) -> None:
    assert refused(document) == ListProblem.UNKNOWN_FORMAT


@pytest.mark.parametrize("number", [MOST_ENTRIES, MOST_ENTRIES + 1])
def test_a_list_has_so_many_entries_and_no_more(number: int) -> None:
    entries = [{"title": "A", "score": 8}] * number
    assert (refused(entries) == ListProblem.TOO_MANY) if number > MOST_ENTRIES else len(read(entries)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "{",
        "[1,",
        "[NaN]",
        "[Infinity]",
        '{"a": 1} x',
        "[" * 100_000,
        '{"a":' * 100_000,
        f"[{'9' * 5000}]",
        "['a']",
        '["\t"]',
    ],
)
def test_damaged_json_is_refused(text: str) -> None:
    with pytest.raises(ListFault) as fault:
        read_json(text, "f")
    assert fault.value.id == ListProblem.BROKEN
    assert fault.value.arguments == {"format": "JSON"}


@pytest.mark.parametrize("text", ["[" + "[]," * 1_000_000, "[" + "{}," * 1_000_000, "[" + "0," * 4_000_001])
def test_json_that_would_take_much_memory_is_not_read(text: str) -> None:
    with pytest.raises(ListFault) as fault:
        read_json(text, "f")
    assert fault.value.id == ListProblem.TOO_MANY
