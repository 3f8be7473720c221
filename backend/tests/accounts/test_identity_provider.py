"""Signing in by an identity provider that is honest, away, slow and lying."""

import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from accounts.agents.invitations import create_agent
from accounts.openid_connect import views
from tests.support.browser import Visitor
from tests.support.identity_provider import (
    DISCOVERY,
    KEYS,
    OTHER_KEY,
    TOKEN,
    USERINFO,
    identity_provider,
)
from tests.support.serving import gunicorn

REDIRECT = "/api/auth/browser/v1/auth/provider/redirect"
CALLBACK = "/api/auth/oidc/oidc/login/callback/"
EMAIL = "agent@example.com"
FORM = {"provider": "oidc", "process": "login", "callback_url": "http://testserver/?tab=tickets"}
PAGE = {"HTTP_ACCEPT": "text/html,*/*;q=0.8"}


@pytest.fixture
def provider():
    with identity_provider() as provider:
        yield provider


@pytest.fixture(autouse=True)
def closed(settings, monkeypatch):
    settings.OPEN_ACCESS = False
    monkeypatch.setattr(views, "TOTAL_SECONDS", 1)


@pytest.fixture
def configured(db, settings, provider):
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            **settings.SOCIALACCOUNT_PROVIDERS["openid_connect"],
            "APPS": [provider.settings()],
        }
    }
    return provider


@pytest.fixture
def agent(configured):
    return create_agent(EMAIL)


def error_in(answer):
    assert answer.status_code == 302, answer.content
    target = urlsplit(answer["Location"])
    assert target.path == "/"
    return parse_qs(target.query).get("error", [None])[0]


def go(client, values=FORM, **headers):
    kind = "application/x-www-form-urlencoded"
    return client.post(REDIRECT, urlencode(values), content_type=kind, **(headers or PAGE))


def sign_in(client):
    """Go to the provider and come back."""
    answer = go(client)
    assert "/authorize?" in answer["Location"], answer["Location"]
    (state,) = parse_qs(urlsplit(answer["Location"]).query)["state"]
    return client.get(CALLBACK, {"state": state, "code": "good"}, **PAGE)


def is_in(client):
    return client.get("/api/account/").status_code == 200


class TestHonest:
    def test_an_invited_agent_gets_in(self, agent, client, provider):
        assert error_in(sign_in(client)) is None
        assert is_in(client)
        assert SocialAccount.objects.get().user == agent
        # The code is bound to this browser.
        assert "code_verifier=" in provider.forms[0]

    def test_they_do_so_again(self, agent, client):
        sign_in(client)
        other = Client()
        assert error_in(sign_in(other)) is None
        assert is_in(other)

    def test_nobody_else_does(self, configured, client):
        assert error_in(sign_in(client)) == "signup_closed"
        assert not is_in(client)
        assert not User.objects.exists()

    @pytest.mark.parametrize("is_known", [True, False])
    def test_who_is_switched_off_does_not(self, agent, client, is_known):
        if is_known:
            sign_in(Client())
        User.objects.update(is_active=False)
        assert error_in(sign_in(client)) is not None
        assert not is_in(client)

    def test_a_second_factor_is_still_asked_for(self, agent, client):
        Authenticator.objects.create(user=agent, type="totp", data={"secret": "x"})
        assert error_in(sign_in(client)) is None
        assert not is_in(client)

    def test_its_description_is_asked_for_once(self, agent, provider):
        for _ in range(3):
            sign_in(Client())
        assert provider.asked.count(DISCOVERY) == 1

    def test_a_redirect_on_the_same_server_is_followed(self, agent, client, provider):
        provider.configuration["userinfo_endpoint"] = f"{provider.url}/old"
        provider.behaviours["/old"] = "moved"
        assert error_in(sign_in(client)) is None


@pytest.mark.parametrize("process", ["connect", "CONNECT", "", "redirect"])
def test_nobody_connects_an_account_of_theirs_to_who_is_signed_in(agent, client, process):
    boss = create_agent("boss@example.com", is_admin=True)
    client.force_login(boss, "allauth.account.auth_backends.AuthenticationBackend")
    assert error_in(go(client, {**FORM, "process": process}))
    assert error_in(sign_in(Client())) is None
    assert SocialAccount.objects.get().user == agent


AWAY = ("silent", "drip", "drop")


@pytest.mark.parametrize("behaviour", AWAY)
class TestAway:
    def test_the_way_there_leads_back_with_a_reason(self, configured, client, behaviour):
        configured.behaviours["*"] = behaviour
        started = time.monotonic()
        assert error_in(go(client)) == "provider_unavailable"
        assert time.monotonic() - started < 3

    def test_nobody_asks_again_for_a_while(self, configured, client, behaviour):
        configured.behaviours["*"] = behaviour
        go(client)
        asked = len(configured.asked)
        started = time.monotonic()
        for _ in range(5):
            assert error_in(go(client)) == "provider_unavailable"
        assert time.monotonic() - started < 3
        assert len(configured.asked) == asked

    @pytest.mark.parametrize("path", [TOKEN, USERINFO, KEYS])
    def test_so_does_the_way_back(self, agent, client, provider, behaviour, path):
        provider.behaviours[path] = behaviour
        assert error_in(sign_in(client)) == "provider_unavailable"
        assert not is_in(client)


