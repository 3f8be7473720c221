"""Every answer that a stranger can have in closed mode, against the list of allowed fields."""

import base64
import binascii
import contextlib
import json
import re

import pytest
from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection
from django.urls import URLResolver, get_resolver
from rest_framework.test import APIClient

from core.http import public_fields
from tests.accounts.test_access import PUBLIC, TABLE
from tickets.models import Ticket
from tickets.triage.models import Classification

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("classify")]
TICKETS = "/api/tickets/"
TEXT = "My card was charged twice, please refund."
REASON = "Ottery Ceramics has secret plans"
# So large that it is recognised wherever it is shown.
FIRST_NUMBER = 424242420001
NUMBER = "42424242"
SECRETS = (NUMBER, "Ottery", "stand-in", "grace@example.com", "Grace Hopper")
HEADERS = {
    *("Allow", "Content-Length", "Content-Type", "Retry-After", "Vary", "WWW-Authenticate"),
    *("Cache-Control", "Expires", "Last-Modified"),
    *("Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"),
    *("Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options", "X-DNS-Prefetch-Control"),
    *("X-Frame-Options", "X-Robots-Tag"),
}
SIGN_IN = "api/auth/browser/v1/"
CREDENTIALS = {"email": "grace@example.com", "password": "wrong"}
# The fields of a 2xx, and bodies to send; None for pages that are the same for everybody.
ANSWERS = {
    ("", "get"): None,
    ("api/schema/", "get"): None,
    ("api/docs/", "get"): None,
    ("api/config/", "get"): public_fields.CONFIG,
    ("api/csrf/", "get"): public_fields.CSRF,
    ("api/tickets/", "post"): public_fields.SUBMISSION,
    ("api/tickets/classify/", "post"): public_fields.SUGGESTION,
    ("api/requests/{request}/", "get"): public_fields.PRIVATE_LINK,
    ("api/requests/{request}/", "patch"): public_fields.PRIVATE_LINK,
    ("api/requests/{request}/messages/", "get"): public_fields.PUBLIC_MESSAGE,
    ("api/requests/{request}/messages/", "post"): public_fields.ANSWER,
    **{
        (route, method): public_fields.SIGN_IN
        for route, methods in TABLE.items()
        for method, who in methods.items()
        if route.startswith("api/auth/") and who == PUBLIC
    },
}
PUBLIC_ENDPOINTS = [
    (route, method)
    for route, methods in TABLE.items()
    for method, who in methods.items()
    if who == PUBLIC
]


