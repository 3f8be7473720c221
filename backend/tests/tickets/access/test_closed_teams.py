"""Tickets of closed teams: given to members alone, handed over, and left by outsiders."""

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from people.models import Requester, Team
from people.teams.access import NONE_IS_CLOSED, Reader
from tests.support.agents import client_of, make_agent
from tests.tickets.access.conftest import URL, ticket_values
from tickets.assignment.models import CategoryTeam
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.search.cursor import decode_cursor, encode_cursor
from tickets.search.ordering import Position, Total
from tickets.search.query import NO_ID, TicketQuery
from tickets.services import change_ticket, create_ticket, delete_ticket

pytestmark = pytest.mark.django_db
NOT_IN_TEAM = {"assignee": ["Otto is not in this team, which is closed."]}


@pytest.fixture
def mia(db):
    return make_agent("Mia")


@pytest.fixture
def otto(db):
    return make_agent("Otto")


@pytest.fixture
def closed(mia):
    team = Team.objects.create(name="Personnel", is_closed=True)
    team.memberships.create(agent=mia)
    return team


@pytest.fixture
def inside(mia):
    return client_of(mia)


@pytest.fixture
def outside(otto):
    return client_of(otto)


@pytest.fixture
def admin(db):
    return client_of(make_agent("Root", is_superuser=True))


def one(ticket):
    return f"{URL}{ticket.pk}/"


def bulk(client, *operations):
    return client.post(f"{URL}bulk/", {"operations": list(operations)}, format="json")


def events_of(ticket):
    return [
        (event.actor_kind, event.changes)
        for event in Event.objects.filter(ticket_number=ticket.pk).order_by("pk")
    ]


def test_only_a_member_is_assigned(inside, otto, closed, make_ticket, mia):
    ticket = make_ticket(team=closed)
    response = inside.patch(one(ticket), {"assignee": otto.pk}, format="json")
    assert (response.status_code, response.json()) == (400, NOT_IN_TEAM)
    response = bulk(inside, {"ids": [ticket.pk], "set": {"assignee": otto.pk}})
    assert (response.status_code, response.json()) == (400, NOT_IN_TEAM)
    response = inside.patch(one(ticket), {"assignee": mia.pk}, format="json")
    assert response.json()["assignee"]["name"] == "Mia"
    # Nor to begin with.
    values = ticket_values(team=closed.pk, assignee=otto.pk)
    response = inside.post(URL, values, format="json")
    assert (response.status_code, response.json()) == (400, NOT_IN_TEAM)


def test_an_admin_joins_the_team_first(admin, closed, make_ticket):
    response = admin.patch(one(make_ticket(team=closed)), {"assignee": "me"}, format="json")
    assert response.json() == {"assignee": ["Root is not in this team, which is closed."]}


def test_with_the_team_goes_nobody_who_is_not_in_it(outside, otto, closed, make_ticket, body):
    ticket = make_ticket(assignee=otto)
    both = {"assignee": otto.pk, "team": closed.pk}
    assert outside.patch(one(ticket), both, format="json").json() == NOT_IN_TEAM
    assert bulk(outside, {"matching": {}, "set": both}).json() == NOT_IN_TEAM
    assert outside.post(URL, {**body, **both}, format="json").json() == NOT_IN_TEAM
    assert Ticket.objects.get().team_id is None


def test_who_has_a_done_ticket_keeps_it_when_the_rest_is_sent_again(
    inside, otto, closed, make_ticket
):
    ticket = make_ticket(team=closed, assignee=otto, status="closed")
    same = {"assignee": otto.pk, "team": closed.pk, "priority": "low"}
    assert inside.patch(one(ticket), same, format="json").status_code == 200


def test_a_ticket_is_handed_to_a_closed_team_and_out_of_sight(
    outside, inside, otto, closed, make_ticket
):
    ticket = make_ticket(assignee=otto)
    response = outside.patch(one(ticket), {"team": closed.pk}, format="json")
    assert (response.status_code, response.content, response.get("ETag")) == (204, b"", None)
    assert outside.get(one(ticket)).status_code == 404
    shown = inside.get(one(ticket)).json()
    assert (shown["team"]["is_closed"], shown["assignee"]) == (True, None)
    assert events_of(ticket) == [
        ("agent", {"team": [None, "Personnel"]}),
        ("system", {"assignee": ["Otto", None]}),
    ]


