"""The labelled tickets that come with the product, and reading such files."""

import json
from collections import Counter

import pytest

from conversations.management.commands.load_sample_tickets import TICKETS as SAMPLE_FILE
from tickets.evaluation.labelled_tickets import (
    DEFAULT_FILE,
    InvalidLabelsError,
    fingerprint,
    read_labelled_tickets,
)
from tickets.import_export.csv_format import IMPORTED_COLUMNS
from tickets.vocabulary import DESCRIPTION_MAX_LENGTH, Category, Priority


@pytest.fixture
def read(tmp_path):
    """Read a text, or bytes, as a labelled file."""

    def read(content):
        path = tmp_path / "labelled.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return read_labelled_tickets(path)

    return read


def test_our_own_tickets_are_balanced_and_twenty_are_hard():
    tickets = read_labelled_tickets(DEFAULT_FILE)
    assert [ticket.name for ticket in tickets] == [str(number) for number in range(1, 121)]
    cells = Counter((ticket.category, ticket.priority) for ticket in tickets)
    assert set(cells) == {(category, priority) for category in Category for priority in Priority}
    assert set(cells.values()) == {7, 8}
    assert set(Counter(ticket.category for ticket in tickets).values()) == {30}
    assert set(Counter(ticket.priority for ticket in tickets).values()) == {30}
    assert sum(ticket.hard for ticket in tickets) == 20
    for vocabulary, name in ((Category, "category"), (Priority, "priority")):
        hard = Counter(getattr(ticket, name) for ticket in tickets if ticket.hard)
        assert set(hard) == set(vocabulary)


def test_our_own_tickets_are_all_different_and_none_is_a_sample():
    texts = [
        " ".join(ticket.description.casefold().split())
        for ticket in read_labelled_tickets(DEFAULT_FILE)
    ]
    samples = json.loads(SAMPLE_FILE.read_text(encoding="utf-8"))
    assert len(set(texts)) == len(texts)
    assert not {" ".join(sample["description"].casefold().split()) for sample in samples} & {*texts}
    assert len({text[:25] for text in texts}) == len(texts)
    assert all(20 < len(text) < DESCRIPTION_MAX_LENGTH for text in texts)


def test_the_first_tickets_are_a_fair_mix():
    first = read_labelled_tickets(DEFAULT_FILE)[:16]
    assert len({(ticket.category, ticket.priority) for ticket in first}) == 16


def test_a_file_without_id_and_hard_and_with_more_columns(read):
    [first, second] = read(
        '\ufeffpriority,x, description ,category\r\nHigh,," a\nb ",billing\r\n\r\nlow,,c,General '
    )
    assert (first.name, first.description, first.hard) == ("line 2", "a\nb", False)
    assert (first.category, first.priority) == (Category.BILLING, Priority.HIGH)
    assert (second.name, second.description, second.category) == ("line 5", "c", Category.GENERAL)


def test_an_export_has_its_marks_taken_off(read):
    cells = ["7", "Title", "'=broken", "technical", "low", "open", "", "", "", "", ""]
    [ticket] = read(f"{','.join(IMPORTED_COLUMNS)}\n{','.join(cells)}\n")
    assert (ticket.name, ticket.description) == ("7", "=broken")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "no column 'description', 'category', 'priority'"),
        ("description,priority\na,low\n", "no column 'category'. The file has: 'description'"),
        ("description,category,priority\n", "has no tickets"),
        (
            'description,category,priority\n"a\nb",billing,low\nc,billing,urgent\n',
            "line 4: priority is 'urgent', not one of low, medium, high, critical",
        ),
        ("description,category,priority\na,,low\n", "line 2: category is '', not one of billing"),
        ("description,category,priority\n ,billing,low\n", "line 2: the description is empty"),
        ("description,category,priority\na,billing\n", "line 2: 2 cells, the header has 3"),
        ("description,category,priority,hard\na,billing,low,3\n", "line 2: hard is '3', not yes"),
        ('description,category,priority\na,billing,low\n"b', "line 3: unexpected end of data"),
        (b"description,category,priority\n\xff,billing,low\n", "is not in UTF-8"),
    ],
)
def test_files_that_are_no_measure(read, content, reason):
    with pytest.raises(InvalidLabelsError) as caught:
        read(content)
    assert reason in str(caught.value)


def test_fingerprints_tell_where_one_text_ends():
    assert fingerprint("ab", "c") == fingerprint("ab", "c")
    assert len({fingerprint("ab", "c"), fingerprint("a", "bc"), fingerprint("abc")}) == 3
