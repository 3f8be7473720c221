"""One call of the model, in bounded time."""

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from dataclasses import replace
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from django.conf import settings
from django.utils import timezone
from openai import (
    APIConnectionError,
    APIStatusError,
    BadRequestError,
    OpenAIError,
    UnprocessableEntityError,
)
from openai.types.chat import ChatCompletion

from tickets.triage.answer_parser import UnusableAnswerError, estimate_confidence, parse_answer
from tickets.triage.api_features import ApiFeatures, names_optional_parameter
from tickets.triage.http_client import ResponseTooLargeError, create_client
from tickets.triage.model_result import Cause, ModelResult

T = TypeVar("T")

DEFAULT_RETRY_DELAY = 0.3
# No model answers in less time, so that a retry would be of no use.
SHORTEST_CALL = 0.2
MAX_TOKEN_COUNT = 10_000_000
RETRIED_STATUSES = {408, 409, 429, 500, 502, 503, 504, 529}


def estimate_cost(prompt_tokens: int | None, completion_tokens: int | None) -> Decimal | None:
    """Return the estimated cost in US dollars; None if prices or tokens are unknown."""
    prices = (settings.LLM_PRICE_INPUT, settings.LLM_PRICE_OUTPUT)
    tokens = (prompt_tokens, completion_tokens)
    if None in (*prices, *tokens):
        return None
    million = Decimal(1_000_000)
    parts = (
        Decimal(str(price)) * number / million
        for price, number in zip(prices, tokens, strict=True)
        if price is not None and number is not None
    )
    return sum(parts, Decimal(0))


def validate_token_count(value: Any) -> int | None:
    """Return a number of tokens as the server tells it; None if it cannot be one."""
    return value if type(value) is int and 0 <= value <= MAX_TOKEN_COUNT else None


def parse_retry_after(error: APIStatusError) -> float | None:
    """Return the seconds that the server's `Retry-After` asks for, as a number or as a date."""
    value = error.response.headers.get("Retry-After", "")
    with contextlib.suppress(ValueError):
        return max(0.0, float(value))
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        return max(0.0, (parsedate_to_datetime(value) - timezone.now()).total_seconds())
    return None


def retry_delay(error: OpenAIError) -> float | None:
    """Return the seconds to wait before a retry; None if a retry is of no use."""
    if isinstance(error, APIStatusError):
        if error.status_code not in RETRIED_STATUSES:
            return None
        retry_after = parse_retry_after(error)
        return DEFAULT_RETRY_DELAY if retry_after is None else retry_after
    return DEFAULT_RETRY_DELAY if isinstance(error, APIConnectionError) else None


def fallback(features: ApiFeatures, error: OpenAIError, *, is_known: bool) -> ApiFeatures | None:
    """Return the features to try after an error; None if the features are not to blame.

    Features that are known to work are given up only if the error names one of them: a server may
    also refuse a text, and no stranger's text may change how the others are asked about.
    """
    is_rejected = isinstance(error, BadRequestError | UnprocessableEntityError) and not is_known
    # Some servers reject a parameter with a status 500.
    if is_rejected or (isinstance(error, APIStatusError) and names_optional_parameter(str(error))):
        return features.without_rejected(str(error))
    return None


async def complete(
    messages: list[dict[str, Any]], features: ApiFeatures, *, is_known: bool
) -> tuple[ChatCompletion, ApiFeatures]:
    """Return the model's completion, and the features with which the server gave it.

    Fall back to fewer features while the server rejects some, and retry once if that may help and
    there is time. Raise `TimeoutError` after `LLM_TIMEOUT` seconds.
    """
    has_retried = False
    async with (
        asyncio.timeout(settings.LLM_TIMEOUT) as limit,
        create_client(settings.LLM_API_KEY or "", settings.LLM_BASE_URL) as client,
    ):
        create: Any = client.chat.completions.create
        deadline = limit.when() or 0
        while True:
            try:
                completion = await create(
                    model=settings.LLM_MODEL, messages=messages, **features.request_parameters()
                )
            except OpenAIError as error:
                fewer = fallback(features, error, is_known=is_known)
                if fewer is not None:
                    features = fewer
                    continue
                delay = retry_delay(error)
                if has_retried or delay is None:
                    raise
                if asyncio.get_running_loop().time() + delay + SHORTEST_CALL > deadline:
                    raise
                has_retried = True
                await asyncio.sleep(delay)
            else:
                return completion, features


def read_completion(completion: ChatCompletion, features: ApiFeatures) -> ModelResult:
    """Return the result that a completion holds; raise various errors for one of no known shape."""
    prompt_tokens, completion_tokens = (
        validate_token_count(getattr(completion.usage, name, None))
        for name in ("prompt_tokens", "completion_tokens")
    )
    usage = ModelResult(
        mode=features.mode,
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
        cost=estimate_cost(prompt_tokens, completion_tokens),
    )
    choice = completion.choices[0]
    if choice.message.refusal:
        return replace(usage, cause=Cause.REFUSED)
    content = choice.message.content or ""
    try:
        answer = parse_answer(content)
    except UnusableAnswerError:
        return replace(usage, cause=Cause.UNUSABLE)
    return replace(
        usage,
        category=answer.category,
        priority=answer.priority,
        reason=answer.reason,
        confidence=estimate_confidence(answer, content, choice.logprobs),
    )


def cause_of(error: BaseException) -> Cause:
    if isinstance(error, TimeoutError):
        return Cause.TIMEOUT
    if isinstance(error, APIStatusError):
        status = error.status_code
        if status == 429:
            return Cause.RATE_LIMIT
        if status in (401, 403, 404):
            return Cause.ACCESS
        return Cause.SERVER if status >= 500 else Cause.REJECTED
    if isinstance(error, ResponseTooLargeError):
        return Cause.TOO_LONG
    if isinstance(error, APIConnectionError):
        # The client library reports whatever interrupts it as a lost connection.
        inner = error.__cause__
        return Cause.TOO_LONG if isinstance(inner, ResponseTooLargeError) else Cause.CONNECTION
    # The server's answer is not one of the chat API: no JSON, or of another shape.
    if isinstance(error, OpenAIError | ValueError | TypeError | AttributeError | LookupError):
        return Cause.SERVER
    return Cause.UNEXPECTED


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on an event loop of its own in this thread, and return its result."""
    # `asyncio.run` would not return before the look-up of a host name has ended.
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


def call_model(
    messages: list[dict[str, Any]], features: ApiFeatures, *, is_known: bool
) -> tuple[ModelResult, ApiFeatures]:
    """Return the model's result within `LLM_TIMEOUT` seconds, and the features that worked.

    Never raises. The call is asynchronous because a coroutine can be stopped at any point, while a
    blocking read from a server that trickles cannot.
    """
    start = time.monotonic()
    try:
        completion, features = run(complete(messages, features, is_known=is_known))
        result = read_completion(completion, features)
    except Exception as error:
        status = f" {error.status_code}" if isinstance(error, APIStatusError) else ""
        result = ModelResult(cause=cause_of(error), detail=f"{type(error).__name__}{status}")
    return replace(result, latency_ms=round((time.monotonic() - start) * 1000)), features
