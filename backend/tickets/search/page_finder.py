"""Find a page of tickets, in a number of steps that does not grow with their number.

`choose` names the strategy for a query and an ordering:

- `IndexOrder` reads the page from an index that has the tickets in its order.
- `NextRows` looks through the next rows in the page's order, where what is common is soon found.
- `ByIndex` asks the index of the words or of a sparse field, in no order, and sorts what it finds.
- `GroupByGroup` fills a page that sorts by a facet first from one value of it after the other.
"""

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db.models import F, QuerySet
from django.db.models.expressions import OrderBy

from core.db.bounded import StatementTooSlow, fetch_in_time
from core.db.vendor import is_postgresql
from tickets.models import Ticket
from tickets.search import facet_index
from tickets.search.ordering import (
    START,
    Position,
    Total,
    after,
    after_row,
    groups_from,
    not_after,
    sort_value,
    with_ranks,
)
from tickets.search.query import TicketQuery
from tickets.search.word_frequency import is_rare

# So many of the next rows are looked through.
WINDOW = 500
# So many where a page's worth is likely among them, or where no index can help: words of one or
# two letters, or several common ones that never meet.
LONG_WINDOW = 5_000
EDGE_SECONDS = 10
MAX_EXACT_TOTAL = 10_000
MAX_SECONDS = 1.0


class Page(NamedTuple):
    """Some tickets in order, and what finding them told of the total, if anything."""

    tickets: list[Ticket]
    observed_total: Total | None = None


class Candidates(NamedTuple):
    """Numbers of matching tickets, and what they tell of the others.

    `are_next`: they are in order from the position on, with none left out between them.
    `are_all`: there are no others, or none that could be found in time.
    """

    ids: list[int]
    total: Total
    are_next: bool
    are_all: bool


class Strategy(ABC):
    """A way to a page."""

    @abstractmethod
    def fetch(self, query: TicketQuery, position: Position, size: int) -> Page:
        """Return the page of at most `size` tickets from the position on."""


class IndexOrder(Strategy):
    """Read the page from an index that has the tickets in its order."""

    def fetch(self, query: TicketQuery, position: Position, size: int) -> Page:
        if is_postgresql() and (query.field_filters or not position.is_by_time):
            return Page(facet_index.fetch_page(query, position, size))
        return Page(read_page(query.tickets, position, size))


class Lookup(Strategy):
    """Find candidates, then load or sort the page's tickets among them."""

    @abstractmethod
    def find(self, query: TicketQuery, position: Position, enough: int) -> Candidates:
        """Return matching tickets in an order of time: `enough` from the position on, or all."""

    def fetch(self, query: TicketQuery, position: Position, size: int) -> Page:
        found = self.find(query, position, size)
        if found.are_next:
            return Page(load(found.ids[:size], position), found.total)
        if query.search or query.sparse_filters:
            # Too many to sort, so a page's worth is soon met on the way.
            return Page(IndexOrder().fetch(query, position, size).tickets, found.total)
        # No more than there were in so many days.
        return Page(read_page(query.tickets, position, size, are_few=True), found.total)


