"""Cookies by which a browser that an agent has signed in with is known again.

Strangers who guess an agent's password slow down unknown devices only (see `attempts.py`). A cookie
names accounts, each with a random number of the device and a code made of the account's password
hash. So a new password forgets all devices, without a table.
"""

import secrets
from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, User
from django.core import signing
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "accounts.devices"
MAX_AGE_SECONDS = 365 * 24 * 3600
# Of agents who share a browser.
MAX_ACCOUNTS = 5
NONCE_BYTES = 12

# Account, number of the device, code.
Entry = tuple[int, str, str]


def code_for(user: AbstractBaseUser, nonce: str) -> str:
    return salted_hmac(SALT, f"{user.pk}:{nonce}:{user.password}", algorithm="sha256").hexdigest()


def read_entries(request: HttpRequest) -> list[Entry]:
    """Return what the request's cookie says; nothing if it is not ours or too old."""
    try:
        entries = signing.loads(
            request.COOKIES.get(settings.DEVICE_COOKIE_NAME, ""), salt=SALT, max_age=MAX_AGE_SECONDS
        )
    except signing.BadSignature:
        return []
    return [(int(pk), str(nonce), str(code)) for pk, nonce, code in entries]


def find_device(request: HttpRequest, user: AbstractBaseUser) -> str | None:
    """Return the number of the device if the account has signed in with it, or None."""
    for pk, nonce, code in read_entries(request):
        if pk == user.pk and constant_time_compare(code, code_for(user, nonce)):
            return nonce
    return None


def find_any_device(request: HttpRequest) -> str | None:
    """Return the number of the device if any account has signed in with it, or None."""
    entries = read_entries(request)
    users = User.objects.in_bulk([pk for pk, _, _ in entries]) if entries else {}
    for pk, nonce, code in entries:
        if pk in users and constant_time_compare(code, code_for(users[pk], nonce)):
            return nonce
    return None


def remember_device(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Have the middleware set a cookie by which the device is known for this account."""
    request.remembered_user = user  # type: ignore[attr-defined]  # read in the middleware


def set_cookie(request: HttpRequest, response: HttpResponseBase, user: AbstractBaseUser) -> None:
    nonce = find_device(request, user) or secrets.token_urlsafe(NONCE_BYTES)
    others = [entry for entry in read_entries(request) if entry[0] != user.pk]
    entries = [(user.pk, nonce, code_for(user, nonce)), *others][:MAX_ACCOUNTS]
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(entries, salt=SALT),
        max_age=MAX_AGE_SECONDS,
        path=settings.SESSION_COOKIE_PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def remember_devices(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: set the cookie after a sign-in."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if user := getattr(request, "remembered_user", None):
            set_cookie(request, response, user)
        return response

    return middleware
