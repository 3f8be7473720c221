"""A deleted ticket leaves none of its texts in any column of the database, nor in a cookie."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.audit.models import AuditEvent
from tests.support.stored_texts import places_with
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.private_links.models import PrivateLink
from tickets.triage.models import Classification

MARKER = "zebrafinch"
TEXTS = {
    "title": f"The {MARKER} is gone",
    "description": f"My {MARKER} left the cage at noon.",
    "requester_name": f"Zoe {MARKER}",
    "requester_email": f"{MARKER}@example.com",
}
FACETS = {"category": "technical", "priority": "high"}
LIST = "/api/tickets/"
ADMIN_LIST = reverse("admin:tickets_ticket_changelist")


@pytest.fixture
def admin():
    client = Client()
    client.force_login(User.objects.create(username="admin", is_staff=True, is_superuser=True))
    return client


def send(method, path, data=None, **headers):
    return Client().generic(
        method,
        path,
        json.dumps(data),
        content_type="application/json",
        headers={name.replace("_", "-"): value for name, value in headers.items()},
    )


def submit(model):
    """Submit a ticket as people do: with drafts, a suggestion, a lost answer and a link."""
    model.says(json.dumps({**FACETS, "reason": f"The {MARKER} left."}))
    drafts = [f"A {MARKER}", TEXTS["description"], TEXTS["description"]]
    answers = [send("POST", f"{LIST}classify/", {"description": text}) for text in drafts]
    suggestion_id = answers[1].json()["suggestion_id"]
    body = {**TEXTS, **FACETS, "suggestion_id": suggestion_id}
    made = [send("POST", LIST, body, Idempotency_Key=f"{MARKER}-1") for _ in range(2)][1]
    assert made.status_code == 201, made.content
    assert send("GET", f"/api/requests/{made.json()['request_token']}/").status_code == 200
    assert Classification.objects.get(ticket=made.json()["id"]).reason
    return made.json()["id"]


def work_on(number):
    """Read, search and change a ticket as agents do."""
    one = f"{LIST}{number}/"
    for path in ("", "counts/", "stats/", f"{number}/", f"{number}/history/"):
        assert send("GET", f"{LIST}{path}").status_code == 200
    for path in ("", "counts/"):
        assert send("GET", f"{LIST}{path}?search={MARKER}").status_code == 200
        assert send("GET", f"{LIST}{path}?requester={MARKER}@example.com").status_code == 200
    for name, text in TEXTS.items():
        assert send("PATCH", one, {name: f"x{text}"}).status_code == 200
    operations = [{"set": {"status": "resolved"}, "matching": {"search": MARKER}}]
    assert send("POST", f"{LIST}bulk/", {"operations": operations}).status_code == 200
    assert send("POST", f"{one}link/").status_code in (200, 201)


def add_in_admin(admin):
    added = admin.post(
        reverse("admin:tickets_ticket_add"), {**TEXTS, **FACETS, "status": "open"}, follow=True
    )
    assert added.status_code == 200
    number = Ticket.objects.get().pk
    change = {**TEXTS, **FACETS, "title": f"{MARKER} again", "status": "closed"}
    # Not followed: the message waits in the cookie or the session.
    admin.post(reverse("admin:tickets_ticket_change", args=[number]), change)
    return number


def import_it(tmp_path):
    path = tmp_path / "mails.csv"
    with path.open("w", newline="") as file:
        csv.writer(file).writerows([[*TEXTS, *FACETS], [*TEXTS.values(), *FACETS.values()]])
    call_command("import_tickets", str(path), stdout=StringIO())
    return Ticket.objects.get().pk


def delete_in_api(number, admin):
    """Delete it, and erase it from the bin, in which all its words are still there."""
    assert send("DELETE", f"{LIST}{number}/").status_code == 204
    assert {"tickets_ticket.title", "tickets_event.texts"} <= places_with(MARKER)
    erased = admin.post(f"{LIST}erase/", {"ids": [number]}, content_type="application/json")
    assert erased.json() == {"erased": 1, "more": False}


def delete_in_time(number, admin):
    """Mark it as spam, and let time go by."""
    assert send("PATCH", f"{LIST}{number}/", {"folder": "spam"}).status_code == 200
    Ticket.objects.update(removed_at=timezone.now() - timedelta(days=31))
    call_command("apply_retention", stdout=StringIO())


def delete_in_admin(number, admin):
    url = reverse("admin:tickets_ticket_delete", args=[number])
    assert MARKER in admin.get(url).content.decode()
    assert admin.post(url, {"post": "yes"}).status_code == 302


def delete_by_action(number, admin):
    data = {"action": "delete_selected", "_selected_action": [number], "post": "yes"}
    assert admin.post(ADMIN_LIST, data).status_code == 302


def delete_by_retention(number, admin):
    send("PATCH", f"{LIST}{number}/", {"status": "closed"})
    Ticket.objects.update(updated_at=timezone.now() - timedelta(days=31))
    call_command("apply_retention", stdout=StringIO())


@pytest.mark.django_db
@pytest.mark.parametrize("way_in", ["submitted", "added in the admin", "imported"])
@pytest.mark.parametrize(
    "delete",
    [delete_in_api, delete_in_time, delete_in_admin, delete_by_action, delete_by_retention],
)
def test_nothing_that_people_wrote_is_left(way_in, delete, admin, model, settings, tmp_path):
    settings.RETENTION_CLOSED_DAYS = 30
    caches["shared"].clear()
    number = {
        "submitted": lambda: submit(model),
        "added in the admin": lambda: add_in_admin(admin),
        "imported": lambda: import_it(tmp_path),
    }[way_in]()
    work_on(number)
    assert {"tickets_ticket.title", "tickets_event.texts"} <= places_with(MARKER)

    delete(number, admin)

    assert places_with(MARKER) == set()
    assert MARKER not in str(admin.cookies).lower()
    # An idempotency key outlives its ticket by a day, without any text of it.
    for model_class in (Ticket, PrivateLink):
        assert not model_class.objects.exists()
    # What is left says that it was there, by its number.
    assert Event.objects.filter(ticket_number=number, action="deleted").count() == 1
    deletions = AuditEvent.objects.filter(action="tickets_deleted")
    assert [event.details["tickets"] for event in deletions] == [1]
    assert all(entry.object_repr == f"#{number}" for entry in LogEntry.objects.all())


@pytest.mark.django_db
def test_what_a_ticket_is_called_has_no_text(make_ticket):
    ticket = make_ticket(**TEXTS)
    assert MARKER not in f"{ticket} {ticket!r}"


@pytest.mark.django_db(transaction=True)
def test_what_earlier_releases_left_is_erased():
    executor = MigrationExecutor(connection)
    node = executor.loader.graph.node_map[("tickets", "0021_erase_copied_texts")]
    before = [parent.key for parent in node.parents if parent.key[0] == "tickets"]
    executor.migrate(before)
    try:
        user = User.objects.create(username="admin")
        of_tickets = ContentType.objects.get_or_create(app_label="tickets", model="ticket")[0]
        of_users = ContentType.objects.get_or_create(app_label="auth", model="user")[0]
        for kind, number, text in (
            (of_tickets, "7", f"#7 The {MARKER}"),
            (of_tickets, None, MARKER),
            (of_tickets, "20000", "#20000"),
            (of_users, "1", "ada@example.com"),
        ):
            LogEntry.objects.create(
                user=user, content_type=kind, object_id=number, object_repr=text, action_flag=3
            )
        with connection.cursor() as cursor:
            for at in (1, 15_000):
                cursor.execute(
                    "INSERT INTO tickets_classification (id, created_at, source, model, mode, "
                    "cause, latency_ms, category, priority, reason, chosen_category, "
                    "chosen_priority, excerpt) VALUES "
                    "(%s, CURRENT_TIMESTAMP, 'model', '', '', '', 0, '', '', %s, '', '', '')",
                    [at, f"The {MARKER}"],
                )
        caches["shared"].set("answer:1", {"reason": MARKER}, 1_000)
        caches["shared"].set("api_features:1", {"mode": "kept"}, 1_000)
    finally:
        executor = MigrationExecutor(connection)
        executor.migrate(executor.loader.graph.leaf_nodes())
    assert places_with(MARKER) == set()
    names = LogEntry.objects.order_by("id").values_list("object_repr", flat=True)
    assert list(names) == ["#7", "#", "#20000", "ada@example.com"]
    assert Classification.objects.count() == 2
    assert caches["shared"].get("api_features:1") == {"mode": "kept"}
