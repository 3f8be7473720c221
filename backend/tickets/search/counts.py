"""How many tickets there are, as far as that can be told at once."""

from typing import Any

from django.db.models import Count, QuerySet, Sum

from core.dates import start_of_last
from tickets.models import Ticket, TicketSummary
from tickets.search.ordering import Total
from tickets.search.page_finder import newest_of
from tickets.search.query import Narrowed

# More than that many among the newest tickets, and the newest are counted alone.
COMMON = 50
FIELDS = ("status", "priority", "category")


def kept_counts(narrowed: Narrowed) -> QuerySet[TicketSummary]:
    """What the database keeps count of that makes up these tickets; `is_counted` tells if it does.

    Rows of which there are some for each combination of the fields, or none for some.
    """
    kept = TicketSummary.objects.filter(
        **{f"{field}__in": values for field, values in narrowed.chosen.items()}
    )
    if days := narrowed.created_within or narrowed.resolved_within:
        event = "created" if narrowed.created_within else "resolved"
        return kept.filter(span="day", event=event, start__gte=start_of_last(days).date())
    return kept.filter(span="all")


def kept_total(narrowed: Narrowed) -> Total | None:
    """How many of these tickets there are, None where the database keeps no count of them."""
    if not narrowed.is_counted:
        return None
    return Total(kept_counts(narrowed).aggregate(total=Sum("count"))["total"] or 0, True)


def ticket_counts(narrowed: Narrowed) -> dict[str, Any]:
    """The number of tickets of each status, priority and category.

    Where the database keeps no count of them, counting stops at a bound; `exact` tells whether it
    got to the end. Each number then is one that there are at least.
    """
    exact = True
    if narrowed.is_counted:
        counted = kept_counts(narrowed).values(*FIELDS).annotate(count=Sum("count"))
    else:
        some = newest_of(narrowed, COMMON)
        exact = some.total.is_exact
        found = Ticket.objects.filter(pk__in=some.ids)
        counted = found.values(*FIELDS).annotate(count=Count("pk"))
    return {"cells": list(counted.filter(count__gt=0).order_by(*FIELDS)), "exact": exact}
