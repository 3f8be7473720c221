"""One call of the model, in bounded time and a bounded number of requests."""

import asyncio
import contextlib
import time
from collections.abc import Coroutine, Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any, TypeVar

import httpx2
from django.conf import settings
from django.utils import timezone
from openai import APIConnectionError, APIStatusError, AsyncOpenAI, OpenAIError

from tickets.triage import failures
from tickets.triage.address import ENDPOINT, base_url, candidate_paths, chat_url, find_proxy
from tickets.triage.answer_parser import (
    Answer,
    UnusableAnswerError,
    estimate_confidence,
    parse_answer,
    parse_cut_answer,
    read_whole,
)
from tickets.triage.api_features import ApiFeatures
from tickets.triage.completion import (
    Completion,
    NoChatResponseError,
    WrappedError,
    read_response,
)
from tickets.triage.http_client import create_client
from tickets.triage.model_result import Cause, ModelResult

T = TypeVar("T")

DEFAULT_RETRY_DELAY = 0.3
# No model answers in less time, so that a retry would be of no use.
SHORTEST_CALL = 0.2
RETRIED_STATUSES = {408, 409, 429, 500, 502, 503, 504, 529}
# What a server knows is found out in fewer, if it says what it rejects.
MAX_REQUESTS = 24
CALL_ERRORS = (OpenAIError, NoChatResponseError)


@dataclass(frozen=True)
class Request:
    """One request of a call: its address, what it asked for, and what became of it."""

    url: str
    features: ApiFeatures
    seconds: float
    completion: Completion | None = None
    error: BaseException | None = None


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


def parse_retry_after(error: APIStatusError) -> float | None:
    """Return the seconds that the server's `Retry-After` asks for, as a number or as a date."""
    value = error.response.headers.get("Retry-After", "")
    with contextlib.suppress(ValueError):
        return max(0.0, float(value))
    with contextlib.suppress(ValueError, TypeError, OverflowError):
        return max(0.0, (parsedate_to_datetime(value) - timezone.now()).total_seconds())
    return None


def retry_delay(error: BaseException) -> float | None:
    """Return the seconds to wait before a retry; None if a retry is of no use."""
    if isinstance(error, APIStatusError | WrappedError):
        if error.status_code not in RETRIED_STATUSES:
            return None
        retry_after = parse_retry_after(error) if isinstance(error, APIStatusError) else None
        return DEFAULT_RETRY_DELAY if retry_after is None else retry_after
    return DEFAULT_RETRY_DELAY if isinstance(error, APIConnectionError) else None


def read_answer(completion: Completion) -> Answer:
    """Return the answer in a completion; raise `UnusableAnswerError` without one."""
    if completion.is_cut:
        return parse_cut_answer(completion.content)
    if completion.content.strip():
        return parse_answer(completion.content)
    # Servers that are told not to let the model think may take its answer for thinking.
    answer = read_whole(completion.thinking)
    if answer:
        return answer
    raise UnusableAnswerError


