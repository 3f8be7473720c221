"""Orderings of the list, and positions in one of them.

A page starts after a row, which is known by the values of its sort keys: keyset pagination. No sort
key is null: where a column is, `sort_expression` has what counts instead.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    DateTimeField,
    F,
    Func,
    Q,
    QuerySet,
    SmallIntegerField,
    Value,
    When,
)
from django.db.models.expressions import OrderBy
from django.db.models.lookups import (
    GreaterThan,
    GreaterThanOrEqual,
    LessThan,
    LessThanOrEqual,
)

from core.db.null_times import LATEST
from tickets.indexes import LAST_WRITTEN, WAITING_SINCE
from tickets.models import Ticket
from tickets.vocabulary import RANKED, Category

# The last two keys of each are a time and the ticket's id, in the same direction.
ORDERINGS: dict[str, tuple[str, ...]] = {
    "-created_at": ("-created_at", "-id"),
    "created_at": ("created_at", "id"),
    "-updated_at": ("-updated_at", "-id"),
    "updated_at": ("updated_at", "id"),
    "-last_message_at": ("-last_message_at", "-id"),
    "last_message_at": ("last_message_at", "id"),
    # Who waits longest comes first, and tickets in which nobody waits for an agent last.
    "waiting_since": ("waiting_since", "id"),
    "-priority": ("-priority_rank", "-created_at", "-id"),
    "priority": ("priority_rank", "-created_at", "-id"),
    "-status": ("-status_rank", "-created_at", "-id"),
    "status": ("status_rank", "-created_at", "-id"),
    "-category": ("-category", "-created_at", "-id"),
    "category": ("category", "-created_at", "-id"),
}
# For a serializer.
ORDERING_CHOICES = [(name, name) for name in ORDERINGS]
DEFAULT_ORDERING = "-created_at"
SORT_EXPRESSIONS: dict[str, Any] = {
    "last_message_at": LAST_WRITTEN,
    "waiting_since": WAITING_SINCE,
}
TIMES = frozenset(keys[-2].removeprefix("-") for keys in ORDERINGS.values())


class Total(NamedTuple):
    """The number of tickets over all pages; a lower bound where it is not exact."""

    tickets: int
    is_exact: bool


class Position(NamedTuple):
    """The start of a page: after the row with these sort keys; the first page has none.

    `total` is the total of the page before, where counting again would be slow.
    """

    ordering: str
    values: list[Any]
    total: Total | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        return ORDERINGS[self.ordering]

    @property
    def time_keys(self) -> tuple[str, ...]:
        return self.keys[-2:]

    @property
    def time(self) -> str:
        return column(self.time_keys[0])

    @property
    def is_by_time(self) -> bool:
        """True where no facet sorts before the time."""
        return len(self.keys) == 2

    @property
    def is_newest_first(self) -> bool:
        return is_descending(self.time_keys[0])


START = Position(DEFAULT_ORDERING, [])


def is_descending(key: str) -> bool:
    return key.startswith("-")


def column(key: str) -> str:
    return key.removeprefix("-")


def sort_value(ticket: Ticket, key: str) -> Any:
    name = column(key)
    if name in RANKED:
        field, vocabulary = RANKED[name]
        return vocabulary.values.index(getattr(ticket, field))
    if name == "last_message_at":
        return ticket.last_message_at or ticket.created_at
    if name == "waiting_since":
        return ticket.waiting_since or LATEST
    return getattr(ticket, name)


def sort_expression(name: str) -> Any:
    """Return what the database sorts by for a column, as the indexes have it."""
    return SORT_EXPRESSIONS.get(name) or F(name)


def order_by(keys: Sequence[str]) -> list[OrderBy]:
    return [OrderBy(sort_expression(column(key)), descending=is_descending(key)) for key in keys]


def position_after(ticket: Ticket, ordering: str, total: Total | None = None) -> Position:
    """Return the position just after a ticket."""
    return Position(ordering, [sort_value(ticket, key) for key in ORDERINGS[ordering]], total)


def rank(field: str, values: Sequence[str]) -> Case:
    """Return an expression that numbers a field's values 0, 1, 2 … in the given order."""
    return Case(
        *(When(**{field: value}, then=Value(index)) for index, value in enumerate(values)),
        output_field=SmallIntegerField(),
    )


def with_ranks(tickets: QuerySet[Ticket], keys: Sequence[str]) -> QuerySet[Ticket]:
    """Annotate the ranks that the keys sort by."""
    ranks = {name: RANKED[name] for name in map(column, keys) if name in RANKED}
    return tickets.annotate(
        **{name: rank(field, vocabulary.values) for name, (field, vocabulary) in ranks.items()}
    )


class Groups(NamedTuple):
    """The groups of an ordering that sorts by a facet before time, from a position on.

    `values` are the facet's, in the ordering's direction. Where `is_reached`, the position is
    within the first of them.
    """

    field: str
    values: list[str]
    is_reached: bool


def groups_from(position: Position) -> Groups:
    """Return the groups of an ordering that is not one of time alone."""
    key = position.keys[0]
    is_ranked = column(key) in RANKED
    field, vocabulary = RANKED.get(column(key), (column(key), Category))
    values: list[str] = vocabulary.values if is_ranked else sorted(vocabulary.values)
    reached = None
    if position.values:
        reached = vocabulary.values[position.values[0]] if is_ranked else position.values[0]
    if is_descending(key):
        values = values[::-1]
    if reached is not None:
        values = values[values.index(reached) :]
    return Groups(field, values, reached is not None)


class Row(Func):
    """A row value, `(a, b)`: databases compare it from the left, in the order of an index."""

    template = "(%(expressions)s)"
    output_field = DateTimeField()


def compare_rows(keys: Sequence[str], values: Sequence[Any], lookup: Any) -> Q:
    """Return a condition on a row's time and id, compared with values or expressions."""
    given = [v if hasattr(v, "resolve_expression") else Value(v) for v in values]
    return Q(lookup(Row(*(sort_expression(column(key)) for key in keys)), Row(*given)))


def after(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the condition that a row's time and id come after the given ones."""
    return compare_rows(keys, values, LessThan if is_descending(keys[-1]) else GreaterThan)


def not_after(keys: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the condition that a row's time and id do not come after the given ones."""
    lookup = GreaterThanOrEqual if is_descending(keys[-1]) else LessThanOrEqual
    return compare_rows(keys, values, lookup)


def after_row(position: Position) -> Q:
    """Return the condition that a row sorts after a position that is not the start."""
    keys, values = position.keys, position.values
    condition = after(keys[-2:], values[-2:])
    if position.is_by_time:
        return condition
    name, lookup = column(keys[0]), "lt" if is_descending(keys[0]) else "gt"
    return Q(**{f"{name}__{lookup}": values[0]}) | (Q(**{name: values[0]}) & condition)
