"""`GET /api/reports/`: figures of agents and teams, and the age of what is open."""

import random
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.dates import start_of_day, today
from core.db.bounded import StatementTooSlow
from people.models import Membership, Team
from people.teams import access
from tests.support.agents import client_of, make_agent
from tests.support.tickets import store_tickets
from tests.tickets.search.test_list_plans import explain, nodes
from tickets.models import Ticket
from tickets.services import change_ticket
from tickets.statistics import reports
from tickets.vocabulary import DONE, Awaiting, Priority, Status

pytestmark = pytest.mark.django_db
URL = "/api/reports/"
LIST = "/api/tickets/"
MOMENT = timedelta(microseconds=1)
HOUR = timedelta(hours=1)
NOTHING = {
    "taken": 0,
    "answered": 0,
    "resolved": 0,
    "waiting": 0,
    "first_response": {"count": 0, "median_seconds": None, "p90_seconds": None},
}
DAYS = (0, 1, 2, 3, 6, 7, 29, 30, 89, 400)
FILTERS: dict[str, dict[str, Any]] = {
    "taken": {"assigned_within": None},
    "answered": {"answered_within": None},
    "resolved": {"resolved_within": None},
    "first_response": {"first_response_within": None},
    "waiting": {"awaiting": "agent"},
}
# With moments after clocks were put forward or back, or a day was skipped.
ZONES = {
    "UTC": "2026-11-30T09:00",
    "Europe/Berlin": "2026-10-26T09:00",
    "America/Sao_Paulo": "2018-11-05T09:00",
    "Asia/Kathmandu": "2026-11-30T20:00",
    "Pacific/Apia": "2012-01-01T09:00",
}


def get(api, days=30):
    caches["shared"].clear()
    response = api.get(URL, {"days": days})
    assert response.status_code == 200, response.content
    return response.json()


def total(api, **filters):
    response = api.get(LIST, {**filters, "page_size": 200})
    assert response.status_code == 200, response.content
    assert response.headers["X-Total-Relation"] == "eq"
    assert len(response.json()) == int(response.headers["X-Total-Count"])
    return len(response.json())


def check_links(api, days):
    """Assert that each figure is the total of its list, and return how many figures there are."""
    figures = get(api, days)
    checked = 0
    for table, field in (("agents", "assignee"), ("teams", "team")):
        rows = [*figures[table]["rows"], {"id": "none", **figures[table]["none"]}]
        for row in rows:
            for figure, filters in FILTERS.items():
                filters = {name: value or days for name, value in filters.items()}
                found = total(api, **{field: row["id"]}, **filters)
                told = row[figure]
                assert found == (told["count"] if figure == "first_response" else told), (
                    field,
                    row,
                    figure,
                )
                checked += found
    for age in figures["backlog"]:
        filters = {name: days for name, days in age.items() if name != "count" and days}
        assert total(api, status=["open", "in_progress"], **filters) == age["count"]
    undone = sum(age["count"] for age in figures["backlog"])
    assert undone == total(api, status=["open", "in_progress"])
    return checked


@pytest.fixture
def office(db):
    """Agents and teams, one of which has left, and 120 tickets of all kinds."""
    agents = [make_agent("Ada"), make_agent("Bob"), make_agent("Cy", is_active=False), None]
    teams = [Team.objects.create(name="Billing"), Team.objects.create(name="Support"), None]
    return SimpleNamespace(agents=agents, teams=teams)


