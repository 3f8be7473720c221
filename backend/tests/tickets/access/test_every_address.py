"""Nobody but members and admins learns of a closed team's ticket, at any address.

Each address is asked with the ticket there, and again in an installation that never had it: the
answers are the same, byte for byte. A new address fails until it is asked here, too.
"""

import json

import pytest
from django.db import transaction
from rest_framework.test import APIClient

from conversations.models import Message
from conversations.pulse.models import Presence
from conversations.seen.models import Seen
from tests.accounts.test_access import API_ROUTES, TABLE
from tests.support.agents import client_of, make_agent
from tests.tickets.access.conftest import MARKERS, TAB, URL
from tickets.models import PrivateLink, Ticket
from tickets.search.ordering import ORDERINGS

pytestmark = pytest.mark.django_db

NOTHING: tuple[dict, ...] = ({},)
# Where no ticket, requester or message is told of.
WITHOUT_TICKETS = {
    "",
    "api/",
    "api/config/",
    "api/csrf/",
    "api/schema/",
    "api/docs/",
    "api/markdown/",
    "api/account/",
    "api/sessions/",
    "api/sessions/{session}/",
    "api/tokens/",
    "api/tokens/{token}/",
    "api/agents/",
    "api/tickets/classify/",
    # Everybody who reads teams sees the names of closed ones. Their members: `test_teams.py`.
    "api/category-teams/",
    # Views of lists have no tickets; their counts are among the queues.
    "api/views/",
    "api/views/{view}/",
    "api/teams/",
    "api/teams/{team}/",
    # For admins.
    "api/audit-events/",
    "api/tags/{tag}/merge/",
    "api/tickets/erase/",
    "api/requesters/{requester}/export/",
    "api/requesters/{requester}/erase/",
    # Whoever has the token of the link is the ticket's requester.
    "api/requests/{request}/",
    "api/requests/{request}/messages/",
}
FILTERS: tuple[dict, ...] = (
    {},
    {"search": "zqtitle"},
    {"search": "zqreply zqname"},
    {"search": "{id}"},
    {"search": "#{id}"},
    {"search": "{reference}"},
    {"search": "fire"},
    {"search": "zz"},
    {"status": "resolved"},
    {"status": "open", "priority": "critical"},
    {"team": "{team}"},
    {"team": "none"},
    {"assignee": "{member}"},
    {"assignee": "none", "status": "open"},
    {"requester": "{requester}"},
    {"requester": "zqaddress@example.com"},
    {"awaiting": "agent"},
    {"awaiting": "nobody"},
    {"created_within": 1},
    {"resolved_within": 7},
    {"first_response_within": 7},
    {"assigned_within": 7},
    {"answered_within": 7},
    {"older_than": 1},
    {"older_than": 1, "created_within": 30},
    {"created_within": 7, "resolved_within": 7},
    {"exclude_team": "{team}"},
    {"exclude_assignee": "none"},
    {"exclude_status": "open", "followed": "me"},
    {"snoozed": "true"},
    {"snoozed": "false", "status": "open"},
    {"team": "mine"},
    *({name: tag} for name in ("tag", "tag_all", "exclude_tag") for tag in ("held", "lamp")),
    {"tag": "none"},
    {"tag": "held", "exclude_tag": "lamp"},
    {"tag": "held", "status": "resolved"},
    {"folder": "spam"},
    {"folder": "bin"},
    {"folder": "bin", "search": "zqbinned"},
)
LISTS = (
    *FILTERS,
    *({"ordering": ordering, "page_size": 1} for ordering in ORDERINGS),
    *({"ordering": ordering, "search": "i", "page_size": 1} for ordering in ORDERINGS),
    *({"ordering": ordering, "tag": "lamp", "page_size": 1} for ordering in ORDERINGS),
)
CHANGE: tuple[dict, ...] = (
    {"status": "closed"},
    {"team": None},
    {"assignee": "me"},
    {"add_tags": ["Held"]},
    {"title": ""},
    {"folder": "spam"},
    {"folder": None},
    {},
)
MATCHING: tuple[dict, ...] = (
    {},
    {"search": "zqtitle"},
    {"search": "{id}"},
    {"team": ["{team}"]},
    {"assignee": ["{member}"]},
    {"requester": ["zqaddress@example.com"]},
    {"status": ["resolved"]},
    {"exclude_team": ["none"]},
    {"followed": ["me"]},
    {"snoozed": True},
    {"tag": ["held"]},
    {"folder": ["bin"]},
)
SET: tuple[dict, ...] = ({"status": "closed"}, {"team": None}, {"remove_tags": ["Held"]})
BULK = (
    *({"ids": ["{id}"], "set": values} for values in SET),
    {"ids": ["{id}", "{binned}"], "set": {"folder": None}},
    *({"matching": matching, "set": {"priority": "low"}} for matching in MATCHING),
)
MESSAGES = (
    {"kind": "reply", "text": "Hello"},
    {"kind": "note", "text": "Hello", "then": {"status": "open"}},
    {"kind": "reply", "text": "zqreply"},
    {"kind": "shout"},
)
# What each address is asked: by the method, the queries or the bodies. A value in braces is the
# ticket's own, and a list of ids is sent as numbers.
ASKED: dict[str, dict[str, tuple[dict, ...]]] = {
    "api/tickets/": {"get": LISTS, "post": NOTHING},
    "api/tickets/{id}/": {"get": NOTHING, "put": CHANGE, "patch": CHANGE, "delete": NOTHING},
    "api/tickets/{id}/link/": {"get": NOTHING, "post": NOTHING, "delete": NOTHING},
    "api/tickets/{id}/history/": {"get": NOTHING},
    "api/tickets/{id}/messages/": {"get": NOTHING, "post": MESSAGES},
    "api/tickets/{id}/timeline/": {"get": ({}, {"kinds": "note"}, {"kinds": "event"})},
    "api/tickets/{id}/seen/": {"put": ({"message": 0}, {"message": "{note}"}, {"message": 1})},
    "api/tickets/counts/": {"get": FILTERS},
    "api/tickets/stats/": {"get": tuple({"period": name} for name in ("7d", "30d", "90d", "all"))},
    "api/reports/": {"get": tuple({"days": days} for days in (7, 30, 90, 365))},
    "api/tickets/bulk/": {"post": tuple({"operations": [one]} for one in BULK)},
    "api/tickets/{id}/assign/": {"post": NOTHING},
    "api/tickets/{id}/followers/": {
        "get": NOTHING,
        "put": ({}, {"agent": "{member}"}),
        "delete": NOTHING,
    },
    "api/tickets/{id}/similar/": {"get": NOTHING},
    "api/tickets/{open}/similar/": {"get": NOTHING},
    "api/tickets/queues/": {"get": NOTHING},
    "api/tickets/next/": {
        "post": ({}, *({"matching": matching} for matching in MATCHING)),
    },
    "api/absence/": {
        "get": NOTHING,
        "put": ({"away_until": None, "hand_over": "teams"}, {"hand_over": "nobody"}),
        "delete": NOTHING,
    },
    "api/requesters/": {
        "get": ({}, {"search": "zqname"}, {"search": "zqaddress"}, {"blocked": True})
    },
    "api/requesters/{requester}/": {
        "get": NOTHING,
        "patch": ({"name": "X"}, {"name": 1}, {"blocked": True}),
    },
    "api/seen/": {"get": ({"ticket": "{id}"}, {})},
    "api/pulse/": {"get": ({"tab": TAB}, {"tab": TAB, "ticket": "{id}", "doing": "replying"})},
    "api/pulse/leave/": {"post": ({"tab": TAB},)},
    "api/messages/{message}/": {"patch": ({"text": "Other"}, {}), "delete": NOTHING},
    "api/messages/{message}/undo/": {"post": NOTHING},
    # Everybody sees the names of tags, however many tickets have them.
    "api/tags/": {"get": ({}, {"search": "held"}), "post": NOTHING},
    "api/tags/{tag}/": {"get": NOTHING},
    "api/tags/{shared_tag}/": {"get": NOTHING},
    "api/messages/{message}/move/": {"post": ({"to": "{open}"}, {"to": "new"}, {})},
    "api/tickets/{id}/merge/": {"post": ({"into": "{open}"}, {"into": "{id}"}, {})},
    "api/tickets/{open}/merge/": {"post": ({"into": "{id}"},)},
    "api/tickets/{id}/unmerge/": {"post": NOTHING},
    "api/tickets/{id}/links/": {"get": NOTHING, "post": ({"ticket": "{open}"}, {})},
    "api/tickets/{open}/links/": {"get": NOTHING, "post": ({"ticket": "{id}"},)},
    "api/tickets/{id}/links/{other}/": {"delete": NOTHING},
    "api/tickets/{open}/links/{id}/": {"delete": NOTHING},
    "api/saved-replies/": {"get": NOTHING, "post": NOTHING},
    "api/saved-replies/{saved_reply}/": {"get": NOTHING, "patch": NOTHING, "delete": NOTHING},
    "api/saved-replies/{saved_reply}/preview/": {"get": ({"ticket": "{id}"},)},
}
HEADERS: tuple[dict, ...] = ({}, {"If-Match": '"999"'}, {"Idempotency-Key": "m"})
# Of each request, or of the moment.
OWN_HEADERS = {"x-request-id", "date", "server-timing"}
SAFE = ("get", "head", "options")


