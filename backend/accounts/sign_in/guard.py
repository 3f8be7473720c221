"""Guards around the sign-in library's views.

The library's own limits are off: their keys hold the request's `Host`, and a cache may evict them.
"""

import json
from collections.abc import Callable
from http import HTTPStatus

from allauth.account.adapter import get_adapter
from allauth.account.internal.stagekit import get_pending_stage
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.http.request import RawPostDataException

from accounts.devices.attempts import (
    CODES,
    PASSWORDS,
    Attempt,
    TooManyAttemptsError,
    begin_attempt,
)
from accounts.devices.cookies import find_any_device
from accounts.sign_in.anonymous_sessions import bound_session
from core.http.counting import Limit
from core.http.errors import PayloadTooLarge
from core.http.parsers import MAX_BODY_BYTES, check_length, read_json
from core.http.throttling import network_of

View = Callable[..., HttpResponseBase]

# Requests of one client in a minute, whatever they say. Reading the session makes nothing, and the
# ways to and from a provider have a limit of their own, which leads back with a reason.
UNLIMITED = ("auth/session", "auth/provider/redirect", "auth/oidc/login/callback")
OTHER_LIMITS = {"auth/password/request": 20, "auth/password/reset": 60}
REQUESTS = 30
# Browsers themselves go here, with forms, and show what is answered.
PAGES = ("auth/provider/redirect", "auth/oidc/login", "auth/oidc/login/callback")
# Guesses at an account, with the field that an error names if the guess was wrong.
GUESSES: dict[str, tuple[Limit, tuple[str, ...]]] = {
    "auth/2fa/authenticate": (CODES, ("code",)),
    "auth/2fa/reauthenticate": (CODES, ("code",)),
    "auth/webauthn/authenticate": (CODES, ("credential",)),
    "auth/webauthn/reauthenticate": (CODES, ("credential",)),
    "account/password/change": (PASSWORDS, ("current_password",)),
}


def check_body(request: HttpRequest) -> None:
    """Raise `PayloadTooLarge` or `ValueError` for a body that the library should not read.

    It reads JSON whatever the body's type.
    """
    check_length(request, MAX_BODY_BYTES)
    if request.body:
        # Half a surrogate pair passes as a JSON escape, but no database stores it.
        json.dumps(read_json(request.body), ensure_ascii=False).encode()


def client_of(request: HttpRequest) -> str:
    """Return the name of a client in keys of counts.

    A browser that an agent has signed in with counts alone, so that nobody in the same network uses
    up its share.
    """
    if request.user.is_authenticated:
        return f"account:{request.user.pk}"
    if nonce := find_any_device(request):
        return f"device:{nonce}"
    return f"network:{network_of(request)}"


def limit_for(address: str) -> Limit | None:
    if not address.startswith("auth/") or address in UNLIMITED:
        return None
    name = address.removeprefix("auth/").replace("/", "_")
    return Limit(f"sign_in_{name}", OTHER_LIMITS.get(address, REQUESTS), 60)


def too_many_requests(seconds_left: int, *, is_page: bool) -> HttpResponseBase:
    """Answer 429 as the library does, or in words to a person, and say when to come back."""
    status = HTTPStatus.TOO_MANY_REQUESTS
    headers = {"Retry-After": str(seconds_left)}
    if is_page:
        text = f"These were too many requests. Go back and try again in {seconds_left} seconds.\n"
        content_type = "text/plain; charset=utf-8"
        return HttpResponse(text, status=status, headers=headers, content_type=content_type)
    return JsonResponse({"status": status}, status=status, headers=headers)


def too_many_attempts() -> HttpResponseBase:
    """Answer as the library does after too many wrong passwords."""
    code = "too_many_login_attempts"
    message = str(get_adapter().error_messages[code])
    return JsonResponse(
        {
            "status": HTTPStatus.BAD_REQUEST,
            "errors": [{"message": message, "code": code}],
        },
        status=HTTPStatus.BAD_REQUEST,
    )


def begin_guess(request: HttpRequest, address: str) -> Attempt | None:
    """Count a guess at the account that is signed in, or about to be; None if it is no guess."""
    if address not in GUESSES or request.method != "POST":
        return None
    stage = get_pending_stage(request)
    user = stage.login.user if stage else request.user
    if not isinstance(user, User):
        return None
    return begin_attempt(request, GUESSES[address][0], user)


def end_guess(attempt: Attempt, response: HttpResponseBase, address: str) -> None:
    """Note the result of a guess; other errors than its own say nothing about it."""
    fields = GUESSES[address][1]
    errors = []
    if isinstance(response, JsonResponse) and response.status_code == HTTPStatus.BAD_REQUEST:
        errors = json.loads(response.content).get("errors", [])
    if any(error.get("param") in fields for error in errors):
        attempt.fail()
    else:
        attempt.succeed()


def guard_sign_in(view: View, address: str) -> View:
    """Return the view with checked bodies, limits on requests and guesses, and short sessions."""
    limit = limit_for(address)

    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if limit and not (count := limit.count(client_of(request))).is_allowed:
            return too_many_requests(count.seconds_left, is_page=address in PAGES)
        try:
            if address not in PAGES:
                check_body(request)
            attempt = begin_guess(request, address)
        except PayloadTooLarge as error:
            return JsonResponse({"detail": str(error.detail)}, status=error.status_code)
        except (ValueError, RawPostDataException):
            # The CSRF check has read a multipart form, which leaves no body to look at.
            return JsonResponse(
                {"detail": "We could not read this JSON."}, status=HTTPStatus.BAD_REQUEST
            )
        except TooManyAttemptsError:
            return too_many_attempts()
        response = view(request, *args, **kwargs)
        if attempt:
            end_guess(attempt, response, address)
        bound_session(request)
        return response

    return guarded