def fill(office, seed=3):
    """Store tickets whose times are at the first and last moments of days, and between these."""
    rng = random.Random(seed)

    def some_time():
        day = start_of_day(
            today() - timedelta(days=rng.choice((0, 1, 2, 3, 6, 7, 29, 30, 89, 400)))
        )
        return min(day + rng.choice((-MOMENT, MOMENT, 0 * MOMENT, 5 * HOUR)), timezone.now())

    made = []
    for number in range(120):
        agent, status = rng.choice(office.agents), rng.choice(Status.values)
        created, answered = sorted((some_time(), some_time()))
        turn = Awaiting.NOBODY if status in DONE else rng.choice(("agent", "requester"))
        made.append(
            Ticket(
                title=f"Ticket {number}",
                description="?",
                category="general",
                priority=rng.choice(Priority.values),
                status=status,
                created_at=created,
                updated_at=answered,
                resolved_at=some_time() if status in DONE else None,
                assignee=agent,
                assigned_at=some_time() if agent and number % 5 else None,
                team=rng.choice(office.teams),
                awaiting=turn,
                last_agent_at=answered if number % 3 else None,
                first_response_at=answered if number % 4 else None,
            )
        )
    return store_tickets(made)


@pytest.mark.parametrize("zone", ZONES)
def test_every_figure_is_the_total_of_its_list(api, office, settings, zone):
    settings.TEAM_TIME_ZONE = zone
    now = datetime.fromisoformat(ZONES[zone]).replace(tzinfo=UTC)
    with time_machine.travel(now, tick=False):
        fill(office)
        for days in (7, 30, 90, 365):
            assert check_links(api, days) > 100


def test_rows_are_by_name_and_tell_who_has_left(api, office):
    fill(office)
    figures = get(api)
    assert [(row["name"], row["is_active"]) for row in figures["agents"]["rows"]] == [
        ("Ada", True),
        ("Bob", True),
        ("Cy", False),
    ]
    assert [row["name"] for row in figures["teams"]["rows"]] == ["Billing", "Support"]
    assert figures["agents"]["left_out"] == figures["teams"]["left_out"] == 0
    assert figures["agents"]["none"]["taken"] == 0
    assert figures["agents"]["none"]["waiting"] > 0


def test_figures_by_hand(api, make_ticket):
    ada, midnight = make_agent("Ada"), start_of_day(today())
    before = midnight - 6 * timedelta(days=1)
    for seconds in (60, 60, 600):
        make_ticket(
            assignee=ada,
            assigned_at=before,
            created_at=before,
            first_response_at=before + timedelta(seconds=seconds),
            last_agent_at=before - MOMENT,
        )
    make_ticket(assignee=ada, assigned_at=before - MOMENT, status="closed", resolved_at=midnight)
    week, month = get(api, 7), get(api, 30)
    [row] = week["agents"]["rows"]
    assert (row["taken"], row["answered"], row["resolved"], row["waiting"]) == (3, 0, 1, 3)
    times = row["first_response"]
    assert times["count"] == 3
    assert times["median_seconds"] == pytest.approx(60, rel=0.05)
    assert times["p90_seconds"] == pytest.approx(600, rel=0.05)
    [row] = month["agents"]["rows"]
    assert (row["taken"], row["answered"]) == (4, 3)
    assert (week["since"], week["until"]) == (before.date().isoformat(), today().isoformat())


def test_nothing_is_told_as_zeros(api):
    figures = get(api)
    assert figures["agents"] == figures["teams"] == {"rows": [], "left_out": 0, "none": NOTHING}
    assert [age["count"] for age in figures["backlog"]] == [0] * 5


def test_open_tickets_have_the_age_of_their_day(api, make_ticket):
    midnight = start_of_day(today())
    for days in (0, 1, 2, 3, 6, 7, 29, 30, 400):
        make_ticket(created_at=midnight - timedelta(days=days))
        make_ticket(created_at=midnight - timedelta(days=days), status="closed")
    ages = get(api)["backlog"]
    assert [age["count"] for age in ages] == [1, 2, 2, 2, 2]
    assert [(age["older_than"], age["created_within"]) for age in ages] == [
        (None, 1),
        (1, 3),
        (3, 7),
        (7, 30),
        (30, None),
    ]


def test_only_so_many_rows_are_told(api, office, monkeypatch):
    fill(office)
    monkeypatch.setattr(reports, "MAX_ROWS", 2)
    agents = get(api)["agents"]
    assert ([row["name"] for row in agents["rows"]], agents["left_out"]) == (["Ada", "Bob"], 1)


