"""Assignee and team of tickets: set alone and in bulk, shown, filtered, kept in the history."""

import re

import pytest
from django.db import connection

from people.models import Team
from tests.support.agents import client_of, make_agent
from tests.tickets.search.test_list import ids
from tickets.models import Ticket
from tickets.search.query import TicketQuery

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"


@pytest.fixture
def ada(db):
    return make_agent("Ada")


@pytest.fixture
def bob(db):
    return make_agent("Bob")


@pytest.fixture
def billing(db):
    return Team.objects.create(name="Billing")


def one(ticket):
    return f"{URL}{ticket.pk}/"


def set_values(client, ticket, **values):
    response = client.patch(one(ticket), values, format="json")
    assert response.status_code == 200, response.content
    return response.json()


def test_an_agent_takes_a_ticket_and_gives_it_on(ada, bob, billing, make_ticket):
    ticket = make_ticket()
    client = client_of(ada)
    assert set_values(client, ticket, assignee="me")["assignee"] == {"id": ada.pk, "name": "Ada"}
    answer = set_values(client, ticket, assignee=bob.pk, team=billing.pk)
    assert (answer["assignee"]["name"], answer["team"]) == (
        "Bob",
        {"id": billing.pk, "name": "Billing", "is_closed": False},
    )
    assert answer["version"] == 3
    answer = set_values(client, ticket, assignee=None, team=None)
    assert (answer["assignee"], answer["team"]) == (None, None)
    assert client.get(one(ticket)).json()["assignee"] is None


def test_who_has_a_ticket_already_may_be_given_it(ada, make_ticket):
    ticket = make_ticket(assignee=ada)
    client = client_of(ada)
    assert set_values(client, ticket, assignee=ada.pk)["assignee"]["id"] == ada.pk
    for named in ([ticket.pk], []):
        operation = {"ids": named, "set": {"assignee": ada.pk}}
        response = client.post(f"{URL}bulk/", {"operations": [operation]}, format="json")
        assert (response.status_code, response.json()["changed"]) == (200, [])


@pytest.mark.parametrize("value", [0, -1, 10**20, 1.5, "you", True, [1], {"id": 1}, "1"])
@pytest.mark.parametrize("field", ["assignee", "team"])
def test_other_values_are_refused(api, make_ticket, field, value):
    response = api.patch(one(make_ticket()), {field: value}, format="json")
    assert response.status_code == 400
    assert list(response.json()) == [field]


def test_only_who_may_sign_in_is_assigned(api, make_ticket):
    gone = make_agent("Gone", is_active=False)
    ticket = make_ticket()
    response = api.patch(one(ticket), {"assignee": gone.pk}, format="json")
    assert response.json() == {"assignee": ["There is no such agent, or they may not sign in."]}
    response = api.patch(one(ticket), {"assignee": "me"}, format="json")
    assert response.json() == {"assignee": ["Sign in to take a ticket: nobody knows who you are."]}
    response = api.patch(one(ticket), {"team": 999}, format="json")
    assert response.json() == {"team": ["There is no such team."]}


def test_who_is_assigned_keeps_a_ticket_after_they_left(api, ada, make_ticket):
    ticket = make_ticket(assignee=ada)
    ada.is_active = False
    ada.save()
    assert set_values(api, ticket, priority="high")["assignee"]["id"] == ada.pk


def test_who_was_deleted_at_the_same_moment_is_nobody(api, make_ticket):
    ticket = make_ticket(assignee_id=999, team_id=999)
    changed = set_values(api, ticket, status="resolved")
    for answer in (changed, api.get(one(ticket)).json(), api.get(URL).json()[0]):
        assert (answer["assignee"], answer["team"]) == (None, None)


def test_a_stranger_assigns_nothing(api, ada, billing, body, settings):
    settings.OPEN_ACCESS = False
    response = api.post(URL, {**body, "assignee": ada.pk, "team": billing.pk}, format="json")
    assert response.status_code == 201
    assert not {"assignee", "team"} & response.json().keys()
    ticket = Ticket.objects.get()
    assert (ticket.assignee_id, ticket.team_id) == (None, None)


