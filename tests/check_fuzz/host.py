"""What a host, or whoever writes to a host's disk, could put in the bot's way: settings, backups, bundles."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import zipfile
from dataclasses import fields
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np
from hypothesis import strategies as st

from bot.members.backup import restore
from bot.members.faults import StoreError
from bot.settings import Settings, SettingsError, load_settings
from recommender.bundle import FILES, MANIFEST, MODEL, BundleError, load_served, read_manifest
from recommender.engine import Engine
from tests.check_fuzz.texts import hostile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

SETTINGS = tuple(setting.name.upper() for setting in fields(Settings))
SECRET = "MTIzNDU2Nzg5.Gabc.s3cr3t-s3cr3t"  # noqa: S105 - made up
ARRAYS = ("item_table.npz", "genre_table.npz", "series.npz")
MANIFEST_VALUES = (
    None,
    0,
    -1,
    2**63,
    10**400,
    1e308,
    "",
    "x" * 999,
    [],
    {},
    [1, 1],
    True,
    {"a": {"b": []}},
    "NaN",
    "\0",
)


def settings() -> st.SearchStrategy[dict[str, str]]:
    """Environment variables."""
    odd = st.sampled_from(
        ("0", "-1", "1e9", "9" * 5_000, "true", "nan", "json", "1,2", "1 2", "٣", "[1]", '{"a":1}')
    )
    addresses = st.sampled_from(
        (
            "sqlite:////x/y",
            "sqlite://",
            "postgresql://a:s3cr3t@h/x",
            "https://x",
            "javascript:x",
            "mysql://s3cr3t@",
        )
    )
    value = (odd | addresses | hostile(300)).filter(_can_be_set)
    return st.dictionaries(st.sampled_from(SETTINGS), value, max_size=4)


def take_settings(environment: dict[str, str]) -> str:
    """Load them; a refusal must not repeat a secret."""
    secret = environment.get("DISCORD_TOKEN", "") + " " + SECRET
    if "DISCORD_TOKEN" in environment:
        environment = {**environment, "DISCORD_TOKEN": secret}
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    with patch.dict(os.environ, {**kept, **environment}, clear=True):
        try:
            load_settings()
        except SettingsError as refused:
            if SECRET in str(refused) or "s3cr3t" in str(refused):
                raise AssertionError(f"A refusal repeats a secret: {refused}") from None
            return "refused"
    return "taken"


def _can_be_set(value: str) -> bool:
    try:
        return b"\0" not in os.fsencode(value)
    except UnicodeEncodeError:
        return False


@st.composite
def databases(draw: st.DrawFn, real: bytes) -> bytes:
    """A file that is said to be a backup."""
    match draw(st.integers(0, 5)):
        case 0:
            return draw(st.binary(max_size=2_000))
        case 1:
            return real[: draw(st.integers(0, len(real)))]
        case _:
            content = bytearray(real)
            for _ in range(draw(st.integers(1, 8))):
                content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
            return bytes(content)


def take_backup(content: bytes, folder: Path) -> str:
    """Restore it; where it is refused, the database must be what it was."""
    database, backup = folder / "osusume.db", folder / "backup.db"
    before = database.read_bytes()
    backup.write_bytes(content)
    try:
        restore(database, backup)
    except StoreError:
        if database.read_bytes() != before:
            raise AssertionError("A backup was refused, and the database is another all the same.") from None
        return "refused"
    else:
        if (found := _integrity(database)) != "ok":
            raise AssertionError(f"A damaged backup was taken: {found}")
        return "taken"
    finally:
        for file in folder.iterdir():
            if file != database:
                file.unlink()
        database.write_bytes(before)


def _integrity(database: Path) -> str:
    connection = sqlite3.connect(database)
    found = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    connection.close()
    return found


@st.composite
def manifests(draw: st.DrawFn, real: dict[str, Any]) -> bytes:
    """A bundle's manifest, with some of it changed."""
    changed = json.loads(json.dumps(real))
    for _ in range(draw(st.integers(0, 3))):
        held, key = draw(st.sampled_from(list(_places(changed))))
        held[key] = draw(st.sampled_from(MANIFEST_VALUES) | hostile(50))
    content = bytearray(json.dumps(changed).encode())
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 3)))):
        content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
    return bytes(content)


def _places(held: dict[str, Any]) -> list[tuple[Any, Any]]:
    places: list[tuple[Any, Any]] = []
    waiting: list[Any] = [held]
    while waiting:
        inner = waiting.pop()
        keys = inner if isinstance(inner, dict) else range(min(len(inner), 3))
        places += [(inner, key) for key in keys]
        waiting += [inner[key] for key in keys if isinstance(inner[key], dict | list)]
    return places


