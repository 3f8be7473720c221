"""Tickets that are back from a snooze, for whom they come back to."""

from collections.abc import Iterable

from django.db.models import BooleanField, ExpressionWrapper, F, Q, Value
from rest_framework.request import Request

from conversations.pulse.changes import Row
from tickets.access import readable_tickets
from tickets.history.actors import actor_of
from tickets.models import Ticket

# More at a time are told of as changes only.
MAX_WOKEN = 20


def get_woken(rows: Iterable[Row], request: Request) -> list[Ticket]:
    """Return the tickets that who asks gets back by these changes, the last one first.

    They are the assignee's, or else of who snoozed them; where nobody is signed in, of nobody.
    """
    ids = {row.ticket for row in rows if row.is_wake_up}
    if not ids:
        return []
    user_id = actor_of(request).user_id
    theirs = Q(assignee=user_id) | Q(assignee=None, snoozed_by=user_id)
    if user_id is None:
        theirs = Q(assignee=None, snoozed_by=None)
    was_own = Value(True) if user_id is None else Q(snoozed_by=user_id)
    tickets = (
        readable_tickets(request)
        .filter(theirs, pk__in=ids, woken_from__isnull=False)
        .annotate(was_own=ExpressionWrapper(was_own, output_field=BooleanField()))
        .only("woken_at", "woken_from")
        .order_by(F("woken_at").desc(), "-pk")
    )
    return list(tickets[:MAX_WOKEN])
