"""How often people may ask, counted in the database for all workers together."""

import logging
import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.db import Error, connection
from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle, SimpleRateThrottle

from core.models import ThrottleCount

logger = logging.getLogger(__name__)

# Counts of windows that are over by so many seconds are of no use to anyone.
KEPT_SECONDS = 3_600
FORGOTTEN_AT_ONCE = 1_000
FORGET_EVERY_SECONDS = 30
# So many times as much may a person who is signed in.
SIGNED_IN_FACTOR = 5
# What providers give to one household.
IPV6_PREFIX = 64

COUNT_ONE_MORE = """
    INSERT INTO core_throttlecount (key, window_start, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE
            WHEN core_throttlecount.window_start = excluded.window_start
            THEN core_throttlecount.count + 1 ELSE 1
        END,
        window_start = excluded.window_start
    RETURNING count
"""


def count_one_more(key: str, window_start: int) -> int:
    """How many requests there have been in this window, this one included, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE_MORE, [key, window_start])
        return int(cursor.fetchone()[0])


def forget_old_counts(now: int) -> None:
    """Delete counts whose window is long over, a bounded number."""
    old = ThrottleCount.objects.filter(window_start__lt=now - KEPT_SECONDS)
    ThrottleCount.objects.filter(
        pk__in=old.order_by("window_start").values("pk")[:FORGOTTEN_AT_ONCE]
    ).delete()


def client_network(address: str) -> str | None:
    """Where a request comes from, as far as it can be told apart; None for what is no address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address):
        # How a socket for both kinds shows the older one; all of them share one network.
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)


class CountedThrottle(SimpleRateThrottle):
    """So many requests in each second, minute, hour or day of the clock.

    Unlike the framework's own, which keeps a list of times in each process's memory, it counts for
    all workers, in one statement that no other can come between. Where it cannot count, it lets
    pass: the request itself will tell what is wrong with the database.
    """

    num_requests: int
    duration: int
    seconds_left = 0

    def get_ident(self, request: Request) -> str:
        """Where the request comes from; a header that holds no address is not believed."""
        return (
            client_network(super().get_ident(request) or "")
            or client_network(request.META.get("REMOTE_ADDR") or "")
            or "unknown"
        )

    def allow_request(self, request: Request, view: Any) -> bool:
        if self.rate is None or (key := self.get_cache_key(request, view)) is None:
            return True
        now = int(time.time())
        window_start = now - now % self.duration
        self.seconds_left = window_start + self.duration - now
        try:
            count = count_one_more(key, window_start)
            if count == 1 and now % FORGET_EVERY_SECONDS == 0:
                forget_old_counts(now)
        except Error as error:
            logger.warning("Requests are not counted: %s", type(error).__name__)
            return True
        return count <= self.num_requests

    def wait(self) -> float:
        return self.seconds_left


class PersonThrottle(CountedThrottle, ScopedRateThrottle):
    """So often for each person, in the scope that the view names."""

    def allow_request(self, request: Request, view: Any) -> bool:
        self.scope = getattr(view, "throttle_scope", None)
        if self.scope is None:
            return True
        self.rate = self.get_rate()
        number, duration = self.parse_rate(self.rate)
        if number is None or duration is None:
            return True
        self.num_requests, self.duration = number, duration
        if request.user and request.user.is_authenticated:
            self.num_requests *= SIGNED_IN_FACTOR
        is_allowed = super().allow_request(request, view)
        view.is_person_refused = not is_allowed
        return is_allowed


class ClassifyAllThrottle(CountedThrottle):
    """So often for all people together: each question to a model costs money.

    It comes after `PersonThrottle`. Who is refused there does not count here, or one person could
    use up what is there for all.
    """

    scope = "classify_all"

    def allow_request(self, request: Request, view: Any) -> bool:
        if getattr(view, "is_person_refused", False):
            return True
        return super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: Any) -> str:
        return "throttle_classify_all"