def views(patterns):
    """Yield the class of each view that is one of the API framework's."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns)
        elif hasattr(pattern.callback, "cls"):
            yield pattern.callback.cls


def names_in(data):
    """Yield the names of all fields, at every depth."""
    if isinstance(data, dict):
        yield from data
        for value in data.values():
            yield from names_in(value)
    elif isinstance(data, list):
        for item in data:
            yield from names_in(item)


def decoded_parts(text):
    """Yield the text, and whatever in it may be Base64."""
    yield text
    for part in re.findall(r"[\w+/-]{8,}", text):
        for decode in (base64.b64decode, base64.urlsafe_b64decode):
            with contextlib.suppress(binascii.Error):
                yield decode(part + "=" * (-len(part) % 4)).decode("latin-1")


def shown_by(response):
    """Return all that a stranger can read in a response: its body and its headers."""
    headers = [f"{name}: {value}" for name, value in response.headers.items()]
    cookies = [cookie.value for cookie in response.cookies.values()]
    return "\n".join([response.content.decode(), *headers, *cookies])


def check(response, fields, request_fields=()):
    """Assert that a response shows a stranger no other field, and none of the secrets."""
    is_success = response.status_code < 300
    allowed = fields if is_success else fields | {*public_fields.ERROR, *request_fields}
    if response.headers.get("Content-Type") == "application/json" and response.content:
        assert set(names_in(response.json())) <= allowed
    # Of what is read, an `ETag` is a hash of what is shown; of a new ticket it was the version.
    tags = set() if response.status_code == 201 else {"ETag"}
    redirect = {"Location"} if response.status_code == 302 else set()
    assert set(response.headers) <= HEADERS | tags | redirect
    shown = "\n".join(decoded_parts(shown_by(response)))
    for secret in SECRETS:
        assert secret not in shown, secret


@pytest.fixture
def stranger(settings):
    settings.OPEN_ACCESS = False
    settings.PUBLIC_URL = "https://help.example.com"
    return APIClient()


def go_on_after_the_largest_numbers():
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Ticket, Classification]):
            cursor.execute(statement)


@pytest.fixture(autouse=True)
def secrets(make_ticket, model, settings):
    """Tickets, suggestions and an agent whose traits are recognised in an answer."""
    model.says(json.dumps({"category": "billing", "priority": "high", "reason": f"{REASON}."}))
    settings.LLM_EXAMPLES = 4
    agent = User.objects.create_user(
        "grace", "grace@example.com", first_name="Grace", last_name="Hopper", is_staff=True
    )
    ticket = make_ticket(id=FIRST_NUMBER, title="Ottery", description="Ottery")
    Classification.objects.create(
        id=FIRST_NUMBER, source="model", model="m", ticket=ticket, excerpt="Ottery", reason="Ottery"
    )
    go_on_after_the_largest_numbers()
    yield agent
    # PostgreSQL's sequences are not rolled back: other tests get small numbers again.
    Classification.objects.all().delete()
    Ticket.objects.all().delete()
    go_on_after_the_largest_numbers()


def test_every_public_answer_has_its_list():
    assert set(PUBLIC_ENDPOINTS) == set(ANSWERS)


def test_every_view_says_what_strangers_are_shown():
    pages = {"SchemaView", "DocsView"}
    for view in set(views(get_resolver().url_patterns)):
        actions = getattr(view, "public_actions", {})
        assert isinstance(actions, dict) or view.__name__ in pages, view
        if isinstance(actions, dict):
            lists = [vars(public_fields)[name] for name in vars(public_fields) if name.isupper()]
            assert all(fields in lists for fields in actions.values()), view


@pytest.mark.parametrize(
    "request_body",
    [{}, {"description": "", "title": 1}, {"description": TEXT, **CREDENTIALS, "key": "x"}, [1]],
)
@pytest.mark.parametrize(("route", "method"), PUBLIC_ENDPOINTS)
def test_whatever_is_asked(stranger, secrets, route, method, request_body):
    path = "/" + route.format(request="x", provider="none")
    send = getattr(stranger, method)
    response = send(path) if method == "get" else send(path, request_body, format="json")
    assert response.status_code < 500
    fields = ANSWERS[route, method]
    if fields is None:
        agent = APIClient()
        agent.force_login(secrets, "allauth.account.auth_backends.AuthenticationBackend")
        content, same = (b"".join(answer) for answer in (response, agent.get(path)))
        assert content == same
        return
    request_fields = {"title", "description", "category", "priority", "non_field_errors"}
    check(response, fields, request_fields)


SUBMITTED = {
    "title": "Charged twice",
    "description": TEXT,
    "category": "billing",
    "priority": "low",
    "requester_name": "Ann",
    "requester_email": "ann@example.org",
}


def suggestion_for(stranger):
    return stranger.post(f"{TICKETS}classify/", {"description": TEXT})


def test_a_suggestion_fresh_and_cached(stranger, settings):
    for examples in (4, 0):
        settings.LLM_EXAMPLES = examples
        for _ in range(2):
            response = suggestion_for(stranger)
            check(response, public_fields.SUGGESTION)
            assert response.json()["suggested_category"] == "billing"
            assert response.json()["suggestion_id"]


def test_a_submission_with_a_suggestion_and_its_replays(stranger, secrets):
    suggestion_id = suggestion_for(stranger).json()["suggestion_id"]
    body = {**SUBMITTED, "suggestion_id": suggestion_id}
    agent = APIClient()
    agent.force_authenticate(secrets)
    responses = [stranger.post(TICKETS, body, HTTP_IDEMPOTENCY_KEY="k")]
    number = Ticket.objects.exclude(pk=FIRST_NUMBER).get().pk
    assert str(number).startswith(NUMBER)
    assert Classification.objects.get(ticket=number).reason == f"{REASON}."
    for act in (
        lambda: agent.patch(f"{TICKETS}{number}/", {"priority": "critical", "status": "closed"}),
        lambda: agent.post(f"{TICKETS}{number}/link/"),
        lambda: agent.delete(f"{TICKETS}{number}/"),
    ):
        assert act().status_code < 300
        responses.append(stranger.post(TICKETS, body, HTTP_IDEMPOTENCY_KEY="k"))
    for response in responses:
        assert response.status_code == 201
        check(response, public_fields.SUBMISSION)
        assert {name: response.json()[name] for name in SUBMITTED} == SUBMITTED
    refused = stranger.post(TICKETS, {**body, "title": "Other"}, HTTP_IDEMPOTENCY_KEY="k")
    assert refused.status_code == 422
    check(refused, frozenset())


def test_a_private_link_before_and_after_agents_act(stranger, secrets):
    token = stranger.post(TICKETS, SUBMITTED).json()["request_token"]
    number = Ticket.objects.exclude(pk=FIRST_NUMBER).get().pk
    agent = APIClient()
    agent.force_authenticate(secrets)
    for change in ({}, {"priority": "critical"}, {"status": "resolved"}):
        agent.patch(f"{TICKETS}{number}/", change)
        response = stranger.get(f"/api/requests/{token}/")
        assert response.status_code == 200
        check(response, public_fields.PRIVATE_LINK)
        assert "ann@example.org" not in shown_by(response)


def test_a_conversation_while_agents_write(stranger, secrets, settings):
    settings.REPLY_HOLD_SECONDS = 0
    token = stranger.post(TICKETS, SUBMITTED).json()["request_token"]
    number = Ticket.objects.exclude(pk=FIRST_NUMBER).get().pk
    messages = f"/api/requests/{token}/messages/"
    agent = APIClient()
    agent.force_authenticate(secrets)
    for kind, text in (("note", "Ottery"), ("reply", "Hello")):
        agent.post(f"{TICKETS}{number}/messages/", {"kind": kind, "text": text})
        answered = stranger.post(messages, {"text": "Hello too"}, HTTP_IDEMPOTENCY_KEY=kind)
        assert answered.status_code == 201
        check(answered, public_fields.ANSWER)
        shown = stranger.get(messages)
        assert shown.status_code == 200
        # An agent is told by name, and by nothing else.
        told = shown_by(shown).replace("Grace Hopper", "")
        assert "grace" not in told.lower()
        assert "Ottery" not in told
        assert set(names_in(shown.json())) == public_fields.PUBLIC_MESSAGE
        solved = stranger.patch(f"/api/requests/{token}/", {"status": "resolved"})
        check(solved, public_fields.PRIVATE_LINK)


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "patch", "delete", "trace"])
@pytest.mark.parametrize(
    "path", [TICKETS, f"{TICKETS}classify/", f"{TICKETS}{FIRST_NUMBER}/", f"{TICKETS}1/", "/api/"]
)
def test_what_is_refused_tells_nothing(stranger, path, method):
    response = stranger.generic(method.upper(), path)
    assert response.status_code in (401, 404, 405)
    check(response, frozenset())


def test_agents_go_on_seeing_all(secrets, settings):
    settings.OPEN_ACCESS = False
    agent = APIClient()
    agent.force_authenticate(secrets)
    suggestion = suggestion_for(agent).json()
    assert suggestion["reason"] == f"{REASON}."
    made = agent.post(TICKETS, {**SUBMITTED, "suggestion_id": suggestion["suggestion_id"]})
    assert made.json()["suggestion"]["reason"] == f"{REASON}."
    assert made.json()["id"] > FIRST_NUMBER
    assert made.headers["ETag"].startswith('"1_')
