"""Counts of attempts, in the database: for all workers together, and beyond anybody's eviction."""

import time
from dataclasses import dataclass

from django.db import connection
from django.db.models import F

from core.http.throttling import DELETE_EVERY_SECONDS, RETENTION_SECONDS, delete_expired_counts
from core.models import ThrottleCount

COUNT_ATTEMPT = """
    INSERT INTO core_throttlecount (key, window_start, count) VALUES (%(key)s, %(now)s, 1)
    ON CONFLICT (key) DO UPDATE SET
        count = CASE
            WHEN core_throttlecount.window_start > %(expired)s
            THEN core_throttlecount.count + 1 ELSE 1
        END,
        window_start = CASE
            WHEN core_throttlecount.window_start > %(expired)s
            THEN core_throttlecount.window_start ELSE excluded.window_start
        END
    RETURNING count, window_start
"""


@dataclass(frozen=True)
class Count:
    """An attempt's place in the window of its limit."""

    number: int
    seconds_left: int
    is_allowed: bool


@dataclass(frozen=True)
class Limit:
    """So many attempts of each `who` within so many seconds, counted from the first of them.

    Counting is one atomic statement before the attempt, so that attempts at the same time do not
    pass together. `who` must not hold anything that a client chooses.
    """

    name: str
    number: int
    seconds: int

    def __post_init__(self) -> None:
        if self.seconds > RETENTION_SECONDS:
            raise ValueError("Older counts are deleted.")

    def key(self, who: str) -> str:
        return f"limit:{self.name}:{who}"

    def count(self, who: str) -> Count:
        """Count an attempt."""
        now = int(time.time())
        values: dict[str, str | int] = {
            "key": self.key(who),
            "now": now,
            "expired": now - self.seconds,
        }
        with connection.cursor() as cursor:
            cursor.execute(COUNT_ATTEMPT, values)
            number, start = cursor.fetchone()
        if number == 1 and now % DELETE_EVERY_SECONDS == 0:
            delete_expired_counts(now)
        return Count(number, max(1, start + self.seconds - now), number <= self.number)

    def take_back(self, who: str) -> None:
        """Undo the count of an attempt that turned out to be none."""
        ThrottleCount.objects.filter(pk=self.key(who), count__gt=0).update(count=F("count") - 1)

    def reset(self, who: str) -> None:
        ThrottleCount.objects.filter(pk=self.key(who)).delete()
