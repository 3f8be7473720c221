"""Storing and reading the newest messages that an agent has seen."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from conversations.models import Message
from conversations.seen.models import Seen
from tickets.models import Ticket

# Never backwards, whatever else is stored at the same moment.
STORE = """
    INSERT INTO conversations_seen (ticket_id, user_id, message_id, at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (ticket_id, user_id)
    DO UPDATE SET message_id = excluded.message_id, at = excluded.at
    WHERE conversations_seen.message_id < excluded.message_id
"""


def get_written_at(tickets: QuerySet[Ticket], message_id: int) -> datetime | None:
    """Return when a message of the ticket, or with 0 its description, was written.

    None where there is no such message, or no ticket that who asks may read.
    """
    if message_id:
        messages = Message.objects.filter(pk=message_id, ticket__in=tickets)
        return messages.values_list("at", flat=True).first()
    return tickets.values_list("created_at", flat=True).first()


def store_seen(ticket_id: int, user_id: int, message_id: int, at: datetime) -> int | None:
    """Store that somebody has seen what was written then; return the newest before, None for none.

    The time is not that of looking: what came just before that may not have been on screen yet.
    """
    seen = Seen.objects.filter(ticket=ticket_id, user=user_id)
    before = seen.values_list("message_id", flat=True).first()
    if before is None or before < message_id:
        written_at = connection.ops.adapt_datetimefield_value(at)
        with connection.cursor() as cursor:
            cursor.execute(STORE, [ticket_id, user_id, message_id, written_at])
    return before


def get_seen(tickets: QuerySet[Ticket], user_id: int) -> QuerySet[Seen, Any]:
    """Return the newest messages that somebody has seen in these tickets."""
    seen = Seen.objects.filter(ticket__in=tickets, user=user_id).order_by("ticket")
    return seen.values("ticket", "message_id", "at")
