"""Totals and counts of tickets, as far as they can be told at once."""

from operator import itemgetter
from typing import Any

from django.db.models import Count

from core.dates import start_of_last
from tickets.models import Ticket
from tickets.search.ordering import Total
from tickets.search.page_finder import find_newest
from tickets.search.query import TicketQuery
from tickets.statistics.counters import count_by_facets

# Where more than so many of the newest rows match, only these rows are counted.
COMMON = 50
FIELDS = ("status", "priority", "category")


def counted_cells(query: TicketQuery) -> list[dict[str, Any]]:
    """Return the counters of the tickets of a query for which `is_counted` holds."""
    days = query.created_within or query.resolved_within
    return count_by_facets(
        query.field_filters,
        "resolved" if query.resolved_within else "created",
        start_of_last(days) if days else None,
    )


def counted_total(query: TicketQuery) -> Total | None:
    """Return the total from the counters, or None where they do not have it."""
    if not query.is_counted:
        return None
    return Total(sum(cell["count"] for cell in counted_cells(query)), True)


def ticket_counts(query: TicketQuery) -> dict[str, Any]:
    """Return the number of tickets of each status, priority and category.

    Where the counters do not have them, counting stops at a bound; `exact` tells whether it got to
    the end. If not, each number is a lower bound.
    """
    exact = True
    if query.is_counted:
        cells = sorted(counted_cells(query), key=itemgetter(*FIELDS))
    else:
        found = find_newest(query, COMMON)
        exact = found.total.is_exact
        tickets = Ticket.objects.filter(pk__in=found.ids)
        cells = list(tickets.values(*FIELDS).annotate(count=Count("pk")).order_by(*FIELDS))
    return {"cells": cells, "exact": exact}
