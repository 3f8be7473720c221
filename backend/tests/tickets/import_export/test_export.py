"""`export_tickets`, and the way back by `import_tickets`."""

import csv
import os
import subprocess
from datetime import timedelta
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from conftest import NOON
from people.models import Team
from tests.support.agents import make_agent
from tickets.import_export.csv_format import (
    EXPORT_COLUMNS,
    IMPORTED_COLUMNS,
    escape_formulas,
    unescape_formulas,
)
from tickets.import_export.export_rows import one_moment, ticket_chunks
from tickets.models import Tag, Ticket
from tickets.services import change_ticket
from tickets.tags.services import TagChange
from tickets.vocabulary import UNTIL_REPLY

pytestmark = pytest.mark.django_db
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


def contents():
    return list(Ticket.objects.order_by("id").values(*IMPORTED_COLUMNS))


def test_an_import_of_an_export_gives_the_same_tickets(odd_tickets, export):
    before = contents()
    path = export()
    Ticket.objects.all().delete()
    out = StringIO()
    call_command("import_tickets", str(path), stdout=out)
    assert f"{len(before)} tickets imported." in out.getvalue()
    assert contents() == before


def test_an_export_can_be_imported_where_it_came_from(odd_tickets, export):
    before = contents()
    path = export()
    call_command("import_tickets", str(path), stdout=StringIO())
    assert contents() == before


def tags_of(ticket):
    return [tag.name for tag in ticket.tags.all()]


def test_tags_are_one_cell_and_come_back(make_ticket, export):
    change_ticket(make_ticket(), {"tag_change": TagChange(only=("=1+1", "vat; de", "Größe"))})
    make_ticket()
    path = export()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["tags"] for row in rows] == ["'=1+1, Größe, vat; de", ""]
    Ticket.objects.all().delete()
    Tag.objects.all().delete()
    call_command("import_tickets", str(path), stdout=StringIO())
    first, second = Ticket.objects.order_by("id")
    assert (tags_of(first), tags_of(second)) == (["=1+1", "Größe", "vat; de"], [])
    assert (first.is_tagged, second.is_tagged) == (True, False)
    # A tag is called otherwise by now: it is the same ticket all the same.
    path.write_text(path.read_text(encoding="utf-8-sig").replace("Größe", "Länge"))
    Ticket.objects.update(created_at=NOON - timedelta(days=9))
    out = StringIO()
    call_command("import_tickets", str(path), stdout=out)
    assert "2 were there already." in out.getvalue()


def test_an_export_reads_the_tags_of_many_by_one_query(make_ticket, django_assert_num_queries):
    def chunks():
        with one_moment():
            return list(ticket_chunks())

    tickets = [make_ticket() for _ in range(5)]
    # Two chunks, of which the last one is empty.
    with django_assert_num_queries(2):
        chunks()
    for ticket in tickets[:3]:
        change_ticket(ticket, {"tag_change": TagChange(only=("vat", "refund"))})
    with django_assert_num_queries(3):
        [rows] = chunks()
    assert [row["tags"] for row in rows] == [["refund", "vat"]] * 3 + [[]] * 2


@pytest.mark.parametrize(
    "first_unknown", ["resolved_at", "requester_name", "assignee", "snoozed_until", "tags"]
)
def test_an_export_of_an_earlier_release_is_read_as_one(
    odd_tickets, tmp_path, export, first_unknown
):
    Ticket.objects.exclude(resolved_at=None).update(resolved_at=F("updated_at"))
    before = contents()
    with export().open(encoding="utf-8", newline="") as file:
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


def test_no_cell_of_an_export_starts_a_formula(odd_tickets, export):
    with export().open(encoding="utf-8", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) == len(EXPORT_COLUMNS) * (Ticket.objects.count() + 1)
    assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t\r\n＝＋－＠"))]


def test_an_export_names_who_has_a_ticket(
    make_ticket, tmp_path, django_assert_num_queries, monkeypatch
):
    ada, team = make_agent("Ada"), Team.objects.create(name="=Billing")
    make_ticket()
    for _ in range(2):
        make_ticket(assignee=ada, team=team, snoozed_until=UNTIL_REPLY)
    make_ticket(assignee=ada, team=team, snoozed_until=NOON)
    monkeypatch.setattr("tickets.import_export.export_rows.ROWS_AT_ONCE", 2)
    path = tmp_path / "export.csv"
    # Two chunks and the end, the agent, the team, and the audit trail's two and its savepoint's.
    with django_assert_num_queries(9):
        call_command("export_tickets", str(path), stdout=StringIO())
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    assert header[-5:-2] == ["assignee", "team", "snoozed_until"]
    assert [row[-5:-2] for row in rows] == [
        ["", "", ""],
        *[["Ada", "'=Billing", "reply"]] * 2,
        ["Ada", "'=Billing", "2026-03-10T12:00:00Z"],
    ]


