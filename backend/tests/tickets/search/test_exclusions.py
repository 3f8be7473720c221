"""Filters by what tickets are not: in the list, its counts and bulk changes."""

import itertools

import pytest
from django.db import connection

from people.models import Membership, Team
from tests.support.agents import client_of, make_agent
from tests.tickets.search.test_list import ids, next_url
from tests.tickets.search.test_list_plans import check, explain
from tickets.models import Ticket
from tickets.search.ordering import ORDERINGS
from tickets.search.query import match_excluded

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
COUNTS = f"{URL}counts/"
WITH_NONE: list[int | str] = ["none", 1, 2, 6]


@pytest.fixture
def ada(db):
    return make_agent("Ada")


@pytest.fixture
def shared_out(make_ticket, ada):
    bob = make_agent("Bob")
    billing, other = Team.objects.create(name="Billing"), Team.objects.create(name="Other")
    Membership.objects.create(team=billing, agent=ada)
    return {
        "ada": make_ticket(assignee=ada, team=billing, category="billing"),
        "bob": make_ticket(assignee=bob, priority="high", team=other),
        "free": make_ticket(team=billing, status="in_progress"),
        "done": make_ticket(status="closed", priority="low"),
    }


MEANINGS = [
    ({"exclude_status": "closed"}, {"ada", "bob", "free"}),
    ({"exclude_status": ["closed", "open"]}, {"free"}),
    ({"status": ["open", "closed"], "exclude_status": "open"}, {"done"}),
    ({"status": "open", "exclude_status": "open"}, set()),
    ({"exclude_status": ["open", "in_progress", "resolved", "closed"]}, set()),
    ({"exclude_priority": "medium"}, {"bob", "done"}),
    ({"exclude_category": "general"}, {"ada"}),
    ({"exclude_category": ""}, {"ada", "bob", "free", "done"}),
    ({"exclude_assignee": "me"}, {"bob", "free", "done"}),
    ({"exclude_assignee": "none"}, {"ada", "bob"}),
    ({"exclude_assignee": ["none", "me"]}, {"bob"}),
    ({"exclude_assignee": "me", "exclude_status": "closed"}, {"bob", "free"}),
    ({"exclude_assignee": ""}, {"ada", "bob", "free", "done"}),
    ({"exclude_team": "none"}, {"ada", "bob", "free"}),
    ({"exclude_team": "mine"}, {"bob", "done"}),
    ({"exclude_team": ["mine", "none"]}, {"bob"}),
    ({"team": "mine"}, {"ada", "free"}),
    ({"team": ["mine", "none"]}, {"ada", "free", "done"}),
    ({"team": "mine", "exclude_assignee": "me"}, {"free"}),
    ({"awaiting": "agent", "exclude_assignee": "none"}, {"ada", "bob"}),
    ({"search": "ticket", "exclude_assignee": "none"}, {"ada", "bob"}),
    ({"assignee": "me", "exclude_assignee": "me"}, set()),
    ({"created_within": 3650, "exclude_team": "none"}, {"ada", "bob", "free"}),
]


@pytest.mark.parametrize(("query", "names"), MEANINGS)
@pytest.mark.parametrize("ordering", ["-created_at", "-priority", "status", "waiting_since"])
def test_the_list_leaves_them_out_in_every_ordering(ada, shared_out, query, names, ordering):
    client = client_of(ada)
    expected = {shared_out[name].pk for name in names}
    response = client.get(URL, {**query, "ordering": ordering})
    assert set(ids(response)) == expected
    assert response.headers["X-Total-Count"] == str(len(expected))
    found, url = [], f"{URL}?page_size=1"
    response = client.get(url, {**query, "ordering": ordering, "page_size": 1})
    found += ids(response)
    while url := next_url(response):
        response = client.get(url)
        found += ids(response)
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(("query", "names"), MEANINGS)
def test_bulk_changes_match_the_same(ada, shared_out, query, names):
    matching = {
        name: value if isinstance(value, (list, int)) or name == "search" else [value]
        for name, value in query.items()
        if value
    }
    operation = {"matching": matching, "set": {"category": "technical"}}
    response = client_of(ada).post(f"{URL}bulk/", {"operations": [operation]}, format="json")
    assert response.status_code == 200, response.content
    changed = {one["id"] for one in response.json()["changed"]}
    assert changed == {shared_out[name].pk for name in names}


