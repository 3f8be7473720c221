"""The API's description, for programs and for people; its errors are JSON like all others."""

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from tickets.throttling import PersonThrottle


class ErrorsInJSON(APIView):
    """For views that render something else than JSON as long as all goes well."""

    http_method_names = ["get", "head"]
    public_actions = ("get",)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        if response.exception:
            request.accepted_renderer = JSONRenderer()
            request.accepted_media_type = JSONRenderer.media_type
        return super().finalize_response(request, response, *args, **kwargs)


class SchemaView(ErrorsInJSON, SpectacularAPIView):
    """The OpenAPI schema, as YAML or JSON; it takes long to make."""

    throttle_classes = (PersonThrottle,)
    throttle_scope = "schema"


class DocsView(ErrorsInJSON, SpectacularSwaggerView):
    """The schema as a page to read and try."""
