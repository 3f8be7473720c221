"""Tickets of an agent, a team or a tag are counted to a bound; their pages are whole anyway."""

import pytest
from django.utils import timezone

from accounts.agents.invitations import create_agent
from people.models import Team
from tickets.models import Tag, TicketTag
from tickets.search import page_finder

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
MOST = 3
OPEN = "status=open&status=in_progress&snoozed=false"


@pytest.fixture
def tickets(make_ticket, monkeypatch):
    """Six tickets of one agent, team and tag, more than are counted, and one of nobody."""
    monkeypatch.setattr(page_finder, "MAX_EXACT_SPARSE", MOST)
    values = {
        "assignee": create_agent("ada@example.com", "Ada"),
        "team": Team.objects.create(name="Billing"),
        "assigned_at": timezone.now(),
    }
    tag = Tag.objects.create(name="vat")
    made = [make_ticket(is_tagged=True, **values) for _ in range(6)]
    for ticket in made:
        TicketTag.objects.create(ticket=ticket, tag=tag, ticket_created_at=ticket.created_at)
    make_ticket()
    return made


@pytest.fixture
def ask(api, tickets):
    def ask(query, path=""):
        values = {"agent": tickets[0].assignee_id, "team": tickets[0].team_id}
        response = api.get(f"{URL}{path}?{query.format(**values)}")
        assert response.status_code == 200, response.content
        return response

    return ask


@pytest.mark.parametrize(
    "query",
    [
        "assignee={agent}",
        "team={team}",
        "tag=vat",
        f"assignee={{agent}}&{OPEN}",
        f"tag=vat&{OPEN}",
        "assignee={agent}&team={team}",
        "assignee={agent}&tag=vat&priority=medium",
        "tag_all=vat&awaiting=agent",
    ],
)
def test_what_is_more_is_told_as_a_bound_and_shown_in_order(ask, tickets, query):
    response = ask(query)
    newest = [ticket.pk for ticket in reversed(tickets)]
    assert [ticket["id"] for ticket in response.json()] == newest
    assert response.headers["X-Total-Count"] == str(MOST)
    assert response.headers["X-Total-Relation"] == "gte"
    assert ask(query, "counts/").json()["exact"] is False
    second = ask(f"{query}&page_size=4")
    assert [ticket["id"] for ticket in second.json()] == newest[:4]


@pytest.mark.parametrize(
    "query",
    [
        # The figures of a report lead to lists by days.
        "assignee={agent}&assigned_within=30",
        "assignee={agent}&ordering=-updated_at",
        "tag=vat&ordering=-priority&search=printer",
    ],
)
def test_other_lists_are_counted_further(ask, query):
    response = ask(query)
    assert response.headers["X-Total-Relation"] == "eq"
