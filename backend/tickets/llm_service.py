"""Ask a language model for a ticket's category and priority.

Triage by a model is a help, never a need: whatever goes wrong, `classify` answers, in bounded
time, and the cause goes to the log. Any server that speaks OpenAI's chat API will do.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from threading import BoundedSemaphore
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import DatabaseError

from tickets.triage import suggestions
from tickets.triage.api_features import ApiFeatures
from tickets.triage.budget import give_back_call, take_call
from tickets.triage.circuit_breaker import Breaker
from tickets.triage.examples import similar_examples
from tickets.triage.failures import cause_of
from tickets.triage.model_call import ModelCall, call_model
from tickets.triage.model_result import SERVER_FAILURES, Cause, ModelResult
from tickets.triage.models import Classification
from tickets.triage.prompt import PROMPT_VERSION, build_messages
from tickets.triage.redaction.prepare import prepare_for_model
from tickets.triage.sealed_reason import seal, unseal
from tickets.vocabulary import Category, Priority

logger = logging.getLogger(__name__)

# In seconds.
ANSWER_TTL = 24 * 3_600
FEATURES_TTL = 3_600
# After a server has rejected everything, this long nothing else is tried.
REJECTION_PAUSE = 60
# So many rejections of what is known to work, in a row, are not about texts.
MAX_REJECTIONS = 3

NOT_CONFIGURED = "Suggestions are switched off. Please choose a category and a priority."
MORE = "`manage.py check_model` shows what the server says."
UNAVAILABLE = "No suggestion right now. Please choose a category and a priority."

Source = Classification.Source

# A hanging model occupies so many threads of a worker; the others go on serving. Strangers leave
# one call at a time to agents.
MAX_CONCURRENT_CALLS = 3
call_slots = BoundedSemaphore(MAX_CONCURRENT_CALLS)
stranger_slots = BoundedSemaphore(MAX_CONCURRENT_CALLS - 1)


@dataclass(frozen=True)
class Suggestion:
    """A suggested category and priority; without them, `error` tells a person why.

    `confidence` is the probability (0 to 1) that the model gives to both, `reason` a sentence of
    the model's, and `suggestion_id` links the suggestion to the ticket submitted with it.
    """

    category: Category | None = None
    priority: Priority | None = None
    confidence: float | None = None
    reason: str | None = None
    suggestion_id: str | None = None
    error: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the response body of `POST /api/tickets/classify/`."""
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


def model_key(*parts: Any) -> str:
    """Return a hash of the server's address, the model's name and the given parts."""
    whole = json.dumps([settings.LLM_BASE_URL, settings.LLM_MODEL, *parts])
    return hashlib.sha256(whole.encode()).hexdigest()


def features_key() -> str:
    return f"api_features:{model_key()}"


@contextmanager
def best_effort() -> Iterator[None]:
    """Log errors of the database instead of losing an answer for them."""
    try:
        yield
    except DatabaseError as error:
        logger.warning("Triage could not store something: %s", type(error).__name__)


def known_features() -> ApiFeatures | None:
    """Return the features that worked in the model's last call; None if that is unknown."""
    known = caches["shared"].get(features_key())
    return ApiFeatures.from_stored(known) if known else None


def first_features() -> ApiFeatures:
    """Return the features to begin with where none are known to work."""
    return ApiFeatures.from_stored(caches["shared"].get(f"{features_key()}:first") or {})


def remember_features(call: ModelCall, result: ModelResult, known: ApiFeatures | None) -> None:
    """Remember what worked, or where to go on if there was no time to find out."""
    cache, key = caches["shared"], features_key()
    if result.mode:
        # A text that the model cannot stop thinking about says nothing of the others.
        if call.features != known and (known is None or result.cause is None):
            cache.set(key, asdict(call.features), FEATURES_TTL)
        if known is not None:
            cache.delete(f"{key}:rejections")
    elif result.cause == Cause.TIMEOUT and known is None:
        # Slow thinking looks like a slow server.
        next_features = call.features if call.is_starved else without_thinking(call.features)
        cache.set(f"{key}:first", asdict(next_features), FEATURES_TTL)
    elif result.cause == Cause.REJECTED:
        note_rejection(key, is_known=known is not None)


def without_thinking(features: ApiFeatures) -> ApiFeatures:
    return features if features.is_thinking_off else features.with_less_thinking() or features


def note_rejection(key: str, *, is_known: bool) -> None:
    """Make the next calls few, or forget features that do not work any more."""
    cache = caches["shared"]
    if not is_known:
        cache.set(f"{key}:paused", True, REJECTION_PAUSE)
        return
    count = cache.get(f"{key}:rejections", 0) + 1
    cache.set(f"{key}:rejections", count, FEATURES_TTL)
    if count >= MAX_REJECTIONS:
        cache.delete_many([key, f"{key}:rejections"])


