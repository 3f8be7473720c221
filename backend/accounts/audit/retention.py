"""Deletion of audit events whose time is over."""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from accounts.audit.models import AuditEvent

# More than one, so that a backlog becomes smaller; few, so that nobody waits for it.
DELETED_WITH_EACH_EVENT = 20


def kept_since() -> datetime:
    """Return the time before which events are not kept, nor shown."""
    return timezone.now() - timedelta(days=settings.AUDIT_RETENTION_DAYS)


def delete_expired(limit: int = DELETED_WITH_EACH_EVENT) -> int:
    """Delete the oldest expired events, up to the limit, by the index on their time.

    Rows that another transaction is deleting are passed over.
    """
    expired = AuditEvent.objects.filter(at__lt=kept_since()).order_by("at")
    keys = list(expired.select_for_update(skip_locked=True).values_list("pk", flat=True)[:limit])
    return AuditEvent.objects.filter(pk__in=keys).delete()[0] if keys else 0