def test_programs_get_json(configured, client):
    configured.behaviours["*"] = "drop"
    for _ in range(2):
        answer = go(client, HTTP_ACCEPT="application/json")
        assert answer.status_code == 503
        assert answer.json()["code"] == "provider_unavailable"
        assert int(answer["Retry-After"]) > 0


def test_nothing_listens(configured, client, settings):
    app = configured.settings()
    app["settings"]["server_url"] = "http://127.0.0.1:9"
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [app]
    assert error_in(go(client)) == "provider_unavailable"


HUGE = b'{"a": "' + b"x" * 300_000 + b'"}'
BAD_BODIES = {
    "html": (200, "text/html", b"<html>Welcome</html>"),
    "error": (500, "application/json", b"{}"),
    "refusal": (403, "application/json", b'{"error": "no"}'),
    "no json": (200, "application/json", b"{"),
    "list": (200, "application/json", b"[]"),
    "null": (200, "application/json", b"null"),
    "number": (200, "application/json", b"1" * 5000),
    "deep": (200, "application/json", b"[" * 100_000),
    "huge": (200, "application/json", HUGE),
    "empty": (200, "application/json", b""),
    "empty object": (200, "application/json", b"{}"),
    "bytes": (200, "application/json", b"\xff\xfe\x00"),
}


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, USERINFO, KEYS])
@pytest.mark.parametrize("body", BAD_BODIES)
def test_nonsense_leads_back_with_a_reason(agent, client, provider, path, body):
    provider.bodies[path] = BAD_BODIES[body]
    answer = go(client) if path == DISCOVERY else sign_in(client)
    assert error_in(answer) == "provider_failed"
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, USERINFO, KEYS])
@pytest.mark.parametrize("behaviour", ["loop", "elsewhere"])
def test_redirects_lead_nowhere(agent, client, provider, path, behaviour):
    provider.behaviours[path] = behaviour
    answer = go(client) if path == DISCOVERY else sign_in(client)
    assert error_in(answer) == "provider_failed"
    assert provider.asked.count(path) <= 4


def never(provider):
    return f"{provider.url}/other"


