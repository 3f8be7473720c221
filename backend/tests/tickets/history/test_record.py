"""Every way of writing tickets leaves one right event."""

import csv
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from threading import Barrier

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from rest_framework.test import APIClient

from tests.support.history import (
    ADMIN_LIST,
    ANA,
    BULK,
    LIST,
    NOBODY,
    SYSTEM,
    events_of,
    history,
    url,
)
from tickets import services
from tickets.history.models import Event
from tickets.history.record import EXCERPT_MAX_LENGTH
from tickets.models import Ticket
from tickets.services import change_ticket, change_tickets

pytestmark = pytest.mark.django_db


def form_of(ticket, **values):
    names = ("title", "description", "category", "priority", "status")
    return {**{name: getattr(ticket, name) for name in names}, **values}


def patch(who):
    return lambda clients, ticket: clients[who].patch(url(ticket), {"priority": "high"})


def put(clients, ticket):
    return clients["ana"].put(url(ticket), form_of(ticket, priority="high"))


def bulk(who, **condition):
    def act(clients, ticket):
        targets = {"matching": condition} if condition else {"ids": [ticket.pk]}
        operation = {**targets, "set": {"priority": "high"}}
        return clients[who].post(BULK, {"operations": [operation]})

    return act


def admin_form(clients, ticket):
    address = reverse("admin:tickets_ticket_change", args=[ticket.pk])
    return clients["admin"].post(address, form_of(ticket, priority="high"))


def one_ticket(clients, ticket):
    change_ticket(Ticket.objects.select_for_update().get(pk=ticket.pk), {"priority": "high"})


def many_tickets(clients, ticket):
    change_tickets(Ticket.objects.filter(priority="low"), {"priority": "high"})


CHANGES = {
    "patch, signed in": (patch("ana"), ANA),
    "patch, open mode": (patch("nobody"), NOBODY),
    "put": (put, ANA),
    "bulk by numbers": (bulk("ana"), ANA),
    "bulk by filter": (bulk("nobody", priority=["low"]), NOBODY),
    "admin form": (admin_form, ANA),
    "a command, one ticket": (one_ticket, SYSTEM),
    "a command, many tickets": (many_tickets, SYSTEM),
}


@pytest.mark.parametrize("way", CHANGES)
def test_each_way_of_changing_leaves_one_entry(clients, make_ticket, way):
    act, by = CHANGES[way]
    ticket = make_ticket(priority="low")
    start = timezone.now()
    act(clients, ticket)
    changed, created = history(ticket)
    ticket.refresh_from_db()
    assert changed == {
        "action": "changed",
        "at": ticket.updated_at.isoformat().replace("+00:00", "Z"),
        "changes": [{"field": "priority", "before": "low", "after": "high"}],
        **by,
    }
    assert ticket.updated_at > start
    assert created["action"] == "created"
    assert len(events_of(ticket)) == 1


@pytest.mark.parametrize("status", ["open", "resolved"])
def test_an_admin_action_leaves_an_entry_where_it_changes_something(clients, make_ticket, status):
    tickets = [make_ticket(status=before) for before in ("open", "resolved")]
    clients["admin"].post(
        ADMIN_LIST,
        {"action": f"mark_{status}", "_selected_action": [ticket.pk for ticket in tickets]},
    )
    for ticket in tickets:
        expected = [] if ticket.status == status else [ANA]
        shown = [entry for entry in history(ticket) if entry["action"] == "changed"]
        assert [{"kind": entry["kind"], "who": entry["who"]} for entry in shown] == expected


def test_a_bulk_change_and_its_undo_are_two_entries(clients, make_ticket):
    tickets = [make_ticket(priority=priority) for priority in ("low", "medium", "high")]
    operation = {"ids": [ticket.pk for ticket in tickets], "set": {"priority": "high"}}
    undo = clients["ana"].post(BULK, {"operations": [operation]}).json()["undo"]
    clients["nobody"].post(BULK, {"operations": undo})
    for ticket in tickets[:2]:
        assert [entry["changes"] for entry in history(ticket)] == [
            [{"field": "priority", "before": "high", "after": ticket.priority}],
            [{"field": "priority", "before": ticket.priority, "after": "high"}],
            [],
        ]
    assert events_of(tickets[2]) == []