def test_a_category_leads_out_of_sight_too(outside, closed, make_ticket):
    CategoryTeam.objects.create(pk="billing", team=closed)
    ticket = make_ticket()
    response = outside.patch(one(ticket), {"category": "billing"}, format="json")
    assert response.status_code == 204
    assert Ticket.objects.get().team == closed


def test_a_member_is_chosen_where_the_team_assigns_by_itself(
    outside, inside, otto, mia, closed, make_ticket
):
    closed.assignment = "round_robin"
    closed.save()
    ticket = make_ticket(assignee=otto)
    assert outside.patch(one(ticket), {"team": closed.pk}, format="json").status_code == 204
    ticket.refresh_from_db()
    assert ticket.assignee == mia


def test_many_are_handed_over_without_an_undo_that_would_miss_them(outside, closed, make_ticket):
    gone, stays = make_ticket(), make_ticket()
    answer = bulk(
        outside,
        {"ids": [gone.pk], "set": {"team": closed.pk}},
        {"ids": [stays.pk], "set": {"status": "closed"}},
    ).json()
    assert {one["id"] for one in answer["changed"]} == {gone.pk, stays.pk}
    assert answer["undo"] == [{"ids": [stays.pk], "set": {"status": "open"}}]
    answer = bulk(outside, {"ids": [gone.pk], "set": {"team": None}}).json()
    assert (answer["changed"], answer["missing"]) == ([], [gone.pk])


def test_what_is_submitted_to_a_closed_team_comes_back_as_it_was_sent(
    outside, closed, make_ticket, body
):
    closed.assignment = "round_robin"
    closed.save()
    create_ticket({**body, "requester_name": "Ida", "requester_email": "i@example.com",
                   "team_id": closed.pk})  # fmt: skip
    values = {**body, "requester_email": "i@example.com", "team": closed.pk}
    headers = {"Idempotency-Key": "once"}
    first = outside.post(URL, values, format="json", headers=headers)
    assert first.status_code == 201
    assert first.json()["request_token"]
    assert (first.json()["assignee"], first.json()["requester"]) == (None, None)
    again = outside.post(URL, values, format="json", headers=headers).json()
    assert (again["id"], again["assignee"], again["requester"]) == (first.json()["id"], None, None)


def test_open_tickets_leave_outsiders_when_their_team_is_closed(
    admin, otto, mia, closed, make_ticket
):
    team = Team.objects.create(name="Law")
    team.memberships.create(agent=mia)
    lost, kept = make_ticket(team=team, assignee=otto), make_ticket(team=team, assignee=mia)
    done = make_ticket(team=team, assignee=otto, status="closed")
    admin.patch(f"/api/teams/{team.pk}/", {"is_closed": True}, format="json")
    owners = dict(Ticket.objects.values_list("pk", "assignee__first_name"))
    assert owners == {lost.pk: None, kept.pk: "Mia", done.pk: "Otto"}
    assert events_of(lost) == [("system", {"assignee": ["Otto", None]})]


def test_open_tickets_leave_who_leaves_the_team(admin, mia, closed, make_ticket):
    ticket = make_ticket(team=closed, assignee=mia)
    admin.patch(f"/api/teams/{closed.pk}/", {"members": []}, format="json")
    ticket.refresh_from_db()
    assert (ticket.assignee, ticket.version) == (None, 2)


def test_a_ticket_that_comes_back_leaves_an_outsider(inside, otto, mia, closed, make_ticket):
    by_hand = make_ticket(team=closed, assignee=otto, status="closed")
    answer = inside.patch(one(by_hand), {"status": "open"}, format="json").json()
    assert answer["assignee"] is None
    closed.assignment = "round_robin"
    closed.save()
    in_turn = make_ticket(team=closed, assignee=otto, status="closed")
    answer = inside.patch(one(in_turn), {"status": "open"}, format="json").json()
    assert answer["assignee"]["name"] == "Mia"


