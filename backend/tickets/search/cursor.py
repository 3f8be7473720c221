"""Cursors: positions in the list as signed text, which clients send back and need not read."""

from datetime import datetime
from typing import Any

from django.core import signing
from django.utils.dateparse import parse_datetime

from tickets.search.ordering import ORDERINGS, TIMES, Position, Total, column
from tickets.vocabulary import RANKED, Category

# Without a timestamp, unlike `signing.dumps`: a page has the same cursor whenever it is asked for.
CURSORS = signing.Signer(salt="tickets.cursor")


def encode_cursor(position: Position, scope: str = "") -> str:
    """Return a position as a cursor, whose total is that of a reader's scope."""
    values = [v.isoformat() if isinstance(v, datetime) else v for v in position.values]
    total = [] if position.total is None else [[*position.total, *([scope] if scope else [])]]
    return CURSORS.sign_object([position.ordering, *values, *total])


def decode_cursor(cursor: str, scope: str = "") -> Position:
    """Undo `encode_cursor`; leave out a total that is that of another scope.

    Raise `BadSignature` for what this product did not sign, and `KeyError`, `TypeError` or
    `ValueError` for what an earlier release, or another one with the same key, did.
    """
    ordering, *values = CURSORS.unsign_object(cursor)
    keys = ORDERINGS[ordering]
    total = read_total(values.pop(), scope) if len(values) > len(keys) else None
    return Position(
        ordering, [read_value(key, value) for key, value in zip(keys, values, strict=True)], total
    )


def read_value(key: str, value: Any) -> Any:
    """Return a sort key's value; raise `TypeError` or `ValueError` for another kind of value."""
    name = column(key)
    if name in TIMES:
        moment = parse_datetime(value)
        if moment is None or moment.tzinfo is None:
            raise ValueError(f"{name} is not a time")
        return moment
    if name == "category":
        return Category(value)
    end = len(RANKED[name][1]) if name in RANKED else 2**63
    if type(value) is not int or not 0 <= value < end:
        raise ValueError(f"{name} is not a number")
    return value


def read_total(value: Any, scope: str) -> Total | None:
    count, is_exact, *of_scope = value
    if type(count) is not int or type(is_exact) is not bool:
        raise TypeError("not a total")
    return Total(count, is_exact) if of_scope == ([scope] if scope else []) else None