def test_several_operations_on_one_ticket_make_a_chain(clients, make_ticket):
    ticket = make_ticket(priority="low", status="open")
    steps = ({"priority": "high"}, {"priority": "critical", "status": "closed"})
    operations = [{"ids": [ticket.pk], "set": values} for values in steps]
    clients["ana"].post(BULK, {"operations": operations})
    assert [entry["changes"] for entry in history(ticket)[:2]] == [
        [
            {"field": "priority", "before": "high", "after": "critical"},
            {"field": "status", "before": "open", "after": "closed"},
        ],
        [{"field": "priority", "before": "low", "after": "high"}],
    ]


def test_what_changes_nothing_leaves_no_entry(clients, make_ticket):
    ticket = make_ticket(priority="high")
    for act, _ in CHANGES.values():
        act(clients, ticket)
    assert events_of(ticket) == []
    assert Ticket.objects.get().version == 1


def test_what_is_refused_leaves_no_entry(api, make_ticket):
    ticket = make_ticket()
    assert api.patch(url(ticket), {"priority": "no"}).status_code == 400
    assert api.patch(url(ticket), {"priority": "low"}, HTTP_IF_MATCH='"9"').status_code == 412
    assert api.delete(url(ticket), HTTP_IF_MATCH='"9"').status_code == 412
    assert events_of(ticket) == []


def post(who):
    return lambda clients, body, path: clients[who].post(LIST, body)


def retry(clients, body, path):
    for _ in range(2):
        clients["ana"].post(LIST, body, HTTP_IDEMPOTENCY_KEY="once")


def add_in_admin(clients, body, path):
    clients["admin"].post(reverse("admin:tickets_ticket_add"), {**body, "status": "open"})


def import_file(clients, body, path):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, body)
        writer.writeheader()
        writer.writerow(body)
    for _ in range(2):
        call_command("import_tickets", str(path), stdout=StringIO(), stderr=StringIO())


@pytest.mark.parametrize(
    ("act", "by"),
    [
        (post("nobody"), NOBODY),
        (post("ana"), ANA),
        (retry, ANA),
        (add_in_admin, ANA),
        (import_file, {"kind": "import", "who": None}),
    ],
    ids=["nobody", "ana", "retry", "admin", "import"],
)
def test_each_way_of_making_a_ticket_is_told_once(clients, body, tmp_path, act, by):
    act(clients, body, tmp_path / "one.csv")
    ticket = Ticket.objects.get()
    [created] = history(ticket)
    assert created.pop("at") == ticket.created_at.isoformat().replace("+00:00", "Z")
    assert created == {"action": "created", "changes": [], **by}


def delete(who):
    return lambda clients, ticket: clients[who].delete(url(ticket))


def delete_in_admin(clients, ticket):
    address = reverse("admin:tickets_ticket_delete", args=[ticket.pk])
    clients["admin"].post(address, {"post": "yes"})


def delete_selected_in_admin(clients, ticket):
    form = {"action": "delete_selected", "_selected_action": [ticket.pk], "post": "yes"}
    clients["admin"].post(ADMIN_LIST, form)


DELETIONS = {
    "signed in": (delete("ana"), ("agent", "Ana Lytic")),
    "open mode": (delete("nobody"), ("anonymous", "")),
    "admin, one": (delete_in_admin, ("agent", "Ana Lytic")),
    "admin, selected": (delete_selected_in_admin, ("agent", "Ana Lytic")),
    "a command, one": (lambda clients, ticket: services.delete_ticket(ticket), ("system", "")),
    "a command, many": (
        lambda clients, ticket: services.delete_tickets(Ticket.objects.all()),
        ("system", ""),
    ),
}


@pytest.mark.usefixtures("no_bin")
@pytest.mark.parametrize("way", DELETIONS)
def test_a_deletion_outlives_the_ticket_without_its_text(clients, make_ticket, way):
    act, by = DELETIONS[way]
    ticket = make_ticket(title="Secret one", description="Secret two", priority="low")
    number = ticket.pk
    clients["ana"].patch(
        url(ticket), {"title": "Secret three", "description": "Secret four", "priority": "high"}
    )
    ticket.refresh_from_db()
    act(clients, ticket)
    assert not Ticket.objects.exists()
    gone, changed = Event.objects.filter(ticket_number=number)
    assert (gone.action, gone.actor_kind, gone.actor_name) == (Event.Action.DELETED, *by)
    assert changed.field_changes == {
        "description": [None, None],
        "priority": ["low", "high"],
        "title": [None, None],
    }
    stored = str(list(Event.objects.values()))
    assert "Secret" not in stored
    assert clients["ana"].get(f"{LIST}{number}/history/").status_code == 404