def take_manifest(content: bytes, bundle: Path, folder: Path) -> str:
    """Read it, and where that goes well, the bundle."""
    copy = folder / "bundle"
    if not copy.exists():
        shutil.copytree(bundle, copy)
    (copy / MANIFEST).write_bytes(content)
    try:
        read_manifest(copy)
    except BundleError:
        return "refused"
    return _load(copy)


@st.composite
def parts(draw: st.DrawFn, bundle: Path) -> tuple[str, bytes]:
    """A file of a bundle, by whoever made it."""
    name = draw(st.sampled_from(FILES))
    real = (bundle / name).read_bytes()
    kind = draw(st.integers(0, 4))
    if kind == 0 or not name.endswith((".npz", ".keras")):
        content = bytearray(real)
        for _ in range(draw(st.integers(1, 30))):
            content[draw(st.integers(0, len(content) - 1))] = draw(st.integers(0, 255))
        return name, bytes(content)
    if name == MODEL:
        return name, _archive(
            real, draw(st.sampled_from(CODE)), draw(st.sampled_from(("../x", "/etc/x", "a" * 300)))
        )
    return name, draw(_arrays(real))


CODE = (
    {
        "class_name": "Lambda",
        "config": {"function": {"class_name": "__lambda__", "config": {"code": "4wEAAAA="}}},
    },
    {"module": "os", "class_name": "system", "config": {"command": "true"}, "registered_name": "os.system"},
    {"class_name": "Functional", "config": {"layers": [{"module": "builtins", "class_name": "eval"}]}},
    None,
    [[[]]],
)


def _archive(real: bytes, config: object, slip: str) -> bytes:
    """A model file with another architecture, and a member that would land elsewhere."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(real)) as before, zipfile.ZipFile(file, "w") as after:
        for member in before.infolist():
            content = before.read(member)
            after.writestr(
                member.filename, json.dumps(config) if member.filename == "config.json" else content
            )
        after.writestr(slip, b"slipped")
    return file.getvalue()


@st.composite
def _arrays(draw: st.DrawFn, real: bytes) -> bytes:
    """Arrays of which one is another: of another shape or kind, not finite, or a pickle."""
    with np.load(io.BytesIO(real)) as before:
        arrays: dict[str, Any] = {name: before[name] for name in before.files}
    name = draw(st.sampled_from(sorted(arrays)))
    array = arrays[name]
    numbers = array.astype(np.float64) if array.dtype.kind in "iuf" else np.zeros(3)
    arrays[name] = draw(
        st.sampled_from(
            (
                numbers * np.nan,
                numbers + np.inf,
                numbers * 1e300,
                -numbers - 1,
                numbers.reshape(-1)[:1],
                np.zeros((0,)),
                np.zeros(array.shape, np.complex64),
                np.array([{"a": 1}], dtype=object),
                np.array(["x"]),
                np.zeros((*array.shape, 2)),
                numbers.astype(np.int64) + 10**6,
            )
        )
    )
    file = io.BytesIO()
    np.savez_compressed(file, **arrays, allow_pickle=True)
    return file.getvalue()


def take_part(name: str, content: bytes, bundle: Path, folder: Path) -> str:
    """Load a bundle with it, whose manifest knows its hash: only what it holds can give it away."""
    copy = folder / "bundle"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(bundle, copy)
    (copy / name).write_bytes(content)
    manifest = json.loads((copy / MANIFEST).read_text())
    manifest["files"][name] = hashlib.sha256(content).hexdigest()
    (copy / MANIFEST).write_text(json.dumps(manifest))
    outcome = _load(copy)
    if left := _strangers(folder):
        raise AssertionError(f"The bundle left files: {left}")
    return outcome


def _load(folder: Path) -> str:
    from bot.model import _load as load_and_try  # noqa: PLC0415 - imports TensorFlow

    try:
        load_served(folder, Engine.ARRAYS)
    except BundleError:
        plain = "refused"
    else:
        plain = "taken"
    try:
        load_and_try(folder)
    except BundleError:
        return "refused"
    if plain == "refused":
        raise AssertionError("TensorFlow takes a bundle that the plain engine refuses.")
    return "taken"


def _strangers(folder: Path) -> Sequence[str]:
    return [str(path) for path in folder.iterdir() if path.name != "bundle"]
