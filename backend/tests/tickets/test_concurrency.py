"""Several people act at the same moment, on a real database with real threads."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, wait
from io import StringIO
from threading import Barrier, Event

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.models.deletion import Collector
from rest_framework.test import APIClient

from core.http.conditional import check_if_match
from tickets.import_export.csv_format import IMPORTED_COLUMNS
from tickets.models import Ticket

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 8


def at_once(act):
    """Call `act(number, client)` in several threads that start together; return the responses."""
    barrier = Barrier(THREADS)

    def run(number):
        try:
            barrier.wait(timeout=10)
            return act(number, APIClient())
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


@pytest.fixture
def slow_checks(monkeypatch):
    """Leave time between the reading of a ticket and what is done to it."""

    def check_slowly(*args):
        check_if_match(*args)
        time.sleep(0.1)

    monkeypatch.setattr("tickets.views.check_if_match", check_slowly)


def test_one_idempotency_key_makes_one_ticket(body):
    responses = at_once(
        lambda number, api: api.post("/api/tickets/", body, HTTP_IDEMPOTENCY_KEY="raced")
    )
    assert [response.status_code for response in responses] == [201] * THREADS
    assert len({response.json()["id"] for response in responses}) == 1
    assert Ticket.objects.count() == 1


def test_of_several_changes_to_one_version_one_wins(make_ticket, slow_checks):
    ticket = make_ticket(title="before")
    responses = at_once(
        lambda number, api: api.patch(
            f"/api/tickets/{ticket.pk}/", {"title": f"by {number}"}, HTTP_IF_MATCH='"1"'
        )
    )
    assert Counter(response.status_code for response in responses) == {200: 1, 412: THREADS - 1}
    winner = next(response.json() for response in responses if response.status_code == 200)
    ticket.refresh_from_db()
    assert (ticket.title, ticket.version) == (winner["title"], 2)


def test_changes_to_different_fields_all_stay(make_ticket, slow_checks):
    ticket = make_ticket()
    changes = [
        {"title": "new title"},
        {"description": "new description"},
        {"category": "account"},
        {"priority": "critical"},
        {"status": "resolved"},
    ]
    at_once(
        lambda number, api: api.patch(f"/api/tickets/{ticket.pk}/", changes[number % len(changes)])
    )
    ticket.refresh_from_db()
    for change in changes:
        for name, value in change.items():
            assert getattr(ticket, name) == value


@pytest.mark.usefixtures("no_bin")
def test_of_several_deletions_one_finds_the_ticket(make_ticket, slow_checks):
    url = f"/api/tickets/{make_ticket().pk}/"
    responses = at_once(lambda number, api: api.delete(url, HTTP_IF_MATCH='"1"'))
    assert Counter(response.status_code for response in responses) == {204: 1, 404: THREADS - 1}


@pytest.mark.usefixtures("no_bin")
def test_what_has_changed_is_not_deleted(make_ticket, slow_checks):
    url = f"/api/tickets/{make_ticket().pk}/"

    def act(number, api):
        if number:
            return api.delete(url, HTTP_IF_MATCH='"1"').status_code
        return api.patch(url, {"title": "Newer"}).status_code

    changed, *deleted = at_once(act)
    lost = [404] * (THREADS - 2)
    assert (changed, sorted(deleted)) in [(200, [412] * (THREADS - 1)), (404, [204, *lost])]


@pytest.mark.usefixtures("no_bin")
def test_a_change_in_the_middle_of_a_deletion_waits_for_its_end(api, make_ticket, monkeypatch):
    url = f"/api/tickets/{make_ticket().pk}/"
    delete = Collector.delete

    def change():
        try:
            return APIClient().patch(url, {"title": "Newer"}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        changes = []

        def delete_during_a_change(collector):
            changes.append(pool.submit(change))
            wait(changes, timeout=1)
            return delete(collector)

        monkeypatch.setattr(Collector, "delete", delete_during_a_change)
        assert api.delete(url, HTTP_IF_MATCH='"1"').status_code == 204
        assert [change.result() for change in changes] == [404]


def test_a_page_walk_beside_busy_writers_repeats_and_misses_none(make_ticket, body):
    before = {make_ticket().pk for _ in range(60)}

    def act(number, api):
        if number % 2:
            return [api.post("/api/tickets/", body).status_code for _ in range(20)]
        found, url = [], "/api/tickets/?page_size=5"
        while url:
            response = api.get(url)
            found += [ticket["id"] for ticket in response.json()]
            url = response.headers.get("Link", "")[1:].partition(">")[0]
        return found

    results = at_once(act)
    for found in results[::2]:
        assert len(found) == len(set(found))
        assert before <= set(found)
    assert {code for codes in results[1::2] for code in codes} == {201}
    assert Ticket.objects.count() == 60 + 20 * THREADS // 2


def test_an_import_beside_busy_writers_takes_no_number_twice(
    make_ticket, body, tmp_path, monkeypatch
):
    monkeypatch.setattr("tickets.views.TicketViewSet.throttle_classes", ())
    last = make_ticket().pk
    header = ",".join(IMPORTED_COLUMNS)

    def act(number, api):
        if number:
            return [api.post("/api/tickets/", body).status_code for _ in range(20)]
        for batch in range(30):
            numbers = range(last + batch * 10, last + batch * 10 + 5)
            path = tmp_path / f"{batch}.csv"
            time = f"2026-01-01T00:{batch:02}"
            lines = [f"{n},t,d,general,low,open,{time}:{n % 60:02}Z,,,," for n in numbers]
            path.write_text("\n".join([header, *lines]))
            call_command("import_tickets", str(path), stdout=StringIO(), stderr=StringIO())
        return []

    results = at_once(act)
    assert {code for codes in results for code in codes} == {201}
    assert Ticket.objects.count() == 1 + 30 * 5 + 20 * (THREADS - 1)


def test_an_import_waits_for_a_submission_that_has_the_number_already(make_ticket, tmp_path):
    number = make_ticket().pk + 1
    has_number, imported = Event(), Event()

    def submit():
        try:
            with transaction.atomic():
                ticket = make_ticket(title="submitted")
                has_number.set()
                imported.wait(timeout=1)
            return ticket.pk
        finally:
            connection.close()

    path = tmp_path / "export.csv"
    row = f"{number},imported,d,general,low,open,2026-01-01T00:00:00Z,,,,"
    path.write_text(f"{','.join(IMPORTED_COLUMNS)}\n{row}\n")
    with ThreadPoolExecutor(1) as pool:
        submission = pool.submit(submit)
        assert has_number.wait(timeout=10)
        call_command("import_tickets", str(path), stdout=StringIO(), stderr=StringIO())
        imported.set()
        assert submission.result() == number
    assert Ticket.objects.get(title="submitted").pk == number
    assert Ticket.objects.get(title="imported").pk > number


def test_bulk_changes_of_the_same_tickets_in_opposite_orders_wait_for_each_other(make_ticket):
    tickets = [make_ticket().pk for _ in range(12)]

    def act(number, api):
        order = tickets if number % 2 else tickets[::-1]
        operations = [
            {"ids": order[start : start + 4], "set": {"category": category}}
            for start, category in ((0, "billing"), (4, "account"), (8, "technical"))
        ]
        return [
            api.post("/api/tickets/bulk/", {"operations": operations}).status_code
            for _ in range(10)
        ]

    assert at_once(act) == [[200] * 10] * THREADS
    assert [Ticket.objects.get(pk=tickets[index]).category for index in (0, 4, 8)] in (
        ["billing", "account", "technical"],
        ["technical", "account", "billing"],
    )


def test_of_several_bulk_changes_each_undoes_what_it_found(make_ticket):
    tickets = [make_ticket(priority="low").pk for _ in range(5)]
    priorities = ["medium", "high", "critical"]

    def act(number, api):
        values = {"priority": priorities[number % 3]}
        return api.post(
            "/api/tickets/bulk/", {"operations": [{"ids": tickets, "set": values}]}
        ).json()

    results = at_once(act)
    moves = [result for result in results if result["changed"]]
    assert all(len(result["changed"]) == len(tickets) for result in moves)
    by_version = sorted(moves, key=lambda result: result["changed"][0]["version"])
    assert [result["changed"][0]["version"] for result in by_version] == list(
        range(2, 2 + len(moves))
    )
    assert all(len(result["undo"]) == 1 for result in moves)
    assert by_version[0]["undo"][0]["set"] == {"priority": "low"}
