"""Who may do what through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from rest_framework.permissions import BasePermission

if TYPE_CHECKING:
    # The framework's views load the permissions while they are being imported themselves.
    from rest_framework.request import Request
    from rest_framework.views import APIView


def has_agents_rights(request: Request) -> bool:
    return settings.OPEN_ACCESS or bool(
        request.user and request.user.is_active and request.user.is_staff
    )


class OpenOrAgent(BasePermission):
    """Agents may do everything, and so may everybody while `OPEN_ACCESS` is on.

    A view names in `public_actions` what strangers may do all the same.
    """

    message = "Only agents may do this. Please sign in."

    def has_permission(self, request: Request, view: APIView) -> bool:
        is_public = getattr(view, "action", None) in getattr(view, "public_actions", ())
        return is_public or has_agents_rights(request)
