"""Public settings that the interface reads before anyone has signed in."""

from django.conf import settings
from django.utils.cache import patch_cache_control
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.http import public_fields
from core.http.views import PublicView

MAX_AGE_SECONDS = 60


def providers() -> list[dict[str, str]]:
    """Return the other identity providers that agents can sign in with."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return [{"id": app["provider_id"], "name": app["name"]} for app in apps]


class ProviderSerializer(serializers.Serializer[object]):
    """Another identity provider."""

    id = serializers.CharField()
    name = serializers.CharField()


class SignInSerializer(serializers.Serializer[object]):
    """Ways to sign in besides e-mail address and password."""

    passkeys = serializers.BooleanField()
    providers = ProviderSerializer(many=True)


class ConfigSerializer(serializers.Serializer[object]):
    """The settings of this installation that the interface needs."""

    open_access = serializers.BooleanField(
        help_text="Whether everyone has an agent's rights without signing in."
    )
    suggestions = serializers.BooleanField(
        help_text="Whether a model suggests category and priority."
    )
    team_time_zone = serializers.CharField(
        help_text="The time zone, by its IANA name, of the days that filters and figures are of."
    )
    bin_days = serializers.IntegerField(
        help_text="How long what is deleted stays in the bin; 0 where it is erased at once."
    )
    sign_in = SignInSerializer()
    csrf_cookie = serializers.CharField(help_text="The name of the cookie that `/api/csrf/` sets.")


class ConfigView(PublicView):
    """For everybody, in closed mode too; a browser need not ask again for a minute."""

    authentication_classes = ()
    public_actions = {"get": public_fields.CONFIG}

    @extend_schema(
        summary="Read how this installation is set up", responses=ConfigSerializer, auth=[]
    )
    def get(self, request: Request) -> Response:
        values = {
            "open_access": settings.OPEN_ACCESS,
            "suggestions": bool(settings.LLM_API_KEY),
            "team_time_zone": settings.TEAM_TIME_ZONE,
            "bin_days": settings.BIN_DAYS,
            "sign_in": {"passkeys": settings.MFA_PASSKEY_LOGIN_ENABLED, "providers": providers()},
            "csrf_cookie": settings.CSRF_COOKIE_NAME,
        }
        response = Response(ConfigSerializer(values).data)
        patch_cache_control(response, private=True, max_age=MAX_AGE_SECONDS)
        return response
