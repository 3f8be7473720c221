"""Errors of the API beyond the framework's own, and the promise that all of them are JSON."""

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.response import Response
from rest_framework.views import exception_handler as default_exception_handler
from rest_framework.views import set_rollback

logger = logging.getLogger(__name__)


class PreconditionFailed(APIException):
    """The client's `If-Match` names another version than the stored one."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "This ticket has changed since you read it. Read it again, then repeat."
    default_code = "precondition_failed"


class IdempotencyConflict(APIException):
    """An `Idempotency-Key` came back with another body than the one it stands for."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key was used for a different ticket."
    default_code = "idempotency_conflict"


class PayloadTooLarge(APIException):
    """The body exceeds `DATA_UPLOAD_MAX_MEMORY_SIZE`."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "This request is too large."
    default_code = "payload_too_large"


def exception_handler(exc: Exception, context: dict[str, Any]) -> Response | None:
    """Answer every exception in JSON; one that nobody expected is logged and told as a plain 500.

    The framework would let the unexpected ones through to Django, which answers with an HTML page.
    """
    if isinstance(exc, RequestDataTooBig):
        exc = PayloadTooLarge()
    response = default_exception_handler(exc, context)
    if response is None:
        logger.error("Unhandled error in %s", type(context["view"]).__name__, exc_info=exc)
        set_rollback()
        response = Response(
            {"detail": "Something failed on our side."},
            status=status.HTTP_500_INTERNAL_SERVER_ERROR,
        )
    return response
