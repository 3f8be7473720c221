"""Sessions: their list, their end, and their limits in time."""

from datetime import timedelta

import pytest
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.agents.invitations import create_agent
from accounts.models import AuditEvent
from accounts.sessions.services import MAX_SESSIONS, end_sessions
from accounts.sessions.store import SIGNED_IN_AT

pytestmark = pytest.mark.django_db
URL = "/api/sessions/"
LIST = "/api/tickets/"
BASE = "/api/auth/browser/v1/"
EMAIL, PASSWORD = "ada@example.com", "correct horse battery"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
SAFARI = (
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.5 Safari/605.1.15"
)


@pytest.fixture(autouse=True)
def closed(settings):
    settings.OPEN_ACCESS = False
    settings.PUBLIC_URL = "https://help.example.com"
    caches["default"].clear()


@pytest.fixture
def agent():
    user = create_agent(EMAIL, "Ada")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(user_agent=FIREFOX, email=EMAIL, password=PASSWORD):
    client = APIClient(HTTP_USER_AGENT=user_agent)
    response = client.post(
        f"{BASE}auth/login", {"email": email, "password": password}, format="json"
    )
    assert response.status_code == 200, response.json()
    return client


def is_signed_in(client):
    status = client.get(LIST).status_code
    assert status in (200, 401)
    return status == 200


def session_of(client):
    return Session.objects.get(pk=client.session.session_key)


def pass_time(client, **period):
    """Let time pass for one session, as the clock would."""
    span = timedelta(**period)
    row = session_of(client)
    data = row.get_decoded()
    data[SIGNED_IN_AT] -= span.total_seconds()
    row.session_data = client.session.encode(data)
    row.expire_date -= span
    row.save()
    UserSession.objects.filter(session_key=row.pk).update(
        last_seen_at=timezone.now() - span, created_at=timezone.now() - span
    )
    caches["local"].clear()


class TestList:
    def test_it_tells_devices_addresses_and_times(self, agent):
        sign_in(SAFARI)
        client = sign_in(FIREFOX)
        first, second = client.get(URL).json()
        assert set(first) == {
            "id",
            "device",
            "address",
            "created_at",
            "last_seen_at",
            "is_current",
        }
        assert (first["device"], first["is_current"]) == ("Firefox on Linux", True)
        assert (second["device"], second["is_current"]) == ("Safari on macOS", False)
        assert first["address"] == "127.0.0.1"

    def test_nobody_sees_the_keys_of_sessions(self, agent):
        client = sign_in()
        assert client.session.session_key not in client.get(URL).content.decode()

    def test_others_have_lists_of_their_own(self, agent):
        sign_in()
        grace = create_agent("grace@example.com")
        grace.set_password(PASSWORD)
        grace.save()
        (only,) = sign_in(email="grace@example.com").get(URL).json()
        assert only["is_current"]

    def test_it_leaves_out_what_has_ended_in_another_way(self, agent):
        gone, expired, client = sign_in(), sign_in(), sign_in()
        session_of(gone).delete()
        pass_time(expired, days=8)
        assert len(client.get(URL).json()) == 1

    def test_a_password_set_on_the_server_ends_them(self, agent):
        client = sign_in()
        agent.set_password("another good one")
        agent.save()
        assert not is_signed_in(client)
        (only,) = sign_in(password="another good one").get(URL).json()
        assert only["is_current"]

    def test_it_takes_two_queries_however_many_there_are(self, agent, django_assert_num_queries):
        for _ in range(5):
            client = sign_in()
        # Session and account, and the two of the list.
        with django_assert_num_queries(4):
            assert len(client.get(URL).json()) == 5

    def test_there_are_not_endless_ones(self, agent):
        first = sign_in()
        pass_time(first, minutes=5)
        for _ in range(MAX_SESSIONS - 1):
            APIClient().force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
        assert is_signed_in(first)
        pass_time(first, minutes=5)
        last = sign_in()
        assert not is_signed_in(first)
        assert len(last.get(URL).json()) == UserSession.objects.count() == MAX_SESSIONS


