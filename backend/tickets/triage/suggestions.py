"""Store suggestions, and link them to the tickets that were submitted with them."""

import hashlib
import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import DatabaseError, transaction
from django.utils import timezone

from core.cipher import cipher_for
from tickets.models import Ticket
from tickets.triage.model_result import ModelResult
from tickets.triage.models import Classification

# A draft may wait as long on a device before it is submitted.
ID_LIFETIME = timedelta(days=7)
# For suggestions without a ticket.
RETENTION = timedelta(days=180)
DELETE_BATCH_SIZE = 500
DELETE_EVERY = 100

logger = logging.getLogger(__name__)
PURPOSE = "tickets.suggestion"
# As many digits as a 64-bit number has: the length of an id tells nothing of the number.
NUMBER_DIGITS = 19


def delete_expired() -> None:
    """Delete the oldest expired suggestions without a ticket, up to `DELETE_BATCH_SIZE`.

    Those that can no longer be linked to a ticket lose their reasons.
    """
    clear_loose_reasons(timezone.now() - ID_LIFETIME)
    expired = Classification.objects.filter(ticket=None, created_at__lt=timezone.now() - RETENTION)
    oldest = expired.order_by("created_at").values("pk")[:DELETE_BATCH_SIZE]
    Classification.objects.filter(pk__in=oldest).delete()


def store(result: ModelResult, source: Classification.Source) -> Classification:
    """Store a result, without the text that was asked about."""
    row = Classification.objects.create(
        source=source,
        model=settings.LLM_MODEL,
        mode=result.mode,
        cause=result.cause or "",
        latency_ms=result.latency_ms,
        prompt_tokens=result.prompt_tokens,
        completion_tokens=result.completion_tokens,
        cost=result.cost,
        category=result.category or "",
        priority=result.priority or "",
        confidence=result.confidence,
        reason=result.reason or "",
    )
    if row.pk % DELETE_EVERY == 0:
        delete_expired()
    return row


def text_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def encrypt_id(classification: Classification, text: str) -> str:
    """Return a `suggestion_id` for a suggestion about a prepared text.

    It is encrypted, because the number in it would tell how many suggestions there are.
    """
    plain = f"{classification.pk:0{NUMBER_DIGITS}}.{text_digest(text)}"
    return cipher_for(PURPOSE).encrypt(plain.encode()).decode()


def decrypt_id(suggestion_id: str) -> str:
    """Return the number and the text's digest in a `suggestion_id`; raise `BadSignature`."""
    ttl = round(ID_LIFETIME.total_seconds())
    try:
        return cipher_for(PURPOSE).decrypt(suggestion_id.encode(), ttl=ttl).decode()
    except InvalidToken:
        # Handed out by the last release, which signed them only.
        return TimestampSigner(salt=PURPOSE).unsign(suggestion_id, max_age=ID_LIFETIME)


def link_to_ticket(ticket: Ticket, suggestion_id: str) -> None:
    """Link a suggestion to the ticket submitted with it, and store what the requester chose.

    Never refuses a ticket: an id that is unknown, expired, used or of another text is ignored.
    """
    # It loads all countries' telephone numbers, 4 MB that an installation without a model can save.
    from tickets.triage.redaction.prepare import prepare, prepare_for_model

    try:
        pk, _, digest = decrypt_id(suggestion_id).partition(".")
        if digest != text_digest(prepare_for_model(ticket.description)):
            return
        # Redacted whatever `LLM_MASK` says, as the setting may change before the excerpt is sent.
        excerpt = prepare(
            ticket.description, limit=Classification.EXCERPT_MAX_LENGTH, is_redacted=True
        )
        with transaction.atomic():
            Classification.objects.filter(pk=int(pk), ticket=None).exclude(category="").update(
                ticket=ticket,
                chosen_category=ticket.category,
                chosen_priority=ticket.priority,
                excerpt=excerpt,
            )
    except (BadSignature, ValueError):
        return
    except DatabaseError as error:
        logger.warning("A ticket's suggestion was not linked: %s", type(error).__name__)


def clear_loose_reasons(until: datetime) -> None:
    """Clear the reasons of suggestions from before that no ticket came of."""
    loose = Classification.objects.filter(ticket=None, created_at__lte=until).exclude(reason="")
    loose.update(reason="")


def clear_texts(ticket_ids: Iterable[int], at: datetime) -> None:
    """Clear the texts stored about tickets that are to be deleted; the figures of the calls stay.

    Their requesters may have asked about drafts of the same texts. Nothing tells which these are,
    so all that no ticket came of yet lose their reasons.
    """
    Classification.objects.filter(ticket__in=ticket_ids).update(excerpt="", reason="")
    clear_loose_reasons(at)
