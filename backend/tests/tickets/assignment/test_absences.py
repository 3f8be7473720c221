"""Agents who are away are given nothing, and may hand their open tickets over."""

from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Membership, Team
from tests.support.agents import client_of, make_agent
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.services import create_ticket

pytestmark = pytest.mark.django_db
URL = "/api/absence/"
VALUES = {"title": "Printer", "description": "Smokes.", "category": "technical", "priority": "low"}


@pytest.fixture
def agents(db):
    return [make_agent(name) for name in ("Ada", "Bob", "Eve")]


@pytest.fixture
def ada(agents):
    return client_of(agents[0])


@pytest.fixture
def team(agents):
    team = Team.objects.create(name="Support", assignment="round_robin")
    for agent in agents:
        Membership.objects.create(team=team, agent=agent)
    return team


def tomorrow():
    return (timezone.now() + timedelta(days=1)).isoformat()


def go(client, hand_over="keep", until=None):
    values = {"away_until": until or tomorrow(), "hand_over": hand_over}
    return client.put(URL, values, format="json")


def test_away_and_back(team, ada):
    assert ada.get(URL).json() == {
        "away_until": None,
        "teams": [{"id": team.pk, "name": "Support", "is_closed": False}],
        "open_tickets": 0,
    }
    assert go(ada).status_code == 200
    assert ada.get(URL).json()["away_until"] is not None
    team.refresh_from_db()
    assert team.version == 2
    given = {str(create_ticket({**VALUES, "team_id": team.pk}).assignee) for _ in range(4)}
    assert given == {"bob", "eve"}
    assert ada.delete(URL).status_code == 204
    assert ada.get(URL).json()["away_until"] is None


def test_it_ends_by_itself(team, agents, ada):
    Membership.objects.filter(agent=agents[0]).update(away_until=timezone.now() - timedelta(1))
    assert ada.get(URL).json()["away_until"] is None


def test_open_tickets_go_to_the_others_of_their_teams(team, agents, ada, make_ticket):
    in_team = [make_ticket(team=team, assignee=agents[0]).pk for _ in range(4)]
    alone = make_ticket(assignee=agents[0]).pk
    done = make_ticket(team=team, assignee=agents[0], status="resolved").pk
    others = make_ticket(team=team, assignee=agents[1]).pk
    answer = go(ada, "teams").json()
    assert (sorted(answer["given"]), answer["unassigned"]) == (in_team, [alone])
    shares = Counter(Ticket.objects.filter(pk__in=in_team).values_list("assignee", flat=True))
    assert shares == {agents[1].pk: 2, agents[2].pk: 2}
    kept = dict(Ticket.objects.filter(pk__in=[alone, done, others]).values_list("pk", "assignee"))
    assert kept == {alone: None, done: agents[0].pk, others: agents[1].pk}
    assert {event.actor_id for event in Event.objects.all()} == {agents[0].pk}


def test_where_nobody_has_room_they_go_to_nobody(team, agents, ada, make_ticket):
    Membership.objects.update(capacity=0)
    ticket = make_ticket(team=team, assignee=agents[0])
    assert go(ada, "teams").json()["unassigned"] == [ticket.pk]


def test_all_may_go_to_nobody(team, agents, ada, make_ticket):
    tickets = [make_ticket(team=team, assignee=agents[0]).pk for _ in range(2)]
    assert go(ada, "nobody").json()["unassigned"] == tickets
    assert not Ticket.objects.exclude(assignee=None).exists()


def test_one_may_hand_over_and_stay(agents, ada, make_ticket):
    ticket = make_ticket(assignee=agents[0])
    values = {"away_until": None, "hand_over": "nobody"}
    answer = ada.put(URL, values, format="json").json()
    assert answer == {"away_until": None, "given": [], "unassigned": [ticket.pk]}


def test_without_a_team_there_is_nothing_to_be_away_from(agents, ada):
    answer = go(ada)
    assert (answer.status_code, list(answer.json())) == (400, ["away_until"])


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({}, "away_until"),
        ({"away_until": "2020-01-01T00:00:00Z"}, "away_until"),
        ({"away_until": "2999-01-01T00:00:00Z"}, "away_until"),
        ({"away_until": "soon"}, "away_until"),
        ({"away_until": None, "hand_over": "bob"}, "hand_over"),
        ({"away_until": None, "to": "bob"}, "to"),
    ],
)
def test_bad_values_are_told_by_field(team, ada, values, field):
    answer = ada.put(URL, values, format="json")
    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_the_queries_do_not_grow_with_the_tickets(team, agents, ada, make_ticket):
    def count(tickets):
        for _ in range(tickets):
            make_ticket(team=team, assignee=agents[0])
        with CaptureQueriesContext(connection) as counted:
            assert len(go(ada, "teams").json()["given"]) == tickets
        return len(counted)

    assert count(4) == count(40)
