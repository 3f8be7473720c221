"""Which tickets are on a page, found in a number of steps that their number does not change.

Three ways lead to a page, and none of them sorts more than it has found or walks without an end:

- What an index has in the page's order is read from there. PostgreSQL puts a page of tickets that
  have one of several values together from the first ones of each combination of values.
- What no index has in that order, such as tickets with a word, is looked for among the next ones
  in that order: what is common is soon found there.
- What is not common is found by its own index, in no order, and then sorted.
"""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import OperationalError, connection, transaction
from django.db.models.expressions import RawSQL

from tickets.models import CELL, RANKED, Ticket, TicketQuerySet
from tickets.narrowing import Narrowed
from tickets.orderings import (
    DEFAULT_ORDERING,
    ORDERINGS,
    Position,
    Total,
    beyond,
    is_descending,
    name_of,
    rows_after,
    until,
)

# So many of the next tickets are looked through for what no index has in the page's order.
WINDOW = 2_000
# And so many where no index finds it in time: words of one or two letters, or several common ones
# that never meet.
LONG_WINDOW = 10_000
MAX_EXACT_TOTAL = 10_000
MAX_SECONDS = 1.0
QUERY_CANCELED = "57014"


def row_at(distance: int, keys: Sequence[str], after: Sequence[Any]) -> tuple[Any, ...] | None:
    """The sort keys of the ticket so many after a position, whatever narrows; None past the end."""
    rows = Ticket.objects.order_by(*keys)
    if after:
        rows = rows.filter(beyond(keys, after))
    return rows.values_list(*map(name_of, keys))[distance - 1 : distance].first()


def ids_until(
    narrowed: Narrowed, keys: Sequence[str], after: Sequence[Any], edge: Sequence[Any] | None
) -> list[int]:
    """The fitting tickets from a position to an edge, in order."""
    rows = narrowed.tickets.order_by(*keys)
    if after:
        rows = rows.filter(beyond(keys, after))
    if edge is not None:
        rows = rows.filter(until(keys, edge))
    return list(rows.values_list("pk", flat=True))


def near(
    narrowed: Narrowed, keys: Sequence[str], after: Sequence[Any], distance: int
) -> tuple[list[int], bool]:
    """Which of the next so many tickets fit, in order, and whether there are no others after."""
    edge = row_at(distance, keys, after)
    return ids_until(narrowed, keys, after, edge), edge is None


@contextmanager
def limited_time() -> Iterator[None]:
    """Within it PostgreSQL ends a statement that takes too long: `OperationalError`."""
    with transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('statement_timeout', %s, true)",
                    [str(round(MAX_SECONDS * 1000))],
                )
        yield


def ids_by_index(narrowed: Narrowed) -> list[int] | None:
    """Fitting tickets in no order, at most one more than are counted.

    None where no index knows them, or where it could not tell them in time.
    """
    if not narrowed.is_indexed:
        return None
    some = narrowed.tickets.order_by().values_list("pk", flat=True)[: MAX_EXACT_TOTAL + 1]
    try:
        with limited_time():
            return list(some)
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) == QUERY_CANCELED:
            return None
        raise


def in_order(tickets: TicketQuerySet, keys: Sequence[str]) -> TicketQuerySet:
    if any(name_of(key) in RANKED for key in keys):
        tickets = tickets.with_ranks()
    return tickets.order_by(*keys)


def among(ids: Sequence[int], position: Position, size: int) -> list[Ticket]:
    """The page from a position on, of known tickets."""
    keys = ORDERINGS[position.ordering]
    rows = in_order(Ticket.objects.filter(pk__in=ids), keys)
    if position.values:
        rows = rows.filter(rows_after(keys, position.values))
    return list(rows[:size])


def along(narrowed: Narrowed, position: Position, size: int) -> list[Ticket]:
    """The page from a position on, in an index's order."""
    keys = ORDERINGS[position.ordering]
    if connection.vendor == "postgresql" and (narrowed.chosen or len(keys) > 2):
        return from_cells(narrowed, position, size)
    rows = in_order(narrowed.tickets, keys)
    if position.values:
        rows = rows.filter(rows_after(keys, position.values))
    return list(rows[:size])


def sorted_by(key: str, cell: Mapping[str, str]) -> Any:
    """What all tickets of a cell have of a sort key."""
    name = name_of(key)
    if name in RANKED:
        field, vocabulary = RANKED[name]
        return vocabulary.values.index(cell[field])
    return cell[name]