def test_a_requester_of_both_is_shown_with_what_may_be_read(
    outside, inside, closed, body, make_ticket
):
    values = {**body, "requester_email": "ida@example.com", "requester_name": "Ida"}
    create_ticket({**values, "team_id": closed.pk})
    requester = Requester.objects.get()
    url = f"/api/requesters/{requester.pk}/"
    assert outside.get(url).status_code == 404
    assert outside.get("/api/requesters/").json() == []
    create_ticket(values)
    assert outside.get(url).json()["tickets"] == 1
    assert inside.get(url).json()["tickets"] == 2
    assert outside.patch(url, {"name": "Ada"}, format="json").json()["tickets"] == 1


def test_a_total_is_not_taken_from_the_cursor_of_who_sees_more(outside, admin, closed, make_ticket):
    for number in range(4):
        make_ticket(team=closed if number == 1 else None, requester_email="i@example.com")
    query = {"requester": "i@example.com", "page_size": 1}
    link = admin.get(URL, query).headers["Link"].partition(">")[0].removeprefix("<")
    assert admin.get(link).headers["X-Total-Count"] == "4"
    at = make_ticket()
    values = [at.created_at, at.pk]
    cursor = encode_cursor(Position("-created_at", values, Total(4, True)))
    assert decode_cursor(cursor).total == Total(4, True)
    assert decode_cursor(cursor, "7").total is None
    scoped = encode_cursor(Position("-created_at", values, Total(4, True)), "7")
    assert decode_cursor(scoped, "7").total == Total(4, True)
    assert decode_cursor(scoped).total is None
    assert decode_cursor(scoped, "8").total is None
    assert outside.get(link).headers["X-Total-Count"] == "3"


QUERIES = [
    {},
    {"ordering": "-priority", "status": "open"},
    {"search": "ticket"},
    {"team": "none"},
    {"awaiting": "agent", "ordering": "waiting_since"},
    {"created_within": 7},
]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("path", [URL, f"{URL}counts/", f"{URL}stats/"])
def test_a_closed_team_costs_others_one_query(
    inside, outside, closed, otto, make_ticket, query, path
):
    for team in (None, Team.objects.create(name="Support"), closed):
        make_ticket(team=team)
    if path.endswith("stats/"):
        query = {}
    if path.endswith("counts/"):
        query = {name: value for name, value in query.items() if name in ("search", "team")}

    def count(client):
        client.get(path, query)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path, query).status_code == 200
        return len(captured)

    scoped = count(outside)
    closed.is_closed = False
    closed.save()
    caches["local"].set(NONE_IS_CLOSED, float("inf"), None)
    assert scoped == count(outside) + 1


def test_the_pulse_tells_what_has_left_ones_sight(outside, otto, closed, make_ticket, clock):
    moved, deleted = make_ticket(), make_ticket()
    hidden, erased = make_ticket(team=closed), make_ticket(team=closed)
    other = Team.objects.create(name="Law", is_closed=True)
    clock.shift(120)
    tab = {"tab": "t" * 16}
    cursor = outside.get("/api/pulse/", tab).json()["cursor"]
    # Nothing of these.
    change_ticket(hidden, {"status": "closed"})
    change_ticket(hidden, {"team_id": other.pk})
    delete_ticket(erased)
    answer = outside.get("/api/pulse/", {**tab, "cursor": cursor}).json()
    assert (answer["changed"], answer["more"], answer["cursor"]) == ([], False, cursor)
    change_ticket(moved, {"team_id": closed.pk})
    delete_ticket(deleted)
    answer = outside.get("/api/pulse/", {**tab, "cursor": cursor}).json()
    assert {one["ticket"] for one in answer["changed"]} == {moved.pk, deleted.pk}
    assert answer["more"] is False


def test_the_pulse_has_all_read_anew_when_a_team_is_closed_or_opened(outside, closed, make_ticket):
    tab = {"tab": "t" * 16}
    for is_closed in (False, True):
        cursor = outside.get("/api/pulse/", tab).json()["cursor"]
        closed.is_closed = is_closed
        closed.save()
        answer = outside.get("/api/pulse/", {**tab, "cursor": cursor}).json()
        assert answer["more"] is True
        tab["cursor"] = answer["cursor"]
        assert outside.get("/api/pulse/", tab).json()["more"] is False
        del tab["cursor"]


