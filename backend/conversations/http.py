"""Parts that agents' and requesters' views of conversations share."""

import hashlib
import json
from typing import Any

from rest_framework import status
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.utils.urls import replace_query_param

# A text of 64 kB, written as JSON escapes.
MESSAGE_BODY_BYTES = 256 * 1024


class KeyReused(APIException):
    """An `Idempotency-Key` was used again with another message."""

    status_code = status.HTTP_422_UNPROCESSABLE_ENTITY
    default_detail = "This Idempotency-Key was used for a different message."
    default_code = "idempotency_conflict"


def digest_of(values: Any) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def link_to(request: Request, cursor: object) -> dict[str, str]:
    """Return the header that leads to earlier rows, if there are any."""
    if cursor is None:
        return {}
    url = replace_query_param(request.build_absolute_uri(), "cursor", cursor)
    return {"Link": f'<{url}>; rel="next"'}
