"""Figures that are kept for a moment, for all workers and all readers who see the same tickets."""

import hashlib
import logging
from collections.abc import Callable
from typing import Any

from django.core.cache import caches
from django.db import DatabaseError

from people.teams.access import Reader

logger = logging.getLogger(__name__)

CACHE_SECONDS = 60


def read_cached(key: str) -> dict[str, Any] | None:
    """Return the cached figures; None also where the database cannot delete those that expired."""
    try:
        figures: dict[str, Any] | None = caches["shared"].get(key)
    except DatabaseError as error:
        logger.warning("Figures were not cached: %s", type(error).__name__)
        return None
    return figures


def keep_figures(name: str, reader: Reader, measure: Callable[[], dict[str, Any]]) -> Any:
    """Return the figures of this name, which may be `CACHE_SECONDS` old; measure them if not."""
    scope = hashlib.sha256(reader.scope.encode()).hexdigest()[:32]
    key = f"{name}:{scope}"
    figures = read_cached(key)
    if figures is None:
        figures = measure()
        caches["shared"].set(key, figures, CACHE_SECONDS)
    return figures
