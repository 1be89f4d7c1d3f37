"""The host's settings, from the environment and from a file `.env` in the working directory."""

from __future__ import annotations

import logging
import os
import re
import stat
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.shards import MOST, Shards, shard_ids

if TYPE_CHECKING:
    from recommender.engine import Engine

log = logging.getLogger(__name__)

SHIPPED_MODEL = Path(__file__).parent.parent / "models" / "osusume"
ENV_FILE = Path(".env")
LARGEST_ID = 2**63 - 1
LONGEST_URL = 512  # of a button
OTHERS = stat.S_IRWXG | stat.S_IRWXO


class SettingsError(Exception):
    """A setting that cannot be used; the message is one sentence that says what to do."""


def _token(token: SecretStr) -> SecretStr:
    value = token.get_secret_value()
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise ValueError("is no bot token: copy it from the Developer Portal, page Bot, without blanks")
    return token


def _client_id(client_id: SecretStr) -> SecretStr:
    if not re.fullmatch("[0-9A-Za-z]{1,100}", client_id.get_secret_value()):
        raise ValueError("is no client id: copy it from myanimelist.net/apiconfig, without blanks")
    return client_id


def _https(address: str) -> str:
    if not re.fullmatch(r"https://[!-~]+", address) or len(address) > LONGEST_URL:
        raise ValueError(f"is no web address: write it like https://..., in {LONGEST_URL} characters at most")
    return address


def _address(address: str) -> str:
    try:
        return str(ip_address(address))
    except ValueError as error:
        raise ValueError(
            "is no IP address: write 127.0.0.1 for this machine alone, or 0.0.0.0 in a container"
        ) from error


def _ids(text: object) -> object:
    if not isinstance(text, str):
        return text
    words = text.replace(",", " ").split()
    for word in words:
        if not re.fullmatch("[1-9][0-9]{0,18}", word) or int(word) > LARGEST_ID:
            # A token that was pasted into the wrong line must not be said.
            shown = repr(word[:30]) if word.isdecimal() else "a word"
            raise ValueError(f"holds {shown}: give Discord ids, whole numbers separated by commas")
    return frozenset(int(word) for word in words)


def _shard_ids(text: object) -> object:
    return shard_ids(text) if isinstance(text, str) else text


def _of_count(ids: tuple[int, ...] | None, others: ValidationInfo) -> tuple[int, ...] | None:
    count: int | None = others.data.get("shard_count")
    if ids is None and count is not None:
        raise ValueError(
            "is not set, but SHARD_COUNT is: name the shards that this process runs, or take SHARD_COUNT out"
        )
    if ids is not None and count is None:
        raise ValueError("is set, but SHARD_COUNT is not: set it to how many shards all processes run")
    if ids is not None and count is not None and ids[-1] >= count:
        raise ValueError(f"names shard {ids[-1]}, but SHARD_COUNT is {count}: give ids from 0 to {count - 1}")
    return ids


def data_folder() -> Path:
    """The bot's folder among the user's data, by the rules of the XDG Base Directory Specification.

    Raises:
        SettingsError: the account has none.
    """
    named = Path(os.environ.get("XDG_DATA_HOME", ""))
    try:
        return (named if named.is_absolute() else Path.home() / ".local" / "share") / "osusume"
    except RuntimeError as error:
        raise SettingsError(
            "This account has no home folder, so set XDG_DATA_HOME to a folder for the bot's data."
        ) from error


def _default_database() -> SecretStr:
    return SecretStr(f"sqlite:///{data_folder() / 'osusume.db'}")


Ids = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]


