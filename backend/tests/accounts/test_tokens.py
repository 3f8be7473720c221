"""API tokens of agents."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.audit.models import AuditEvent
from accounts.models import ApiToken
from accounts.views import MAX_TOKENS
from tests.support.proof import prove
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
URL = "/api/tokens/"
LIST = "/api/tickets/"


@pytest.fixture
def agent(settings):
    settings.OPEN_ACCESS = False
    return User.objects.create_user("agent", "agent@example.com", is_staff=True)


@pytest.fixture
def session(agent):
    client = APIClient()
    client.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
    prove(client, agent)
    return client


def bearer(token):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    return client


@pytest.fixture
def made(session):
    return session.post(URL, {"name": "Export", "expires_in_days": 30}).json()


def test_a_token_is_shown_once_and_kept_as_a_hash(session, made):
    assert made["token"].startswith(made["prefix"])
    (listed,) = session.get(URL).json()
    assert "token" not in listed
    assert {**listed, "token": made["token"]} == made
    stored = ApiToken.objects.get()
    assert made["token"] not in (stored.digest, stored.token_key)
    days_left = stored.expiry - timezone.now()
    assert timedelta(days=29, hours=23) < days_left <= timedelta(days=30)


def test_making_one_takes_recent_proof(agent, session):
    values = {"name": "x", "expires_in_days": 1}
    agent.set_password("correct horse battery")
    agent.save()
    session.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
    assert session.post(URL, values).status_code == 401
    prove(session, agent, seconds_ago=301)
    response = session.post(URL, values)
    assert (response.status_code, response.json()) == (
        401,
        {
            "status": 401,
            "data": {"flows": [{"id": "reauthenticate"}], **response.json()["data"]},
            "meta": {"is_authenticated": True},
        },
    )
    assert not ApiToken.objects.exists()
    proof = session.post(
        "/api/auth/browser/v1/auth/reauthenticate", {"password": "correct horse battery"}
    )
    assert proof.status_code == 200
    assert session.post(URL, values).status_code == 201


def test_who_can_prove_nothing_else_signs_in_again(agent, session):
    """At a company's provider there is neither a password nor a second factor to ask for."""
    agent.set_unusable_password()
    agent.save()
    session.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
    values = {"name": "x", "expires_in_days": 1}
    prove(session, agent, seconds_ago=301)
    assert session.post(URL, values).json()["data"]["flows"] == []
    prove(session, agent, seconds_ago=10)
    assert session.post(URL, values).status_code == 201


def test_the_owner_gets_a_mail(agent, session):
    made = session.post(
        URL,
        {"name": "Night export", "scope": "read", "expires_in_days": 30},
        HTTP_USER_AGENT="Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0",
    ).json()
    (message,) = mail.outbox
    assert message.to == ["agent@example.com"]
    for text in ("Night export", "read all tickets", "127.0.0.1", "Firefox on Linux"):
        assert text in message.body
    assert made["expires_at"][:10] in message.body
    assert made["token"] not in message.body
    assert made["prefix"] not in message.body


def test_scope_and_expiry_are_listed(session):
    for scope in ("read", "submit", "everything"):
        values = {"name": scope, "scope": scope, "expires_in_days": 30}
        assert session.post(URL, values).json()["scope"] == scope
    # Clients of before know no scopes.
    assert session.post(URL, {"name": "x", "expires_in_days": 30}).json()["scope"] == "everything"
    listed = session.get(URL).json()
    assert [token["scope"] for token in listed] == ["everything", "everything", "submit", "read"]
    assert session.post(URL, {"name": "x", "scope": "all", "expires_in_days": 1}).status_code == 400


