"""`import_tickets` and `export_tickets`."""

import csv
import subprocess
from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection
from django.db.models import F

from conftest import NOON
from tickets.import_export.csv_format import EXPORT_COLUMNS, escape_formula, unescape_formula
from tickets.models import Ticket
from tickets.services import change_tickets

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(tmp_path):
    """Import a text, or rows, as a file; returns what was printed and what was complained of."""

    def run(content, *options, name="tickets.csv"):
        path = tmp_path / name
        if isinstance(content, bytes):
            path.write_bytes(content)
        else:
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(content)
        out, err = StringIO(), StringIO()
        call_command("import_tickets", str(path), *options, stdout=out, stderr=err)
        return out.getvalue(), err.getvalue()

    return run


def exported(tmp_path):
    path = tmp_path / "export.csv"
    call_command("export_tickets", str(path), stdout=StringIO())
    return path


def contents():
    return list(Ticket.objects.order_by("id").values(*EXPORT_COLUMNS))


HEADER = ["title", "description", "category", "priority"]
ROW = ["Broken", "It is broken.", "technical", "high"]


def test_columns_are_found_by_name_in_any_order(run):
    out, err = run(
        [
            ["priority", "extra", "title", "category", "description"],
            ["low", "?", "Hello", "billing", "World"],
        ]
    )
    assert err == ""
    assert "1 ticket imported." in out
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.description) == ("Hello", "World")
    assert (ticket.category, ticket.priority, ticket.status) == ("billing", "low", "open")


def test_columns_can_be_renamed_and_values_translated(run):
    rows = [["subject", "body", "queue", "urgency", "state"]] + [
        [f"Subject {queue}", "Body", queue, urgency, state]
        for queue, urgency, state in (
            ("IT Support", "HIGH", "In progress"),
            ("it support ", "p1", "closed"),
            ("Billing", "p1", ""),
            ("Unheard of", "low", "open"),
            ("", "low", "open"),
        )
    ]
    _, err = run(
        rows,
        *("--column", "title=subject", "--column", "description=body"),
        *("--column", "category=queue", "--column", "priority=urgency", "--column", "status=state"),
        *("--map", "category:IT Support=technical", "--map", "priority:P1=critical"),
        *("--default", "category=general"),
    )
    assert err == ""
    assert list(Ticket.objects.order_by("id").values_list("category", "priority", "status")) == [
        ("technical", "high", "in_progress"),
        ("technical", "critical", "closed"),
        ("billing", "critical", "open"),
        ("general", "low", "open"),
        ("general", "low", "open"),
    ]


def test_a_translation_of_nothing_stands_in_for_a_missing_column(run):
    run([HEADER, ROW], "--map", "status:=closed")
    assert Ticket.objects.get().status == "closed"


def test_a_default_stands_in_for_a_missing_column(run):
    run(
        [["title", "description"], ["a", "b"]],
        "--default",
        "category=account",
        "--default",
        "priority=low",
    )
    assert Ticket.objects.get().category == "account"


def test_bad_rows_are_reported_with_line_and_reason_and_stop_nothing(run):
    out, err = run(
        [
            HEADER,
            ROW,
            ["", "no title", "billing", "low"],
            ["Two\nlines", "a\nb\nc", "billing", "low"],
            ["Bad words", "text", "nonsense", "urgent"],
            [],
            ["Too few", "cells"],
            ["Too long " + "x" * 200, "text", "billing", "low"],
            ["Control \x00", "text", "billing", "low"],
            ["Last", "good one", "account", "low"],
        ]
    )
    assert "3 tickets imported." in out
    assert "5 rows left out" in out
    assert [line.partition(":")[0] for line in err.splitlines()] == [
        "line 3",
        "line 8",
        "line 10",
        "line 11",
        "line 12",
    ]
    for reason in (
        "title: This field is required.",
        "category: Choose one of: billing, technical, account, general.",
        "priority: Choose one of",
        "2 cells where the header has 4",
        "no more than 200 characters",
        "Control characters",
    ):
        assert reason in err
    assert set(Ticket.objects.values_list("title", flat=True)) == {"Broken", "Two lines", "Last"}


