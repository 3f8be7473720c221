"""Accounts in Django's admin."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from rest_framework.test import APIClient

from accounts.agents.invitations import create_agent
from accounts.audit.models import AuditEvent
from accounts.models import ApiToken
from tests.accounts.test_sign_in import Browser, code_for
from tests.accounts.test_tokens import bearer
from tests.support.proof import prove
from tickets.history.models import Event

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse battery"
LIST = "/admin/auth/user/"


@pytest.fixture(autouse=True)
def closed(settings):
    settings.OPEN_ACCESS = False
    settings.PUBLIC_URL = "https://help.example.com"
    caches["default"].clear()


def person(email, **values):
    user = create_agent(email, email.partition("@")[0].title(), **values)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def boss():
    return person("ada@example.com", is_admin=True)


@pytest.fixture
def agent(boss):
    return person("bob@example.com")


@pytest.fixture
def unproved(boss):
    client = APIClient()
    client.default_format = "multipart"
    client.force_login(boss, "allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def client(unproved, boss):
    prove(unproved, boss)
    return unproved


def page(user):
    return f"{LIST}{user.pk}/change/"


def form_of(user, **changed):
    rights = {
        name: "on" for name in ("is_active", "is_staff", "is_superuser") if getattr(user, name)
    }
    values = {"first_name": user.first_name, "last_name": "", **rights, **changed}
    return {name: value for name, value in values.items() if value is not None}


def do(client, user, action):
    response = client.post(page(user), {"agent_action": action}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


def actions():
    return list(AuditEvent.objects.order_by("pk").values_list("action", flat=True))


class TestProof:
    def test_nothing_is_changed_without_it(self, unproved, agent):
        _, token = ApiToken.objects.create(user=agent, name="x")
        key = ApiToken.objects.get().pk
        posts = [
            (page(agent), form_of(agent, is_superuser="on")),
            (page(agent), {"agent_action": "deactivate"}),
            (f"{LIST}add/", {"email": "new@example.com", "first_name": "New"}),
            (f"{LIST}{agent.pk}/delete/", {"post": "yes"}),
            (LIST, {"action": "deactivate", "_selected_action": [agent.pk]}),
            (LIST, {"action": "delete_selected", "_selected_action": [agent.pk], "post": "yes"}),
            (f"/admin/accounts/apitoken/{key}/delete/", {"post": "yes"}),
        ]
        before = list(User.objects.values())
        for path, values in posts:
            response = unproved.post(path, values)
            assert response.status_code == 200
            assert "Confirm that it is you" in response.content.decode(), path
        assert list(User.objects.values()) == before
        assert bearer(token).get("/api/tickets/").status_code == 200
        assert actions() == []
        assert mail.outbox == []

    def test_what_was_entered_survives_and_is_carried_out_after_it(self, unproved, agent):
        values = form_of(agent, first_name='Bobby "><script>', is_superuser="on")
        shown = unproved.post(page(agent), values).content.decode()
        assert "<script>" not in re.sub(r"<script src=.*?></script>", "", shown)
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', shown)
        names = [name for name, _ in hidden]
        assert {*values} <= {*names}
        wrong = unproved.post(page(agent), {**values, "proof-password": "wrong"})
        assert "Confirm that it is you" in wrong.content.decode()
        agent.refresh_from_db()
        assert not agent.is_superuser
        unproved.post(page(agent), {**values, "proof-password": PASSWORD})
        agent.refresh_from_db()
        assert (agent.is_superuser, agent.first_name) == (True, 'Bobby "><script>')
        # It holds for some minutes.
        unproved.post(page(agent), form_of(agent, is_superuser=None))
        agent.refresh_from_db()
        assert not agent.is_superuser

    def test_guessing_is_limited(self, unproved, agent):
        for number in range(6):
            unproved.post(
                page(agent), {**form_of(agent), "first_name": "X", "proof-password": f"{number}"}
            )
        unproved.post(
            page(agent), {**form_of(agent), "first_name": "X", "proof-password": PASSWORD}
        )
        agent.refresh_from_db()
        assert agent.first_name == "Bob"

    def test_with_an_authenticator_app_it_takes_a_code_as_well(self, agent, boss):
        browser = Browser()
        browser.sign_in(boss.email, PASSWORD)
        browser.call("post", "auth/reauthenticate", {"password": PASSWORD})
        found = browser.get("/api/auth/browser/v1/account/authenticators/totp").json()
        secret = found["meta"]["secret"]
        browser.call("post", "account/authenticators/totp", {"code": code_for(secret)})
        caches["default"].clear()
        client = APIClient()
        client.force_login(boss, "allauth.account.auth_backends.AuthenticationBackend")
        values = {**form_of(agent, first_name="Bobby"), "proof-password": PASSWORD}

        def name_after(**proof):
            client.post(page(agent), {**values, **proof}, format="multipart")
            agent.refresh_from_db()
            return agent.first_name

        assert name_after() == "Bob"
        assert name_after(**{"proof-code": "000000"}) == "Bob"
        code = code_for(secret)
        assert name_after(**{"proof-code": code, "proof-password": "wrong"}) == "Bob"
        assert name_after(**{"proof-code": code}) == "Bobby"

    def test_without_anything_to_ask_for_it_takes_a_recent_sign_in(self, unproved, boss, agent):
        boss.set_unusable_password()
        boss.save()
        unproved.force_login(boss, "allauth.account.auth_backends.AuthenticationBackend")
        prove(unproved, boss, seconds_ago=301)
        shown = unproved.post(page(agent), form_of(agent, first_name="Bobby")).content.decode()
        assert "Sign out and in again" in shown
        prove(unproved, boss, seconds_ago=10)
        unproved.post(page(agent), form_of(agent, first_name="Bobby"))
        agent.refresh_from_db()
        assert agent.first_name == "Bobby"


class TestActions:
    def test_the_agents_page_offers_them_after_the_button_to_save(self, client, agent):
        shown = client.get(page(agent)).content.decode()
        assert 'value="remove_second_factors"' in shown
        # The return key presses the first one.
        assert shown.index('name="_save"') < shown.index('name="agent_action"')

    def told(self, agent, text):
        (message,) = mail.outbox
        assert message.to == [agent.email]
        for part in (text, "ada@example.com", "127.0.0.1"):
            assert part in message.body

    def test_second_factors_go(self, client, agent):
        for kind in ("totp", "recovery_codes"):
            Authenticator.objects.create(user=agent, type=kind, data={})
        assert "2 second factors removed" in do(client, agent, "remove_second_factors")
        assert not Authenticator.objects.exists()
        event = AuditEvent.objects.get()
        assert (event.action, event.actor_name, event.target) == (
            "second_factor_removed",
            "ada@example.com",
            "bob@example.com",
        )
        self.told(agent, "second factors")

    def test_sessions_end(self, client, agent):
        other = Browser()
        other.sign_in(agent.email, PASSWORD)
        assert other.get("/api/account/").status_code == 200
        mail.outbox.clear()
        do(client, agent, "end_sessions")
        assert other.get("/api/account/").status_code == 401
        assert client.get(LIST).status_code == 200
        assert actions()[-1] == "session_ended"
        self.told(agent, "signed out everywhere")

    def test_tokens_are_revoked(self, client, agent, boss):
        _, token = ApiToken.objects.create(user=agent, name="Export")
        ApiToken.objects.create(user=boss, name="Own")
        do(client, agent, "revoke_tokens")
        assert bearer(token).get("/api/tickets/").status_code == 401
        assert [token.name for token in ApiToken.objects.all()] == ["Own"]
        event = AuditEvent.objects.get()
        assert (event.action, event.target, event.details["owner"]) == (
            "token_revoked",
            "Export",
            agent.email,
        )
        self.told(agent, "API tokens were revoked")

    def test_a_link_to_choose_a_password_is_sent(self, client, agent):
        do(client, agent, "send_password_link")
        (message,) = mail.outbox
        assert message.to == [agent.email]
        assert "https://help.example.com/?reset=" in message.body
        assert actions() == ["password_reset_requested"]

    def test_who_is_deactivated_is_out_and_stays_out(self, client, agent):
        other = Browser()
        other.sign_in(agent.email, PASSWORD)
        _, token = ApiToken.objects.create(user=agent, name="Export")
        mail.outbox.clear()
        do(client, agent, "deactivate")
        assert other.get("/api/account/").status_code == 401
        assert bearer(token).get("/api/tickets/").status_code == 401
        self.told(agent, "may not sign in any more")
        mail.outbox.clear()
        do(client, agent, "reactivate")
        self.told(agent, "may sign in")
        # What was open before does not come back.
        assert other.get("/api/account/").status_code == 401
        assert bearer(token).get("/api/tickets/").status_code == 401
        assert Browser().sign_in(agent.email, PASSWORD).status_code == 200
        changes = AuditEvent.objects.filter(action="agent_changed").order_by("pk")
        assert [event.details["rights"] for event in changes] == [
            {"is_active": [True, False]},
            {"is_active": [False, True]},
        ]

    def test_they_work_on_several_from_the_list(self, client, agent):
        other = person("eve@example.com")
        values = {"action": "deactivate", "_selected_action": [agent.pk, other.pk]}
        client.post(LIST, values)
        assert User.objects.filter(is_active=False).count() == 2
        assert len(mail.outbox) == 2

    def test_too_many_are_not_left_out_silently(self, client, agent, monkeypatch):
        monkeypatch.setattr("accounts.admin.MAX_MAILS", 1)
        other = person("eve@example.com")
        values = {"action": "deactivate", "_selected_action": [agent.pk, other.pk]}
        response = client.post(LIST, values, follow=True)
        assert "Only the first 1 were worked on" in response.content.decode()
        assert User.objects.filter(is_active=False).get() == agent

    @pytest.mark.parametrize("action", ["delete_selected", "__class__", "nothing", ""])
    def test_only_those_that_are_offered(self, client, agent, action):
        do(client, agent, action)
        assert User.objects.filter(pk=agent.pk).exists()

    def test_only_admins_may(self, agent, boss):
        client = APIClient()
        client.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
        prove(client, agent)
        for values in ({"agent_action": "deactivate"}, form_of(boss, is_superuser=None)):
            assert client.post(page(boss), values, format="multipart").status_code == 403
        boss.refresh_from_db()
        assert boss.is_active
        assert boss.is_superuser


class TestRights:
    def test_other_rights_are_told_and_recorded(self, client, agent):
        client.post(page(agent), form_of(agent, is_superuser="on"))
        (message,) = mail.outbox
        assert "Your account is an admin." in message.body
        event = AuditEvent.objects.get()
        assert (event.action, event.target, event.details) == (
            "agent_changed",
            agent.email,
            {"rights": {"is_superuser": [False, True]}},
        )

    def test_another_name_is_no_matter_of_rights(self, client, agent):
        client.post(page(agent), form_of(agent, first_name="Bobby"))
        agent.refresh_from_db()
        assert agent.first_name == "Bobby"
        assert actions() == []
        assert mail.outbox == []

    def test_an_address_is_not_changed_by_the_form(self, client, agent):
        client.post(page(agent), form_of(agent, email="eve@example.com", username="eve"))
        agent.refresh_from_db()
        assert agent.email == agent.username == "bob@example.com"

    def test_rights_and_their_event_are_stored_together(self, client, agent, monkeypatch):
        def refuse(*_, **__):
            raise RuntimeError

        monkeypatch.setattr("accounts.agents.actions.record", refuse)
        with pytest.raises(RuntimeError):
            client.post(page(agent), form_of(agent, is_superuser="on"))
        agent.refresh_from_db()
        assert not agent.is_superuser

    def test_an_invitation_is_recorded(self, client):
        client.post(f"{LIST}add/", {"email": "new@example.com", "first_name": "New"})
        event = AuditEvent.objects.get()
        assert (event.action, event.target, event.details) == (
            "agent_invited",
            "new@example.com",
            {"is_admin": False},
        )


class TestDeletion:
    @pytest.mark.parametrize("way", ["page", "list"])
    def test_names_stay_where_agents_did_something(self, client, agent, make_ticket, way):
        other = Browser()
        other.sign_in(agent.email, PASSWORD)
        Event.objects.create(
            ticket_number=make_ticket().pk,
            action="changed",
            actor_kind="agent",
            actor=agent,
            actor_name="Bob",
            at=agent.date_joined,
        )
        mail.outbox.clear()
        if way == "page":
            client.post(f"{LIST}{agent.pk}/delete/", {"post": "yes"})
        else:
            values = {"action": "delete_selected", "_selected_action": [agent.pk], "post": "yes"}
            client.post(LIST, values)
        assert not User.objects.filter(email=agent.email).exists()
        assert not EmailAddress.objects.filter(email=agent.email).exists()
        assert other.get("/api/account/").status_code == 401
        event = Event.objects.get()
        assert (event.actor_id, event.actor_name) == (None, "Bob")
        signed_in, deleted = AuditEvent.objects.order_by("pk")
        assert (signed_in.actor_id, signed_in.actor_name) == (None, "bob@example.com")
        assert (deleted.action, deleted.actor_name, deleted.target) == (
            "agent_deleted",
            "ada@example.com",
            "bob@example.com",
        )
        (message,) = mail.outbox
        assert message.to == ["bob@example.com"]
        assert Session.objects.count() == 1

    def test_a_revoked_token_is_told_to_its_owner(self, client, agent):
        ApiToken.objects.create(user=agent, name="Export")
        key = ApiToken.objects.get().pk
        client.post(f"/admin/accounts/apitoken/{key}/delete/", {"post": "yes"})
        assert not ApiToken.objects.exists()
        assert actions() == ["token_revoked"]
        assert "“Export” was revoked" in mail.outbox[0].body


def test_the_form_to_invite_says_that_a_mail_is_sent(client):
    shown = client.get(f"{LIST}add/").content.decode()
    assert "a mail with a link" in shown
    assert "edit more user options" not in shown
