"""The API's description as OpenAPI and as a page; their errors are JSON like all others."""

from typing import Any

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.middleware import security_headers
from core.http.throttling import PersonThrottle

# Swagger's style sheet has inline images.
POLICY = security_headers.to_header_value(
    {**security_headers.PAGE_POLICY, "img-src": "'self' data:"}
)


class ErrorsInJSON(APIView):
    """Base of views that render something other than JSON: their errors are JSON all the same."""

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
    """The OpenAPI schema as YAML or JSON; throttled, for making it takes long."""

    throttle_classes = (PersonThrottle,)
    throttle_scope = "schema"


class DocsView(ErrorsInJSON, SpectacularSwaggerSplitView):
    """The schema as an interactive page, its script at an address of its own."""

    template_name = "api_docs.html"

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        response.headers[security_headers.HEADER] = POLICY
        return response
