"""In which orders tickets can be listed, and where in one of them a page starts.

The keys of the row before a page travel in a signed cursor; a client need not and cannot read
meaning into it.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.core import signing
from django.db.models import DateTimeField, F, Func, Q, Value
from django.db.models.lookups import (
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
)
from django.utils.dateparse import parse_datetime

from tickets.models import Ticket
from tickets.vocabulary import RANKED, Category

# Without a time in them, unlike `signing.dumps`: the same page has the same cursor, whenever asked.
CURSORS = signing.Signer(salt="tickets.cursor")

# The last two keys of each are a time and the ticket's number, in the same direction.
ORDERINGS: dict[str, tuple[str, ...]] = {
    "-created_at": ("-created_at", "-id"),
    "created_at": ("created_at", "id"),
    "-updated_at": ("-updated_at", "-id"),
    "updated_at": ("updated_at", "id"),
    "-priority": ("-priority_rank", "-created_at", "-id"),
    "priority": ("priority_rank", "-created_at", "-id"),
    "-status": ("-status_rank", "-created_at", "-id"),
    "status": ("status_rank", "-created_at", "-id"),
    "-category": ("-category", "-created_at", "-id"),
    "category": ("category", "-created_at", "-id"),
}
DEFAULT_ORDERING = "-created_at"


class Total(NamedTuple):
    """How many tickets there are over all pages, and whether there may be more."""

    tickets: int
    is_exact: bool


class Position(NamedTuple):
    """Where a page starts: after the row with these sort keys, in this ordering.

    `total` is what the first page said, where counting again would cost much.
    """

    ordering: str
    values: list[Any]
    total: Total | None = None


def is_descending(key: str) -> bool:
    return key.startswith("-")


def name_of(key: str) -> str:
    return key.removeprefix("-")


def value_of(ticket: Ticket, key: str) -> Any:
    """A ticket's value of a sort key."""
    name = name_of(key)
    if name in RANKED:
        field, vocabulary = RANKED[name]
        return vocabulary.values.index(getattr(ticket, field))
    return getattr(ticket, name)


class Groups(NamedTuple):
    """What an ordering sorts by before time: a field's values, in order, from a position on.

    `is_reached` tells whether the position is within the first of them.
    """

    field: str
    values: list[str]
    is_reached: bool


def groups_from(position: Position) -> Groups:
    """The groups of an ordering that is not one of time alone."""
    key = ORDERINGS[position.ordering][0]
    field, vocabulary = RANKED.get(name_of(key), (name_of(key), Category))
    values: list[str] = vocabulary.values if name_of(key) in RANKED else sorted(vocabulary.values)
    reached = None
    if position.values:
        value = position.values[0]
        reached = vocabulary.values[value] if name_of(key) in RANKED else value
    if is_descending(key):
        values = values[::-1]
    if reached is not None:
        values = values[values.index(reached) :]
    return Groups(field, values, reached is not None)


def position_of(ticket: Ticket, ordering: str, total: Total | None = None) -> Position:
    return Position(ordering, [value_of(ticket, key) for key in ORDERINGS[ordering]], total)


def encode_cursor(position: Position) -> str:
    values = [v.isoformat() if isinstance(v, datetime) else v for v in position.values]
    total = [] if position.total is None else [list(position.total)]
    return CURSORS.sign_object([position.ordering, *values, *total])


def read_value(key: str, value: Any) -> Any:
    """A sort key's value out of a cursor; raises `TypeError` or `ValueError` for another kind."""
    name = name_of(key)
    if name.endswith("_at"):
        moment = parse_datetime(value)
        if moment is None or moment.tzinfo is None:
            raise ValueError(f"{name} is no time")
        return moment
    if name == "category":
        return Category(value)
    end = len(RANKED[name][1]) if name in RANKED else 2**63
    if type(value) is not int or not 0 <= value < end:
        raise ValueError(f"{name} is no number")
    return value


def read_total(value: Any) -> Total:
    count, is_exact = value
    if type(count) is not int or type(is_exact) is not bool:
        raise TypeError("this is no total")
    return Total(count, is_exact)


def decode_cursor(cursor: str) -> Position:
    """Undo `encode_cursor`.

    Raises `BadSignature` for what this product did not sign, and `KeyError`, `TypeError` or
    `ValueError` for what an earlier release, or another one with the same key, did.
    """
    ordering, *values = CURSORS.unsign_object(cursor)
    keys = ORDERINGS[ordering]
    total = read_total(values.pop()) if len(values) > len(keys) else None
    return Position(
        ordering, [read_value(key, value) for key, value in zip(keys, values, strict=True)], total
    )


class Row(Func):
    """Values that are compared together, the first that differs deciding: an index does that."""

    template = "(%(expressions)s)"
    output_field = DateTimeField()


def compare(keys: Sequence[str], values: Sequence[Any], lookup: Any) -> Q:
    """A condition on a row's time and number, against given ones or expressions."""
    given = [v if hasattr(v, "resolve_expression") else Value(v) for v in values]
    return Q(lookup(Row(*(F(name_of(key)) for key in keys)), Row(*given)))


def beyond(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """The condition that a row's time and number come after the given ones."""
    return compare(keys, values, LessThan if is_descending(keys[-1]) else GreaterThan)


def until(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """The condition that a row's time and number do not come after the given ones."""
    return compare(keys, values, GreaterThanOrEqual if is_descending(keys[-1]) else LessThanOrEqual)


def rows_after(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """The condition that a row sorts after the given one."""
    last = beyond(keys[-2:], values[-2:])
    if len(keys) == 2:
        return last
    name, further = name_of(keys[0]), "lt" if is_descending(keys[0]) else "gt"
    return Q(**{f"{name}__{further}": values[0]}) | (Q(**{name: values[0]}) & last)
