"""Exports as JSON lines, and the way back."""

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conversations.import_export import export_lines
from conversations.import_export.json_lines import without_changing
from conversations.models import AuthorKind, Channel, Kind, Message
from conversations.ticket_state import rebuild
from people.models import Team
from tests.support.agents import make_agent
from tests.support.json_lines import message, ticket
from tickets.import_export import export_rows
from tickets.models import Tag, Ticket
from tickets.services import change_ticket
from tickets.tags.services import TagChange
from tickets.vocabulary import Category, Priority, Status

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
# More tags than a ticket can have.
MANY = [f"tag {number}" for number in range(21)]


@pytest.fixture
def say(make_ticket):
    """Store a message of a ticket."""

    def say(ticket, text="Hello", kind=Kind.REPLY, author=AuthorKind.AGENT, **values):
        stored = Message.objects.create(
            ticket=ticket,
            kind=kind,
            author_kind=author,
            text=text,
            **{
                "author_name": "Ann",
                "html": text,
                "channel": Channel.WEB,
                "at": NOW,
                **values,
            },
        )
        rebuild([ticket.pk])
        return stored

    return say


def lines_of(content):
    return [json.loads(line) for line in content.splitlines()]


def texts_of(content):
    return [[message["text"] for message in line["messages"]] for line in lines_of(content)]


def test_a_line_has_a_ticket_with_its_messages(make_ticket, say, export):
    stored = make_ticket(status="closed", resolved_at=NOW, created_at=NOW, requester_name="Zoë")
    say(stored, "Fine — 日本", Kind.NOTE, edited_at=NOW + timedelta(microseconds=1))
    content, out, err = export()
    assert (out, err) == ("1 tickets with 1 messages exported.\n", "")
    assert content.endswith(b"}\n")
    assert "日本".encode() in content
    assert lines_of(content) == [
        {
            "id": stored.pk,
            "title": "Ticket 1",
            "description": "Something is wrong.",
            "category": "general",
            "priority": "medium",
            "status": "closed",
            "created_at": "2026-03-10T12:00:00Z",
            "updated_at": "2026-03-10T12:00:00Z",
            "resolved_at": "2026-03-10T12:00:00Z",
            "requester_name": "Zoë",
            "requester_email": "",
            "assignee": None,
            "team": None,
            "snoozed_until": None,
            "tags": [],
            "merged_into": None,
            "related": [],
            "messages": [
                {
                    "kind": "note",
                    "author": {"kind": "agent", "name": "Ann"},
                    "text": "Fine — 日本",
                    "channel": "web",
                    "at": "2026-03-10T12:00:00Z",
                    "edited_at": "2026-03-10T12:00:00.000001Z",
                }
            ],
        }
    ]


def test_a_line_names_who_has_the_ticket(make_ticket, run, export):
    stored = make_ticket(assignee=make_agent("Ada"), team=Team.objects.create(name="Billing"))
    content, _, _ = export()
    [line] = lines_of(content)
    assert (line["assignee"], line["team"]) == ("Ada", "Billing")
    Ticket.objects.all().delete()
    out, _ = run(content)
    left = "'merged_into' (1), 'related' (1)"
    assert f"Not taken, for an import has no such field: {left}." in out
    assert Ticket.objects.get().pk == stored.pk
    # Somebody else has it by now, or the line is an earlier release's.
    later_fields = {"tags", "merged_into", "related"}
    without_tags = {name: value for name, value in line.items() if name not in later_fields}
    without_snooze = {name: without_tags[name] for name in without_tags if name != "snoozed_until"}
    changed = {**line, "assignee": "Augusta", "snoozed_until": "reply", "tags": ["vat"]}
    for later in (changed, without_tags, without_snooze, without_changing(line)):
        Ticket.objects.update(created_at=NOW)
        assert "1 were there already." in run([later])[0]


