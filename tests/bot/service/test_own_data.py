"""Everything out, as it is documented; everything gone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.lists.entry import Source
from bot.members.records import Entry, Status, TitleLanguage
from bot.service import Held, Problem, UserError, Wish, title_key
from tests.bot.lists.exports import mal_xml

if TYPE_CHECKING:
    from pathlib import Path

    from bot.members.store import MemberStore
    from bot.service import Service
    from recommender.catalogue import Anime

ANN, BOB = 80351110224678912, 2
NOW = datetime(2026, 7, 1, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


@pytest.fixture(params=["sqlite", "postgresql"])
def members_address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The service's database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'members.db'}"
    return str(request.getfixturevalue("postgres"))


async def tell_everything(service: Service) -> tuple[int, int, int]:
    """Leave something of every kind.

    Returns:
        A title, one that a list changed, and one that was not seen.
    """
    store, (first, second, third) = service._store, service._catalogue.ids[:3].tolist()
    await store.rate_genres(ANN, {"Action": 9, "Drama": 4}, NOW)
    await store.keep_titles(ANN, {first: Entry(Status.PLANNED), second: Entry(Status.DROPPED, 2)}, NOW)
    await service.choose(
        ANN,
        lambda usual: replace(
            usual, title_language=TitleLanguage.ENGLISH, wish=Wish(types=("TV",), reach=0.5)
        ),
    )
    await store.not_seen.add(ANN, 9_000_002, NOW)
    await store.not_seen.add(ANN, third, LATER)
    await store.places.met(ANN, 5, NOW)
    await store.places.met(ANN, 0, NOW)
    await store.places.left(5, LATER)
    listed = {second: Entry(Status.COMPLETED, 8), 9_000_001: Entry(Status.WATCHING)}
    await store.imports.import_titles(ANN, listed, LATER, "AniList", {"Drama": 5, "Mecha": 1})
    return first, second, third


async def test_the_export_holds_all_that_is_kept(service: Service) -> None:
    first, second, third = await tell_everything(service)
    document = json.loads(await service.export(ANN))
    now, later = NOW.isoformat(), LATER.isoformat()
    names = {i: service._catalogue[i].name for i in (first, second, third)}
    wish = document["settings"].pop("wish")
    assert (wish["types"], wish["reach"]) == (["TV"], 0.5)
    document.pop("exported_at")
    assert document == {
        "format": "osusume-member",
        "version": 2,
        "member": str(ANN),
        "known_since": now,
        "settings": {"titles": "english", "reach": 0.5, "public": True, "together": False},
        "genres": [
            {"genre": "Drama", "rating": 5, "rated_at": later},
            {"genre": "Mecha", "rating": 1, "rated_at": later},
            {"genre": "Action", "rating": 9, "rated_at": now},
        ],
        "titles": [
            {"id": second, "name": names[second], "status": "completed", "rating": 8, "rated_at": later},
            {"id": 9_000_001, "name": None, "status": "watching", "rating": None, "rated_at": later},
            {"id": first, "name": names[first], "status": "planned", "rating": None, "rated_at": now},
        ],
        "not_seen": [
            {"id": third, "name": names[third], "said_at": later},
            {"id": 9_000_002, "name": None, "said_at": now},
        ],
        "places": [
            {"server": None, "met_at": now, "left_at": None},
            {"server": "5", "met_at": now, "left_at": later},
        ],
        "last_import": {"at": later, "source": "AniList"},
        "replaced_titles": [
            {"id": second, "status": "dropped", "rating": 2, "rated_at": now},
            {"id": 9_000_001, "status": None, "rating": None, "rated_at": None},
        ],
        "replaced_genres": [
            {"genre": "Drama", "rating": 4, "rated_at": now},
            {"genre": "Mecha", "rating": None, "rated_at": None},
        ],
    }


async def test_everything_is_counted_and_deleted(service: Service) -> None:
    assert await service.held(ANN) is None
    await tell_everything(service)
    held = await service.held(ANN)
    assert held == Held(genres=3, titles=3, settings=True)
    assert await service.delete(ANN) == held
    assert await service.held(ANN) is None
    document = json.loads(await service.export(ANN))
    assert document["known_since"] is document["last_import"] is document["settings"]["titles"] is None
    lists = ("genres", "titles", "not_seen", "places", "replaced_titles", "replaced_genres")
    assert all(document[name] == [] for name in lists)


async def test_deleting_drops_a_list_that_waits(service: Service) -> None:
    async def download() -> bytes:
        return mal_xml().encode()

    await service.rate_genre(ANN, "Action", 9)
    mine, other = [(await service.preview_file(m, download, "list.xml")).code for m in (ANN, 2)]
    await service.delete(ANN)
    assert len(service._waiting) == 1
    with pytest.raises(UserError) as refused:
        await service.confirm_import(ANN, mine)
    assert refused.value.id == Problem.IMPORT_GONE
    assert await service.held(ANN) is None
    assert (await service.confirm_import(2, other)).source is Source.MYANIMELIST


async def test_the_export_holds_everything(
    service: Service, store: MemberStore, ordinary: list[Anime]
) -> None:
    await store.rate_genres(ANN, {"Action": 9}, NOW)
    seen = {a.id: Entry(Status.COMPLETED, r) for a, r in zip(ordinary, (8, None), strict=False)}
    await store.keep_titles(ANN, seen, NOW + timedelta(seconds=1))
    document = json.loads((await service.export(ANN)).decode())
    assert datetime.fromisoformat(document.pop("exported_at")).tzinfo
    later = "2026-07-01T00:00:01+00:00"
    assert document == {
        "format": "osusume-member",
        "version": 2,
        "member": str(ANN),
        "known_since": "2026-07-01T00:00:00+00:00",
        "genres": [{"genre": "Action", "rating": 9, "rated_at": "2026-07-01T00:00:00+00:00"}],
        "titles": [
            {"id": a.id, "name": a.name, "status": "completed", "rating": rating, "rated_at": later}
            for a, rating in sorted(zip(ordinary, (8, None), strict=False), key=lambda pair: pair[0].id)
        ],
        "settings": {"titles": None, "reach": None, "wish": None, "public": True, "together": False},
        "not_seen": [],
        "places": [],
        "last_import": None,
        "replaced_titles": [],
        "replaced_genres": [],
    }


async def test_the_export_of_a_newcomer_is_empty(service: Service) -> None:
    document = json.loads(await service.export(ANN))
    assert (document["known_since"], document["genres"], document["titles"]) == (None, [], [])


async def test_deleting_takes_everything_and_says_how_much(service: Service, ordinary: list[Anime]) -> None:
    await service.rate_genres(ANN, {"Action": 9, "Drama": 2})
    await service.rate_title(ANN, title_key(ordinary[0]), 8)
    await service.rate_genre(BOB, "Action", 1)
    assert await service.delete(ANN) == Held(genres=2, titles=1, settings=False)
    assert (await service.profile(ANN)).newcomer
    assert not (await service.profile(BOB)).newcomer
    assert await service.delete(ANN) == Held(genres=0, titles=0, settings=False)
