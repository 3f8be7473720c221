"""Bring the sessions of before into the list of sessions."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import migrations
from django.utils import timezone

BATCH = 1000
AGE = timedelta(seconds=settings.SESSION_COOKIE_AGE)
# Neither address nor device are known before the next use.
UNKNOWN_ADDRESS = "::"


def signed_in_at(data):
    """Return when the sign-in library says that the session began, at the latest now."""
    records = data.get("account_authentication_methods")
    times = [record.get("at") for record in records or () if isinstance(record, dict)]
    return datetime.fromtimestamp(min(filter(None, times), default=timezone.now().timestamp()), UTC)


def list_sessions(apps, schema_editor):
    Session = apps.get_model("sessions", "Session")
    User = apps.get_model("auth", "User")
    UserSession = apps.get_model("usersessions", "UserSession")
    read, last = SessionStore(), ""
    while True:
        batch = list(
            Session.objects.filter(expire_date__gt=timezone.now(), pk__gt=last).order_by("pk")[
                :BATCH
            ]
        )
        if not batch:
            return
        last = batch[-1].pk
        # A session was stored its whole age before it expires.
        seen = {session.pk: session.expire_date - AGE for session in batch}
        contents = {session.pk: read.decode(session.session_data) for session in batch}
        owners = {
            key: int(data[SESSION_KEY])
            for key, data in contents.items()
            if str(data.get(SESSION_KEY, "")).isdecimal()
        }
        known = set(User.objects.filter(pk__in=owners.values()).values_list("pk", flat=True))
        UserSession.objects.bulk_create(
            (
                UserSession(
                    session_key=key,
                    user_id=owner,
                    ip=UNKNOWN_ADDRESS,
                    created_at=signed_in_at(contents[key]),
                    last_seen_at=seen[key],
                )
                for key, owner in owners.items()
                if owner in known
            ),
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_accounts_cache"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The rows of before go with their sessions.
        migrations.RunPython(list_sessions, migrations.RunPython.noop),
    ]
