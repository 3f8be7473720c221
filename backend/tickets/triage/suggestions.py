"""What is kept of each suggestion, and how it finds the ticket that came of it."""

import hashlib
import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.db import DatabaseError, transaction
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils import timezone

from tickets.models import Ticket
from tickets.triage.model_call import Attempt
from tickets.triage.models import Classification
from tickets.triage.redaction.prepare import prepare

MAX_TEXT_LENGTH = 6_000
HOUR = timedelta(hours=1)
# As long as a draft may lie on a device before it is submitted.
ID_LIFETIME = timedelta(days=7)
# Questions that led to no ticket are figures, and of no use for ever.
KEPT = timedelta(days=180)
FORGOTTEN_AT_ONCE = 500
FORGET_EVERY = 100

logger = logging.getLogger(__name__)
signer = TimestampSigner(salt="tickets.suggestion")


def prepared(description: str) -> str:
    """A description as it may leave the machine."""
    return prepare(description, limit=MAX_TEXT_LENGTH, masked=settings.LLM_MASK)


def excerpt_of(description: str) -> str:
    """What is kept to learn from: masked whatever the settings, for they may change."""
    return prepare(description, limit=Classification.EXCERPT_MAX_LENGTH, masked=True)


def is_budget_used_up() -> bool:
    """Whether the workers have made all the calls of the model that an hour has room for."""
    budget = settings.LLM_CALLS_PER_HOUR
    if budget is None:
        return False
    calls = Classification.objects.filter(
        source=Classification.Source.MODEL, created_at__gt=timezone.now() - HOUR
    )
    return calls[:budget].count() >= budget


def forget_old_ones() -> None:
    """Delete the oldest questions without a ticket whose time is over, a bounded number."""
    old = Classification.objects.filter(ticket=None, created_at__lt=timezone.now() - KEPT)
    oldest = old.order_by("created_at").values("pk")[:FORGOTTEN_AT_ONCE]
    Classification.objects.filter(pk__in=oldest).delete()


def record(attempt: Attempt, source: Classification.Source) -> Classification:
    """Keep what came of a question, but not the question."""
    row = Classification.objects.create(
        source=source,
        model=settings.LLM_MODEL,
        mode=attempt.mode,
        cause=attempt.cause or "",
        latency_ms=attempt.latency_ms,
        prompt_tokens=attempt.prompt_tokens,
        completion_tokens=attempt.completion_tokens,
        cost=attempt.cost,
        category=attempt.category or "",
        priority=attempt.priority or "",
        confidence=attempt.confidence,
        reason=attempt.reason or "",
    )
    if row.pk % FORGET_EVERY == 0:
        forget_old_ones()
    return row


def text_mark(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def public_id(classification: Classification, text: str) -> str:
    """A name for the suggestion about a prepared text that only we can make."""
    return signer.sign(f"{classification.pk}.{text_mark(text)}")


def attach(ticket: Ticket, suggestion_id: str) -> None:
    """Note that a ticket came of a suggestion, and what the person chose.

    A ticket is never refused for this: a name that is unknown, old, used, or of another text is
    left aside.
    """
    try:
        pk, _, mark = signer.unsign(suggestion_id, max_age=ID_LIFETIME).partition(".")
        if mark != text_mark(prepared(ticket.description)):
            return
        with transaction.atomic():
            Classification.objects.filter(pk=int(pk), ticket=None).exclude(category="").update(
                ticket=ticket,
                chosen_category=ticket.category,
                chosen_priority=ticket.priority,
                excerpt=excerpt_of(ticket.description),
            )
    except (BadSignature, ValueError):
        return
    except DatabaseError as error:
        logger.warning("A ticket's suggestion was not noted: %s", type(error).__name__)


@receiver(pre_delete, sender=Ticket, dispatch_uid="tickets.forget_texts")
def forget_texts(instance: Ticket, **_: Any) -> None:
    """With a ticket goes what was kept of its text; the figures of the call stay."""
    Classification.objects.filter(ticket=instance).update(excerpt="", reason="")