@pytest.mark.parametrize(
    ("unreadable", "reason"),
    [
        ('Huge,"' + "Hidden,in a cell,billing,low\n" * 10_000 + '",billing,low', "larger than"),
        ('"Never closed,text,billing,low', "unexpected end of data"),
        ('"Closed by the next"" ,text,billing,low\n"Next",text,billing,low', "expected after"),
    ],
)
def test_where_rows_cannot_be_told_apart_it_stops_and_says_so(run, unreadable, reason):
    content = f"{','.join(HEADER)}\n{','.join(ROW)}\n{unreadable}\nAfter,text,billing,low\n"
    for _ in range(2):
        with pytest.raises(CommandError, match=f"line 3 .*{reason}"):
            run(content.encode())
        assert Ticket.objects.get().title == "Broken"


def test_bytes_that_are_not_utf_8_are_a_bad_row(run):
    out, err = run(
        b"title,description,category,priority\nGr\xfc\xdfe,x,general,low\nok,x,general,low\n"
    )
    assert "1 ticket imported." in out
    assert err == "line 2: title: This text is not valid Unicode.\n"


def test_a_byte_order_mark_and_foreign_line_ends_do_not_matter(run):
    run(b"\xef\xbb\xbftitle,description,category,priority\r\nHi,there,general,low\r\n")
    assert Ticket.objects.get().title == "Hi"


def test_running_again_adds_nothing_twice(run):
    rows = [HEADER, ROW, ["Other", "text", "billing", "low"], ROW]
    assert "2 tickets imported." in run(rows)[0]
    out, _ = run([*rows, ["New", "text", "billing", "low"]])
    assert "1 ticket imported." in out
    assert "3 were there already." in out
    assert Ticket.objects.count() == 3


def test_running_again_after_a_change_keeps_the_change(run):
    run([HEADER, ROW])
    change_tickets(Ticket.objects.all(), {"status": "closed", "title": "Renamed"})
    run([HEADER, ROW])
    assert Ticket.objects.get().title == "Renamed"


def test_a_title_can_come_from_the_description(run):
    run(
        [
            ["subject", *HEADER[1:]],
            ["", "My printer  is\non fire " + "and more " * 30, "technical", "high"],
            ["", "Short", "technical", "high"],
        ],
        "--column",
        "title=subject",
        "--title-from-description",
    )
    first, second = Ticket.objects.order_by("id")
    assert first.title.startswith("My printer is on fire and more")
    assert first.title.endswith("…")
    assert len(first.title) <= 101
    assert second.title == "Short"


def test_a_dry_run_stores_nothing(run):
    out, err = run([HEADER, ROW, ["", "x", "billing", "low"]], "--dry-run")
    assert "1 ticket could be imported." in out
    assert "line 3" in err
    assert not Ticket.objects.exists()


RESOLVED, CHANGED, CREATED = "2026-01-03T09:00:00Z", "2026-01-02T09:00:00Z", "2026-01-01T09:00:00Z"


@pytest.mark.parametrize(
    ("status", "resolved_at", "updated_at", "expected"),
    [
        ("closed", RESOLVED, CHANGED, RESOLVED),
        ("resolved", "", CHANGED, CHANGED),
        ("resolved", "", "", CREATED),
        ("open", RESOLVED, CHANGED, None),
        ("", RESOLVED, CHANGED, None),
    ],
)
def test_a_done_row_without_a_time_counts_as_resolved_when_it_last_changed(
    run, status, resolved_at, updated_at, expected
):
    _, err = run(
        [
            [*HEADER, "status", "closed on", "updated_at", "created_at"],
            [*ROW, status, resolved_at, updated_at, CREATED],
        ],
        *("--column", "resolved_at=closed on"),
    )
    assert err == ""
    assert Ticket.objects.get().resolved_at == (expected and datetime.fromisoformat(expected))


def test_a_time_that_is_none_is_a_bad_row(run):
    _, err = run([[*HEADER, "status", "resolved_at"], [*ROW, "closed", "yesterday"]])
    assert err.startswith("line 2: resolved_at: Datetime has wrong format.")


def test_many_rows_go_in_one_statement(run, django_assert_max_num_queries):
    rows = [HEADER, *([f"Ticket {n}", *ROW[1:]] for n in range(2_500))]
    with django_assert_max_num_queries(50):
        run(rows)
    assert Ticket.objects.count() == 2_500


