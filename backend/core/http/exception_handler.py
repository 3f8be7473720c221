"""JSON responses for all exceptions of the API."""

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from rest_framework import status
from rest_framework.exceptions import ParseError
from rest_framework.response import Response
from rest_framework.views import exception_handler as default_exception_handler

from core.db.outages import error_name, is_transient
from core.http.errors import DatabaseUnavailable, PayloadTooLarge

logger = logging.getLogger(__name__)


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Return a JSON response for any exception.

    An unexpected one is logged and becomes a 500 without details, or a 503 if the database is
    unavailable. The framework would leave it to Django, which answers with an HTML page.
    """
    if isinstance(exc, RequestDataTooBig):
        exc = PayloadTooLarge()
    elif isinstance(exc, SuspiciousOperation):
        exc = ParseError("We could not read this request.")
    elif is_transient(exc):
        logger.warning("The database is unavailable: %s", error_name(exc))
        exc = DatabaseUnavailable()
    response = default_exception_handler(exc, context)
    if response is None:
        logger.error("Unhandled error in %s", type(context["view"]).__name__, exc_info=exc)
        response = Response(
            {"detail": "Something failed on our side."},
            status=status.HTTP_500_INTERNAL_SERVER_ERROR,
        )
    return response
