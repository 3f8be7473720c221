"""The CSRF cookie: `CsrfViewMiddleware` checks it, the interface sends it back as a header."""

from django.conf import settings
from django.middleware.csrf import get_token
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from core.http import public_fields
from core.http.views import PublicView


class CsrfSerializer(serializers.Serializer[object]):
    """The CSRF cookie."""

    csrf_cookie = serializers.CharField(help_text="The name of the cookie.")


@method_decorator(never_cache, name="dispatch")
class CsrfView(PublicView):
    """For everybody, without a throttle: it stores nothing and asks no database."""

    authentication_classes = ()
    public_actions = {"get": public_fields.CSRF}

    @extend_schema(
        summary="Get a CSRF cookie",
        description=(
            "Sets a cookie and returns its name, which differs from installation to installation. "
            "Browsers that are signed in send its value as `X-CSRFToken` with each change. A "
            "change that is refused with the code `csrf_failed` can be repeated after asking here "
            "again."
        ),
        responses=CsrfSerializer,
        auth=[],
    )
    def get(self, request: Request) -> Response:
        # The middleware sets the cookie of whatever has asked for a token.
        get_token(request._request)
        return Response({"csrf_cookie": settings.CSRF_COOKIE_NAME})
