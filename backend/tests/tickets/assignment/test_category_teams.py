"""Tickets go to the team of their category."""

import pytest

from people.models import Membership, Team
from tests.support.agents import client_of, make_agent
from tickets.history.models import Event
from tickets.models import CategoryTeam, Ticket
from tickets.services import change_tickets, create_ticket

pytestmark = pytest.mark.django_db
URL = "/api/category-teams/"
VALUES = {"title": "Printer", "description": "Smokes.", "category": "technical", "priority": "low"}
CATEGORIES = ("billing", "technical", "account", "general")


@pytest.fixture
def admin(db):
    return client_of(make_agent("Root", is_superuser=True))


@pytest.fixture
def support(db):
    team = Team.objects.create(name="Support")
    CategoryTeam.objects.create(category="technical", team=team)
    return team


@pytest.fixture
def billing(db):
    team = Team.objects.create(name="Billing")
    CategoryTeam.objects.create(category="billing", team=team)
    return team


def changed(ticket, **values):
    change_tickets(Ticket.objects.filter(pk=ticket.pk), values)
    ticket.refresh_from_db()
    return ticket


def test_admins_choose_them_and_agents_read_them(admin):
    agent_client = client_of(make_agent("Ada"))
    team = Team.objects.create(name="Support")
    none = dict.fromkeys(CATEGORIES)
    assert agent_client.get(URL).json() == none
    answer = admin.patch(URL, {"technical": team.pk}, format="json").json()
    support = {"id": team.pk, "name": "Support", "is_closed": False}
    assert answer == {**none, "technical": support}
    assert agent_client.get(URL).json() == answer
    assert agent_client.patch(URL, {"technical": None}, format="json").status_code == 403
    assert admin.patch(URL, {"technical": None}, format="json").json() == none


@pytest.mark.parametrize(
    ("values", "field"), [({"technical": 999}, "technical"), ({"sales": 1}, "sales")]
)
def test_bad_values_are_told_by_field(admin, values, field):
    answer = admin.patch(URL, values, format="json")
    assert (answer.status_code, list(answer.json())) == (400, [field])


def test_a_new_ticket_arrives_in_its_categorys_team(support, client):
    answer = client.post("/api/tickets/", VALUES, content_type="application/json")
    assert answer.status_code == 201
    ticket = Ticket.objects.get()
    assert ticket.team == support
    [event] = Event.objects.filter(ticket_number=ticket.pk, action="changed")
    assert (event.actor_kind, event.changes) == ("system", {"team": [None, "Support"]})
    assert create_ticket({**VALUES, "category": "general"}).team is None


def test_who_chose_a_team_keeps_it(support, billing):
    assert create_ticket({**VALUES, "team_id": billing.pk}).team == billing


def test_a_team_in_turn_assigns_what_arrives_by_category(support):
    support.assignment = "round_robin"
    support.save()
    Membership.objects.create(team=support, agent=make_agent("Ada"))
    ticket = create_ticket(VALUES)
    assert (ticket.team, str(ticket.assignee)) == (support, "ada")


def test_another_category_moves_it_and_back_again(support, billing):
    ticket = create_ticket(VALUES)
    assert changed(ticket, category="billing").team == billing
    assert changed(ticket, category="general").team is None
    assert changed(ticket, category="technical").team == support


def test_what_somebody_has_or_moved_by_hand_stays(support, billing):
    mine = create_ticket({**VALUES, "assignee_id": make_agent("Ada").pk})
    assert changed(mine, category="billing").team == support
    moved = changed(create_ticket(VALUES), team_id=billing.pk)
    assert changed(moved, category="general").team == billing


def test_a_single_change_answers_with_the_team(support, billing, api):
    ticket = create_ticket(VALUES)
    url = f"/api/tickets/{ticket.pk}/"
    answer = api.patch(url, {"category": "billing"}, format="json").json()
    assert (answer["category"], answer["team"]["name"]) == ("billing", "Billing")
    assert answer["version"] == Ticket.objects.get().version


def test_a_bulk_change_and_its_undo(support, billing, api):
    ids = [create_ticket(VALUES).pk for _ in range(3)]
    operation = {"ids": ids, "set": {"category": "billing"}}
    answer = api.post("/api/tickets/bulk/", {"operations": [operation]}, format="json").json()
    assert set(Ticket.objects.values_list("team", flat=True)) == {billing.pk}
    api.post("/api/tickets/bulk/", {"operations": answer["undo"]}, format="json")
    assert set(Ticket.objects.values_list("category", "team")) == {("technical", support.pk)}


def test_a_deleted_team_leaves_its_categories(support, admin):
    assert admin.delete(f"/api/teams/{support.pk}/").status_code == 204
    assert admin.get(URL).json() == dict.fromkeys(CATEGORIES)
    assert create_ticket(VALUES).team is None
