"""Find a page of tickets, in a number of steps that does not grow with their number.

`choose` names the strategy for a query and an ordering:

- `IndexOrder` reads the page from an index that has the tickets in its order, also those of a tag.
- `NextRows` scans the next rows in the page's order, which soon has common matches.
- `ByIndex` takes all matches from the index of the words or of a sparse field, and sorts them.
- `CountFirst` lets the database sort what is not too much, where a sparse field has few values.
- `GroupByGroup` fills a page that sorts by a facet from the values of the facet, one by one.
"""

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Any, NamedTuple

from django.core.cache import caches
from django.db.models import QuerySet
from django.db.models.expressions import OrderBy

from core.db.bounded import StatementTooSlow, count_in_time, fetch_in_time
from core.db.null_times import LATEST
from core.db.vendor import is_postgresql
from tickets.models import Ticket
from tickets.search import facet_index, tag_index
from tickets.search.ordering import (
    START,
    Position,
    Total,
    after,
    after_row,
    groups_from,
    not_after,
    order_by,
    sort_expression,
    sort_value,
    with_ranks,
)
from tickets.search.query import TicketQuery

# The number of next rows that are scanned.
WINDOW = 500
# The same where a full page is likely among them, or where no index helps: for words of one or two
# letters, or common ones that hardly ever occur together.
LONG_WINDOW = 5_000
EDGE_SECONDS = 10
MAX_EXACT_TOTAL = 10_000
# The same for values of sparse fields, alone and together: to find the tickets that have two of
# them takes far longer than a page.
MAX_EXACT_SPARSE = 1_000
MAX_SECONDS = 1.0


class Page(NamedTuple):
    """Tickets in order, and the total that was observed on the way, if any."""

    tickets: list[Ticket]
    observed_total: Total | None = None


class Candidates(NamedTuple):
    """Ids of matching tickets.

    `are_next`: they follow the position in order, without gaps.
    `are_all`: there are no other matches, or none that could be found in time.
    """

    ids: list[int]
    total: Total
    are_next: bool
    are_all: bool


class Strategy(ABC):
    """A way to fetch a page."""

    @abstractmethod
    def fetch(self, query: TicketQuery, position: Position, size: int) -> Page:
        """Return the page of at most `size` tickets from the position on."""


class IndexOrder(Strategy):
    """Read the page from an index that has the tickets in its order."""

    def fetch(self, query: TicketQuery, position: Position, size: int) -> Page:
        if query.is_without_waiting and position.time == "waiting_since" and not position.values:
            # All of them sort behind those that wait.
            position = position._replace(values=[LATEST, 0])
        if tag_index.is_in_order(query, position):
            return Page(tag_index.fetch_page(query, position, size))
        if query.tags.is_sparse:
            return Page(read_in_time(query, position, size))
        if is_postgresql() and not query.has_own_order and self.is_by_facets(query, position):
            return Page(facet_index.fetch_page(query, position, size))
        return Page(read_page(query.tickets, position, size))

    def is_by_facets(self, query: TicketQuery, position: Position) -> bool:
        """Return if the index of the facets has these tickets closer together than another."""
        if query.field_filters or not position.is_by_time:
            return True
        return query.is_open and not query.has_turn_in_order_of(position.time)


class CandidateStrategy(Strategy):
    """Collect candidates, then load or sort the page's tickets among them."""

    @abstractmethod
    def collect(self, query: TicketQuery, position: Position, enough: int) -> Candidates:
        """Return matching tickets in an order of time: `enough` from the position on, or all."""

    def fetch(self, query: TicketQuery, position: Position, size: int) -> Page:
        found = self.collect(query, position, size)
        if found.are_next:
            return Page(load(query, found.ids[:size], position), found.total)
        if query.terms or query.has_sparse or not query.days:
            # There are too many matches to sort, so the order of time soon fills a page.
            return Page(IndexOrder().fetch(query, position, size).tickets, found.total)
        # The days of the filter bound their number.
        return Page(read_page(query.tickets, position, size, are_few=True), found.total)