def test_every_address_is_asked():
    routes = {route for route in API_ROUTES if not route.startswith("api/auth/")}
    # Of some, tickets and tags beside the closed team's are asked about, too.
    asked_routes = {route for route in ASKED if "{open}" not in route and "{shared" not in route}
    assert routes == asked_routes | WITHOUT_TICKETS
    for route in asked_routes:
        asked = ASKED[route]
        assert asked.keys() == {name for name in TABLE[route] if TABLE[route][name] != "admins"}


def fill(value, ids):
    """Return a query or a body with the ticket's own values in place of their names."""
    if isinstance(value, dict):
        return {name: fill(one, ids) for name, one in value.items()}
    if isinstance(value, list):
        return [fill(one, ids) for one in value]
    if isinstance(value, str) and value.startswith(("{", "#{")):
        text = value.format(**ids)
        return int(text) if text.isdigit() else text
    return value


def requests_of(office):
    """Yield the name, method, path, values and headers of all that is asked."""
    ids = {**office.ids, "member": office.member.pk, "open": office.open_ticket}
    ids["other"] = office.open_ticket
    messages = [ids[name] for name in ("message", "note", "reply", "own_reply")]
    for route, asked in ASKED.items():
        for message in messages if "{message}" in route else messages[:1]:
            path = "/" + route.format(**{**ids, "message": message})
            asked_of = {**asked, "options": NOTHING}
            if "get" in asked:
                asked_of["head"] = asked["get"][:2]
            for method, variants in asked_of.items():
                for values in variants:
                    for headers in HEADERS if method not in SAFE else ({},):
                        yield f"{method} {path}", method, path, fill(values, ids), headers