def starts_of_cells(narrowed: Narrowed, position: Position) -> list[tuple[Any, ...]]:
    """The cells that a page can have tickets of, in the columns of `PAGE_FROM_CELLS`.

    A cell is a combination of a category, a priority and a status. Cells share a place where the
    page's order does not tell them apart; those in places before the page are left out.
    """
    *group, time, _ = ORDERINGS[position.ordering]
    *reached_group, last_time, last_number = position.values or (None, None)
    start = ("infinity", 2**63 - 1) if is_descending(time) else ("-infinity", 0)
    found: list[tuple[Any, ...]] = []
    for values in itertools.product(*(narrowed.accepted(field) for field in CELL)):
        cell = dict(zip(CELL, values, strict=True))
        places: list[Any] = [sorted_by(key, cell) for key in group]
        bound: tuple[Any, Any] = start
        if position.values and places == reached_group:
            bound = (last_time, last_number)
        elif position.values and (places > reached_group) == is_descending(group[0]):
            continue
        found.append((*values, places, *bound))
    order = sorted((row[3] for row in found), reverse=bool(group) and is_descending(group[0]))
    return [(*row[:3], order.index(row[3]), str(row[4]), row[5]) for row in found]


PAGE_FROM_CELLS = """
    SELECT tickets_ticket.*
    FROM (
        SELECT next.id, cell.place, next.{time}
        FROM unnest(
            %s::varchar[], %s::varchar[], %s::varchar[], %s::int[], %s::timestamptz[], %s::bigint[]
        ) AS cell (category, priority, status, place, after_time, after_number)
        CROSS JOIN LATERAL ({next}) AS next
        ORDER BY cell.place, next.{time} {direction}, next.id {direction}
        LIMIT %s
    ) AS page
    JOIN tickets_ticket USING (id)
    ORDER BY page.place, page.{time} {direction}, page.id {direction}
"""


def from_cells(narrowed: Narrowed, position: Position, size: int) -> list[Ticket]:
    """The page as PostgreSQL puts it together from the first tickets of each cell.

    An index has the tickets of each cell in the order of time.
    """
    keys = ORDERINGS[position.ordering][-2:]
    starts = starts_of_cells(narrowed, position)
    # The names are those of the statement around.
    of_cell = {field: RawSQL(f"cell.{field}", ()) for field in CELL}  # noqa: S611
    after = [RawSQL(f"cell.{name}", ()) for name in ("after_time", "after_number")]  # noqa: S611
    following = narrowed.tickets.filter(beyond(keys, after), **of_cell).order_by(*keys)
    sql, parameters = following.values_list("id", name_of(keys[0]))[:size].query.sql_with_params()
    statement = PAGE_FROM_CELLS.format(
        next=sql,
        time=name_of(keys[0]),
        direction="DESC" if is_descending(keys[0]) else "ASC",
    )
    columns = [list(column) for column in zip(*starts, strict=True)]
    return list(Ticket.objects.raw(statement, [*columns, *parameters, size])) if starts else []


class Some(NamedTuple):
    """Some fitting tickets, and what they tell of the others.

    `are_next` where none lies between them, and they are in order; `are_all` where there are no
    others, or none that could be found in time.
    """

    ids: list[int]
    total: Total
    are_next: bool
    are_all: bool


def look_for(narrowed: Narrowed, keys: Sequence[str], after: Sequence[Any], enough: int) -> Some:
    """Fitting tickets in the order of time after a position: enough of them, or all.

    The total is about all tickets, wherever the position is.
    """
    ids, is_end = near(narrowed, keys, after, WINDOW)
    if not is_end and len(ids) < enough:
        indexed = ids_by_index(narrowed)
        if indexed is not None:
            ids, are_all = indexed[:MAX_EXACT_TOTAL], len(indexed) <= MAX_EXACT_TOTAL
            return Some(ids, Total(len(ids), are_all), are_next=False, are_all=are_all)
        ids, is_end = near(narrowed, keys, after, LONG_WINDOW)
        return Some(ids, Total(len(ids), is_end and not after), are_next=True, are_all=True)
    return Some(ids, Total(len(ids), is_end and not after), are_next=True, are_all=is_end)


def find(narrowed: Narrowed, position: Position, size: int) -> tuple[list[Ticket], Total | None]:
    """The next tickets from a position on, at most `size`, and what was seen of their total."""
    keys = ORDERINGS[position.ordering]
    if narrowed.is_in_order_of(name_of(keys[-2])):
        return along(narrowed, position, size), None
    if is_in_time := len(keys) == 2:
        some = look_for(narrowed, keys, position.values, size)
    else:
        # The newest tell whether such tickets are common.
        some = look_for(narrowed, ORDERINGS[DEFAULT_ORDERING], [], size)
    if some.are_next and is_in_time:
        return among(some.ids[:size], position, size), some.total
    if some.are_all:
        return among(some.ids, position, size), some.total
    return along(narrowed, position, size), some.total
