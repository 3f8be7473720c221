"""Counts of requests, for the throttles."""

from django.db import models


class ThrottleCount(models.Model):
    """The number of requests of one client in the current window of one throttle."""

    key = models.CharField(primary_key=True, max_length=200)
    window_start = models.BigIntegerField(db_index=True, help_text="In seconds since 1970.")
    count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.key}: {self.count}"
