"""Authentication of people by session, and of programs by API token."""

import re
from datetime import timedelta
from typing import Any

from django.utils import timezone
from knox.auth import TokenAuthentication
from rest_framework import authentication
from rest_framework.authentication import get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, PermissionDenied
from rest_framework.request import Request

from accounts.models import ApiToken
from core.http.csrf_refusals import explain_refusal

OURS = re.compile(rb"bearer(?:\s*$|\s+tf_)", re.IGNORECASE)
# Other characters must not reach the database.
TOKEN = re.compile(rb"\w{1,200}", re.ASCII)
# Storing each use would turn every read into a write.
LAST_USE_PRECISION = timedelta(minutes=1)


class SessionAuthentication(authentication.SessionAuthentication):
    """The framework's own, with refusals by the CSRF check that say why."""

    def enforce_csrf(self, request: Request) -> None:
        try:
            super().enforce_csrf(request)
        except PermissionDenied as error:
            reason = str(error.detail).removeprefix("CSRF Failed: ")
            raise explain_refusal(request._request, reason) from error


class ApiTokenAuthentication(TokenAuthentication):
    """`Authorization: Bearer tf_…`; stores when the token was last used.

    A proxy that asks people to sign in leaves its own credentials in the same header. They are not
    meant for us: whoever sends them is whoever the session says, with its check for CSRF.
    """

    def authenticate(self, request: Request) -> tuple[Any, ApiToken] | None:
        if not OURS.match(get_authorization_header(request)):
            return None
        return super().authenticate(request)  # type: ignore[no-any-return]

    def authenticate_credentials(self, token: bytes) -> tuple[Any, ApiToken]:
        if not TOKEN.fullmatch(token):
            raise AuthenticationFailed("Invalid token.")
        user, api_token = super().authenticate_credentials(token)
        now = timezone.now()
        if api_token.last_used_at is None or api_token.last_used_at < now - LAST_USE_PRECISION:
            ApiToken.objects.filter(pk=api_token.pk).update(last_used_at=now)
        return user, api_token

    def _cleanup_token(self, auth_token: ApiToken) -> bool:
        """Return True if the token has expired; it stays for its owner to see until revoked."""
        return auth_token.expiry is not None and auth_token.expiry <= timezone.now()
