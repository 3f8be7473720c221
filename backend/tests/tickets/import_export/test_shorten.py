"""Texts that are too long, and the report of what was done."""

import csv
import stat
import subprocess
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.audit.models import AuditEvent
from tests.support.csv_rows import HEADER, ROW
from tickets.import_export.import_report import MAX_REJECTIONS, MAX_REMARKS
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
SUBJECT = "A subject that goes on and on " * 33
TEXT = "".join(f"Line {n} of a long log\n" for n in range(9_000))


def leftovers(tmp_path, name="tickets.csv.leftovers.csv"):
    path = tmp_path / name
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_what_is_too_long_is_left_out_with_a_hint(run):
    rows = [HEADER, [SUBJECT, *ROW[1:]], ["Log", TEXT, *ROW[2:]]]
    out, err = run(rows)
    assert "2 rows left out" in out
    assert err.count("--shorten cuts it and loses nothing") == 2


def test_shortening_loses_nothing(run, tmp_path):
    name = "Ann " * 50
    header = [*HEADER, "requester_name"]
    rows = [header, [SUBJECT, *ROW[1:], ""], ["Log", TEXT, *ROW[2:], name], [*ROW, "Ann"]]
    out, err = run(rows, "--shorten")
    assert "3 tickets imported." in out
    subject, log, short = Ticket.objects.order_by("id")
    assert len(subject.title) <= 200
    assert subject.title.endswith("…")
    assert subject.description == f"{SUBJECT.strip()}\n\n{ROW[1]}"
    assert short.description == ROW[1]

    [rest] = leftovers(tmp_path)
    assert (rest["line"], rest["title"]) == ("3", "Log")
    kept, _, mark = log.description.rpartition("\n\n")
    assert f"Requester: {name.strip()}\n\n{TEXT.strip()}" == kept + rest["rest"]
    assert len(log.description) <= 20_000
    assert f"{len(rest['rest']):,} more characters are in tickets.csv.leftovers.csv, line 3" in mark
    assert stat.S_IMODE((tmp_path / "tickets.csv.leftovers.csv").stat().st_mode) == 0o600
    assert "The rests of 1 descriptions are in" in out
    assert len(err.splitlines()) == 3
    # Twice is once.
    out, _ = run(rows, "--shorten")
    assert "3 were there already." in out


def test_where_the_rest_goes_can_be_said(run, tmp_path):
    run([HEADER, ["Log", TEXT, *ROW[2:]]], "--shorten", "--leftovers", str(tmp_path / "rest.csv"))
    assert len(leftovers(tmp_path, "rest.csv")) == 1
    assert not (tmp_path / "tickets.csv.leftovers.csv").exists()


def test_nothing_is_cut_that_has_no_place_to_go(run, tmp_path):
    content = f'{",".join(HEADER)}\nLog,"{TEXT}",billing,low\n{",".join(ROW)}\n'.encode()
    path = tmp_path / "source.csv"
    path.write_bytes(content)
    with subprocess.Popen(["cat", path], stdout=subprocess.PIPE) as cat:
        assert cat.stdout
        out, err = StringIO(), StringIO()
        pipe = f"/dev/fd/{cat.stdout.fileno()}"
        call_command("import_tickets", pipe, "--shorten", stdout=out, stderr=err)
    assert "1 ticket imported." in out.getvalue()
    assert "--leftovers FILE says where the rest goes" in err.getvalue()


def test_a_dry_run_shows_the_first_rows_as_they_would_be_stored(run, tmp_path):
    rows = [HEADER, *([f"T{n}", "Two\nlines", *ROW[2:]] for n in range(7))]
    rows.append([SUBJECT, TEXT, *ROW[2:]])
    out, _ = run(rows, "--dry-run", "--shorten")
    assert out.count("would be stored as:") == 5
    assert "The row on line 4 would be stored as:\n  title: 'T1'\n  description: 'Two lines'" in out
    assert "  status: 'open'\n" in out
    assert "8 tickets could be imported." in out
    assert run(rows, "--dry-run", "--preview", "2")[0].count("would be stored as:") == 2
    assert not Ticket.objects.exists()
    assert not AuditEvent.objects.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["tickets.csv"]


def test_the_report_is_bounded_and_a_file_has_all_of_it(run, tmp_path):
    many = MAX_REJECTIONS + 20
    rows = [[*HEADER, "created_at"]]
    rows += [["", "no title", *ROW[2:], ""] for _ in range(many)]
    rows += [[f"T{n}", *ROW[1:], "=yesterday"] for n in range(many)]
    out, err = run(rows)
    assert err.count("title: ") == MAX_REJECTIONS
    assert err.count("created_at: ") == MAX_REMARKS
    assert "20 more rows are left out. --report FILE lists them all." in out
    assert f"{many} × title: This field is required." in out
    assert f"{many} × created_at: no time that can be read. --report FILE lists them all." in out

    path = tmp_path / "report.csv"
    run(rows, "--report", str(path))
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 2 * many
    assert lines[-1] == {
        "line": str(2 * many + 1),
        "row is": "changed",
        "field": "created_at",
        "value": "'=yesterday",
        "reason": "no time that can be read",
    }
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_values_in_the_report_cannot_control_a_terminal(run):
    _, err = run([[*HEADER, "created_at", "\x1b[2J"], [*ROW, "\x1b[31mred", ""]])
    assert "\x1b" not in err
    assert "'\\x1b[31mred'" in err
