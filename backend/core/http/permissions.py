"""Access rules of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import BasePermission

if TYPE_CHECKING:
    # The framework's views import the permissions before they are complete themselves.
    from rest_framework.request import Request
    from rest_framework.views import APIView


def is_agent(request: Request) -> bool:
    return bool(request.user and request.user.is_active and request.user.is_staff)


def has_agents_rights(request: Request) -> bool:
    return settings.OPEN_ACCESS or is_agent(request)


def action_of(request: Request, view: APIView) -> str:
    """Return the name of what the request does: a view's action, or else its method."""
    method = "get" if request.method == "HEAD" else (request.method or "").lower()
    return getattr(view, "action", None) or method


class AccessRule(BasePermission):
    """The only access rule, for every view.

    Agents may use every view, and so may everybody while `OPEN_ACCESS` is on. A view declares its
    exceptions: `public_actions` are open to strangers, named by action, or by method where a view
    has no actions, with the fields that strangers are shown. An `is_personal` view belongs to the
    person who is signed in: nobody else may use it, even with `OPEN_ACCESS`, and neither may a
    program with that person's token.
    """

    message = "Only agents may do this. Please sign in."

    def has_permission(self, request: Request, view: APIView) -> bool:
        if request.method not in view.allowed_methods:
            # The view itself answers 405, to everyone alike.
            return True
        if getattr(view, "is_personal", False):
            return is_agent(request) and request.auth is None
        is_public = action_of(request, view) in getattr(view, "public_actions", ())
        return is_public or has_agents_rights(request)
