"""Tickets with their messages out of JSON lines: stored whole, once, and found."""

from datetime import UTC, datetime

import pytest
from django.db import OperationalError
from django.utils import timezone

from accounts.audit.models import AuditEvent
from conversations.import_export import conversations
from conversations.models import Message
from tests.support.json_lines import CREATED, TICKET, message, ticket
from tickets.history.models import Event
from tickets.models import Ticket
from tickets.search.models import SearchText

pytestmark = pytest.mark.django_db
REQUESTER = {"kind": "requester"}


def at(hour):
    return datetime(2026, 3, 10, hour, tzinfo=UTC)


def test_a_ticket_comes_with_its_conversation(run, api):
    answer = message("We **look**.", 10, channel="email")
    thanks = message("Thanks, <b>all</b>", 12, author=REQUESTER)
    note = message("For us", 13, kind="note", edited_at="2026-03-10T15:00:00+01:00")
    out, err = run([ticket(thanks, note, answer)])
    assert err == ""
    assert "1 ticket with 3 messages imported." in out
    [stored] = Ticket.objects.all()
    assert stored.requester is not None
    assert (stored.requester.email, stored.message_count) == ("zoe@example.com", 3)
    assert (stored.awaiting, stored.waiting_since) == ("agent", at(12))
    assert (stored.first_response_at, stored.last_agent_at) == (at(10), at(10))
    assert (stored.last_requester_at, stored.last_message_at) == (at(12), at(13))
    shown = api.get(f"/api/tickets/{stored.pk}/messages/").json()
    assert [one["text"] for one in shown] == ["We **look**.", "Thanks, <b>all</b>", "For us"]
    assert [one["author"]["name"] for one in shown] == ["Ann", "Zoë", "Ann"]
    assert [one["channel"] for one in shown] == ["email", "import", "import"]
    assert [one["html"] for one in shown[:2]] == [
        "<p>We <strong>look</strong>.</p>\n",
        "<p>Thanks, &lt;b&gt;all&lt;/b&gt;</p>\n",
    ]
    assert shown[2]["edited_at"] == "2026-03-10T14:00:00Z"
    assert {one["held_until"] for one in shown} == {None}


def test_messages_are_found_by_the_search(run, api):
    run([ticket(message("A zeugma, no less")), {**TICKET, "title": "Other"}])
    [found] = api.get("/api/tickets/", {"search": "ZEUGMA"}).json()
    assert found["title"] == "Broken"


@pytest.mark.parametrize(
    ("status", "speakers", "awaiting"),
    [
        ("open", "", "agent"),
        ("open", "a", "requester"),
        ("open", "ar", "agent"),
        ("in_progress", "rra", "requester"),
        ("open", "as", "requester"),
        ("resolved", "ar", "nobody"),
    ],
)
def test_whose_turn_it_is_follows_from_the_messages(run, status, speakers, awaiting):
    kinds = {"a": "agent", "r": "requester", "s": "system"}
    messages = [
        message(hour=10 + hour, author={"kind": kinds[one]}) for hour, one in enumerate(speakers)
    ]
    run([ticket(*messages, status=status)])
    assert Ticket.objects.get().awaiting == awaiting


def test_running_again_adds_nothing_twice(run):
    lines = [ticket(message()), ticket(message()), TICKET]
    assert "3 tickets with 2 messages imported." in run(lines)[0]
    shuffled = [dict(reversed(one.items())) for one in reversed(lines)]
    out, _ = run([*shuffled, ticket(message("New"))])
    assert "1 ticket with 1 messages imported." in out
    assert "3 were there already." in out
    assert (Ticket.objects.count(), Message.objects.count()) == (4, 3)


def test_an_external_id_tells_a_ticket_whose_conversation_went_on(run):
    run([ticket(message(), external_id="Z-1"), ticket(message(), external_id=2)])
    longer = ticket(message(), message("More", 11), external_id="Z-1")
    out, err = run([longer, longer, ticket(external_id="Z-1"), ticket(external_id="2")])
    assert err == "line 3: it has the external_id of line 1, but other values\n"
    assert "0 tickets imported." in out
    assert "2 were there already." in out
    assert Message.objects.count() == 2


def test_without_a_time_a_ticket_begins_with_its_messages(run):
    values = ticket(message(hour=11), message(hour=10), updated_at="2026-03-11T00:00:00Z")
    del values["created_at"]
    _, err = run([values])
    assert err.startswith("line 1: created_at: ''")
    assert Ticket.objects.get().created_at == at(10)