@pytest.mark.parametrize("bound", ["BATCH_SIZE", "BATCH_LENGTH"])
def test_batches_are_bounded_by_rows_and_by_their_texts(run, monkeypatch, bound):
    monkeypatch.setattr(f"tickets.import_export.csv_reader.{bound}", 3)
    sizes = []
    monkeypatch.setattr(
        "tickets.import_export.import_rows.insert", lambda tickets: sizes.append(len(tickets))
    )
    rows = [
        ["", "no title", "billing", "low"],
        *([f"{n}", "Words", "billing", "low"] for n in "12345"),
    ]
    out, err = run([HEADER, *rows])
    assert sum(sizes) == 5
    assert len([size for size in sizes if size]) == {"BATCH_SIZE": 2, "BATCH_LENGTH": 5}[bound]
    assert "5 tickets imported." in out
    assert err.startswith("line 2: ")


@pytest.mark.parametrize("text", ["\\", "a\\nb", r"\N", r"\.", "a\tb\n\\.\nc", '"', "%s"])
def test_texts_arrive_as_they_are(run, text):
    run([HEADER, ["Title", text, "billing", "low"], [text, "Text", "billing", "low"]])
    first, last = Ticket.objects.order_by("id")
    assert (first.description, last.title) == (text, " ".join(text.split()))


def test_statements_are_not_kept_in_memory(run, settings):
    settings.DEBUG = True
    run([HEADER, *([f"Ticket {n}", *ROW[1:]] for n in range(1_500))])
    assert not connection.queries


def test_what_the_database_refuses_is_said_in_a_line(run, monkeypatch):
    def refuse(*args, **kwargs):
        raise IntegrityError("duplicate key\nDETAIL: (id)=(7)")

    monkeypatch.setattr("tickets.import_export.import_rows.insert", refuse)
    with pytest.raises(CommandError, match=r"^The database refused .* again .* DETAIL"):
        run([HEADER, ROW])


@pytest.mark.parametrize("number", ["17", "TCK-17", "0", "9223372036854775807"])
def test_a_foreign_file_does_not_say_what_number_a_ticket_has(run, number):
    _, err = run([["id", *HEADER], [number, *ROW]])
    assert err == ""
    assert Ticket.objects.get().pk != 17


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (b"", (), "The file is empty"),
        (b"subject,body\n", (), "There is no column 'title', 'description'"),
        (b"title,description,category,priority\n", ("--column", "title=name"), "no column 'name'"),
    ],
)
def test_unusable_files(run, content, options, message):
    with pytest.raises(CommandError, match=message):
        run(content, *options)


@pytest.mark.parametrize(
    "options",
    [
        ("--column", "title"),
        ("--column", "owner=x"),
        ("--column", "id=number"),
        ("--default", "id=7"),
        ("--default", "category=spam"),
        ("--map", "category:spam"),
        ("--map", "category:x=spam"),
        ("--map", "title:x=y"),
    ],
)
def test_unusable_options(run, options):
    with pytest.raises(CommandError):
        run([HEADER, ROW], *options)


def test_a_missing_file():
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_tickets", "nowhere.csv")


DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "'quoted", "''twice", "＝1", "'=1", "-", "'"]


@pytest.fixture
def odd_tickets(make_ticket):
    for text in DANGEROUS:
        make_ticket(
            title=text,
            description=f'{text}\nsecond, "line"\n\ttab ü 日本 😀',
            status="closed",
            resolved_at=NOON - timedelta(hours=1),
            requester_name=text,
            requester_email="=maelle@bücher.example",
        )
    make_ticket(title="x" * 200, description="y" * 20_000, priority="critical")


def test_an_import_of_an_export_gives_the_same_tickets(odd_tickets, tmp_path):
    before = contents()
    path = exported(tmp_path)
    Ticket.objects.all().delete()
    out = StringIO()
    call_command("import_tickets", str(path), stdout=out)
    assert f"{len(before)} tickets imported." in out.getvalue()
    assert contents() == before


def test_an_export_can_be_imported_where_it_came_from(odd_tickets, tmp_path):
    before = contents()
    path = exported(tmp_path)
    call_command("import_tickets", str(path), stdout=StringIO())
    assert contents() == before


