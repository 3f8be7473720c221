"""Queues: the lists that every agent works through, and how many tickets are in them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.core.cache import caches
from rest_framework.request import Request

from core.db.bounded import StatementTooSlow, count_each_in_time
from people.teams.access import reader_of
from tickets.search.counts import read_counted_total
from tickets.search.filters import resolve_words
from tickets.search.ordering import Total
from tickets.search.page_finder import MAX_EXACT_SPARSE
from tickets.search.query import NONE, TicketQuery
from tickets.search.tag_conditions import find_named
from tickets.shared_views.filters import QueryError, read_query
from tickets.shared_views.models import SharedView
from tickets.shared_views.selectors import list_views, user_id_of
from tickets.statistics.counters import count_by_facets
from tickets.vocabulary import ME, MINE, UNDONE, Awaiting

MAX_COUNTED_VIEWS = 20
# Views change seldom, and to read one takes as long as to count it.
REMEMBERED = 1_000
# For all counts of a request together.
MAX_SECONDS = 0.25
# What took too long is not counted again for so long.
SLOW_SECONDS = 600
Conditions = Mapping[str, Sequence[str] | bool]
AWAKE: Conditions = {"snoozed": False}
OPEN: Conditions = {**AWAKE, "status": [status.value for status in UNDONE]}


@dataclass(frozen=True)
class Queue:
    """A list of tickets to work through: its conditions, by their names in the API."""

    name: str
    conditions: Conditions
    ordering: str = "-created_at"


# Each has an index of its own. The interface has the same in domain/view/queues.json.
QUEUES = (
    Queue("mine", {**OPEN, "assignee": [ME]}),
    Queue("unassigned", {**OPEN, "assignee": [NONE]}),
    Queue("waiting_for_us", {**AWAKE, "awaiting": [Awaiting.AGENT.value]}, "waiting_since"),
    Queue(
        "waiting_for_requester",
        {**AWAKE, "awaiting": [Awaiting.REQUESTER.value]},
        "last_message_at",
    ),
    Queue("snoozed", {"snoozed": True}),
    Queue("followed", {**OPEN, "followed": [ME]}),
    Queue("my_teams", {**OPEN, "team": [MINE]}),
    Queue("all_open", OPEN),
)


read_kept_query = lru_cache(maxsize=REMEMBERED)(read_query)


def to_query(
    conditions: Mapping[str, Any], request: Request, tags: Mapping[str, int]
) -> TicketQuery:
    resolved = resolve_words(dict(conditions), request.user)
    return TicketQuery.from_conditions(resolved, reader_of(request), tags)


def view_conditions(view: SharedView) -> dict[str, Any] | None:
    """Return the conditions of a view; None for one that is not counted.

    That is one of another release, or one with a search, which would cost more than the rest.
    """
    try:
        conditions = read_kept_query(view.query)
    except QueryError:
        return None
    return None if conditions.get("search") else conditions


def count_queues(request: Request) -> dict[str, Any]:
    """Return the total of each queue, and of the first views that somebody sees."""
    queues = {queue.name: to_query(queue.conditions, request, {}) for queue in QUEUES}
    views = list_views(user_id_of(request))[:MAX_COUNTED_VIEWS]
    of_view = {view.pk: found for view in views if (found := view_conditions(view)) is not None}
    # One statement for all of them.
    tags = find_named(of_view.values())
    queries = {pk: to_query(conditions, request, tags) for pk, conditions in of_view.items()}
    totals = count_each([*queues.values(), *queries.values()])
    of_queues = dict(zip(queues, totals, strict=False))
    of_views = dict(zip(queries, totals[len(queues) :], strict=True))
    return {**of_queues, "views": {str(pk): total for pk, total in of_views.items() if total}}


def count_each(queries: Sequence[TicketQuery]) -> list[Total | None]:
    """Return the total of each query, exact up to a bound; None where counting took too long.

    They are all of one reader.

    Two statements for any number of queries: one reads the counters, the other counts what these
    do not know. One by dates, or without what is snoozed, takes two of its own at most.
    """
    totals: list[Total | None] = [None] * len(queries)
    cells: list[dict[str, Any]] | None = None
    others: list[int] = []
    for index, query in enumerate(queries):
        if query.is_contradictory:
            totals[index] = Total(0, True)
        elif not query.is_counted:
            others.append(index)
        elif query.days or query.older_than or query.is_snoozed is not None:
            totals[index] = read_counted_total(query)
        else:
            cells = count_by_facets({}, reader=query.reader) if cells is None else cells
            totals[index] = sum_cells(cells, query)
    counted = count_in_bounds([queries[index] for index in others])
    for index, total in zip(others, counted, strict=True):
        totals[index] = total
    return totals


def sum_cells(cells: Sequence[dict[str, Any]], query: TicketQuery) -> Total:
    """Return the total of a query by the facets alone, from the counts of their combinations."""
    filters = query.field_filters.items()
    count = sum(
        cell["count"] for cell in cells if all(cell[name] in values for name, values in filters)
    )
    return Total(count, True)


def count_in_bounds(queries: Sequence[TicketQuery]) -> list[Total | None]:
    """Count in one statement; where that takes too long, one by one, to find the slow ones."""
    slow = [is_slow(query) for query in queries]
    quick = [query for query, was_slow in zip(queries, slow, strict=True) if not was_slow]
    try:
        counts = iter(count_together(quick))
    except StatementTooSlow:
        counts = iter([count_alone(query) for query in quick])
    return [None if was_slow else next(counts) for was_slow in slow]


def count_together(queries: Sequence[TicketQuery]) -> list[Total | None]:
    limit = MAX_EXACT_SPARSE + 1
    tickets = [query.tickets for query in queries]
    counts = count_each_in_time(tickets, limit=limit, seconds=MAX_SECONDS)
    return [Total(min(count, MAX_EXACT_SPARSE), count < limit) for count in counts]


def count_alone(query: TicketQuery) -> Total | None:
    try:
        return count_together([query])[0]
    except StatementTooSlow:
        caches["local"].set(slow_key(query), True, SLOW_SECONDS)
        return None


def slow_key(query: TicketQuery) -> str:
    digest = hashlib.sha256(repr(query).encode()).hexdigest()
    return f"slow_count:{digest}"


def is_slow(query: TicketQuery) -> bool:
    """Return whether it took too long to count these tickets not long ago."""
    return bool(caches["local"].get(slow_key(query)))