def test_many_deletions_each_leave_an_entry(make_ticket, monkeypatch):
    monkeypatch.setattr(services, "BATCH_SIZE", 4)
    numbers = {make_ticket().pk for _ in range(10)}
    assert services.delete_tickets(Ticket.objects.all()) == 10
    assert not Ticket.objects.exists()
    entries = Event.objects.filter(action=Event.Action.DELETED)
    assert set(entries.values_list("ticket_number", flat=True)) == numbers
    assert len(entries) == 10


def test_titles_are_kept_as_they_were(api, make_ticket):
    ticket = make_ticket(title="Old “title” \u202e")
    api.patch(url(ticket), {"title": "<b>New</b>"})
    assert history(ticket)[0]["changes"] == [
        {"field": "title", "before": ticket.title, "after": "<b>New</b>"}
    ]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("one two three", "one 2 three", ("…two…", "…2…")),
        ("one", "one two", ("…", "… two")),
        ("abcabc", "abc", ("…abc", "…")),
        ("all", "new", ("all", "new")),
        (
            "x" * 20_000,
            "y" * 20_000,
            ("x" * EXCERPT_MAX_LENGTH + "…", "y" * EXCERPT_MAX_LENGTH + "…"),
        ),
    ],
)
def test_of_a_description_is_kept_where_it_changed(api, make_ticket, before, after, expected):
    ticket = make_ticket(description=before)
    api.patch(url(ticket), {"description": after})
    [change] = history(ticket)[0]["changes"]
    assert (change["before"], change["after"]) == expected


def test_no_address_is_kept():
    names = {field.name for field in Event._meta.get_fields()}
    assert not names & {"remote_addr", "remote_port", "actor_email", "serialized_data"}


def test_with_an_account_its_name_does_not_go(clients, ana, make_ticket):
    ticket = make_ticket()
    clients["ana"].patch(url(ticket), {"status": "closed"})
    # The last admin is not deleted.
    User.objects.create_superuser("grace", password="password")
    ana.delete()
    assert history(ticket)[0]["who"] == {"name": "Ana Lytic"}
    assert events_of(ticket)[0].actor is None


def test_who_has_no_name_is_called_by_the_account(api, make_ticket):
    api.force_authenticate(User.objects.create(username="robot", is_staff=True))
    ticket = make_ticket()
    api.patch(url(ticket), {"status": "closed"})
    assert history(ticket)[0]["who"] == {"name": "robot"}


def test_many_tickets_take_a_few_statements_for_each_part(make_ticket, monkeypatch):
    monkeypatch.setattr(services, "BATCH_SIZE", 4)
    tickets = [make_ticket(priority="low") for _ in range(9)]
    already = make_ticket(priority="high")
    with CaptureQueriesContext(connection) as captured:
        assert change_tickets(Ticket.objects.all(), {"priority": "high"}) == 9
    verbs = [query["sql"].split()[0] for query in captured]
    assert verbs == ["SAVEPOINT", *["SELECT", "UPDATE", "INSERT"] * 3, "RELEASE"]
    assert Event.objects.count() == 9
    assert all(len(events_of(ticket)) == 1 for ticket in tickets)
    assert events_of(already) == []


@pytest.mark.django_db(transaction=True)
def test_changes_at_the_same_moment_make_a_chain(make_ticket):
    ticket = make_ticket(priority="low", title="Title")
    barrier = Barrier(4)

    def act(number):
        api = APIClient()
        try:
            barrier.wait(timeout=10)
            for turn in range(10):
                priority = ("low", "medium", "high", "critical")[(number + turn) % 4]
                if number == 0:
                    operation = {"ids": [ticket.pk], "set": {"priority": priority}}
                    api.post(BULK, {"operations": [operation]})
                elif number == 1:
                    change_tickets(Ticket.objects.filter(pk=ticket.pk), {"priority": priority})
                else:
                    api.patch(url(ticket), {"priority": priority, "title": f"{number} {turn}"})
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(act, range(4)))
    entries = Event.objects.filter(ticket_number=ticket.pk).order_by("pk")
    version = Ticket.objects.get().version
    assert len(entries) == version - 1
    now = {"priority": "low", "title": "Title"}
    for entry in entries:
        for field, (before, after) in entry.field_changes.items():
            assert before == now[field]
            now[field] = after
    assert Ticket.objects.values(*now).get() == now
