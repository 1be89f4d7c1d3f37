from __future__ import annotations

import logging
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from bot.settings import SHIPPED_MODEL, Settings, SettingsError, _ids, load_settings
from bot.shards import Shards
from recommender.engine import Engine
from tests.check_fuzz import host

TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcdE.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"  # noqa: S105 - made up


@pytest.fixture(autouse=True)
def clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in fields(Settings):
        monkeypatch.delenv(setting.name.upper(), raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.chdir(tmp_path)


def refusal() -> str:
    with pytest.raises(SettingsError) as refused:
        load_settings()
    sentence = str(refused.value)
    assert sentence.endswith(".")
    assert "\n" not in sentence
    return sentence


def test_without_any_setting_all_have_their_defaults(tmp_path: Path) -> None:
    settings = load_settings()
    assert settings.discord_token is None
    assert settings.database_url.value == f"sqlite:///{tmp_path}/share/osusume/osusume.db"
    assert settings.model_dir == SHIPPED_MODEL
    assert settings.model_dir.parts[-2:] == ("models", "osusume")
    assert settings.serve_with is settings.engine is None
    assert settings.admin_ids == settings.admin_guilds == frozenset()
    assert settings.mal_client_id is settings.privacy_url is None
    assert settings.forget_after_days == 30
    assert settings.backup_dir is None
    assert (settings.backup_every_hours, settings.backup_keep) == (24, 7)
    assert (settings.member_limit, settings.server_limit, settings.unanswered_limit) == (120, 1200, 100)


@pytest.mark.parametrize("data_home", ["", "relative/is/ignored"])
def test_the_data_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, data_home: str) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", data_home)
    monkeypatch.setenv("HOME", "/home/ann")
    address = load_settings().database_url.value
    assert address == "sqlite:////home/ann/.local/share/osusume/osusume.db"


def test_an_account_without_a_home_is_asked_for_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setenv("XDG_DATA_HOME", "")
    monkeypatch.setattr(Path, "home", homeless)
    assert "set XDG_DATA_HOME" in refusal()


def test_the_environment_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", TOKEN)
    monkeypatch.setenv("DATABASE_URL", "postgresql://osusume:hunter2@db/osusume")
    monkeypatch.setenv("MODEL_DIR", "elsewhere")
    monkeypatch.setenv("ADMIN_IDS", "80351110224678912, 7")
    monkeypatch.setenv("ADMIN_GUILDS", "9 8")
    monkeypatch.setenv("MAL_CLIENT_ID", "5a1e")
    settings = load_settings()
    assert settings.discord_token
    assert settings.discord_token.value == TOKEN
    assert settings.model_dir == Path("elsewhere")
    assert settings.admin_ids == {80351110224678912, 7}
    assert settings.admin_guilds == {9, 8}
    assert TOKEN not in repr(settings)
    assert "hunter2" not in repr(settings)
    assert settings.mal_client_id
    assert settings.mal_client_id.value == "5a1e"
    assert "5a1e" not in repr(settings)


def test_the_file_is_read_and_the_environment_goes_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path(".env")
    file.write_text(f"DISCORD_TOKEN={TOKEN}\nADMIN_IDS=1\nSOMETHING_ELSE=x\n")
    file.chmod(0o600)
    monkeypatch.setenv("ADMIN_IDS", "2")
    settings = load_settings()
    assert settings.discord_token
    assert settings.admin_ids == {2}


def test_an_empty_setting_is_none_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "")
    monkeypatch.setenv("ADMIN_IDS", "")
    settings = load_settings()
    assert settings.discord_token is None
    assert settings.admin_ids == frozenset()


def test_what_is_empty_in_the_environment_is_read_from_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("ADMIN_IDS=1\nBACKUP_KEEP=2\n")
    monkeypatch.setenv("ADMIN_IDS", "")
    monkeypatch.setenv("backup_keep", "3")
    settings = load_settings()
    assert (settings.admin_ids, settings.backup_keep) == ({1}, 3)


@pytest.mark.parametrize("word", ["arrays", "tensorflow"])
def test_what_serves_can_be_named_in_the_file(word: str) -> None:
    Path(".env").write_text(f"SERVE_WITH={word}\n")
    assert load_settings().engine is Engine(word)


