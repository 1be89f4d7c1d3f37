"""Whatever is logged, no id and no token of Discord's is in it."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.logs import TEXT, JsonFormatter, TextFormatter, cleaned
from tests.bot.test_playground import ROOT

MEMBER = 80351110224678912
FORMATTERS = pytest.mark.parametrize("formatter", [TextFormatter(TEXT), JsonFormatter()])


def record(message: str, *arguments: object, fault: Exception | None = None) -> logging.LogRecord:
    trace = (type(fault), fault, None) if fault else None
    return logging.LogRecord("bot.test", logging.ERROR, "x.py", 1, message, arguments, trace)


@FORMATTERS
def test_no_id_is_in_a_message_or_a_traceback(formatter: logging.Formatter) -> None:
    line = formatter.format(record("Member %d: <@%s>", MEMBER, MEMBER, fault=KeyError(MEMBER)))
    assert str(MEMBER) not in line
    assert line.count("id-") == 3
    assert "KeyError" in line


@FORMATTERS
def test_no_token_of_an_interaction_is_in_it(formatter: logging.Formatter) -> None:
    token = "aW50ZXJhY3Rpb246" + "x" * 60
    for path in (f"webhooks/{MEMBER}/{token}/messages/@original", f"interactions/{MEMBER}/{token}/callback"):
        line = formatter.format(record("POST https://discord.com/api/v10/%s responded with 429", path))
        assert "xxx" not in line
        assert str(MEMBER) not in line
        assert "429" in line


@given(st.integers(10**16, 10**20 - 1), st.integers(10**16, 10**20 - 1))
def test_the_same_id_is_known_again_and_others_differ(one: int, other: int) -> None:
    first, again, second = cleaned(f"{one} {one} {other}").split()
    assert first == again
    assert (first == second) == (one == other)
    assert first.startswith("id-")


@pytest.mark.parametrize("text", ["took 1795527477.729601 s", "17562 titles", "version 2026-11-24-cfe63a77"])
def test_other_numbers_stay(text: str) -> None:
    assert cleaned(text) == text


def test_json_is_one_object_a_line() -> None:
    entry = json.loads(JsonFormatter().format(record("Two\nlines of %s", "百合")))
    assert entry.pop("time").endswith("+00:00")
    assert entry == {"level": "ERROR", "logger": "bot.test", "message": "Two\nlines of 百合"}


@pytest.mark.parametrize("as_json", [True, False])
def test_the_log_goes_to_standard_error(as_json: bool) -> None:
    code = (
        "import logging; from bot.logs import start_log; "
        f"start_log(logging.INFO, as_json={as_json}); logging.getLogger('bot').info('of {MEMBER}')"
    )
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout == ""
    assert done.stderr.startswith("{") == as_json
    assert "of id-" in done.stderr