def ask(office, client, method, path, values, headers, before):
    """Return the answer to a request, which leaves the ticket as before; then undo all else."""
    client.raise_request_exception = False
    with transaction.atomic():
        if method in SAFE:
            response = getattr(client, method)(path, values, headers=headers)
        else:
            response = getattr(client, method)(path, values, format="json", headers=headers)
        assert before is None or state_of(office) == before, (method, path, values, headers)
        # What is cached of an answer stays, for others to be told of it.
        transaction.set_rollback(method not in SAFE or "pulse" in path)
    return response


def state_of(office):
    """Return all that others might change of the ticket."""
    tickets = Ticket.objects.filter(pk=office.ticket).values()
    related = (Message, PrivateLink, Seen, Presence)
    return [list(tickets)] + [
        list(model.objects.filter(ticket=office.ticket).order_by("pk").values())
        for model in related
    ]


def told(response):
    """Return all that an answer tells."""
    headers = {name: value for name, value in response.items() if name.lower() not in OWN_HEADERS}
    return response.status_code, headers, response.content.decode()


def ask_all(office, client, before=None, methods=None):
    """Return the answers to requests; each has to leave the ticket as before, if that is given."""
    answers = {}
    for name, method, path, values, headers in requests_of(office):
        if methods and method not in methods:
            continue
        if (method, path) == ("post", URL):
            # The number of a new ticket tells of those before.
            continue
        key = f"{name} {json.dumps([values, headers])}"
        response = ask(office, client, method, path, values, headers, before)
        assert response.status_code < 500, key
        answers[key] = told(response)
    return answers


def program(office):
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {office.token}")
    return client


def outside(office, settings, person):
    """Return the client of somebody who is not to learn of the ticket."""
    if person == "agent":
        return client_of(office.outsider)
    if person == "program":
        return program(office)
    settings.OPEN_ACCESS = True
    if person == "member who is no agent":
        user = make_agent("Gone", is_staff=False)
        office.closed.memberships.create(agent=user)
        return client_of(user)
    if person == "admin without a second factor":
        settings.SECOND_FACTOR_REQUIRED = "admins"
        return client_of(office.admin)
    return APIClient()


OUTSIDERS = (
    "agent",
    "program",
    "stranger in the open demo",
    "member who is no agent",
    "admin without a second factor",
)


@pytest.mark.parametrize("person", OUTSIDERS)
def test_others_are_told_what_they_would_be_told_without_the_ticket(office, settings, person):
    # They ask first, so that what is cached of their answers would be told to others.
    for of in (client_of(office.member), client_of(make_agent("Rob", is_superuser=True))):
        ask_all(office, of, methods=("get",))
    client = outside(office, settings, person)
    with_ticket = ask_all(office, client, state_of(office))
    for key, (_, headers, body) in with_ticket.items():
        assert not [marker for marker in MARKERS if marker in f"{headers}{body}".lower()], key
    office.remove_all()
    without = ask_all(office, client)
    assert {key: value for key, value in with_ticket.items() if value != without[key]} == {}


@pytest.mark.parametrize("person", ["member", "admin"])
def test_members_and_admins_are_told_everything(office, person):
    answers = ask_all(office, client_of(getattr(office, person)))
    everything = " ".join(body for _, _, body in answers.values()).lower()
    assert [marker for marker in MARKERS if marker not in everything] == []
    for key, (status, _, body) in answers.items():
        # Who takes away a link that is not there is told so.
        if f"delete {URL}{office.ticket}/links/" in key:
            continue
        if f"{URL}{office.ticket}/" in key and "400" not in str(status):
            assert status != 404, (key, body)


def test_a_stranger_is_told_nothing(office):
    answers = ask_all(office, APIClient())
    assert {status for status, _, _ in answers.values()} <= {401}
