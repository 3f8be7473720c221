"""`Idempotency-Key` on submissions: the same key and body make one ticket, with one answer.

A key belongs to the person who is signed in, or else to the network address that it came from:
others who send the same key learn nothing by it.
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.db.models import Q
from django.utils import timezone
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

from core.db.transactions import repeatable
from core.http.throttling import network_of
from people.services import find_requester
from tickets.models import IdempotencyKey, PrivateLink, Ticket
from tickets.services import new_ticket
from tickets.tags.selectors import show_tags, tags_called

EXPIRED_KEYS_PER_CALL = 500


class IdempotencyConflict(APIException):
    """An `Idempotency-Key` was used again with another body."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key was used for a different ticket."
    default_code = "idempotency_conflict"


def read_idempotency_key(request: Request) -> str | None:
    """Return the request's `Idempotency-Key`, if any; raise `ValidationError` for a bad one."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not re.fullmatch(rf"[!-~]{{1,{IdempotencyKey.MAX_LENGTH}}}", key):
        raise ValidationError(
            {"Idempotency-Key": [f"Use 1 to {IdempotencyKey.MAX_LENGTH} visible ASCII characters."]}
        )
    return key


def fingerprint(values: dict[str, Any]) -> str:
    """Return the SHA-256 of the values, the same whatever their order.

    The suggestion is left out: another suggestion for the same text makes no other ticket.
    """
    submitted = {name: value for name, value in values.items() if name != "suggestion_id"}
    return hashlib.sha256(json.dumps(submitted, sort_keys=True).encode()).hexdigest()


def owner_of(request: Request) -> str:
    """Return whom the request's key belongs to: a person, or a network."""
    user = request.user
    if user is not None and user.is_authenticated:
        return f"user {user.pk}"
    return f"network {network_of(request)}"


def stored_key(owner: str, key: str) -> str:
    """Return what is stored of a key; neither it nor the owner's address can be read from it."""
    return hashlib.sha256(f"{owner}\n{key}".encode()).hexdigest()


def delete_expired_keys(stored: str) -> None:
    """Delete this key if it has expired, and the oldest expired ones, a bounded number."""
    expired = IdempotencyKey.objects.filter(created_at__lt=timezone.now() - IdempotencyKey.LIFETIME)
    oldest = expired.order_by("created_at").values("pk")[:EXPIRED_KEYS_PER_CALL]
    expired.filter(Q(key=stored) | Q(pk__in=oldest)).delete()


def take_over(record: IdempotencyKey, key: str) -> None:
    """Take over the answer of the last release to the same request; its keys had no owner."""
    former = IdempotencyKey.objects.filter(key=stored_key("", key), fingerprint=record.fingerprint)
    if answered := former.first():
        record.ticket_number, record.reference = answered.ticket_number, answered.reference
        record.created_at = answered.created_at
        record.save()
        answered.delete()


def first_answered(record: IdempotencyKey, values: dict[str, Any]) -> Ticket:
    """Return a ticket as it was first answered, made anew of the values that come again.

    It shows nothing that has happened since, but for its private link, which may be revoked.
    """
    ticket = new_ticket(values, record.created_at, record.ticket_number)
    link = PrivateLink.objects.filter(ticket_id=ticket.pk, reference=record.reference).first()
    # A deleted ticket's link is gone; its requester knows it by the reference all the same.
    gone = PrivateLink(reference=record.reference, revoked_at=timezone.now())
    Ticket._meta.get_field("private_link").set_cached_value(ticket, link or gone)
    ticket.requester = find_requester(ticket.requester_email)
    change = values.get("tag_change")
    show_tags(ticket, tags_called(change.only or ()) if change else [])
    return ticket


def create_once(
    key: str | None, owner: str, values: dict[str, Any], create: Callable[[], Ticket]
) -> Ticket:
    """Return the ticket that `create` makes, or again the first answer to the same key and values.

    Raise `IdempotencyConflict` for a known key with other values.
    """
    return create() if key is None else create_with_key(key, owner, values, create)


@repeatable
def create_with_key(
    key: str, owner: str, values: dict[str, Any], create: Callable[[], Ticket]
) -> Ticket:
    """Do so in one transaction.

    Of two calls with one key at the same time, the second waits at the unique index until the
    first has committed.
    """
    stored, digest = stored_key(owner, key), fingerprint(values)
    delete_expired_keys(stored)
    record, is_new = IdempotencyKey.objects.get_or_create(
        key=stored, defaults={"fingerprint": digest}
    )
    if is_new:
        take_over(record, key)
    if record.fingerprint != digest:
        raise IdempotencyConflict
    if record.ticket_number is not None:
        return first_answered(record, values)
    ticket = create()
    record.ticket_number, record.created_at = ticket.pk, ticket.created_at
    record.reference = ticket.private_link.reference
    record.save(update_fields=["ticket_number", "created_at", "reference"])
    return ticket