def test_a_submitting_program_sees_what_a_stranger_sees(session, body, settings):
    """Its token may lie on a public web server."""
    values = {"name": "Form", "scope": "submit", "expires_in_days": 30}
    program = bearer(session.post(URL, values).json()["token"])
    response = program.post(LIST, {**body, "status": "closed"})
    assert (response.status_code, response.json()["status"]) == (201, "open")
    for path in (LIST, f"{LIST}counts/", "/api/", "/api/tickets/1/", "/api/tickets/1/history/"):
        refusal = program.get(path)
        assert refusal.status_code == 403
        assert refusal.json()["detail"] == (
            "This API token may only submit. This takes one with the scope “read” or “everything”."
        )


def test_all_of_them_are_revoked_at_once(agent, session, made):
    other = User.objects.create_user("other", is_staff=True)
    ApiToken.objects.create(user=other, name="Other")
    ApiToken.objects.create(user=agent, name="Report")
    assert session.delete(URL).status_code == 204
    assert bearer(made["token"]).get(LIST).status_code == 401
    assert [token.name for token in ApiToken.objects.all()] == ["Other"]
    assert session.delete(URL).status_code == 204
    revoked = AuditEvent.objects.filter(action="token_revoked")
    assert {event.target for event in revoked} == {"Export", "Report"}


def test_making_and_revoking_are_in_the_audit_trail(session, made):
    session.delete(f"{URL}{made['id']}/")
    revoked, created = AuditEvent.objects.all()
    assert (created.action, created.target, created.details) == (
        "token_created",
        "Export",
        {"scope": "everything", "days": 30},
    )
    assert (revoked.action, revoked.actor_name) == ("token_revoked", "agent@example.com")
    assert made["token"] not in str([vars(created), vars(revoked)])


@pytest.mark.parametrize("model", [AuditEvent, ApiToken])
def test_a_token_and_its_event_are_stored_together(session, monkeypatch, model):
    """There is no token that nobody knows of, and no event of one that is not there."""

    def refuse(*_, **__):
        raise DatabaseError

    if model is AuditEvent:
        monkeypatch.setattr("accounts.tokens.record", refuse)
    else:
        monkeypatch.setattr(ApiToken.objects, "create", refuse)
    assert session.post(URL, {"name": "x", "expires_in_days": 1}).status_code >= 500
    assert not ApiToken.objects.exists()
    assert not AuditEvent.objects.exists()
    assert mail.outbox == []


def test_a_program_has_an_agents_rights_by_it(made, make_ticket):
    ticket = make_ticket()
    program = bearer(made["token"])
    assert program.get(LIST).status_code == 200
    assert program.patch(f"{LIST}{ticket.pk}/", {"status": "closed"}).status_code == 200


def test_its_last_use_is_noted_now_and_then(session, made, django_assert_num_queries):
    assert made["last_used_at"] is None
    program = bearer(made["token"])
    program.get("/api/")
    first = session.get(URL).json()[0]["last_used_at"]
    assert first is not None
    with django_assert_num_queries(1):
        program.get("/api/")
    ApiToken.objects.update(last_used_at=timezone.now() - timedelta(minutes=2))
    program.get("/api/")
    assert session.get(URL).json()[0]["last_used_at"] > first


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_token_makes_no_tokens(made, method):
    response = getattr(bearer(made["token"]), method)(URL, {"name": "x", "expires_in_days": 1})
    assert response.status_code == 403


def test_a_revoked_token_is_of_no_use(session, made):
    assert session.delete(f"{URL}{made['id']}/").status_code == 204
    response = bearer(made["token"]).get(LIST)
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")


def test_an_expired_token_is_of_no_use_but_still_listed(session, made):
    ApiToken.objects.update(expiry=timezone.now())
    assert bearer(made["token"]).get(LIST).status_code == 401
    assert len(session.get(URL).json()) == 1


def test_who_is_no_agent_any_more_has_no_rights_by_it(agent, made):
    User.objects.update(is_staff=False)
    assert bearer(made["token"]).get(LIST).status_code == 403
    User.objects.update(is_active=False)
    assert bearer(made["token"]).get(LIST).status_code == 401


