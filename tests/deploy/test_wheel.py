"""What hosts install holds all that it needs, and nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import NamedTuple

import pytest

import bot

ROOT = Path(__file__).parents[2]
SOURCES = ("bot", "recommender", "models/osusume")
BUILD = """
import sys
from setuptools import build_meta
folder = sys.argv[1]  # which it changes
build_meta.build_wheel(folder)
build_meta.build_sdist(folder)
"""


class Built(NamedTuple):
    """A wheel, unpacked, and the names in a source distribution."""

    wheel: Path
    source: list[str]


@pytest.fixture(scope="module")
def built(bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build both from a copy of the tree whose model is a small one, and a host's own one beside it."""
    pytest.importorskip("setuptools.build_meta", reason="the build backend is not installed")
    tree, dist = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("dist")
    for entry in ROOT.iterdir():
        if entry.is_file():
            shutil.copy(entry, tree)
    for folder in ("bot", "recommender", "deploy", "tests", "data"):
        shutil.copytree(ROOT / folder, tree / folder, ignore=shutil.ignore_patterns("*.csv*"))
    shutil.copytree(bundle, tree / "models" / "osusume")
    for file in (ROOT / "models" / "osusume").iterdir():
        (tree / "models" / "osusume" / file.name).touch()
    shutil.copytree(bundle, tree / "models" / "mine")
    build = [sys.executable, "-c", BUILD, str(dist)]
    done = subprocess.run(build, cwd=tree, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert done.returncode == 0, done.stderr
    shutil.unpack_archive(next(dist.glob("*.whl")), dist / "wheel", "zip")
    with tarfile.open(next(dist.glob("*.tar.gz"))) as source:
        return Built(dist / "wheel", [name.partition("/")[2] for name in source.getnames()])


def files(root: Path, *folders: str) -> set[str]:
    return {
        str(file.relative_to(root))
        for folder in folders
        for file in (root / folder).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }


def test_the_wheel_holds_all_that_runs_and_no_more(built: Built) -> None:
    needed = files(ROOT, *SOURCES)
    assert {"bot/locales/en.ftl", "models/osusume/model.keras"} < needed
    found = files(built.wheel, ".")
    about = {name for name in found if ".dist-info/" in name}
    assert found - about == needed
    assert {Path(name).name for name in about} >= {"LICENSE", "THIRD_PARTY.md", "entry_points.txt"}


def test_the_source_distribution_leaves_out_tests_and_data(built: Built) -> None:
    assert set(built.source) >= files(ROOT, *SOURCES, "deploy") | {"pyproject.toml", "requirements.lock"}
    assert not [name for name in built.source if name.startswith(("tests", "data", "models/mine"))]


def test_the_wheel_works_outside_the_checkout(built: Built, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--strict"],
        input=b"/rate genre genre:Action rating:9\n/recommend\n",
        capture_output=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(built.wheel), "XDG_DATA_HOME": str(tmp_path)},
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert b"\n1. " in done.stdout


def test_the_console_script_is_the_bot(built: Built) -> None:
    entry_points = next(built.wheel.glob("*.dist-info/entry_points.txt")).read_text()
    assert "osusume = bot.__main__:main" in entry_points


def test_the_version_stands_in_one_place(built: Built) -> None:
    assert (built.wheel / f"osusume-{bot.__version__}.dist-info").is_dir()