LIES = {
    "another issuer in the description": lambda p: p.configuration.update(issuer=never(p)),
    "an address that is none": lambda p: p.configuration.update(token_endpoint="javascript:x"),
    "an address without a host": lambda p: p.configuration.update(authorization_endpoint="/x"),
    "a file": lambda p: p.configuration.update(jwks_uri="file:///etc/passwd"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_description_that_lies(configured, client, lie):
    LIES[lie](configured)
    assert error_in(go(client)) == "provider_failed"


TOKEN_LIES = {
    "no signature": lambda p: setattr(p, "algorithm", "none"),
    "a key of its own": lambda p: setattr(p, "key", OTHER_KEY),
    "an unknown key": lambda p: p.headers.update(kid="2"),
    "another issuer": lambda p: p.claims.update(iss=never(p)),
    "another audience": lambda p: p.claims.update(aud="somebody else"),
    "a token of yesterday": lambda p: p.claims.update(exp=int(time.time()) - 86_400),
    "another subject": lambda p: p.claims.update(sub="43"),
    "no subject": lambda p: p.claims.update(sub=None),
    "a subject that is no text": lambda p: p.userinfo.update(sub={"a": 1}),
    "a long subject": lambda p: p.userinfo.update(sub="4" * 1000),
    "a subject with NUL": lambda p: p.userinfo.update(sub="4\x002"),
    "half a surrogate pair": lambda p: p.userinfo.update(name="\ud800"),
    "not a number": lambda p: p.userinfo.update(age=float("nan")),
    "an address that is a list": lambda p: p.userinfo.update(email=[EMAIL]),
    "a long address": lambda p: p.userinfo.update(email="a" * 1000 + "@example.com"),
    "a name that is no text": lambda p: p.userinfo.update(given_name=7),
}


@pytest.mark.parametrize("lie", TOKEN_LIES)
def test_a_token_that_lies(agent, client, provider, lie):
    TOKEN_LIES[lie](provider)
    assert error_in(sign_in(client)) == "provider_failed"
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_the_secret_is_no_key_for_tokens(agent, client, provider):
    provider.algorithm, provider.key = "HS256", "hush" * 10
    assert error_in(sign_in(client)) == "provider_failed"
    assert not is_in(client)


@pytest.mark.parametrize(
    "userinfo",
    [
        {"email": None},
        {"email": ""},
        {"email_verified": False},
        {"email_verified": "false"},
        {"email_verified": None},
        {"email_verified": {"a": 1}},
        {"email": "no address"},
        {"email": "other@example.com"},
    ],
)
def test_only_a_verified_address_identifies_an_agent(agent, client, provider, userinfo):
    provider.userinfo.update(userinfo)
    assert error_in(sign_in(client)) is not None
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert EmailAddress.objects.count() == 1


class TestState:
    def test_a_state_is_needed_and_good_once(self, agent, client, provider):
        for query in (
            {},
            {"code": "x"},
            {"state": "x", "code": "x"},
            {"state": "\x00", "code": "x"},
            {"error": "access_denied"},
            {"error": "x" * 500, "state": "y"},
        ):
            answer = client.get(CALLBACK, query, **PAGE)
            assert error_in(answer), query
        assert TOKEN not in provider.asked

    def test_that_of_another_browser_will_not_do(self, agent, client):
        answer = go(Client())
        (state,) = parse_qs(urlsplit(answer["Location"]).query)["state"]
        answer = client.get(CALLBACK, {"state": state, "code": "good"}, **PAGE)
        assert error_in(answer) == "unknown"
        assert not is_in(client)

    def test_it_is_good_for_one_use(self, agent, client):
        answer = go(client)
        (state,) = parse_qs(urlsplit(answer["Location"]).query)["state"]
        for expected in (None, "unknown"):
            answer = client.get(CALLBACK, {"state": state, "code": "good"}, **PAGE)
            assert error_in(answer) == expected

    def test_a_refusal_leads_back(self, agent, client):
        answer = go(client)
        (state,) = parse_qs(urlsplit(answer["Location"]).query)["state"]
        answer = client.get(CALLBACK, {"state": state, "error": "access_denied"}, **PAGE)
        assert error_in(answer) == "cancelled"

    @pytest.mark.parametrize("provider_id", ["other", "%00", "x%0a", "a" * 500])
    def test_there_is_no_other_provider(self, agent, client, provider_id):
        path = f"/api/auth/oidc/{provider_id}/login/callback/"
        assert client.get(path, {"state": "x", "code": "x"}, **PAGE).status_code in (302, 404)

    @pytest.mark.parametrize("value", ["", "https://evil.example/", "\x00", "x" * 5000])
    @pytest.mark.parametrize("name", FORM)
    def test_a_form_that_is_wrong_leads_back(self, agent, client, name, value):
        assert error_in(go(client, {**FORM, name: value}, **PAGE))


def test_a_network_has_a_limit(configured, client, time_machine):
    time_machine.move_to(timezone.now(), tick=False)
    codes = [error_in_or_none(go(client)) for _ in range(61)]
    assert codes[0] is None
    assert codes[-1] == "too_many"
    answer = go(client, HTTP_ACCEPT="application/json")
    assert answer.status_code == 429
    assert int(answer["Retry-After"]) > 0


def error_in_or_none(answer):
    return None if "/authorize?" in answer["Location"] else error_in(answer)


@pytest.mark.own_database
@pytest.mark.parametrize("behaviour", ["silent", "drip"])
def test_others_are_served_while_the_provider_hangs(tmp_path, provider, behaviour):
    provider.behaviours["*"] = behaviour
    with gunicorn(
        tmp_path,
        NUM_PROXIES="1",
        PUBLIC_URL="https://help.example.com",
        OIDC_SERVER_URL=provider.url,
        OIDC_CLIENT_ID="ticketflow",
        OIDC_CLIENT_SECRET="hush",
    ) as product:

        def leave(number):
            visitor = Visitor(product)
            visitor.send("/api/csrf/")
            body = "&".join(
                f"{name}={value}"
                for name, value in {
                    **FORM,
                    "callback_url": "https%3A%2F%2Fhelp.example.com%2F%3Ftab%3Dtickets",
                    "csrfmiddlewaretoken": visitor.token,
                }.items()
            )
            started = time.monotonic()
            answer = visitor.send(
                REDIRECT,
                "POST",
                body.encode(),
                Content_Type="application/x-www-form-urlencoded",
                Accept="text/html",
            )
            return answer.status, answer.header("Location"), time.monotonic() - started

        with ThreadPoolExecutor(32) as pool:
            hanging = [pool.submit(leave, number) for number in range(32)]
            slowest = 0.0
            for _ in range(20):
                started = time.monotonic()
                assert Visitor(product).send("/api/config/").status == 200
                slowest = max(slowest, time.monotonic() - started)
            results = [future.result() for future in hanging]
    assert slowest < 1.5
    assert {status for status, _, _ in results} == {302}
    assert all("error=provider_unavailable" in location for _, location, _ in results)
    # The time of a person's request is bounded.
    assert max(seconds for _, _, seconds in results) < 9