def test_counts_leave_out_agents_and_teams(ada, shared_out):
    client = client_of(ada)
    for query, count in (
        ({"exclude_assignee": "me"}, 3),
        ({"exclude_assignee": "none"}, 2),
        ({"exclude_team": ["none", "mine"]}, 1),
        ({"team": "mine"}, 2),
    ):
        cells = client.get(COUNTS, query).json()["cells"]
        assert sum(cell["count"] for cell in cells) == count, query


def test_who_has_no_team_and_who_is_not_signed_in(api, shared_out):
    assert ids(api.get(URL, {"team": "mine"})) == []
    assert len(ids(api.get(URL, {"exclude_team": "mine"}))) == 4
    assert len(ids(api.get(URL, {"exclude_assignee": "me"}))) == 4
    assert ids(client_of(make_agent("Eve")).get(URL, {"team": "mine"})) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("exclude_status", "lost"),
        ("exclude_priority", "open"),
        ("exclude_assignee", "you"),
        ("exclude_assignee", "-1"),
        ("exclude_team", "me"),
        ("exclude_team", ["1"] * 21),
    ],
)
def test_other_values_are_refused_with_the_field(api, name, value):
    response = api.get(URL, {name: value})
    assert response.status_code == 400
    assert list(response.json()) == [name]
    values = value if isinstance(value, list) else [value]
    operation = {"matching": {name: values}, "set": {"status": "open"}}
    response = api.post(f"{URL}bulk/", {"operations": [operation]}, format="json")
    assert response.status_code == 400


def test_the_ranges_between_values_leave_out_these_alone(make_ticket):
    tickets = {number: make_ticket(team_id=number) for number in (*range(1, 8), None)}
    excluded: tuple[int | str, ...]
    for excluded in itertools.chain(
        itertools.combinations([1, 3, 4, 7], 2), itertools.combinations(WITH_NONE, 3)
    ):
        left = {None if value == "none" else value for value in tickets} - {
            None if value == "none" else value for value in excluded
        }
        found = Ticket.objects.filter(match_excluded("team", excluded))
        assert set(found.values_list("team_id", flat=True)) == left


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's")
@pytest.mark.parametrize("ordering", ORDERINGS)
def test_few_that_are_left_are_found_by_an_index(many_tickets, ada, ordering):
    """Nearly all tickets are Ada's: reading on until a page is full would read them all."""
    Ticket.objects.update(assignee=ada)
    few = list(Ticket.objects.order_by("pk").values_list("pk", flat=True)[:5])
    Ticket.objects.filter(pk__in=few).update(assignee=make_agent("Bob"))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
    query = {"exclude_assignee": ["me", "none"], "ordering": ordering}
    response, plans = explain(client_of(ada), URL, query)
    assert sorted(ids(response)) == few
    # Two windows of the next rows come first.
    check(plans[-1:], 5_000)


@pytest.mark.parametrize("snoozed", ["true", "false"])
@pytest.mark.parametrize("address", ["/api/tickets/", "/api/tickets/counts/"])
def test_what_excludes_itself_matches_nothing_whatever_else_is_asked(
    api, make_ticket, address, snoozed
):
    make_ticket()
    same = {"assignee": 1, "exclude_assignee": 1, "team": 2, "exclude_team": 2}
    answer = api.get(address, {**same, "snoozed": snoozed, "awaiting": "agent"})
    assert answer.status_code == 200
    assert answer.json() in ([], {"cells": [], "exact": True})
