"""Audit events of changed settings."""

import logging

from django.conf import settings
from django.db import Error, connection, transaction

from accounts.audit.models import AuditEvent
from accounts.audit.record import record
from core.db.vendor import is_postgresql

logger = logging.getLogger(__name__)

# The detail of an event, set below, that the next start is compared with; it is not shown.
SNAPSHOT = "snapshot"
# Any number, as long as all releases use the same one.
LOCK = 7_150_623_022


def record_settings() -> None:
    """Store how the settings differ from those of the last start, if they do.

    Of several processes that start at once one stores it. A failure is logged: it must keep
    nobody from starting.
    """
    current: dict[str, str] = settings.AUDITED_SETTINGS
    try:
        with transaction.atomic():
            if is_postgresql():
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            last = (
                AuditEvent.objects.filter(action=AuditEvent.Action.SETTINGS_CHANGED)
                .order_by("-at", "-pk")
                .first()
            )
            previous = last.details.get(SNAPSHOT, {}) if last else {}
            if previous == current:
                return
            changed = sorted(
                name
                for name in previous.keys() | current.keys()
                if previous.get(name) != current.get(name)
            )
            record(
                AuditEvent.Action.SETTINGS_CHANGED,
                # At the first start there is nothing to compare with.
                changed={name: shown(previous, current, name) for name in changed if last},
                snapshot=current,
            )
    except Error as error:
        logger.warning("The settings are not recorded: %s", type(error).__name__)


def shown(previous: dict[str, str], current: dict[str, str], name: str) -> list[str | None]:
    """Return a setting's values before and after; of a secret only whether it was and is set."""
    return [
        "(secret)" if value and value.startswith("hash:") else value
        for value in (previous.get(name), current.get(name))
    ]
