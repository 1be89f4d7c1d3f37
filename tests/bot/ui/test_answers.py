"""What members read when the database fails, and what the host reads."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from bot.logs import hashed
from bot.texts import ENGLISH
from tests.bot.stage import text_of

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.bot.stage import Stage


async def test_a_database_that_fails_is_one_sentence_and_one_line_of_the_log(
    stage: Stage, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "members.db"
    message = stage.message(await stage.slash("rate genre", genre="Action", rating=9))
    file.rename(tmp_path / "aside.db")
    command = await stage.slash("rate genre", genre="Drama", rating=2)
    press = await stage.press(message, "Forget")
    for answer in (command, press):
        assert text_of(answer) == f"⚠️ {ENGLISH('error-database')}"
        assert answer.ephemeral
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.ui.answers"]
    assert (
        sum(f"failed while answering /rate genre by {hashed(stage.alice.id)}: " in line for line in lines)
        == 1
    )
    assert str(stage.alice.id) not in "".join(lines)
    (tmp_path / "aside.db").rename(file)
    assert text_of(await stage.slash("rate genre", genre="Comedy", rating=5)).startswith("✅")
    assert set((await stage.bot.service._store.load(stage.alice.id)).genres) == {"Action", "Comedy"}


async def test_a_lock_is_told_before_discord_stops_waiting(stage: Stage, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "members.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = await stage.slash("rate genre", genre="Action", rating=9)
    assert text_of(answer) == f"⚠️ {ENGLISH('error-database')}"
