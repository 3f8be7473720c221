"""How tickets divide, for a client that shows how many each of its filters would find."""

from typing import Any

from django.db.models import Count

from tickets.models import Ticket, TicketQuerySet, TicketSummary
from tickets.pagination import MAX_EXACT_TOTAL

FIELDS = ("status", "priority", "category")


def ticket_counts(tickets: TicketQuerySet) -> dict[str, Any]:
    """The number of tickets of each status, priority and category, in one query.

    Of all tickets the database keeps count. Where they are narrowed, counting stops at the bound of
    the list's total; `exact` tells whether it got to the end. Each number then is one that there
    are at least.
    """
    if not tickets.query.where:
        kept = TicketSummary.objects.filter(span="all", count__gt=0)
        return {"cells": list(kept.order_by(*FIELDS).values(*FIELDS, "count")), "exact": True}
    some = Ticket.objects.filter(pk__in=tickets.order_by().values("pk")[: MAX_EXACT_TOTAL + 1])
    cells = list(some.order_by(*FIELDS).values(*FIELDS).annotate(count=Count("pk")))
    exact = sum(cell["count"] for cell in cells) <= MAX_EXACT_TOTAL
    if not exact:
        # The row beyond the bound only shows that there are more; the list's total leaves it out.
        max(cells, key=lambda cell: cell["count"])["count"] -= 1
    return {"cells": cells, "exact": exact}
