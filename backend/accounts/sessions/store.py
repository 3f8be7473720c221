"""Session store; `SESSION_ENGINE` names this module."""

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.contrib.sessions.base_session import AbstractBaseSession

SIGNED_IN_AT = "signed_in_at"
SESSION_KEY = re.compile("[A-Za-z0-9]{8,}")


def end_of_session(data: Mapping[str, Any]) -> datetime:
    """Return the time at which a signed-in session with this content ends if used no more."""
    idle = timedelta(minutes=settings.SESSION_IDLE_MINUTES).total_seconds()
    end = min(time.time() + idle, data[SIGNED_IN_AT] + settings.SESSION_COOKIE_AGE)
    return datetime.fromtimestamp(end, UTC)


class SessionStore(DatabaseSessionStore):
    """Sessions in the database that end after `SESSION_IDLE_MINUTES` without use.

    And `SESSION_COOKIE_AGE` after signing in at the latest, whereas Django begins anew with each
    change of a session. The row's expiry says so, hence no request reads anything more.
    """

    def _validate_session_key(self, key: str | None) -> bool:
        """Return whether it can be a session's: cookies also hold what databases refuse."""
        return key is not None and SESSION_KEY.fullmatch(key) is not None

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        session = super().create_model_instance(data)
        if SIGNED_IN_AT in data:
            session.expire_date = end_of_session(data)
        return session
