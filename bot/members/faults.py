"""What can be wrong with the members' database, in one sentence that says what to do."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError

SENTENCES = {
    "not a database": "{name} is no SQLite database: move it away, or name another file in DATABASE_URL.",
    "malformed": "The database {name} is damaged: put a backup in its place with python -m bot restore.",
    "locked": "The database {name} is in use by another program: stop that one first.",
    "is full": "There is no room left for the database {name}: free some space on its disk.",
    "readonly": "The database {name} may only be read: give the bot's account the right to write to it.",
    "Is a directory": "{name} is a folder: name a file in DATABASE_URL.",
}
UNREACHABLE = "The server of {name} cannot be reached ({text}): see whether it runs, and check DATABASE_URL."
SENTENCES_OF_A_SERVER = {
    "authentication failed": "{name} refuses the name or the password: put the right ones into DATABASE_URL.",
    "does not exist": "There is no such thing on the server ({text}): make it there, or check DATABASE_URL.",
    "permission denied": "The role in DATABASE_URL may do too little ({text}): make it the database's owner.",
    "lock timeout": "Something else holds what is to be changed in {name}: see what is at work there.",
    "read-only transaction": "The database {name} may only be read: name its primary server in DATABASE_URL.",
    "too many c": "The server of {name} takes no more connections: raise its max_connections.",
    "connection slots": "The server of {name} takes no more connections: raise its max_connections.",
    "QueuePool limit": "Too many questions wait for the database {name}: see what keeps its server so busy.",
    "No space left": "There is no room left for the database {name}: free some space on its server's disk.",
    "connection was closed": UNREACHABLE,
    "connection is closed": UNREACHABLE,
    "another operation": UNREACHABLE,  # as asyncpg has it where the connection was lost in between
    "terminating connection": UNREACHABLE,
    "starting up": UNREACHABLE,
    "shutting down": UNREACHABLE,
}


class StoreError(Exception):
    """The members' database cannot be used; the message is one sentence that says what to do."""


def complaint(name: str, error: Exception) -> str:
    """The sentence for a fault of an SQLite database.

    Args:
        name: its file.
        error: what SQLAlchemy, the driver or the system raised.
    """
    # What SQLite says of a damaged file may quote it, in no encoding, and the driver fails by that.
    text = "malformed" if isinstance(error, UnicodeDecodeError) else _text(error)
    for words, sentence in SENTENCES.items():
        if words in text:
            return sentence.format(name=name)
    return f"The database {name} cannot be written ({text}): check DATABASE_URL and the file's permissions."


def server_complaint(name: str, error: Exception) -> str:
    """The sentence for a fault of a database on a server.

    Args:
        name: its address, without a password.
        error: what SQLAlchemy, the driver or the system raised.
    """
    text = _text(error)
    for words, sentence in SENTENCES_OF_A_SERVER.items():
        if words in text:
            return sentence.format(name=name, text=text)
    if isinstance(error, OSError) or getattr(error, "connection_invalidated", False):
        return UNREACHABLE.format(name=name, text=text)
    return f"The database {name} refuses what it was told ({text}): see its server's log."


def _text(error: Exception) -> str:
    """The first line: those below may hold the row that PostgreSQL refused."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    lines = str(cause).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(cause).__name__
