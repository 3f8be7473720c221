"""SQLite's index of parts of words: it loses no ticket, whatever is written and however."""

import sqlite3
import sys
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.db.sqlite_unicode_like import fold
from tickets.models import Ticket
from tickets.search import sqlite_fts
from tickets.services import change_tickets
from tickets.statistics.counter_triggers import resume_counting, stop_counting

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own"),
]

# What one side takes for one letter and the other for two, or for none, and what has a meaning in
# queries or ends a text.
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


@pytest.fixture(autouse=True)
def never_common(monkeypatch):
    """With a handful of tickets every word would be."""
    monkeypatch.setattr(sqlite_fts, "COMMON", 0.0001)


def write(title, description="-", **more):
    values = {"category": "billing", "priority": "low", **more}
    return Ticket.objects.create(title=title, description=description, **values)


def found(search):
    return set(Ticket.objects.matching(search).values_list("pk", flat=True))


def plan(search):
    return Ticket.objects.matching(search).explain()


def parts_filed(table):
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE VIRTUAL TABLE temp.parts_filed USING fts5vocab(main, {table}, instance)"
        )
        cursor.execute("SELECT DISTINCT term, doc FROM temp.parts_filed")
        rows = set(cursor.fetchall())
        cursor.execute("DROP TABLE temp.parts_filed")
    return rows


def check():
    """The index has just what one that is filled now has, and is whole."""
    fresh = "fresh_words"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {sqlite_fts.TABLE} ({sqlite_fts.TABLE}) VALUES ('integrity-check')"
        )
        cursor.execute(f"CREATE VIRTUAL TABLE {fresh} USING {sqlite_fts.DEFINITION}")
        cursor.execute(
            f"INSERT INTO {fresh} (rowid, text) "
            f"SELECT t.id, {sqlite_fts.text_of('t')} FROM tickets_ticket AS t"
        )
    expected = parts_filed(fresh)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {fresh}")
    assert parts_filed(sqlite_fts.TABLE) == expected
    assert sqlite_fts.is_installed(connection)


def has_every_word(ticket, search):
    """The search in plain Python."""
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
        check()
        transaction.set_rollback(True)


def test_every_letter_is_found_by_each_that_counts_as_the_same():
    same: dict[str, set[str]] = {}
    for character in map(chr, range(sys.maxunicode + 1)):
        if fold(character) != character:
            same.setdefault(fold(character), {fold(character)}).add(character)
    assert len(same) > 1_000
    Ticket.objects.bulk_create(
        Ticket(title=f"x{character * 3}", description="-", category="billing", priority="low")
        for characters in same.values()
        for character in characters
    )
    where = {title[1]: pk for pk, title in Ticket.objects.values_list("pk", "title")}
    with connection.cursor() as cursor:
        for characters in same.values():
            expected = {where[character] for character in characters}
            for character in characters:
                query = sqlite_fts.query_for([character * 3])
                cursor.execute(
                    "SELECT rowid FROM tickets_words WHERE tickets_words MATCH %s", [query]
                )
                assert expected <= {pk for (pk,) in cursor.fetchall()}


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
def test_a_word_is_found_by_the_index(text, search):
    ticket = write("x", text)
    write("something", "else entirely")
    assert "VIRTUAL TABLE" in plan(search)
    assert found(search) == {ticket.pk}


def test_what_the_index_takes_for_the_same_the_comparison_does_not():
    write("xyz abc", "abc xyz")
    write("Kelvin \u212aelvin")
    # Its parts are there, and not in a row.
    assert found("abcxyz") == set()
    assert found("\u212aelvi") == {Ticket.objects.get(title__startswith="Kelvin").pk}


@pytest.mark.parametrize("search", ["ab", "a b cd", "ñç"])
def test_words_that_have_no_parts_are_compared_alone(search):
    assert "VIRTUAL TABLE" not in plan(search)


def test_long_searches():
    ticket = write("i" * 200, " ".join(["İıIi" * 50] * 3))
    assert found("I" * 200) == {ticket.pk}
    assert found(" ".join(["ıiI"] * 20)) == {ticket.pk}
    assert found("".join(chr(0x430 + number % 32) for number in range(200))) == set()


