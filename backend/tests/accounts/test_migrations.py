"""Migrations of accounts."""

import time
from datetime import timedelta
from importlib import import_module

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.db import connection
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.agents.invitations import create_agent
from accounts.sessions.services import end_sessions

pytestmark = pytest.mark.django_db


@pytest.fixture
def list_sessions(monkeypatch):
    module = import_module("accounts.migrations.0005_sessions")
    monkeypatch.setattr(module, "BATCH", 2)
    return lambda: module.list_sessions(apps, connection.schema_editor())


def session_of_before(user):
    """Return a browser whose session the release before made."""
    client = APIClient()
    client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
    old = SessionStore(client.session.session_key)
    old.load()
    del old["signed_in_at"]
    old["account_authentication_methods"] = [{"method": "password", "at": time.time() - 3600}]
    old.save()
    UserSession.objects.all().delete()
    caches["local"].clear()
    return client


def test_sessions_of_before_are_in_the_list_and_can_be_ended(list_sessions, settings):
    settings.OPEN_ACCESS = False
    user = create_agent("ada@example.com")
    clients = [session_of_before(user) for _ in range(5)]
    for _ in range(3):
        stranger = SessionStore()
        stranger["anything"] = 1
        stranger.save()
    list_sessions()
    list_sessions()
    rows = UserSession.objects.filter(user=user)
    assert rows.count() == UserSession.objects.count() == 5
    hour_ago = timezone.now() - timedelta(hours=1)
    assert all(abs(row.created_at - hour_ago) < timedelta(minutes=1) for row in rows)
    listed = clients[0].get("/api/sessions/").json()
    assert sorted(row["is_current"] for row in listed) == [False, False, False, False, True]
    assert {row["address"] for row in listed if not row["is_current"]} == {""}
    assert end_sessions(user) == 5
    assert {client.get("/api/tickets/").status_code for client in clients} == {401}


def test_what_cannot_be_read_or_has_ended_is_left_out(list_sessions):
    user, gone = create_agent("ada@example.com"), create_agent("grace@example.com")
    forged, expired, orphan, kept = (
        session_of_before(owner).session.session_key for owner in (user, user, gone, user)
    )
    Session.objects.filter(pk=forged).update(session_data="forged")
    Session.objects.filter(pk=expired).update(expire_date=timezone.now())
    gone.delete()
    assert Session.objects.filter(pk=orphan).exists()
    list_sessions()
    assert [row.session_key for row in UserSession.objects.all()] == [kept]
