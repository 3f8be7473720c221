"""How many tickets there are, as far as that can be told at once."""

from operator import itemgetter
from typing import Any

from django.db.models import Count

from core.dates import start_of_last
from tickets.models import Ticket
from tickets.search.ordering import Total
from tickets.search.page_finder import newest_of
from tickets.search.query import Narrowed
from tickets.statistics.counters import count_by_facets

# More than that many among the newest tickets, and the newest are counted alone.
COMMON = 50
FIELDS = ("status", "priority", "category")


def kept_counts(narrowed: Narrowed) -> list[dict[str, Any]]:
    """Return how many of these tickets have each combination of the fields; see `is_counted`."""
    days = narrowed.created_within or narrowed.resolved_within
    return count_by_facets(
        narrowed.chosen,
        "resolved" if narrowed.resolved_within else "created",
        start_of_last(days) if days else None,
    )


def kept_total(narrowed: Narrowed) -> Total | None:
    """How many of these tickets there are, None where the database keeps no count of them."""
    if not narrowed.is_counted:
        return None
    return Total(sum(cell["count"] for cell in kept_counts(narrowed)), True)


def ticket_counts(narrowed: Narrowed) -> dict[str, Any]:
    """The number of tickets of each status, priority and category.

    Where the database keeps no count of them, counting stops at a bound; `exact` tells whether it
    got to the end. Each number then is one that there are at least.
    """
    exact = True
    if narrowed.is_counted:
        cells = sorted(kept_counts(narrowed), key=itemgetter(*FIELDS))
    else:
        some = newest_of(narrowed, COMMON)
        exact = some.total.is_exact
        found = Ticket.objects.filter(pk__in=some.ids)
        cells = list(found.values(*FIELDS).annotate(count=Count("pk")).order_by(*FIELDS))
    return {"cells": cells, "exact": exact}
