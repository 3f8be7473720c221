"""The result of a call of the model."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models

from tickets.vocabulary import Category, Priority


class Cause(models.TextChoices):
    """The cause of a missing suggestion."""

    TIMEOUT = "timeout", "No answer in time"
    CONNECTION = "connection", "No connection to the model"
    RATE_LIMIT = "rate_limit", "Too many calls for the model’s provider"
    ACCESS = "access", "Address, key or model not accepted"
    REJECTED = "rejected", "Request not accepted"
    SERVER = "server", "An error of the model’s server"
    TOO_LONG = "too_long", "An answer out of all proportion"
    UNUSABLE = "unusable", "An answer without category and priority"
    REFUSED = "refused", "The model declined to answer"
    BUSY = "busy", "Too many calls under way"
    PAUSED = "paused", "Left alone after failures"
    BUDGET = "budget", "The hour’s calls used up"
    UNEXPECTED = "unexpected", "Something unforeseen"


# Failures of the server. The others depend on the text, and say nothing about the next one.
SERVER_FAILURES = {
    Cause.TIMEOUT,
    Cause.CONNECTION,
    Cause.RATE_LIMIT,
    Cause.ACCESS,
    Cause.SERVER,
}


@dataclass(frozen=True)
class ModelResult:
    """A category and a priority, or the `cause` why there are none.

    `detail` and `remedy` are for the operator, in words of ours; `calls` counts the requests.
    """

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
    remedy: str = ""
    calls: int = 1
