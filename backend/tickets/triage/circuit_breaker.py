"""A circuit breaker that all workers share.

After `THRESHOLD` failures in a row the model is not called for `PAUSE` seconds. Then one call
probes it: success ends the pause, failure begins another.
"""

import time

from django.core.cache import caches

THRESHOLD = 5
PAUSE = 30.0
# Older failures no longer count.
FAILURE_TTL = 3_600


class Breaker:
    """The circuit breaker of the model called `name`, kept in the shared cache."""

    def __init__(self, name: str) -> None:
        self.cache = caches["shared"]
        self.until_key = f"breaker:{name}:until"
        self.probe_key = f"breaker:{name}:probe:{{}}"
        self.failure_keys = [f"breaker:{name}:failure:{number}" for number in range(1, THRESHOLD)]

    def allows(self, probe_seconds: float) -> bool:
        """Return true if the model may be called; a probe without a result expires by itself."""
        until = self.cache.get(self.until_key)
        if until is None:
            return True
        if time.time() < until:
            return False
        # Each pause has a probe of its own.
        return bool(self.cache.add(self.probe_key.format(until), True, probe_seconds))

    def note_success(self) -> None:
        self.cache.delete_many([self.until_key, *self.failure_keys])

    def note_failure(self) -> None:
        is_probe = self.cache.get(self.until_key) is not None
        # If two workers add the same key at once, only one succeeds.
        if not is_probe and any(
            self.cache.add(key, True, FAILURE_TTL) for key in self.failure_keys
        ):
            return
        self.cache.set(self.until_key, time.time() + PAUSE, FAILURE_TTL)
