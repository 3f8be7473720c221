"""How often people may ask, counted in the database for all workers together."""

import time
from typing import Any

from django.db import connection
from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle, SimpleRateThrottle

from tickets.models import RequestCount

# Counts of windows that are over by so many seconds are of no use to anyone.
KEPT_SECONDS = 3_600

COUNT_ONE_MORE = """
    INSERT INTO tickets_requestcount (key, window_start, count) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE
            WHEN tickets_requestcount.window_start = excluded.window_start
            THEN tickets_requestcount.count + 1 ELSE 1
        END,
        window_start = excluded.window_start
    RETURNING count
"""


def count_one_more(key: str, window_start: int) -> int:
    """How many requests there have been in this window, this one included, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(COUNT_ONE_MORE, [key, window_start])
        return int(cursor.fetchone()[0])


class CountedThrottle(SimpleRateThrottle):
    """So many requests in each second, minute, hour or day of the clock.

    Unlike the framework's own, which keeps a list of times in each process's memory, it counts for
    all workers, in one statement that no other can come between.
    """

    num_requests: int
    duration: int
    seconds_left = 0

    def allow_request(self, request: Request, view: Any) -> bool:
        if self.rate is None or (key := self.get_cache_key(request, view)) is None:
            return True
        now = int(time.time())
        window_start = now - now % self.duration
        self.seconds_left = window_start + self.duration - now
        count = count_one_more(key, window_start)
        if count == 1:
            RequestCount.objects.filter(window_start__lt=window_start - KEPT_SECONDS).delete()
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
        return super().allow_request(request, view)


class ClassifyAllThrottle(CountedThrottle):
    """So often for all people together: each question to a model costs money."""

    scope = "classify_all"

    def get_cache_key(self, request: Request, view: Any) -> str:
        return "throttle_classify_all"
