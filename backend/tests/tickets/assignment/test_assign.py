"""A ticket is given to another member of its team when somebody asks."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Membership, Team
from tests.support.agents import client_of, make_agent
from tickets.history.models import Event

pytestmark = pytest.mark.django_db


@pytest.fixture
def agents(db):
    return [make_agent(name) for name in ("Ada", "Bob")]


@pytest.fixture
def team(agents):
    team = Team.objects.create(name="Support")
    for agent in agents:
        Membership.objects.create(team=team, agent=agent)
    return team


def ask(client, ticket, **headers):
    return client.post(f"/api/tickets/{ticket.pk}/assign/", **headers)


def test_even_a_team_by_hand_gives_it_in_turn(team, agents, make_ticket):
    ticket, client = make_ticket(team=team), client_of(agents[0])
    answers = [ask(client, ticket) for _ in range(3)]
    assert [answer.json()["assignee"]["name"] for answer in answers] == ["Ada", "Bob", "Ada"]
    assert answers[-1].json()["version"] == 4
    assert answers[-1].headers["ETag"].startswith('"4')
    events = Event.objects.filter(ticket_number=ticket.pk)
    assert {event.actor_id for event in events} == {agents[0].pk}


def test_who_has_it_is_not_chosen_again(team, agents, make_ticket):
    Membership.objects.filter(agent=agents[1]).update(away_until=timezone.now() + timedelta(1))
    answer = ask(client_of(agents[0]), make_ticket(team=team, assignee=agents[0]))
    assert answer.status_code == 409
    assert "Nobody else in this team is here" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("values", "field"), [({"team": None}, "team"), ({"status": "resolved"}, "status")]
)
def test_without_a_team_or_done_it_is_refused(team, agents, make_ticket, values, field):
    answer = ask(client_of(agents[0]), make_ticket(**{"team": team, **values}))
    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_another_version_is_refused(team, agents, make_ticket):
    answer = ask(client_of(agents[0]), make_ticket(team=team), HTTP_IF_MATCH='"7"')
    assert answer.status_code == 412


def test_the_queries_do_not_grow_with_the_team(team, agents, make_ticket):
    def count():
        ticket, client = make_ticket(team=team), client_of(agents[0])
        with CaptureQueriesContext(connection) as counted:
            assert ask(client, ticket).status_code == 200
        return len(counted)

    few = count()
    for number in range(20):
        Membership.objects.create(team=team, agent=make_agent(f"Eve{number}"))
    assert count() == few