@pytest.mark.parametrize("token", ["", "tf_wrong", "tf_" + "0" * 64, "tf_ü", "tf_a b", "tf_\x00"])
@pytest.mark.parametrize("is_open", [True, False])
def test_nonsense_is_no_token(settings, db, token, is_open):
    settings.OPEN_ACCESS = is_open
    assert bearer(token).get(LIST).status_code == 401


@pytest.mark.parametrize("token", ["ü", "a b", "\x00"])
def test_what_is_not_ours_is_no_token(settings, db, token):
    settings.OPEN_ACCESS = False
    assert bearer(token).get(LIST).status_code == 401


FOREIGN = [
    "Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln",
    "bearer ya29.a0",
    "Basic YWRtaW46c2VjcmV0",
    "Negotiate YIIJvwYGKwYBBQUCoIIJszCCCa+g",
    "Digest username=a, realm=b",
    "Token tf_" + "0" * 64,
    "tf_" + "0" * 64,
    "ü",
    "a" * 8_000,
    "Bearer tf-other",
]


class TestForeignAuthorization:
    """A proxy that asks people to sign in leaves its own credentials in the header."""

    @pytest.mark.parametrize("value", FOREIGN)
    def test_the_session_counts(self, settings, agent, value):
        settings.OPEN_ACCESS = False
        browser = Client()
        browser.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
        assert browser.get(LIST, headers={"Authorization": value}).status_code == 200
        assert Client().get(LIST, headers={"Authorization": value}).status_code == 401

    @pytest.mark.parametrize("value", FOREIGN)
    def test_the_public_is_the_public(self, settings, db, body, value):
        settings.OPEN_ACCESS = False
        headers = {"Authorization": value}
        answer = Client().post(LIST, body, content_type="application/json", headers=headers)
        assert answer.status_code == 201
        assert "reference" in answer.json()
        settings.OPEN_ACCESS = True
        assert Client().get(LIST, headers=headers).status_code == 200

    @pytest.mark.parametrize("value", [*FOREIGN, "Bearer", "Bearer tf_wrong"])
    def test_no_session_does_without_its_csrf_token(self, settings, agent, body, value):
        settings.OPEN_ACCESS = True
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
        answer = browser.post(
            LIST, body, content_type="application/json", headers={"Authorization": value}
        )
        assert answer.status_code in (401, 403)
        assert not Ticket.objects.exists()

    def test_a_token_of_ours_counts_before_the_session(self, settings, agent):
        browser = Client()
        browser.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
        headers = {"Authorization": "Bearer tf_wrong"}
        assert browser.get(LIST, headers=headers).status_code == 401


def test_tokens_of_others_are_out_of_reach(made):
    other = APIClient()
    other.force_login(
        User.objects.create_user("other", is_staff=True),
        "allauth.account.auth_backends.AuthenticationBackend",
    )
    assert other.get(URL).json() == []
    assert other.delete(f"{URL}{made['id']}/").status_code == 404
    assert ApiToken.objects.exists()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "x"}, "expires_in_days"),
        ({"name": "x", "expires_in_days": 0}, "expires_in_days"),
        ({"name": "x", "expires_in_days": 366}, "expires_in_days"),
        ({"name": " ", "expires_in_days": 1}, "name"),
        ({"name": "x" * 101, "expires_in_days": 1}, "name"),
        ({"expires_in_days": 1}, "name"),
    ],
)
def test_bad_values(session, values, field):
    response = session.post(URL, values)
    assert response.status_code == 400
    assert list(response.json()) == [field]


def test_there_are_not_endless_tokens(agent, session):
    for number in range(MAX_TOKENS):
        ApiToken.objects.create(user=agent, name=str(number))
    response = session.post(URL, {"name": "x", "expires_in_days": 1})
    assert (response.status_code, list(response.json())) == (400, ["name"])


def test_making_one_by_session_takes_a_csrf_token(agent):
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(agent, "allauth.account.auth_backends.AuthenticationBackend")
    assert client.post(URL, {"name": "x", "expires_in_days": 1}).status_code == 403
