"""The list of licences names what is locked."""

from __future__ import annotations

import re

import pytest

from tests.list_licences import LIST, licence, locked

AGAIN = "run python -m tests.list_licences"
ROWS = dict(re.findall(r"^\| ([\w.-]+) \| (\d.*) \| .+ \|$", LIST.read_text("utf-8"), re.MULTILINE))


def test_each_locked_package_is_listed_with_its_versions() -> None:
    assert {name: ", ".join(versions) for name, versions in locked().items()} == ROWS, AGAIN


def test_a_licence_is_as_the_package_states_it() -> None:
    assert licence("aiohttp") == "Apache-2.0 AND MIT"  # in SPDX's words
    assert licence("six") == "MIT License"  # by its class
    assert licence("charset-normalizer") == "MIT"  # as a text


def test_a_package_without_one_is_not_passed_over() -> None:
    with pytest.raises(LookupError, match="not installed"):
        licence("no-such-package")