class NextRows(Lookup):
    """Look through the next rows in the page's order; where too few match, ask an index."""

    def find(self, query: TicketQuery, position: Position, enough: int) -> Candidates:
        ids, is_end = self.look_through(query, position, WINDOW)
        likely = -(-enough * WINDOW // LONG_WINDOW) if query.has_index else 0
        if not is_end and likely <= len(ids) < enough:
            ids, is_end = self.look_through(query, position, LONG_WINDOW)
        if not is_end and len(ids) < enough and query.has_index:
            return ByIndex().find(query, position, enough)
        return self.candidates(ids, is_end, position, enough)

    def find_without_index(self, query: TicketQuery, position: Position, enough: int) -> Candidates:
        ids, is_end = self.look_through(query, position, LONG_WINDOW)
        return self.candidates(ids, is_end, position, enough)

    def candidates(
        self, ids: list[int], is_end: bool, position: Position, enough: int
    ) -> Candidates:
        total = Total(len(ids), is_end and not position.values)
        return Candidates(ids, total, are_next=True, are_all=is_end or len(ids) < enough)

    def look_through(
        self, query: TicketQuery, position: Position, distance: int
    ) -> tuple[list[int], bool]:
        """Return the matching ones of the next rows, and whether there are no rows after these."""
        edge = edge_values(query, position, distance)
        rows = query.tickets.order_by(*position.keys)
        if position.values:
            rows = rows.filter(after(position.keys, position.values))
        if edge is not None:
            rows = rows.filter(not_after(position.keys, edge))
        return list(rows.values_list("pk", flat=True)), edge is None


class ByIndex(Lookup):
    """Find all matching tickets by the index of the words or of a sparse field, then sort them."""

    def find(self, query: TicketQuery, position: Position, enough: int) -> Candidates:
        matching = query.tickets.order_by().values_list(position.time, "id")
        try:
            found = fetch_in_time(matching[: MAX_EXACT_TOTAL + 1], seconds=MAX_SECONDS)
        except StatementTooSlow:
            return NextRows().find_without_index(query, position, enough)
        if len(found) > MAX_EXACT_TOTAL:
            ids = [number for _, number in found[:MAX_EXACT_TOTAL]]
            return Candidates(ids, Total(MAX_EXACT_TOTAL, False), are_next=False, are_all=False)
        rows = sorted(found, reverse=position.is_newest_first)
        if position.values:
            last = tuple(position.values)
            rows = [row for row in rows if (row < last if position.is_newest_first else row > last)]
        ids = [number for _, number in rows]
        return Candidates(ids, Total(len(found), True), are_next=True, are_all=True)


class GroupByGroup(Strategy):
    """Fill a page that sorts by a facet first from one value of it after the other.

    The newest matching tickets tell whether they are few enough to be sorted at once.
    """

    def fetch(self, query: TicketQuery, position: Position, size: int) -> Page:
        found = find_newest(query, size)
        if found.are_all:
            known = Ticket.objects.filter(pk__in=found.ids)
            return Page(read_page(known, position, size, are_few=True), found.total)
        if not query.search and not query.sparse_filters:
            # No more than there were in so many days.
            return Page(read_page(query.tickets, position, size, are_few=True), found.total)
        field, values, is_reached = groups_from(position)
        tickets: list[Ticket] = []
        for value in values:
            if value in query.allowed_values(field) and len(tickets) < size:
                start = START._replace(values=position.values[1:] if is_reached else [])
                rest = size - len(tickets)
                tickets += find_page(query.having(field, value), start, rest).tickets
            is_reached = False
        return Page(tickets, found.total)


def choose(query: TicketQuery, position: Position) -> Strategy:
    """Return the strategy for a query in the position's ordering."""
    if query.is_in_order_of(position.time):
        return IndexOrder()
    if not position.is_by_time:
        return GroupByGroup()
    return choose_lookup(query)


def choose_lookup(query: TicketQuery) -> Lookup:
    return ByIndex() if query.sparse_filters or is_rare(query.search) else NextRows()


def find_page(query: TicketQuery, position: Position, size: int) -> Page:
    """Return the page of at most `size` tickets from a position on."""
    return choose(query, position).fetch(query, position, size)


def find_newest(query: TicketQuery, enough: int) -> Candidates:
    """Return the newest matching tickets: `enough` of them, or all."""
    return choose_lookup(query).find(query, START, enough)


def edge_values(query: TicketQuery, position: Position, distance: int) -> list[Any] | None:
    """Return the sort keys of the row at which the next rows with the field filters' values end.

    Return None where there are not so many rows. A first page's edge is cached for some seconds:
    tickets that arrive meanwhile only widen the window.
    """
    chosen = (f"{name}={'+'.join(sorted(v))}" for name, v in query.field_filters.items())
    key = ":".join(["edge", position.ordering, str(distance), *chosen])
    is_first = not position.values
    edge: list[Any] | None = caches["local"].get(key) if is_first else None
    if edge is None and (ticket := find_edge(query, position, distance)):
        edge = [sort_value(ticket, name) for name in position.keys]
        if is_first:
            caches["local"].set(key, edge, EDGE_SECONDS)
    return edge


def find_edge(query: TicketQuery, position: Position, distance: int) -> Ticket | None:
    if is_postgresql() and query.field_filters:
        return facet_index.find_edge(query.by_fields_alone(), position, distance)
    rows = Ticket.objects.order_by(*position.keys)
    if position.values:
        rows = rows.filter(after(position.keys, position.values))
    return rows[distance - 1 : distance].first()


def read_page(
    tickets: QuerySet[Ticket], position: Position, size: int, *, are_few: bool = False
) -> list[Ticket]:
    """Sort tickets and return a page of them; `are_few` has them found before they are sorted."""
    tickets = with_ranks(tickets, position.keys)
    if position.values:
        tickets = tickets.filter(after_row(position))
    *group, time, number = position.keys
    by_time: str | OrderBy = time
    if are_few and is_postgresql():
        # The planner takes matching tickets to lie evenly in time, and would walk through all
        # tickets in the order of the column as such.
        by_time = OrderBy(F(position.time) + timedelta(0), descending=position.is_newest_first)
    return list(tickets.order_by(*group, by_time, number)[:size])


def load(ids: list[int], position: Position) -> list[Ticket]:
    """Return the tickets with these numbers, as they are now, in an order of time."""
    return sorted(
        Ticket.objects.in_bulk(ids).values(),
        key=lambda ticket: [sort_value(ticket, key) for key in position.keys],
        reverse=position.is_newest_first,
    )
