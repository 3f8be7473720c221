"""API tokens of agents."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from rest_framework.test import APIClient

from accounts.models import ApiToken
from accounts.views import MAX_TOKENS
from tests.support.proof import prove

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


@pytest.mark.parametrize("token", ["", "tf_wrong", "tf_" + "0" * 64, "ü", "a b", "\x00"])
def test_nonsense_is_no_token(settings, db, token):
    settings.OPEN_ACCESS = False
    assert bearer(token).get(LIST).status_code == 401


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
