"""Throttles that count requests in the database, for all workers together."""

import logging
import time
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from django.db import Error, connection
from django.http import HttpRequest
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle, ScopedRateThrottle, SimpleRateThrottle

from core.models import ThrottleCount

logger = logging.getLogger(__name__)

# Counts are deleted so many seconds after their window has begun.
RETENTION_SECONDS = 3_600
DELETE_BATCH_SIZE = 1_000
DELETE_EVERY_SECONDS = 30
# The factor by which the limit of a person who is signed in is higher.
SIGNED_IN_FACTOR = 5
# Providers assign a network of this size to one household.
IPV6_PREFIX = 64

INCREMENT_COUNT = """
    INSERT INTO core_throttlecount (key, window_start, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE
            WHEN core_throttlecount.window_start = excluded.window_start
            THEN core_throttlecount.count + 1 ELSE 1
        END,
        window_start = excluded.window_start
    RETURNING count
"""


def increment_count(key: str, window_start: int) -> int:
    """Count a request, and return the number of requests in this window, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(INCREMENT_COUNT, [key, window_start])
        return int(cursor.fetchone()[0])


def delete_expired_counts(now: int) -> None:
    """Delete the oldest expired counts, up to `DELETE_BATCH_SIZE`."""
    expired = ThrottleCount.objects.filter(window_start__lt=now - RETENTION_SECONDS)
    ThrottleCount.objects.filter(
        pk__in=expired.order_by("window_start").values("pk")[:DELETE_BATCH_SIZE]
    ).delete()


def client_network(address: str) -> str | None:
    """Return the IPv4 address or IPv6 network that counts as one client; None if it is neither."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return None
    if isinstance(parsed, IPv6Address):
        # A dual-stack socket shows IPv4 addresses in this form, all in one IPv6 network.
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, IPV6_PREFIX), strict=False))
    return str(parsed)


def told_address(request: Request | HttpRequest) -> str:
    """Return the client's address as the trusted proxies tell it; it may be none at all."""
    return BaseThrottle().get_ident(request) or ""  # type: ignore[arg-type] # it reads headers alone


def network_of(request: Request | HttpRequest) -> str:
    """Return the client's network; a forwarding header without an address is ignored."""
    return (
        client_network(told_address(request))
        or client_network(request.META.get("REMOTE_ADDR") or "")
        or "unknown"
    )


class DatabaseThrottle(SimpleRateThrottle):
    """Limit the requests in each second, minute, hour or day of the clock.

    The framework's own throttles keep a list of times in the memory of each process. This one
    counts for all workers, in one atomic statement. If it cannot count, it lets requests pass: they
    will report themselves that the database is not available.
    """

    num_requests: int
    duration: int
    seconds_left = 0

    def get_ident(self, request: Request) -> str:
        return network_of(request)

    def allow_request(self, request: Request, view: Any) -> bool:
        if self.rate is None or (key := self.get_cache_key(request, view)) is None:
            return True
        now = int(time.time())
        window_start = now - now % self.duration
        self.seconds_left = window_start + self.duration - now
        try:
            count = increment_count(key, window_start)
            if count == 1 and now % DELETE_EVERY_SECONDS == 0:
                delete_expired_counts(now)
        except Error as error:
            logger.warning("Requests are not counted: %s", type(error).__name__)
            return True
        return count <= self.num_requests

    def wait(self) -> float:
        return self.seconds_left


class PersonThrottle(DatabaseThrottle, ScopedRateThrottle):
    """Limit the requests of each person, in the scope that the view names."""

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
