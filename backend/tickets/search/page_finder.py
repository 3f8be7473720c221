"""Which tickets are on a page, found in a number of steps that their number does not change.

Three ways lead to a page, and none of them sorts more than it has found or walks without an end:

- What an index has in the page's order is read from there.
- What no index has in that order, such as tickets with a word, is looked for among the next ones
  in that order: what is common is soon found there.
- What is not common is found by its own index, in no order, and then sorted. Where the newest
  tickets tell beforehand that it is rare, nothing else is asked.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.db.models.expressions import OrderBy

from tickets.models import Ticket, TicketQuerySet
from tickets.search.cell_index import edge_of_cells, page_from_cells
from tickets.search.ordering import (
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
from tickets.search.query import Narrowed
from tickets.search.word_frequency import has_rare_word
from tickets.vocabulary import RANKED

# So many of the next tickets are looked through for what no index has in the page's order.
WINDOW = 500
# So many where a page's worth is likely to be there; and where no index finds it in time: words of
# one or two letters, or several common ones that never meet.
LONG_WINDOW = 5_000
EDGE_SECONDS = 10
MAX_EXACT_TOTAL = 10_000
MAX_SECONDS = 1.0
QUERY_CANCELED = "57014"


def on_postgresql() -> bool:
    return connection.vendor == "postgresql"


def find_edge(narrowed: Narrowed, position: Position, distance: int) -> Ticket | None:
    if on_postgresql() and narrowed.chosen:
        return edge_of_cells(narrowed.by_values(), position, distance)
    keys = ORDERINGS[position.ordering]
    rows = Ticket.objects.order_by(*keys)
    if position.values:
        rows = rows.filter(beyond(keys, position.values))
    return rows[distance - 1 : distance].first()


def edge_of(narrowed: Narrowed, position: Position, distance: int) -> list[Any] | None:
    """Where the next so many tickets after a position end, of those with the accepted values.

    None where there are not so many. The first ones are remembered for some seconds: what comes in
    meanwhile only makes them a few more.
    """
    chosen = (f"{name}={'+'.join(sorted(given))}" for name, given in narrowed.chosen.items())
    key = ":".join(["edge", position.ordering, str(distance), *chosen])
    is_first = not position.values
    edge: list[Any] | None = caches["local"].get(key) if is_first else None
    if edge is None and (ticket := find_edge(narrowed, position, distance)):
        edge = [value_of(ticket, name) for name in ORDERINGS[position.ordering]]
        if is_first:
            caches["local"].set(key, edge, EDGE_SECONDS)
    return edge


class Seen(NamedTuple):
    """What was seen of the fitting tickets.

    `near` are those among the next so many of all, in order; `is_end` tells that there are no
    others after. `indexed` are those that an index knows, wherever they are, with their time, at
    most one more than are counted; None where no index was asked.
    """

    near: list[int]
    is_end: bool = False
    indexed: list[tuple[Any, int]] | None = None


def rows_in_time(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """The rows of a query; on PostgreSQL, `OperationalError` where it takes too long."""
    # Sent together, the two take one journey and are a transaction.
    limit = "SELECT set_config('statement_timeout', %s, true); "
    with (
        transaction.atomic() if connection.in_atomic_block else nullcontext(),
        connection.cursor() as cursor,
    ):
        if on_postgresql():
            cursor.execute(limit + sql, [str(round(MAX_SECONDS * 1000)), *parameters])
        else:
            cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def stored(values: Sequence[Any]) -> list[Any]:
    """A time and a number as the database has them."""
    moment, number = values
    return [connection.ops.adapt_datetimefield_value(moment), number]


def comparable(moment: Any) -> Any:
    """SQLite has times as texts, and may give them back as times that are not aware."""
    return moment if on_postgresql() else str(moment)


def look_near(narrowed: Narrowed, position: Position, distance: int) -> Seen:
    """The fitting ones of the next so many tickets after a position."""
    keys = ORDERINGS[position.ordering]
    edge = edge_of(narrowed, position, distance)
    rows = narrowed.tickets.order_by(*keys)
    if position.values:
        rows = rows.filter(beyond(keys, position.values))
    if edge is not None:
        rows = rows.filter(until(keys, edge))
    return Seen(list(rows.values_list("pk", flat=True)), is_end=edge is None)


def ask_index(narrowed: Narrowed, position: Position) -> Seen:
    """What an index knows of the fitting tickets, wherever they are."""
    time = name_of(ORDERINGS[position.ordering][0])
    fitting = narrowed.tickets.order_by().values_list(time, "id")[: MAX_EXACT_TOTAL + 1]
    found = rows_in_time(*fitting.query.sql_with_params())
    return Seen([], indexed=[(comparable(moment), number) for moment, number in found])


def look(narrowed: Narrowed, position: Position, enough: int) -> Seen:
    """What is to be seen near; and further, where a page's worth is likely to be there.

    An index is asked where there are few near, for it takes long to tell what is common.
    """
    if has_rare_word(narrowed.search):
        return ask_index(narrowed, position)
    likely = -(-enough * WINDOW // LONG_WINDOW) if narrowed.is_indexed else 0
    seen = look_near(narrowed, position, WINDOW)
    if not seen.is_end and likely <= len(seen.near) < enough:
        seen = look_near(narrowed, position, LONG_WINDOW)
    if seen.is_end or len(seen.near) >= enough or not narrowed.is_indexed:
        return seen
    return ask_index(narrowed, position)


def look_in_time(narrowed: Narrowed, position: Position, enough: int) -> Seen:
    """As `look`; where that takes too long, no index is asked."""
    try:
        return look(narrowed, position, enough)
    except OperationalError as error:
        if getattr(error.__cause__, "pgcode", None) != QUERY_CANCELED:
            raise
    return look_near(narrowed, position, LONG_WINDOW)


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
    if are_few and on_postgresql():
        # In the order of the time as such it would rather walk through all tickets than sort some,
        # for it takes them to lie evenly among the others.
        by_time = OrderBy(F(name_of(time)) + timedelta(0), descending=is_descending(time))
    return list(tickets.order_by(*group, by_time, number)[:size])


def in_order(numbers: Sequence[int], position: Position) -> list[Ticket]:
    """The tickets with these numbers, no more than a page of them, as they are now."""
    keys = ORDERINGS[position.ordering]
    return sorted(
        Ticket.objects.in_bulk(numbers).values(),
        key=lambda ticket: [value_of(ticket, key) for key in keys],
        reverse=is_descending(keys[0]),
    )


def in_order_from(position: Position, tickets: list[tuple[Any, int]]) -> list[int]:
    """The numbers of the tickets, each with its time, that come after a position, in order."""
    backwards = is_descending(ORDERINGS[position.ordering][0])
    if position.values:
        last = tuple(stored(position.values))
        tickets = [ticket for ticket in tickets if (ticket < last if backwards else ticket > last)]
    return [number for _, number in sorted(tickets, reverse=backwards)]


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
    near, is_end, indexed = look_in_time(narrowed, position, enough)
    if indexed is None:
        is_all = is_end or len(near) < enough
        total = Total(len(near), is_end and not position.values)
        return Some(near, total, are_next=True, are_all=is_all)
    are_all = len(indexed) <= MAX_EXACT_TOTAL
    total = Total(min(len(indexed), MAX_EXACT_TOTAL), are_all)
    if not are_all:
        return Some([number for _, number in indexed[:-1]], total, are_next=False, are_all=False)
    return Some(in_order_from(position, indexed), total, are_next=True, are_all=True)


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
        is_page = some.are_next and is_in_time
        if is_page:
            return in_order(some.ids[:size], position), total
        if some.are_all:
            known = Ticket.objects.filter(pk__in=some.ids)
            return page_of(known, position, size, are_few=True), total
        if not narrowed.search:
            # No more than there were in so many days.
            return page_of(narrowed.tickets, position, size, are_few=True), total
        if not is_in_time:
            return by_groups(narrowed, position, size), total
    if on_postgresql() and (narrowed.chosen or not is_in_time):
        return page_from_cells(narrowed, position, size), total
    return page_of(narrowed.tickets, position, size), total
