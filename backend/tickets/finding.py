"""Which tickets are on a page, found in a number of steps that their number does not change.

Three ways lead to a page, and none of them sorts more than it has found or walks without an end:

- What an index has in the page's order is read from there.
- What no index has in that order, such as tickets with a word, is looked for among the next ones
  in that order: what is common is soon found there.
- What is not common is found by its own index, in no order, and then sorted.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple

from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.db.models.expressions import OrderBy

from tickets.cells import edge_of_cells, page_from_cells
from tickets.models import RANKED, Ticket, TicketQuerySet
from tickets.narrowing import Narrowed
from tickets.orderings import (
    DEFAULT_ORDERING,
    ORDERINGS,
    Position,
    Total,
    beyond,
    groups_from,
    is_descending,
    name_of,
    rows_after,
    until,
    value_of,
)

# So many of the next tickets are looked through for what no index has in the page's order.
WINDOW = 2_000
# So many where a page's worth is likely to be there; and where no index finds it in time: words of
# one or two letters, or several common ones that never meet.
LONG_WINDOW = 10_000
MAX_EXACT_TOTAL = 10_000
MAX_SECONDS = 1.0
QUERY_CANCELED = "57014"


def has_cells() -> bool:
    return connection.vendor == "postgresql"


def edge_of(narrowed: Narrowed, position: Position, distance: int) -> Ticket | None:
    """The ticket so many after a position, of those with the accepted values; None past the end."""
    if has_cells() and narrowed.chosen:
        return edge_of_cells(narrowed.by_values(), position, distance)
    keys = ORDERINGS[position.ordering]
    rows = Ticket.objects.order_by(*keys)
    if position.values:
        rows = rows.filter(beyond(keys, position.values))
    return rows[distance - 1 : distance].first()


def near(narrowed: Narrowed, position: Position, distance: int) -> tuple[list[int], bool]:
    """Which of the next so many tickets fit, in order, and whether there are no others after.

    The order is one of time.
    """
    keys = ORDERINGS[position.ordering]
    rows = narrowed.tickets.order_by(*keys)
    if position.values:
        rows = rows.filter(beyond(keys, position.values))
    edge = edge_of(narrowed, position, distance)
    if edge is not None:
        rows = rows.filter(until(keys, [value_of(edge, key) for key in keys]))
    return list(rows.values_list("pk", flat=True)), edge is None


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


def page_of(
    tickets: TicketQuerySet, position: Position, size: int, *, are_few: bool = False
) -> list[Ticket]:
    """The next tickets from a position on; where they are few, they are found before sorted."""
    keys = ORDERINGS[position.ordering]
    if any(name_of(key) in RANKED for key in keys):
        tickets = tickets.with_ranks()
    if position.values:
        tickets = tickets.filter(rows_after(keys, position.values))
    *group, time, number = keys
    by_time: str | OrderBy = time
    if are_few and connection.vendor == "postgresql":
        # In the order of the time as such it would rather walk through all tickets than sort some,
        # for it takes them to lie evenly among the others.
        by_time = OrderBy(F(name_of(time)) + timedelta(0), descending=is_descending(time))
    return list(tickets.order_by(*group, by_time, number)[:size])


class Some(NamedTuple):
    """Some fitting tickets, and what they tell of the others.

    `are_next` where none lies between them, and they are in order; `are_all` where there are no
    others, or none that could be found in time.
    """

    ids: list[int]
    total: Total
    are_next: bool
    are_all: bool


def look_for(narrowed: Narrowed, position: Position, enough: int) -> Some:
    """Fitting tickets in an order of time from a position on: enough of them, or all.

    The total is about all tickets, wherever the position is.
    """

    def look_near(distance: int) -> tuple[list[int], bool, Total]:
        ids, is_end = near(narrowed, position, distance)
        return ids, is_end, Total(len(ids), is_end and not position.values)

    ids, is_end, total = look_near(WINDOW)
    if not is_end and enough > len(ids) >= enough * WINDOW / LONG_WINDOW:
        ids, is_end, total = look_near(LONG_WINDOW)
    if is_end or len(ids) >= enough:
        return Some(ids, total, are_next=True, are_all=is_end)
    indexed = ids_by_index(narrowed)
    if indexed is None:
        ids, _, total = look_near(LONG_WINDOW)
        return Some(ids, total, are_next=True, are_all=True)
    are_all = len(indexed) <= MAX_EXACT_TOTAL
    total = Total(min(len(indexed), MAX_EXACT_TOTAL), are_all)
    return Some(indexed[: total.tickets], total, are_next=False, are_all=are_all)


def newest_of(narrowed: Narrowed, enough: int) -> Some:
    """What the newest tickets tell, whatever order is asked for."""
    return look_for(narrowed, Position(DEFAULT_ORDERING, []), enough)


def by_groups(narrowed: Narrowed, position: Position, size: int) -> list[Ticket]:
    """The page from a position on, found group by group, each in the order of time."""
    field, values, is_reached = groups_from(position)
    tickets: list[Ticket] = []
    for value in values:
        if value in narrowed.accepted(field) and len(tickets) < size:
            start = Position(DEFAULT_ORDERING, position.values[1:] if is_reached else [])
            tickets += find(narrowed.having(field, value), start, size - len(tickets))[0]
        is_reached = False
    return tickets


def find(narrowed: Narrowed, position: Position, size: int) -> tuple[list[Ticket], Total | None]:
    """The next tickets from a position on, at most `size`, and what was seen of their total."""
    keys = ORDERINGS[position.ordering]
    is_in_time = len(keys) == 2
    total = None
    if not narrowed.is_in_order_of(name_of(keys[-2])):
        # Where others than times sort first, the newest tell whether such tickets are common.
        some = look_for(narrowed, position, size) if is_in_time else newest_of(narrowed, size)
        total = some.total
        if some.are_all or (some.are_next and is_in_time):
            ids = some.ids[:size] if some.are_next and is_in_time else some.ids
            known = Ticket.objects.filter(pk__in=ids)
            return page_of(known, position, size, are_few=True), total
        if not narrowed.search:
            # No more than there were in so many days.
            return page_of(narrowed.tickets, position, size, are_few=True), total
        if not is_in_time:
            return by_groups(narrowed, position, size), total
    if has_cells() and (narrowed.chosen or not is_in_time):
        return page_from_cells(narrowed, position, size), total
    return page_of(narrowed.tickets, position, size), total
