"""Storing of imported rows: each once, in the order of the file, batch by batch."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.audit.models import AuditEvent
from core.db.trigrams import has_extension
from tests.support.csv_rows import HEADER, ROW
from tickets.import_export.csv_format import IMPORTED_COLUMNS
from tickets.import_export.import_keys import make_import_key
from tickets.import_export.import_rows import find_imported_keys
from tickets.models import Tag, Ticket
from tickets.search.trigram_index import INDEX
from tickets.services import change_tickets
from tickets.tags import services

pytestmark = pytest.mark.django_db
only_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has no such indexes"
)
BATCH_SIZE = 2


@pytest.fixture
def small_batches(monkeypatch):
    monkeypatch.setattr("tickets.import_export.rows.BATCH_SIZE", BATCH_SIZE)


@pytest.fixture
def refuse_title(monkeypatch):
    """Let the database refuse the batch that begins with this title."""
    bulk_create = Ticket.objects.bulk_create
    refused: list[str] = []

    def bulk_create_unless_refused(tickets):
        if tickets and tickets[0].title in refused:
            raise IntegrityError("duplicate key\nDETAIL: (id)=(7)")
        return bulk_create(tickets)

    monkeypatch.setattr(Ticket.objects, "bulk_create", bulk_create_unless_refused)
    return refused.append


def rows_titled(titles):
    return [HEADER, *([title, "Text", "general", "low"] for title in titles)]


def export_row(ticket_id, title, minute=0):
    time = f"2026-01-01T00:{minute:02}:00Z"
    return [ticket_id, title, "Text", "general", "low", "open", time, "", "", "", ""]


def titles():
    return list(Ticket.objects.order_by("pk").values_list("title", flat=True))


def test_running_again_adds_nothing_twice(run):
    rows = [HEADER, ROW, ["Other", "text", "billing", "low"], ROW]
    assert "3 tickets imported." in run(rows)[0]
    out, _ = run([*rows, ["New", "text", "billing", "low"]])
    assert "1 ticket imported." in out
    assert "3 were there already." in out
    assert Ticket.objects.count() == 4


def test_running_again_after_a_change_keeps_the_change(run):
    run([HEADER, ROW])
    change_tickets(Ticket.objects.all(), {"status": "closed", "title": "Renamed"})
    run([HEADER, ROW])
    assert Ticket.objects.get().title == "Renamed"


def test_a_batch_takes_few_statements(run, django_assert_max_num_queries):
    rows = [HEADER, *([f"Ticket {n}", *ROW[1:]] for n in range(2_500))]
    # SQLite takes 999 values in a statement: 30 tickets.
    with django_assert_max_num_queries(111):
        run(rows)
    assert Ticket.objects.count() == 2_500


def test_statements_are_not_kept_in_memory(run, settings):
    settings.DEBUG = True
    run([HEADER, *([f"Ticket {n}", *ROW[1:]] for n in range(1_500))])
    # The one that is left stores the event of the audit trail, which has no text.
    assert not [query for query in connection.queries if "tickets_ticket" in query["sql"]]


def test_an_error_of_the_database_is_told_in_one_line(run, refuse_title):
    refuse_title(ROW[0])
    with pytest.raises(CommandError, match=r"^The database refused .* again .* DETAIL"):
        run([HEADER, ROW])


def test_ids_are_in_the_order_of_the_file(run, small_batches):
    assert "6 tickets imported." in run(rows_titled("fbdace"))[0]
    assert titles() == list("fbdace")


def test_rows_that_are_alike_are_tickets_of_their_own_however_often_the_file_comes(
    run, small_batches
):
    assert "7 tickets imported." in run(rows_titled("ababcac"))[0]
    for order in ("ababcac", "ccbbaaa"):
        out, _ = run(rows_titled(order))
        assert "0 tickets imported." in out
        assert "7 were there already." in out
    assert "1 ticket imported." in run(rows_titled("ababcacb"))[0]
    assert sorted(titles()) == sorted("ababcacb")


def test_rows_that_an_earlier_release_imported_are_recognised(run):
    # The first of several rows that are alike has the key that it always had.
    row = dict(zip(HEADER, ROW, strict=True))
    Ticket.objects.create(**row, import_key=make_import_key(row))
    assert "1 ticket imported." in run([HEADER, ROW, ROW])[0]


def test_own_ids_are_kept_unless_a_batch_before_has_them(run, small_batches, make_ticket):
    last = make_ticket(title="here before").pk
    out, _ = run(
        [
            IMPORTED_COLUMNS,
            *(export_row(last + 1, "a"), export_row(last + 4, "b")),
            *(export_row(last + 4, "c", minute=1), export_row(last + 4, "b again")),
            *(export_row("", "d"), export_row(last + 3, "e")),
        ]
    )
    assert "5 tickets imported." in out
    assert "1 were there already." in out
    ids = dict(Ticket.objects.values_list("title", "pk"))
    assert [ids[title] - last for title in "abe"] == [1, 4, 3]
    assert min(ids["c"], ids["d"]) > last + 4


@pytest.mark.django_db(transaction=True)
def test_batches_before_one_that_failed_stay_and_are_told(
    tmp_path, run, small_batches, refuse_title, monkeypatch
):
    refuse_title("c")
    out = StringIO()
    rows = rows_titled("abcdef")
    path = tmp_path / "failing.csv"
    path.write_text("\n".join(map(",".join, rows)))
    with pytest.raises(CommandError, match="The database refused some rows"):
        call_command("import_tickets", str(path), stdout=out)
    assert "2 tickets imported." in out.getvalue()
    assert "were there already" not in out.getvalue()
    assert titles() == list("ab")

    monkeypatch.undo()
    out, _ = run(rows)
    assert "4 tickets imported." in out
    assert "2 were there already." in out
    assert titles() == list("abcdef")


@pytest.mark.django_db(transaction=True)
def test_within_a_transaction_nothing_is_stored_outside_it(run, small_batches):
    with transaction.atomic():
        assert "3 tickets imported." in run(rows_titled("abc"))[0]
        transaction.set_rollback(True)
    assert titles() == []


@only_postgresql
def test_no_texts_are_left_in_the_pending_lists_of_the_search(run, small_batches):
    if not has_extension(connection):
        pytest.skip("pg_trgm is not installed")
    run(rows_titled("abcde"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT gin_clean_pending_list(oid) FROM pg_class WHERE relname = %s", [INDEX]
        )
        assert cursor.fetchall() == [(0,)]


@only_postgresql
def test_an_index_serves_the_search_for_imported_rows():
    Ticket.objects.bulk_create(
        Ticket(title="T", description="D", category="general", priority="low", import_key=f"{n}")
        for n in range(5_000)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE tickets_ticket")
    keys = [f"key{n}" for n in range(20)]
    with CaptureQueriesContext(connection) as queries:
        assert find_imported_keys(keys) == set()
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {queries.captured_queries[0]['sql']}")
        plan = str(cursor.fetchall())
    assert "ticket_import_key_unique" in plan
    # The keys lead through the index and do not filter what all of it holds. PostgreSQL writes a
    # column's name otherwise when the index alone answers, which depends on what was vacuumed.
    assert "Index Cond: " in plan
    assert "Filter: " not in plan


def test_imports_are_in_the_audit_trail_by_number_and_name(run):
    run([HEADER, ROW, ["", "no title", "", ""]])
    run([HEADER, ROW], "--dry-run")
    [event] = AuditEvent.objects.all()
    assert (event.action, event.actor_kind, event.target) == (
        "tickets_imported",
        "command",
        "tickets.csv",
    )
    assert (event.details["tickets"], event.details["rejected"]) == (1, 1)
    assert set(event.details) == {"tickets", "rejected"}


TAGGED = [*HEADER, "tags"]


def tags():
    return [[tag.name for tag in ticket.tags.all()] for ticket in Ticket.objects.order_by("pk")]


def test_a_column_of_tags_is_read_and_missing_tags_are_made(run):
    Tag.objects.create(name="VAT")
    rows = [[*ROW, cell] for cell in ("vat , refund", " , ", "", "Refund,VAT,refund")]
    out, _ = run([TAGGED, *rows])
    assert "4 tickets imported." in out
    assert tags() == [["refund", "VAT"], [], [], ["refund", "VAT"]]
    assert [one.is_tagged for one in Ticket.objects.order_by("pk")] == [True, False, False, True]


def test_a_name_that_no_tag_can_have_costs_itself(run):
    cell = ", ".join(["None", "x" * 51, "\u200b", *(f"tag {number:02}" for number in range(21))])
    out, err = run([TAGGED, [*ROW, cell]])
    assert "1 ticket imported." in out
    assert "means tickets without tags" in err
    assert tags() == [[f"tag {number:02}" for number in range(20)]]


def test_a_column_of_another_name_is_read_as_tags_where_somebody_says_so(run):
    run([[*HEADER, "Labels"], [*ROW, "vat"]], "--column", "tags=Labels")
    assert tags() == [["vat"]]


def test_more_tags_than_there_can_be_end_an_import(run, monkeypatch):
    monkeypatch.setattr(services, "MAX_TAGS", 1)
    with pytest.raises(CommandError, match="There can be 1 tags at most"):
        run([TAGGED, [*ROW, "a, b"]])
    assert not Ticket.objects.exists()
