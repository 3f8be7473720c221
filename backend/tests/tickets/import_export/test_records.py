"""Files whose quotes are out of order: the way on to the next row."""

import pytest

from tests.support.csv_rows import HEADER, ROW
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

START = f"{','.join(HEADER)}\n{','.join(ROW)}\n"
HIDDEN = "Hidden,in a cell,billing,low\n"


def titles():
    return set(Ticket.objects.values_list("title", flat=True))


@pytest.mark.parametrize(
    ("unreadable", "told"),
    [
        # What a long cell hides is no row.
        (f'Huge,"{HIDDEN * 10_000}",billing,low', "line 3: description: Ensure this field"),
        ('"Never closed,text,billing,low', "line 3: a quote is not closed"),
        ('Never closed,"text,billing,low', "line 3: a quote is not closed"),
        ('Never closed,text,billing,"low', "line 3: a quote is not closed"),
        ('"Closed"too early,text,billing,low', "line 3: a quote is not closed"),
        ('"He said "hello" to\nme, you",text,billing,low', "line 3: lines 3–4 are left out"),
        (r'Backslash,"He said \"hi\", ok",billing,low', "line 3: its quotes seem"),
        ('Backslash,"He said \\"hi\nthere\\", ok",billing,low', "line 3: lines 3–4 are left out"),
        (f'Backslash,"\\"hi\n{HIDDEN * 3}",billing,low', "line 3: lines 3–7 are left out"),
        ('"T","line \\"\nsecond",billing,low', "line 3: lines 3–4 are left out"),
        (f'Doubtful,"a text\nwith\n{HIDDEN}a " quote",billing,low', "line 3: lines 3–6 are left"),
        ("Too,many,cells,in,it", "line 3: 5 cells where the header has 4"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_and_the_others_are_not(run, unreadable, told):
    content = f'{START}{unreadable}\nAfter,text,billing,low\n"Last","te""xt","billing","low"\n'
    out, err = run(content.encode())
    assert titles() == {"Broken", "After", "Last"}
    assert err.startswith(told)
    assert len(err.splitlines()) == 1
    assert "1 row left out" in out
    assert "3 were there already." in run(content.encode())[0]


def test_a_quote_that_is_closed_by_the_next_row_costs_one_row(run):
    rows = '"Closed by the next"" ,text,billing,low\n"Next",text,billing,low\nLast,x,billing,low\n'
    _, err = run(f"{START}{rows}".encode())
    assert titles() == {"Broken", "Next", "Last"}
    assert err.startswith("line 3: a quote is not closed")


def test_a_quote_that_is_never_closed_does_not_swallow_the_rest(run):
    rows = "".join(f"Row {n},text,billing,low\n" for n in range(500))
    out, err = run(f'{START}Open,"text,billing,low\n{rows}'.encode())
    assert "501 tickets imported." in out
    assert len(err.splitlines()) == 1


def test_a_file_that_ends_within_a_text_loses_that_row_alone(run):
    out, err = run(f'{START}Cut off,"first line\nand so on, and so on\nthen'.encode())
    assert "1 ticket imported." in out
    assert err.startswith("line 3: lines 3–5 are left out: a quote is not closed")


def test_a_line_in_a_text_is_taken_for_a_row_only_if_its_words_are_known(run):
    lines = '"He said "hi" to,text,billing,low\none, two, three, four\nAfter,text,billing,low\n'
    _, err = run(f"{START}{lines}".encode(), "--default", "category=general")
    assert titles() == {"Broken", "After"}
    assert err.startswith("line 3: lines 3–4 are left out")


@pytest.mark.parametrize("title", ['a "quoted" word', '5" disk', r"C:\dir", "ends with \\"])
def test_quotes_within_plain_cells_and_backslashes_are_plain_characters(run, title):
    _, err = run(f"{START}{title},text,billing,low\nAfter,text,billing,low\n".encode())
    assert err == ""
    assert titles() == {"Broken", title, "After"}


def test_how_quotes_are_escaped_can_be_said(run):
    content = START + (
        '"say \\"hi\\", ok","first \\"\nsecond, \\\\ and C:\\dir","billing","low"\n'
        '"ends with \\\\","doubled "" too","billing","low"\n'
    )
    out, err = run(content.encode(), "--escape", "backslash")
    assert err == ""
    assert "3 tickets imported." in out
    first, second = Ticket.objects.order_by("id")[1:]
    assert (first.title, first.description) == ('say "hi", ok', 'first "\nsecond, \\ and C:\\dir')
    assert (second.title, second.description) == ("ends with \\", 'doubled " too')


def test_a_backslash_before_a_quote_can_be_said_to_be_a_plain_character(run):
    content = START + r'"a\","b\","billing","low"' + "\n"
    _, err = run(content.encode(), "--escape", "double")
    assert err == ""
    assert titles() == {"Broken", "a\\"}


def test_rows_found_by_saying_how_quotes_are_escaped_are_added_to_those_from_before(run):
    content = (START + '"say \\"hi\\", ok","text","billing","low"\n').encode()
    run(content)
    assert "1 ticket imported." in run(content, "--escape", "backslash")[0]
    assert titles() == {"Broken", 'say "hi", ok'}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(run, end):
    content = f"{START}Last,text,billing,low\n".replace("\n", end)
    assert "2 tickets imported." in run(content.encode())[0]


def test_line_ends_may_be_mixed(run):
    content = (
        START + 'A,"x\ry",billing,low\rB,x,billing,low\r\nC,x,billing,low\n\r\n\rD,x,billing,low'
    )
    out, err = run(content.encode())
    assert err == ""
    assert "5 tickets imported." in out


def test_a_line_without_an_end_is_left_out_within_bounded_memory(run, monkeypatch):
    for module in ("lines", "records"):
        monkeypatch.setattr(f"tickets.import_export.{module}.MAX_LINE_LENGTH", 1_000)
    out, err = run(f"{START}Endless,{'x' * 5_000},billing,low\nAfter,text,billing,low\n".encode())
    assert err == "line 3: a line is longer than 1,000 characters\n"
    assert "2 tickets imported." in out


def test_a_cell_without_an_end_is_left_out_within_bounded_memory(run, monkeypatch):
    monkeypatch.setattr("tickets.import_export.records.MAX_LINE_LENGTH", 1_000)
    long = "word " * 100
    content = f'{START}Long,"{long}\n{long}\n{long}",billing,low\nAfter,text,billing,low\n'
    out, err = run(content.encode())
    assert err == "line 3: lines 3–5 are left out: a cell is longer than 1,000 characters\n"
    assert "2 tickets imported." in out
