"""Encodings, separators and headers, recognised or said."""

import subprocess
import sys
import time

import pytest
from django.core.management import CommandError

from tests.support.csv_rows import HEADER, ROW
from tickets.models import Ticket

pytestmark = pytest.mark.django_db
TEXT = "title,description,category,priority\r\nCafé,Grüße – 日本 😀,general,low\r\n"
WESTERN = TEXT.replace(" 日本 😀", "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (TEXT.encode("utf-8"), "UTF-8 (assumed)"),
        (TEXT.encode("utf-8-sig"), "UTF-8 (by its byte order mark)"),
        (TEXT.encode("utf-16"), "UTF-16-LE (by its byte order mark)"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16-BE (by its byte order mark)"),
        (TEXT.encode("utf-32"), "UTF-32-LE (by its byte order mark)"),
        (TEXT.encode("utf-16-le"), "UTF-16-LE (by its zero bytes)"),
        (TEXT.encode("utf-16-be"), "UTF-16-BE (by its zero bytes)"),
        (TEXT.encode("utf-32-be"), "UTF-32-BE (by its zero bytes)"),
    ],
)
def test_an_encoding_is_recognised_and_named(run, content, told):
    out, err = run(content)
    assert err == ""
    assert f"Read as {told}" in out
    ticket = Ticket.objects.get()
    assert (ticket.title, ticket.description) == ("Café", "Grüße – 日本 😀")
    # The file is the same in another encoding.
    assert "1 were there already." in run(TEXT.encode())[0]


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        *(("cp1252", "Grüße – „gut“ €"), ("latin-1", "Grüße"), ("mac-roman", "Grüße")),
        *(("cp1251", "Привет"), ("cp1250", "Zażółć"), ("cp437", "Grüße"), ("koi8-r", "Привет")),
        *(("shift_jis", "日本語"), ("gb18030", "你好"), ("utf-16", "日本"), ("utf-8-sig", "ü")),
        *(("utf-16-le", "日本"), ("UTF8", "日本")),
    ],
)
def test_an_encoding_can_be_said(run, encoding, text):
    out, err = run(
        TEXT.replace("Grüße – 日本 😀", text).replace("é", "e").encode(encoding),
        "--encoding",
        encoding,
    )
    assert err == ""
    assert "as --encoding says" in out
    assert Ticket.objects.get().description == text


def test_windows_1252_is_assumed_where_it_is_not_utf_8_cell_by_cell(run):
    first, second = (
        "A,Grüße,general,low\n".encode(),
        "B,„Grüße“ ÄÖÜäöüß,general,low\n".encode("cp1252"),
    )
    header = b"title,description,category,priority\n"
    mixed = b"C," + "ü".encode() + b" \x80,general,low\n"
    out, err = run(header + first + second + mixed)
    assert err == ""
    assert list(Ticket.objects.order_by("id").values_list("description", flat=True)) == [
        *("Grüße", "„Grüße“ ÄÖÜäöüß", "ü €"),
    ]
    assert "2 rows have bytes that are not UTF-8, read as Windows-1252" in out
    assert "line 3: '„Grüße“ ÄÖÜäöüß'" in out


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r", "cp1253", "shift_jis"])
def test_another_code_page_is_not_taken_for_windows_1252(run, encoding):
    text = {"cp1253": "Καλημέρα κόσμε", "shift_jis": "ソフト日本"}.get(encoding, "Здравствуйте")
    content = f"title,description,category,priority\nA,{text},general,low\nB,x,general,low\n"
    out, err = run(content.encode(encoding))
    assert err.startswith("line 2: There are bytes that are neither UTF-8 nor")
    assert "--encoding" in err
    assert "1 ticket imported." in out


def test_bytes_that_the_said_encoding_does_not_have_cost_their_row(run):
    _, err = run(TEXT.encode("utf-16")[:-20] + b"\x00\xd8" + TEXT.encode("utf-16")[-20:])
    assert err.startswith("line 2: There are bytes that are not UTF-16-LE")


