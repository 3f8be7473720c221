"""Exports of other systems, as their users save them: 2,000 rows each, with their traps."""

import csv
from collections import Counter
from datetime import UTC, datetime
from io import StringIO

import pytest

from tests.support import foreign_exports
from tickets.import_export.header import Header
from tickets.import_export.presets import recognise
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
BERLIN = ("--time-zone", "Europe/Berlin")


def values(field):
    return Counter(Ticket.objects.order_by().values_list(field, flat=True))


def check_that_twice_is_once(run, content, *options):
    before = Ticket.objects.count()
    out, _ = run(content, *BERLIN, *options)
    assert "0 tickets imported." in out
    assert f"{before} were there already." in out
    assert Ticket.objects.count() == before


def test_a_view_of_zendesk(run):
    content = foreign_exports.zendesk()
    out, err = run(content, *BERLIN)
    assert out.splitlines() == [
        "Read as UTF-8 (assumed), separated by commas (as in the header).",
        "Layout of Zendesk (by its columns; --preset none takes it as any file).",
        "Tickets are recognised by 'Id' and 'Created at' if they come again.",
        "1 row repeats an earlier one, ticket number included.",
        "Times without a zone were read in Europe/Berlin (--time-zone): 4324.",
        "Columns: 'Subject' → title, 'Group' or 'Ticket type' or 'Tags' → category, "
        "'Priority' → priority, 'Status' → status, 'Created at' → created_at, "
        "'Updated at' → updated_at, 'Solved at' → resolved_at, 'Requester' → requester_name, "
        "'Requester email' → requester_email.",
        "The subject serves as the description where there is none: 1996 rows.",
        "Not taken, for an import has no such field: 'Summation column', 'Assignee', 'Via', "
        "'Satisfaction Score', 'Replies', 'Product [list]', 'Note [txt]' (column 19), "
        "'Note [txt]' (column 20).",
        "category: 'Technical support' → technical 500, 'Support' → general 334 (default), "
        "'Incident' → general 333 (default), 'billing vip' → billing 333.",
        "priority: 'Normal' → medium 400, 'Urgent' → critical 400, '-' → medium 400 (default).",
        "status: 'On-hold' → in_progress 333, 'Pending' → in_progress 327, 'New' → open 327, "
        "'Solved' → resolved 326, 'Waiting for parts' → open 16 (default).",
        "1 × updated_at: does not exist in Europe/Berlin.",
        "1996 tickets imported.",
        "5 rows left out, see above.",
    ]
    assert err.splitlines() == [
        *(
            f"line {line}: title: Ensure this field has no more than 200 characters. "
            "--shorten cuts it and loses nothing."
            for line in (501, 1001, 1501)
        ),
        "line 1778: updated_at: '2026-03-29 02:49': does not exist in Europe/Berlin; "
        "taken for 2026-03-29 03:49:00",
        "line 2001: title: Ensure this field has no more than 200 characters. "
        "--shorten cuts it and loses nothing.",
        "line 2003: it has the number of line 9, but other values",
    ]
    assert values("priority") == {"low": 396, "medium": 800, "high": 400, "critical": 400}
    first = Ticket.objects.get(title="Cannot log in, again 4")
    assert first.description == first.title
    assert (first.status, first.category, first.priority) == ("resolved", "billing", "medium")
    assert first.created_at == datetime(2026, 1, 5, 11, 58, tzinfo=UTC)
    assert first.resolved_at == datetime(2026, 1, 5, 12, 58, tzinfo=UTC)
    assert (first.requester_name, first.requester_email) == ("Max Muster", "user4@example.com")
    check_that_twice_is_once(run, content)
    # The rows that were too long can be added later.
    assert "4 tickets imported." in run(content, *BERLIN, "--shorten")[0]
    check_that_twice_is_once(run, content, "--shorten")


