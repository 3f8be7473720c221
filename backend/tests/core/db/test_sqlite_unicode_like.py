"""SQLite's `LIKE`, for searches in the admin, ignores case in every script, as Python does."""

import sqlite3

import pytest
from django.db import connection, transaction
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.db.sqlite_unicode_like import fold
from tickets.models import Ticket

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL compares by itself"),
]

# Letters that change their number with their case, or have no case, and what has a meaning in
# patterns or ends a text.
AWKWARD = (
    "iIıİsSſßẞσςΣkKåÅÅµμΜθϑǅǆǄвᲀᲄтъꙋᲈꭰᎠაᲐ𐐀𐐨𞤀𞤢ﬁŉΐ"
    "\u0307\u0345\u0301\u200d\0\ufeff\uffff\U0010ffff"
    "\ue000\ue001\ue002"
    "\"'*+-^:(){}%_\\ \n"
)
letters = st.sampled_from(AWKWARD) | st.sampled_from("abc") | st.characters(codec="utf-8")
texts = st.text(letters, min_size=1, max_size=12).filter(
    # To SQLite's LENGTH a text ends at a NUL, and the table takes none that is blank.
    lambda text: text.split("\0")[0].strip(" ")
)


def write(title, description="-", **more):
    values = {"category": "billing", "priority": "low", **more}
    return Ticket.objects.create(title=title, description=description, **values)


def found(search):
    words = (Q(title__icontains=word) | Q(description__icontains=word) for word in search.split())
    return set(Ticket.objects.filter(*words).values_list("pk", flat=True))


def has_every_word(ticket, search):
    """Return whether a ticket matches a search, in plain Python."""
    return all(
        fold(word) in fold(ticket.title) or fold(word) in fold(ticket.description)
        for word in search.split()
    )


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data(), st.lists(st.tuples(texts, texts), min_size=1, max_size=4))
def test_a_search_finds_what_plain_python_finds(data, rows):
    with transaction.atomic():
        tickets = [write(title, description) for title, description in rows]
        changed = data.draw(st.sampled_from(tickets))
        changed.description = data.draw(texts)
        changed.save()
        gone = data.draw(st.sampled_from([None, *tickets]))
        if gone:
            tickets = [ticket for ticket in tickets if ticket is not gone]
            Ticket.objects.filter(pk=gone.pk).delete()
        source = "".join(ticket.title + ticket.description for ticket in tickets) or "a"
        start = data.draw(st.integers(0, len(source) - 1))
        search = source[start : start + data.draw(st.integers(1, 12))]
        search = data.draw(
            st.sampled_from([search, search.upper(), search.lower(), search.swapcase()]) | texts
        )
        assert found(search) == {t.pk for t in tickets if has_every_word(t, search)}
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("text", "search"),
    [
        ("KARŞILIK ödeme iade", "karşILIK"),
        ("ıslak imza", "ISLAK"),
        ("ISLAK İMZA", "ıslak"),
        ("ΛΌΓΟΣ", "λόγος"),
        ("Straße", "STRAßE"),
        ("e\u0301te\u0301", "E\u0301TE\u0301"),
        ("𐐀𐐁𐐂", "𐐨𐐩𐐪"),
        ("before\0after", "AFTER"),
        ('say "yes" or no', '"YES"'),
        ("this AND that", "AND"),
        ("NEAR(here)", "near("),
        ("title:none", "title:none"),
        ("-minus ^caret star*", "^CARET star* -minus"),
    ],
)
def test_a_word_is_found(text, search):
    ticket = write("x", text)
    write("something", "else entirely")
    assert found(search) == {ticket.pk}


def test_letters_must_be_in_a_row():
    write("xyz abc", "abc xyz")
    write("Kelvin \u212aelvin")
    # Its parts are there, and not in a row.
    assert found("abcxyz") == set()
    assert found("\u212aelvi") == {Ticket.objects.get(title__startswith="Kelvin").pk}


def test_long_searches():
    ticket = write("i" * 200, " ".join(["İıIi" * 50] * 3))
    assert found("I" * 200) == {ticket.pk}
    assert found(" ".join(["ıiI"] * 20)) == {ticket.pk}
    assert found("".join(chr(0x430 + number % 32) for number in range(200))) == set()


def test_without_tickets_nothing_is_found():
    assert found("anything") == set()


@pytest.mark.django_db(transaction=True)
def test_a_program_that_knows_nothing_of_this_product_may_write():
    ticket = write("Printer", "on fire")
    shell = sqlite3.connect(connection.settings_dict["NAME"])
    try:
        with shell:
            shell.execute("UPDATE tickets_ticket SET description = 'ÜBERWEISUNG fehlt'")
    finally:
        shell.close()
    assert found("überweisung") == {ticket.pk}
    assert found("fire") == set()
