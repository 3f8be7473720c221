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

from tickets.triage import model_call, suggestions
from tickets.triage.api_features import Dialect
from tickets.triage.circuit_breaker import Breaker
from tickets.triage.examples import similar_examples
from tickets.triage.model_call import TELLING, Attempt, Cause
from tickets.triage.models import Classification
from tickets.triage.prompt import VERSION, messages_for
from tickets.triage.single_flight import is_under_way, shared
from tickets.vocabulary import Category, Priority

logger = logging.getLogger(__name__)

ANSWER_KEPT = 24 * 3_600
DIALECT_KEPT = 3_600

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


@contextmanager
def at_best() -> Iterator[None]:
    """What it would be good to keep, yet no reason to lose an answer."""
    try:
        yield
    except DatabaseError as error:
        logger.warning("Triage could not keep something: %s", type(error).__name__)


def ask_prepared(prepared: str, *, key: str) -> tuple[Attempt, bool]:
    """What the model says, and whether it was asked for this, not for somebody else just now."""
    known = caches["shared"].get(dialect_key())
    dialect = Dialect(**known) if known else Dialect()
    count = 0 if is_under_way(key) else settings.LLM_EXAMPLES
    messages = messages_for(prepared, similar_examples(prepared, count))
    try:
        (result, found), begins = model_call.run(
            shared(key, lambda: model_call.attempt(messages, dialect, is_known=known is not None))
        )
    except TimeoutError:
        # The loop of the calls is late itself.
        return Attempt(cause=Cause.TIMEOUT, latency_ms=round(settings.LLM_TIMEOUT * 1000)), True
    if not begins:
        return replace(result, prompt_tokens=None, completion_tokens=None, cost=None), False
    if result.mode and (known is None or found != dialect):
        with at_best():
            caches["shared"].set(dialect_key(), found.as_json(), DIALECT_KEPT)
    return result, True


def ask(description: str) -> Attempt:
    """Ask the model now: no cache, budget or circuit breaker, and no record. Never raises."""
    try:
        return ask_prepared(suggestions.prepared(description), key=name_of(description))[0]
    except Exception as error:
        return Attempt(cause=model_call.cause_of(error), detail=type(error).__name__)


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
    breaker = Breaker(name_of())
    with a_slot() as has_room:
        if not has_room:
            return Attempt(cause=Cause.BUSY), Source.NONE
        if not is_under_way(key):
            if suggestions.is_budget_used_up():
                return Attempt(cause=Cause.BUDGET), Source.NONE
            if not breaker.allows(probe_seconds=settings.LLM_TIMEOUT + 1):
                return Attempt(cause=Cause.PAUSED), Source.NONE
        result, begins = ask_prepared(prepared, key=key)
    if not begins:
        return result, Source.CACHE
    with at_best():
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
        with at_best():
            caches["shared"].set(key, {name: getattr(result, name) for name in kept}, ANSWER_KEPT)
    return result, source


def name_for(prepared: str, result: Attempt, source: Source) -> str | None:
    """Keep what came of a question; returns what to name it by, None where that failed."""
    try:
        return suggestions.public_id(suggestions.record(result, source), prepared)
    except Exception as error:
        # Numbers of a foreign server may not fit, and the database may be away.
        logger.warning("A suggestion was not recorded: %s", type(error).__name__)
        return None


def classify(description: str, *, is_agent: bool = False) -> Suggestion:
    """Suggest a category and a priority for a description, within `LLM_TIMEOUT` seconds.

    Never raises: without a key, and whenever the model is slow, down, busy or talks nonsense, the
    suggestion is empty and carries an `error` for a person.

    Where other people's texts go along as examples, only an agent reads the model's reason: a
    stranger's text could make it repeat them there.
    """
    if not is_configured():
        return Suggestion(error=NOT_CONFIGURED)
    try:
        prepared = suggestions.prepared(description)
        result, source = answer_for(prepared)
    except Exception as error:
        # A foreign server can send what neither the client library nor we have thought of.
        logger.warning("Classification failed: %s", type(error).__name__, exc_info=error)
        return Suggestion(error=UNAVAILABLE)
    name = name_for(prepared, result, source)
    if result.cause:
        logger.warning(
            "Classification failed: %s%s", result.cause, result.detail and f" ({result.detail})"
        )
        return Suggestion(error=UNAVAILABLE)
    may_read = is_agent or settings.LLM_EXAMPLES == 0
    return Suggestion(
        category=result.category,
        priority=result.priority,
        confidence=result.confidence,
        reason=result.reason if may_read else None,
        suggestion_id=name,
    )