class TestEnd:
    def test_one_ends_at_its_next_request(self, agent):
        lost, client = sign_in(SAFARI), sign_in()
        assert is_signed_in(lost)
        (row,) = [row for row in client.get(URL).json() if not row["is_current"]]
        assert client.delete(f"{URL}{row['id']}/").status_code == 204
        assert not is_signed_in(lost)
        assert is_signed_in(client)
        assert len(client.get(URL).json()) == 1
        event = AuditEvent.objects.filter(action="session_ended").get()
        assert event.details == {"sessions": 1, "device": "Safari on macOS"}

    def test_all_others_end(self, agent):
        others, client = [sign_in(), sign_in()], sign_in()
        assert client.delete(URL).status_code == 204
        assert [is_signed_in(other) for other in others] == [False, False]
        assert is_signed_in(client)
        assert UserSession.objects.count() == Session.objects.count() == 1

    def test_ending_the_current_one_is_signing_out(self, agent):
        client = sign_in()
        key = client.session.session_key
        (row,) = client.get(URL).json()
        assert client.delete(f"{URL}{row['id']}/").status_code == 204
        assert not is_signed_in(client)
        assert not Session.objects.filter(pk=key).exists()

    @pytest.mark.parametrize("number", [0, 10**12, 10**30])
    def test_another_persons_is_not_found(self, agent, number):
        grace = create_agent("grace@example.com")
        theirs = APIClient()
        theirs.force_login(grace, "allauth.account.auth_backends.AuthenticationBackend")
        pk = number or UserSession.objects.get(user=grace).pk
        assert sign_in().delete(f"{URL}{pk}/").status_code == 404
        assert is_signed_in(theirs)

    def test_it_takes_a_csrf_token(self, agent):
        client = sign_in()
        client.handler.enforce_csrf_checks = True
        assert client.delete(URL).status_code == 403

    def test_a_stolen_cookie_is_dead_after_signing_out(self, agent):
        client, thief = sign_in(), APIClient()
        thief.cookies[settings.SESSION_COOKIE_NAME] = client.session.session_key
        assert is_signed_in(thief)
        client.delete(f"{BASE}auth/session")
        assert not is_signed_in(thief)

    def test_an_account_switched_off_and_on_again_has_no_sessions(self, agent):
        client = sign_in()
        agent.is_active = False
        agent.save()
        agent.is_active = True
        agent.save()
        assert not is_signed_in(client)
        assert not Session.objects.exists()

    def test_a_change_of_the_password_ends_the_others(self, agent, mailoutbox):
        other, client = sign_in(), sign_in()
        began = client.get(URL).json()[0]["created_at"]
        before = client.session.session_key
        answer = client.post(
            f"{BASE}account/password/change",
            {"current_password": PASSWORD, "new_password": "another good one"},
            format="json",
        )
        assert answer.status_code == 200
        assert not is_signed_in(other)
        assert is_signed_in(client)
        assert client.session.session_key != before
        (only,) = client.get(URL).json()
        assert only["is_current"]
        assert only["created_at"][:19] == began[:19]
        assert Session.objects.count() == 1
        assert "All other sessions have ended" in mailoutbox[-1].body

    @pytest.mark.parametrize("is_there", [True, False])
    def test_a_new_password_by_a_link_ends_all(self, agent, mailoutbox, is_there):
        other = sign_in()
        client = sign_in() if is_there else APIClient()
        client.post(f"{BASE}auth/password/request", {"email": EMAIL}, format="json")
        key = mailoutbox[-1].body.partition("reset=")[2].split()[0]
        old = client.session.session_key
        answer = client.post(
            f"{BASE}auth/password/reset",
            {"key": key, "password": "another good one"},
            format="json",
        )
        assert answer.status_code == 200
        assert not is_signed_in(other)
        assert is_signed_in(client)
        assert client.session.session_key != old
        assert Session.objects.count() == UserSession.objects.count() == 1

    def test_no_request_brings_one_back_that_ended_meanwhile(self, agent, monkeypatch):
        client = sign_in()
        caches["local"].clear()

        def end_meanwhile(request):
            end_sessions(agent)
            return None

        monkeypatch.setattr("accounts.sign_in.second_factor.is_required", end_meanwhile)
        client.get("/api/account/")
        assert not Session.objects.exists()
        assert not UserSession.objects.exists()

    def test_a_deleted_account_leaves_no_devices(self, agent):
        sign_in()
        User.objects.all().delete()
        assert not UserSession.objects.exists()


