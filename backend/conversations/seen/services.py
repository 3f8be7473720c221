"""How far an agent has read: stored, and read."""

from collections.abc import Collection
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from conversations.seen.models import Seen

# Never backwards, whatever else is stored at the same moment.
STORE = """
    INSERT INTO conversations_seen (ticket_id, user_id, message_id, at) VALUES (%s, %s, %s, %s)
    ON CONFLICT (ticket_id, user_id)
    DO UPDATE SET message_id = excluded.message_id, at = excluded.at
    WHERE conversations_seen.message_id < excluded.message_id
"""


def store_seen(ticket_id: int, user_id: int, message_id: int) -> int | None:
    """Store that somebody has seen a message, and return what was the newest; None for none."""
    seen = Seen.objects.filter(ticket=ticket_id, user=user_id)
    before = seen.values_list("message_id", flat=True).first()
    if before is None or before < message_id:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        with connection.cursor() as cursor:
            cursor.execute(STORE, [ticket_id, user_id, message_id, now])
    return before


def get_seen(ticket_ids: Collection[int], user_id: int) -> QuerySet[Seen, Any]:
    """Return the newest messages that somebody has seen in these tickets."""
    seen = Seen.objects.filter(ticket__in=ticket_ids, user=user_id).order_by("ticket")
    return seen.values("ticket", "message_id", "at")
