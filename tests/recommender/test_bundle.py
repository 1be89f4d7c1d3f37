from __future__ import annotations

import json
import re
import shutil
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import keras
import numpy as np
import pytest

from recommender.bundle import FILES, MANIFEST, MODEL, BundleError, load_bundle
from recommender.bundle import _sha256 as sha256
from recommender.catalogue import Anime, Catalogue
from recommender.recommender import Recommender
from recommender.refresh import refresh
from recommender.taste import Taste
from recommender.towers import two_towers

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def copy(bundle: Path, tmp_path: Path) -> Path:
    return shutil.copytree(bundle, tmp_path / "copy")


def change(folder: Path, **facts: object) -> None:
    manifest = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps(manifest | facts))


def replace_file(folder: Path, name: str, write: Callable[[Path], None]) -> None:
    """Put another file into a bundle, with its right hash."""
    write(folder / name)
    files = json.loads((folder / MANIFEST).read_text())["files"]
    change(folder, files=files | {name: sha256(folder / name)})


def test_what_is_saved_answers_as_before(bundle: Path, tmp_path: Path) -> None:
    taste = Taste({"Action": 9.0}, {11: 10, 21: None})
    loaded = load_bundle(bundle)
    manifest = loaded.save(tmp_path / "again")
    again = Recommender.load(tmp_path / "again")
    assert again.manifest == manifest
    assert again.manifest.quality == loaded.manifest.quality
    np.testing.assert_allclose(again.scores(taste), Recommender(loaded).scores(taste), rtol=1e-5)


def test_keras_reads_the_model_in_safe_mode(bundle: Path) -> None:
    model = keras.saving.load_model(bundle / MODEL, safe_mode=True)
    for one, other in zip(model.weights, load_bundle(bundle).model.weights, strict=True):
        np.testing.assert_array_equal(one.numpy(), other.numpy())


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_a_missing_file_is_named(copy: Path, name: str) -> None:
    (copy / name).unlink()
    with pytest.raises(BundleError, match=r"lacks|no bundle"):
        load_bundle(copy)


