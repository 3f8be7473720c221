"""Ids of imported tickets."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.support.csv_rows import CREATED, HEADER, ROW
from tickets.import_export.csv_format import IMPORTED_COLUMNS
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


def submit(api, body):
    response = api.post("/api/tickets/", body)
    assert response.status_code == 201
    return response.json()["id"]


def import_with_id(make_ticket, export, ticket_id):
    ticket = make_ticket(pk=ticket_id)
    path = export()
    ticket.delete()
    call_command("import_tickets", str(path), stdout=StringIO(), stderr=StringIO())


def test_ids_that_are_taken_give_way(make_ticket, export):
    mine = make_ticket(title="From elsewhere")
    path = export()
    Ticket.objects.all().delete()
    local = make_ticket(pk=mine.pk, title="Local")
    for _ in range(2):
        call_command("import_tickets", str(path), stdout=StringIO())
        assert Ticket.objects.count() == 2
    assert Ticket.objects.get(pk=local.pk).title == "Local"
    assert Ticket.objects.get(title="From elsewhere").created_at == mine.created_at


def test_new_tickets_get_free_ids_after_an_import(make_ticket, export, api, body):
    last = submit(api, body)
    import_with_id(make_ticket, export, last + 2)
    assert [submit(api, body) for _ in range(2)] == [last + 3, last + 4]


def test_ids_that_were_given_out_are_not_given_out_again(make_ticket, export, api, body):
    last = submit(api, body)
    import_with_id(make_ticket, export, last + 1_000)
    Ticket.objects.filter(pk=last + 1_000).delete()
    import_with_id(make_ticket, export, last + 500)
    assert submit(api, body) == last + 1_001


@pytest.mark.parametrize("ticket_id", [10**12 + 1, 2**63 - 1])
def test_ids_that_leave_no_room_are_refused(run, ticket_id):
    _, err = run([IMPORTED_COLUMNS, [ticket_id, *ROW, "open", CREATED, CREATED, "", "", ""]])
    assert err.startswith("line 2: id: Ensure this value is less than or equal to")
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("ticket_id", ["17", "TCK-17", "0", "9223372036854775807"])
def test_a_foreign_file_does_not_give_tickets_their_ids(run, ticket_id):
    _, err = run([["id", *HEADER], [ticket_id, *ROW]])
    assert err == ""
    assert Ticket.objects.get().pk != 17
