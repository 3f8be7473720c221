"""End of agents' sessions."""

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.utils import timezone


def end_sessions(user: AbstractBaseUser, *, except_key: str | None = None) -> int:
    """End a person's sessions but the one with `except_key`; return how many there were."""
    sessions = Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=except_key)
    keys = [
        session.pk
        for session in sessions.iterator()
        if session.get_decoded().get(SESSION_KEY) == str(user.pk)
    ]
    return Session.objects.filter(pk__in=keys).delete()[0]
