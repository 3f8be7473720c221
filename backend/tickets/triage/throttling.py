"""The common limit of classifications."""

from typing import Any

from rest_framework.request import Request

from core.http.permissions import is_agent
from core.http.throttling import DatabaseThrottle


class ClassifyAllThrottle(DatabaseThrottle):
    """Limit the classifications of all people together, as each call of a model costs money.

    Agents who are signed in are counted apart, so that strangers cannot use up their limit.

    It comes after `PersonThrottle`. Requests refused there do not count here, or one person
    could use up everybody's limit.
    """

    scope = "classify_all"

    def allow_request(self, request: Request, view: Any) -> bool:
        if getattr(view, "is_person_refused", False):
            return True
        return super().allow_request(request, view)

    def get_cache_key(self, request: Request, view: Any) -> str:
        return "throttle_classify_agents" if is_agent(request) else "throttle_classify_all"
