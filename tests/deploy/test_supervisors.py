"""What containers and systemd are told is there, and is what the program promises of itself."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from bot import heartbeat
from bot.__main__ import _parser
from bot.exits import Exit
from bot.running import FINISH_SECONDS
from bot.settings import Settings
from bot.shards import read_shard_ids

ROOT = Path(__file__).parents[2]
CONTAINER = (ROOT / "deploy" / "Containerfile").read_text("utf-8")
COMPOSE = (ROOT / "deploy" / "compose.yaml").read_text("utf-8")
SHARDS_COMPOSE = (ROOT / "deploy" / "compose.shards.yaml").read_text("utf-8")
SHARDS_UNIT = (ROOT / "deploy" / "shards.conf").read_text("utf-8")
GROWTH = (ROOT / "docs" / "growth.md").read_text("utf-8")
UNIT = (ROOT / "deploy" / "osusume.service").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
ALLOWED = [line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line[:1] == "!"]


def unit(key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", UNIT, re.MULTILINE)


def copied() -> list[str]:
    lines = re.findall(r"^COPY (?!--from)(.*) \S+$", CONTAINER, re.MULTILINE)
    return [name for line in lines for name in line.split()]


def test_systemd_starts_again_only_where_that_may_help() -> None:
    [prevented] = unit("RestartPreventExitStatus")
    hopeless = set(Exit) - {Exit.ENDED, Exit.FAILED, Exit.UNREACHABLE}
    assert {int(status) for status in prevented.split()} == {int(status) for status in hopeless}
    assert f"RestartPreventExitStatus={prevented}" in README


@pytest.mark.parametrize("key", ["ExecStart", "ExecReload"])
def test_systemd_runs_commands_that_there_are(key: str) -> None:
    [command] = unit(key)
    program, flag, module, *arguments = shlex.split(command)
    assert (program, flag, module) == ("/opt/osusume/bin/python", "-m", "bot")
    _parser().parse_args(arguments)


def test_systemd_keeps_the_data_where_the_bot_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    [environment] = unit("Environment")
    variables = dict(word.split("=") for word in environment.replace("%S", "/var/lib").split())
    monkeypatch.setenv("XDG_DATA_HOME", variables["XDG_DATA_HOME"])
    monkeypatch.delenv("DATABASE_URL", raising=False)
    address = Settings().database_url.value
    assert address == f"sqlite:////var/lib/{unit('StateDirectory')[0]}/osusume.db"


def test_answers_that_were_begun_have_time_to_end() -> None:
    [unit_waits] = unit("TimeoutStopSec")
    compose_waits = re.findall(r"stop_grace_period: (\d+)s", COMPOSE)
    assert all(int(seconds) > 2 * FINISH_SECONDS for seconds in [unit_waits, *compose_waits])


def test_the_image_is_built_from_files_that_there_are_and_are_let_in() -> None:
    assert copied()
    for name in copied():
        assert (ROOT / name).exists()
    assert sorted(ALLOWED) == sorted(copied())


def test_the_image_is_built_from_either_lock_and_both_build_the_wheel() -> None:
    [default] = re.findall(r"^ARG LOCK=(\S+)$", CONTAINER, re.MULTILINE)
    assert f"LOCK: ${{LOCK:-{default}}}" in COMPOSE
    [light] = set(re.findall(r"LOCK=(\S+-light\S*?)[`\s]", CONTAINER + README))
    for lock in (default, light):
        assert lock in copied()
        assert re.search("^setuptools==", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    assert not re.search("^(tensorflow|keras)", (ROOT / light).read_text("utf-8"), re.MULTILINE)


def shards(count: str, ids: list[str]) -> list[int]:
    """All shards that the settings of several processes name."""
    named = [Settings(shard_count=int(count), shard_ids=read_shard_ids(one)).shards for one in ids]
    return sorted(shard for one in named if one for shard in one.ids)


def test_compose_divides_all_shards_between_its_processes() -> None:
    [count] = set(re.findall(r'SHARD_COUNT: "(\d+)"', SHARDS_COMPOSE))
    assert shards(count, re.findall("SHARD_IDS: (.*)", SHARDS_COMPOSE)) == list(range(int(count)))


def test_systemd_divides_all_shards_between_its_units() -> None:
    assert re.search("^Environment=SHARD_IDS=%i$", SHARDS_UNIT, re.MULTILINE)
    [count] = set(re.findall(r"`SHARD_COUNT=(\d+)` in `/etc/osusume.env`", GROWTH))
    assert f"# SHARD_COUNT={count} " in SHARDS_UNIT
    units = re.findall(r"osusume@(\d\S*)", GROWTH)
    assert shards(count, units) == list(range(int(count)))


def test_no_image_holds_a_secret_or_data() -> None:
    for name in (".env", "data", ".git", "."):
        assert name not in ALLOWED


def test_the_image_does_not_run_as_root_and_asks_the_heartbeat() -> None:
    final = CONTAINER.rpartition("\nFROM ")[2]
    [user] = re.findall(r"^USER (\d+)$", final, re.MULTILINE)
    assert int(user) > 0
    assert f'user: "{user}"' in COMPOSE
    [check] = re.findall(r'CMD \["python", "-m", "(.*)"\]\nCMD', final)
    assert check == heartbeat.__name__


def test_compose_builds_this_image_and_keeps_its_data() -> None:
    [context] = re.findall(r"context: (.*)", COMPOSE)
    [file] = re.findall(r"dockerfile: (.*)", COMPOSE)
    assert (ROOT / "deploy" / context / file).is_file()
    [volume] = re.findall(r"VOLUME (.*)", CONTAINER)
    assert f"- data:{volume}" in COMPOSE
    assert f"XDG_DATA_HOME={volume} " in CONTAINER


@pytest.mark.parametrize("promise", ["read_only: true", "- ALL", "- no-new-privileges:true", "- /tmp:"])
def test_compose_gives_no_rights(promise: str) -> None:
    assert promise in COMPOSE
