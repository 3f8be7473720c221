"""What is kept of each suggestion, and how it finds the ticket that came of it."""

from datetime import timedelta

from django.conf import settings
from django.core.signing import BadSignature, TimestampSigner
from django.utils import timezone

from tickets.models import Classification, Ticket
from tickets.triage.calls import Attempt
from tickets.triage.examples import excerpt_of
from tickets.triage.preparing import prepare

HOUR = timedelta(hours=1)
# As long as a draft may lie on a device before it is submitted.
ID_LIFETIME = timedelta(days=7)
ID_MAX_LENGTH = 100

signer = TimestampSigner(salt="tickets.suggestion")


def prepared(description: str, limit: int) -> str:
    """A description as it may leave the machine."""
    return prepare(description, limit=limit, masked=settings.LLM_MASK)


def is_budget_used_up() -> bool:
    """Whether the workers have made all the calls of the model that an hour has room for."""
    budget = settings.LLM_CALLS_PER_HOUR
    if budget is None:
        return False
    calls = Classification.objects.filter(
        source=Classification.Source.MODEL, created_at__gt=timezone.now() - HOUR
    )
    return calls[:budget].count() >= budget


def record(attempt: Attempt, source: Classification.Source) -> Classification:
    """Keep what came of a question, but not the question."""
    return Classification.objects.create(
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


def public_id(classification: Classification) -> str:
    """A name for a suggestion that only we can make."""
    return signer.sign(str(classification.pk))


def attach(ticket: Ticket, suggestion_id: str) -> None:
    """Note that a ticket came of a suggestion, and what the person chose.

    A ticket is never refused for this: an unknown, old or used name is left aside.
    """
    try:
        pk = int(signer.unsign(suggestion_id, max_age=ID_LIFETIME))
    except (BadSignature, ValueError):
        return
    Classification.objects.filter(pk=pk, ticket=None).exclude(category="").update(
        ticket=ticket,
        chosen_category=ticket.category,
        chosen_priority=ticket.priority,
        excerpt=excerpt_of(prepared(ticket.description, Classification.EXCERPT_MAX_LENGTH)),
    )
