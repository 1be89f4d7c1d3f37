"""Bundles that differ from the trained one in a way that shows."""

from __future__ import annotations

import hashlib
import json
import shutil
from dataclasses import replace
from typing import TYPE_CHECKING

from recommender.catalogue import Catalogue, read_facts, write_facts

if TYPE_CHECKING:
    from pathlib import Path


def relabelled(bundle: Path, folder: Path, label: str) -> Path:
    """A sound copy whose version is `label`, and whose titles all begin with it."""
    shutil.copytree(bundle, folder)
    facts = folder / "catalogue.csv"
    catalogue = read_facts(facts)
    write_facts(Catalogue.of(replace(a, name=f"{label} {a.name}") for a in catalogue.anime), facts)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["version"] = label
    manifest["files"]["catalogue.csv"] = hashlib.sha256(facts.read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))
    return folder


def damaged(bundle: Path, folder: Path, name: str) -> Path:
    """A copy in which one byte in the middle of one file is another."""
    shutil.copytree(bundle, folder)
    content = bytearray((folder / name).read_bytes())
    content[len(content) // 2] ^= 0xFF
    (folder / name).write_bytes(content)
    return folder