@pytest.mark.parametrize("first_unknown", ["resolved_at", "requester_name"])
def test_an_export_of_an_earlier_release_is_read_as_one(odd_tickets, tmp_path, first_unknown):
    Ticket.objects.exclude(resolved_at=None).update(resolved_at=F("updated_at"))
    before = contents()
    with exported(tmp_path).open(encoding="utf-8", newline="") as file:
        rows = [row[: EXPORT_COLUMNS.index(first_unknown)] for row in csv.reader(file)]
    path = tmp_path / "earlier.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    Ticket.objects.all().delete()
    call_command("import_tickets", str(path), stdout=StringIO())
    assert [ticket["title"] for ticket in contents()] == [ticket["title"] for ticket in before]
    assert [ticket["resolved_at"] for ticket in contents()] == [
        ticket["updated_at"] if ticket["status"] == "closed" else None for ticket in before
    ]


def test_numbers_that_are_taken_give_way(make_ticket, tmp_path, api, body):
    mine = make_ticket(title="From elsewhere")
    path = exported(tmp_path)
    Ticket.objects.all().delete()
    local = make_ticket(pk=mine.pk, title="Local")
    for _ in range(2):
        call_command("import_tickets", str(path), stdout=StringIO())
        assert Ticket.objects.count() == 2
    assert Ticket.objects.get(pk=local.pk).title == "Local"
    assert Ticket.objects.get(title="From elsewhere").created_at == mine.created_at


def posted(api, body):
    response = api.post("/api/tickets/", body)
    assert response.status_code == 201
    return response.json()["id"]


def import_numbered(make_ticket, tmp_path, number):
    ticket = make_ticket(pk=number)
    path = exported(tmp_path)
    ticket.delete()
    call_command("import_tickets", str(path), stdout=StringIO(), stderr=StringIO())


def test_new_tickets_get_free_numbers_after_an_import(make_ticket, tmp_path, api, body):
    last = posted(api, body)
    import_numbered(make_ticket, tmp_path, last + 2)
    assert [posted(api, body) for _ in range(2)] == [last + 3, last + 4]


def test_numbers_that_were_given_out_are_not_given_out_again(make_ticket, tmp_path, api, body):
    last = posted(api, body)
    import_numbered(make_ticket, tmp_path, last + 1_000)
    Ticket.objects.filter(pk=last + 1_000).delete()
    import_numbered(make_ticket, tmp_path, last + 500)
    assert posted(api, body) == last + 1_001


@pytest.mark.parametrize("number", [10**12 + 1, 2**63 - 1])
def test_numbers_that_leave_no_room_are_refused(run, number):
    _, err = run([EXPORT_COLUMNS, [number, *ROW, "open", CREATED, CREATED, "", "", ""]])
    assert err.startswith("line 2: id: Ensure this value is less than or equal to")
    assert not Ticket.objects.exists()


def test_no_cell_of_an_export_starts_a_formula(odd_tickets, tmp_path):
    with exported(tmp_path).open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) == len(EXPORT_COLUMNS) * (Ticket.objects.count() + 1)
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


def test_an_export_to_the_standard_output(make_ticket):
    make_ticket(title="Hello")
    out = StringIO()
    call_command("export_tickets", stdout=out)
    assert [row["title"] for row in csv.DictReader(StringIO(out.getvalue()))] == ["Hello"]


def test_a_file_can_come_through_a_pipe(odd_tickets, tmp_path):
    before = contents()
    text = exported(tmp_path).read_bytes()
    Ticket.objects.all().delete()
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cat:
        assert cat.stdin and cat.stdout
        cat.stdin.write(text)
        cat.stdin.close()
        call_command("import_tickets", f"/dev/fd/{cat.stdout.fileno()}", stdout=StringIO())
    assert contents() == before


def test_an_apostrophe_in_a_foreign_file_stays(run):
    run([HEADER, ["'=quoted", "text", "billing", "low"]])
    assert Ticket.objects.get().title == "'=quoted"


@pytest.mark.parametrize("text", [*DANGEROUS, "", "plain", "a=b", "\tx"])
def test_marks_come_off_again(text):
    assert unescape_formula(escape_formula(text)) == text
