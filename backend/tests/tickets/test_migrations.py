"""A database of the last release goes on with everything in it; an older one is refused."""

import ast
import sqlite3
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tickets.history.models import Event
from tickets.models import Ticket
from tickets.private_links.models import PrivateLink
from tickets.services import change_ticket, create_ticket, delete_ticket
from tickets.triage.models import Classification

MIGRATIONS = Path(settings.BASE_DIR) / "tickets" / "migrations"
SQUASHED = [
    "0001_initial",
    "0002_resolved_at",
    "0003_classification",
    "0004_shared_cache_and_similarity",
    "0005_ticket_summary",
    "0006_search_by_trigrams",
    "0007_cell_indexes",
    "0008_triage_summary",
    "0009_sqlite_words",
    "0010_requesters",
    "0011_history",
]
OLDER = "This database is older than the last release: upgrade it to that release first"

COUNT = "INSERT INTO tickets_triagesummary VALUES ('all');"
# What the last release has and this one has not, as far as it is in the way of writing.
LEFT_BEHIND = {
    "postgresql": [
        "CREATE TABLE tickets_requestcount (key varchar(200))",
        "CREATE TABLE tickets_triagesummary (span varchar(5))",
        *(
            statement
            for table, name in (
                ("tickets_classification", "tickets_triage_question"),
                ("tickets_ticket", "tickets_triage_ticket"),
            )
            for event in ("insert", "update", "delete", "truncate")
            for statement in (
                f"CREATE FUNCTION {name}_{event}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN {COUNT} RETURN NULL; END $$",
                f"CREATE TRIGGER {name}_{event} AFTER {event} ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION {name}_{event}()",
            )
        ),
    ],
    "sqlite": [
        "CREATE TABLE tickets_requestcount (key varchar(200))",
        "CREATE TABLE tickets_triagesummary (span varchar(5))",
        "CREATE TABLE tickets_ticketsummary (span varchar(5))",
        "CREATE VIRTUAL TABLE tickets_words USING fts5(text, content='', tokenize='trigram')",
        *(
            f"CREATE TRIGGER {name}_{event} AFTER {event} ON {table} BEGIN {body} END"
            for table, name, body in (
                ("tickets_classification", "tickets_triage_question", COUNT),
                ("tickets_ticket", "tickets_triage_ticket", COUNT),
                (
                    "tickets_ticket",
                    "tickets_summarise",
                    "INSERT INTO tickets_ticketsummary VALUES ('all');",
                ),
                (
                    "tickets_ticket",
                    "tickets_words",
                    "INSERT INTO tickets_words (text) VALUES ('');",
                ),
            )
            for event in ("insert", "update", "delete")
        ),
    ],
}
NAMES = {
    "postgresql": "SELECT tgname::text FROM pg_trigger WHERE NOT tgisinternal UNION ALL "
    "SELECT proname::text FROM pg_proc WHERE proname LIKE 'tickets_%%' UNION ALL "
    "SELECT relname::text FROM pg_class WHERE relname LIKE 'tickets_%%'",
    "sqlite": "SELECT name FROM sqlite_master",
}


def execute(*statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def names():
    """Return the names of tables, functions, triggers and indexes."""
    with connection.cursor() as cursor:
        cursor.execute(NAMES[connection.vendor], [])
        return sorted(name for (name,) in cursor.fetchall())


def recorded():
    return {
        name for app, name in MigrationRecorder(connection).applied_migrations() if app == "tickets"
    }


def record(applied):
    """Record exactly these migrations of tickets as applied."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="tickets").delete()
    for name in applied:
        recorder.record_applied("tickets", name)


def all_rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Ticket, PrivateLink, Classification, Event)
    ]


@pytest.fixture
def all_recorded(transactional_db):
    before = recorded()
    yield before
    record(before)


@pytest.mark.skipif(
    connection.vendor == "sqlite" and sqlite3.sqlite_version_info < (3, 34),
    reason="the last release had no index of words there",
)
def test_a_database_of_the_last_release_goes_on_with_everything_in_it(all_recorded):
    values = {"title": "T", "description": "D", "category": "billing", "priority": "low"}
    classification = Classification.objects.create(
        source="model", category="billing", priority="low"
    )
    ticket = create_ticket({**values, "requester_name": "Ada"})
    change_ticket(ticket, {"status": "closed"})
    Classification.objects.update(ticket=Ticket.objects.get())
    objects, rows = names(), all_rows()
    # These cannot be reversed; the objects that they drop are created below.
    call_command("migrate", "tickets", "0015_drop_sqlite_word_index", verbosity=0)
    execute(*LEFT_BEHIND[connection.vendor])
    record(SQUASHED)

    call_command("migrate", verbosity=0)

    assert names() == objects
    assert all_rows() == rows
    assert recorded() == all_recorded >= {*SQUASHED, "0001_squashed_0011_history"}
    delete_ticket(create_ticket(values))
    classification.delete()


@pytest.mark.parametrize("last", SQUASHED[:-1])
@pytest.mark.parametrize("command", ["migrate", "migrate_once"])
def test_an_older_database_is_refused_in_a_sentence(all_recorded, command, last):
    record(SQUASHED[: SQUASHED.index(last) + 1])
    options = {"skip_checks": False} if command == "migrate" else {}
    with pytest.raises(CommandError, match=OLDER):
        call_command(command, verbosity=0, **options)


@pytest.mark.django_db
def test_the_models_are_as_the_migrations_say():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("module", ["0001_squashed_0011_history", "_first_release_sql"])
def test_what_is_frozen_imports_no_code_of_the_product(module):
    tree = ast.parse((MIGRATIONS / f"{module}.py").read_text())
    imported = {
        name
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else ["." * node.level + (node.module or "")]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert {name.split(".")[0] for name in imported if name[0] != "."} <= {"django", "sys"}
    assert {name for name in imported if name[0] == "."} <= {"._first_release_sql"}
