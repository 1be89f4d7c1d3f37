"""The host's settings, from the environment and from a file `.env` in the working directory."""

from __future__ import annotations

import logging
import os
import re
import stat
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, TypeVar, get_type_hints

from dotenv import dotenv_values

from bot.secret import Secret
from bot.shards import MOST, Shards, read_shard_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from recommender.engine import Engine

log = logging.getLogger(__name__)

SHIPPED_MODEL = Path(__file__).parent.parent / "models" / "osusume"
ENV_FILE = Path(".env")
LARGEST_ID = 2**63 - 1
LONGEST_URL = 512  # of a button
OTHERS = stat.S_IRWXG | stat.S_IRWXO
Value = TypeVar("Value")


class SettingsError(Exception):
    """A setting that cannot be used; the message is one sentence that says what to do."""


def _token(text: str) -> Secret:
    if not (text.isascii() and text.isprintable()) or " " in text:
        raise ValueError("is no bot token: copy it from the Developer Portal, page Bot, without blanks")
    return Secret(text)


def _client_id(text: str) -> Secret:
    if not re.fullmatch("[0-9A-Za-z]{1,100}", text):
        raise ValueError("is no client id: copy it from myanimelist.net/apiconfig, without blanks")
    return Secret(text)


def _whole(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if re.fullmatch("[0-9]{1,9}", text) and least <= int(text) <= most:
            return int(text)
        raise ValueError(f"is no whole number from {least} to {most}")

    return read


def _one_of(*words: Value) -> Callable[[str], Value]:
    def read(text: str) -> Value:
        for word in words:
            if word == text:
                return word
        raise ValueError(f"is neither {' nor '.join(map(str, words))}")

    return read


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


def _ids(text: str) -> frozenset[int]:
    words = text.replace(",", " ").split()
    for word in words:
        if not re.fullmatch("[1-9][0-9]{0,18}", word) or int(word) > LARGEST_ID:
            # A token that was pasted into the wrong line must not be said.
            shown = repr(word[:30]) if word.isdecimal() else "a word"
            raise ValueError(f"holds {shown}: give Discord ids, whole numbers separated by commas")
    return frozenset(int(word) for word in words)


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


def _default_database() -> Secret:
    return Secret(f"sqlite:///{data_folder() / 'osusume.db'}")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What a host can set. Each is an environment variable of the same name, in capitals.

    The second word of each type is what reads it from a text, or raises a ValueError with what goes on a
    sentence that begins with the setting's name.

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

    discord_token: Annotated[Secret | None, _token] = None
    database_url: Annotated[Secret, Secret] = field(default_factory=_default_database)
    model_dir: Annotated[Path, Path] = SHIPPED_MODEL
    serve_with: Annotated[Literal["tensorflow", "arrays"] | None, _one_of("tensorflow", "arrays")] = None
    admin_ids: Annotated[frozenset[int], _ids] = frozenset()
    admin_guilds: Annotated[frozenset[int], _ids] = frozenset()
    forget_after_days: Annotated[int, _whole(1, 3650)] = 30
    privacy_url: Annotated[str | None, _https] = None
    mal_client_id: Annotated[Secret | None, _client_id] = None
    backup_dir: Annotated[Path | None, Path] = None
    backup_every_hours: Annotated[int, _whole(0, 8760)] = 24
    backup_keep: Annotated[int, _whole(1, 1000)] = 7
    log_format: Annotated[Literal["text", "json"], _one_of("text", "json")] = "text"
    member_limit: Annotated[int, _whole(10, 1_000_000)] = 120
    server_limit: Annotated[int, _whole(10, 1_000_000)] = 1_200
    unanswered_limit: Annotated[int, _whole(1, 10_000)] = 100
    metrics_port: Annotated[int | None, _whole(1, 65_535)] = None
    metrics_host: Annotated[str, _address] = "127.0.0.1"
    shard_count: Annotated[int | None, _whole(1, MOST)] = None
    shard_ids: Annotated[tuple[int, ...] | None, read_shard_ids] = None

    def __post_init__(self) -> None:
        ids, count = self.shard_ids, self.shard_count
        if ids is None and count is not None:
            raise SettingsError(
                "SHARD_IDS is not set, but SHARD_COUNT is: "
                "name the shards that this process runs, or take SHARD_COUNT out."
            )
        if ids is not None and count is None:
            raise SettingsError(
                "SHARD_IDS is set, but SHARD_COUNT is not: set it to how many shards all processes run."
            )
        if ids is not None and count is not None and ids[-1] >= count:
            raise SettingsError(
                f"SHARD_IDS names shard {ids[-1]}, but SHARD_COUNT is {count}: "
                f"give ids from 0 to {count - 1}."
            )

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
        texts = _given(dotenv_values(ENV_FILE)) | _given(os.environ)
    except UnicodeDecodeError as error:
        raise SettingsError(f"The file {ENV_FILE} is not in UTF-8: save it as UTF-8.") from error
    except OSError as error:
        raise SettingsError(f"The file {ENV_FILE} cannot be read: {error.strerror}.") from error
    hints = get_type_hints(Settings, include_extras=True)
    values = {
        name: _read(name.upper(), hint.__metadata__[0], texts[name])
        for name, hint in hints.items()
        if name in texts
    }
    settings = Settings(**values)
    if ENV_FILE.is_file() and ENV_FILE.stat().st_mode & OTHERS:
        log.warning("The file %s can be read by other accounts: run chmod 600 %s.", ENV_FILE, ENV_FILE)
    return settings


def _given(variables: Mapping[str, str | None]) -> dict[str, str]:
    """Those that are not empty, by their names in small letters."""
    return {name.lower(): text for name, text in variables.items() if text}


def _read(name: str, read: Callable[[str], Value], text: str) -> Value:
    try:
        return read(text)
    except ValueError as error:
        raise SettingsError(f"{name} {error}.") from None  # the cause may hold the token
