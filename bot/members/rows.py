"""Many rows: read as one value, and written in slices, so that the event loop is not held up."""

from __future__ import annotations

import asyncio
import json
from functools import cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Text, case, cast, func, literal, select, type_coerce

from bot.members.tables import OneOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sqlalchemy import Column, ColumnElement, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

SLICE = 200


class _Inserts(dict[str, Any]):
    """Databases write an upsert alike, and SQLAlchemy keeps a function for each, beside all else of it."""

    def __missing__(self, database: str) -> Any:  # noqa: ANN401 - each has its own kind
        insert = self[database] = import_module(f"sqlalchemy.dialects.{database}").insert
        return insert


INSERT = _Inserts()


async def plain_rows(
    connection: AsyncConnection, columns: Sequence[Column[Any]], *where: ColumnElement[bool]
) -> list[list[Any]]:
    """Rows of numbers and words of no special characters, as they are kept.

    They come as one value, because SQLite lets go of the interpreter at every row of an answer, and gets it
    back only when another thread that is at work lets go of it.
    """
    fields = [_as_json(column) for column in columns]
    row = literal("[") + fields[0]
    for field in fields[1:]:
        row = row + "," + field
    packed = await connection.scalar(select(func.aggregate_strings(row + "]", ",")).where(*where))
    found: list[list[Any]] = json.loads(f"[{packed or ''}]")
    return found


def _as_json(column: Column[Any]) -> ColumnElement[str]:
    if isinstance(column.type, OneOf):
        text = literal('"') + type_coerce(column, Text) + '"'
    else:
        text = cast(type_coerce(column, BigInteger), Text)
    return case((column.is_(None), "null"), else_=text) if column.nullable else text


async def upsert(connection: AsyncConnection, table: Table, rows: Iterable[dict[str, Any]]) -> None:
    """Write whole rows, each in place of the one with its key."""
    new = _upsert(INSERT[connection.dialect.name], table)
    remaining = iter(rows)
    while part := list(islice(remaining, SLICE)):
        await connection.execute(new, part if len(part) > 1 else part[0])
        await asyncio.sleep(0)  # others have their turn, where this is done on the event loop


@cache
def _upsert(insert: Callable[[Table], Any], table: Table) -> Any:  # noqa: ANN401 - each database has its own kind
    new = insert(table)
    values = {column.name: new.excluded[column.name] for column in table.c if not column.primary_key}
    return new.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
