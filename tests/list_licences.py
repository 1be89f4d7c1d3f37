"""The licences of what Osusume is built on, as each locked package states its own.

`python -m tests.list_licences` writes them into THIRD_PARTY.md anew.
"""

from __future__ import annotations

import re
from collections import defaultdict
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK, LIST = ROOT / "requirements.lock", ROOT / "THIRD_PARTY.md"
PLACE = re.compile(r"(?<=<!-- python -m tests.list_licences -->\n\n).*?(?=\n\Z)", re.DOTALL)
# By their own pages: locked for other systems than this one, or without a word of it in their metadata.
ELSEWHERE = {
    "audioop-lts": "PSF-2.0",
    "colorama": "BSD-3-Clause",
    "namex": "Apache-2.0",
    "tensorflow": "Apache-2.0",
    "tensorflow-cpu": "Apache-2.0",
}


def locked() -> dict[str, list[str]]:
    """The locked packages, each with its versions: systems and Pythons may need different ones."""
    packages = defaultdict[str, list[str]](list)
    for name, version in re.findall(r"^([\w.-]+)==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE):
        packages[name].append(version)
    return packages


def licence(package: str) -> str:
    """What a package says of its licence, best of all in SPDX's words."""
    if package in ELSEWHERE:
        return ELSEWHERE[package]
    try:
        said = metadata(package)
    except PackageNotFoundError:
        raise LookupError(f"{package} is not installed here: add its licence to ELSEWHERE.") from None
    if said["License-Expression"]:
        return said["License-Expression"]
    classes = [
        one.rpartition(" :: ")[2] for one in said.get_all("Classifier", []) if one.startswith("License")
    ]
    if classes or said["License"]:
        return " AND ".join(classes) or said["License"].splitlines()[0]
    raise LookupError(f"{package} names no licence: add it to ELSEWHERE.")


def table() -> str:
    """A row a package."""
    rows = [
        f"| {package} | {', '.join(versions)} | {licence(package)} |"
        for package, versions in locked().items()
    ]
    return "\n".join(["| package | version | licence |", "| --- | --- | --- |", *rows])


if __name__ == "__main__":
    LIST.write_text(PLACE.sub(lambda _: table(), LIST.read_text("utf-8")), "utf-8")