def test_tags_come_back_with_their_tickets(make_ticket, run, export):
    change_ticket(make_ticket(), {"tag_change": TagChange(only=("vat", "Größe"))})
    content, _, _ = export()
    [line] = lines_of(content)
    assert line["tags"] == ["Größe", "vat"]
    Ticket.objects.all().delete()
    Tag.objects.all().delete()
    run(content)
    [stored] = Ticket.objects.all()
    assert [tag.name for tag in stored.tags.all()] == ["Größe", "vat"]
    assert stored.is_tagged
    # A tag was renamed by now, or the line is the last release's.
    later_fields = {"tags", "merged_into", "related"}
    without_tags = {name: value for name, value in line.items() if name not in later_fields}
    for later in ({**line, "tags": ["VAT 2"]}, without_tags):
        Ticket.objects.update(created_at=NOW)
        assert "1 were there already." in run([later])[0]


@pytest.mark.parametrize("tags", ["vat", [7], ["a,b"], ["none"], ["x" * 51], MANY, {}])
def test_a_line_with_other_tags_is_left_out(run, tags):
    out, err = run([ticket(tags=tags)])
    assert "1 row left out" in out
    assert "tags: " in err
    assert not Ticket.objects.exists()


def test_an_earlier_export_keeps_its_numbers(make_ticket, run, export):
    stored = make_ticket(pk=make_ticket().pk + 7)
    [_, line] = lines_of(export()[0])
    Ticket.objects.all().delete()
    run([without_changing(line)])
    assert Ticket.objects.get().pk == stored.pk


def test_notes_can_be_left_out(make_ticket, say, export):
    one = make_ticket()
    say(one, "For us", Kind.NOTE)
    say(one, "For all")
    assert texts_of(export()[0]) == [["For us", "For all"]]
    assert texts_of(export("--no-notes")[0]) == [["For all"]]
    with pytest.raises(CommandError, match="CSV has neither replies nor notes"):
        export("--no-notes", name="export.csv")


def test_a_reply_that_can_be_taken_back_is_not_in_it_and_told(make_ticket, say, export):
    one = make_ticket()
    now = timezone.now()
    say(one, "Sent", held_until=now - timedelta(seconds=1))
    say(one, "Held", held_until=now + timedelta(minutes=1))
    content, _, err = export()
    assert texts_of(content) == [["Sent"]]
    assert err == "1 replies can still be taken back and are not in the file.\n"