@pytest.mark.parametrize("value", [999, 999.0, None])
def test_a_stranger_is_not_told_which_agents_and_teams_there_are(api, body, settings, value):
    settings.OPEN_ACCESS = False
    response = api.post(URL, {**body, "assignee": value, "team": value}, format="json")
    assert response.status_code == 201
    assert api.post(URL, {**body, "assignee": "me"}, format="json").status_code == 201
    assert api.post(URL, {**body, "team": "x"}, format="json").status_code == 400


def test_an_agent_submits_for_a_team(api, ada, billing, body):
    answer = api.post(URL, {**body, "assignee": ada.pk, "team": billing.pk}, format="json").json()
    assert answer["assignee"]["id"] == ada.pk
    assert answer["team"]["id"] == billing.pk


def test_the_tag_moves_with_the_names(api, ada, billing, make_ticket):
    ticket = make_ticket(assignee=ada, team=billing)
    tags = [api.get(one(ticket)).headers["ETag"]]
    ada.first_name = "Augusta"
    ada.save()
    tags.append(api.get(one(ticket)).headers["ETag"])
    Team.objects.update(name="Money")
    tags.append(api.get(one(ticket)).headers["ETag"])
    assert len(set(tags)) == 3


def test_the_history_keeps_the_names_of_that_time(ada, bob, billing, make_ticket):
    ticket = make_ticket()
    client = client_of(ada)
    set_values(client, ticket, assignee=ada.pk, team=billing.pk)
    set_values(client, ticket, assignee=bob.pk)
    bob.delete()
    entries = client.get(f"{one(ticket)}history/").json()
    assert [entry["changes"] for entry in entries[:3]] == [
        [{"field": "assignee", "before": "Bob", "after": None}],
        [{"field": "assignee", "before": "Ada", "after": "Bob"}],
        [
            {"field": "assignee", "before": None, "after": "Ada"},
            {"field": "team", "before": None, "after": "Billing"},
        ],
    ]
    assert entries[0]["kind"] == "system"


def test_the_list_shows_names_with_a_query_for_each(
    api, ada, billing, make_ticket, django_assert_num_queries
):
    for _ in range(3):
        make_ticket(assignee=ada, team=billing)
    # Page, counters, assignees, teams: nobody has a requester.
    with django_assert_num_queries(4):
        page = api.get(URL).json()
    assert {ticket["assignee"]["name"] for ticket in page} == {"Ada"}
    assert {ticket["team"]["name"] for ticket in page} == {"Billing"}


@pytest.fixture
def shared_out(make_ticket, ada, bob, billing):
    return {
        "ada": make_ticket(assignee=ada, team=billing),
        "bob": make_ticket(assignee=bob, priority="high"),
        "free": make_ticket(team=billing),
        "done": make_ticket(status="closed"),
    }


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"assignee": "me"}, {"ada"}),
        ({"assignee": "none"}, {"free", "done"}),
        ({"assignee": "none", "status": "open"}, {"free"}),
        ({"assignee": ["me", "none"]}, {"ada", "free", "done"}),
        ({"assignee": ""}, {"ada", "bob", "free", "done"}),
        ({"team": "none"}, {"bob", "done"}),
        ({"team": "none", "priority": "high"}, {"bob"}),
    ],
)
@pytest.mark.parametrize("ordering", ["-created_at", "-priority", "-updated_at", "waiting_since"])
def test_filters(ada, shared_out, query, names, ordering):
    client = client_of(ada)
    response = client.get(URL, {**query, "ordering": ordering})
    assert set(ids(response)) == {shared_out[name].pk for name in names}
    counts = client.get(f"{URL}counts/", query).json()
    if "status" not in query and "priority" not in query:
        assert sum(cell["count"] for cell in counts["cells"]) == len(names)


