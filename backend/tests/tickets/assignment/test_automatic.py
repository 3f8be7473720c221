"""Tickets get an assignee when they arrive in a team, in turn or by who has the fewest."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from people.models import Membership, Team
from tests.support.agents import make_agent
from tests.support.threads import THREADS, at_once
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.services import change_ticket, change_tickets, create_ticket

VALUES = {
    "title": "Printer",
    "description": "It smokes.",
    "category": "technical",
    "priority": "high",
}


@pytest.fixture
def agents(db):
    return [make_agent(name) for name in ("Ada", "Bob", "Eve")]


@pytest.fixture
def make_team(agents):
    def make(assignment, **values):
        team = Team.objects.create(name=assignment, assignment=assignment)
        for agent in agents:
            Membership.objects.create(team=team, agent=agent, **values)
        return team

    return make


def arrive(team):
    return create_ticket({**VALUES, "team_id": team.pk})


def owners(tickets):
    return [ticket.assignee.first_name if ticket.assignee else None for ticket in tickets]


def test_in_turn(make_team):
    team = make_team("round_robin")
    tickets = [arrive(team) for _ in range(5)]
    assert owners(tickets) == ["Ada", "Bob", "Eve", "Ada", "Bob"]
    event = Event.objects.get(ticket_number=tickets[0].pk)
    assert (event.actor_kind, event.changes) == ("system", {"assignee": [None, "Ada"]})
    assert tickets[0].version == 2


def test_to_who_has_the_fewest_open(make_team, agents, make_ticket):
    team = make_team("least_busy")
    make_ticket(assignee=agents[0])
    make_ticket(assignee=agents[1], status="resolved")
    assert owners([arrive(team) for _ in range(3)]) == ["Bob", "Eve", "Ada"]


def test_by_hand_nobody_is_assigned(make_team):
    assert owners([arrive(make_team("off"))]) == [None]


def test_who_is_away_or_gone_is_left_out(make_team, agents):
    team = make_team("round_robin")
    members = Membership.objects
    members.filter(agent=agents[0]).update(away_until=timezone.now() + timedelta(days=1))
    members.filter(agent=agents[1]).update(away_until=timezone.now() - timedelta(days=1))
    agents[2].is_active = False
    agents[2].save()
    assert owners([arrive(team) for _ in range(2)]) == ["Bob", "Bob"]
    members.update(away_until=timezone.now() + timedelta(days=1))
    assert owners([arrive(team)]) == [None]


def test_nobody_gets_more_than_they_can_take(make_team):
    team = make_team("round_robin", capacity=1)
    tickets = [arrive(team) for _ in range(4)]
    assert owners(tickets) == ["Ada", "Bob", "Eve", None]
    change_ticket(Ticket.objects.get(pk=tickets[1].pk), {"status": "resolved"})
    assert owners([arrive(team)]) == ["Bob"]


def test_a_ticket_that_has_somebody_keeps_them(make_team, agents):
    team = make_team("round_robin")
    ticket = create_ticket({**VALUES, "team_id": team.pk, "assignee_id": agents[2].pk})
    assert owners([ticket]) == ["Eve"]
    ticket = create_ticket({**VALUES, "assignee_id": agents[2].pk})
    change_ticket(Ticket.objects.get(pk=ticket.pk), {"team_id": team.pk})
    assert Ticket.objects.get(pk=ticket.pk).assignee == agents[2]


def test_a_ticket_that_is_moved_to_a_team_is_assigned(make_team, api):
    team = make_team("round_robin")
    ticket = create_ticket(VALUES)
    response = api.patch(f"/api/tickets/{ticket.pk}/", {"team": team.pk}, format="json")
    assert response.json()["assignee"]["name"] == "Ada"
    assert response.json()["version"] == 3
    assert response.headers["ETag"].startswith('"3')


def test_a_bulk_move_and_its_undo(make_team, api):
    team = make_team("round_robin")
    ids = [create_ticket(VALUES).pk for _ in range(4)]
    operation = {"ids": ids, "set": {"team": team.pk}}
    answer = api.post("/api/tickets/bulk/", {"operations": [operation]}, format="json").json()
    tickets = Ticket.objects.order_by("pk")
    assert owners(tickets) == ["Ada", "Bob", "Eve", "Ada"]
    response = api.post("/api/tickets/bulk/", {"operations": answer["undo"]}, format="json")
    assert response.status_code == 200
    assert not tickets.exclude(team=None, assignee=None).exists()


def test_what_comes_back_to_who_is_away_goes_to_another(make_team):
    team = make_team("round_robin")
    ticket = arrive(team)
    change_ticket(ticket, {"status": "resolved"})
    Membership.objects.filter(agent=ticket.assignee).update(
        away_until=timezone.now() + timedelta(days=1)
    )
    change_ticket(ticket, {"status": "open"})
    assert owners([ticket]) == ["Bob"]
    change_ticket(ticket, {"status": "resolved"})
    change_ticket(ticket, {"status": "open"})
    assert owners([ticket]) == ["Bob"]


racing = pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time")


def move_at_once(team, each):
    """Let tickets arrive in a team, so many in each thread.

    They are moved, not created: who creates tickets waits for the others' counters anyway.
    """
    ids = [create_ticket(VALUES).pk for _ in range(THREADS * each)]

    def act(number):
        for pk in ids[number::THREADS]:
            change_tickets(Ticket.objects.filter(pk=pk), {"team_id": team.pk})

    at_once(act)
    return Counter(Ticket.objects.values_list("assignee", flat=True))


@racing
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("assignment", ["round_robin", "least_busy"])
def test_shares_differ_by_one_at_most_however_many_arrive_at_once(make_team, assignment):
    shares = move_at_once(make_team(assignment), each=60)
    assert sum(shares.values()) == THREADS * 60
    assert None not in shares
    assert max(shares.values()) - min(shares.values()) <= 1


@racing
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("assignment", ["round_robin", "least_busy"])
def test_nobody_gets_more_than_they_can_take_however_many_arrive_at_once(make_team, assignment):
    shares = move_at_once(make_team(assignment, capacity=1), each=1)
    assert sorted(shares.values()) == [1, 1, 1, THREADS - 3]


def test_a_change_of_many_is_shared_out(make_team):
    team = make_team("least_busy")
    for _ in range(7):
        create_ticket(VALUES)
    change_tickets(Ticket.objects.all(), {"team_id": team.pk})
    assert sorted(Counter(Ticket.objects.values_list("assignee", flat=True)).values()) == [2, 2, 3]
