"""The sign-in library's OpenID Connect, with a provider that may be away or lie."""

import json
from typing import Any

# Imported when the first token is decoded: it takes its time.
from allauth.core.internal.deferred import jwt
from allauth.socialaccount.internal.jwtkit import verify_jti
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from accounts.openid_connect.configuration import read_configuration
from accounts.openid_connect.failures import answering_failures
from accounts.openid_connect.session import BoundedSession
from core.http.csrf_refusals import public_origin

REQUIRED_CLAIMS = ["iss", "sub", "aud", "exp"]
CLOCK_SKEW_SECONDS = 30
# The columns' lengths.
MAX_LENGTHS = {"sub": 191, "email": 254}


class ClaimsError(Exception):
    """The provider says about a person what cannot be."""


def check_claims(claims: Any) -> dict[str, Any]:
    """Return the claims about a person; raise an error for those that no database stores."""
    if not isinstance(claims, dict) or not claims.get("sub"):
        raise ClaimsError("there is no subject")
    text = json.dumps(claims, ensure_ascii=False, allow_nan=False)
    if b"\\u0000" in text.encode():
        raise ClaimsError("there is a NUL")
    for name, length in MAX_LENGTHS.items():
        value = claims.get(name) or ""
        if not isinstance(value, str) or len(value) > length:
            raise ClaimsError(f"{name} is no text, or too long")
    return claims


class Adapter(OpenIDConnectOAuth2Adapter):
    """The library's own; failures of the provider are answers, and its signature is checked."""

    subject: str

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return the address that the provider knows, whatever a proxy makes of `Host`."""
        if not settings.PUBLIC_URL:
            return str(super().get_callback_url(request, app))
        path = reverse("openid_connect_callback", kwargs={"provider_id": self.provider_id})
        return f"{public_origin()}{path}"

    @property
    def openid_config(self) -> dict[str, Any]:
        if not hasattr(self, "_openid_config"):
            with answering_failures(self.request):
                self._openid_config = read_configuration(self.get_provider().server_url)
        return self._openid_config

    def get_access_token_data(self, *args: Any, **options: Any) -> dict[str, Any]:
        with answering_failures(self.request):
            data: dict[str, Any] = super().get_access_token_data(*args, **options)
            if not isinstance(data["id_token"], str):
                raise ClaimsError("the token is no text")
            return data

    def parse_token(self, data: dict[str, Any]) -> SocialToken:
        with answering_failures(self.request):
            return super().parse_token(data)

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **options: Any
    ) -> SocialLogin:
        with answering_failures(request):
            return super().complete_login(request, app, token, **options)

    def _fetch_user_info(self, access_token: str) -> dict[str, Any]:
        claims = check_claims(super()._fetch_user_info(access_token))
        self.subject = claims["sub"]
        return claims

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Return the claims of a token that the provider has signed for us just now.

        The library would do without the signature, for the token comes from the provider itself.
        The algorithm is that of the provider's key, never that of the token's header.
        """
        with BoundedSession() as session:
            answer = session.get(self.openid_config["jwks_uri"])
        answer.raise_for_status()
        kid = jwt.get_unverified_header(id_token).get("kid")
        keys = [
            key
            for key in jwt.PyJWKSet.from_dict(answer.json()).keys
            if kid is None or key.key_id == kid
        ]
        if len(keys) != 1:
            raise ClaimsError("there is no such key")
        claims = check_claims(
            jwt.decode(
                id_token,
                keys[0],
                algorithms=[keys[0].algorithm_name],
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=CLOCK_SKEW_SECONDS,
                options={"require": REQUIRED_CLAIMS},
            )
        )
        verify_jti(claims)
        # Section 5.3.2: else the answers are about two people.
        if claims["sub"] != self.subject:
            raise ClaimsError("the subjects differ")
        return claims


class Provider(OpenIDConnectProvider):
    """The library's own, with our adapter."""

    oauth2_adapter_class = Adapter
