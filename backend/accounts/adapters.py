"""Adapters of the sign-in library."""

import base64
import hashlib
from functools import partial
from typing import Any
from urllib.parse import quote

from allauth.account.adapter import DefaultAccountAdapter
from allauth.headless.adapter import DefaultHeadlessAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.utils.encoding import force_bytes

from accounts.interface_url import interface_url
from accounts.mail import send_after_commit
from accounts.openid_connect.session import BoundedSession

SITE = "TicketFlow"


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
        return "/?tab=tickets"

    def populate_response_meta(self, request: HttpRequest, meta: dict[str, Any]) -> None:
        # The interface shows this QR code as it is.
        if "totp_url" in meta:
            meta["totp_svg"] = get_mfa_adapter().build_totp_svg(meta["totp_url"])


def mfa_cipher() -> MultiFernet:
    """Return the cipher for second factors, made of the secret key.

    A copy of the database alone does not reveal them. Fallback keys still decrypt.
    """
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    digests = (hashlib.sha256(b"accounts.mfa:" + force_bytes(key)).digest() for key in keys)
    return MultiFernet(Fernet(base64.urlsafe_b64encode(digest)) for digest in digests)


class MFAAdapter(DefaultMFAAdapter):
    """Encrypted secrets of second factors."""

    def get_totp_issuer(self) -> str:
        return SITE

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return {**super().get_public_key_credential_rp_entity(), "name": SITE}

    def encrypt(self, text: str) -> str:
        return mfa_cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return mfa_cipher().decrypt(encrypted_text.encode()).decode()
