"""Invitations of agents."""

import re
import time
from contextlib import contextmanager
from io import StringIO
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.admin import InvitationForm
from accounts.audit.models import AuditEvent
from tests.accounts.test_sign_in import Browser
from tests.support.mail_server import mail_server
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


def test_who_has_not_accepted_gets_a_new_link():
    invited("grace@example.com")
    text = invited("GRACE@example.com")
    values = {"key": key_in(text), "password": "correct horse battery"}
    assert Browser().call("post", "auth/password/reset", values).status_code == 200
    assert User.objects.count() == 1


def accept(email="grace@example.com"):
    user = User.objects.get(email=email)
    user.set_password("correct horse battery")
    user.save()


def test_who_has_accepted_is_not_invited_again():
    invited("grace@example.com")
    accept()
    with pytest.raises(CommandError, match="already"):
        invited("GRACE@example.com")


def test_who_is_switched_off_stays_so():
    invited("grace@example.com")
    User.objects.update(is_active=False)
    with pytest.raises(CommandError, match="switched off"):
        invited("grace@example.com", "--admin")
    assert not User.objects.get().is_superuser


@pytest.mark.parametrize("has_accepted", [True, False])
@pytest.mark.parametrize("is_staff", [True, False])
def test_who_is_there_is_made_an_admin(has_accepted, is_staff):
    invited("grace@example.com")
    if has_accepted:
        accept()
    User.objects.update(is_staff=is_staff)
    text = invited("grace@example.com", "--admin")
    assert "grace@example.com is an admin now." in text
    assert ("?invite=" in text) is not has_accepted
    user = User.objects.get()
    assert user.is_superuser
    assert user.is_staff
    event = AuditEvent.objects.get(action="agent_changed")
    assert (event.target, event.actor_kind) == ("grace@example.com", "command")
    assert event.details == {"rights": "admin"}


def test_who_is_made_an_admin_hears_of_it(with_mail):
    invited("grace@example.com")
    accept()
    mail.outbox.clear()
    invited("grace@example.com", "--admin")
    (message,) = mail.outbox
    assert message.to == ["grace@example.com"]
    assert message.subject == "An admin changed your account"
    assert "- Your account is an admin." in message.body
    assert "By: a command on the server" in message.body
    assert "Device" not in message.body


def test_an_invitation_is_in_the_audit_trail():
    invited("grace@example.com", "--admin")
    event = AuditEvent.objects.get(action="agent_invited")
    assert (event.target, event.actor_kind) == ("grace@example.com", "command")
    assert event.details == {"rights": "admin"}


@pytest.fixture
def with_bad_mail(settings, monkeypatch):
    """A mail server that does not take mail."""

    @contextmanager
    def behaving(behaviour):
        with mail_server(behaviour) as server:
            settings.EMAIL_BACKEND = "core.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
            settings.EMAIL_USE_TLS = False
            monkeypatch.setattr("core.smtp.TOTAL_SECONDS", 1)
            yield

    return behaving


REASONS = {
    "away": "could not be reached",
    "silent": "took too long",
    "drip": "took too long",
    "refuse": "refused the address",
    "drop": "could not be reached",
}


@pytest.mark.parametrize("behaviour", REASONS)
def test_a_mail_that_fails_leaves_the_link_and_a_reason(with_bad_mail, behaviour):
    output = StringIO()
    with with_bad_mail(behaviour), pytest.raises(CommandError) as caught:
        call_command("invite_agent", "grace@example.com", stdout=output)
    assert caught.value.returncode == 3
    assert f"The mail server {REASONS[behaviour]}." in output.getvalue()
    values = {"key": key_in(output.getvalue()), "password": "correct horse battery"}
    assert Browser().call("post", "auth/password/reset", values).status_code == 200
    assert AuditEvent.objects.filter(action="mail_failed", target="grace@example.com").exists()


def test_without_an_address_of_the_interface_it_says_what_to_set(settings):
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = None, ["*"]
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

    @pytest.mark.parametrize("behaviour", REASONS)
    def test_a_mail_that_fails_leaves_the_link_and_a_reason(
        self, admin_client, with_bad_mail, behaviour
    ):
        with with_bad_mail(behaviour):
            page = self.add(admin_client).content.decode()
        assert f"The mail server {REASONS[behaviour]}." in page
        assert "?invite=" in page
        assert User.objects.filter(email="grace@example.com").exists()

    def test_a_mail_server_that_hangs_is_waited_for_once(self, admin_client, with_bad_mail):
        for index in range(10):
            invited(f"agent{index}@example.com")
        users = User.objects.filter(email__startswith="agent")
        values = {"action": "invite_again", "_selected_action": [user.pk for user in users]}
        started = time.monotonic()
        with with_bad_mail("silent"):
            answer = admin_client.post(reverse("admin:auth_user_changelist"), values, follow=True)
        assert time.monotonic() - started < 5
        assert answer.content.decode().count("?invite=") == 10

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


LONG = f"{'a' * 60}@{'.'.join(['b' * 60] * 3)}.com"
BAD = [
    {"email": LONG},
    {"email": "ada@exam\u200aple.com"},
    {"email": "ada@\u202eexample.com"},
    {"email": '"ada"@example.com'},
    {"first_name": "n" * 151},
]


@pytest.mark.parametrize("bad", BAD)
class TestWhatCannotBeStored:
    def test_is_refused_by_the_command(self, bad):
        values = {"email": "grace@example.com", "first_name": "Grace", **bad}
        with pytest.raises(CommandError):
            invited(values["email"], "--name", values["first_name"])
        assert not User.objects.exists()

    def test_is_refused_in_the_admin(self, admin_client, admin_user, bad):
        prove(admin_client, admin_user)
        User.objects.create_user("ada", "ada@example.com")
        values = {"email": "grace@example.com", "first_name": "Grace", **bad}
        answer = admin_client.post(reverse(ADD), values)
        assert answer.status_code == 200
        assert set(answer.context["adminform"].form.errors) == set(bad)
        assert User.objects.count() == 2


def test_in_the_admin_who_is_slower_sees_why(admin_client, admin_user, monkeypatch):
    prove(admin_client, admin_user)
    User.objects.create_user("grace@example.com", "grace@example.com")

    def look_too_early(form):
        monkeypatch.undo()
        return form.cleaned_data["email"]

    monkeypatch.setattr(InvitationForm, "clean_email", look_too_early)
    answer = admin_client.post(reverse(ADD), {"email": "grace@example.com", "first_name": "Grace"})
    assert "Somebody has an account with this address already." in answer.content.decode()
    assert answer.context["adminform"].form["first_name"].value() == "Grace"
