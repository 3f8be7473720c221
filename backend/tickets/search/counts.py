"""Totals and counts of tickets, exact where the counters have them, bounded where not."""

from dataclasses import replace
from operator import itemgetter
from typing import Any

from django.db.models import Count

from core.dates import first_of_last
from core.db.bounded import StatementTooSlow, fetch_in_time
from tickets.search.ordering import Total
from tickets.search.page_finder import collect_newest
from tickets.search.query import TicketQuery
from tickets.statistics.counters import count_by_facets

# Where the newest rows have so many matches, only the matches among these rows are counted.
ENOUGH_MATCHES = 50
FIELDS = ("status", "priority", "category")
MAX_SECONDS = 1.0


def read_facet_counts(query: TicketQuery) -> list[dict[str, Any]] | None:
    """Return the counts by facets from the counters, or None where they do not have them."""
    if not query.is_counted:
        return None
    days = next(iter(query.days.values()), None)
    counts = count_by_facets(
        query.field_filters,
        "resolved" if "resolved_within" in query.days else "created",
        first_of_last(days) if days else None,
        first_of_last(query.older_than) if query.older_than else None,
        reader=query.reader,
    )
    if query.is_snoozed is None:
        return counts
    snoozed = count_snoozed(replace(query, is_snoozed=True))
    if snoozed is None:
        return None
    taken_off = {itemgetter(*FIELDS)(row): row["count"] for row in snoozed}
    return [
        {**row, "count": count}
        for row in counts
        if (count := row["count"] - taken_off.get(itemgetter(*FIELDS)(row), 0)) > 0
    ]


def count_snoozed(query: TicketQuery) -> list[dict[str, Any]] | None:
    """Return the counts by facets of tickets that are snoozed, which have an index of their own.

    Return None where there are too many to count in time.
    """
    rows = query.tickets.values_list(*FIELDS).annotate(count=Count("pk")).order_by()
    try:
        found = fetch_in_time(rows, seconds=MAX_SECONDS)
    except StatementTooSlow:
        return None
    return [{**dict(zip(FIELDS, facets, strict=True)), "count": n} for *facets, n in found]


def read_counted_total(query: TicketQuery) -> Total | None:
    """Return the total from the counters, or None where they do not have it."""
    counts = read_facet_counts(query)
    return None if counts is None else Total(sum(row["count"] for row in counts), True)


def count_tickets(query: TicketQuery) -> dict[str, Any]:
    """Return the number of tickets of each status, priority and category.

    Without the counters, counting stops at a bound. Where it did, `exact` is false, and each number
    is a lower bound.
    """
    exact = True
    is_few = query.is_snoozed and not query.terms
    counted = count_snoozed(query) if is_few else read_facet_counts(query)
    if counted is not None:
        counts = sorted(counted, key=itemgetter(*FIELDS))
    else:
        newest = collect_newest(query, ENOUGH_MATCHES)
        exact = newest.total.is_exact
        tickets = query.readable.filter(pk__in=newest.ids)
        counts = list(tickets.values(*FIELDS).annotate(count=Count("pk")).order_by(*FIELDS))
    return {"cells": counts, "exact": exact}
