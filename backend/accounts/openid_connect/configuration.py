"""The provider's description of itself (OpenID Connect Discovery)."""

from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import caches

from accounts.openid_connect.failures import pause
from accounts.openid_connect.session import BoundedSession

TTL = 300
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")
WELL_KNOWN = "/.well-known/"


class ConfigurationError(Exception):
    """The description is not what the specification demands."""


def check_configuration(values: Any, url: str) -> dict[str, Any]:
    """Return the description; raise `ConfigurationError` if it cannot be used."""
    if not isinstance(values, dict):
        raise ConfigurationError("it is no object")
    issuer = values.get("issuer")
    # Section 4.3: else a provider could speak for another one.
    if not isinstance(issuer, str) or issuer.rstrip("/") != url.partition(WELL_KNOWN)[0].rstrip(
        "/"
    ):
        raise ConfigurationError("the issuer is not OIDC_SERVER_URL")
    allowed_schemes = {"https", urlsplit(url).scheme}
    for name in ENDPOINTS:
        parts = urlsplit(str(values.get(name)))
        if parts.scheme not in allowed_schemes or not parts.hostname:
            raise ConfigurationError(f"{name} is no address")
    return values


def read_configuration(url: str) -> dict[str, Any]:
    """Return the provider's description, asked for every five minutes at most.

    A description that cannot be had pauses everything, whatever the reason: only the provider can
    be it.
    """
    key = f"identity_provider:{sha256(url.encode()).hexdigest()}"
    values: dict[str, Any] | None = caches["shared"].get(key)
    if values is None:
        try:
            with BoundedSession() as session:
                answer = session.get(url)
            answer.raise_for_status()
            values = check_configuration(answer.json(), url)
        except Exception:
            pause()
            raise
        caches["shared"].set(key, values, TTL)
    return values
