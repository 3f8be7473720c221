"""Views that leak all they can, to test that nothing reaches clients and logs."""

import logging

from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as product_urls

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]


def fail(request: HttpRequest) -> HttpResponse:
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {request.GET['secret']} FROM no_such_table")
    except Exception as error:
        raise ValueError(f"failed for {request.GET['secret']} at {request.path}") from error
    return HttpResponse()


def be_suspicious(request: HttpRequest) -> HttpResponse:
    raise SuspiciousOperation(f"a trick: {request.GET['secret']}")


def complain(request: HttpRequest) -> HttpResponse:
    logging.getLogger("some.package").error(
        "Could not do %s for %s", request.GET["secret"], request, extra={"request": request}
    )
    logging.getLogger("tickets").warning("Sent to %s", "someone@example.com")
    return HttpResponse("done")


class FailingView(APIView):
    """API view with a bug."""

    permission_classes = ()

    def get(self, request: Request) -> Response:
        raise KeyError(request.query_params["secret"])


urlpatterns = [
    path("fail/", fail),
    path("suspicious/", be_suspicious),
    path("complain/", complain),
    path("api/failing/", FailingView.as_view()),
    *product_urls,
]
