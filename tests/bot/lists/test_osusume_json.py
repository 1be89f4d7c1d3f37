from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from bot.lists.entry import MOST_ENTRIES, Listed, ListFault, ListProblem, Source
from bot.lists.json_file import read_json
from bot.members.records import Status
from tests.bot.lists.exports import TITLES, osusume

if TYPE_CHECKING:
    from bot.service import Service


def refused(**changes: object) -> str:
    document = {"format": "osusume-member", "version": 2, "genres": [], "titles": [], **changes}
    with pytest.raises(ListFault) as fault:
        read_json(json.dumps(document), "f")
    return fault.value.id


def title(**changes: object) -> list[dict[str, Any]]:
    return [{"id": 1, "name": "A", "rating": 8, "status": "completed", **changes}]


def test_an_export_is_read_with_its_genres() -> None:
    file = read_json(osusume(genres={"Action": 9, "Slice of Life": 2}), "osusume.json")
    assert file.entries == tuple(Listed(t.anime_id, t.name, t.status, int(t.score) or None) for t in TITLES)
    assert file.genres == {"Action": 9, "Slice of Life": 2}
    assert file.source is Source.OSUSUME


def test_the_first_version_lists_what_was_seen() -> None:
    file = read_json(osusume(version=1), "osusume.json")
    assert {entry.status for entry in file.entries} == {Status.COMPLETED}


def test_genres_alone_are_a_list() -> None:
    assert read_json(osusume([], {"Action": 9}), "f").entries == ()


async def test_what_the_service_exports_is_read(service: Service) -> None:
    await service.rate_genres(1, {"Action": 9, "Comedy": 3})
    titles = await service.find_titles("")
    await service.rate_title(1, f"#{titles[0].id}", 9)
    await service.rate_title(1, f"#{titles[1].id}", None)
    file = read_json((await service.export(1)).decode(), "osusume.json")
    assert file.genres == {"Action": 9, "Comedy": 3}
    assert {(entry.anime_id, entry.name, entry.rating) for entry in file.entries} == {
        (titles[0].id, titles[0].name, 9),
        (titles[1].id, titles[1].name, None),
    }


@pytest.mark.parametrize("version", [0, 3, None, "2", [2]])
def test_another_version_is_refused(version: object) -> None:
    assert refused(version=version) == ListProblem.VERSION


@pytest.mark.parametrize(
    "changes",
    [
        {"titles": None},
        {"titles": {}},
        {"titles": [1]},
        {"genres": "Action"},
        {"titles": title(id=0)},
        {"titles": title(id="x")},
        {"titles": title(rating=0)},
        {"titles": title(rating=11)},
        {"titles": title(rating=7.5)},
        {"titles": title(rating="8")},
        {"titles": title(rating=True)},
        {"titles": title(status="binged")},
        {"titles": title(status=1)},
        {"titles": title(status=[])},
        {"genres": [{"genre": "", "rating": 8}]},
        {"genres": [{"genre": "A" * 101, "rating": 8}]},
        {"genres": [{"genre": 7, "rating": 8}]},
        {"genres": [{"genre": "Action", "rating": None}]},
        {"genres": [{"genre": "Action"}]},
    ],
)
def test_a_damaged_export_is_refused(changes: dict[str, object]) -> None:
    assert refused(**changes) == ListProblem.BROKEN


def test_an_empty_export_is_refused() -> None:
    assert refused() == ListProblem.EMPTY


def test_an_export_has_so_many_entries_and_no_more() -> None:
    assert refused(titles=title() * (MOST_ENTRIES + 1)) == ListProblem.TOO_MANY
    assert refused(genres=[{"genre": "Action", "rating": 8}] * 1001) == ListProblem.TOO_MANY


def test_what_was_not_seen_has_no_rating() -> None:
    text = json.dumps(
        {"format": "osusume-member", "version": 2, "genres": [], "titles": title(status="planned")}
    )
    assert read_json(text, "f").entries == (Listed(1, "A", Status.PLANNED),)
