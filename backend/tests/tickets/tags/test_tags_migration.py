"""The tables of tags, among tickets that are there."""

import pytest
from django.core.management import call_command
from django.db import connection

from tickets.models import Tag, Ticket, TicketTag
from tickets.services import create_ticket
from tickets.tags.services import TagChange

pytestmark = pytest.mark.django_db(transaction=True)
BEFORE = "0036"


@pytest.fixture
def newest_afterwards():
    yield
    call_command("migrate", verbosity=0)


def test_it_can_be_undone_and_run_again(body, newest_afterwards):
    ticket = create_ticket({**body, "tag_change": TagChange(only=("vat",))})
    call_command("migrate", "tickets", BEFORE, verbosity=0)
    call_command("migrate", verbosity=0)
    ticket.refresh_from_db()
    assert not ticket.is_tagged
    assert not Tag.objects.exists()
    create_ticket({**body, "tag_change": TagChange(only=("vat",))})
    assert TicketTag.objects.count() == 1


def test_the_last_release_writes_and_deletes_tickets_without_knowing_of_tags(body):
    ticket = create_ticket({**body, "tag_change": TagChange(only=("vat",))})
    with connection.cursor() as cursor:
        # It deletes what it knows of by itself.
        for table in ("tickets_privatelink", "tickets_searchtext"):
            cursor.execute(f"DELETE FROM {table} WHERE ticket_id = %s", [ticket.pk])
        cursor.execute("DELETE FROM tickets_ticket WHERE id = %s", [ticket.pk])
        cursor.execute(
            "INSERT INTO tickets_ticket (title, description, category, priority, status,"
            " created_at, updated_at, version) SELECT 'T', 'D', 'general', 'low', 'open', at, at, 1"
            " FROM (SELECT CURRENT_TIMESTAMP AS at) AS now"
        )
    assert not TicketTag.objects.exists()
    assert [one.is_tagged for one in Ticket.objects.all()] == [False]