@dataclass
class ModelCall:
    """A call of the model: all requests that one answer takes.

    `features` are those of the last request, with which a next call had best begin.
    """

    messages: list[dict[str, Any]]
    features: ApiFeatures
    is_known: bool
    requests: list[Request] = field(default_factory=list)
    is_starved: bool = False
    url: httpx2.URL = field(default_factory=httpx2.URL)
    proxy: httpx2.Proxy | None = None
    tried: set[ApiFeatures] = field(default_factory=set)
    first_error: Exception | None = None

    @property
    def request_url(self) -> httpx2.URL:
        path = self.url.path.rstrip("/") if self.features.path is None else self.features.path
        url = chat_url(self.url, path)
        return url.copy_with(scheme=self.features.scheme) if self.features.scheme else url

    async def ask(self, client: AsyncOpenAI) -> Completion:
        """Make one request, and note what became of it; raise the errors in `CALL_ERRORS`."""
        body = {
            "model": settings.LLM_MODEL,
            "messages": self.features.shape_messages(self.messages),
            **self.features.request_parameters(),
        }
        url, start = str(self.request_url), time.monotonic()
        completion = problem = None
        try:
            response = await client.post(url, body=body, cast_to=httpx2.Response)
            completion = read_response(response.content)
        except BaseException as error:
            problem = error
            raise
        else:
            return completion
        finally:
            seconds = time.monotonic() - start
            self.requests.append(Request(url, self.features, seconds, completion, problem))

    async def complete(self) -> Completion:
        """Return the model's completion.

        Go on with other features while the server rejects some or thinking takes all tokens, and
        retry once if that may help and there is time. Raise `TimeoutError` after `LLM_TIMEOUT`
        seconds.
        """
        has_retried = False
        self.url = base_url(settings.LLM_BASE_URL)
        self.proxy = find_proxy(self.url)
        self.tried = {self.features}
        async with (
            asyncio.timeout(settings.LLM_TIMEOUT) as limit,
            create_client(settings.LLM_API_KEY or "", self.url, self.proxy) as client,
        ):
            deadline = limit.when() or 0
            while True:
                try:
                    completion = await self.ask(client)
                except CALL_ERRORS as error:
                    if self.change(self.features_after(error)):
                        self.first_error = self.first_error or error
                        continue
                    delay = retry_delay(error)
                    if has_retried or delay is None:
                        raise
                    if asyncio.get_running_loop().time() + delay + SHORTEST_CALL > deadline:
                        raise
                    has_retried = True
                    await asyncio.sleep(delay)
                else:
                    if not self.needs_more(completion):
                        return completion
                    self.is_starved = True
                    if not self.change(self.features.with_less_thinking()):
                        return completion

    def needs_more(self, completion: Completion) -> bool:
        """Return true if there is no answer because thinking took its place."""
        if completion.has_refused or not completion.is_starved(self.features.token_limit):
            return False
        try:
            read_answer(completion)
        except UnusableAnswerError:
            return True
        return False

    def change(self, features: ApiFeatures | None) -> bool:
        """Take other features for the next request; return false if these are of no use."""
        if features is None or features in self.tried or len(self.requests) >= MAX_REQUESTS:
            return False
        self.tried.add(features)
        self.features = features
        return True

    def features_after(self, error: BaseException) -> ApiFeatures | None:
        """Return the features to try after an error; None if the features are not to blame.

        Features that are known to work are given up only if the error names one of them: a server
        may also refuse a text, and no stranger's text may change how the others are asked about.
        """
        if failures.is_address_wrong(error):
            return self.at_next_path()
        if isinstance(error, NoChatResponseError):
            return None
        status = failures.status_of(error)
        if status in range(300, 400):
            return self.at_redirect(error)
        if status in failures.NOT_ABOUT_PARAMETERS:
            return None
        words = failures.words_of(error)
        # Some servers reject a parameter with a status 500.
        if self.features.are_blamed(words):
            return self.features.without_rejected(words)
        is_about_others = failures.is_about_settings(error) or failures.is_text_filtered(error)
        if status in (400, 422) and not self.is_known and not is_about_others:
            return self.features.without_rejected(words)
        return None

    def at_next_path(self) -> ApiFeatures | None:
        asked = {request.url for request in self.requests}
        for path in candidate_paths(self.url, settings.LLM_MODEL):
            if str(chat_url(self.url, path)) not in asked:
                return replace(self.features, path=path, scheme="")
        return None

    def at_redirect(self, error: BaseException) -> ApiFeatures | None:
        """Return the features for the address a server redirects to, on the same host only."""
        if not isinstance(error, APIStatusError):
            return None
        try:
            target = self.request_url.join(error.response.headers.get("Location", ""))
        except httpx2.InvalidURL:
            return None
        is_same = (target.host, target.port) == (self.request_url.host, self.request_url.port)
        is_upgrade = (self.request_url.scheme, target.scheme) == ("http", "https")
        is_own = is_same and (is_upgrade or target.scheme == self.request_url.scheme)
        if not is_own or target == self.request_url or not ENDPOINT.search(target.path):
            return None
        return replace(
            self.features,
            path=target.path,
            scheme=target.scheme if is_upgrade else self.features.scheme,
        )

    @property
    def has_guessed_in_vain(self) -> bool:
        """Return true if the configured address is wrong, and so were the guesses at another."""
        return self.first_error is not None and failures.is_address_wrong(self.first_error)


def total(numbers: Iterable[int | None]) -> int | None:
    """Return the sum of the known numbers; None if none is known."""
    known = [number for number in numbers if number is not None]
    return sum(known) if known else None


def usage_of(call: ModelCall) -> ModelResult:
    """Return a result without an answer that tells what all requests of a call took."""
    completions = [request.completion for request in call.requests if request.completion]
    prompt_tokens = total(completion.prompt_tokens for completion in completions)
    completion_tokens = total(completion.completion_tokens for completion in completions)
    return ModelResult(
        mode=call.features.mode if completions else "",
        prompt_tokens=prompt_tokens,
        completion_tokens=completion_tokens,
        cost=estimate_cost(prompt_tokens, completion_tokens),
        calls=max(1, len(call.requests)),
    )


def read_completion(completion: Completion, call: ModelCall) -> ModelResult:
    """Return the result that a call's last completion holds."""
    usage = usage_of(call)
    if completion.has_refused:
        return replace(usage, cause=Cause.REFUSED)
    try:
        answer = read_answer(completion)
    except UnusableAnswerError:
        is_starved = completion.is_starved(call.features.token_limit)
        remedy = failures.THINKING if is_starved else failures.NOT_TRIAGE
        return replace(usage, cause=Cause.UNUSABLE, remedy=remedy)
    return replace(
        usage,
        category=answer.category,
        priority=answer.priority,
        reason=answer.reason,
        confidence=estimate_confidence(answer, completion.content, completion.tokens),
    )


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine on an event loop of its own in this thread, and return its result."""
    # `asyncio.run` would not return before the look-up of a host name has ended.
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(work)
    finally:
        loop.close()


def read_failure(error: Exception, call: ModelCall) -> ModelResult:
    """Return the result of a call that ended in an error."""
    if call.has_guessed_in_vain and failures.is_address_wrong(error) and call.first_error:
        error = call.first_error
    remedy = failures.remedy_for(error)
    if remedy == failures.UNREACHABLE and call.proxy:
        remedy = failures.PROXY
    status = failures.status_of(error)
    return replace(
        usage_of(call),
        # No features worked.
        mode="",
        cause=failures.cause_of(error),
        detail=f"{type(error).__name__}{'' if status is None else f' {status}'}",
        remedy=failures.THINKING if call.is_starved else remedy,
    )


def call_model(call: ModelCall) -> ModelResult:
    """Return the model's result within `LLM_TIMEOUT` seconds.

    Never raises. The call is asynchronous because a coroutine can be stopped at any point, while a
    blocking read from a server that trickles cannot.
    """
    start = time.monotonic()
    try:
        result = read_completion(run(call.complete()), call)
    except Exception as error:
        result = read_failure(error, call)
    return replace(result, latency_ms=round((time.monotonic() - start) * 1000))
