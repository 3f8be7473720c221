"""The parts of a request that arrived, told to holders of a token that the command has just signed.

A token is good once and for a minute. Without one the address is like any that does not exist. The
report says nothing but what its own request was like.
"""

import time
from typing import Any
from uuid import uuid4

from django.core import signing
from django.core.cache import caches
from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest

from core.http.throttling import told_address

PATH = "/api/installation/"
HEADER = "X-Installation-Check"
COOKIE = "installation-check"
SALT = "core.installation.request_report"
MAX_TOKEN_LENGTH = 200
MAX_AGE_SECONDS = 60


def make_token() -> str:
    return signing.dumps(uuid4().hex, salt=SALT)


def take_token(token: str) -> bool:
    """Return if a token is good, which it is not again."""
    if not token or len(token) > MAX_TOKEN_LENGTH:
        return False
    try:
        number = signing.loads(token, salt=SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature:
        return False
    return caches["shared"].add(f"installation-check:{number}", 1, 2 * MAX_AGE_SECONDS)


def describe(request: HttpRequest) -> dict[str, Any]:
    headers = request.headers
    try:
        request.get_host()
        is_allowed = True
    except DisallowedHost:
        is_allowed = False
    try:
        length: int | None = len(request.body)
    except RequestDataTooBig:
        length = None
    return {
        "method": request.method,
        "scheme": request.scheme,
        "host": headers.get("Host", ""),
        "host_allowed": is_allowed,
        "remote_address": request.META.get("REMOTE_ADDR", ""),
        "client_address": told_address(request),
        "forwarded_for": [
            part.strip() for part in headers.get("X-Forwarded-For", "").split(",") if part.strip()
        ],
        "forwarded_proto": headers.get("X-Forwarded-Proto", ""),
        "cookie_length": len(request.COOKIES.get(COOKIE, "")),
        "authorization": headers.get("Authorization", "").partition(" ")[0],
        "body_length": length,
        "time": time.time(),
    }