def test_a_common_word_is_read_in_order_and_a_rare_one_by_the_index(monkeypatch):
    monkeypatch.setattr(sqlite_fts, "COMMON", 8)
    Ticket.objects.bulk_create(
        Ticket(title=f"common word{n:03}", description="-", category="billing", priority="low")
        for n in range(100)
    )
    assert "VIRTUAL TABLE" not in plan("common")
    assert "VIRTUAL TABLE" in plan("word042")
    assert "VIRTUAL TABLE" in plan("common word042")
    assert len(found("common")) == 100
    assert len(found("word042")) == 1


def test_without_tickets_nothing_is_found():
    assert found("anything") == set()


def test_each_way_of_writing(tmp_path):
    ticket = write("Printer", "on fire")
    other = write("Screen", "is black")
    screen = other.pk
    check()
    Ticket.objects.bulk_create(
        [Ticket(title="Many", description="at once", category="billing", priority="low")]
    )
    change_tickets(Ticket.objects.filter(pk=ticket.pk), {"description": "is well"})
    Ticket.objects.update(status="closed", resolved_at="2026-01-01T00:00Z")
    check()
    assert found("fire") == set()
    assert found("well") == {ticket.pk}
    dump = tmp_path / "tickets.json"
    call_command("dumpdata", "tickets.ticket", output=dump)
    other.delete()
    change_tickets(Ticket.objects.filter(pk=ticket.pk), {"title": "Plotter"})
    check()
    call_command("loaddata", dump, verbosity=0)
    check()
    assert found("printer") == {ticket.pk}
    assert found("screen") == {screen}
    table = tmp_path / "more.csv"
    table.write_text(
        "title,description,category,priority\nImported,from afar,billing,low\n", encoding="utf-8"
    )
    call_command("import_tickets", table, stdout=StringIO())
    assert len(found("afar")) == 1
    check()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE tickets_ticket SET id = 9000 WHERE id = %s", [screen])
    assert found("screen") == {9000}
    check()
    Ticket.objects.all().delete()
    check()
    assert parts_filed(sqlite_fts.TABLE) == set()


def test_what_is_taken_back_is_not_filed():
    with transaction.atomic():
        write("Vanished")
        transaction.set_rollback(True)
    with pytest.raises(IntegrityError), transaction.atomic():
        write("Refused", priority="unheard of")
    check()
    assert parts_filed(sqlite_fts.TABLE) == set()


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
    check()


@pytest.mark.django_db(transaction=True)
def test_what_was_written_while_the_triggers_were_gone_is_filed_with_them():
    ticket = write("Printer", "on fire")
    gone = write("Printer")
    stop_counting(connection.alias, plan=["something"])
    with connection.schema_editor() as editor:
        editor._remake_table(Ticket)  # type: ignore[attr-defined]
    assert not sqlite_fts.is_installed(connection)
    late = write("Late printer")
    gone.delete()
    assert "VIRTUAL TABLE" not in plan("printer")
    assert found("printer") == {ticket.pk, late.pk}
    resume_counting(connection.alias)
    call_command("migrate", verbosity=0)
    assert "VIRTUAL TABLE" in plan("printer")
    assert found("printer") == {ticket.pk, late.pk}
    check()


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database():
    write("Printer")
    call_command("flush", interactive=False, verbosity=0)
    check()
    assert parts_filed(sqlite_fts.TABLE) == set()


def test_where_sqlite_has_no_such_index_tickets_are_written_and_found(monkeypatch):
    monkeypatch.setattr(sqlite_fts, "spellings", lambda: None)
    sqlite_fts.install(connection)
    ticket = write("Printer")
    assert "VIRTUAL TABLE" not in plan("printer")
    assert found("PRINT") == {ticket.pk}
    monkeypatch.undo()
    sqlite_fts.resume_indexing(using=connection.alias)
    check()


def test_it_can_be_taken_away_and_put_back():
    ticket = write("Printer")
    sqlite_fts.uninstall(connection)
    assert found("printer") == {ticket.pk}
    assert sqlite_fts.TABLE not in connection.introspection.table_names()
    sqlite_fts.resume_indexing(using=connection.alias)
    check()


def test_a_missing_tokenizer_is_noticed(monkeypatch):
    def refuse(characters):
        raise sqlite3.OperationalError("no such tokenizer: trigram")

    monkeypatch.setattr(sqlite_fts, "terms_of", refuse)
    sqlite_fts.spellings.cache_clear()
    try:
        assert sqlite_fts.spellings() is None
    finally:
        sqlite_fts.spellings.cache_clear()
