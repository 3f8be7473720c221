"""Middleware that stores the use of sessions."""

from collections.abc import Callable
from contextlib import suppress

from django.contrib.auth import SESSION_KEY
from django.db import DatabaseError
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.sessions.services import continue_session, is_use_due
from accounts.sessions.store import SIGNED_IN_AT

# The interface sends it with what it asks on its own, so that a screen that somebody left does not
# keep their session alive.
BACKGROUND_HEADER = "X-Background"


def track_sessions(get_response: Callable[[HttpRequest], HttpResponseBase]) -> object:
    """Store when a session was last used, at most once a minute for each worker."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        session = request.session
        if (
            session.accessed
            and session.session_key
            and SESSION_KEY in session
            # One of before an upgrade has to be in the list, or nobody could end it.
            and (BACKGROUND_HEADER not in request.headers or SIGNED_IN_AT not in session)
            and is_use_due(session)
        ):
            # The answer is more important.
            with suppress(DatabaseError):
                continue_session(request)
        return response

    return middleware
