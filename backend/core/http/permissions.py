"""Access rules of the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.module_loading import import_string
from rest_framework.permissions import SAFE_METHODS, BasePermission

from core.http.scopes import Scope, scope_of

if TYPE_CHECKING:
    # The framework's views import the permissions before they are complete themselves.
    from rest_framework.request import Request
    from rest_framework.views import APIView


def is_agent(request: Request) -> bool:
    return bool(request.user and request.user.is_active and request.user.is_staff)


def is_admin(request: Request) -> bool:
    return is_agent(request) and request.user.is_superuser


def unmet_requirement(request: Request) -> dict[str, str] | None:
    """Return the body of the answer to an agent whose account lacks something required, or None.

    `UNMET_REQUIREMENT` names the function that knows, for accounts are not known here.
    """
    unmet: dict[str, str] | None = import_string(settings.UNMET_REQUIREMENT)(request)
    return unmet


def has_agents_rights(request: Request) -> bool:
    """Return whether answers may show what only agents see.

    A token that may only submit shows its program no more than a stranger sees.
    """
    if scope_of(request) == Scope.SUBMIT:
        return False
    return settings.OPEN_ACCESS or (is_agent(request) and not unmet_requirement(request))


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
    program with that person's token. The same holds for a view that `is_for_admins`, and for agents
    who are no admins.

    An API token may do what its scope allows, even where a stranger may do more: `read` sends safe
    methods, `submit` uses the `submit_actions` that a view names among its public ones.

    Agents whose account lacks something required may do no more than strangers, except in a view
    that `serves_unmet_requirements`.
    """

    message: str | dict[str, str] = "Only agents may do this. Please sign in."

    def has_permission(self, request: Request, view: APIView) -> bool:
        if request.method not in view.allowed_methods:
            # The view itself answers 405, to everyone alike.
            return True
        if request.user and request.user.is_authenticated and not is_agent(request):
            self.message = "Only agents may do this, and your account is not an agent's."
        unmet = None
        if is_agent(request) and not getattr(view, "serves_unmet_requirements", False):
            unmet = unmet_requirement(request)
            self.message = unmet or self.message
        if getattr(view, "is_for_admins", False):
            self.message = unmet or "Only admins may do this."
            return is_admin(request) and request.auth is None and not unmet
        if getattr(view, "is_personal", False):
            if request.auth is not None:
                self.message = unmet or "No API token may do this. Please sign in with a browser."
            return is_agent(request) and request.auth is None and not unmet
        action = action_of(request, view)
        is_submission = action in getattr(view, "submit_actions", ())
        scope = scope_of(request)
        if scope == Scope.READ and request.method not in SAFE_METHODS:
            needed = "“submit” or “everything”" if is_submission else "“everything”"
            self.message = unmet or (
                f"This API token may only read. This takes one with the scope {needed}."
            )
            return False
        if scope == Scope.SUBMIT:
            needed = "“read” or “everything”" if request.method in SAFE_METHODS else "“everything”"
            self.message = unmet or (
                f"This API token may only submit. This takes one with the scope {needed}."
            )
            return is_submission and not unmet
        return action in getattr(view, "public_actions", ()) or has_agents_rights(request)
