"""Whether anything of one ticket's conversation has changed."""

import hashlib

from django.db.models import OuterRef, Subquery

from conversations.models import Message
from tickets.models import Ticket


def get_thread_stamp(ticket_id: int) -> str | None:
    """Return what moves with every change of a ticket and its messages; None for no such ticket.

    Count and time of the messages move with each that is posted, taken back or deleted; an edit of
    a note moves neither.
    """
    edits = Message.objects.filter(ticket=OuterRef("pk"), edited_at__isnull=False)
    last_edit = edits.order_by("-edited_at").values("edited_at")[:1]
    tickets = Ticket.objects.filter(pk=ticket_id).annotate(last_edit=Subquery(last_edit))
    found = tickets.values_list("version", "message_count", "last_message_at", "last_edit").first()
    return found and hashlib.sha256(repr(found).encode()).hexdigest()[:16]