def test_a_line_that_no_import_would_read_is_told(make_ticket, export, monkeypatch):
    monkeypatch.setattr(export_lines, "MAX_LINE_LENGTH", 380)
    make_ticket()
    make_ticket(description="x" * 380)
    _, _, err = export()
    assert err.startswith("1 tickets have lines of more than")


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_chunks_and_pages_of_any_size_give_the_whole(make_ticket, say, export, monkeypatch, size):
    tickets = [make_ticket() for _ in range(5)]
    # Written in turns, as people do.
    for turn in range(4):
        for number in (0, 2, 3):
            say(tickets[number], f"{number}.{turn}")
    monkeypatch.setattr(export_rows, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr(export_lines, "MESSAGES_AT_ONCE", size)
    said = [[f"{number}.{turn}" for turn in range(4)] for number in range(5)]
    said[1] = said[4] = []
    assert texts_of(export()[0]) == said


def test_the_number_of_queries_grows_with_chunks_alone(
    make_ticket, say, export, django_assert_num_queries, monkeypatch
):
    for _ in range(6):
        one = make_ticket()
        for _ in range(3):
            say(one)
    monkeypatch.setattr(export_rows, "ROWS_AT_ONCE", 3)
    # Two chunks of tickets and the end, their messages and their links, the held ones, and the
    # audit trail's two and its savepoint's.
    with django_assert_num_queries(12):
        export()


def test_the_standard_output_takes_lines(make_ticket, say):
    say(make_ticket(title="Grüße"))
    out = StringIO()
    call_command("export_tickets", "--format", "jsonl", stdout=out)
    [line] = out.getvalue().splitlines()
    assert json.loads(line)["title"] == "Grüße"
    buffer = BytesIO()
    output = TextIOWrapper(buffer, "latin-1")
    call_command("export_tickets", "--format", "jsonl", stdout=output)
    assert buffer.getvalue().decode() == f"{line}\n"


@pytest.mark.django_db(transaction=True)
def test_an_export_shows_one_moment_and_lets_others_write(make_ticket, say, export, monkeypatch):
    one = make_ticket()
    say(one, "Before")
    read = export_lines.read_messages
    later = iter([True])

    def read_after_another_wrote(*args):
        if next(later, False):
            write_beside(one.pk)
        return read(*args)

    monkeypatch.setattr(export_lines, "read_messages", read_after_another_wrote)
    content, _, _ = export()
    assert texts_of(content) == [["Before"]]
    assert texts_of(export()[0]) == [["Before", "Meanwhile"]]
    rebuild([one.pk])


def write_beside(ticket_id):
    """Write on a connection of its own."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("UPDATE tickets_ticket SET priority = 'low' WHERE id = %s", [ticket_id])
            cursor.execute(
                "INSERT INTO conversations_message (ticket_id, kind, author_kind, author_name,"
                " text, html, channel, at, version, fingerprint)"
                " SELECT ticket_id, kind, author_kind, author_name, 'Meanwhile', html, channel,"
                " at, version, fingerprint FROM conversations_message"
            )
    finally:
        other.close()


def test_an_import_where_an_export_came_from_adds_nothing(run, export):
    run([ticket(message(), title="A"), ticket(title="B")])
    content, _, _ = export()
    out, err = run(content)
    assert (err, Message.objects.count()) == ("", 1)
    assert "0 tickets imported." in out
    assert "2 were there already." in out


def test_what_went_on_since_an_export_does_not_come_twice(make_ticket, say, run, export):
    one = make_ticket()
    say(one)
    earlier, _, _ = export()
    say(one, "More", at=NOW + timedelta(hours=1))
    later, _, _ = export()
    Ticket.objects.all().delete()
    run(earlier)
    assert "0 tickets imported." in run(later)[0]
    assert texts_of(export()[0]) == [["Hello"]]


TEXTS = st.text(min_size=1, max_size=40) | st.sampled_from(
    ["=1+1", "'", "\u2028", "\\u0000", "a\nb", "```\n<script>\n```", "\U0001f600", '"}\n{"']
)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


def choices(vocabulary):
    return st.sampled_from(vocabulary.values)


def messages():
    values = {
        "kind": choices(Kind),
        "author": st.fixed_dictionaries({"kind": choices(AuthorKind), "name": TEXTS}),
        "text": TEXTS,
        "channel": choices(Channel),
        "at": TIMES.map(datetime.isoformat),
        "edited_at": st.none() | TIMES.map(datetime.isoformat),
    }
    return st.lists(st.fixed_dictionaries(values), max_size=4)


def tickets():
    values = {
        "title": TEXTS,
        "description": TEXTS,
        "requester_name": TEXTS,
        "requester_email": st.sampled_from(["", "zoe@example.com", "Ann@Bücher.example"]),
        "category": choices(Category),
        "priority": choices(Priority),
        "status": choices(Status),
        "created_at": TIMES.map(datetime.isoformat),
        "messages": messages(),
    }
    return st.lists(st.fixed_dictionaries(values), max_size=4)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(lines=tickets())
def test_an_import_of_an_export_gives_the_same_export(run, export, lines):
    Ticket.objects.all().delete()
    run(lines)
    exported, _, _ = export()
    assert len(lines_of(exported)) == Ticket.objects.count()
    assert sum(map(len, texts_of(exported))) == Message.objects.count()
    Ticket.objects.all().delete()
    out, err = run(exported)
    assert "left out" not in out, err
    assert export()[0] == exported
    assert "0 tickets imported." in run(exported)[0]
