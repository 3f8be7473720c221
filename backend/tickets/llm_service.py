"""Ask a language model for a ticket's category and priority.

Triage by a model is a help, never a need: whatever goes wrong, `classify` answers, in bounded
time, and the cause goes to the log. Any server that speaks OpenAI's chat API will do.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError

from tickets.models import Category, Classification, Priority
from tickets.triage import calls, records
from tickets.triage.breaker import Breaker
from tickets.triage.calls import TELLING, Attempt, Cause
from tickets.triage.dialect import Dialect
from tickets.triage.examples import similar_examples
from tickets.triage.prompt import VERSION, messages_for
from tickets.triage.sharing import is_under_way, shared

logger = logging.getLogger(__name__)

MAX_TEXT_LENGTH = 6_000
ANSWER_KEPT = 24 * 3_600
DIALECT_KEPT = 24 * 3_600

NOT_CONFIGURED = "Suggestions are switched off. Please choose a category and a priority."
UNAVAILABLE = "No suggestion right now. Please choose a category and a priority."

Source = Classification.Source

# A model that hangs holds this many of a worker's threads, and the others serve on.
MAX_CALLS_AT_ONCE = 3
slots = BoundedSemaphore(MAX_CALLS_AT_ONCE)


@dataclass(frozen=True)
class Suggestion:
    """What the model suggests; without a suggestion, `error` says why, for a person.

    `confidence` is the probability (0 to 1) that the model gives to it, `reason` a sentence of the
    model's, and `suggestion_id` what to name it by when the ticket is submitted.
    """

    category: Category | None = None
    priority: Priority | None = None
    confidence: float | None = None
    reason: str | None = None
    suggestion_id: str | None = None
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The answer of `POST /api/tickets/classify/`."""
        answer = {"suggested_category": self.category, "suggested_priority": self.priority}
        if self.error:
            return {**answer, "error": self.error}
        more = {
            "confidence": self.confidence,
            "reason": self.reason,
            "suggestion_id": self.suggestion_id,
        }
        return {**answer, **more}


def is_configured() -> bool:
    return bool(settings.LLM_API_KEY)


def name_of(*parts: Any) -> str:
    """A short name for the model's server, the model, and whatever else is given."""
    whole = json.dumps([settings.LLM_BASE_URL, settings.LLM_MODEL, *parts])
    return hashlib.sha256(whole.encode()).hexdigest()


def dialect_key() -> str:
    return f"dialect:{name_of()}"


def known_dialect() -> Dialect:
    """How this model is to be asked, as far as an earlier call has found out."""
    return Dialect(**caches["shared"].get(dialect_key(), {}))


def remember_dialect(before: Dialect, after: Dialect, result: Attempt) -> None:
    if result.cause == Cause.REJECTED:
        # Perhaps the server has changed: the next call finds out anew.
        caches["shared"].delete(dialect_key())
    elif after != before:
        caches["shared"].set(dialect_key(), after.as_json(), DIALECT_KEPT)


def ask_prepared(prepared: str, *, key: str) -> Attempt:
    before = known_dialect()
    messages = messages_for(prepared, similar_examples(prepared, settings.LLM_EXAMPLES))
    try:
        result, after = calls.run(shared(key, lambda: calls.attempt(messages, before)))
    except TimeoutError:
        # Whoever joined a call that had begun earlier may wait no longer than anyone.
        return Attempt(cause=Cause.TIMEOUT, latency_ms=round(settings.LLM_TIMEOUT * 1000))
    remember_dialect(before, after, result)
    return result


def ask(description: str) -> Attempt:
    """Ask the model now: no cache, budget or circuit breaker, and no record. Never raises."""
    try:
        return ask_prepared(
            records.prepared(description, MAX_TEXT_LENGTH), key=name_of(description)
        )
    except Exception as error:
        return Attempt(cause=calls.cause_of(error), detail=type(error).__name__)


@contextmanager
def a_slot() -> Iterator[bool]:
    """Room for one more call in this process; false where there is none."""
    has_room = slots.acquire(blocking=False)
    try:
        yield has_room
    finally:
        if has_room:
            slots.release()


def ask_if_allowed(prepared: str, key: str) -> tuple[Attempt, Source]:
    """Ask the model unless its failures, the budget, or the calls under way speak against it."""
    with a_slot() as has_room:
        if not has_room:
            return Attempt(cause=Cause.BUSY), Source.NONE
        if is_under_way(key):
            return ask_prepared(prepared, key=key), Source.CACHE
        if records.is_budget_used_up():
            return Attempt(cause=Cause.BUDGET), Source.NONE
        breaker = Breaker(name_of())
        if not breaker.allows(probe_seconds=settings.LLM_TIMEOUT + 1):
            return Attempt(cause=Cause.PAUSED), Source.NONE
        result = ask_prepared(prepared, key=key)
        if result.cause in TELLING:
            breaker.note_failure()
        else:
            breaker.note_success()
        return result, Source.MODEL


def answer_for(prepared: str) -> tuple[Attempt, Source]:
    """The answer to a text: the one of the last day, or else what the model says now."""
    key = f"answer:{name_of(VERSION, prepared)}"
    known = caches["shared"].get(key)
    if known is not None:
        return Attempt(**known), Source.CACHE
    result, source = ask_if_allowed(prepared, key)
    if result.cause is None and source == Source.MODEL:
        kept = ("category", "priority", "confidence", "reason", "mode")
        caches["shared"].set(key, {name: getattr(result, name) for name in kept}, ANSWER_KEPT)
    return result, source


def classify(description: str) -> Suggestion:
    """Suggest a category and a priority for a description, within `LLM_TIMEOUT` seconds.

    Never raises: without a key, and whenever the model is slow, down, busy or talks nonsense, the
    suggestion is empty and carries an `error` for a person.
    """
    if not is_configured():
        return Suggestion(error=NOT_CONFIGURED)
    try:
        result, source = answer_for(records.prepared(description, MAX_TEXT_LENGTH))
    except Exception as error:
        # A foreign server can send what neither the client library nor we have thought of.
        logger.warning("Classification failed: %s", type(error).__name__, exc_info=error)
        return Suggestion(error=UNAVAILABLE)
    if result.cause:
        logger.warning(
            "Classification failed: %s%s", result.cause, result.detail and f" ({result.detail})"
        )
    suggestion = Suggestion(result.category, result.priority, result.confidence, result.reason)
    try:
        suggestion = replace(
            suggestion, suggestion_id=records.public_id(records.record(result, source))
        )
    except DatabaseError as error:
        logger.warning("A suggestion was not recorded: %s", type(error).__name__)
    return (
        replace(suggestion, suggestion_id=None, error=UNAVAILABLE) if result.cause else suggestion
    )