@pytest.mark.parametrize(
    ("content", "options", "message"),
    [
        (TEXT.encode(), ("--encoding", "utf-9"), "There is no encoding 'utf-9'"),
        (TEXT.encode(), ("--encoding", "hex"), "There is no encoding 'hex'"),
        (TEXT.encode("utf-8-sig"), ("--encoding", "cp1252"), "begins with the mark of UTF-8"),
        (b"PK\x03\x04rest", (), "a workbook or an archive, not CSV"),
        (b"title\0,description\n", (), "zero bytes"),
        (b"\xd0\xcf\x11\xe0rest", (), "an Excel workbook, not CSV"),
        (b"", (), "The file is empty"),
        (b"\xef\xbb\xbf", (), "The file is empty"),
        (b"sep=;\r\n", (), "The file is empty"),
        (b'"title\n', (), "The first line cannot be read"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(run, content, options, message):
    with pytest.raises(CommandError, match=message):
        run(content, *options)


@pytest.mark.parametrize("separator", [";", "\t", "|", ","])
@pytest.mark.parametrize("first_line", [False, True])
def test_a_separator_is_recognised(run, separator, first_line):
    head = f"sep={separator}\r\n" if first_line else ""
    rows = "title,description,category,priority\r\nA,x y,general,low\r\nB,,general,low\r\n"
    out, err = run((head + rows.replace(",", separator)).encode())
    assert "1 ticket imported." in out
    assert err.startswith(f"line {3 + first_line}: description: This field is required.")
    names = {";": "semicolons", "\t": "tabs", "|": "vertical bars", ",": "commas"}
    source = "as the first line says" if first_line else "as in the header"
    assert f"separated by {names[separator]} ({source})" in out


def test_commas_in_quoted_names_of_columns_do_not_count(run):
    rows = '"title","description";"category";"priority"'.replace('","', ', or, so";"')
    with pytest.raises(CommandError, match=r"no column 'title'.*'title, or, so', 'description'"):
        run(f"{rows}\n".encode())


def test_a_separator_can_be_said(run):
    content = b"title^description^category^priority\nA^x, y; z^general^low\n"
    out, _ = run(content, "--delimiter", "^")
    assert "separated by '^' (as --delimiter says)" in out
    run(
        b"title\tdescription\tcategory\tpriority\nB\tx\tgeneral\tlow\n",
        "--delimiter",
        "tab",
    )
    assert Ticket.objects.count() == 2
    for unusable in ("", ";;", '"', "a", "\n"):
        with pytest.raises(CommandError):
            run(content, "--delimiter", unusable)


def test_names_of_columns_may_differ_in_case_space_and_what_is_not_seen(run):
    header = [
        "\ufeffTITLE",
        " Description\u200b ",
        "cate\xadgory",
        "Priority\xa0",
        "Requester Name",
        "",
    ]
    _, err = run([header, [*ROW, "Ann", ""]])
    assert err == ""
    assert Ticket.objects.get().requester_name == "Ann"


@pytest.mark.parametrize(
    ("header", "options", "expected"),
    [
        ([*HEADER, "description"], (), None),
        ([*HEADER, "Description "], (), None),
        ([*HEADER, "description"], ("--column", "description=description"), None),
        ([*HEADER, "description"], ("--column", "description=#2"), "It is broken."),
        ([*HEADER, "description"], ("--column", "description=#5"), "fifth"),
        ([*HEADER, "Description"], ("--column", "description=Description"), "fifth"),
        ([*HEADER, "other", "other"], (), "It is broken."),
        ([*HEADER, "", ""], (), "It is broken."),
    ],
)
def test_a_column_whose_name_comes_twice_is_asked_for_if_it_is_used(run, header, options, expected):
    rows = [header, [*ROW, "fifth", "sixth"][: len(header)]]
    if expected is None:
        with pytest.raises(CommandError, match=r"2 columns are called .*: 2 and 5\..*=#2'"):
            run(rows, *options)
        assert not Ticket.objects.exists()
    else:
        run(rows, *options)
        assert Ticket.objects.get().description == expected


@pytest.mark.parametrize("position", ["#0", "#9"])
def test_a_position_that_is_none_is_a_column_that_is_missing(run, position):
    with pytest.raises(CommandError, match=f"no column '{position}'"):
        run([HEADER, ROW], "--column", f"title={position}")


def test_cells_missing_at_the_end_are_empty_and_extra_empty_ones_are_no_matter(run):
    header = [*HEADER, "status", "requester_name"]
    rows = [header, [*ROW], ["B", *ROW[1:], "closed"], ["C", *ROW[1:], "", "Ann", "", ""]]
    out, err = run(rows)
    assert err == ""
    assert "3 tickets imported." in out
    assert "2 rows have fewer cells than the header; missing ones are empty." in out
    full = [header, [*ROW, "", ""], ["B", *ROW[1:], "closed", ""], [*rows[3][:6]]]
    assert "3 were there already." in run(full)[0]


def test_the_standard_input_is_read_in_any_encoding(tmp_path):
    with subprocess.Popen(
        [sys.executable, "manage.py", "import_tickets", "-", "--dry-run"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={"PATH": "", "PYTHONIOENCODING": "ascii", "DEBUG": "True", "DOTENV_PATH": "/dev/null"},
    ) as process:
        out, err = process.communicate(WESTERN.encode("utf-16"))
    assert process.returncode == 0, err
    assert b"1 ticket could be imported." in out
    assert b"Caf\\xe9" in out


def test_files_that_were_put_together_bring_their_header_again(run):
    part = "title,description\nA,x\n".encode("utf-8-sig")
    defaults = ("--default", "category=general", "--default", "priority=low")
    out, err = run(part + part, *defaults)
    assert err == "line 3: the header comes again\n"
    assert "2 tickets imported." in out


@pytest.mark.parametrize(
    "cell", [" " * 300_000, "a" * 300_000, "1" + " " * 300_000 + "(", "@" * 300_000]
)
def test_long_cells_cost_no_time(run, cell):
    started = time.monotonic()
    header = [*HEADER, "created_at", "requester_name", "requester_email"]
    run([header, [*ROW, cell, cell, cell], [cell] * 7])
    assert time.monotonic() - started < 10
