"""Finding titles and genres by what was typed so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.service import Service
    from recommender.catalogue import Anime


async def test_titles(service: Service, ordinary: list[Anime]) -> None:
    assert (await service.find_titles(ordinary[0].name))[0] == ordinary[0]
    assert await service.find_titles("") == ordinary[:25]
    assert await service.find_titles("x" * 6000) == []


async def test_genres(service: Service) -> None:
    assert (await service.find_genres("psy"))[0] == "Psychological"
    assert "Hentai" not in await service.find_genres("")
    assert (await service.find_genres("hentai", adult=True))[0] == "Hentai"
    assert "Hentai" not in await service.find_genres("hentai")
    assert "Hentai" not in service.genres()
    assert "Hentai" in service.genres(adult=True)


async def test_types(service: Service) -> None:
    assert service.types[0] == "TV"