@pytest.mark.parametrize("token", ["two words", "cut\noff", "naïve", "tab\tted", " "])
def test_a_token_that_cannot_be_one_is_refused_unseen(monkeypatch: pytest.MonkeyPatch, token: str) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", token)
    sentence = refusal()
    assert sentence.startswith("DISCORD_TOKEN is no bot token")
    assert not token.strip() or token not in sentence


@pytest.mark.parametrize("client_id", ["two words", "cut\noff", "naïve", "a" * 101])
def test_a_client_id_that_cannot_be_one_is_refused_unseen(
    monkeypatch: pytest.MonkeyPatch, client_id: str
) -> None:
    monkeypatch.setenv("MAL_CLIENT_ID", client_id)
    sentence = refusal()
    assert sentence.startswith("MAL_CLIENT_ID is no client id")
    assert client_id not in sentence


@pytest.mark.parametrize("days", ["0", "-1", "3651", "soon", "1.5", "1_0", "٣", "9" * 5000])
def test_days_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, days: str) -> None:
    monkeypatch.setenv("FORGET_AFTER_DAYS", days)
    assert refusal() == "FORGET_AFTER_DAYS is no whole number from 1 to 3650."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BACKUP_EVERY_HOURS", "-1"),
        ("BACKUP_EVERY_HOURS", "daily"),
        ("BACKUP_KEEP", "0"),
        ("LOG_FORMAT", "xml"),
        ("SERVE_WITH", "abacus"),
    ],
)
def test_what_cannot_be_done_is_refused(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    assert refusal().startswith(f"{name} ")


@pytest.mark.parametrize(
    "address", ["http://example.org", "example.org", "https://a b", "https://" + "a" * 505]
)
def test_an_address_that_no_button_takes_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("PRIVACY_URL", address)
    assert refusal().startswith("PRIVACY_URL is no web address")


@pytest.mark.parametrize("ids", ["me", "1,two", "-1", "0", "1.5", str(2**63), "٣", "9" * 5000])
@pytest.mark.parametrize("name", ["ADMIN_IDS", "ADMIN_GUILDS"])
def test_ids_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, name: str, ids: str) -> None:
    monkeypatch.setenv(name, ids)
    sentence = refusal()
    assert sentence.startswith(f"{name} holds ")
    assert len(sentence) < 150


@given(st.frozensets(st.integers(1, 2**63 - 1)), st.sampled_from([",", " ", ", ", " , "]))
def test_ids_are_read_however_they_are_separated(ids: frozenset[int], separator: str) -> None:
    assert _ids(separator.join(str(i) for i in ids)) == ids


def test_a_file_that_is_not_text_is_refused() -> None:
    Path(".env").write_bytes(b"ADMIN_IDS=\xff\xfe1\n")
    assert "not in UTF-8" in refusal()


def test_a_file_that_others_can_read_is_warned_of(caplog: pytest.LogCaptureFixture) -> None:
    file = Path(".env")
    file.write_text(f"DISCORD_TOKEN={TOKEN}\n")
    file.chmod(0o644)
    with caplog.at_level(logging.WARNING):
        load_settings()
    assert "chmod 600" in caplog.text
    assert TOKEN not in caplog.text
    caplog.clear()
    file.chmod(0o600)
    load_settings()
    assert not caplog.records


@given(host.settings())
@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_set_is_taken_or_refused_without_the_token(environment: dict[str, str]) -> None:
    assert host.take_settings(environment) in {"taken", "refused"}


@pytest.mark.parametrize(
    ("ids", "count", "says"),
    [
        ("0-1", None, "SHARD_COUNT is not"),
        (None, "2", "SHARD_COUNT is"),
        ("0-2", "2", "names shard 2"),
        ("first", "2", "write it like 0-3"),
        ("0", "many", "SHARD_COUNT"),
        ("0", "0", "SHARD_COUNT"),
    ],
)
def test_shards_that_cannot_be_are_refused(
    monkeypatch: pytest.MonkeyPatch, ids: str | None, count: str | None, says: str
) -> None:
    if ids is not None:
        monkeypatch.setenv("SHARD_IDS", ids)
    if count is not None:
        monkeypatch.setenv("SHARD_COUNT", count)
    assert says in refusal()


def test_shards_are_all_unless_some_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_settings().shards is None
    monkeypatch.setenv("SHARD_IDS", "4-6,9")
    monkeypatch.setenv("SHARD_COUNT", "16")
    assert load_settings().shards == Shards((4, 5, 6, 9), 16)
