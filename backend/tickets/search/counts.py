"""Totals and counts of tickets, as far as they can be told at once."""

from typing import Any

from django.db.models import Count, QuerySet, Sum

from core.dates import start_of_last
from tickets.models import Ticket, TicketSummary
from tickets.search.ordering import Total
from tickets.search.page_finder import find_newest
from tickets.search.query import TicketQuery

# Where more than so many of the newest rows match, only these rows are counted.
COMMON = 50
FIELDS = ("status", "priority", "category")


def counter_rows(query: TicketQuery) -> QuerySet[TicketSummary]:
    """Return the counters that add up to the tickets of a query for which `is_counted` holds."""
    rows = TicketSummary.objects.filter(
        **{f"{name}__in": values for name, values in query.field_filters.items()}
    )
    if days := query.created_within or query.resolved_within:
        event = "created" if query.created_within else "resolved"
        return rows.filter(span="day", event=event, start__gte=start_of_last(days).date())
    return rows.filter(span="all")


def counted_total(query: TicketQuery) -> Total | None:
    """Return the total from the counters, or None where they do not have it."""
    if not query.is_counted:
        return None
    return Total(counter_rows(query).aggregate(total=Sum("count"))["total"] or 0, True)


def ticket_counts(query: TicketQuery) -> dict[str, Any]:
    """Return the number of tickets of each status, priority and category.

    Where the counters do not have them, counting stops at a bound; `exact` tells whether it got to
    the end. If not, each number is a lower bound.
    """
    exact = True
    if query.is_counted:
        counts = counter_rows(query).values(*FIELDS).annotate(count=Sum("count"))
    else:
        found = find_newest(query, COMMON)
        exact = found.total.is_exact
        tickets = Ticket.objects.filter(pk__in=found.ids)
        counts = tickets.values(*FIELDS).annotate(count=Count("pk"))
    return {"cells": list(counts.filter(count__gt=0).order_by(*FIELDS)), "exact": exact}
