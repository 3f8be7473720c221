"""Mails about sign-ins from new devices."""

import pytest
from django.contrib.auth.models import User
from django.core import mail

from accounts.agents.invitations import create_agent, invitation_url
from tests.accounts.test_sign_in import EMAIL, PASSWORD, Browser

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def used(agent):
    """The account has been in use."""
    User.objects.update(last_login="2026-01-01T00:00Z")


def sign_in(browser, **headers):
    values = {"email": EMAIL, "password": PASSWORD}
    answer = browser.call("post", "auth/login", values, HTTP_USER_AGENT=FIREFOX, **headers)
    assert answer.status_code == 200


def test_a_new_device_is_told_of(agent, used):
    sign_in(Browser(), REMOTE_ADDR="192.0.2.7")
    (message,) = mail.outbox
    assert (message.to, message.subject) == ([EMAIL], "New sign-in to TicketFlow")
    for part in ("Firefox on Linux", "192.0.2.7", "UTC", "choose a new password"):
        assert part in message.body


def test_a_known_one_is_not(agent, used):
    browser = Browser()
    sign_in(browser)
    mail.outbox.clear()
    browser.call("delete", "auth/session")
    sign_in(browser)
    assert mail.outbox == []


def test_each_agent_of_a_shared_browser_is_known(agent, used):
    other = create_agent("other@example.com")
    other.set_password(PASSWORD)
    other.save()
    User.objects.update(last_login="2026-01-01T00:00Z")
    browser = Browser()
    for _ in range(2):
        for email in (EMAIL, "other@example.com"):
            assert browser.sign_in(email).status_code == 200
            browser.call("delete", "auth/session")
    assert [message.to for message in mail.outbox] == [[EMAIL], ["other@example.com"]]


def test_the_first_of_all_is_not(agent):
    sign_in(Browser())
    assert mail.outbox == []
    sign_in(Browser())
    assert len(mail.outbox) == 1


@pytest.mark.parametrize("kind", ["invite", "reset"])
def test_a_link_has_its_own_mail(agent, kind):
    if kind == "reset":
        User.objects.update(last_login="2026-01-01T00:00Z")
        agent.refresh_from_db()
    key = invitation_url(agent).partition("invite=")[2]
    values = {"key": key, "password": "another good one"}
    assert Browser().call("post", "auth/password/reset", values).status_code == 200
    assert [message.subject for message in mail.outbox] == ["Your password was changed by a link"]


def test_who_knows_the_password_sends_few(agent, used):
    for number in range(8):
        sign_in(Browser(), REMOTE_ADDR=f"192.0.2.{number}")
    assert len(mail.outbox) == 5


def test_no_text_of_a_strangers_gets_into_the_mail(agent, used):
    values = {"email": EMAIL, "password": PASSWORD}
    text = "Call-0123456789/1.0 http://evil.example.com"
    Browser().call("post", "auth/login", values, HTTP_USER_AGENT=text, HTTP_HOST="evil.example.org")
    (message,) = mail.outbox
    assert "evil" not in message.body
    assert "0123456789" not in message.body