def test_times_without_a_zone_are_read_in_the_one_that_is_named(run):
    out, _ = run([ticket(message(at="2026-03-10T10:00:00"))], "--time-zone", "Europe/Berlin")
    assert Message.objects.get().at == at(9)
    assert "Times without a zone were read in Europe/Berlin (--time-zone): 1." in out


def test_a_dry_run_stores_nothing_and_shows_the_messages(run):
    out, _ = run([ticket(message("Hello\x1b[31m"))], "--dry-run")
    assert "1 ticket could be imported." in out
    assert "  title: 'Broken'" in out
    assert "  reply, agent 'Ann', 2026-03-10T10:00:00+00:00: 'Hello'" in out
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("name", "options"),
    [("mails.NDJSON", ()), ("mails.txt", ("--format", "jsonl")), ("mails", ())],
)
def test_the_format_is_told_by_option_name_or_content(run, name, options):
    assert "1 ticket with 1 messages imported." in run([ticket(message())], *options, name=name)[0]


def test_csv_is_still_csv_whatever_its_name(run):
    csv = b"title,description,category,priority\nHi,there,general,low\n"
    assert "1 ticket imported." in run(csv, "--format", "csv")[0]


def test_a_batch_takes_few_statements(run, django_assert_max_num_queries):
    lines = [ticket(message(), message("B"), title=f"T{n}") for n in range(600)]
    # SQLite takes 999 values in a statement: some 75 messages, or 30 tickets.
    with django_assert_max_num_queries(61):
        run(lines)
    assert Message.objects.count() == SearchText.objects.filter(source="message").count() == 1_200


@pytest.mark.parametrize(
    ("bound", "value", "sizes"), [("BATCH_SIZE", 3, [3, 2]), ("BATCH_LENGTH", 3_000, [1] * 5)]
)
def test_batches_are_bounded_by_tickets_and_by_their_conversations(
    run, monkeypatch, bound, value, sizes
):
    monkeypatch.setattr(f"tickets.import_export.rows.{bound}", value)
    stored = []
    store = conversations.Conversations.store

    def count_and_store(self, tickets):
        stored.append(len(tickets))
        store(self, tickets)

    monkeypatch.setattr(conversations.Conversations, "store", count_and_store)
    run([ticket(*[message()] * 3, title=f"T{n}") for n in range(5)])
    assert [size for size in stored if size] == sizes


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_is_repeated_stores_each_message_once(run, monkeypatch):
    store = conversations.Conversations.store
    losses = iter([OperationalError("deadlock")])

    def lose_once(self, tickets):
        store(self, tickets)
        if error := next(losses, None):
            raise error

    monkeypatch.setattr("core.db.transactions.code_of", lambda error: "40P01")
    monkeypatch.setattr(conversations.Conversations, "store", lose_once)
    out, _ = run([ticket(message(), message("B", 11))])
    assert "1 ticket with 2 messages imported." in out
    assert list(Message.objects.values_list("text", flat=True)) == ["Hello", "B"]


def test_an_import_leaves_no_events_and_holds_nothing_back(run):
    run([ticket(message(), message(author=REQUESTER))])
    assert not Event.objects.exists()
    assert not Message.objects.exclude(held_until=None).exists()


def test_an_answer_comes_after_what_was_imported_for_the_future(run, api):
    run([ticket(message(at="2190-01-01T00:00:00Z"))])
    ticket_id = Ticket.objects.get().pk
    url = f"/api/tickets/{ticket_id}/messages/"
    response = api.post(url, {"kind": "reply", "text": "Later"})
    assert response.status_code == 201
    assert [one["text"] for one in api.get(url).json()] == ["Hello", "Later"]


def test_the_audit_trail_has_numbers_and_no_texts(run, export):
    run([ticket(message("secret")), {"title": ""}])
    export()
    imported, exported = AuditEvent.objects.order_by("pk")
    assert imported.details == {"tickets": 1, "rejected": 1, "messages": 1}
    assert exported.details == {"tickets": 1, "messages": 1}
    assert (imported.target, exported.target) == ("tickets.jsonl", "export.jsonl")


def test_the_times_are_the_original_ones(run):
    run([ticket(message(), status="closed", updated_at="2026-03-12T00:00:00Z")])
    stored = Ticket.objects.get()
    assert stored.created_at == datetime.fromisoformat(CREATED)
    assert stored.resolved_at == stored.updated_at < timezone.now()
