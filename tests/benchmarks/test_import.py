"""How long a list takes from its file to the disk."""

from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING

import pytest

from bot.members.records import Status
from bot.members.store import MemberStore
from bot.model import Model
from bot.service import Service
from bot.settings import SHIPPED_MODEL
from tests.bot.lists.exports import Title, mal_xml

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_benchmark.fixture import BenchmarkFixture

STATUSES = (Status.COMPLETED, Status.COMPLETED, Status.DROPPED, Status.WATCHING, Status.PLANNED)


@pytest.mark.parametrize(("size", "most"), [(2000, 3.0), (15_000, 15.0)])
def test_an_export_is_imported_while_its_member_watches(
    benchmark: BenchmarkFixture, tmp_path: Path, size: int, most: float
) -> None:
    loop = asyncio.new_event_loop()
    model = loop.run_until_complete(Model.load(SHIPPED_MODEL))
    titles = []
    for n, anime in enumerate(model.current.catalogue.anime[:size]):
        status = STATUSES[n % len(STATUSES)]
        titles.append(Title(anime.id, anime.name, status, n % 11 if status.seen else 0))
    content = gzip.compress(mal_xml(titles).encode())  # as MyAnimeList packs it
    members = iter(range(1, 1000))

    async def download() -> bytes:
        return content

    async def bring() -> int:
        member = next(members)
        async with MemberStore.open(f"sqlite:///{tmp_path / 'members.db'}") as store:
            service = Service(store, model)
            preview = await service.preview_file(member, download, "animelist.xml.gz")
            return (await service.confirm_import(member, preview.code)).outcome.added

    added = benchmark.pedantic(lambda: loop.run_until_complete(bring()), rounds=3)
    loop.close()
    assert added == len(titles)
    if benchmark.stats:
        assert benchmark.stats["max"] < most
