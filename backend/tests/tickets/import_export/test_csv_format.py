"""No program that separates cells in another way finds a formula in an export."""

import csv
import os
import re
import stat
import unicodedata
from contextlib import nullcontext
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from hypothesis import example, given, settings
from hypothesis import strategies as st

from accounts.audit.models import AuditEvent
from conftest import NOON
from core.text.tidy import tidy_name, tidy_text
from tickets.import_export.csv_format import IMPORTED_COLUMNS, escape_formulas, unescape_formulas
from tickets.models import Ticket

SEPARATORS = (",", ";", "\t", "|")
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "−")
ATTACKS = [
    "=1+1",
    "a;=cmd|' /C calc'!A0",
    "a\t=cmd|' /C calc'!A0",
    "a,=cmd",
    "a\n=cmd",
    "a\r=cmd",
    "a\r\n-1",
    "a\u2028=cmd",
    'a;"=cmd"',
    'a;""""=cmd',
    "a; =cmd",
    "a;\u200b\ufeff＝cmd",
    "a;\u202e=cmd",
    "a;\u00a0+cmd",
    "a;\t=cmd",
    "a;;@cmd",
    "a;'=cmd",
    "a;''=cmd",
    'a";=cmd',
    '";=cmd',
    'a;"b";"=cmd',
    "\x00=cmd",
    "\ufeff=cmd",
    " =cmd",
    '"=cmd',
    "﹦cmd",
    "−1",
    "'",
    "''",
    "'a",
    "a;'",
    "a;",
    "- one\n- two\n- three",
    "\tif x:\n\t\t-y",
]
# Mostly what matters, in every order.
dangerous = st.text(
    st.one_of(
        st.sampled_from("=+-@'\"＝－−;,|\t\n\r \u200b\ufeff\u2028\x0b\x1fa1"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=25,
)


# Spaces and separators, control and format characters.
INVISIBLE_CATEGORIES = {"Zs", "Zl", "Zp", "Cc", "Cf"}


def stripped(cell: str) -> str:
    """Return a cell without what a program may drop in front: all that is not seen, and quotes."""
    for at, character in enumerate(cell):
        if character != '"' and unicodedata.category(character) not in INVISIBLE_CATEGORIES:
            return cell[at:]
    return ""


def formulas(text: str) -> list[str]:
    """Return the cells that any reader could take for a formula."""
    cells = [
        cell
        for separator in SEPARATORS
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE)
        for skips_space in (False, True)
        for row in csv.reader(
            StringIO(text, newline=""),
            delimiter=separator,
            quoting=quoting,
            skipinitialspace=skips_space,
        )
        for cell in row
    ]
    # A program that knows no quotes, and every separator and line break.
    cells += re.split(r"[,;\t|\r\n\u2028\u2029\x0b\x0c\x1c-\x1e\x85]", text)
    return [
        cell for cell in cells if cell.startswith(STARTS) or stripped(cell).startswith(STARTS[:4])
    ]


def write(*cells: str) -> str:
    file = StringIO(newline="")
    csv.writer(file, quoting=csv.QUOTE_ALL).writerow(["1", *map(escape_formulas, cells), "open"])
    return file.getvalue()


def check(*cells: str) -> None:
    assert formulas(write(*cells)) == []
    for cell in cells:
        assert unescape_formulas(escape_formulas(cell)) == cell


@pytest.mark.parametrize("text", ATTACKS)
def test_no_reader_finds_a_formula(text):
    check(text, "between", text)


@settings(max_examples=400, deadline=None)
@given(dangerous, dangerous)
@example("a;", "=b")
@example('a;"', "=b")
@example("a\t", "\t=b")
@example("'=", "''=")
def test_neither_in_any_text_and_it_comes_back_as_it_was(first, second):
    check(first, second)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40))
def test_texts_without_a_mark_are_left_alone(text):
    plain = re.sub(r"[=+\-@＝＋－＠﹦﹢﹣﹫−'\t\r]", "", text)
    assert escape_formulas(plain) == plain


@pytest.mark.django_db
def test_a_whole_export_is_safe_and_comes_back(make_ticket, export):
    for text in ATTACKS:
        title = tidy_name(text) or "x"
        make_ticket(
            title=title,
            description=tidy_text(text).strip(),
            requester_name=title[:100],
            status="resolved",
            resolved_at=NOON,
        )
    before = list(Ticket.objects.order_by("id").values(*IMPORTED_COLUMNS))
    path = export()
    with path.open(encoding="utf-8", newline="") as file:
        assert formulas(file.read()) == []
    Ticket.objects.all().delete()
    call_command("import_tickets", str(path), stdout=StringIO())
    assert list(Ticket.objects.order_by("id").values(*IMPORTED_COLUMNS)) == before


@pytest.mark.django_db
@pytest.mark.parametrize("former", [None, 0o644, 0o666])
def test_only_the_owner_reads_an_export(make_ticket, tmp_path, former):
    make_ticket()
    path = tmp_path / "tickets.csv"
    if former is not None:
        path.write_text("an earlier export")
        path.chmod(former)
    before = os.umask(0)
    try:
        with path.open() if former is not None else nullcontext() as opened_by_another:
            call_command("export_tickets", str(path), stdout=StringIO())
            assert opened_by_another is None or opened_by_another.read() == "an earlier export"
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.django_db
def test_exports_are_in_the_audit_trail_by_number_and_name(make_ticket, tmp_path):
    make_ticket(title="Secret words")
    call_command("export_tickets", str(tmp_path / "tickets.csv"), stdout=StringIO())
    call_command("export_tickets", stdout=StringIO())
    events = list(AuditEvent.objects.order_by("id"))
    assert [(event.action, event.actor_kind, event.target) for event in events] == [
        ("tickets_exported", "command", "tickets.csv"),
        ("tickets_exported", "command", ""),
    ]
    assert [event.details["tickets"] for event in events] == [1, 1]


@pytest.mark.django_db
def test_an_export_that_breaks_off_is_in_the_audit_trail_too(make_ticket):
    last = [make_ticket() for _ in range(3)][-1]

    class Closed(StringIO):
        def write(self, text):
            if f'"{last.pk}"' in text:
                raise BrokenPipeError
            return super().write(text)

    with pytest.raises(Exception):  # noqa: B017 - whatever the command makes of it
        call_command("export_tickets", stdout=Closed())
    assert AuditEvent.objects.get().action == "tickets_exported"


@pytest.mark.django_db
def test_an_export_that_never_began_is_not(tmp_path):
    with pytest.raises(CommandError):
        call_command("export_tickets", str(tmp_path / "missing" / "tickets.csv"))
    assert not AuditEvent.objects.exists()