def test_filters_by_id(api, ada, billing, shared_out):
    assert ids(api.get(URL, {"assignee": ada.pk})) == [shared_out["ada"].pk]
    found = set(ids(api.get(URL, {"team": billing.pk})))
    assert found == {shared_out["ada"].pk, shared_out["free"].pk}
    assert ids(api.get(URL, {"assignee": "me"})) == []


@pytest.mark.parametrize(
    ("field", "reason"),
    [("assignee", "Enter an id, “me” or “none”."), ("team", "Enter an id, “mine” or “none”.")],
)
@pytest.mark.parametrize("value", ["you", "-1", "1.5", "1" * 19, "\u0661"])
def test_other_filters_are_refused(api, field, reason, value):
    response = api.get(URL, {field: value})
    assert response.status_code == 400
    assert response.json() == {field: [reason]}


def run(client, *operations):
    response = client.post(f"{URL}bulk/", {"operations": list(operations)}, format="json")
    assert response.status_code == 200, response.content
    return response.json()


def owners():
    return dict(Ticket.objects.values_list("pk", "assignee"))


def test_bulk_changes_are_undone_by_what_they_answer(ada, bob, shared_out):
    before = owners()
    client = client_of(ada)
    answer = run(client, {"matching": {"assignee": ["none"]}, "set": {"assignee": bob.pk}})
    assert len(answer["changed"]) == 2
    assert answer["undo"] == [
        {"ids": sorted([shared_out["free"].pk, shared_out["done"].pk]), "set": {"assignee": None}}
    ]
    answer = run(client, {"ids": list(before), "set": {"assignee": "me"}})
    assert set(owners().values()) == {ada.pk}
    run(client, *answer["undo"])
    run(client, {"matching": {"assignee": [bob.pk]}, "set": {"assignee": None}})
    assert set(owners().values()) == {ada.pk, None}
    assert (
        run(client, {"matching": {"assignee": ["me"]}, "set": {"status": "open"}})["unchanged"] == 1
    )


def test_a_bulk_change_to_who_has_them_already_changes_nothing(ada, bob, shared_out):
    client = client_of(ada)
    operation = {"matching": {"assignee": [bob.pk]}, "set": {"assignee": bob.pk}}
    answer = run(client, operation)
    assert (answer["changed"], answer["undo"]) == ([], [])
    assert run(client, {"ids": [10**9], "set": {"assignee": bob.pk}})["missing"] == [10**9]


@pytest.mark.parametrize(
    "operation",
    [
        {"matching": {"assignee": ["you"]}, "set": {"status": "open"}},
        {"matching": {"team": ["me"]}, "set": {"status": "open"}},
        {"matching": {}, "set": {"assignee": 10**9}},
        {"matching": {}, "set": {"team": "none"}},
    ],
)
def test_bad_operations_are_refused(api, make_ticket, operation):
    make_ticket()
    response = api.post(f"{URL}bulk/", {"operations": [operation]}, format="json")
    assert response.status_code == 400


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's")
@pytest.mark.parametrize(
    ("filters", "index"),
    [
        ({"sparse_filters": {"assignee": [7, 11]}}, "ticket_of_assignee"),
        ({"sparse_filters": {"team": [7, 11]}}, "ticket_of_team"),
        (
            {"sparse_filters": {"assignee": ["none"]}, "field_filters": {"status": ["open"]}},
            # Few tickets are nobody's here, so that either index of them will do.
            "ticket_unassigned|ticket_of_nobody",
        ),
    ],
)
def test_the_index_finds_them(db, filters, index):
    Ticket.objects.bulk_create(
        Ticket(
            title="t",
            description="d",
            category="general",
            priority="low",
            status="open",
            assignee_id=number // 20 if number % 100 else None,
            team_id=number // 20,
        )
        for number in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
        # What earlier tests have left makes an index seem long.
        cursor.execute("SET LOCAL enable_seqscan = off")
    query = TicketQuery(**filters)
    plan = query.tickets.order_by().values_list("created_at", "id")[:10_001].explain()
    assert re.search(index, plan)
