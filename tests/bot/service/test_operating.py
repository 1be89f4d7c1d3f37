"""What the people who run the bot can see and do."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.members.store import MemberStore
from bot.model import Model
from bot.secret import Secret
from bot.service import Problem, Service, UserError, open_service, title_key
from bot.settings import Settings
from tests.bot.bundles import damaged, relabelled

if TYPE_CHECKING:
    from pathlib import Path

    from bot.model import Loaded
    from recommender.catalogue import Anime

ANN, BOB = 80351110224678912, 2


async def test_the_status_counts(service: Service, loaded: Loaded, ordinary: list[Anime]) -> None:
    await service.rate_genres(ANN, {"Action": 9, "Drama": 2})
    await service.rate_title(BOB, title_key(ordinary[0]), None)
    status = await service.status()
    assert status.manifest is loaded.recommender.manifest
    assert (status.titles, status.members, status.genre_ratings, status.title_ratings) == (300, 2, 2, 1)
    assert (status.path, status.loaded_at) == (loaded.path, loaded.loaded_at)
    assert status.database == "SQLite"
    assert status.size > 4096


async def test_a_reload_says_what_changed(service: Service, bundle: Path, tmp_path: Path) -> None:
    other = relabelled(bundle, tmp_path / "other", "NEW")
    reloaded = await service.reload(other)
    assert reloaded.after.version == "NEW"
    assert reloaded.before.version != "NEW"
    assert (await service.status()).manifest is reloaded.after
    assert (await service.recommend(ANN)).version == "NEW"


async def test_a_reload_that_is_refused_gives_the_reason(service: Service, tmp_path: Path) -> None:
    with pytest.raises(UserError) as refused:
        await service.reload(tmp_path / "nowhere")
    assert refused.value.id == Problem.RELOAD_REFUSED
    assert "nowhere" in str(refused.value.arguments["reason"])
    assert len((await service.recommend(ANN)).cards) == 10


async def test_two_reloads_at_once_are_refused(service: Service) -> None:
    results = await asyncio.gather(service.reload(), service.reload(), return_exceptions=True)
    assert isinstance(results[1], UserError)
    assert results[1].id == Problem.RELOAD_RUNNING


async def test_reloads_under_fire_fail_nobody_and_mix_nothing(
    service: Service, bundle: Path, tmp_path: Path
) -> None:
    sound = [relabelled(bundle, tmp_path / label, label) for label in ("AAA", "BBB")]
    bad = damaged(bundle, tmp_path / "bad", "model.keras")
    await service.reload(sound[0])
    await service.rate_genres(ANN, {"Action": 9, "Drama": 2})
    reloading = True
    versions: list[str] = []

    async def ask() -> None:
        while reloading or len(versions) < 200:
            page = await service.recommend(ANN, size=10)
            assert len(page.cards) == 10
            assert {card.anime.name[:3] for card in page.cards} == {page.version}
            versions.append(page.version)
            profile = await service.profile(ANN)
            assert [o.typed for o in profile.genres] == [9, 2]

    async def reload() -> int:
        refusals = 0
        for path in (sound[1], bad, sound[0], tmp_path / "nowhere", sound[1], bad, sound[0], sound[1]):
            try:
                await service.reload(path)
            except UserError as refused:
                assert refused.id == Problem.RELOAD_REFUSED  # noqa: PT017 - counted below
                refusals += 1
        return refusals

    asking = [asyncio.create_task(ask()) for _ in range(4)]
    refusals = await reload()
    reloading = False
    await asyncio.gather(*asking)
    assert refusals == 3
    assert len(versions) >= 200
    assert {"AAA", "BBB"} == set(versions)
    assert (await service.recommend(ANN, size=10)).version == "BBB"


async def test_everything_is_opened_from_the_settings(bundle: Path, tmp_path: Path) -> None:
    host = Settings(model_dir=bundle, database_url=Secret(f"sqlite:///{tmp_path / 'x' / 'osusume.db'}"))
    async with open_service(host) as service:
        await service.rate_genre(ANN, "Action", 9)
    async with open_service(host) as service:
        assert [o.typed for o in (await service.profile(ANN)).genres] == [9]


async def test_a_call_to_reload_that_comes_during_the_start_is_heard(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    host = Settings(model_dir=bundle, database_url=Secret(f"sqlite:///{tmp_path / 'osusume.db'}"))
    load = Model.load

    async def called_meanwhile(*arguments: Any) -> Model:
        model = await load(*arguments)
        async with MemberStore.open(host.database_url.value) as another:
            await another.reloads.ask()
        return model

    async with open_service(host) as service:
        assert await service.follow() is None
    with monkeypatch.context() as patch:
        patch.setattr(Model, "load", called_meanwhile)
        async with open_service(host) as service:
            assert await service.follow()
            assert await service.follow() is None
    async with open_service(host) as service:
        assert await service.follow() is None
