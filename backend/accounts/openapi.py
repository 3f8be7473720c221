"""Sessions and API tokens in the OpenAPI schema."""

from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class CookieScheme(SessionScheme):  # type: ignore[no-untyped-call]  # the library has no types
    """Security scheme of sessions."""

    target_class = "accounts.authentication.SessionAuthentication"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """Return the same for all installations, whose cookies have different names."""
        return {
            "type": "apiKey",
            "in": "cookie",
            "name": "sessionid",
            "description": (
                "The cookie that signing in sets. Its name begins so, perhaps after __Host- or "
                "__Secure-, and ends with some digits of the installation."
            ),
        }


class ApiTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """Security scheme of `Authorization: Bearer …`."""

    target_class = "accounts.authentication.ApiTokenAuthentication"
    name = "apiToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
