"""The API for requesters: the public side of a ticket, by its private link."""

from typing import Any

from rest_framework import viewsets
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from core.http.throttling import PersonThrottle
from tickets import api_docs
from tickets.private_links.links import follow
from tickets.serializers import RequestSerializer

# The URL is a secret: it must not be cached, sent on as a referrer or indexed.
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex",
}


@api_docs.describe_requests
class PublicTicketViewSet(viewsets.ViewSet):
    """Tickets as their requesters see them."""

    # The token alone grants access, whoever sends it.
    authentication_classes = ()
    throttle_classes = (PersonThrottle,)
    throttle_scope = "follow"
    public_actions = ("retrieve",)
    lookup_field = "token"
    # A malformed token gets the same answer as an unknown one.
    lookup_value_regex = "[^/]+"

    def retrieve(self, request: Request, token: str) -> Response:
        link = follow(token)
        if link is None:
            raise NotFound("This link is not known, or no longer valid.")
        return Response(RequestSerializer(link.ticket).data)

    def finalize_response(
        self, request: Request, response: Response, *args: Any, **kwargs: Any
    ) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response
