"""API exceptions that the framework lacks."""

from rest_framework import status
from rest_framework.exceptions import APIException

from core.db.outages import MESSAGE, RETRY_AFTER_SECONDS


class PreconditionFailed(APIException):
    """The client's `If-Match` names another version than the stored one."""

    status_code = status.HTTP_412_PRECONDITION_FAILED
    default_detail = "This has changed since you read it. Read it again, then repeat."
    default_code = "precondition_failed"


class CsrfFailed(APIException):
    """A change was refused by the CSRF check.

    With the code `csrf_failed` the token is missing or wrong, and clients get a new one at
    `/api/csrf/`. With `csrf_origin` it comes from another address than the product's, and somebody
    has to correct a setting.
    """

    status_code = status.HTTP_403_FORBIDDEN
    default_code = "csrf_failed"

    def __init__(self, detail: str, code: str = default_code) -> None:
        self.body = {"detail": detail, "code": code}
        super().__init__(self.body)


class DatabaseUnavailable(APIException):
    """The database cannot be reached, is full, or too busy."""

    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = MESSAGE
    default_code = "unavailable"
    # In seconds; the framework sends it as `Retry-After`.
    wait = RETRY_AFTER_SECONDS


class PayloadTooLarge(APIException):
    """The body exceeds `DATA_UPLOAD_MAX_MEMORY_SIZE`."""

    status_code = status.HTTP_413_REQUEST_ENTITY_TOO_LARGE
    default_detail = "This request is too large."
    default_code = "payload_too_large"


class Conflict(APIException):
    """A request that no longer fits what has happened."""

    status_code = status.HTTP_409_CONFLICT
    default_code = "conflict"