def ask_model(prepared: str) -> ModelResult:
    """Ask the model about a prepared text, and remember the API features that worked."""
    known = known_features()
    messages = build_messages(prepared, similar_examples(prepared, settings.LLM_EXAMPLES))
    is_paused = known is None and caches["shared"].get(f"{features_key()}:paused")
    call = ModelCall(
        messages,
        known or first_features(),
        is_known=known is not None or bool(is_paused),
    )
    result = call_model(call)
    with best_effort():
        remember_features(call, result, known)
    return result


def ask(description: str) -> ModelResult:
    """Ask the model without cache, limits and circuit breaker, and store nothing. Never raises."""
    try:
        return ask_model(prepare_for_model(description))
    except Exception as error:
        return ModelResult(cause=cause_of(error), detail=type(error).__name__)


def check(description: str) -> tuple[ModelResult, ModelCall]:
    """Ask the model as if nothing were known of it, and return what became of each request.

    Nothing is stored or counted, but what worked is remembered, and success ends a pause. Never
    raises.
    """
    call = ModelCall(build_messages(prepare_for_model(description)), ApiFeatures(), is_known=False)
    result = call_model(call)
    if result.cause is None:
        with best_effort():
            remember_features(call, result, None)
            Breaker(model_key()).note_success()
    return result, call


def ask_in_turn(prepared: str, network: str | None) -> tuple[ModelResult, Source]:
    """Ask the model unless too many calls are under way."""
    with ExitStack() as held:
        for slots in (call_slots,) if network is None else (stranger_slots, call_slots):
            if not slots.acquire(blocking=False):
                return ModelResult(cause=Cause.BUSY), Source.NONE
            held.callback(slots.release)
        return ask_within_limits(prepared, network)


def ask_within_limits(prepared: str, network: str | None) -> tuple[ModelResult, Source]:
    """Ask the model unless the budget is used up or the circuit breaker is open."""
    breaker = Breaker(model_key())
    # Before the breaker: who has used up a share must not use up its probes.
    if not take_call(network):
        return ModelResult(cause=Cause.BUDGET), Source.NONE
    if not breaker.allows(probe_seconds=settings.LLM_TIMEOUT + 1):
        give_back_call(network)
        return ModelResult(cause=Cause.PAUSED), Source.NONE
    result = ask_model(prepared)
    for _ in range(result.calls - 1):
        # Finding out what a server takes counts, too.
        take_call(network)
    with best_effort():
        if result.cause in SERVER_FAILURES:
            breaker.note_failure()
        else:
            breaker.note_success()
    return result, Source.MODEL


def get_result(prepared: str, network: str | None) -> tuple[ModelResult, Source]:
    """Return the cached result for a prepared text, or else the model's.

    Agents share their results. A stranger gets only those that their own network has asked for: a
    quick answer would tell that somebody else has sent the same text.
    """
    key = f"answer:{model_key(PROMPT_VERSION, prepared, network)}"
    cached = caches["shared"].get(key)
    if cached is not None:
        reason = unseal(cached["reason"], prepared)
        return ModelResult(**{**cached, "reason": reason}), Source.CACHE
    result, source = ask_in_turn(prepared, network)
    if result.cause is None and source == Source.MODEL:
        names = ("category", "priority", "confidence", "mode")
        answer = {name: getattr(result, name) for name in names}
        answer["reason"] = seal(result.reason, prepared)
        with best_effort():
            caches["shared"].set(key, answer, ANSWER_TTL)
    return result, source


def store_suggestion(prepared: str, result: ModelResult, source: Source) -> str | None:
    """Store a result; return its `suggestion_id`, or None if it could not be stored."""
    try:
        return suggestions.encrypt_id(suggestions.store(result, source), prepared)
    except Exception as error:
        # A server's numbers may not fit, and the database may be away.
        logger.warning("A suggestion was not stored: %s", type(error).__name__)
        return None


def classify(description: str, *, network: str | None = None) -> Suggestion:
    """Suggest a category and a priority for a description, within `LLM_TIMEOUT` seconds.

    Never raises: without a key, and whenever the model is slow, down, busy or talks nonsense, the
    suggestion is empty and carries an `error` for a person.

    `network` is a stranger's; agents have none. Only agents get the model's reason: a stranger's
    text could make the model repeat the examples from other tickets there.
    """
    if not is_configured():
        return Suggestion(error=NOT_CONFIGURED)
    try:
        prepared = prepare_for_model(description)
        result, source = get_result(prepared, network)
    except Exception as error:
        # A server can send what neither the client library nor this code has foreseen.
        logger.warning("Classification failed: %s", type(error).__name__, exc_info=error)
        return Suggestion(error=UNAVAILABLE)
    suggestion_id = store_suggestion(prepared, result, source)
    if result.cause:
        logger.warning(
            "Classification failed: %s%s%s",
            result.cause,
            result.detail and f" ({result.detail})",
            result.remedy and f". {result.remedy} {MORE}",
        )
        return Suggestion(error=UNAVAILABLE)
    return Suggestion(
        category=result.category,
        priority=result.priority,
        confidence=result.confidence,
        reason=result.reason if network is None else None,
        suggestion_id=suggestion_id,
    )