def test_an_agent_who_is_deleted_leaves_the_figures_to_nobody(api, make_ticket):
    ada = make_agent("Ada")
    make_ticket(assignee=ada, assigned_at=timezone.now(), last_agent_at=timezone.now())
    ada.delete()
    figures = get(api)
    assert figures["agents"]["rows"] == []
    assert (figures["agents"]["none"]["taken"], figures["agents"]["none"]["answered"]) == (0, 1)


@pytest.mark.parametrize("days", ["0", "8", "-7", "many", "7.0", "9" * 3000, "\x00", "٧"])
def test_other_days_are_refused(api, days):
    response = api.get(URL, {"days": days})
    assert response.status_code == 400
    assert response.json() == {"days": ["Choose one of: 7, 30, 90, 365."]}


def test_without_days_it_is_a_month(api):
    assert api.get(URL).json()["days"] == api.get(f"{URL}?days=").json()["days"] == 30
    assert api.get(f"{URL}?days=7&days=30").status_code == 400


def test_an_unchanged_report_is_not_sent_again(api):
    etag = api.get(URL).headers["ETag"]
    assert api.get(URL, headers={"If-None-Match": etag}).status_code == 304


def test_four_queries_make_a_report_and_none_a_cached_one(api, office, make_ticket):
    fill(office)
    caches["shared"].clear()
    with CaptureQueriesContext(connection) as queries:
        api.get(URL)
    # The rows; the names of agents; those of teams; the ages of what is open.
    reading = [one for one in queries.captured_queries if "SELECT" in one["sql"]]
    assert len([one for one in reading if "shared_cache" not in one["sql"]]) == 4
    with CaptureQueriesContext(connection) as queries:
        make_ticket(assignee=office.agents[0])
        told = api.get(URL).json()
    assert told == api.get(URL).json()
    assert not [one for one in queries.captured_queries if "GROUP BY" in one["sql"]]


def test_others_are_not_told_of_a_closed_team(make_ticket):
    access.forget()
    member, other = make_agent("Ada"), make_agent("Bob")
    admin = make_agent("Rob", is_superuser=True)
    team = Team.objects.create(name="Legal", is_closed=True)
    Membership.objects.create(team=team, agent=member)
    now = timezone.now()
    make_ticket(
        assignee=member,
        assigned_at=now,
        team=team,
        last_agent_at=now,
        first_response_at=now,
        created_at=now - HOUR,
    )
    make_ticket(status="closed", resolved_at=now, team=team)
    for who in (member, admin):
        told = get(client_of(who))
        assert [row["name"] for row in told["agents"]["rows"]] == ["Ada"]
        [row] = told["teams"]["rows"]
        told_of = [row[name] for name in ("name", "is_closed", "answered", "resolved")]
        assert told_of == ["Legal", True, 1, 1]
    # What the member was told is in the cache.
    response = client_of(other).get(URL)
    assert response.json()["agents"] == {"rows": [], "left_out": 0, "none": NOTHING}
    assert response.json()["teams"]["rows"] == []
    assert sum(age["count"] for age in response.json()["backlog"]) == 0
    check_links(client_of(other), 30)
    check_links(client_of(member), 30)


@pytest.mark.parametrize("folder", ["spam", "bin"])
def test_what_is_set_aside_counts_nowhere(api, office, folder):
    tickets = fill(office)
    Ticket.objects.filter(pk__in=[ticket.pk for ticket in tickets[::2]]).update(
        folder=folder, removed_at=timezone.now()
    )
    assert check_links(api, 365) > 50
    Ticket.objects.update(folder=folder, removed_at=timezone.now())
    figures = get(api, 365)
    assert figures["agents"] == figures["teams"] == {"rows": [], "left_out": 0, "none": NOTHING}
    assert sum(age["count"] for age in figures["backlog"]) == 0


