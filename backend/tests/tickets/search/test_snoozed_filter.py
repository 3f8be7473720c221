"""The list, its counts and bulk changes by whether tickets are snoozed."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tests.tickets.search.test_list import ids, next_url
from tests.tickets.search.test_list_plans import check, explain
from tickets.models import Ticket
from tickets.search import counts, page_finder
from tickets.vocabulary import UNTIL_REPLY

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="PostgreSQL tells its plans"
)


@pytest.fixture
def tickets(make_ticket):
    """Tickets that are not snoozed, due, snoozed until a time, and until an answer."""
    now = timezone.now()
    return {
        name: make_ticket(snoozed_until=until, priority=priority)
        for name, until, priority in (
            ("plain", None, "high"),
            ("due", now - timedelta(seconds=1), "low"),
            ("later", now + timedelta(days=1), "high"),
            ("reply", UNTIL_REPLY, "low"),
        )
    }


def names(tickets, response):
    by_id = {ticket.pk: name for name, ticket in tickets.items()}
    return {by_id[pk] for pk in ids(response)}


def total(cells):
    return sum(cell["count"] for cell in cells)


def test_what_is_due_is_not_snoozed(api, tickets):
    response = api.get(URL, {"snoozed": "true"})
    assert names(tickets, response) == {"later", "reply"}
    assert response.headers["X-Total-Count"] == "2"
    response = api.get(URL, {"snoozed": "false"})
    assert names(tickets, response) == {"plain", "due"}
    assert response.headers["X-Total-Count"] == "2"
    assert response.headers["X-Total-Relation"] == "eq"


@pytest.mark.parametrize("query", [{}, {"snoozed": ""}])
def test_without_it_all_are_listed(api, tickets, query):
    assert len(ids(api.get(URL, query))) == 4


def test_other_filters_hold_too(api, tickets):
    query = {"snoozed": "true", "priority": "high"}
    assert names(tickets, api.get(URL, query)) == {"later"}
    query = {"snoozed": "false", "priority": "low", "search": "ticket"}
    assert names(tickets, api.get(URL, query)) == {"due"}


@pytest.mark.parametrize("value", ["yes", "1", "True", "none", "\x00"])
def test_anything_else_is_refused(api, tickets, value):
    for address in (URL, f"{URL}counts/"):
        response = api.get(address, {"snoozed": value})
        assert response.status_code == 400
        assert response.json() == {"snoozed": ["Give true or false."]}


def test_it_occurs_once(api, tickets):
    assert api.get(f"{URL}?snoozed=true&snoozed=false").status_code == 400


def test_counts_are_those_of_the_list(api, tickets):
    for value in ("true", "false"):
        for more in ({}, {"search": "ticket"}, {"awaiting": "agent"}, {"created_within": 3660}):
            query = {"snoozed": value, **more}
            counted = api.get(f"{URL}counts/", query).json()
            assert counted["exact"]
            listed = api.get(URL, query).json()
            found = sorted((one["status"], one["priority"], one["category"]) for one in listed)
            assert found == sorted(
                (cell["status"], cell["priority"], cell["category"])
                for cell in counted["cells"]
                for _ in range(cell["count"])
            )


@on_postgresql
def test_more_than_can_be_counted_in_time_are_counted_no_further_than_the_list(
    api, tickets, monkeypatch
):
    monkeypatch.setattr(counts, "count_snoozed", lambda query: None)
    monkeypatch.setattr(page_finder, "MAX_EXACT_TOTAL", 1)
    for value in ("true", "false"):
        counted = api.get(f"{URL}counts/", {"snoozed": value}).json()
        assert total(counted["cells"]) <= 2


def test_bulk_changes_match_by_it(api, tickets):
    def change(value, priority):
        operation = {"matching": {"snoozed": value}, "set": {"priority": priority}}
        return api.post(f"{URL}bulk/", {"operations": [operation]})

    assert len(change(True, "critical").json()["changed"]) == 2
    assert change("true", "low").status_code == 400
    changed = Ticket.objects.filter(priority="critical")
    assert {ticket.pk for ticket in changed} == {tickets["later"].pk, tickets["reply"].pk}


@on_postgresql
@pytest.mark.parametrize("ordering", ["-created_at", "-last_message_at", "waiting_since", "status"])
def test_no_page_reads_more_than_it_shows_and_what_is_snoozed(api, many_tickets, ordering):
    until = timezone.now() + timedelta(days=1)
    with connection.cursor() as cursor:
        # One in fifty of the open ones.
        cursor.execute(
            "UPDATE tickets_ticket SET snoozed_until = %s "
            "WHERE id %% 50 = 7 AND resolved_at IS NULL",
            [until],
        )
        cursor.execute("ANALYZE tickets_ticket")
    snoozed = Ticket.objects.filter(snoozed_until__isnull=False).count()
    assert snoozed > 50
    of_page = 64 * 11
    for query in ({"snoozed": "false"}, {"snoozed": "false", "status": ["open", "in_progress"]}):
        parameters = {**query, "ordering": ordering, "page_size": 10}
        response, plans = explain(api, URL, parameters)
        for _ in range(3):
            assert len(ids(response)) == 10
            check(plans, of_page + snoozed)
            response, plans = explain(api, next_url(response))
    response, plans = explain(api, URL, {"snoozed": "true", "ordering": ordering, "page_size": 10})
    assert int(response.headers["X-Total-Count"]) == snoozed
    check(plans, snoozed)
