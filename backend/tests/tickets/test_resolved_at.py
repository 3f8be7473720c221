"""`resolved_at`: since when a ticket is resolved or closed, whoever made it so."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from conftest import NOON
from tickets.models import Ticket
from tickets.services import change_tickets
from tickets.vocabulary import DONE, Status

pytestmark = pytest.mark.django_db
URL = "/api/tickets/"
UNDONE = [status for status in Status if status not in DONE]


def change_through_the_api(api, ticket, **values):
    response = api.patch(f"{URL}{ticket.pk}/", values)
    assert response.status_code == 200
    ticket.refresh_from_db()
    return response.json()


@pytest.mark.parametrize("before", UNDONE)
@pytest.mark.parametrize("after", DONE)
def test_finishing_a_ticket_sets_it_to_now(api, make_ticket, before, after):
    ticket = make_ticket(status=before)
    start = timezone.now()
    answer = change_through_the_api(api, ticket, status=after)
    assert start <= ticket.resolved_at <= timezone.now()
    assert answer["resolved_at"] == answer["updated_at"]


@pytest.mark.parametrize("before", DONE)
@pytest.mark.parametrize("after", DONE)
def test_between_resolved_and_closed_it_stays(make_ticket, before, after):
    ticket = make_ticket(status=before, resolved_at=NOON)
    change_tickets(Ticket.objects.filter(pk=ticket.pk), {"status": after})
    ticket.refresh_from_db()
    assert ticket.resolved_at == NOON
    assert (ticket.updated_at > NOON) == (after != before)


@pytest.mark.parametrize("before", DONE)
@pytest.mark.parametrize("after", UNDONE)
def test_reopening_clears_it(api, make_ticket, before, after):
    ticket = make_ticket(status=before)
    assert change_through_the_api(api, ticket, status=after)["resolved_at"] is None


def test_changes_of_other_fields_leave_it_alone(api, make_ticket):
    for status, resolved_at in (("closed", NOON), ("open", None)):
        ticket = make_ticket(status=status, resolved_at=resolved_at)
        change_through_the_api(api, ticket, priority="critical", title="Other")
        assert ticket.resolved_at == resolved_at


def test_one_update_changes_tickets_of_every_status(make_ticket):
    for status in Status:
        make_ticket(status=status)
    with CaptureQueriesContext(connection) as captured:
        change_tickets(Ticket.objects.all(), {"status": Status.CLOSED})
    assert [query["sql"].split()[0] for query in captured].count("UPDATE") == 1
    unchanged = Ticket.objects.filter(resolved_at=F("created_at"))
    assert unchanged.count() == len(DONE)
    assert Ticket.objects.filter(resolved_at__gt=NOON + timedelta(days=1)).count() == len(UNDONE)


@pytest.mark.parametrize("status", DONE)
def test_a_ticket_submitted_as_done_is_so_from_the_start(api, body, status):
    ticket = api.post(URL, {**body, "status": status}).json()
    assert ticket["resolved_at"] == ticket["created_at"]


def test_a_given_time_is_kept(make_ticket):
    ticket = make_ticket(status="closed", resolved_at=NOON - timedelta(days=3))
    ticket.refresh_from_db()
    assert ticket.resolved_at == NOON - timedelta(days=3)


def test_a_client_cannot_set_it(api, make_ticket):
    ticket = make_ticket()
    assert change_through_the_api(api, ticket, resolved_at="2001-01-01T00:00:00Z")["version"] == 1
    assert ticket.resolved_at is None


def test_in_the_admin_too(admin_client, make_ticket, body):
    change = {**body, "status": "resolved"}
    assert admin_client.post(reverse("admin:tickets_ticket_add"), change).status_code == 302
    added = Ticket.objects.get()
    assert added.resolved_at == added.created_at
    ticket = make_ticket()
    url = reverse("admin:tickets_ticket_change", args=[ticket.pk])
    assert admin_client.post(url, change).status_code == 302
    ticket.refresh_from_db()
    assert ticket.resolved_at == ticket.updated_at > NOON


@pytest.mark.parametrize(
    ("status", "resolved_at"),
    [*((status, None) for status in DONE), *((status, NOON) for status in UNDONE)],
)
def test_the_database_itself_ties_it_to_the_status(make_ticket, status, resolved_at):
    ticket = make_ticket()
    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=ticket.pk).update(status=status, resolved_at=resolved_at)
