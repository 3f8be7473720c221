"""Sign-in, sign-out and password reset."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.conf import settings
from django.contrib.auth.models import User
from django.core import mail
from django.core.cache import caches
from rest_framework.test import APIClient

from accounts.agents.invitations import create_agent

pytestmark = pytest.mark.django_db
BASE = "/api/auth/browser/v1/"
EMAIL, PASSWORD = "agent@example.com", "correct horse battery"


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


class Browser(APIClient):
    """Client that sends the CSRF token of its cookie, as the interface does."""

    def __init__(self):
        super().__init__(enforce_csrf_checks=True)
        self.get("/api/csrf/")

    def call(self, method, path, data=None, **headers):
        token = self.cookies[settings.CSRF_COOKIE_NAME].value
        return getattr(self, method)(
            f"{BASE}{path}", data or {}, format="json", HTTP_X_CSRFTOKEN=token, **headers
        )

    def sign_in(self, email=EMAIL, password=PASSWORD):
        return self.call("post", "auth/login", {"email": email, "password": password})


@pytest.fixture
def browser():
    return Browser()


def code_for(secret):
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_in_and_out(agent, browser):
    assert browser.get("/api/tickets/").status_code == 401
    assert browser.get(f"{BASE}auth/session").status_code == 401
    assert browser.sign_in().status_code == 200
    assert browser.get("/api/tickets/").status_code == 200
    assert browser.get("/api/account/").json() == {
        "id": agent.pk,
        "name": "Ada",
        "email": EMAIL,
        "is_admin": False,
        "second_factor": {"is_required": False, "is_set_up": False},
    }
    assert browser.call("delete", "auth/session").status_code == 401
    assert browser.get("/api/tickets/").status_code == 401


def test_signing_in_takes_a_csrf_token(agent):
    client = APIClient(enforce_csrf_checks=True)
    values = {"email": EMAIL, "password": PASSWORD}
    assert client.post(f"{BASE}auth/login", values, format="json").status_code == 403


def test_the_address_may_be_written_in_any_case(agent, browser):
    assert browser.sign_in(email="Agent@Example.COM").status_code == 200


def test_a_wrong_password_and_an_unknown_address_look_the_same(agent, browser):
    wrong = browser.sign_in(password="wrong horse battery")
    unknown = Browser().sign_in(email="nobody@example.com")
    assert wrong.status_code == unknown.status_code == 400
    assert wrong.json() == unknown.json()


def test_who_is_inactive_stays_out(agent, browser):
    User.objects.update(is_active=False)
    assert browser.sign_in().status_code in (400, 401)
    assert browser.get("/api/tickets/").status_code == 401


def test_guessing_is_limited_for_all_workers_together(agent, browser):
    for number in range(5):
        assert browser.sign_in(password=f"guess {number}").status_code == 400
    # Counted in the database, not in the memory of this process.
    caches["local"].clear()
    assert browser.sign_in().status_code == 400
    assert browser.get("/api/tickets/").status_code == 401


def test_asking_too_often_is_told_when_to_come_back(agent, browser):
    statuses = []
    for number in range(40):
        answer = browser.sign_in(email=f"someone{number}@example.com")
        statuses.append(answer.status_code)
        if answer.status_code == 429:
            break
    assert statuses[-1] == 429
    assert int(answer["Retry-After"]) > 0


def test_nobody_signs_up(browser):
    token = browser.cookies[settings.CSRF_COOKIE_NAME].value
    for path in ("auth/signup", "auth/provider/signup", "auth/code/request", "account/email"):
        response = browser.post(
            f"{BASE}{path}", {"email": "new@example.com"}, format="json", HTTP_X_CSRFTOKEN=token
        )
        assert response.status_code == 404
    assert not User.objects.exists()


class TestForgottenPassword:
    def ask(self, browser, email=EMAIL):
        return browser.call("post", "auth/password/request", {"email": email})

    def key(self):
        (message,) = mail.outbox
        (url,) = re.findall(r"http\S+", str(message.body))
        return parse_qs(urlsplit(url).query)["reset"][0]

    def test_a_link_leads_to_a_new_password(self, agent, browser):
        assert self.ask(browser).status_code == 200
        answer = browser.call(
            "post", "auth/password/reset", {"key": self.key(), "password": "another good one"}
        )
        assert answer.status_code == 200
        assert browser.get("/api/tickets/").status_code == 200
        assert Browser().sign_in().status_code == 400
        assert Browser().sign_in(password="another good one").status_code == 200

    def test_it_is_good_for_one_use(self, agent, browser):
        self.ask(browser)
        values = {"key": self.key(), "password": "another good one"}
        assert browser.call("post", "auth/password/reset", values).status_code == 200
        again = Browser().call("post", "auth/password/reset", values)
        assert again.status_code == 400

    def test_nobody_learns_who_has_an_account(self, agent, browser):
        known, unknown = self.ask(browser), self.ask(Browser(), "nobody@example.com")
        assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())
        assert [message.to for message in mail.outbox] == [[EMAIL]]

    def test_strangers_make_five_mails_an_hour_and_learn_nothing(self, agent):
        answers = []
        for email in (EMAIL, "nobody@example.com"):
            told = []
            for number in range(12):
                spelling = email.upper() if number % 2 else f" {email}"
                answer = Browser().call(
                    "post",
                    "auth/password/request",
                    {"email": spelling},
                    REMOTE_ADDR=f"192.0.2.{number}",
                )
                told.append((answer.status_code, answer.json()))
            answers.append(told)
        assert answers[0] == answers[1]
        assert {status for status, _ in answers[0]} == {200}
        assert len(mail.outbox) == 5

    def test_each_agent_has_five_of_their_own(self, agent):
        create_agent("other@example.com")
        for _ in range(6):
            self.ask(Browser(), EMAIL)
        self.ask(Browser(), "other@example.com")
        assert [message.to for message in mail.outbox][-1] == ["other@example.com"]

    def test_without_an_address_the_name_in_allowed_hosts_is_taken(self, agent, settings):
        settings.PUBLIC_URL = None
        settings.ALLOWED_HOSTS = [".example.org", "127.0.0.1", "help.example.com"]
        settings.HTTPS_ONLY = True
        client = APIClient(HTTP_HOST="evil.example.org")
        client.post(f"{BASE}auth/password/request", {"email": EMAIL}, format="json")
        assert "https://help.example.com/?reset=" in mail.outbox[0].body
        assert "evil" not in mail.outbox[0].body

    def test_the_link_does_not_follow_the_host_that_was_asked(self, agent):
        client = Browser()
        client.call("post", "auth/password/request", {"email": EMAIL}, HTTP_HOST="evil.example")
        assert "https://help.example.com/?reset=" in mail.outbox[0].body
        assert "evil" not in mail.outbox[0].body

    def test_without_a_known_address_no_link_is_sent(self, agent, settings, browser):
        settings.PUBLIC_URL, settings.ALLOWED_HOSTS = None, ["*"]
        known, unknown = self.ask(browser), self.ask(Browser(), "nobody@example.com")
        assert known.status_code == unknown.status_code == 200
        assert mail.outbox == []


class TestSecondFactor:
    @pytest.fixture
    def secret(self, agent, browser):
        browser.sign_in()
        early = browser.call("post", "account/authenticators/totp", {"code": "123456"})
        assert early.status_code in (400, 401)
        browser.call("post", "auth/reauthenticate", {"password": PASSWORD})
        offered = browser.get(f"{BASE}account/authenticators/totp")
        assert offered.status_code == 404
        secret = offered.json()["meta"]["secret"]
        answer = browser.call("post", "account/authenticators/totp", {"code": code_for(secret)})
        assert answer.status_code == 200
        return secret

    def test_it_is_asked_for(self, secret):
        browser = Browser()
        answer = browser.sign_in()
        assert answer.status_code == 401
        pending = [flow for flow in answer.json()["data"]["flows"] if flow.get("is_pending")]
        assert [flow["id"] for flow in pending] == ["mfa_authenticate"]
        assert browser.get("/api/tickets/").status_code == 401
        caches["default"].clear()
        answer = browser.call("post", "auth/2fa/authenticate", {"code": "000000"})
        assert answer.status_code == 400

    def test_with_another_key_no_code_is_right(self, secret, settings, caplog):
        settings.SECRET_KEY = "another-key-than-the-one-that-it-was-set-up-with-0123456789"
        browser = Browser()
        browser.sign_in()
        answer = browser.call("post", "auth/2fa/authenticate", {"code": code_for(secret)})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "incorrect_code")
        assert "another DJANGO_SECRET_KEY" in caplog.text

    def test_the_code_that_switched_it_on_signs_nobody_in(self, secret):
        other = Browser()
        other.sign_in()
        answer = other.call("post", "auth/2fa/authenticate", {"code": code_for(secret)})
        assert (answer.status_code, answer.json()["errors"][0]["code"]) == (400, "incorrect_code")
        assert other.get("/api/tickets/").status_code == 401

    @pytest.mark.parametrize("spelling", ["{}", " {} ", "{0[0]} {0[1]}{0[2]}-{0[3]}{0[4]}{0[5]}"])
    def test_a_code_is_good_for_one_sign_in(self, secret, spelling):
        caches["default"].clear()
        code = code_for(secret)
        statuses = []
        for _ in range(2):
            other = Browser()
            other.sign_in()
            values = {"code": spelling.format(code)}
            statuses.append(other.call("post", "auth/2fa/authenticate", values).status_code)
        assert statuses[-1] == 400

    def test_strangers_do_not_make_it_forget_a_code(self, secret, settings):
        """Answers for strangers are cached elsewhere, so that a flood evicts nothing of ours."""
        tables = {settings.CACHES[alias]["LOCATION"] for alias in ("default", "shared")}
        assert len(tables) == 2
        caches["shared"].clear()
        self.test_the_code_that_switched_it_on_signs_nobody_in(secret)

    def test_a_recovery_code_will_do_once(self, secret, browser):
        codes = browser.get(f"{BASE}account/authenticators/recovery-codes").json()
        unused = codes["data"]["unused_codes"]
        other = Browser()
        other.sign_in()
        assert other.call("post", "auth/2fa/authenticate", {"code": unused[0]}).status_code == 200
        assert other.get("/api/tickets/").status_code == 200
        third = Browser()
        third.sign_in()
        assert third.call("post", "auth/2fa/authenticate", {"code": unused[0]}).status_code == 400

    def test_its_secret_is_not_in_the_database_as_it_is(self, secret):
        stored = Authenticator.objects.get(type="totp").data
        assert secret not in str(stored)

    def test_it_survives_a_new_secret_key(self, secret, settings):
        settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
        settings.SECRET_KEY = "another key, as long as one should be, and longer"
        authenticator = Authenticator.objects.get(type="totp").wrap()
        assert authenticator.validate_code(code_for(secret)) in (True, False)


@pytest.mark.parametrize("path", ["auth/login", "auth/password/request", "auth/reauthenticate"])
def test_a_form_with_files_is_refused(browser, path):
    """The CSRF check has read it by then, so that its body cannot be read again."""
    response = browser.post(
        f"{BASE}{path}",
        {"email": EMAIL, "password": PASSWORD},
        format="multipart",
        HTTP_X_CSRFTOKEN=browser.cookies[settings.CSRF_COOKIE_NAME].value,
    )
    assert response.status_code == 400
    assert response.json() == {"detail": "We could not read this JSON."}
