"""Requests for a new password, which tell nobody who has an account."""

import logging
import time
from functools import partial

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows import password_reset
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.context import request_context
from allauth.headless.account import views
from allauth.headless.account.inputs import RequestPasswordResetInput
from allauth.headless.account.response import RequestPasswordResponse
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from accounts.devices.attempts import find_known_account, name_of_client
from accounts.interface_url import PublicUrlMissingError, interface_url
from accounts.mail import is_temporary
from core.http.counting import Limit
from core.jobs import WAIT_SECONDS, Job, perform_after_commit

logger = logging.getLogger(__name__)

RESET_MAILS = Limit("reset_mail", 5, 3_600)


def send_reset_link(request: HttpRequest, email: str) -> None:
    """Send a link if somebody active has this address; else do nothing."""
    users = filter_users_by_email(email, is_active=True, prefer_verified=True, for_login=True)
    with request_context(request):
        if users:
            password_reset.request_password_reset(request, email, users, token_generator=None)


class ResetRequestInput(RequestPasswordResetInput):
    """An address, which nothing is compared with before the answer."""

    def clean_email(self) -> str:
        email: str = get_adapter().clean_email(self.cleaned_data["email"].lower())
        return email

    def save(self, request: HttpRequest, **kwargs: object) -> str:
        """Have the link sent after the answer, or while everybody waits as long for theirs."""
        started = time.monotonic()
        email: str = self.cleaned_data["email"]
        try:
            interface_url(request)
        except PublicUrlMissingError as error:
            # Whoever asks can do nothing about it.
            logger.error("A reset link was not sent: %s", error)
            return email
        perform_after_commit(
            Job(
                name="a request for a new password",
                run=partial(send_reset_link, request, email),
                may_retry=is_temporary,
            )
        )
        if settings.JOBS_END_WITH_REQUEST:
            time.sleep(max(0.0, started + WAIT_SECONDS - time.monotonic()))
        return email


class RequestResetView(views.RequestPasswordResetView):
    """The library's own; all that depends on the account is done after the answer.

    Few mails leave in an hour, and the answer is always the same.
    """

    input_class = ResetRequestInput

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        email = self.input.cleaned_data["email"]
        # Strangers who use up the mails leave those of the agent's own browsers.
        who, _ = name_of_client(request, find_known_account(request, email), email)
        if RESET_MAILS.count(who).is_allowed:
            self.input.save(request)
        response: HttpResponseBase = RequestPasswordResponse(request)
        return response
