"""Writing single rows by statements that are put together once.

The ORM puts its statement together anew for every row, which takes longer than the database takes
to carry it out, and these two are on the way of every change of a ticket. They send no signals.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import connection, models

if TYPE_CHECKING:
    # Only the types know of what.
    Fields = tuple[models.Field[Any, Any], ...]


def quoted(name: str | None) -> str:
    return connection.ops.quote_name(str(name))


@cache
def insertion(model: type[models.Model]) -> tuple[str, Fields]:
    """The statement that stores a row, and the fields it takes: all but the number."""
    meta = model._meta
    fields = tuple(field for field in meta.local_concrete_fields if not field.primary_key)
    columns = ", ".join(quoted(field.column) for field in fields)
    marks = ", ".join("%s" for _ in fields)
    return f"INSERT INTO {quoted(meta.db_table)} ({columns}) VALUES ({marks})", fields


@cache
def modification(model: type[models.Model], names: tuple[str, ...]) -> tuple[str, Fields]:
    """The statement that changes fields of a row, and the fields it takes, the number last."""
    meta = model._meta
    by_name = {field.name: field for field in meta.local_concrete_fields}
    fields = tuple(by_name[name] for name in names)
    assignments = ", ".join(f"{quoted(field.column)} = %s" for field in fields)
    number = by_name[meta.pk.name]
    return (
        f"UPDATE {quoted(meta.db_table)} SET {assignments} WHERE {quoted(number.column)} = %s",
        (*fields, number),
    )


class Write(NamedTuple):
    """A statement that writes a row, and its values."""

    statement: str
    values: list[Any]


def prepared(statement: str, fields: Fields, row: models.Model) -> Write:
    values = [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
    return Write(statement, values)


def inserted(row: models.Model) -> Write:
    """What stores a new row; the database numbers it, which the object does not learn."""
    return prepared(*insertion(type(row)), row)


def updated(row: models.Model, names: Iterable[str]) -> Write:
    """What stores these fields of a row that nobody else can change or delete now."""
    return prepared(*modification(type(row), tuple(names)), row)


def write(*writes: Write) -> None:
    """Carry out what writes, in this order; PostgreSQL is told all of it in one journey."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statements = "; ".join(one.statement for one in writes)
            cursor.execute(statements, [value for one in writes for value in one.values])
        else:
            for one in writes:
                cursor.execute(*one)
