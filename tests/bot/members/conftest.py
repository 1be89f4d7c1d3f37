"""A database of each kind for each test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.members import database
from bot.members.store import MemberStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long others hold what is to be changed says more of a busy machine than of the code."""
    monkeypatch.setattr(database, "BUSY_SECONDS", 30)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "osusume.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest) -> str:
    """The address of an empty database, once of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{request.getfixturevalue('file')}"
    return str(request.getfixturevalue("postgres"))


@pytest.fixture
async def store(address: str) -> AsyncIterator[MemberStore]:
    async with MemberStore.open(address) as store:
        yield store


@pytest.fixture
async def file_store(file: Path) -> AsyncIterator[MemberStore]:
    """A store for those who look into its file."""
    async with MemberStore.open(f"sqlite:///{file}") as store:
        yield store
