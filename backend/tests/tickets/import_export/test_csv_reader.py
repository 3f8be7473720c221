"""Files as they come: bad rows, odd bytes, unusable files."""

from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from tests.support.csv_rows import CHANGED, CREATED, HEADER, RESOLVED, ROW
from tickets.models import Ticket

pytestmark = pytest.mark.django_db


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
            ["Control \x00\x1b[31mred", "text", "billing", "low"],
            ["Last", "good one", "account", "low"],
        ]
    )
    assert "4 tickets imported." in out
    assert "4 rows left out" in out
    assert [line.partition(":")[0] for line in err.splitlines()] == [
        "line 3",
        "line 8",
        "line 10",
        "line 11",
    ]
    for reason in (
        "title: This field is required.",
        "category: Choose one of: billing, technical, account, general.",
        "priority: Choose one of",
        "category: This field is required.; priority: This field is required.",
        "no more than 200 characters",
    ):
        assert reason in err
    assert set(Ticket.objects.values_list("title", flat=True)) == {
        "Broken",
        "Two lines",
        "Control red",
        "Last",
    }


def test_bytes_that_are_not_utf_8_are_read_as_windows_1252_and_told(run):
    out, err = run(
        b"title,description,category,priority\nGr\xfc\xdfe,x,general,low\nok,x,general,low\n"
    )
    assert "2 tickets imported." in out
    assert "1 row has bytes that are not UTF-8" in out
    assert "line 2: 'Grüße'" in out
    assert err == ""


def test_a_byte_order_mark_and_foreign_line_ends_do_not_matter(run):
    run(b"\xef\xbb\xbftitle,description,category,priority\r\nHi,there,general,low\r\n")
    assert Ticket.objects.get().title == "Hi"


def test_a_dry_run_stores_nothing(run):
    out, err = run([HEADER, ROW, ["", "x", "billing", "low"]], "--dry-run")
    assert "1 ticket could be imported." in out
    assert "line 3" in err
    assert not Ticket.objects.exists()


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


def test_a_time_that_is_none_costs_itself_and_is_told(run):
    _, err = run(
        [
            [*HEADER, "status", "created_at", "resolved_at"],
            [*ROW, "closed", CREATED, "yesterday"],
        ]
    )
    assert err == "line 2: resolved_at: 'yesterday': no time that can be read\n"
    assert Ticket.objects.get().resolved_at == datetime.fromisoformat(CREATED)


@pytest.mark.parametrize("bound", ["BATCH_SIZE", "BATCH_LENGTH"])
def test_batches_are_bounded_by_rows_and_by_their_texts(run, monkeypatch, bound):
    monkeypatch.setattr(f"tickets.import_export.rows.{bound}", 3)
    sizes = []
    monkeypatch.setattr(Ticket.objects, "bulk_create", lambda tickets: sizes.append(len(tickets)))
    monkeypatch.setattr("tickets.import_export.import_rows.store_copies", lambda tickets: None)
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


def test_a_missing_file():
    with pytest.raises(CommandError, match="No such file"):
        call_command("import_tickets", "nowhere.csv")


def test_an_apostrophe_in_a_foreign_file_stays(run):
    run([HEADER, ["'=quoted", "text", "billing", "low"]])
    assert Ticket.objects.get().title == "'=quoted"
