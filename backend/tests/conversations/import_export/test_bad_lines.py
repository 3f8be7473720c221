"""Lines as they come: no JSON, wrong values, odd bytes, too long ones."""

import gzip
import json

import pytest
from django.core.management import CommandError

from conversations.models import TEXT_MAX_BYTES, Message
from tests.support.json_lines import TICKET, message, ticket
from tickets.models import Ticket

pytestmark = pytest.mark.django_db

GOOD = json.dumps(TICKET).encode()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"title,description", "this is no JSON: Expecting value, character 1"),
        (b'{"title": "cut', "this is no JSON: Unterminated string starting at, character 11"),
        (GOOD + GOOD, "this is no JSON: Extra data"),
        (b'{"title": "a\x00b"}', "this is no JSON: Invalid control character at"),
        (b'{"id": NaN}', "this is no JSON: NaN is no number"),
        (b"[]", "a line must be an object: {…}"),
        (b"17", "a line must be an object: {…}"),
        (b"null", "a line must be an object: {…}"),
        (b'{"a": 1, "a\\u0007b": 1, "a": 2}', "'a' stands twice in one object"),
        (b'{"messages": [{"at": 1, "at": 1}]}', "'at' stands twice in one object"),
        (b"[" * 100_000, "its lists and objects nest too deep"),
        (b'{"title": ' + b"[" * 100_000, "its lists and objects nest too deep"),
        (b'{"id": ' + b"9" * 10_000 + b"}", "a number has too many digits"),
        (b'{"title": "Gr\xfc\xdfe"}', "there are bytes that are not UTF-8"),
    ],
)
def test_lines_that_are_no_json_of_a_ticket(refused, line, reason):
    assert refused(line).startswith(reason)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"title": None}, "title: This field is required."),
        ({"title": 5}, "title: Not a valid string."),
        ({"title": {"a": [1]}}, "title: Not a valid string."),
        ({"title": " \u0000 "}, "title: This field may not be blank."),
        ({"title": "x" * 201}, "title: Ensure this field has no more than 200 characters."),
        ({"title": "\udcff"}, "title: This text is not valid Unicode."),
        ({"category": "x"}, "category: Choose one of: billing, technical, account, general."),
        ({"category": ["billing"]}, "category: Choose one of: "),
        ({"status": True}, "status: Choose one of: "),
        ({"requester_email": "nobody"}, "requester_email: Enter an address like"),
        ({"created_at": 1e999}, "created_at: A text such as 2026-03-10T12:00:00Z."),
        ({"created_at": "yesterday"}, "created_at: 'yesterday': no time that can be read."),
        ({"created_at": "9999-01-01T00:00:00Z"}, "created_at: '9999-01-01T00:00:00Z': not between"),
        ({"external_id": [1]}, "external_id: A text of at most 200 characters, or a number."),
        ({"external_id": "x" * 201}, "external_id: A text of at most 200 characters"),
        ({"messages": {}}, "messages: A list of objects."),
        ({"messages": "Hello"}, "messages: A list of objects."),
    ],
)
def test_wrong_fields_of_a_ticket(refused, values, reason):
    line = {name: value for name, value in {**TICKET, **values}.items() if value != float("inf")}
    content = json.dumps(line).encode()
    if len(line) < len({**TICKET, **values}):
        content = content.replace(b"{", b'{"created_at": 1e999, ', 1)
    assert refused(content).startswith(reason)


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"kind": "shout"}, "messages[1].kind: Choose one of: reply, note."),
        ({"kind": None}, "messages[1].kind: This field is required."),
        ({"author": None}, "messages[1].author: An object is needed."),
        ({"author": "Ann"}, "messages[1].author: An object is needed."),
        ({"author": {}}, "messages[1].author.kind: This field is required."),
        ({"author": {"kind": "admin"}}, "messages[1].author.kind: Choose one of: agent, req"),
        ({"author": {"kind": "agent", "name": 1}}, "messages[1].author.name: Not a valid string."),
        (
            {"author": {"kind": "agent", "name": "x" * 201}},
            "messages[1].author.name: Ensure this field has no more than 200 characters.",
        ),
        (
            {"kind": "note", "author": {"kind": "requester"}},
            "messages[1].kind: A requester writes no notes.",
        ),
        ({"text": None}, "messages[1].text: This field is required."),
        ({"text": "\u0000\u200b "}, "messages[1].text: This field may not be blank."),
        ({"text": ["a"]}, "messages[1].text: Not a valid string."),
        (
            {"text": "ü" * (TEXT_MAX_BYTES // 2 + 1)},
            "messages[1].text: This is too long: 65,538 bytes, and 65,536 are allowed.",
        ),
        ({"channel": "fax"}, "messages[1].channel: Choose one of: web, link, api, email, import."),
        ({"at": None}, "messages[1].at: This field is required."),
        ({"at": 1_700_000_000}, "messages[1].at: A text such as 2026-03-10T12:00:00Z."),
        ({"at": "soon"}, "messages[1].at: 'soon': no time that can be read."),
        ({"edited_at": "0000-00-00"}, "messages[1].edited_at: '0000-00-00': stands for no time."),
    ],
)
def test_wrong_fields_of_a_message(refused, values, reason):
    assert refused(ticket(message(), message(**values))).startswith(reason)
    assert not Message.objects.exists()


