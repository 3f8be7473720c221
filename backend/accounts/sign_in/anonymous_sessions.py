"""Bounds on the sessions of people who have not signed in, and of those who have gone."""

from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpRequest
from django.utils import timezone

# Enough to type a code, or to come back from a provider.
ANONYMOUS_SECONDS = 3_600
DELETE_BATCH_SIZE = 500


def delete_expired_sessions() -> None:
    """Delete the sessions that expired first, up to `DELETE_BATCH_SIZE`."""
    expired = Session.objects.filter(expire_date__lt=timezone.now()).order_by("expire_date")
    if not expired.exists():
        # On SQLite a transaction would make others wait.
        return
    with transaction.atomic():
        # Others who delete at the same time take the next ones.
        locked = expired.select_for_update(
            skip_locked=connection.features.has_select_for_update_skip_locked
        )
        keys = list(locked.values_list("pk", flat=True)[:DELETE_BATCH_SIZE])
        Session.objects.filter(pk__in=keys).delete()


def bound_session(request: HttpRequest) -> None:
    """Let a stranger's session expire soon; whoever stores a session deletes expired ones.

    So there are never many more rows than sessions in use.
    """
    session = request.session
    if not session.modified or session.is_empty():
        return
    if not request.user.is_authenticated:
        session.set_expiry(ANONYMOUS_SECONDS)
    delete_expired_sessions()
