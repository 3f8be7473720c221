"""Sessions of agents: their devices, their use and their end."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts.audit.record import client_address
from accounts.sessions.store import SIGNED_IN_AT, end_of_session

# Of one person; a further one ends the one that was used least lately.
MAX_SESSIONS = 50
# Rows of expired sessions that one sign-in removes.
MAX_REMOVED = 100
# In seconds. Storing each use would turn every read into a write.
PRECISION = 60
# Stands for an address that the proxies do not tell.
UNKNOWN_ADDRESS = "::"


def device_of(request: HttpRequest) -> dict[str, str]:
    """Return the columns that tell where a request comes from."""
    length = UserSession._meta.get_field("user_agent").max_length
    user_agent = request.headers.get("User-Agent", "").replace("\x00", "")
    return {
        "ip": client_address(request) or UNKNOWN_ADDRESS,
        "user_agent": user_agent[:length],
    }


def store_device(request: HttpRequest, user: AbstractBaseUser, session: SessionBase) -> None:
    """Store from where a session is used, for the list of sessions."""
    # A session of before an upgrade counts from its first use after it.
    signed_in_at = session.setdefault(SIGNED_IN_AT, time.time())
    device = {**device_of(request), "user_id": user.pk, "last_seen_at": timezone.now()}
    if not UserSession.objects.filter(session_key=session.session_key).update(**device):
        UserSession.objects.get_or_create(
            session_key=session.session_key,
            defaults={**device, "created_at": datetime.fromtimestamp(signed_in_at, UTC)},
        )


def is_use_due(session: SessionBase) -> bool:
    """Return whether this worker has not stored the session's use within the last minute."""
    return caches["local"].add(f"session-use:{session.session_key}", True, PRECISION)


def start_session(request: HttpRequest, user: AbstractBaseUser) -> None:
    """Store when and where somebody signed in, and remove what is left of earlier sessions."""
    session = request.session
    session[SIGNED_IN_AT] = time.time()
    # Of the stranger's session before it, which may have had a shorter life.
    session.set_expiry(None)
    if not session.session_key:
        # Django gives it a key of its own only later if somebody else was signed in before.
        session.save()
    is_use_due(session)
    store_device(request, user, session)
    surplus = UserSession.objects.filter(user_id=user.pk).order_by("-last_seen_at", "-pk")
    end_by_keys(surplus.values_list("session_key", flat=True)[MAX_SESSIONS:])
    expired = timezone.now() - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    end_by_keys(
        UserSession.objects.filter(last_seen_at__lt=expired).values_list("session_key", flat=True)[
            :MAX_REMOVED
        ]
    )


def continue_session(request: HttpRequest) -> None:
    """Store that the request's session was used, unless it has ended meanwhile."""
    session, user = request.session, request.user
    if not isinstance(user, AbstractBaseUser):
        return
    session.setdefault(SIGNED_IN_AT, time.time())
    is_there = Session.objects.filter(pk=session.session_key).update(
        expire_date=end_of_session(session)
    )
    if is_there:
        store_device(request, user, session)


@transaction.atomic
def end_by_keys(session_keys: Iterable[str]) -> int:
    """End these sessions; return how many there were."""
    keys = list(session_keys)
    if not keys:
        return 0
    ended, _ = Session.objects.filter(pk__in=keys).delete()
    UserSession.objects.filter(session_key__in=keys).delete()
    return ended


def end_sessions(user: AbstractBaseUser, *, except_key: str | None = None) -> int:
    """End a person's sessions but the one with `except_key`; return how many there were.

    Each is refused at its next request, by every worker: the database knows it no more.
    """
    keys = UserSession.objects.filter(user_id=user.pk).values_list("session_key", flat=True)
    return end_by_keys(key for key in keys if key != except_key)


def sessions_of(user: AbstractBaseUser) -> list[UserSession]:
    """Return a person's sessions, last used first, without those that ended some other way."""
    rows = list(
        UserSession.objects.filter(user_id=user.pk).order_by("-last_seen_at", "-pk")[:MAX_SESSIONS]
    )
    stored = Session.objects.filter(expire_date__gt=timezone.now()).in_bulk(
        [row.session_key for row in rows]
    )
    # Another password, chosen on the server or in the admin, made those of before useless.
    hashes = {user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()}
    return [
        row
        for row in rows
        if (session := stored.get(row.session_key))
        and any(
            constant_time_compare(session.get_decoded().get(HASH_SESSION_KEY, ""), each)
            for each in hashes
        )
    ]