@pytest.mark.parametrize("garbage", [None, 1, "text", [], [[]], True])
def test_messages_that_are_no_objects(refused, garbage):
    assert refused(ticket(garbage)) == "messages[0]: An object is needed."


def test_all_errors_of_a_line_are_told_but_for_the_many(refused):
    reason = refused(ticket(message(kind="x"), message(text=""), title="", priority=1))
    assert [part.split(": ")[0] for part in reason.split("; ")] == [
        *("title", "priority", "messages[0].kind", "messages[1].text"),
    ]


def test_a_line_with_very_many_errors_stays_short(refused):
    assert refused(ticket(*[1] * 1_000)).endswith("; and 990 more")


def test_a_long_line_is_left_out_within_bounded_memory(refused, monkeypatch):
    monkeypatch.setattr("tickets.import_export.lines.MAX_LINE_LENGTH", 1_000)
    monkeypatch.setattr("conversations.import_export.line_reader.MAX_LINE_LENGTH", 1_000)
    reason = refused(ticket(*[message()] * 20))
    assert reason == "a line is longer than 1,000 characters"


def test_unknown_fields_are_named_and_cost_nothing(run):
    author = {"kind": "agent", "name": "Ann", "id": 4}
    odd = ticket(message(author=author, attachments=[]), labels=["a"], **{"x\x1b[31m": {"y": []}})
    out, err = run([odd, {**TICKET, "id": 7, "labels": []}])
    assert err == ""
    assert "2 tickets with 1 messages imported." in out
    [line] = [line for line in out.splitlines() if line.startswith("Not taken")]
    assert line == (
        "Not taken, for an import has no such field: 'labels' (2), 'x\\x1b[31m' (1), "
        "'messages[].attachments' (1), 'messages[].author.id' (1), 'id' (1)."
    )


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16"])
def test_marks_line_ends_and_blank_lines_do_not_matter(run, codec):
    text = json.dumps({**TICKET, "title": "Grüße"}, ensure_ascii=False)
    out, err = run(f"\r\n{text}\r\n \t\r\n\n{text}".encode(codec))
    assert err == ""
    assert "2 tickets imported." in out
    assert set(Ticket.objects.values_list("title", flat=True)) == {"Grüße"}


def test_an_empty_file_has_no_tickets(run):
    assert "0 tickets imported." in run(b"")[0]


def test_a_compressed_file_is_told(run):
    with pytest.raises(CommandError, match="The file is compressed"):
        run(gzip.compress(GOOD))


def test_control_characters_in_texts_are_tidied(run):
    odd = message("a\u0000b\u001b[31mred\r\nc", author={"kind": "agent", "name": "A\u0000nn\nB"})
    run([ticket(odd)])
    stored = Message.objects.get()
    assert (stored.text, stored.author_name) == ("abred\nc", "Ann B")


def test_odd_times_are_kept_and_told(run):
    early, late = message(hour=1), message(at="2190-01-01T00:00:00Z")
    _, err = run([ticket(late, early)])
    assert [line.split(": ")[-1] for line in err.splitlines()] == [
        "before the ticket was created, kept",
        "in the future, kept",
    ]
    assert [one.at.year for one in Message.objects.all()] == [2026, 2190]


def test_options_for_csv_are_refused(run):
    with pytest.raises(CommandError, match="no use for --default, --shorten: those are for CSV"):
        run([TICKET], "--shorten", "--default", "category=general")
    assert not Ticket.objects.exists()