def test_what_the_pulse_looks_at_is_bounded(outside, closed, make_ticket, clock, monkeypatch):
    hidden, shown = make_ticket(team=closed), make_ticket()
    clock.shift(120)
    tab = {"tab": "t" * 16}
    cursor = outside.get("/api/pulse/", tab).json()["cursor"]
    change_ticket(hidden, {"status": "closed"})
    clock.shift(120)
    # The place from where on it looks goes on, though nothing was told.
    later = outside.get("/api/pulse/", {**tab, "cursor": cursor}).json()
    assert later["changed"] == []
    assert later["cursor"] != cursor
    change_ticket(shown, {"status": "closed"})
    answer = outside.get("/api/pulse/", {**tab, "cursor": later["cursor"]}).json()
    assert [one["ticket"] for one in answer["changed"]] == [shown.pk]


def test_the_admin_gives_no_ticket_of_a_closed_team_to_outsiders(
    admin_client, closed, otto, make_ticket
):
    ticket = make_ticket(team=closed)
    page = f"/admin/tickets/ticket/{ticket.pk}/change/"
    values = {
        name: getattr(ticket, name)
        for name in ("title", "description", "category", "priority", "status")
    }
    answer = admin_client.post(page, {**values, "team": closed.pk, "assignee": otto.pk})
    assert "Otto is not in this team, which is closed." in answer.content.decode()
    answer = admin_client.post(page, {**values, "team": "", "assignee": otto.pk})
    assert answer.status_code == 302


def test_members_that_come_with_the_closing_keep_their_tickets(
    admin_client, otto, mia, make_ticket
):
    team = Team.objects.create(name="Law")
    gone = team.memberships.create(agent=mia)
    kept, lost = make_ticket(team=team, assignee=otto), make_ticket(team=team, assignee=mia)
    form = {
        "name": "Law",
        "assignment": "off",
        "is_closed": "on",
        "memberships-TOTAL_FORMS": 2,
        "memberships-INITIAL_FORMS": 1,
        "memberships-0-id": gone.pk,
        "memberships-0-team": team.pk,
        "memberships-0-DELETE": "on",
        "memberships-1-team": team.pk,
        "memberships-1-agent": otto.pk,
    }
    answer = admin_client.post(f"/admin/people/team/{team.pk}/change/", form)
    assert answer.status_code == 302
    owners = dict(Ticket.objects.values_list("pk", "assignee__first_name"))
    assert owners == {kept.pk: "Otto", lost.pk: None}


def test_a_filter_by_a_hidden_team_finds_nothing_at_once():
    hidden = Reader((7,))
    assert TicketQuery.from_conditions({"team": [7, 8]}, hidden).sparse_filters == {"team": [8]}
    assert TicketQuery.from_conditions({"team": [7]}, hidden).sparse_filters == {"team": [NO_ID]}


def test_the_next_ticket_of_an_admin_is_none_that_they_cannot_be_given(
    admin, inside, closed, make_ticket
):
    hidden, free = make_ticket(team=closed), make_ticket()
    taken = [admin.post(f"{URL}next/", {}, format="json") for _ in range(2)]
    assert (taken[0].json()["id"], taken[1].status_code) == (free.pk, 204)
    assert inside.post(f"{URL}next/", {}, format="json").json()["id"] == hidden.pk


def test_who_may_not_read_a_ticket_does_not_follow_it(
    inside, admin, mia, otto, closed, make_ticket
):
    ticket = make_ticket()
    url = f"{one(ticket)}followers/"
    for agent in (mia, otto):
        assert inside.put(url, {"agent": agent.pk}, format="json").status_code == 200
    change_ticket(ticket, {"team_id": closed.pk})
    assert [follower["name"] for follower in inside.get(url).json()] == ["Mia"]
    response = inside.put(url, {"agent": otto.pk}, format="json")
    assert response.json() == {"agent": ["They may not read this ticket."]}
    root = admin.get("/api/account/").json()["id"]
    assert inside.put(url, {"agent": root}, format="json").status_code == 200
    change_ticket(ticket, {"team_id": None})
    assert {follower["name"] for follower in inside.get(url).json()} == {"Mia", "Otto", "Root"}
