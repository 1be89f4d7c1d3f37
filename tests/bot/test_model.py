from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from bot.model import Loaded, Model, ReloadRefused, ReloadRunning, _load
from recommender import BundleError, Recommender
from recommender.engine import Engine
from tests.bot.bundles import damaged, relabelled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="module")
def loaded(bundle: Path) -> Loaded:
    return _load(bundle)


@pytest.fixture
def model(loaded: Loaded) -> Model:
    return Model(loaded)


async def test_a_bundle_is_loaded_with_all_that_belongs_to_it(bundle: Path) -> None:
    current = (await Model.load(bundle)).current
    assert current.path == bundle
    assert current.catalogue is current.recommender.catalogue
    anime = current.catalogue.anime[0]
    assert current.search.resolve(f"#{anime.id}").match == anime


async def test_what_serves_goes_on_with_the_next_bundle(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    load = Recommender.load

    def noted(path: Path, engine: Engine | None) -> Recommender:
        asked.append(engine)
        return load(path, engine)

    monkeypatch.setattr(Recommender, "load", noted)
    model = await Model.load(bundle, Engine.ARRAYS)
    await model.reload()
    assert asked == [Engine.ARRAYS, Engine.ARRAYS]


async def test_a_missing_bundle_is_refused_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(BundleError, match="no bundle"):
        await Model.load(tmp_path / "nowhere")


async def test_another_bundle_takes_over_whole(model: Model, bundle: Path, tmp_path: Path) -> None:
    old = model.current
    other = relabelled(bundle, tmp_path / "other", "NEW")
    before, after = await model.reload(other)
    assert before is old
    assert model.current is after
    assert after.recommender.manifest.version == "NEW"
    assert after.path == other
    assert after.search.clear(after.catalogue.anime[0].name, adult=True), "nobody waits for its names"
    assert [a.name[:3] for a in after.search.find("")] == ["NEW"] * 25


async def test_without_a_path_the_same_folder_is_read_again(model: Model, bundle: Path) -> None:
    old = model.current
    await model.reload()
    assert model.current is not old
    assert model.current.path == bundle


def missing(bundle: Path, folder: Path) -> Path:
    shutil.copytree(bundle, folder)
    (folder / "model.keras").unlink()
    return folder


def foreign(_: Path, folder: Path) -> Path:
    folder.mkdir()
    (folder / "manifest.json").write_text('{"name": "left-pad", "version": "1.3.0"}')
    return folder


def newer(bundle: Path, folder: Path) -> Path:
    shutil.copytree(bundle, folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest | {"schema": 999}))
    return folder


@pytest.mark.parametrize(
    "spoil",
    [
        missing,
        foreign,
        newer,
        lambda bundle, folder: damaged(bundle, folder, "model.keras"),
        lambda bundle, folder: damaged(bundle, folder, "catalogue.csv"),
        lambda bundle, folder: damaged(bundle, folder, "manifest.json"),
        lambda _, folder: folder,
    ],
    ids=["a file missing", "foreign", "newer", "model", "catalogue", "manifest", "nothing there"],
)
async def test_a_bundle_that_is_not_sound_is_refused_and_the_old_one_answers_on(
    model: Model, bundle: Path, tmp_path: Path, spoil: Callable[[Path, Path], Path]
) -> None:
    old = model.current
    with pytest.raises(ReloadRefused) as refused:
        await model.reload(spoil(bundle, tmp_path / "spoilt"))
    assert "\n" not in str(refused.value)
    assert model.current is old


async def test_a_model_that_scores_nonsense_is_refused(
    model: Model, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recommender, "scores", lambda *_: np.full(len(model.current.catalogue), np.nan))
    with pytest.raises(ReloadRefused, match="not all numbers"):
        await model.reload(bundle)


async def test_a_model_that_rates_out_of_range_is_refused(
    model: Model, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recommender, "predicted_ratings", lambda *_: np.full(3, 11.0))
    with pytest.raises(ReloadRefused, match="not all numbers"):
        await model.reload(bundle)


async def test_a_model_that_leaves_the_list_short_is_refused(
    model: Model, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Recommender, "recommend", lambda *_: [])
    with pytest.raises(ReloadRefused, match="does not fill a list"):
        await model.reload(bundle)


async def test_a_bundle_that_breaks_the_program_is_refused(
    model: Model, bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Recommender, "scores", breaks)
    with pytest.raises(ReloadRefused, match="ZeroDivisionError"):
        await model.reload(bundle)


async def test_one_reload_at_a_time(model: Model, bundle: Path) -> None:
    results = await asyncio.gather(*(model.reload(bundle) for _ in range(3)), return_exceptions=True)
    assert [type(r) for r in results] == [tuple, ReloadRunning, ReloadRunning]
    await model.reload(bundle)


def test_nobody_waits_for_tensorflow_before_a_model_is_loaded() -> None:
    code = "import sys, bot.service, bot.settings; sys.exit(bool({'tensorflow', 'keras'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code
