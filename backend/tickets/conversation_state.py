"""The state of a ticket's conversation: the rules of the ticket's derived columns.

`awaiting` follows from the status and from who spoke last: it is nobody's turn once the ticket is
done, else the turn of whoever did not write the last public message. The submission is the
requester's first. `waiting_since` is the time of the requester's earliest message that no agent has
answered; in a ticket that was reopened it is no earlier than that, because being done had answered
what was before. Notes change neither.

A snooze that ends by itself makes it the agents' turn, until one of them replies: `waiting_since`
is the time of the wake-up then, and `last_message_at` no earlier than that.
"""

from datetime import datetime
from typing import Any

from django.db.models import Case, CharField, DateTimeField, F, Q, Value, When

from tickets.vocabulary import DONE, Awaiting

# The columns that a message moves, and those that a change of the status moves.
COLUMNS = (
    "awaiting",
    "waiting_since",
    "message_count",
    "last_message_at",
    "last_requester_at",
    "last_agent_at",
    "first_response_at",
)
TURN_COLUMNS = ("awaiting", "waiting_since", "reopened_at")

AGENT_SPOKE_LAST = (
    Q(last_agent_at__isnull=False)
    & (Q(last_requester_at__isnull=True) | Q(last_agent_at__gte=F("last_requester_at")))
    & (Q(woken_at__isnull=True) | Q(last_agent_at__gte=F("woken_at")))
)


def derive_turn(status: str, at: datetime) -> dict[str, Any]:
    """Return the columns that follow from a change to a status, as values or expressions."""
    if status in DONE:
        return {"awaiting": Awaiting.NOBODY, "waiting_since": None}
    # An update's expressions see the status from before.
    was_done = Q(status__in=DONE)
    return {
        "reopened_at": Case(
            When(was_done, then=Value(at)), default=F("reopened_at"), output_field=DateTimeField()
        ),
        "awaiting": Case(
            When(~was_done, then=F("awaiting")),
            When(AGENT_SPOKE_LAST, then=Value(Awaiting.REQUESTER.value)),
            default=Value(Awaiting.AGENT.value),
            output_field=CharField(),
        ),
        "waiting_since": Case(
            When(~was_done, then=F("waiting_since")),
            When(AGENT_SPOKE_LAST, then=Value(None)),
            default=Value(at),
            output_field=DateTimeField(),
        ),
    }
