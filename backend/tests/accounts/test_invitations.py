"""Invitations of agents."""

import re
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.accounts.test_sign_in import Browser
from tests.support.proof import prove

pytestmark = pytest.mark.django_db
ADD = "admin:auth_user_add"


def invited(*arguments):
    output = StringIO()
    call_command("invite_agent", *arguments, stdout=output)
    return output.getvalue()


def key_in(text):
    (url,) = re.findall(r"http\S+", text)
    return parse_qs(urlsplit(url).query)["invite"][0]


@pytest.fixture(autouse=True)
def without_mail(settings):
    settings.PUBLIC_URL = "https://help.example.com"
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


@pytest.fixture
def with_mail(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def test_without_mail_the_command_prints_a_link_that_leads_in(settings):
    settings.OPEN_ACCESS = False
    text = invited("Grace@Example.com", "--name", "Grace")
    browser = Browser()
    values = {"key": key_in(text), "password": "correct horse battery"}
    assert browser.call("post", "auth/password/reset", values).status_code == 200
    account = browser.get("/api/account/").json()
    assert (account["name"], account["email"]) == ("Grace", "grace@example.com")
    assert browser.get("/api/tickets/").status_code == 200


def test_with_mail_it_sends_it(with_mail):
    text = invited("grace@example.com", "--admin")
    assert "http" not in text
    (message,) = mail.outbox
    assert message.to == ["grace@example.com"]
    assert key_in(message.body)
    assert User.objects.get().is_superuser


def test_a_weak_password_is_refused():
    values = {"key": key_in(invited("grace@example.com")), "password": "12345678"}
    assert Browser().call("post", "auth/password/reset", values).status_code == 400


@pytest.mark.parametrize("email", ["no address", "a@b", "a@example.com\nBcc: b@example.com", ""])
def test_what_is_no_address_is_refused(email):
    with pytest.raises(CommandError):
        invited(email)
    assert not User.objects.exists()


def test_nobody_is_invited_twice():
    invited("grace@example.com")
    with pytest.raises(CommandError, match="already"):
        invited("GRACE@example.com")


def test_without_an_address_of_the_interface_it_says_what_to_set(settings):
    settings.PUBLIC_URL = None
    with pytest.raises(CommandError, match="PUBLIC_URL"):
        invited("grace@example.com")
    assert not User.objects.exists()


class TestInTheAdmin:
    @pytest.fixture(autouse=True)
    def proved(self, admin_client, admin_user):
        prove(admin_client, admin_user)

    def add(self, admin_client, **values):
        return admin_client.post(
            reverse(ADD),
            {"email": "grace@example.com", "first_name": "Grace", **values},
            follow=True,
        )

    def test_adding_somebody_invites_them(self, admin_client, with_mail):
        assert self.add(admin_client).status_code == 200
        user = User.objects.get(email="grace@example.com")
        assert (user.is_staff, user.is_superuser, user.has_usable_password()) == (
            True,
            False,
            False,
        )
        assert key_in(mail.outbox[0].body)

    def test_without_mail_the_link_is_shown(self, admin_client):
        assert "?invite=" in self.add(admin_client).content.decode()

    def test_an_address_that_is_taken_is_a_message(self, admin_client):
        self.add(admin_client)
        assert "already" in self.add(admin_client, email="Grace@example.com").content.decode()
        assert User.objects.filter(email__iexact="grace@example.com").count() == 1

    def test_an_invitation_can_be_sent_again(self, admin_client, with_mail):
        self.add(admin_client)
        user = User.objects.get(email="grace@example.com")
        values = {"action": "invite_again", "_selected_action": [user.pk]}
        admin_client.post(reverse("admin:auth_user_changelist"), values)
        assert len(mail.outbox) == 2
