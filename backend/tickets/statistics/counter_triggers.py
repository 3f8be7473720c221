"""All tables of counts that the database keeps."""

from collections.abc import Sequence
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.migrations.state import StateApps

from core.db.counter_tables import SummaryTable
from core.db.online_migrations import briefly, is_postgresql
from tickets.statistics import ticket_counters, triage_counters

SUMMARIES = (ticket_counters.SUMMARY, triage_counters.SUMMARY)


def stop_counting(using: str, plan: Sequence[Any] = (), **_: Any) -> None:
    """Take the triggers away before migrations, on SQLite, which could not go past them.

    It changes a table by making it anew, and refuses to where a trigger elsewhere names the table.
    Receiver of `pre_migrate`.
    """
    connection = connections[using]
    if connection.vendor == "sqlite" and plan:
        for summary in SUMMARIES:
            summary.uninstall(connection)


def resume_counting(using: str, **_: Any) -> None:
    """Put the triggers back, and count what was written meanwhile. Receiver of `post_migrate`.

    Also where nothing was migrated: what was interrupted before may have left them away.
    """
    connection = connections[using]
    if connection.vendor == "sqlite":
        for summary in SUMMARIES:
            if summary.is_there(connection) and not summary.has_triggers(connection):
                with transaction.atomic(using=using):
                    summary.install(connection)
                    summary.mend(connection)


def keep_count(summary: SummaryTable, *tables: str) -> RunPython:
    """An operation that makes a table of counts, and the triggers on the tables that it is about.

    It counts what is there once what comes in is counted, so that nobody has to wait meanwhile. On
    SQLite counting begins when all migrations are through.
    """

    def begin(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        schema_editor.execute(summary.creation)
        if is_postgresql(schema_editor):
            briefly(schema_editor, lambda: summary.install(schema_editor.connection), *tables)
            summary.mend(schema_editor.connection)

    def end(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        briefly(schema_editor, lambda: remove(schema_editor), *tables)

    def remove(schema_editor: BaseDatabaseSchemaEditor) -> None:
        summary.uninstall(schema_editor.connection)
        schema_editor.execute(f"DROP TABLE IF EXISTS {summary.name}")

    return RunPython(begin, end)
