"""Totals and counts of tickets, exact where the counters have them, bounded where not."""

from operator import itemgetter
from typing import Any

from django.db.models import Count

from core.dates import first_of_last
from tickets.models import Ticket
from tickets.search.ordering import Total
from tickets.search.page_finder import collect_newest
from tickets.search.query import TicketQuery
from tickets.statistics.counters import count_by_facets

# Where the newest rows have so many matches, only the matches among these rows are counted.
ENOUGH_MATCHES = 50
FIELDS = ("status", "priority", "category")


def read_facet_counts(query: TicketQuery) -> list[dict[str, Any]]:
    """Return the counts by facets from the counters, for a query whose `is_counted` is true."""
    days = query.created_within or query.resolved_within
    return count_by_facets(
        query.field_filters,
        "resolved" if query.resolved_within else "created",
        first_of_last(days) if days else None,
    )


def read_counted_total(query: TicketQuery) -> Total | None:
    """Return the total from the counters, or None where they do not have it."""
    if not query.is_counted:
        return None
    return Total(sum(row["count"] for row in read_facet_counts(query)), True)


def count_tickets(query: TicketQuery) -> dict[str, Any]:
    """Return the number of tickets of each status, priority and category.

    Without the counters, counting stops at a bound. Where it did, `exact` is false, and each number
    is a lower bound.
    """
    exact = True
    if query.is_counted:
        counts = sorted(read_facet_counts(query), key=itemgetter(*FIELDS))
    else:
        newest = collect_newest(query, ENOUGH_MATCHES)
        exact = newest.total.is_exact
        tickets = Ticket.objects.filter(pk__in=newest.ids)
        counts = list(tickets.values(*FIELDS).annotate(count=Count("pk")).order_by(*FIELDS))
    return {"cells": counts, "exact": exact}