def test_a_report_that_takes_too_long_is_unavailable(api, monkeypatch):
    def refuse(*_, **__):
        raise StatementTooSlow

    monkeypatch.setattr(reports, "execute_in_time", refuse)
    response = api.get(URL)
    assert response.status_code == 503
    assert "Retry-After" in response.headers


@pytest.mark.skipif(connection.vendor != "postgresql", reason="plans are PostgreSQL's")
def test_figures_are_read_from_indexes_alone(api, many_tickets):
    """Of a table that is vacuumed; in a transaction it is not, but the index is the right one."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tickets_ticket SET last_agent_at = created_at WHERE id % 100 = 0")
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_bitmapscan = off")
    caches["shared"].clear()
    _, plans = explain(api, URL, {"days": 7})
    scans = [
        (node["Node Type"], node["Index Name"])
        for plan in plans
        for node in nodes(plan)
        if node.get("Index Name", "").startswith("ticket_")
    ]
    assert sorted(scans) == [
        ("Index Only Scan", name)
        for name in (
            "ticket_answered",
            "ticket_assigned",
            "ticket_first_answered",
            "ticket_resolved",
            "ticket_waiting",
        )
    ]


class TestAssignedAt:
    """The time since which a ticket has its assignee."""

    def assigned(self, ticket):
        return Ticket.objects.get(pk=ticket.pk).assigned_at

    def test_it_begins_and_ends_with_the_assignee(self, make_ticket):
        ada, bob = make_agent("Ada"), make_agent("Bob")
        ticket, client = make_ticket(), client_of(ada)
        assert self.assigned(ticket) is None
        path = f"{LIST}{ticket.pk}/"
        start = timezone.now()
        client.patch(path, {"assignee": "me"}, format="json")
        first = self.assigned(ticket)
        assert start <= first <= timezone.now()
        client.patch(path, {"assignee": "me", "priority": "critical"}, format="json")
        assert self.assigned(ticket) == first
        client.patch(path, {"assignee": bob.pk}, format="json")
        assert self.assigned(ticket) > first
        client.patch(path, {"assignee": None}, format="json")
        assert self.assigned(ticket) is None

    def test_it_is_set_with_the_submission(self):
        ada = make_agent("Ada")
        values = {"title": "a", "description": "b", "category": "general", "priority": "low"}
        client = client_of(ada)
        response = client.post(LIST, {**values, "assignee": "me"}, format="json")
        ticket = Ticket.objects.get(pk=response.json()["id"])
        assert ticket.assigned_at == ticket.created_at

    def test_it_is_set_by_an_assignment_in_a_team(self, make_ticket):
        ada = make_agent("Ada")
        team = Team.objects.create(name="Billing", assignment="round_robin")
        Membership.objects.create(team=team, agent=ada)
        ticket = make_ticket()
        client_of(ada).patch(f"{LIST}{ticket.pk}/", {"team": team.pk}, format="json")
        ticket.refresh_from_db()
        assert ticket.assignee_id == ada.pk
        assert ticket.assigned_at is not None

    def test_in_bulk_who_has_it_already_keeps_the_time(self, make_ticket):
        ada, before = make_agent("Ada"), timezone.now() - HOUR
        own = make_ticket(assignee=ada, assigned_at=before)
        free = make_ticket()
        values = {"assignee": ada.pk, "priority": "critical"}
        client_of(ada).post(
            f"{LIST}bulk/",
            {"operations": [{"ids": [own.pk, free.pk], "set": values}]},
            format="json",
        )
        assert self.assigned(own) == before
        assert self.assigned(free) > before

    def test_the_object_is_kept_in_step(self, make_ticket):
        ada, ticket = make_agent("Ada"), make_ticket()
        change_ticket(ticket, {"assignee_id": ada.pk})
        assert ticket.assigned_at == self.assigned(ticket)
        change_ticket(ticket, {"assignee_id": None})
        assert ticket.assigned_at is None
