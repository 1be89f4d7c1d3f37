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


class StoreError(Exception):
    """The members' database cannot be used; the message is one sentence that says what to do."""


def complaint(name: str, error: Exception) -> str:
    """The sentence for a fault of a database.

    Args:
        name: its file or address, without a password.
        error: what SQLAlchemy, the driver or the system raised.
    """
    cause = error.orig if isinstance(error, DBAPIError) else error
    text = str(cause).strip().rstrip(".") or type(cause).__name__
    for words, sentence in SENTENCES.items():
        if words in text:
            return sentence.format(name=name)
    return f"The database {name} cannot be written ({text}): check DATABASE_URL and the file's permissions."
