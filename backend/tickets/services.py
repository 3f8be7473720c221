"""Rules for creating tickets."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from tickets.history.record import ANONYMOUS, Actor, record_creation
from tickets.models import Ticket
from tickets.private_links.links import make_first_link
from tickets.triage.suggestions import link_to_ticket


@transaction.atomic
def create_ticket(values: dict[str, Any], by: Actor = ANONYMOUS) -> Ticket:
    """Create a ticket with its private link, and return it.

    `suggestion_id` among the values names the suggestion that it was submitted with.
    """
    now = timezone.now()
    fields = {name: value for name, value in values.items() if name != "suggestion_id"}
    ticket = Ticket.objects.create(**fields, created_at=now, updated_at=now)
    make_first_link(ticket)
    record_creation(ticket.pk, by, now)
    if suggestion_id := values.get("suggestion_id"):
        link_to_ticket(ticket, suggestion_id)
    else:
        # Known without a query.
        Ticket._meta.get_field("classification").set_cached_value(ticket, None)
    return ticket
