"""What happens when tickets are made, changed and removed."""

import hashlib
import json
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from core.http.errors import IdempotencyConflict
from tickets.history.actors import ANONYMOUS, Actor
from tickets.history.record import record_creation
from tickets.models import IdempotencyKey, Ticket
from tickets.private_links.links import make_first_link
from tickets.triage.suggestions import attach

EXPIRED_KEYS_AT_ONCE = 500


def fingerprint(values: dict[str, Any]) -> str:
    """SHA-256 of the values, the same whatever their order."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def make_ticket(values: dict[str, Any], by: Actor) -> Ticket:
    now = timezone.now()
    fields = {name: value for name, value in values.items() if name != "suggestion_id"}
    ticket = Ticket.objects.create(**fields, created_at=now, updated_at=now)
    make_first_link(ticket)
    record_creation(ticket.pk, by, now)
    if suggestion_id := values.get("suggestion_id"):
        attach(ticket, suggestion_id)
    else:
        # Known without asking.
        Ticket._meta.get_field("classification").set_cached_value(ticket, None)
    return ticket


def forget_expired_keys(key: str) -> None:
    """Delete this key if its time is over, and the oldest of the others, a bounded number."""
    expired = IdempotencyKey.objects.filter(created_at__lt=timezone.now() - IdempotencyKey.LIFETIME)
    oldest = expired.order_by("created_at").values("pk")[:EXPIRED_KEYS_AT_ONCE]
    expired.filter(Q(key=key) | Q(pk__in=oldest)).delete()


@transaction.atomic
def create_ticket(
    values: dict[str, Any], idempotency_key: str | None = None, by: Actor = ANONYMOUS
) -> Ticket:
    """Make a ticket, or return the one that the same key and values made in the last 24 hours.

    A `suggestion_id` among the values names the suggestion that it came of.

    Two calls with one key at the same time make one ticket: the second waits at the unique index
    until the first has committed. Raises `IdempotencyConflict` for a known key with other values.
    """
    if idempotency_key is None:
        return make_ticket(values, by)

    forget_expired_keys(idempotency_key)
    # Another suggestion for the same text makes no other ticket.
    asked = fingerprint({k: v for k, v in values.items() if k != "suggestion_id"})
    record, _ = IdempotencyKey.objects.select_related("ticket").get_or_create(
        key=idempotency_key, defaults={"fingerprint": asked}
    )
    if record.fingerprint != asked:
        raise IdempotencyConflict
    if record.ticket is None:
        record.ticket = make_ticket(values, by)
        record.save(update_fields=["ticket"])
    return record.ticket
