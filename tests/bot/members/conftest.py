from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.members.store import MemberStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "osusume.db"


@pytest.fixture
async def store(file: Path) -> AsyncIterator[MemberStore]:
    async with MemberStore.open(f"sqlite:///{file}") as store:
        yield store
