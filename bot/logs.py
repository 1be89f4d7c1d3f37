"""The log: for people to read or in JSON, and in either without ids of members and without tokens."""

from __future__ import annotations

import atexit
import hmac
import json
import logging
import os
import re
import secrets
import sys
from datetime import UTC, datetime

TEXT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
# Discord's ids, of members and of all else; and what discord.py asks of Discord with an interaction's token.
ID = re.compile(r"(?<![\w.])\d{17,20}(?!\w)")
TOKEN = re.compile(r"((?:webhooks|interactions)/[\w-]+/)[\w-]{20,}")
KEY = secrets.token_bytes()  # a new one at each start, so that nobody can be followed for longer


def start_log(level: int, *, as_json: bool) -> None:
    """Write to standard error what is logged from a level on."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonFormatter() if as_json else TextFormatter(TEXT))
    logging.basicConfig(level=level, handlers=[handler])
    atexit.register(_let_go)


def _let_go() -> None:
    """Drop what can no longer be written: Python would end with a status of its own because of it."""
    try:
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


class TextFormatter(logging.Formatter):
    """Lines as Python writes them."""

    def format(self, record: logging.LogRecord) -> str:
        """One entry: a line, and below it the traceback of a fault."""
        return cleaned(super().format(record))


class JsonFormatter(logging.Formatter):
    """A JSON object a line: `time` (ISO 8601, UTC), `level`, `logger`, `message`; of faults, `traceback`."""

    def format(self, record: logging.LogRecord) -> str:
        """One entry."""
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": cleaned(record.getMessage()),
        }
        if record.exc_info:
            entry["traceback"] = cleaned(self.formatException(record.exc_info))
        return json.dumps(entry, ensure_ascii=False)


def cleaned(text: str) -> str:
    """Text without tokens, and with `hashed` in place of each id."""
    return ID.sub(lambda found: hashed(int(found[0])), TOKEN.sub(r"\1...", text))


def hashed(identity: int) -> str:
    """What stands for an id in the log: the same for the same id until the next start."""
    return f"id-{hmac.digest(KEY, str(identity).encode(), 'sha256').hex()[:10]}"
