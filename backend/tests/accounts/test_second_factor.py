"""A second factor that the installation requires."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
)
from django.core.cache import caches
from rest_framework.test import APIClient

from accounts.agents.invitations import create_agent, invitation_url
from accounts.models import ApiToken
from tests.accounts.test_access import (
    ADMIN_ROUTES,
    METHODS,
    OF_EVERY_AGENT,
    PERSONAL,
    PUBLIC,
    SIGNED_IN,
    TABLE,
)
from tests.support.second_factors import (
    BASE,
    PASSWORD,
    SECRET,
    add_passkey,
    client_of,
    code_for,
    is_refused_for_it,
    make_agent,
    set_up_totp,
    sign_in,
)
from tickets.private_links.links import replace_link, token_for

pytestmark = pytest.mark.django_db
# What somebody without the second factor still needs.
OF_THE_ACCOUNT = {
    ("api/account/", "get"),
    ("api/sessions/", "get"),
    ("api/sessions/", "delete"),
    ("api/sessions/{session}/", "delete"),
}


@pytest.fixture(autouse=True)
def closed(settings):
    settings.OPEN_ACCESS = False
    settings.PUBLIC_URL = "https://help.example.com"
    settings.SECOND_FACTOR_REQUIRED = "all"
    caches["default"].clear()


def program_of(user):
    _, plain = ApiToken.objects.create(user=user, name="Export")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {plain}")
    return client


def path_of(route, ticket):
    return "/" + route.format(
        id=ticket.pk,
        request=token_for(replace_link(ticket).nonce),
        token="00000000-0000-4000-8000-000000000000",
        requester=10**9,
        session=10**9,
        message=10**9,
        saved_reply=10**9,
        tag=10**9,
        view=10**9,
        team=10**9,
        other=10**9,
        provider="none",
    )


@pytest.mark.parametrize(
    ("required", "is_admin"),
    [("all", False), ("all", True), ("admins", True)],
    ids=["all-agent", "all-admin", "admins-admin"],
)
def test_without_it_nothing_but_the_account_is_open(required, is_admin, settings, make_ticket):
    settings.SECOND_FACTOR_REQUIRED = required
    user = make_agent(is_admin=is_admin)
    ticket = make_ticket()
    program = program_of(user)
    for route, methods in TABLE.items():
        path = path_of(route, ticket)
        for method, who in methods.items():
            by_session = getattr(client_of(user), method)(path, {}, format="json")
            by_token = getattr(program, method)(path, {}, format="json")
            call = (route, method, by_session.status_code, by_token.status_code)
            if who == PERSONAL and (route, method) in OF_THE_ACCOUNT:
                assert by_session.status_code in (200, 204, 404), call
                assert by_token.status_code == 403, call
            elif who in (PUBLIC, SIGNED_IN):
                assert not is_refused_for_it(by_session), call
                assert not is_refused_for_it(by_token), call
            else:
                assert is_refused_for_it(by_session), call
                assert is_refused_for_it(by_token), call


@pytest.mark.parametrize("required", ["none", "admins", "all"])
def test_who_needs_none_or_has_one_is_not_kept_out(required, settings, make_ticket):
    settings.SECOND_FACTOR_REQUIRED = required
    user = make_agent()
    for route in TABLE:
        for method in METHODS:
            if required == "all" and not Authenticator.objects.exists():
                TOTP.activate(user, SECRET)
            path = path_of(route, make_ticket())
            response = getattr(client_of(user), method)(path, {}, format="json")
            assert not is_refused_for_it(response), (route, method)


def test_the_admin_is_closed_without_it():
    admin = make_agent(is_admin=True)
    client = client_of(admin)
    pages = [route for route in ADMIN_ROUTES if not set("<(") & set(route)]
    # Signing out stays possible, for whoever.
    pages.remove("admin/logout/")
    assert len(pages) > 10
    for route in pages:
        for method in ("get", "post"):
            response = getattr(client, method)(f"/{route}")
            assert response.status_code in (302, 404, 405), (route, method)
            if response.status_code == 302:
                target = response["Location"]
                # To the interface, at once or by the sign-in address, which leads there.
                if target.startswith("/admin/login/"):
                    target = client.get(target)["Location"]
                assert target.startswith("/?tab="), (route, method)
    add_passkey(admin)
    for route in OF_EVERY_AGENT:
        answer = client.get(f"/{route}", follow=True)
        # Its pages for one's own password lead to the front page, which says where to choose one.
        assert (answer.status_code, answer.request["PATH_INFO"]) in (
            (200, f"/{route}"),
            (200, "/admin/"),
        )


def test_a_stranger_learns_no_more_as_an_agent_without_it(body):
    """A public view answers them as it answers strangers."""
    user = make_agent()
    wanted = {**body, "status": "closed"}
    stranger = APIClient().post("/api/tickets/", wanted, format="json")
    lacking = client_of(user).post("/api/tickets/", wanted, format="json")
    assert lacking.status_code == stranger.status_code
    assert lacking.json().keys() == stranger.json().keys()


def test_the_way_through_for_who_was_invited_today(mailoutbox):
    user = create_agent("grace@example.com", "Grace")
    key = invitation_url(user).partition("invite=")[2]
    client = APIClient()
    answer = client.post(
        f"{BASE}auth/password/reset", {"key": key, "password": PASSWORD}, format="json"
    )
    assert answer.status_code == 200
    assert client.get("/api/account/").json()["second_factor"] == {
        "is_required": True,
        "is_set_up": False,
    }
    assert client.get("/api/tickets/").json() == {
        "detail": (
            "A second factor is required here. Set up an authenticator app or a passkey first."
        ),
        "code": "second_factor_required",
    }
    assert set_up_totp(client).status_code == 200
    assert client.get("/api/account/").json()["second_factor"] == {
        "is_required": True,
        "is_set_up": True,
    }
    assert client.get("/api/tickets/").status_code == 200
    assert "authenticator app was set up" in mailoutbox[-1].body


def test_recovery_codes_alone_are_none():
    user = make_agent()
    Authenticator.objects.create(user=user, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert is_refused_for_it(client_of(user).get("/api/tickets/"))


def test_the_first_one_ends_sessions_that_only_a_password_began():
    user = make_agent()
    thief, _ = sign_in(user)
    client, _ = sign_in(user)
    set_up_totp(client)
    assert client.get("/api/tickets/").status_code == 200
    assert thief.get("/api/tickets/").status_code == 401


def test_another_one_ends_no_sessions():
    user = make_agent()
    client, other = client_of(user), client_of(user)
    add_passkey(user)
    assert set_up_totp(client).status_code == 200
    assert other.get("/api/tickets/").status_code == 200


@pytest.mark.parametrize(
    ("required", "is_admin", "queries"),
    [("none", True, 2), ("admins", False, 2), ("admins", True, 3), ("all", False, 3)],
)
def test_it_costs_one_query_where_it_is_required(
    required, is_admin, queries, settings, django_assert_num_queries
):
    settings.SECOND_FACTOR_REQUIRED = required
    user = make_agent(is_admin=is_admin)
    add_passkey(user)
    client = client_of(user)
    # Session and account beside it.
    with django_assert_num_queries(queries):
        assert client.get("/api/").status_code == 200


def read_user_early(get_response):
    """Middleware that reads who is signed in, as any may."""

    def middleware(request):
        request.user.is_authenticated  # noqa: B018 - reading it is the point
        return get_response(request)

    return middleware


@pytest.mark.parametrize("is_read", [False, True])
def test_a_new_password_by_a_link_asks_for_it_even_where_somebody_is_signed_in(
    is_read, mailoutbox, settings
):
    if is_read:
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.read_user_early"]
    user = make_agent()
    client, _ = sign_in(user)
    set_up_totp(client)
    mailoutbox.clear()
    client.post(f"{BASE}auth/password/request", {"email": user.email}, format="json")
    key = mailoutbox[0].body.partition("reset=")[2].split()[0]
    answer = client.post(
        f"{BASE}auth/password/reset", {"key": key, "password": "another good one"}, format="json"
    )
    assert answer.status_code == 401
    pending = [flow["id"] for flow in answer.json()["data"]["flows"] if flow.get("is_pending")]
    assert pending == ["mfa_authenticate"]
    assert client.get("/api/tickets/").status_code == 401


def test_signing_in_with_it_takes_a_new_key():
    user = make_agent()
    TOTP.activate(user, SECRET)
    client, answer = sign_in(user)
    assert answer.status_code == 401
    before = client.session.session_key
    answer = client.post(f"{BASE}auth/2fa/authenticate", {"code": code_for(SECRET)}, format="json")
    assert answer.status_code == 200
    assert client.session.session_key != before
    assert client.get("/api/tickets/").status_code == 200


def test_in_open_mode_tickets_are_open_but_the_admin_and_tokens_are_not(settings):
    settings.OPEN_ACCESS = True
    client = client_of(make_agent(is_admin=True))
    assert client.get("/api/tickets/").status_code == 200
    assert is_refused_for_it(client.get("/api/tokens/"))
    assert client.get("/admin/").status_code == 302
