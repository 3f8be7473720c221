"""Views of the sign-in library that we changed."""

import logging
from typing import Any

from allauth.headless.account import views as account
from allauth.headless.account.response import RequestPasswordResponse
from allauth.headless.mfa import views as mfa
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from accounts.devices.attempts import find_account, subject_of
from accounts.interface_url import PublicUrlMissingError
from core.http.counting import Limit

logger = logging.getLogger(__name__)

RESET_MAILS = Limit("reset_mail", 5, 3_600)


class RequestPasswordResetView(account.RequestPasswordResetView):
    """The request for a reset link: few mails in an hour, and always the same answer."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        email = self.input.cleaned_data["email"]
        # Also counted where there is no account, so that both take as long.
        if RESET_MAILS.count(subject_of(find_account(email), email)).is_allowed:
            try:
                self.input.save(request)
            except PublicUrlMissingError as error:
                logger.error("A reset link was not sent: %s", error)
        response: HttpResponse = RequestPasswordResponse(request)
        return response


class ManageTOTPView(mfa.ManageTOTPView):
    """Authenticator apps; the code that switches one on is used up by that."""

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post(request, *args, **kwargs)
        authenticator = Authenticator.objects.filter(
            user_id=request.user.pk, type=Authenticator.Type.TOTP
        ).first()
        if authenticator:
            authenticator.wrap().validate_code(self.input.cleaned_data["code"])
        return response
