"""Whatever agents do and strangers ask, answers by a private link tell nothing of the inside."""

import base64
import random
from typing import Any

import pytest
from django.contrib.auth.models import User
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from core.http import public_fields
from tests.accounts.test_public_answers import decoded_parts, names_in, shown_by
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
SEEDS = range(6)
ACTS = 20
# Each is found wherever it is shown: nobody but agents has told it.
INSIDE = ("ottery", "hopper@", "grace-h", "criti", "42424242", "in a note")
NUMBER = 424242420001
FIELDS = public_fields.PUBLIC_MESSAGE | public_fields.ANSWER | public_fields.PRIVATE_LINK
BODIES: tuple[Any, ...] = (
    {},
    {"text": "Any news?"},
    {"text": "Once more", "kind": "note", "seen_until": 0, "then": {"priority": "low"}},
    {"text": {"kind": "note"}},
    {"text": "x", "author": {"kind": "agent"}, "channel": "web", "anyway": True},
    {"status": "resolved"},
    {"status": "open", "priority": "low", "assignee": 1},
    {"status": "closed"},
    {"title": "Mine", "requester_email": "else@example.org"},
    [],
)
QUERIES = (
    {},
    *({"kinds": kind} for kind in ("note", "event", "message")),
    *({"include": name} for name in ("notes", "events", "history", "assignee")),
    *({"cursor": cursor} for cursor in ("0", "1-0", str(NUMBER), "x" * 200, "\0", "-1")),
    {"format": "api"},
    {"expand": "ticket", "fields": "id,priority,version"},
    {"ordering": "priority", "search": "Ottery"},
)
ENDINGS = (
    *("", "messages/", "timeline/", "history/", "notes/", "messages/1/", "messages/1/undo/"),
    *("link/", "seen/", "pulse/", "requester/", "tickets/", "attachments/1/"),
)


@pytest.fixture
def agent(settings, monkeypatch):
    settings.OPEN_ACCESS = False
    rates = dict.fromkeys(SimpleRateThrottle.THROTTLE_RATES)
    monkeypatch.setattr(SimpleRateThrottle, "THROTTLE_RATES", rates)
    client = APIClient()
    user = User.objects.create_user("grace-h", "grace.hopper@example.com", first_name="Grace")
    user.is_staff = True
    user.save()
    client.force_authenticate(user)
    return client


@pytest.fixture
def token(agent, body, settings, make_ticket):
    """The token of a ticket whose number is recognised wherever it is shown."""
    ticket = make_ticket(id=NUMBER, title="Charged twice", description="Please refund.")
    return agent.post(f"/api/tickets/{ticket.pk}/link/").json()["request_token"]


def act_as_agent(choose, agent):
    address = f"/api/tickets/{NUMBER}/"
    act = choose.choice(["reply", "note", "change", "undo", "edit", "delete", "priority"])
    status = choose.choice(["open", "in_progress", "resolved", "closed"])
    if act == "priority":
        return agent.patch(address, {"priority": choose.choice(["critical", "low"])})
    if act == "change":
        return agent.patch(address, {"status": status})
    kind = "reply" if act in ("reply", "undo") else "note"
    text = "We look at it." if kind == "reply" else "Ottery, in a note"
    body = {"kind": kind, "text": text, "anyway": True}
    if choose.random() < 0.5:
        body["then"] = {"status": status, "priority": "critical"}
    response = agent.post(f"{address}messages/", body)
    assert response.status_code == 201
    message = f"/api/messages/{response.json()['id']}/"
    if act == "undo":
        return agent.post(f"{message}undo/")
    if act == "edit":
        return agent.patch(message, {"text": "Ottery, edited"})
    if act == "delete":
        return agent.delete(message)
    return response


def ask_as_stranger(choose, token):
    client = APIClient(raise_request_exception=True)
    address = f"/api/requests/{token}/{choose.choice(ENDINGS[:2] * 4 + ENDINGS)}"
    method = choose.choice(["get"] * 4 + ["post"] * 3 + ["patch", "put", "delete", "options"])
    headers = choose.choice(
        [
            {},
            {"If-None-Match": '"1"'},
            {"If-Match": '"1"'},
            {"Accept": "text/html"},
            {"Authorization": "Token " + "0" * 40},
            {"Idempotency-Key": "fuzz"},
            {"X-HTTP-Method-Override": "DELETE"},
        ]
    )
    if method in ("get", "options"):
        return getattr(client, method)(address, choose.choice(QUERIES), headers=headers)
    body = choose.choice(BODIES)
    return getattr(client, method)(address, body, format="json", headers=headers)


def check(response):
    assert response.status_code < 500
    if response.headers.get("Content-Type") == "application/json" and response.content:
        names = set(names_in(response.json()))
        is_refused = response.status_code >= 400
        assert names <= FIELDS | ({"detail", "non_field_errors", "cursor"} if is_refused else set())
    shown = "\n".join(decoded_parts(shown_by(response))).lower()
    for inside in INSIDE:
        assert inside not in shown, inside


@pytest.mark.parametrize("seed", SEEDS)
def test_answers_by_a_private_link_tell_nothing_of_the_inside(agent, token, settings, seed):
    choose = random.Random(seed)
    settings.REPLY_HOLD_SECONDS = choose.choice([0, 10])
    settings.REOPEN_WITHIN_DAYS = choose.choice([0, 14])
    requester = APIClient()
    address = f"/api/requests/{token}/"
    for _ in range(ACTS):
        assert act_as_agent(choose, agent).status_code < 500
        for response in (
            requester.get(address),
            requester.get(f"{address}messages/"),
            requester.post(f"{address}messages/", {"text": "Any news?"}),
        ):
            assert response.status_code in (200, 201)
            check(response)
        for _ in range(3):
            check(ask_as_stranger(choose, token))
    ticket = Ticket.objects.get(pk=NUMBER)
    assert (ticket.title, ticket.requester_email) == ("Charged twice", "")


def test_the_check_itself_finds_what_is_told(agent, token):
    agent.post(f"/api/tickets/{NUMBER}/messages/", {"kind": "note", "text": "Ottery"})
    hidden = base64.b64encode(b"Ottery Ceramics").decode()
    for told in ("Ottery", hidden):
        response = agent.get(f"/api/tickets/{NUMBER}/messages/")
        response.content = f'[{{"text": "{told}"}}]'.encode()
        with pytest.raises(AssertionError, match="ottery"):
            check(response)
