"""The access rule at every address; a new address without an entry fails."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.urls import URLResolver, get_resolver
from rest_framework.test import APIClient

from accounts.models import ApiToken
from core.http.scopes import Scope
from tests.support.proof import prove
from tickets.private_links.links import replace_link, token_for

pytestmark = pytest.mark.django_db

PEOPLE = ("anonymous", "user", "agent", "admin")
# Access for everybody; for agents, in open mode everybody; for agents even in open mode; for people
# who are signed in, agents or not.
PUBLIC, AGENTS, PERSONAL, SIGNED_IN = "public", "agents", "personal", "signed in"
# For admins, even in open mode, and in a session.
ADMINS = "admins"
SIGN_IN = "api/auth/browser/v1/"
REFUSES = (401, 403, 405)
LIBRARY_REFUSES = (*REFUSES, 400, 404, 409)
METHODS = ("get", "post", "put", "patch", "delete")

TABLE: dict[str, dict[str, str]] = {
    "": {"get": PUBLIC},
    "api/config/": {"get": PUBLIC},
    "api/csrf/": {"get": PUBLIC},
    "api/schema/": {"get": PUBLIC},
    "api/docs/": {"get": PUBLIC},
    "api/tickets/": {"get": AGENTS, "post": PUBLIC},
    "api/tickets/{id}/": {"get": AGENTS, "put": AGENTS, "patch": AGENTS, "delete": AGENTS},
    "api/tickets/{id}/link/": {"get": AGENTS, "post": AGENTS, "delete": AGENTS},
    "api/requests/{request}/": {"get": PUBLIC, "patch": PUBLIC},
    "api/requests/{request}/messages/": {"get": PUBLIC, "post": PUBLIC},
    "api/requesters/": {"get": AGENTS},
    "api/requesters/{requester}/": {"get": AGENTS, "patch": AGENTS},
    "api/requesters/{requester}/export/": {"get": ADMINS},
    "api/requesters/{requester}/erase/": {"get": ADMINS, "post": ADMINS},
    "api/tickets/{id}/history/": {"get": AGENTS},
    "api/tickets/{id}/links/": {"get": AGENTS, "post": AGENTS},
    "api/tickets/{id}/links/{other}/": {"delete": AGENTS},
    "api/tickets/{id}/merge/": {"post": AGENTS},
    "api/tickets/{id}/unmerge/": {"post": AGENTS},
    "api/tickets/{id}/messages/": {"get": AGENTS, "post": AGENTS},
    "api/tickets/{id}/timeline/": {"get": AGENTS},
    "api/tickets/{id}/followers/": {"get": AGENTS, "put": AGENTS, "delete": AGENTS},
    "api/tickets/{id}/similar/": {"get": AGENTS},
    "api/tickets/{id}/seen/": {"put": AGENTS},
    "api/seen/": {"get": AGENTS},
    "api/pulse/": {"get": AGENTS},
    "api/pulse/leave/": {"post": AGENTS},
    "api/messages/{message}/": {"patch": AGENTS, "delete": AGENTS},
    "api/messages/{message}/move/": {"post": AGENTS},
    "api/messages/{message}/undo/": {"post": AGENTS},
    "api/markdown/": {"post": AGENTS},
    "api/saved-replies/": {"get": AGENTS, "post": AGENTS},
    "api/saved-replies/{saved_reply}/": {"get": AGENTS, "patch": AGENTS, "delete": AGENTS},
    "api/saved-replies/{saved_reply}/preview/": {"get": AGENTS},
    "api/tickets/counts/": {"get": AGENTS},
    "api/tickets/queues/": {"get": AGENTS},
    "api/tickets/next/": {"post": AGENTS},
    "api/views/": {"get": AGENTS, "post": AGENTS},
    "api/views/{view}/": {"get": AGENTS, "patch": AGENTS, "delete": AGENTS},
    "api/tickets/stats/": {"get": AGENTS},
    "api/reports/": {"get": AGENTS},
    "api/tickets/bulk/": {"post": AGENTS},
    "api/tickets/erase/": {"post": ADMINS},
    "api/tickets/classify/": {"post": PUBLIC},
    "api/account/": {"get": PERSONAL},
    "api/sessions/": {"get": PERSONAL, "delete": PERSONAL},
    "api/sessions/{session}/": {"delete": PERSONAL},
    "api/tokens/": {"get": PERSONAL, "post": PERSONAL, "delete": PERSONAL},
    "api/tokens/{token}/": {"delete": PERSONAL},
    "api/agents/": {"get": AGENTS},
    "api/absence/": {"get": PERSONAL, "put": PERSONAL, "delete": PERSONAL},
    "api/category-teams/": {"get": AGENTS, "patch": ADMINS},
    "api/tickets/{id}/assign/": {"post": AGENTS},
    "api/teams/": {"get": AGENTS, "post": ADMINS},
    "api/teams/{team}/": {"get": AGENTS, "patch": ADMINS, "delete": ADMINS},
    "api/tags/": {"get": AGENTS, "post": AGENTS},
    "api/tags/{tag}/": {"get": AGENTS, "patch": ADMINS, "delete": ADMINS},
    "api/tags/{tag}/merge/": {"post": ADMINS},
    "api/audit-events/": {"get": ADMINS},
    # The router's root, a list of names.
    "api/": {"get": AGENTS},
    f"{SIGN_IN}auth/session": {"get": PUBLIC, "delete": PUBLIC},
    f"{SIGN_IN}auth/login": {"post": PUBLIC},
    f"{SIGN_IN}auth/password/request": {"post": PUBLIC},
    f"{SIGN_IN}auth/password/reset": {"get": PUBLIC, "post": PUBLIC},
    f"{SIGN_IN}auth/webauthn/login": {"get": PUBLIC, "post": PUBLIC},
    f"{SIGN_IN}auth/provider/redirect": {"post": PUBLIC},
    f"{SIGN_IN}auth/2fa/authenticate": {"post": PUBLIC},
    f"{SIGN_IN}auth/webauthn/authenticate": {"get": PUBLIC, "post": PUBLIC},
    f"{SIGN_IN}auth/reauthenticate": {"post": SIGNED_IN},
    f"{SIGN_IN}auth/2fa/reauthenticate": {"post": SIGNED_IN},
    f"{SIGN_IN}auth/webauthn/reauthenticate": {"get": SIGNED_IN, "post": SIGNED_IN},
    f"{SIGN_IN}account/password/change": {"post": SIGNED_IN},
    f"{SIGN_IN}account/authenticators": {"get": SIGNED_IN},
    f"{SIGN_IN}account/authenticators/totp": {
        "get": SIGNED_IN,
        "post": SIGNED_IN,
        "delete": SIGNED_IN,
    },
    f"{SIGN_IN}account/authenticators/recovery-codes": {"get": SIGNED_IN, "post": SIGNED_IN},
    f"{SIGN_IN}account/authenticators/webauthn": {
        "get": SIGNED_IN,
        "post": SIGNED_IN,
        "put": SIGNED_IN,
        "delete": SIGNED_IN,
    },
    "api/auth/oidc/{provider}/login/callback/": {"get": PUBLIC, "post": PUBLIC},
}
# Django's patterns, translated to the table's.
SPELLINGS = {
    "^tickets/$": "tickets/",
    "^tickets/(?P<pk>[0-9]{1,19})/$": "tickets/{id}/",
    "^tickets/(?P<pk>[0-9]{1,19})/link/$": "tickets/{id}/link/",
    "^requests/(?P<token>[^/]+)/$": "requests/{request}/",
    "^requesters/(?P<pk>[0-9]{1,19})/$": "requesters/{requester}/",
    "^requesters/(?P<pk>[0-9]{1,19})/export/$": "requesters/{requester}/export/",
    "^requesters/(?P<pk>[0-9]{1,19})/erase/$": "requesters/{requester}/erase/",
    "^tickets/(?P<pk>[0-9]{1,19})/history/$": "tickets/{id}/history/",
    "^requests/(?P<token>[^/]+)/messages/$": "requests/{request}/messages/",
    "^tickets/(?P<pk>[0-9]{1,19})/messages/$": "tickets/{id}/messages/",
    "^tickets/(?P<pk>[0-9]{1,19})/timeline/$": "tickets/{id}/timeline/",
    "^tickets/(?P<pk>[0-9]{1,19})/followers/$": "tickets/{id}/followers/",
    "^tickets/(?P<pk>[0-9]{1,19})/similar/$": "tickets/{id}/similar/",
    "^tickets/(?P<pk>[0-9]{1,19})/seen/$": "tickets/{id}/seen/",
    "^messages/(?P<pk>[0-9]{1,19})/$": "messages/{message}/",
    "^tickets/(?P<pk>[0-9]{1,19})/links/$": "tickets/{id}/links/",
    "^tickets/(?P<pk>[0-9]{1,19})/links/(?P<other>[0-9]{1,19})/$": "tickets/{id}/links/{other}/",
    "^tickets/(?P<pk>[0-9]{1,19})/merge/$": "tickets/{id}/merge/",
    "^tickets/(?P<pk>[0-9]{1,19})/unmerge/$": "tickets/{id}/unmerge/",
    "^messages/(?P<pk>[0-9]{1,19})/move/$": "messages/{message}/move/",
    "^messages/(?P<pk>[0-9]{1,19})/undo/$": "messages/{message}/undo/",
    "^saved-replies/(?P<pk>[0-9]{1,19})/$": "saved-replies/{saved_reply}/",
    "^saved-replies/(?P<pk>[0-9]{1,19})/preview/$": "saved-replies/{saved_reply}/preview/",
    "^teams/(?P<pk>[0-9]{1,19})/$": "teams/{team}/",
    "^tickets/(?P<pk>[0-9]{1,19})/assign/$": "tickets/{id}/assign/",
    "^tags/(?P<pk>[0-9]{1,19})/$": "tags/{tag}/",
    "^tags/(?P<pk>[0-9]{1,19})/merge/$": "tags/{tag}/merge/",
    "^tickets/counts/$": "tickets/counts/",
    "^tickets/stats/$": "tickets/stats/",
    "^views/(?P<pk>[0-9]{1,19})/$": "views/{view}/",
    "^tickets/bulk/$": "tickets/bulk/",
    "^tickets/classify/$": "tickets/classify/",
    "tokens/<uuid:id>/": "tokens/{token}/",
    "auth/oidc/<slug:provider_id>/login/callback/": "auth/oidc/{provider}/login/callback/",
    "sessions/<int:pk>/": "sessions/{session}/",
}
NOT_FOUND = r"^api(/[\s\S]*)?$"
ADMIN = "admin/"
# The admin's front page, and pages about the agent's own account.
OF_EVERY_AGENT = {
    f"{ADMIN}{page}" for page in ("", "jsi18n/", "password_change/", "password_change/done/")
}


def routes(patterns, before=""):
    for pattern in patterns:
        text = str(pattern.pattern)
        route = before + SPELLINGS.get(text, text)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


ALL_ROUTES = sorted(set(routes(get_resolver().url_patterns)))
API_ROUTES = [route for route in ALL_ROUTES if not route.startswith(ADMIN) and route != NOT_FOUND]
ADMIN_ROUTES = [route for route in ALL_ROUTES if route.startswith(ADMIN)]


def make_person(person):
    if person == "anonymous":
        return None
    user = User.objects.create_user(
        person,
        f"{person}@example.com",
        is_staff=person in ("agent", "admin"),
        is_superuser=person == "admin",
    )
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


def client_for(person):
    client = APIClient()
    if user := make_person(person):
        client.force_login(user, "allauth.account.auth_backends.AuthenticationBackend")
        prove(client, user)
    return client


def may(who, person, is_open):
    return {
        PUBLIC: True,
        AGENTS: is_open or person in ("agent", "admin"),
        PERSONAL: person in ("agent", "admin"),
        ADMINS: person == "admin",
        SIGNED_IN: person != "anonymous",
    }[who]


def path_of(route, ticket):
    return "/" + route.format(
        id=ticket.pk,
        request=token_for(replace_link(ticket).nonce),
        requester=10**9,
        token="00000000-0000-4000-8000-000000000000",
        session=10**9,
        message=10**9,
        saved_reply=10**9,
        tag=10**9,
        team=10**9,
        view=10**9,
        other=10**9,
        provider="none",
    )


def test_every_address_is_in_the_table():
    assert set(API_ROUTES) == TABLE.keys()


@pytest.mark.parametrize("route", TABLE)
@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("is_open", [True, False], ids=["open", "closed"])
def test_who_may_do_what(route, person, is_open, settings, make_ticket):
    settings.OPEN_ACCESS = is_open
    client = client_for(person)
    ticket = make_ticket()
    path = path_of(route, ticket)
    for method in METHODS:
        status = getattr(client, method)(path, {}, format="json").status_code
        who = TABLE[route].get(method)
        if who is None:
            # Without access, 401 or 403 may come before 405; the sign-in library validates the body
            # before the method.
            refusals = LIBRARY_REFUSES if route.startswith("api/auth/") else REFUSES
            assert status in refusals, (method, status)
        elif not may(who, person, is_open):
            assert status == (401 if person == "anonymous" else 403), (method, status)
        elif route.startswith("api/auth/"):
            # The library's 401 also asks to sign in or to reauthenticate.
            assert status < 500, (method, status)
        else:
            assert status not in (401, 403, 405), (method, status)
            assert status < 500, (method, status)


# With a token that may only submit, these are all that a program can do.
SUBMISSIONS = {("api/tickets/", "post"), ("api/tickets/classify/", "post")}
# They do not look at tokens, as they are the same for everybody (who has the private link).
WITHOUT_TOKENS = {
    "",
    "api/config/",
    "api/csrf/",
    "api/schema/",
    "api/docs/",
    "api/requests/{request}/",
    "api/requests/{request}/messages/",
}


def may_by(scope, who, route, method):
    if who in (PERSONAL, ADMINS):
        return False
    return {
        Scope.READ: method == "get",
        Scope.SUBMIT: (route, method) in SUBMISSIONS,
        Scope.EVERYTHING: True,
    }[scope]


@pytest.mark.parametrize(
    "route",
    [route for route in TABLE if not route.startswith("api/auth/") and route not in WITHOUT_TOKENS],
)
@pytest.mark.parametrize("scope", Scope)
@pytest.mark.parametrize("is_open", [True, False], ids=["open", "closed"])
def test_what_a_program_may_do_by_the_scope_of_its_token(
    route, scope, is_open, settings, make_ticket
):
    settings.OPEN_ACCESS = is_open
    _, token = ApiToken.objects.create(user=make_person("admin"), name="x", scope=scope)
    program = APIClient()
    program.credentials(HTTP_AUTHORIZATION=f"Bearer {token}")
    path = path_of(route, make_ticket())
    for method in (*METHODS, "head", "options"):
        response = getattr(program, method)(path, {}, format="json")
        read = "get" if method in ("head", "options") else method
        # The description of a view is for those who may use it, if only to read.
        uses = set(TABLE[route].values())
        who = min(uses - {ADMINS} or uses) if method == "options" else TABLE[route].get(read)
        if who is None:
            assert response.status_code in REFUSES, (method, response.status_code)
        elif may_by(scope, who, route, read):
            assert response.status_code not in (401, 403), (method, response.status_code)
            assert response.status_code < 500
        else:
            assert response.status_code == 403, (method, response.status_code)
            if who in (PUBLIC, AGENTS) and method != "head":
                assert "everything" in response.json()["detail"]


@pytest.mark.parametrize("route", [route for route in ADMIN_ROUTES if not set("<(") & set(route)])
@pytest.mark.parametrize("is_open", [True, False], ids=["open", "closed"])
def test_the_admin_is_for_admins(route, is_open, settings):
    settings.OPEN_ACCESS = is_open
    answers = {person: client_for(person).get(f"/{route}") for person in PEOPLE}
    statuses = {person: response.status_code for person, response in answers.items()}
    assert max(statuses.values()) < 500
    for person in ("anonymous", "user"):
        assert statuses[person] in (302, 404, 405)
    if statuses["agent"] == 200:
        assert route in OF_EVERY_AGENT
    if statuses["anonymous"] == 302:
        assert answers["anonymous"]["Location"].startswith(("/?tab=", "/admin/"))


def test_the_admin_is_no_other_way_to_guess_a_password():
    client = client_for("agent")
    values = {"old_password": "guess", "new_password1": "x", "new_password2": "x"}
    for answer in (
        client.get("/admin/password_change/"),
        client.post("/admin/password_change/", values),
    ):
        assert (answer.status_code, answer["Location"]) == (302, "/admin/")


def test_an_admin_sees_the_admin():
    client = client_for("admin")
    for route in ("admin/", "admin/tickets/ticket/", "admin/auth/user/", "admin/auth/user/add/"):
        assert client.get(f"/{route}").status_code == 200
