"""The budget of calls of the model in an hour of the clock, counted for all workers together.

A call is counted before it is made, in one atomic statement for each limit, so that many at the
same moment cannot exceed it.
"""

import time

from django.conf import settings
from django.db.models import F

from core.http.throttling import increment_count
from core.models import ThrottleCount

HOUR_SECONDS = 3_600
ALL, STRANGERS = "llm_calls", "llm_calls_strangers"
# What strangers leave for agents, and what one network may have, as parts of the whole.
AGENTS_PART = 5
NETWORK_PART = 10


def limits_of(network: str | None) -> dict[str, int]:
    """Return the limits of whoever asks, by the key of their count; no network means an agent."""
    budget = settings.LLM_CALLS_PER_HOUR
    if network is None:
        return {ALL: budget}
    # In this order: calls beyond a network's share do not count for the others.
    return {
        f"{STRANGERS}_{network}": max(1, budget // NETWORK_PART),
        STRANGERS: budget - budget // AGENTS_PART,
        ALL: budget,
    }


def take_call(network: str | None) -> bool:
    """Count a call, and return true if it is within the budget."""
    now = int(time.time())
    hour = now - now % HOUR_SECONDS
    return all(increment_count(key, hour) <= limit for key, limit in limits_of(network).items())


def give_back_call(network: str | None) -> None:
    """Take back the count of a call that was not made after all."""
    # One by one: two that lock several rows could wait for each other.
    for key in limits_of(network):
        ThrottleCount.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)
