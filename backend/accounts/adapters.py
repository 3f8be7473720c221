"""Adapters of the sign-in library."""

import logging
from base64 import b32encode
from functools import partial
from secrets import token_bytes
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from allauth.core.internal.httpkit import clean_client_ip
from allauth.headless.adapter import DefaultHeadlessAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import InvalidToken
from django.contrib.auth.models import AbstractBaseUser, User
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import get_script_prefix

from accounts.audit.quiet import record_reset_request
from accounts.devices.attempts import (
    PASSWORDS,
    TooManyAttemptsError,
    begin_attempt,
)
from accounts.devices.notices import notice_sign_in
from accounts.interface_url import interface_url
from accounts.mail import send_after_commit
from accounts.openid_connect.session import BoundedSession
from accounts.sign_in.proof import has_recent_sign_in
from core.cipher import cipher_for
from core.http.throttling import told_address

logger = logging.getLogger(__name__)

SITE = "TicketFlow"
SECRET_BYTES = 20


class AccountAdapter(DefaultAccountAdapter):
    """Closed sign-up, for agents are invited, and e-mails under our own name."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def compose_mail(
        self, template_prefix: str, email: str, context: dict[str, Any]
    ) -> EmailMessage:
        """Return a message that names us, not the request's host."""
        site = {"name": SITE, "domain": SITE}
        message: EmailMessage = self.render_mail(
            template_prefix, email, {"email": email, "current_site": site, **context}
        )
        return message

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Compose and send a message after the answer, whose time must not tell of it."""
        compose = partial(self.compose_mail, template_prefix, email, dict(context))
        send_after_commit(template_prefix, email, compose)

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        record_reset_request(self.request, email)
        super().send_password_reset_mail(user, email, context)

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the client's address as the trusted proxies tell it, or that of the connection."""
        return clean_client_ip(told_address(request)) or request.META.get("REMOTE_ADDR") or ""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Do nothing: `authenticate` counts."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        email = str(credentials.get("email") or credentials.get("username") or "")
        try:
            attempt = begin_attempt(request, PASSWORDS, email=email)
        except TooManyAttemptsError as error:
            raise self.validation_error("too_many_login_attempts") from error
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if user:
            attempt.succeed()
        else:
            attempt.fail()
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        is_first = user.last_login is None
        super().login(request, user)
        # It was short while nobody was signed in.
        request.session.set_expiry(None)
        notice_sign_in(request, user, is_first=is_first)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Return whether a change of the account takes a proof again of who is signed in.

        Of agents with neither password nor second factor, who sign in at their company's provider,
        nothing can be asked here: for them having signed in lately will do.
        """
        if get_reauthentication_flows(self.request.user):
            return bool(super().is_reauthentication_required(app=app, **kwargs))
        return not has_recent_sign_in(self.request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        return f"{interface_url(self.request)}?reset={quote(key)}"


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Closed sign-up through other identity providers, too."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def get_requests_session(self) -> BoundedSession:
        return BoundedSession()


class HeadlessAdapter(DefaultHeadlessAdapter):
    """Links into the interface."""

    def get_frontend_url(self, urlname: str, **kwargs: Any) -> str | None:
        # The library leads there only after an identity provider's failure: on this very server.
        return f"{get_script_prefix()}?tab=tickets"

    def populate_response_meta(self, request: HttpRequest, meta: dict[str, Any]) -> None:
        # The interface shows this QR code as it is.
        if "totp_url" in meta:
            meta["totp_svg"] = get_mfa_adapter().build_totp_svg(meta["totp_url"])


class MFAAdapter(DefaultMFAAdapter):
    """Encrypted secrets of second factors."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": (
            "A second factor is required here. Add another one before you remove this."
        ),
    }

    def get_totp_issuer(self) -> str:
        return SITE

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": SITE}

    def encrypt(self, text: str) -> str:
        return cipher_for("accounts.mfa").encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret; a random one, for which no code is right, if the key has changed."""
        try:
            return cipher_for("accounts.mfa").decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            logger.error(
                "A second factor is of another DJANGO_SECRET_KEY: have an admin remove it."
            )
            return b32encode(token_bytes(SECRET_BYTES)).decode()
