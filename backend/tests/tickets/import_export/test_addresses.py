"""Addresses as files have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.csv_rows import HEADER, ROW
from tickets.import_export.addresses import read_person
from tickets.models import Ticket


@pytest.mark.parametrize(
    ("text", "address", "name", "others"),
    [
        ("Ann <ann@example.com>", "ann@example.com", "Ann", []),
        ("<ann@example.com>", "ann@example.com", "", []),
        ("ann@example.com,", "ann@example.com", "", []),
        ("mailto:ann@example.com", "ann@example.com", "", []),
        ('"Smith, Ann" <ann@example.com>', "ann@example.com", "Smith, Ann", []),
        ("Smith, Ann <ann@example.com>", "ann@example.com", "Smith, Ann", []),
        ("ann@example.com (Ann Smith)", "ann@example.com", "Ann Smith", []),
        ("=?utf-8?q?J=C3=BCrgen?= <j@bücher.example>", "j@bücher.example", "Jürgen", []),
        ("=?nonsense?q?J=FC?= <j@example.com>", "j@example.com", "=?nonsense?q?J=FC?=", []),
        ("ann@example.com; bob@example.com", "ann@example.com", "", ["bob@example.com"]),
        ("Ann <a@x.org>, Bob <b@x.org>", "a@x.org", "Ann", ["b@x.org"]),
        ("a@x.org (Ann), b@x.org (Bob)", "a@x.org", "Ann", ["b@x.org"]),
        ("a@x.org A@X.org", "a@x.org", "", []),
        ("Ann [a@x.org]", "a@x.org", "Ann", []),
        ("Ann", "", "Ann", []),
        ("ann@", "", "ann@", []),
        ("-", "", "", []),
    ],
)
def test_an_address_is_found_among_what_stands_around_it(text, address, name, others):
    assert read_person(text) == (address, name, others)


@given(st.text(max_size=60) | st.text("a@.<>,;:\"'()[]\\=?q_ -", max_size=40))
def test_no_text_ends_in_an_error(text):
    read_person(text)


def imported(run, name, address, **columns):
    rows = [
        [*HEADER, "requester_name", "requester_email", *columns],
        [*ROW, name, address, *columns.values()],
    ]
    out, err = run(rows)
    assert "1 ticket imported." in out
    ticket = Ticket.objects.get()
    return (ticket.requester_name, ticket.requester_email), err


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "address", "stored", "told"),
    [
        ("", "Ann <ann@example.com>", ("Ann", "ann@example.com"), ""),
        ("Ann <ann@example.com>", "", ("Ann", "ann@example.com"), ""),
        ("ann@example.com", "", ("", "ann@example.com"), ""),
        ("ann", "Ann <ann@example.com>", ("ann", "ann@example.com"), ""),
        ("Bob", "Ann <ann@example.com>", ("Bob", "ann@example.com"), "the row has 'Bob'"),
        ("", "a@example.com, b@example.com", ("", "a@example.com"), "several addresses"),
        ("", "+49 30 123456", ("+49 30 123456", ""), "kept as the requester's name"),
        ("Ann", "not an address", ("Ann", ""), "no address; left blank"),
        ("Ann", "n/a", ("Ann", ""), ""),
        ("Ann", f"{'a' * 300}@example.com", ("Ann", ""), "no address; left blank"),
        ("n" * 101, "ann@example.com", ("", "ann@example.com"), "longer than 100 characters"),
    ],
)
def test_who_asked_never_costs_the_ticket(run, name, address, stored, told):
    found, err = imported(run, name, address)
    assert found == stored
    assert told in err
    assert bool(err) == bool(told)
    assert not err or err.startswith("line 2: requester_")


@pytest.mark.django_db
def test_a_status_that_is_unknown_costs_itself_and_is_told(run):
    _, err = imported(run, "", "", status="Erledigt")
    assert err.startswith("line 2: status: 'Erledigt': unknown; taken for open. --map status:")
    assert Ticket.objects.get().status == "open"
