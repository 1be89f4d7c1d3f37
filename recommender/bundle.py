"""The trained model on disk: a folder that is checked from end to end before anything of it is used."""

from __future__ import annotations

import hashlib
import json
import math
import os
import re
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import msgspec
import numpy as np

from recommender.catalogue import Catalogue, read_facts, write_facts
from recommender.engine import Engine
from recommender.genre_table import GenreTable
from recommender.item_table import ItemTable
from recommender.plain import plain_towers
from recommender.scorer import Scorer
from recommender.series import Series
from recommender.sizes import TowerSizes  # noqa: TC001 - msgspec reads the manifest by it
from recommender.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Callable

    import keras
    from numpy.typing import NDArray

    from recommender.served import ServedTowers

SCHEMA = 2
MANIFEST, MODEL, CATALOGUE = "manifest.json", "model.keras", "catalogue.csv"
TABLE, GENRE_TABLE, SERIES = "item_table.npz", "genre_table.npz", "series.npz"
FILES = (MODEL, CATALOGUE, TABLE, GENRE_TABLE, SERIES)
LARGEST_MANIFEST = 1 << 20
Part = TypeVar("Part")


class BundleError(Exception):
    """A bundle that cannot be used, with the reason and what to do in one sentence."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How a bundle came by another catalogue than the one that it was trained on.

    Attributes:
        at: when, in UTC, as ISO 8601.
        source: the name of the file.
        fame: quantiles of log(1 + members) of the titles as training saw them, in equal steps from the least
            to the largest.
    """

    at: str
    source: str
    fame: tuple[float, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself.

    Attributes:
        version: tells bundles apart; the day of training and the start of a hash over all files.
        trained_at: when, in UTC, as ISO 8601.
        trained_on: how many users, ratings and titles the model learned from, and how long it took.
        quality: measured on users that training never saw; by mode, then by figure.
        sizes: the towers' dimensions.
        genres: the genres, in the order of the model's input.
        titles: the ids of the titles that training knew, ascending.
        refreshed: where the catalogue is not that of the training; None where it is.
        schema: which form of bundle this is.
        files: the SHA-256 of each file.
    """

    trained_at: str
    trained_on: dict[str, float]
    quality: dict[str, dict[str, float]]
    sizes: TowerSizes
    genres: tuple[str, ...]
    titles: tuple[int, ...] = field(repr=False)
    refreshed: Refreshed | None = None
    version: str = ""
    schema: int = SCHEMA
    files: dict[str, str] = field(default_factory=dict, repr=False)


class _Parts(NamedTuple):
    """A bundle without its model."""

    manifest: Manifest
    catalogue: Catalogue
    table: ItemTable
    series: Series
    genre_table: GenreTable


@dataclass(frozen=True, eq=False)
class Served:
    """A bundle as it answers.

    Attributes:
        manifest: what it says of itself.
        catalogue: the N titles.
        towers: both, by whatever serves them.
        table: the item table.
        series: which titles belong together.
        genre_table: the genre table.
    """

    manifest: Manifest
    catalogue: Catalogue
    towers: ServedTowers
    table: ItemTable
    series: Series
    genre_table: GenreTable

    def scorer(self) -> Scorer:
        """The model, ready to answer."""
        usual = self.series.begins & ~self.series.extra & ~self.catalogue.adult
        rows = _rows(self.catalogue)
        return Scorer(self.towers, self.catalogue, rows, self.table, self.genre_table, usual)


@dataclass(frozen=True, eq=False)
class Bundle:
    """A model with all that it needs to answer, and to be refreshed, measured and saved."""

    manifest: Manifest
    catalogue: Catalogue
    model: keras.Model
    table: ItemTable
    series: Series
    genre_table: GenreTable

    def served(self) -> Served:
        """The bundle as it answers, by TensorFlow."""
        from recommender.compiled import compiled_towers

        towers = compiled_towers(self.model)
        return Served(self.manifest, self.catalogue, towers, self.table, self.series, self.genre_table)

    def scorer(self) -> Scorer:
        """The model, ready to answer."""
        return self.served().scorer()

    @cached_property
    def rows(self) -> NDArray[np.int32]:
        """Each title's row in the model's tables, int32 [N]; 0 is padding."""
        return _rows(self.catalogue)

    @cached_property
    def learned(self) -> NDArray[np.bool_]:
        """Which titles training knew, bool [N]; the rows of others are estimates."""
        return np.isin(self.catalogue.ids, self.manifest.titles)

    def save(self, folder: Path) -> Manifest:
        """Write the bundle, whole or not at all, in the place of whatever is there.

        Raises:
            BundleError: the folder holds something that is not a bundle.
        """
        if folder.exists() and any(folder.iterdir()) and not (folder / MANIFEST).exists():
            raise BundleError(f"{folder} holds other files; name a folder that is new or holds a bundle.")
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as temporary:
            new = Path(temporary) / "new"
            new.mkdir()
            if folder.exists():  # the model card and the like stay
                shutil.copytree(folder, new, dirs_exist_ok=True)
            manifest = self._write(new)
            if folder.exists():
                folder.rename(Path(temporary) / "old")
            new.rename(folder)
        return manifest

    def _write(self, folder: Path) -> Manifest:
        self.model.save(folder / MODEL)
        write_facts(self.catalogue, folder / CATALOGUE)
        self.table.save(folder / TABLE)
        self.genre_table.save(folder / GENRE_TABLE)
        self.series.save(folder / SERIES)
        files = {name: _sha256(folder / name) for name in FILES}
        digest = hashlib.sha256("".join(files.values()).encode()).hexdigest()
        version = f"{self.manifest.trained_at[:10]}-{digest[:8]}"
        manifest = replace(self.manifest, files=files, version=version)
        with (folder / MANIFEST).open("w", encoding="utf-8") as file:
            json.dump(asdict(manifest), file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        return manifest


def load_bundle(folder: Path) -> Bundle:
    """Read a bundle and check it: its form, every file's hash, every array's shape, every weight finite.

    Raises:
        BundleError: it is missing, damaged, of another schema, or no bundle of this project.
    """
    model, parts = _read(folder, lambda path, sizes: partial(_load_model, path, sizes))
    return Bundle(parts.manifest, parts.catalogue, model, parts.table, parts.series, parts.genre_table)


def load_served(folder: Path, engine: Engine | None = None) -> Served:
    """Read and check a bundle as `load_bundle` does, to answer only.

    Args:
        folder: the bundle's.
        engine: what works out the towers; by default TensorFlow, where it is installed.

    Raises:
        BundleError: it cannot be used.
    """
    installed = Engine.installed()
    if (engine or installed) is Engine.TENSORFLOW:
        if installed is not Engine.TENSORFLOW:
            raise BundleError("TensorFlow is not installed: install it, or serve with arrays.")
        return load_bundle(folder).served()
    with ThreadPoolExecutor(1) as beside:  # another process reads them while this one reads the catalogue
        weights, parts = _read(folder, lambda *model: beside.submit(read_weights, *model).result)
    return Served(
        parts.manifest, parts.catalogue, plain_towers(weights), parts.table, parts.series, parts.genre_table
    )


def _read(folder: Path, begin: Callable[[Path, TowerSizes], Callable[[], Part]]) -> tuple[Part, _Parts]:
    """Read and check every file of a bundle.

    Args:
        folder: the bundle's.
        begin: begins to read the model, and gives what ends that.
    """
    manifest = read_manifest(folder)
    for name in FILES:
        path = folder / name
        if not path.is_file():
            raise BundleError(f"The bundle in {folder} lacks {name}; train or copy it again.")
        if _sha256(path) != manifest.files.get(name):
            raise BundleError(f"{path} is damaged: its hash is not the manifest's; train or copy it again.")
    read_model = begin(folder / MODEL, manifest.sizes)
    catalogue = _read_file(folder / CATALOGUE, read_facts)
    _check(folder, manifest, catalogue)
    genres, titles = len(catalogue.genres), len(catalogue)
    parts = _Parts(
        manifest,
        catalogue,
        table=_read_file(folder / TABLE, lambda path: ItemTable.load(path, titles)),
        series=_read_file(folder / SERIES, lambda path: Series.load(path, titles)),
        genre_table=_read_file(folder / GENRE_TABLE, lambda path: GenreTable.load(path, genres, titles)),
    )
    return _read_file(folder / MODEL, lambda _: read_model()), parts


def _rows(catalogue: Catalogue) -> NDArray[np.int32]:
    return np.arange(1, len(catalogue) + 1, dtype=np.int32)


def read_manifest(folder: Path) -> Manifest:
    """Read what a bundle says of itself, unchecked against its files.

    Raises:
        BundleError: there is no manifest, it is not readable, or of another schema.
    """
    path = folder / MANIFEST
    try:
        if path.stat().st_size > LARGEST_MANIFEST:
            raise BundleError(f"{path} is too large to be a bundle's manifest.")
        content: dict[str, Any] = json.loads(path.read_text("utf-8"))
        schema = content["schema"]
    except FileNotFoundError as error:
        raise BundleError(f"There is no bundle in {folder}: train one or set MODEL_DIR.") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BundleError(f"{path} is not a bundle's manifest; train or copy the bundle again.") from error
    if schema != SCHEMA:
        raise BundleError(
            f"The bundle in {folder} has schema {schema!r:.20}, this program reads {SCHEMA}; train it anew."
        )
    try:
        return msgspec.convert(content, Manifest)
    except (msgspec.ValidationError, UnicodeEncodeError) as error:
        # "Object missing required field `titles` - at `$.sizes`"
        names = re.findall(r"(?:field|at) `(?:\$\.)?(.*?)`", str(error))
        where = ".".join(reversed(names)) or "text"
        raise BundleError(f"{path} is not a bundle's manifest: its {where} is wrong.") from error


def _load_model(path: Path, sizes: TowerSizes) -> keras.Model:
    # The architecture is this program's, the file gives numbers only: nothing in it is ever run.
    from recommender.towers import two_towers

    model = two_towers(sizes)
    model.load_weights(path)
    if not all(np.isfinite(weight.numpy()).all() for weight in model.weights):
        raise ValueError("the model holds numbers that are not finite")
    return model


def _check(folder: Path, manifest: Manifest, catalogue: Catalogue) -> None:
    sizes, titles, refreshed = manifest.sizes, manifest.titles, manifest.refreshed
    learned = set(titles)
    if (
        manifest.genres != catalogue.genres
        or not titles
        or titles != tuple(i for i in catalogue.ids.tolist() if i in learned)
        or (len(titles) < len(catalogue) and refreshed is None)
        or (refreshed is not None and not _is_scale(refreshed.fame))
        or sizes.titles != len(catalogue)
        or sizes.profile != 3 * len(catalogue.genres) + 3
    ):
        raise BundleError(f"The bundle in {folder} contradicts itself; train or copy it again.")


def _is_scale(quantiles: tuple[float, ...]) -> bool:
    return all(map(math.isfinite, quantiles)) and len(quantiles) > 1 and list(quantiles) == sorted(quantiles)


def _read_file(path: Path, read: Callable[[Path], Part]) -> Part:
    try:
        return read(path)
    except (
        Exception
    ) as error:  # a file made by hand has more ways to be wrong than its readers have names for
        raise BundleError(
            f"{path} is no part of a bundle of this program; train or copy it again."
        ) from error


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