@pytest.mark.parametrize("name", [*FILES, MANIFEST])
def test_a_damaged_file_is_named(copy: Path, name: str) -> None:
    content = bytearray((copy / name).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (copy / name).write_bytes(bytes(content[:-3]))
    with pytest.raises(BundleError, match=re.escape(name)):
        load_bundle(copy)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"schema": 999}, "schema 999"),
        ({"schema": {"x": 1}}, "schema"),
        ({"sizes": {}}, "its sizes.titles is wrong"),
        ({"titles": {}}, "its titles is wrong"),
        ({"titles": "\ud800"}, "its text is wrong"),
        ({"genres": ["Action"]}, "contradicts itself"),
        ({"titles": [1]}, "contradicts itself"),
        ({"files": {}}, "damaged"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused(copy: Path, facts: dict[str, object], says: str) -> None:
    change(copy, **facts)
    with pytest.raises(BundleError, match=says):
        load_bundle(copy)


@pytest.fixture
def refreshed(bundle: Path, tmp_path: Path) -> Path:
    """A bundle with a title more than training knew."""
    loaded = load_bundle(bundle)
    more = Catalogue.of([*loaded.catalogue.anime, Anime(2, "Newcomer", genres=("Action",))])
    refresh(loaded, more, "anime.csv").save(tmp_path / "refreshed")
    return tmp_path / "refreshed"


@pytest.mark.parametrize(
    "change_facts",
    [
        lambda _: {"refreshed": None},
        lambda _: {"titles": []},
        lambda manifest: {"titles": [*manifest["titles"], 3]},
        lambda manifest: {"titles": [*manifest["titles"], 10**30]},
        lambda manifest: {"titles": manifest["titles"][::-1]},
        lambda manifest: {"titles": [*manifest["titles"], manifest["titles"][-1]]},
        lambda manifest: {"refreshed": manifest["refreshed"] | {"fame": []}},
        lambda manifest: {"refreshed": manifest["refreshed"] | {"fame": [2.0, 1.0]}},
        lambda manifest: {"refreshed": manifest["refreshed"] | {"fame": [0.0, float("nan")]}},
        lambda manifest: {"sizes": manifest["sizes"] | {"titles": len(manifest["titles"])}},
    ],
)
def test_a_refreshed_bundle_that_contradicts_itself_is_refused(
    refreshed: Path, change_facts: Callable[[dict[str, Any]], dict[str, object]]
) -> None:
    assert load_bundle(refreshed).learned.sum() == len(load_bundle(refreshed).catalogue) - 1
    change(refreshed, **change_facts(json.loads((refreshed / MANIFEST).read_text())))
    with pytest.raises(BundleError, match="contradicts itself"):
        load_bundle(refreshed)


def test_a_huge_manifest_is_not_read(copy: Path) -> None:
    with (copy / MANIFEST).open("ab") as file:
        file.truncate(1 << 24)
    with pytest.raises(BundleError, match="too large"):
        load_bundle(copy)


def test_weights_that_are_no_numbers_are_refused(copy: Path) -> None:
    loaded = load_bundle(copy)
    weight = loaded.model.weights[0]
    weight.assign(np.full(weight.shape, np.nan))
    replace_file(copy, MODEL, loaded.model.save)
    with pytest.raises(BundleError, match="no part of a bundle"):
        load_bundle(copy)


def test_weights_of_another_shape_are_refused(copy: Path) -> None:
    sizes = load_bundle(copy).manifest.sizes
    other = two_towers(
        type(sizes)(titles=sizes.titles, profile=sizes.profile, content=sizes.content, width=3)
    )
    replace_file(copy, MODEL, other.save)
    with pytest.raises(BundleError, match="no part of a bundle"):
        load_bundle(copy)


def as_npy(path: Path) -> None:
    with path.open("wb") as file:
        np.save(file, np.zeros(3))


def as_a_vast_array(path: Path) -> None:
    header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }".ljust(117) + "\n"
    array = b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header.encode()
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("weights", "columns", "starts", "centre", "group", "place", "kind", "prerequisite"):
            archive.writestr(f"{name}.npy", array)


def as_a_zip_of_no_known_method(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = -1
        while (at := content.find(signature, at + 1)) >= 0:
            content[at + offset : at + offset + 2] = (99).to_bytes(2, "little")
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("name", ["item_table.npz", "genre_table.npz", "series.npz", MODEL])
@pytest.mark.parametrize("write", [Path.touch, as_npy, as_a_vast_array, as_a_zip_of_no_known_method])
def test_a_file_made_by_hand_is_refused(copy: Path, name: str, write: Callable[[Path], None]) -> None:
    def anew(path: Path) -> None:
        if write is not as_a_zip_of_no_known_method:
            path.unlink()
        write(path)

    replace_file(copy, name, anew)
    with pytest.raises(BundleError, match="no part of a bundle") as refusal:
        load_bundle(copy)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", FILES)
def test_nonsense_with_the_right_hash_is_refused(copy: Path, name: str) -> None:
    replace_file(copy, name, lambda path: path.write_bytes(b"PK\x03\x04 nonsense \x00\xff"))
    with pytest.raises(BundleError):
        load_bundle(copy)


def test_other_files_are_not_overwritten(bundle: Path, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    with pytest.raises(BundleError, match="holds other files"):
        load_bundle(bundle).save(tmp_path)
    assert (tmp_path / "diary.txt").read_text() == "mine"


def test_a_save_that_fails_leaves_the_old_bundle(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load_bundle(copy)

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("recommender.bundle.write_facts", fail)
    with pytest.raises(OSError, match="no space"):
        loaded.save(copy)
    assert load_bundle(copy).manifest == loaded.manifest
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]
