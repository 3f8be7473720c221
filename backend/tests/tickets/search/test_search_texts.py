"""Copies for the search are written with the tickets' texts, compared, and made anew."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tickets.models import SearchText, Ticket
from tickets.services import change_ticket, change_tickets, create_ticket, delete_tickets

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
VALUES = {
    "title": "Can’t print",
    "description": "The ﬁrst page\nis blank.",
    "category": "technical",
    "priority": "low",
    "requester_name": "Zoë",
    "requester_email": "Zoe@example.com",
}
COPIES = {
    ("ticket", "can't print\nthe first page is blank."),
    ("requester", "zoe\nzoe@example.com"),
}


def copies(ticket):
    return set(SearchText.objects.filter(ticket=ticket).values_list("source", "text"))


def index_words(*arguments):
    out = StringIO()
    call_command("index_words", *arguments, stdout=out)
    return out.getvalue()


def test_a_new_ticket_has_its_texts_folded():
    assert copies(create_ticket(VALUES)) == COPIES


def test_without_a_requester_there_is_one_text():
    ticket = create_ticket({**VALUES, "requester_name": "", "requester_email": ""})
    assert len(copies(ticket)) == 1


@pytest.mark.parametrize(
    ("values", "changed"),
    [
        ({"title": "Paper"}, {("ticket", "paper\nthe first page is blank.")}),
        ({"description": "Jam"}, {("ticket", "can't print\njam")}),
        ({"requester_name": ""}, {("requester", "zoe@example.com")}),
        ({"requester_name": "", "requester_email": ""}, set()),
    ],
)
def test_a_change_of_a_text_changes_that_copy(values, changed):
    ticket = create_ticket(VALUES)
    kept = SearchText.objects.exclude(source=next(iter(changed), ("requester",))[0])
    before = list(kept.values_list("pk", flat=True))
    change_ticket(ticket, values)
    assert list(kept.values_list("pk", flat=True)) == before
    assert changed <= copies(ticket)
    assert len(copies(ticket)) == 1 + bool(ticket.requester_name or ticket.requester_email)


def test_a_change_of_others_writes_none(api):
    ticket = create_ticket(VALUES)
    before = list(SearchText.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as queries:
        api.patch(f"{URL}{ticket.pk}/", {"status": "closed", "priority": "high"}, format="json")
        change_tickets(Ticket.objects.all(), {"status": "open"})
    assert not [query for query in queries if "searchtext" in query["sql"]]
    assert list(SearchText.objects.values_list("pk", flat=True)) == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL has such indexes")
def test_a_tickets_own_row_has_no_index_of_words():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE tablename = 'tickets_ticket'")
        assert not [name for (name,) in cursor.fetchall() if "gin" in name]


def test_a_deleted_ticket_leaves_none():
    create_ticket(VALUES)
    delete_tickets(Ticket.objects.all())
    assert not SearchText.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_release_that_knows_none_may_delete():
    ticket = create_ticket(VALUES)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tickets_event")
        cursor.execute("DELETE FROM tickets_privatelink")
        cursor.execute("DELETE FROM tickets_ticket WHERE id = %s", [ticket.pk])
    assert not SearchText.objects.exists()


def test_every_way_to_store_tickets_lets_them_be_found(tmp_path):
    file = tmp_path / "tickets.csv"
    file.write_text("title,description,category,priority\nT,Some words,billing,low\n")
    call_command("load_sample_tickets", stdout=StringIO())
    call_command("import_tickets", str(file), stdout=StringIO())
    create_ticket(VALUES)
    assert "All tickets can be found" in index_words("--check")


@pytest.mark.django_db(transaction=True)
def test_what_is_wrong_is_told_and_put_right(make_ticket):
    right, missing, wrong, doubled = (make_ticket(title=f"Ärger {n}") for n in range(4))
    kept = list(SearchText.objects.filter(ticket=right).values_list("pk", flat=True))
    SearchText.objects.filter(ticket=missing).delete()
    SearchText.objects.filter(ticket=wrong).update(text="else")
    SearchText.objects.create(ticket=doubled, source="requester", text="nobody")
    with pytest.raises(CommandError, match="3 tickets cannot be found as they are"):
        index_words("--check")
    assert "3 tickets could not be found" in index_words()
    assert copies(missing) == {("ticket", "arger 1\nsomething is wrong.")}
    assert copies(wrong) == {("ticket", "arger 2\nsomething is wrong.")}
    assert len(copies(doubled)) == 1
    assert list(SearchText.objects.filter(ticket=right).values_list("pk", flat=True)) == kept
    index_words("--check")
