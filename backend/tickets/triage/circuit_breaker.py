"""A circuit breaker: a model that fails is left alone for a while, by all workers at once.

After `THRESHOLD` failures in a row nobody asks it for `PAUSE` seconds. Then one call probes
whether it is back: if so all ask again, and if not the pause begins anew.
"""

import time

from django.core.cache import caches

THRESHOLD = 5
PAUSE = 30.0
# A failure that long ago says nothing about today.
MEMORY = 3_600


class Breaker:
    """The breaker of one model; `name` tells it from others in the cache that workers share."""

    def __init__(self, name: str) -> None:
        self.cache = caches["shared"]
        self.until_key = f"breaker:{name}:until"
        self.probe_key = f"breaker:{name}:probe:{{}}"
        self.failure_keys = [f"breaker:{name}:failure:{number}" for number in range(1, THRESHOLD)]

    def allows(self, probe_seconds: float) -> bool:
        """Whether to call the model; a probe that is not heard of for that long counts as lost."""
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
        # Of two who add the same key at once only one succeeds.
        if not is_probe and any(self.cache.add(key, True, MEMORY) for key in self.failure_keys):
            return
        self.cache.set(self.until_key, time.time() + PAUSE, MEMORY)
