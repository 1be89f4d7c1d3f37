"""A connection to an SQLite file that answers on the event loop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy import Connection, CursorResult, Dialect, Executable


class AtOnce:
    """Looks up and changes on the event loop what takes a fraction of a millisecond, as an `AsyncConnection`.

    To hand each step of a question to a thread takes longer, and far longer where other threads are at work:
    the thread has to wait for the interpreter, and then the loop has to. Only for what waits for nothing: who
    changes something waits for the disk afterwards, and elsewhere.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @property
    def dialect(self) -> Dialect:
        """SQLite's."""
        return self._connection.dialect

    async def execute(self, statement: Executable, parameters: Any = None) -> CursorResult[Any]:  # noqa: ANN401 - as SQLAlchemy's
        """What a statement finds or does."""
        return self._connection.execute(statement, parameters)

    async def scalar(self, statement: Executable, parameters: Any = None) -> Any:  # noqa: ANN401 - as SQLAlchemy's
        """The first value that a statement finds; None for nothing."""
        return self._connection.scalar(statement, parameters)
