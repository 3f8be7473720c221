"""A PostgreSQL that does not get `pg_trgm` serves all the same; one that gets it later, faster."""

from importlib import import_module
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tickets.search import trigram_index
from tickets.triage.examples import similar_examples

# One at a time: a role is there for all databases of a server.
pytestmark = pytest.mark.xdist_group("no_owner")
on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="only PostgreSQL has pg_trgm"
)


def indexes():
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE indexdef LIKE '%% USING gin %%'", [])
        return {name for (name,) in cursor.fetchall()}


@pytest.fixture
def no_extension(transactional_db):
    """A database without the extension, and a user who may not create it."""
    trigram_index.knows_all_letters.cache_clear()
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
        cursor.execute("DROP ROLE IF EXISTS no_owner")
        cursor.execute("CREATE ROLE no_owner")
        cursor.execute("GRANT ALL ON ALL TABLES IN SCHEMA public TO no_owner")
        cursor.execute("GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO no_owner")
        cursor.execute("SET ROLE no_owner")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY no_owner")
        cursor.execute("DROP ROLE no_owner")
    call_command("index_words", stdout=StringIO())
    trigram_index.knows_all_letters.cache_clear()
    # Other tests count queries, and a worker asks once.
    trigram_index.knows_all_letters(connection.alias)


@on_postgresql
def test_without_it_the_migrations_say_so(no_extension, capsys):
    migration = import_module("tickets.migrations.0024_fill_search_text")
    with connection.schema_editor(atomic=False) as editor:
        migration.build_index(editor)
    assert "permission denied to create extension" in capsys.readouterr().err
    assert indexes() == set()


@on_postgresql
def test_without_it_tickets_and_examples_are_found(no_extension, api, make_ticket):
    ticket = make_ticket(title="The printer is on fire")
    assert [found["id"] for found in api.get("/api/tickets/?search=PRINTER").json()] == [ticket.pk]
    assert similar_examples("printer", 3) == []


@on_postgresql
def test_it_can_come_later(no_extension):
    with pytest.raises(CommandError, match="permission denied"):
        call_command("index_words")
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    call_command("index_words")
    assert indexes() == {trigram_index.INDEX}


@on_postgresql
def test_nobody_who_submits_has_to_sort_many_words(db):
    with connection.cursor() as cursor:
        cursor.execute("SHOW gin_pending_list_limit")
        assert cursor.fetchone() == (trigram_index.PENDING_LIST_LIMIT,)


@on_postgresql
def test_an_import_leaves_no_words_to_sort(transactional_db, tmp_path):
    file = tmp_path / "tickets.csv"
    file.write_text("title,description,category,priority\n" + "T,Some words,billing,low\n" * 50)
    call_command("import_tickets", str(file), stdout=StringIO())
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [trigram_index.INDEX])
        assert cursor.fetchone() == (0,)