def test_an_export_of_freshdesk(run):
    content = foreign_exports.freshdesk()
    out, err = run(content, *BERLIN)
    assert out.splitlines() == [
        "Read as UTF-8 (by its byte order mark), separated by semicolons (as the first line says).",
        "Layout of Freshdesk (by its columns; --preset none takes it as any file).",
        "Tickets are recognised by 'Ticket ID' and 'Created Time' if they come again.",
        "Dates such as 3/1/2026 are read day first, as line 282 has '13/01/2026 00:10'.",
        "200 rows have bytes that are not UTF-8, read as Windows-1252, for example "
        "line 17: 'Grüße Nr. 10'. If that is wrong, name the encoding with --encoding.",
        "Times without a zone were read in Europe/Berlin (--time-zone): 4790.",
        "Columns: 'Subject' → title, 'Description' → description, "
        "'Type' or 'Group' or 'Tags' → category, 'Priority' → priority, 'Status' → status, "
        "'Created Time' → created_at, 'Last Update Time' → updated_at, "
        "'Resolved Time' or 'Closed Time' → resolved_at, 'Full Name' → requester_name, "
        "'Email' → requester_email.",
        "The subject serves as the description where there is none: 500 rows.",
        "Not taken, for an import has no such field: 'Source', 'Agent', "
        "'Resolution time (in hrs)'.",
        "category: 'Billing issue' → billing 667, 'Helpdesk' → general 667 (default), "
        "'Question' → general 666 (default).",
        "priority: 'Urgent' → critical 500.",
        "status: 'Pending' → in_progress 400, 'Waiting on Customer' → in_progress 400.",
        *(
            f"40 × requester_email: {what}. --report FILE lists them all."
            for what in (
                "several addresses",
                "no address",
                "the name beside the address is not taken",
            )
        ),
        "10 × created_at: no time that can be read. --report FILE lists them all.",
        "10 × created_at: not known, so the earliest other time is taken. "
        "--report FILE lists them all.",
        "1 × updated_at: does not exist in Europe/Berlin.",
        "2000 tickets imported.",
    ]
    # Five of each of five kinds, and the time that does not exist.
    assert len(err.splitlines()) == 26
    assert values("status") == {"open": 400, "in_progress": 800, "resolved": 400, "closed": 400}
    assert Ticket.objects.filter(requester_email="").count() == 40
    ticket = Ticket.objects.get(title="Grüße Nr. 10")
    assert ticket.description.startswith('Hello,\nmy "printer"; it is broken\n')
    assert ticket.requester_name == "Jürgen Groß"
    assert Ticket.objects.get(title="Grüße Nr. 50").requester_email == "user50@example.com"
    check_that_twice_is_once(run, content)


def test_a_queue_of_osticket(run):
    content = foreign_exports.osticket()
    out, err = run(content, *BERLIN)
    assert out.splitlines() == [
        "Read as UTF-16-LE (by its byte order mark), separated by tabs (as in the header).",
        "Layout of osTicket (by its columns; --preset none takes it as any file).",
        "Tickets are recognised by 'Ticket Number' and 'Date Created' if they come again.",
        "Dates such as 3/1/2026 are read month first, as line 163 has '01/13/2026 12:24 AM'.",
        "665 rows have fewer cells than the header; missing ones are empty.",
        "Times without a zone were read in Europe/Berlin (--time-zone): 4490.",
        "Columns: 'Subject' → title, 'Help Topic' or 'Department' → category, "
        "'Priority' → priority, 'Current Status' → status, 'Date Created' → created_at, "
        "'Last Updated' → updated_at, 'Closed Date' → resolved_at, 'From' → requester_name, "
        "'From Email' → requester_email.",
        "The subject serves as the description where there is none: 1995 rows.",
        "Not taken, for an import has no such field: 'Source', 'Agent Assigned', 'Team Assigned'.",
        "category: 'General Inquiry' → general 665, 'Account access' → account 665, "
        "'Sales / Billing' → billing 665.",
        "priority: 'Emergency' → critical 500, 'Normal' → medium 495.",
        "status: 'Archived' → closed 500.",
        "1 × updated_at: does not exist in Europe/Berlin.",
        "1995 tickets imported.",
        "5 rows left out, see above.",
    ]
    assert [line for line in err.splitlines() if "title" in line] == [
        f"line {line}: title: This field is required.; description: This field is required."
        for line in (2, 402, 802, 1202, 1602)
    ]
    ticket = Ticket.objects.get(title="Ticket 3")
    assert (ticket.status, ticket.priority, ticket.category) == ("closed", "critical", "account")
    assert ticket.created_at == datetime(2026, 1, 5, 10, 51, tzinfo=UTC)
    assert ticket.requester_email == "user3@bücher.example"
    check_that_twice_is_once(run, content)