def test_a_ticket_is_the_same_whoever_has_it_by_now(make_ticket, export, tmp_path):
    ticket = make_ticket(assignee=make_agent("Ada"))
    earlier = export().read_bytes()
    Ticket.objects.all().delete()
    # Another ticket has the number, so that the row is known by its key alone.
    make_ticket(pk=ticket.pk, created_at=NOON - timedelta(days=1))
    path = tmp_path / "earlier.csv"
    path.write_bytes(earlier)
    call_command("import_tickets", str(path), stdout=StringIO())
    assert Ticket.objects.count() == 2
    path.write_bytes(earlier.replace(b"Ada", b"Augusta"))
    call_command("import_tickets", str(path), stdout=StringIO())
    assert Ticket.objects.count() == 2


def test_an_export_to_the_standard_output(make_ticket):
    make_ticket(title="Hello")
    out = StringIO()
    call_command("export_tickets", stdout=out)
    assert [row["title"] for row in csv.DictReader(StringIO(out.getvalue()))] == ["Hello"]


def test_a_file_can_come_through_a_pipe(odd_tickets, export):
    before = contents()
    text = export().read_bytes()
    Ticket.objects.all().delete()
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as cat:
        assert cat.stdin and cat.stdout
        cat.stdin.write(text)
        cat.stdin.close()
        call_command("import_tickets", f"/dev/fd/{cat.stdout.fileno()}", stdout=StringIO())
    assert contents() == before


@pytest.mark.parametrize("text", [*DANGEROUS, "", "plain", "a=b", "\tx"])
def test_marks_come_off_again(text):
    assert unescape_formulas(escape_formulas(text)) == text


@pytest.mark.parametrize("options", [(), ("--no-byte-order-mark",)])
def test_a_spreadsheet_is_told_that_an_export_is_utf_8(make_ticket, tmp_path, options):
    make_ticket(title="Grüße")
    path = tmp_path / "export.csv"
    call_command("export_tickets", str(path), *options, stdout=StringIO())
    assert path.read_bytes().startswith(b"\xef\xbb\xbf") != bool(options)
    assert "Grüße" in path.read_text("utf-8-sig")
    out = StringIO()
    call_command("import_tickets", str(path), stdout=out)
    assert "1 were there already." in out.getvalue()


class Output:
    """A standard output of another encoding, as the locale gives it."""

    def __init__(self, buffer):
        self.text = TextIOWrapper(buffer, "latin-1")
        self.buffer = buffer

    def write(self, text):
        return self.text.write(text)

    def flush(self):
        self.text.flush()


def test_the_standard_output_is_utf_8_whatever_the_locale(make_ticket):
    make_ticket(title="Grüße 日本")
    buffer = BytesIO()
    output = Output(buffer)
    call_command("export_tickets", stdout=output)
    assert buffer.getvalue().startswith(b"\xef\xbb\xbf")
    assert "Grüße 日本" in buffer.getvalue().decode()
    # It can still be written to.
    output.write("x")
    output.flush()


def test_an_output_that_nobody_reads_ends_in_a_sentence(make_ticket):
    make_ticket(description="x" * 20_000)
    reading, writing = os.pipe()
    os.close(reading)
    with (
        os.fdopen(writing, "wb") as buffer,
        pytest.raises(CommandError, match="Nobody reads the output any longer"),
    ):
        call_command("export_tickets", stdout=Output(buffer))


def test_an_export_that_a_spreadsheet_saved_comes_back(odd_tickets, export, tmp_path):
    """It quotes what has to be, and leaves out the empty cells at the end of a row."""
    before = contents()
    with export().open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    for row in rows[1:]:
        while row and not row[-1]:
            row.pop()
    rows[0] += ["", ""]
    path = tmp_path / "saved.csv"
    with path.open("w", encoding="utf-16", newline="") as file:
        csv.writer(file, delimiter="\t").writerows(rows)
    call_command("import_tickets", str(path), stdout=StringIO())
    assert contents() == before
    Ticket.objects.all().delete()
    call_command("import_tickets", str(path), stdout=StringIO())
    assert contents() == before
