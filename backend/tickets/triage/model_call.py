"""One call of the model, in bounded time, and what it came to."""

import asyncio
import contextlib
import time
from collections.abc import Coroutine
from dataclasses import dataclass, replace
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from openai import (
    APIConnectionError,
    APIStatusError,
    BadRequestError,
    OpenAIError,
    UnprocessableEntityError,
)
from openai.types.chat import ChatCompletion

from tickets.triage.answer_parser import UnusableAnswerError, confidence_in, read_answer
from tickets.triage.api_features import Dialect, is_about_the_form
from tickets.triage.http_client import UnfitResponseError, background_loop, client
from tickets.vocabulary import Category, Priority

T = TypeVar("T")

PAUSE_BEFORE_RETRY = 0.3
# Less is left than any model needs: then a retry is of no use.
LEAST_FOR_A_CALL = 0.2
MAX_TOKENS_BELIEVED = 10_000_000
# Beyond the call's own limit, for the loop to tell us of it.
GRACE = 0.2
WORTH_A_RETRY = {408, 409, 429, 500, 502, 503, 504, 529}


class Cause(models.TextChoices):
    """Why there is no suggestion."""

    TIMEOUT = "timeout", "No answer in time"
    CONNECTION = "connection", "No connection to the model"
    RATE_LIMIT = "rate_limit", "Too many calls for the model’s provider"
    ACCESS = "access", "Key or model not accepted"
    REJECTED = "rejected", "Request not accepted"
    SERVER = "server", "An error of the model’s server"
    TOO_LONG = "too_long", "An answer out of all proportion"
    UNUSABLE = "unusable", "An answer without category and priority"
    REFUSED = "refused", "The model declined to answer"
    BUSY = "busy", "Too many calls under way"
    PAUSED = "paused", "Left alone after failures"
    BUDGET = "budget", "The hour’s calls used up"
    UNEXPECTED = "unexpected", "Something unforeseen"


# What mostly tells of the model's server: a text that the model cannot cope with, or declines,
# says nothing of others.
TELLING = {
    Cause.TIMEOUT,
    Cause.CONNECTION,
    Cause.RATE_LIMIT,
    Cause.ACCESS,
    Cause.SERVER,
}


@dataclass(frozen=True)
class Attempt:
    """What one call of the model came to: an answer, or the `cause` why there is none."""

    category: Category | None = None
    priority: Priority | None = None
    confidence: float | None = None
    reason: str | None = None
    cause: str | None = None
    mode: str = ""
    latency_ms: int = 0
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost: Decimal | None = None
    detail: str = ""


def cost_of(prompt_tokens: int | None, completion_tokens: int | None) -> Decimal | None:
    """The estimated price in US dollars; None where prices or tokens are unknown."""
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


def count_of(value: Any) -> int | None:
    """A number of tokens as a foreign server gives it; None for what cannot be one."""
    return value if type(value) is int and 0 <= value <= MAX_TOKENS_BELIEVED else None


def seconds_asked_for(error: APIStatusError) -> float | None:
    """How long the server wants to be left alone: its `Retry-After`, in seconds or as a date."""
    value = error.response.headers.get("Retry-After", "")
    with contextlib.suppress(ValueError):
        return max(0.0, float(value))
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        return max(0.0, (parsedate_to_datetime(value) - timezone.now()).total_seconds())
    return None


def pause_before_retry(error: OpenAIError) -> float | None:
    """How long to wait before trying once more, in seconds; None where that is of no use."""
    if isinstance(error, APIStatusError):
        if error.status_code not in WORTH_A_RETRY:
            return None
        asked = seconds_asked_for(error)
        return PAUSE_BEFORE_RETRY if asked is None else asked
    return PAUSE_BEFORE_RETRY if isinstance(error, APIConnectionError) else None


