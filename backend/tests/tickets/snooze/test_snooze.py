"""A ticket is snoozed by a change like any other; being done ends it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from tests.support.agents import make_agent
from tickets.bulk import services as bulk
from tickets.bulk.serializers import BulkSerializer
from tickets.bulk.views import BULK_BODY_BYTES
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.services import change_ticket, change_tickets
from tickets.vocabulary import UNTIL_REPLY

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 6, 8, 30, tzinfo=UTC)
MONDAY = "2026-03-09T09:00:00+01:00"
MONDAY_UTC = "2026-03-09T08:00:00Z"


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


def url(ticket):
    return f"/api/tickets/{ticket.pk}/"


def change(api, *operations):
    return api.post("/api/tickets/bulk/", {"operations": list(operations)})


def test_it_is_a_time_or_the_requesters_answer(api, make_ticket):
    ticket = make_ticket()
    answer = api.patch(url(ticket), {"snoozed_until": MONDAY})
    assert (answer.status_code, answer.json()["snoozed_until"]) == (200, MONDAY_UTC)
    assert answer.json()["version"] == 2
    answer = api.patch(url(ticket), {"snoozed_until": "reply"})
    assert answer.json()["snoozed_until"] == "reply"
    assert Ticket.objects.get().snoozed_until == UNTIL_REPLY
    answer = api.patch(url(ticket), {"snoozed_until": None})
    assert (answer.json()["snoozed_until"], answer.json()["version"]) == (None, 4)
    assert api.get(url(ticket)).json() == answer.json()


NO_TIMES: tuple[object, ...] = (
    *("2026-03-09", "2026-03-09T09:00:00", "2026-02-30T09:00:00Z", "tomorrow", "", "Reply"),
    *("2026-03-09T09:00:00Z\x00", "２026-03-09T09:00:00Z", 1772784000, True, [], {}),
)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2026-03-06T08:30:00Z", "over"),
        ("2026-03-06T09:29:59+01:00", "over"),
        ("0001-01-01T00:00:00+14:00", "over"),
        ("2027-03-08T08:30:00Z", "year"),
        ("9999-12-31T00:00:00Z", "year"),
        ("9999-12-31T23:59:59-14:00", "year"),
        *((value, "Give a time") for value in NO_TIMES),
    ],
)
def test_what_is_no_time_to_come_is_refused_with_the_reason(api, make_ticket, value, reason):
    ticket = make_ticket()
    answer = api.patch(url(ticket), {"snoozed_until": value}, format="json")
    assert answer.status_code == 400
    assert reason in answer.json()["snoozed_until"][0]
    operation = {"ids": [ticket.pk], "set": {"snoozed_until": value}}
    assert change(api, operation).status_code == 400
    assert Ticket.objects.get().version == 1


def test_a_year_ahead_is_taken(api, make_ticket):
    assert (
        api.patch(url(make_ticket()), {"snoozed_until": "2027-03-06T08:30:00Z"}).status_code == 200
    )


@pytest.mark.parametrize("status", ["resolved", "closed"])
def test_what_is_done_is_not_snoozed(api, make_ticket, status):
    ticket = make_ticket(status=status)
    answer = api.patch(url(ticket), {"snoozed_until": MONDAY})
    assert answer.status_code == 400
    assert "resolved or closed" in answer.json()["snoozed_until"][0]
    both = {"snoozed_until": MONDAY, "status": status}
    assert api.patch(url(make_ticket()), both).status_code == 400
    again = api.patch(url(ticket), {"snoozed_until": MONDAY, "status": "open"})
    assert (again.status_code, again.json()["snoozed_until"]) == (200, MONDAY_UTC)


def test_being_done_ends_it_and_the_history_says_so(api, make_ticket):
    ticket = make_ticket()
    api.patch(url(ticket), {"snoozed_until": MONDAY})
    answer = api.patch(url(ticket), {"status": "resolved"}).json()
    assert (answer["status"], answer["snoozed_until"]) == ("resolved", None)
    last, first = Event.objects.filter(action="changed").order_by("-pk")
    assert first.changes == {"snoozed_until": [None, MONDAY_UTC]}
    assert last.changes == {"snoozed_until": [MONDAY_UTC, None], "status": ["open", "resolved"]}
    shown = api.get(f"{url(ticket)}history/").json()[0]["changes"]
    assert {"field": "snoozed_until", "before": MONDAY_UTC, "after": None} in shown


def test_it_ends_in_the_admin_and_by_code_too(make_ticket):
    ticket, other = make_ticket(), make_ticket()
    for one in (ticket, other):
        change_ticket(one, {"snoozed_until": UNTIL_REPLY})
    change_tickets(Ticket.objects.filter(pk=ticket.pk), {"status": "closed"})
    change_ticket(other, {"status": "closed"})
    assert not Ticket.objects.exclude(snoozed_until=None).exists()
    assert other.snoozed_until is None


def test_the_history_keeps_the_answer_as_a_word(api, make_ticket):
    ticket = make_ticket()
    api.patch(url(ticket), {"snoozed_until": "reply"})
    assert Event.objects.get().changes == {"snoozed_until": [None, "reply"]}


def test_who_snoozed_it_last_is_stored(api, make_ticket):
    ada = make_agent("Ada")
    api.force_authenticate(ada)
    ticket = make_ticket()
    api.patch(url(ticket), {"snoozed_until": MONDAY})
    ticket.refresh_from_db()
    assert ticket.snoozed_by == ada
    api.patch(url(ticket), {"priority": "low"})
    api.patch(url(ticket), {"snoozed_until": None})
    ticket.refresh_from_db()
    assert ticket.snoozed_by == ada
    # Nothing refers to the account by force.
    ada.delete()
    assert api.get(url(ticket)).status_code == 200


def test_a_new_ticket_is_not_snoozed(api, body):
    answer = api.post("/api/tickets/", {**body, "snoozed_until": MONDAY})
    assert (answer.status_code, answer.json()["snoozed_until"]) == (201, None)


def test_strangers_cannot_snooze_what_they_submit(api, body, settings):
    settings.OPEN_ACCESS = False
    answer = api.post("/api/tickets/", {**body, "snoozed_until": MONDAY})
    assert answer.status_code == 201
    assert not {"snoozed_until", "woken_at", "woken_from"} & answer.json().keys()
    assert Ticket.objects.get().snoozed_until is None


def test_an_outdated_version_is_refused(api, make_ticket):
    ticket = make_ticket()
    api.patch(url(ticket), {"priority": "low"})
    answer = api.patch(url(ticket), {"snoozed_until": MONDAY}, headers={"If-Match": '"1"'})
    assert answer.status_code == 412


def test_many_are_snoozed_and_undone(api, make_ticket):
    plain, snoozed = make_ticket(), make_ticket(snoozed_until=UNTIL_REPLY)
    ids = [plain.pk, snoozed.pk]
    answer = change(api, {"ids": ids, "set": {"snoozed_until": MONDAY}}).json()
    assert len(answer["changed"]) == 2
    assert set(Ticket.objects.values_list("snoozed_until", flat=True)) == {
        datetime(2026, 3, 9, 8, tzinfo=UTC)
    }
    assert sorted(answer["undo"], key=lambda one: one["ids"]) == [
        {"ids": [plain.pk], "set": {"snoozed_until": None}},
        {"ids": [snoozed.pk], "set": {"snoozed_until": "reply"}},
    ]
    assert change(api, *answer["undo"]).status_code == 200
    plain.refresh_from_db(), snoozed.refresh_from_db()
    assert (plain.snoozed_until, snoozed.snoozed_until) == (None, UNTIL_REPLY)


def test_none_of_many_is_snoozed_where_one_is_done(api, make_ticket):
    ids = [make_ticket().pk, make_ticket(status="closed").pk]
    answer = change(api, {"ids": ids, "set": {"snoozed_until": MONDAY}})
    assert answer.status_code == 400
    assert "1 of these are" in str(answer.json())
    assert not Ticket.objects.exclude(snoozed_until=None).exists()


@pytest.mark.parametrize("operations", [1_500, 2])
def test_the_undo_of_resolving_snoozes_again(api, make_ticket, monkeypatch, operations):
    """Also where each field has an operation of its own: a status comes first."""
    times = [NOW + timedelta(days=days) for days in (1, 2, 2)]
    tickets = [make_ticket(snoozed_until=until) for until in times]
    # This one differs in the snooze alone, and comes first.
    change_ticket(tickets[0], {"status": "in_progress"})
    monkeypatch.setattr(bulk, "MAX_OPERATIONS", operations)
    ids = [ticket.pk for ticket in tickets]
    answer = change(api, {"ids": ids, "set": {"status": "resolved"}}).json()
    monkeypatch.undo()
    assert not Ticket.objects.exclude(snoozed_until=None).exists()
    assert change(api, *answer["undo"]).status_code == 200
    assert list(Ticket.objects.order_by("pk").values_list("snoozed_until", flat=True)) == times


def test_the_undo_leaves_out_a_snooze_that_is_over(api, make_ticket, clock):
    ticket = make_ticket(snoozed_until=NOW + timedelta(hours=1))
    clock.shift(3600)
    answer = change(api, {"ids": [ticket.pk], "set": {"snoozed_until": MONDAY}}).json()
    assert answer["undo"] == [{"ids": [ticket.pk], "set": {"snoozed_until": None}}]


def test_one_request_takes_the_undo_of_a_thousand_different_times(api, db):
    start = timezone.now() + timedelta(days=1)
    tickets = Ticket.objects.bulk_create(
        Ticket(
            title="One of many",
            description="Text",
            category="general",
            priority="low",
            snoozed_until=start + timedelta(minutes=number),
        )
        for number in range(1_000)
    )
    ids = [ticket.pk for ticket in tickets]
    answer = change(api, {"ids": ids, "set": {"status": "resolved", "priority": "high"}})
    assert answer.status_code == 200, answer.json()
    request = {"operations": answer.json()["undo"]}
    assert len(request["operations"]) == 1_000
    assert len(json.dumps(request)) < BULK_BODY_BYTES
    assert BulkSerializer(data=request).is_valid()