class TestSigningIn:
    def test_it_takes_a_new_key(self, agent):
        """Nobody prepares a session for somebody else (session fixation)."""
        client = APIClient()
        client.get(f"{BASE}auth/webauthn/login")
        planted = client.session.session_key
        assert planted
        client.post(f"{BASE}auth/login", {"email": EMAIL, "password": PASSWORD}, format="json")
        assert is_signed_in(client)
        assert client.session.session_key != planted
        thief = APIClient()
        thief.cookies[settings.SESSION_COOKIE_NAME] = planted
        assert not is_signed_in(thief)

    def test_it_outlives_what_a_stranger_was_given(self, agent):
        client = APIClient()
        session = client.session
        session.set_expiry(3600)
        session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
        client.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
        days = (session_of(client).expire_date - timezone.now()) / timedelta(days=1)
        assert days > 6.9
        assert client.session.get_expiry_age() == 14 * 24 * 60 * 60

    def test_somebody_else_takes_over_a_browser(self, agent):
        client = sign_in()
        grace = create_agent("grace@example.com")
        before = client.session.session_key
        client.force_login(grace, "allauth.account.auth_backends.AuthenticationBackend")
        assert client.session.session_key != before
        assert not Session.objects.filter(pk=before).exists()
        (only,) = client.get(URL).json()
        assert only["is_current"]
        assert UserSession.objects.get(user=grace).session_key == client.session.session_key

    def test_what_is_left_of_expired_sessions_goes(self, agent):
        old = sign_in()
        pass_time(old, days=15)
        sign_in()
        assert UserSession.objects.count() == 1


class TestTime:
    def test_a_session_ends_when_nobody_uses_it(self, agent, settings):
        settings.SESSION_IDLE_MINUTES = 30
        client = sign_in()
        pass_time(client, minutes=29)
        assert is_signed_in(client)
        pass_time(client, minutes=29)
        assert is_signed_in(client)
        pass_time(client, minutes=31)
        answer = client.get(LIST)
        assert answer.status_code == 401
        assert answer["Content-Type"] == "application/json"

    def test_it_ends_two_weeks_after_signing_in_however_much_it_is_used(self, agent):
        client = sign_in()
        for _ in range(4):
            pass_time(client, days=3)
            assert is_signed_in(client)
        pass_time(client, days=1, hours=23)
        assert is_signed_in(client)
        # With Django's own store a change of the session begins them anew.
        session = client.session
        session["anything"] = True
        session.save()
        pass_time(client, hours=2)
        assert not is_signed_in(client)

    def test_what_a_page_asks_on_its_own_keeps_no_session_alive(self, agent, settings):
        settings.SESSION_IDLE_MINUTES = 30
        client = sign_in()
        for _ in range(3):
            pass_time(client, minutes=11)
            client.get(f"{LIST}counts/", HTTP_X_BACKGROUND="1")
        assert not is_signed_in(client)

    def test_its_use_is_stored_once_a_minute(self, agent, django_assert_num_queries):
        client = sign_in()
        seen = UserSession.objects.get().last_seen_at
        # Session and account.
        with django_assert_num_queries(2):
            client.get("/api/")
        assert UserSession.objects.get().last_seen_at == seen
        pass_time(client, minutes=2)
        with django_assert_num_queries(4):
            client.get("/api/")
        assert UserSession.objects.get().last_seen_at > seen
        with django_assert_num_queries(2):
            client.get("/api/")

    def test_a_page_for_everybody_reads_no_session(self, agent, django_assert_num_queries):
        client = sign_in()
        caches["local"].clear()
        with django_assert_num_queries(0):
            client.get("/api/config/")

    def test_a_failing_write_does_not_spoil_the_answer(self, agent, monkeypatch):
        client = sign_in()
        caches["local"].clear()

        def fail(request):
            from django.db import OperationalError

            raise OperationalError("disk full")

        monkeypatch.setattr("accounts.sessions.middleware.continue_session", fail)
        assert is_signed_in(client)

    @pytest.mark.parametrize("headers", [{}, {"HTTP_X_BACKGROUND": "1"}])
    def test_one_of_before_the_upgrade_shows_up_when_it_is_used(self, agent, headers):
        client = sign_in()
        row = session_of(client)
        data = row.get_decoded()
        del data[SIGNED_IN_AT]
        row.session_data = client.session.encode(data)
        row.save()
        UserSession.objects.all().delete()
        caches["local"].clear()
        client.get(f"{LIST}counts/", **headers)
        caches["local"].clear()
        client.defaults["HTTP_X_BACKGROUND"] = "1"
        (only,) = client.get(URL).json()
        assert (only["device"], only["is_current"]) == ("Firefox on Linux", True)
        pass_time(client, days=8)
        assert not is_signed_in(client)
