"""Teams, assignees and snoozes of tickets that come as JSON lines."""

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from people.models import Membership, Team
from tests.support.agents import make_agent
from tests.support.json_lines import message, ticket
from tickets.models import Ticket
from tickets.vocabulary import UNTIL_REPLY

pytestmark = pytest.mark.django_db


def held():
    """Return the assignees, teams and snoozes of all tickets."""
    fields = ("assignee__first_name", "team__name", "snoozed_until")
    return list(Ticket.objects.order_by("pk").values_list(*fields))


def lines_of(content):
    return [json.loads(line) for line in content.splitlines()]


@pytest.fixture
def exported(run, export):
    """Export tickets with conversations, of agents and teams; return the file's bytes."""
    personnel = Team.objects.create(name="Personnel", is_closed=True)
    Membership.objects.create(team=personnel, agent=make_agent("Ada"))
    Team.objects.create(name="Größe")
    later = (timezone.now() + timedelta(days=9)).isoformat()
    lines = [
        ticket(message(), title="A", assignee="Ada", team="PERSONNEL", snoozed_until="reply"),
        ticket(message(), message("B", 11), title="B", team="größe", snoozed_until=later),
        ticket(title="C", assignee="ada@example.com", status="closed"),
        ticket(title="D"),
    ]
    out, err = run(lines)
    assert (err, "4 tickets with 3 messages imported." in out) == ("", True)
    return export()[0]


def test_an_export_gives_the_same_export_where_teams_and_agents_are_the_same(run, exported, export):
    has = [(line["assignee"], line["team"]) for line in lines_of(exported)]
    assert has == [("Ada", "Personnel"), (None, "Größe"), ("Ada", None), (None, None)]
    Ticket.objects.all().delete()
    out, err = run(exported)
    assert (err, "4 tickets with 3 messages imported." in out) == ("", True)
    assert "has no such field: 'merged_into' (4), 'related' (4)." in out
    assert export()[0] == exported
    assert "4 were there already." in run(exported)[0]


def test_where_they_are_missing_they_are_told_and_nothing_else_is_lost(run, exported, export):
    for model in (Ticket, Team, User):
        model.objects.all().delete()
    out, _ = run(exported)
    assert "4 tickets with 3 messages imported." in out
    assert "2 × team: no such team." in out
    assert "2 × assignee: no such agent who may sign in." in out
    nobodys = [{**line, "assignee": None, "team": None} for line in lines_of(exported)]
    assert lines_of(export()[0]) == nobodys


@pytest.mark.parametrize(
    "value", [7, True, 1.5, {"id": 1, "name": "Ada"}, ["Ada"], "x" * 3_000, "a\0b", "\ud800", "no"]
)
def test_what_names_nobody_costs_itself_and_is_told(run, value):
    out, err = run([ticket(assignee=value, team=value, snoozed_until=value)])
    assert "1 ticket imported." in out
    for name in ("assignee", "team", "snoozed_until"):
        assert f"line 1: {name}: " in err
    assert held() == [(None, None, None)]


@pytest.mark.parametrize("value", [None, "", " ", "none"])
def test_nothing_is_not_told(run, value):
    assert run([ticket(assignee=value, team=value, snoozed_until=value)])[1] == ""


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_a_ticket_that_is_done_is_not_snoozed(run, status):
    out, err = run([ticket(snoozed_until="reply", status=status)])
    assert "snoozed_until: 'reply': the ticket is resolved or closed; not snoozed" in err
    assert ("1 ticket imported." in out, held()) == (True, [(None, None, None)])


def test_a_snooze_stays_though_somebody_has_written(run):
    requester = {"kind": "requester"}
    run([ticket(message(author=requester), snoozed_until="reply")])
    [stored] = Ticket.objects.all()
    assert (stored.snoozed_until, stored.awaiting) == (UNTIL_REPLY, "agent")


def test_names_take_two_statements_for_a_batch(run):
    make_agent("Ada")
    Team.objects.create(name="Billing")
    plain = [ticket(message(), title=f"T{n}", requester_email="") for n in range(20)]
    with CaptureQueriesContext(connection) as without_names:
        run(plain)
    Ticket.objects.all().delete()
    with CaptureQueriesContext(connection) as with_names:
        run([{**line, "assignee": "Ada", "team": "Billing"} for line in plain])
    # The teams and the agents: no team is closed.
    assert len(with_names) - len(without_names) == 2
    assert held() == [("Ada", "Billing", None)] * 20
