"""Views of the sign-in library's authenticators, which keep the last required one."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from allauth.core.internal.httpkit import authenticated_user
from allauth.headless.internal.restkit.response import ErrorResponse
from allauth.headless.mfa.views import ManageTOTPView, ManageWebAuthnView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase

from accounts.sign_in.second_factor import may_remove


def refusal(request: HttpRequest, removed: Iterable[Authenticator]) -> ErrorResponse | None:
    """Return the answer to removing more than may be removed, or None.

    The account stays locked until the end of the transaction, so that two requests do not remove
    the last two at once.
    """
    user = User.objects.select_for_update().get(pk=authenticated_user(request).pk)
    if may_remove(user, removed):
        return None
    error = get_adapter().validation_error("cannot_delete_authenticator")
    return ErrorResponse(request, exception=error, status=HTTPStatus.CONFLICT)


class TOTPView(ManageTOTPView):
    """The authenticator app; the code that switches it on is used up by that."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response: HttpResponseBase = super().post(request, *args, **kwargs)
        authenticator = Authenticator.objects.filter(
            user_id=request.user.pk, type=Authenticator.Type.TOTP
        ).first()
        if authenticator:
            authenticator.wrap().validate_code(self.input.cleaned_data["code"])
        return response

    @transaction.atomic
    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        removed = Authenticator.objects.filter(
            user_id=request.user.pk, type=Authenticator.Type.TOTP
        )
        response: HttpResponseBase = refusal(request, removed) or super().delete(
            request, *args, **kwargs
        )
        return response


class PasskeysView(ManageWebAuthnView):
    """Passkeys and security keys; one request may remove several."""

    @transaction.atomic
    def delete(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        removed = self.input.cleaned_data["authenticators"]
        response: HttpResponseBase = refusal(request, removed) or super().delete(
            request, *args, **kwargs
        )
        return response