def plainer_dialect(dialect: Dialect, error: OpenAIError, *, is_known: bool) -> Dialect | None:
    """What to try next where the server does not take this dialect; None where it is not that.

    One that is known to work is given up only where the complaint names something in it: a server
    may refuse a text, too, and no stranger's text may change how others' are asked about.
    """
    is_refusal = isinstance(error, BadRequestError | UnprocessableEntityError) and not is_known
    if is_refusal or (isinstance(error, APIStatusError) and is_about_the_form(str(error))):
        return dialect.without_what(str(error))
    return None


async def complete(
    messages: list[dict[str, Any]], dialect: Dialect, deadline: float, *, is_known: bool
) -> tuple[ChatCompletion, Dialect]:
    """The model's completion and the dialect that it was had in.

    Goes on to plainer dialects where the server refuses one, and tries once more where that may
    help and there is time before the `deadline` of the loop's clock.
    """
    has_retried = False
    clock = asyncio.get_running_loop()
    create: Any = client(settings.LLM_API_KEY, settings.LLM_BASE_URL).chat.completions.create
    while True:
        try:
            return (
                await create(model=settings.LLM_MODEL, messages=messages, **dialect.parameters()),
                dialect,
            )
        except OpenAIError as error:
            plainer = plainer_dialect(dialect, error, is_known=is_known)
            if plainer is not None:
                dialect = plainer
                continue
            pause = pause_before_retry(error)
            if has_retried or pause is None:
                raise
            if clock.time() + pause + LEAST_FOR_A_CALL > deadline:
                raise
            has_retried = True
            await asyncio.sleep(pause)


def understand(completion: ChatCompletion, dialect: Dialect) -> Attempt:
    """What the model has said; raises `UnusableAnswerError` or what a strange shape leads to."""
    sent, received = (
        count_of(getattr(completion.usage, name, None))
        for name in ("prompt_tokens", "completion_tokens")
    )
    paid = Attempt(
        mode=dialect.mode,
        prompt_tokens=sent,
        completion_tokens=received,
        cost=cost_of(sent, received),
    )
    choice = completion.choices[0]
    if choice.message.refusal:
        return replace(paid, cause=Cause.REFUSED)
    content = choice.message.content or ""
    try:
        answer = read_answer(content)
    except UnusableAnswerError:
        return replace(paid, cause=Cause.UNUSABLE)
    return replace(
        paid,
        category=answer.category,
        priority=answer.priority,
        reason=answer.reason,
        confidence=confidence_in(answer, content, choice.logprobs),
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
    if isinstance(error, UnfitResponseError):
        return Cause.TOO_LONG
    if isinstance(error, APIConnectionError):
        # The client library tells of whatever interrupts it as of a lost connection.
        inner = error.__cause__
        return Cause.TOO_LONG if isinstance(inner, UnfitResponseError) else Cause.CONNECTION
    # A server of that address answers, but not as one of a model: no JSON, other shapes.
    if isinstance(error, OpenAIError | ValueError | TypeError | AttributeError | LookupError):
        return Cause.SERVER
    return Cause.UNEXPECTED


async def attempt(
    messages: list[dict[str, Any]], dialect: Dialect, *, is_known: bool
) -> tuple[Attempt, Dialect]:
    """Ask the model within `LLM_TIMEOUT` seconds, whatever happens; never raises.

    Answers the dialect too, as it was found out on the way.
    """
    start = time.monotonic()
    deadline = asyncio.get_running_loop().time() + settings.LLM_TIMEOUT
    try:
        async with asyncio.timeout(settings.LLM_TIMEOUT):
            completion, dialect = await complete(messages, dialect, deadline, is_known=is_known)
        result = understand(completion, dialect)
    except Exception as error:
        status = f" {error.status_code}" if isinstance(error, APIStatusError) else ""
        result = Attempt(cause=cause_of(error), detail=f"{type(error).__name__}{status}")
    return replace(result, latency_ms=round((time.monotonic() - start) * 1000)), dialect


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run something on the loop of the calls and wait for it, a little longer than a call takes.

    Raises `TimeoutError` beyond.
    """
    task = asyncio.run_coroutine_threadsafe(work, background_loop())
    try:
        return task.result(timeout=settings.LLM_TIMEOUT + GRACE)
    finally:
        task.cancel()
