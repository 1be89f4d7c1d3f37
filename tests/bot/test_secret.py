from __future__ import annotations

from bot.secret import Secret


def test_a_secret_shows_in_no_text() -> None:
    secret = Secret("hunter2")
    assert secret.value == "hunter2"
    assert "hunter2" not in f"{secret} {secret!r} {[secret]}"