def test_a_workbook_of_zammad(run):
    content = foreign_exports.zammad()
    out, err = run(content, *BERLIN)
    assert out.splitlines() == [
        "Read as UTF-8 (assumed), separated by semicolons (as in the header).",
        "Layout of Zammad (by its columns; --preset none takes it as any file).",
        "Tickets are recognised by '#' and 'Created At' if they come again.",
        "1988 rows have bytes that are not UTF-8, read as Windows-1252, for example "
        "line 3: 'Störung Nr. 2'. If that is wrong, name the encoding with --encoding.",
        "Dates with points, read day first: 4376.",
        "Times without a zone were read in Europe/Berlin (--time-zone): 4376.",
        "Columns: 'Title' → title, 'Group' or 'Tags' → category, 'Priority' → priority, "
        "'State' → status, 'Created At' → created_at, 'Updated At' → updated_at, "
        "'Closed At' → resolved_at, 'Customer' → requester_name.",
        "The subject serves as the description where there is none: 1988 rows.",
        "Not taken, for an import has no such field: 'Owner', 'Organization', 'Article Count'.",
        "category: 'Users' → general 992 (default).",
        "priority: '3 high' → high 663, '1 low' → low 663, '2 normal' → medium 662.",
        "status: 'pending reminder' → in_progress 400, 'pending close' → in_progress 400, "
        "'new' → open 392.",
        "1 × updated_at: does not exist in Europe/Berlin.",
        "1988 tickets imported.",
        "9 rows left out, see above.",
    ]
    unclosed = "a quote is not closed, or text follows where it is"
    assert [line for line in err.splitlines() if "updated_at" not in line] == [
        "line 2: 14 cells where the header has 13",
        *(
            f"line {line}: {unclosed}"
            if line % 500 == 251
            else f"line {line}: lines {line}–{line + 1} are left out: {unclosed}"
            for line in range(251, 2_000, 250)
        ),
        f"line 2001: {unclosed}",
    ]
    ticket = Ticket.objects.get(title="Störung Nr. 9")
    assert (ticket.status, ticket.priority, ticket.category) == ("closed", "low", "technical")
    assert ticket.resolved_at == datetime(2026, 1, 6, 17, 33, tzinfo=UTC)
    assert (ticket.requester_name, ticket.requester_email) == ("Jürgen Groß", "user9@example.com")
    check_that_twice_is_once(run, content)


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (foreign_exports.zendesk().decode(), "Status"),
        (foreign_exports.osticket().decode("utf-16"), "Current Status"),
        (foreign_exports.zammad().decode("cp1252"), "State"),
        (foreign_exports.freshdesk().decode("utf-8-sig", "replace")[len("sep=;\r\n") :], "Status"),
    ],
)
def test_a_later_export_brings_only_new_tickets(run, content, status):
    separator = next(mark for mark in ("\t", ";", ",") if mark in content.partition("\n")[0])
    header, *rows = list(csv.reader(StringIO(content, newline=""), delimiter=separator))[:10]
    rows = [row for row in rows if len(row) == len(header)][1:]
    run([header, *rows[:4]])
    at = header.index(status)
    later = [[*row[:at], "Closed", *row[at + 1 :]] for row in rows]
    out, _ = run([header, *reversed(later)])
    assert "4 were there already." in out
    assert Ticket.objects.count() == len(rows) > 4


def zendesk_rows(**changes):
    row = {
        "Id": "7",
        "Subject": "Printer",
        "Status": "Open",
        "Priority": "High",
        "Group": "Support",
        "Created at": "2026-03-01 14:00",
        "Updated at": "2026-03-01 14:00",
        "Requester": "Ann",
        **changes,
    }
    return [list(row), list(row.values())]


def test_numbers_of_two_installations_do_not_mix(run):
    run(zendesk_rows())
    out, _ = run(zendesk_rows(**{"Created at": "2025-11-11 11:11"}))
    assert "1 ticket imported." in out
    assert Ticket.objects.count() == 2


def test_what_an_earlier_release_imported_is_recognised_in_a_preset(run):
    rows = zendesk_rows()
    options = ("--column", "title=Subject", "--column", "description=Subject")
    more = ("--default", "category=general", "--default", "priority=low")
    run(rows, "--preset", "none", *options, *more)
    assert "1 were there already." in run(rows)[0]


def test_options_come_before_a_preset(run):
    run(
        zendesk_rows(Details="It smokes", Status="Frozen"),
        *("--column", "description=details", "--map", "status:frozen=closed"),
        *("--default", "category=billing", "--map", "priority:high=critical"),
    )
    ticket = Ticket.objects.get()
    assert (ticket.description, ticket.status) == ("It smokes", "closed")
    assert (ticket.category, ticket.priority) == ("billing", "critical")


def test_a_preset_can_be_chosen_where_the_columns_are_few(run):
    rows = [["SUBJECT", "status"], ["Printer", "Solved"]]
    out, _ = run(rows, "--preset", "zendesk")
    assert "Layout of Zendesk (as --preset says)." in out
    assert Ticket.objects.get().status == "resolved"


@pytest.mark.parametrize(
    "header",
    [
        ["title", "description", "category", "priority"],
        ["Id", "Title", "Description", "Category", "Priority", "Status", "Created at", "Tags"],
        ["Id", "Subject", "Status"],
        ["Ticket", "Subject", "Body"],
    ],
)
def test_other_files_are_not_taken_for_exports_of_others(header):
    assert recognise(Header(header)) is None
