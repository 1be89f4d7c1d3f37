"""Many rows: read as one value, and written in slices, so that the event loop is not held up."""

from __future__ import annotations

import asyncio
import json
from functools import cache
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Text,
    bindparam,
    case,
    cast,
    column,
    func,
    literal,
    select,
    true,
    type_coerce,
)

from bot.members.tables import OneOf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import TypeAlias

    from sqlalchemy import Column, ColumnElement, Dialect, Table
    from sqlalchemy.ext.asyncio import AsyncConnection

    Insert: TypeAlias = Callable[[Table], Any]

SLICE = 1_000
MANY = "many"  # the name of a parameter


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
    fields = [_as_json(each) for each in columns]
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
    dialect = connection.dialect
    insert = INSERT[dialect.name]
    remaining = iter(rows)
    while part := list(islice(remaining, SLICE)):
        if len(part) == 1:
            await connection.execute(_upsert(insert, table), part)
        else:
            packed = _packed(dialect, table, part)
            await connection.execute(_upsert_many(insert, dialect.name, table), {MANY: packed})
        await asyncio.sleep(0)  # others have their turn, where this is done on the event loop


def _packed(dialect: Dialect, table: Table, rows: Sequence[dict[str, Any]]) -> str:
    """Rows as one value: a JSON array of arrays."""
    fields = [(column.name, column.type.bind_processor(dialect)) for column in table.c]
    return json.dumps([[keep(row[name]) if keep else row[name] for name, keep in fields] for row in rows])


@cache
def _upsert(insert: Insert, table: Table) -> Any:  # noqa: ANN401 - each database has its own kind
    return _in_place(insert(table), table)


@cache
def _upsert_many(insert: Insert, database: str, table: Table) -> Any:  # noqa: ANN401 - as above
    """The same for rows from `_packed`: to hand over each by itself takes longer than to write it."""
    packed = bindparam(MANY, type_=Text)
    unpack = func.json_each(packed) if database == "sqlite" else func.json_array_elements(cast(packed, JSON))
    row = unpack.table_valued(column("value", JSON)).c.value
    values = [cast(row[at].as_string(), each.type) for at, each in enumerate(table.c)]
    # Without a condition SQLite takes ON CONFLICT for one of a join.
    new = insert(table).from_select(list(table.c), select(*values).where(true()))
    return _in_place(new, table)


def _in_place(new: Any, table: Table) -> Any:  # noqa: ANN401 - as above
    values = {each.name: new.excluded[each.name] for each in table.c if not each.primary_key}
    return new.on_conflict_do_update(index_elements=list(table.primary_key), set_=values)