class Settings(BaseSettings):
    """What a host can set. Each is an environment variable of the same name, in capitals.

    Attributes:
        discord_token: the bot's token; None starts the playground.
        database_url: the members' database, as SQLAlchemy writes addresses. May hold a password.
        model_dir: the bundle that answers.
        serve_with: what works out its scores; None for TensorFlow where it is installed.
        admin_ids: Discord ids of the people, beside the application's owners, who may use /admin.
        admin_guilds: ids of the servers whose administrators may use /admin too.
        forget_after_days: how many days members are kept after the bot left every place where it met them.
        privacy_url: where the privacy policy can be read; None where the host names no place.
        mal_client_id: with which the bot may ask MyAnimeList for lists; None where the host has none.
        backup_dir: where backups of an SQLite database go; None for the folder `backups` beside it.
        backup_every_hours: how many hours lie between two backups; 0 for none.
        backup_keep: how many of them are kept.
        log_format: 'text', for people, or 'json', an object a line.
        member_limit: how many commands, presses and searches a member may have a minute.
        server_limit: how many all members of a server may have together.
        unanswered_limit: how many may wait for their first answer at a time.
        metrics_port: where Prometheus may ask what the bot measures of itself; None for nowhere.
        metrics_host: the address of this machine at which it may.
        shard_count: how many shards all processes run together; None leaves that to Discord.
        shard_ids: which of them this process runs; None for all.
    """

    model_config = SettingsConfigDict(
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    discord_token: Annotated[SecretStr, AfterValidator(_token)] | None = None
    database_url: SecretStr = Field(default_factory=_default_database)
    model_dir: Path = SHIPPED_MODEL
    serve_with: Literal["tensorflow", "arrays"] | None = None
    admin_ids: Ids = frozenset()
    admin_guilds: Ids = frozenset()
    forget_after_days: int = Field(default=30, ge=1, le=3650)
    privacy_url: Annotated[str, AfterValidator(_https)] | None = None
    mal_client_id: Annotated[SecretStr, AfterValidator(_client_id)] | None = None
    backup_dir: Path | None = None
    backup_every_hours: int = Field(default=24, ge=0, le=8760)
    backup_keep: int = Field(default=7, ge=1, le=1000)
    log_format: Literal["text", "json"] = "text"
    member_limit: int = Field(default=120, ge=10, le=1_000_000)
    server_limit: int = Field(default=1_200, ge=10, le=1_000_000)
    unanswered_limit: int = Field(default=100, ge=1, le=10_000)
    metrics_port: int | None = Field(default=None, ge=1, le=65_535)
    metrics_host: Annotated[str, AfterValidator(_address)] = "127.0.0.1"
    shard_count: int | None = Field(default=None, ge=1, le=MOST)
    shard_ids: Annotated[
        tuple[int, ...] | None, NoDecode, BeforeValidator(_shard_ids), AfterValidator(_of_count)
    ] = Field(default=None, validate_default=True)

    @property
    def engine(self) -> Engine | None:
        """What works out the scores, where the host says so."""
        from recommender.engine import Engine  # noqa: PLC0415 - the heartbeat should not wait for NumPy

        return Engine(self.serve_with) if self.serve_with else None

    @property
    def shards(self) -> Shards | None:
        """What this process runs, where the host says so."""
        return Shards(self.shard_ids, self.shard_count) if self.shard_ids and self.shard_count else None


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsError: one of them cannot be used.
    """
    try:
        settings = Settings()
    except ValidationError as error:
        fault = error.errors(include_input=False)[0]
        cause = fault.get("ctx", {}).get("error", fault["msg"])
        raise SettingsError(
            f"{str(fault['loc'][0]).upper()} {cause}."
        ) from None  # the cause may hold the token
    except UnicodeDecodeError as error:
        raise SettingsError(f"The file {ENV_FILE} is not in UTF-8: save it as UTF-8.") from error
    except OSError as error:
        raise SettingsError(f"The file {ENV_FILE} cannot be read: {error.strerror}.") from error
    if ENV_FILE.is_file() and ENV_FILE.stat().st_mode & OTHERS:
        log.warning("The file %s can be read by other accounts: run chmod 600 %s.", ENV_FILE, ENV_FILE)
    return settings