class NextRows(CandidateStrategy):
    """Scan the next rows in the page's order; where too few match, use an index."""

    def collect(self, query: TicketQuery, position: Position, enough: int) -> Candidates:
        ids, is_end = self.scan_rows(query, position, WINDOW)
        likely = -(-enough * WINDOW // LONG_WINDOW) if query.has_index else 0
        if not is_end and likely <= len(ids) < enough:
            ids, is_end = self.scan_rows(query, position, LONG_WINDOW)
        if not is_end and len(ids) < enough and query.has_index:
            return ByIndex().collect(query, position, enough)
        return self.make_candidates(ids, is_end, position, enough)

    def scan_alone(self, query: TicketQuery, position: Position, enough: int) -> Candidates:
        ids, is_end = self.scan_rows(query, position, LONG_WINDOW)
        return self.make_candidates(ids, is_end, position, enough)

    def make_candidates(
        self, ids: list[int], is_end: bool, position: Position, enough: int
    ) -> Candidates:
        total = Total(len(ids), is_end and not position.values)
        return Candidates(ids, total, are_next=True, are_all=is_end or len(ids) < enough)

    def scan_rows(
        self, query: TicketQuery, position: Position, distance: int
    ) -> tuple[list[int], bool]:
        """Return the ids of the matches among the next rows, and if these rows are the last."""
        edge = get_edge_values(query, position, distance)
        rows = query.tickets.order_by(*order_by(position.keys))
        if position.values:
            rows = rows.filter(after(position.keys, position.values))
        if edge is not None:
            rows = rows.filter(not_after(position.keys, edge))
        return list(rows.values_list("pk", flat=True)), edge is None


class ByIndex(CandidateStrategy):
    """Find all matching tickets by the index of the words or of a sparse field, then sort them."""

    def collect(self, query: TicketQuery, position: Position, enough: int) -> Candidates:
        limit = self.most(query, position)
        if first := tag_index.find_first(query, limit + 1):
            total = Total(limit, False)
            return Candidates(first[:limit], total, are_next=False, are_all=False)
        matches: set[tuple[Any, ...]] = set()
        time = sort_expression(position.time)
        try:
            for part in query.by_index:
                # In no order, so that the database may stop where there are more.
                rows = part.order_by().values_list(time, "id")[: limit + 1]
                matches.update(fetch_in_time(rows, seconds=MAX_SECONDS))
        except StatementTooSlow:
            scanned = NextRows().scan_alone(query, position, enough)
            # Pages of tags are read in order all the same.
            return scanned._replace(are_next=False) if query.tags.is_sparse else scanned
        found = list(matches)
        if len(found) > limit:
            ids = [pk for _, pk in found[:limit]]
            return Candidates(ids, Total(limit, False), are_next=False, are_all=False)
        in_order = sorted(found, reverse=position.is_newest_first)
        if position.values:
            last = tuple(position.values)
            newest_first = position.is_newest_first
            in_order = [row for row in in_order if (row < last if newest_first else row > last)]
        ids = [pk for _, pk in in_order]
        return Candidates(ids, Total(len(found), True), are_next=True, are_all=True)

    def most(self, query: TicketQuery, position: Position) -> int:
        """Return how many matches are sorted and counted.

        Indexes of sparse fields have their tickets in the order of creation: beyond a few, a page
        is read from there. The figures of a report lead to lists by days, with exact totals.
        """
        is_in_order = position.time == "created_at" and not query.terms and not query.days
        return MAX_EXACT_SPARSE if is_in_order else MAX_EXACT_TOTAL


class CountFirst(Strategy):
    """Count the matches, and let the database sort them if they are not too many to do so.

    Thousands of ids would take longer to collect than to count.
    """

    def fetch(self, query: TicketQuery, position: Position, size: int) -> Page:
        limit = MAX_EXACT_TOTAL + 1
        try:
            count = count_in_time(query.tickets, limit=limit, seconds=MAX_SECONDS)
        except StatementTooSlow:
            count = limit
        if count < limit:
            has_order = position.is_by_time and query.has_turn_in_order_of(position.time)
            tickets = read_page(query.tickets, position, size, are_few=not has_order)
            return Page(tickets, Total(count, True))
        ordered = IndexOrder() if position.is_by_time else GroupByGroup()
        total = Total(MAX_EXACT_TOTAL, False)
        return Page(ordered.fetch(query, position, size).tickets, total)


class GroupByGroup(Strategy):
    """Fill a page that sorts by a facet from the values of the facet, one by one.

    Where the newest matches are all there are, these are sorted instead.
    """

    def fetch(self, query: TicketQuery, position: Position, size: int) -> Page:
        found = collect_newest(query, size)
        if found.are_all:
            matches = query.readable.filter(pk__in=found.ids)
            return Page(read_page(matches, position, size, are_few=True), found.total)
        if query.days and not query.terms and not query.has_sparse:
            # The days of the filter bound their number.
            return Page(read_page(query.tickets, position, size, are_few=True), found.total)
        field, values, is_reached = groups_from(position)
        tickets: list[Ticket] = []
        for value in values:
            if value in query.allowed_values(field) and len(tickets) < size:
                start = START._replace(values=position.values[1:] if is_reached else [])
                rest = size - len(tickets)
                tickets += find_page(query.with_value(field, value), start, rest).tickets
            is_reached = False
        return Page(tickets, found.total)


def choose(query: TicketQuery, position: Position) -> Strategy:
    """Return the strategy for a query in the position's ordering."""
    if query.is_in_order_of(position.time):
        return IndexOrder()
    if query.is_broad:
        return CountFirst()
    if not position.is_by_time:
        return GroupByGroup()
    return choose_candidate_strategy(query)


def choose_candidate_strategy(query: TicketQuery) -> CandidateStrategy:
    return ByIndex() if query.is_sparse or query.has_rare_term else NextRows()


def find_page(query: TicketQuery, position: Position, size: int) -> Page:
    """Return the page of at most `size` tickets from a position on."""
    if query.is_contradictory:
        return Page([], Total(0, True))
    return choose(query, position).fetch(query, position, size)


def collect_newest(query: TicketQuery, enough: int) -> Candidates:
    """Return the newest matching tickets: `enough` of them, or all."""
    if query.is_contradictory:
        return Candidates([], Total(0, True), are_next=True, are_all=True)
    return choose_candidate_strategy(query).collect(query, START, enough)


def get_edge_values(query: TicketQuery, position: Position, distance: int) -> list[Any] | None:
    """Return the sort keys of the row at which a window of about `distance` rows ends.

    Return None where there are fewer rows. A first page's edge is cached for some seconds:
    tickets that arrive meanwhile only widen the window.
    """
    filters = (f"{name}={'+'.join(sorted(v))}" for name, v in query.field_filters.items())
    key = ":".join(["edge", position.ordering, str(distance), query.reader.scope, *filters])
    is_first = not position.values
    edge: list[Any] | None = caches["local"].get(key) if is_first else None
    if edge is None and (ticket := fetch_edge(query, position, distance)):
        edge = [sort_value(ticket, name) for name in position.keys]
        if is_first:
            caches["local"].set(key, edge, EDGE_SECONDS)
    return edge


def fetch_edge(query: TicketQuery, position: Position, distance: int) -> Ticket | None:
    if is_postgresql() and query.field_filters:
        return facet_index.fetch_edge(query.with_field_filters_only(), position, distance)
    rows = query.readable.order_by(*order_by(position.keys))
    if position.values:
        rows = rows.filter(after(position.keys, position.values))
    return rows[distance - 1 : distance].first()


def read_page(
    tickets: QuerySet[Ticket], position: Position, size: int, *, are_few: bool = False
) -> list[Ticket]:
    """Sort tickets and return a page of them; `are_few` makes the database filter first."""
    return list(sort_page(tickets, position, size, are_few=are_few))


def read_in_time(query: TicketQuery, position: Position, size: int) -> list[Ticket]:
    """Return a page from an index in its order; filter first where they are too far apart there."""
    rows = sort_page(query.tickets, position, size).values_list("pk")
    try:
        found = fetch_in_time(rows, seconds=MAX_SECONDS)
    except StatementTooSlow:
        return read_page(query.tickets, position, size, are_few=True)
    return load(query, [pk for (pk,) in found], position)


def sort_page(
    tickets: QuerySet[Ticket], position: Position, size: int, *, are_few: bool = False
) -> QuerySet[Ticket]:
    tickets = with_ranks(tickets, position.keys)
    if position.values:
        tickets = tickets.filter(after_row(position))
    by_time, pk = order_by(position.time_keys)
    if are_few and is_postgresql():
        # The planner assumes that matches are spread evenly in time, and would read all tickets in
        # the order of the column itself.
        later = sort_expression(position.time) + timedelta(0)
        by_time = OrderBy(later, descending=position.is_newest_first)
    return tickets.order_by(*position.keys[:-2], by_time, pk)[:size]


def load(query: TicketQuery, ids: list[int], position: Position) -> list[Ticket]:
    """Return the tickets with these ids, as they are now, in an order of time."""
    return sorted(
        query.readable.in_bulk(ids).values(),
        key=lambda ticket: [sort_value(ticket, key) for key in position.keys],
        reverse=position.is_newest_first,
    )
