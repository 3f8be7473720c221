"""Rows that strangers make, and that somebody clears."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.sign_in.anonymous_sessions import ANONYMOUS_SECONDS, DELETE_BATCH_SIZE
from core.models import ThrottleCount
from tests.accounts.test_access import PUBLIC, TABLE
from tests.accounts.test_sign_in import BASE, Browser, agent  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
CHALLENGE = f"{BASE}auth/webauthn/login"
# With a session for the challenge.
MAKES_A_SESSION = {"api/auth/browser/v1/auth/webauthn/login"}


@pytest.fixture(autouse=True)
def closed(settings):
    settings.OPEN_ACCESS = False
    settings.PUBLIC_URL = "http://testserver"


def rows():
    """Return the number of rows in each table, without counts, which are deleted anyway."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model is not ThrottleCount
    }


@pytest.mark.parametrize("route", [route for route in TABLE if TABLE[route].get("get") == PUBLIC])
def test_reading_stores_nothing_but_the_challenge(route):
    before = rows()
    Browser().get("/" + route.format(request="x", provider="oidc"))
    made = {name for name, count in rows().items() if count != before[name]}
    assert made == ({"sessions.Session"} if route in MAKES_A_SESSION else set())


def test_a_strangers_session_is_short():
    Browser().get(CHALLENGE)
    left = Session.objects.get().expire_date - timezone.now()
    assert left <= timedelta(seconds=ANONYMOUS_SECONDS)


def test_a_session_made_before_the_sign_in_lasts_as_long_as_others(agent):  # noqa: F811
    browser = Browser()
    browser.get(CHALLENGE)
    assert browser.sign_in().status_code == 200
    left = Session.objects.get().expire_date - timezone.now()
    assert left > timedelta(minutes=settings.SESSION_IDLE_MINUTES - 1)


def test_challenges_are_few_in_a_minute():
    statuses = [Browser().get(CHALLENGE).status_code for _ in range(40)]
    assert statuses == [200] * 30 + [429] * 10
    assert Session.objects.count() == 30


def test_whoever_stores_a_session_deletes_expired_ones():
    now = timezone.now()
    Session.objects.bulk_create(
        Session(session_key=f"{name}{number}", session_data="", expire_date=now + age)
        for name, age in (("old", timedelta(seconds=-1)), ("new", timedelta(days=1)))
        for number in range(DELETE_BATCH_SIZE + 10)
    )
    Browser().get(CHALLENGE)
    assert Session.objects.filter(session_key__startswith="old").count() == 10
    Browser().get(CHALLENGE)
    assert Session.objects.filter(session_key__startswith="old").count() == 0
    assert Session.objects.filter(session_key__startswith="new").count() == DELETE_BATCH_SIZE + 10


def test_signing_out_leaves_no_row(agent):  # noqa: F811
    browser = Browser()
    browser.sign_in()
    browser.call("delete", "auth/session")
    assert Session.objects.count() == 0


@pytest.mark.parametrize("path", ["browser/v1/auth/provider/redirect", "oidc/none/login/callback/"])
def test_ways_to_a_provider_are_few_in_a_minute(path, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    statuses = []
    for _ in range(65):
        browser = Browser()
        token = browser.cookies[settings.CSRF_COOKIE_NAME].value
        answer = browser.post(
            f"/api/auth/{path}",
            {"provider": "none"},
            HTTP_X_CSRFTOKEN=token,
            HTTP_ACCEPT="application/json",
        )
        statuses.append(answer.status_code)
    assert 429 not in statuses[:60]
    assert set(statuses[60:]) == {429}
