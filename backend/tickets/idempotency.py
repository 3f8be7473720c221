"""`Idempotency-Key` on submissions: the same key and body make one ticket."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from rest_framework import status
from rest_framework.exceptions import APIException, ValidationError
from rest_framework.request import Request

from tickets.models import IdempotencyKey, Ticket

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


def delete_expired_keys(key: str) -> None:
    """Delete this key if it has expired, and the oldest expired ones, a bounded number."""
    expired = IdempotencyKey.objects.filter(created_at__lt=timezone.now() - IdempotencyKey.LIFETIME)
    oldest = expired.order_by("created_at").values("pk")[:EXPIRED_KEYS_PER_CALL]
    expired.filter(Q(key=key) | Q(pk__in=oldest)).delete()


def create_once(key: str | None, values: dict[str, Any], create: Callable[[], Ticket]) -> Ticket:
    """Return the ticket that `create` makes, or the one made earlier with the same key and values.

    Of two calls with one key at the same time, the second waits at the unique index until the
    first has committed. Raise `IdempotencyConflict` for a known key with other values.
    """
    if key is None:
        return create()
    digest = fingerprint(values)
    with transaction.atomic():
        delete_expired_keys(key)
        record, _ = IdempotencyKey.objects.select_related("ticket").get_or_create(
            key=key, defaults={"fingerprint": digest}
        )
        if record.fingerprint != digest:
            raise IdempotencyConflict
        if record.ticket is None:
            record.ticket = create()
            record.save(update_fields=["ticket"])
        return record.ticket
