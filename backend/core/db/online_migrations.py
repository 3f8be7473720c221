"""Operations for migrations of a large table that is in use meanwhile.

On PostgreSQL nobody waits for them longer than `LONGEST_WAIT_MS`. They belong in migrations with
`atomic = False`. One that was interrupted is run again, and each operation goes on from there.
"""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import OperationalError, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import AddField, AddIndex, RemoveField, RemoveIndex
from django.db.migrations.state import ProjectState

LONGEST_WAIT_MS = 400
PAUSE_SECONDS = 0.5
PATIENCE_SECONDS = 600
LOCK_NOT_AVAILABLE = "55P03"

Editor = BaseDatabaseSchemaEditor


def is_postgresql(editor: Editor) -> bool:
    return editor.connection.vendor == "postgresql"


def with_lock_timeout(editor: Editor, change: Callable[[], object], *tables: str) -> None:
    """Make a short change in a transaction of its own, without holding up who uses the tables.

    A statement that waits for a lock makes everybody after it wait too. So it gives up early and
    tries again later, and also ends before PostgreSQL, after a second, takes two that wait for
    each other for a deadlock and fails one of them. `tables` are those that the change needs for
    itself. An automatic vacuum would outlast the time-out; to lock them first in a mode that only
    keeps out other maintenance makes PostgreSQL end it, or waits for it, while people go on.

    Raise `OperationalError` if the locks cannot be had within `PATIENCE_SECONDS`.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with transaction.atomic(using=editor.connection.alias):
                if is_postgresql(editor):
                    for table in tables:
                        name = editor.quote_name(table)
                        editor.execute(f"LOCK TABLE {name} IN SHARE UPDATE EXCLUSIVE MODE")
                    editor.execute(f"SET LOCAL lock_timeout = {LONGEST_WAIT_MS}")
                change()
                # The foreign keys of new columns, which lock the tables that they refer to.
                while editor.deferred_sql:
                    editor.execute(editor.deferred_sql.pop(0), None)
            return
        except OperationalError as error:
            editor.deferred_sql.clear()
            timed_out = getattr(error.__cause__, "pgcode", None) == LOCK_NOT_AVAILABLE
            if not timed_out or time.monotonic() > deadline:
                raise
        time.sleep(PAUSE_SECONDS)


def names_in(editor: Editor, model: type[models.Model]) -> set[str]:
    """Return the names of a table's columns, constraints and indexes."""
    connection, table = editor.connection, model._meta.db_table
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, table)
        others = connection.introspection.get_constraints(cursor, table)
    return {column.name for column in columns} | set(others)


def add_column(editor: Editor, model: type[models.Model], field: Any) -> None:
    if is_postgresql(editor):
        editor.add_field(model, field)
    else:
        # SQLite's own editor would rebuild the table and all its indexes for a default.
        Editor.add_field(editor, model, field)


def add_if_missing(editor: Editor, model: type[models.Model], name: str) -> None:
    field: Any = model._meta.get_field(name)
    if field.column not in names_in(editor, model):
        with_lock_timeout(editor, lambda: add_column(editor, model, field), model._meta.db_table)


def remove_if_there(editor: Editor, model: type[models.Model], name: str) -> None:
    field: Any = model._meta.get_field(name)
    if field.column in names_in(editor, model):
        with_lock_timeout(editor, lambda: editor.remove_field(model, field), model._meta.db_table)


class AddFieldOnline(AddField):
    """Add a column that may be null, or has a constant `db_default`, without writing a row."""

    def database_forwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        add_if_missing(editor, after.apps.get_model(app_label, self.model_name), self.name)

    def database_backwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        remove_if_there(editor, before.apps.get_model(app_label, self.model_name), self.name)


class RemoveFieldOnline(RemoveField):
    """Drop a column; on the way back it comes without its values, as `AddFieldOnline` adds it."""

    def database_forwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        remove_if_there(editor, before.apps.get_model(app_label, self.model_name), self.name)

    def database_backwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        add_if_missing(editor, after.apps.get_model(app_label, self.model_name), self.name)


class AddIndexOnline(AddIndexConcurrently):
    """Build an index while the table is read and written; an interrupted one is built anew."""

    def database_forwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        if is_postgresql(editor):
            self.drop_if_invalid(editor)
        if self.index.name not in names_in(
            editor, after.apps.get_model(app_label, self.model_name)
        ):
            self.by_vendor(editor).database_forwards(self, app_label, editor, before, after)

    def database_backwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        if self.index.name in names_in(editor, before.apps.get_model(app_label, self.model_name)):
            self.by_vendor(editor).database_backwards(self, app_label, editor, before, after)

    def by_vendor(self, editor: Editor) -> Any:
        return AddIndexConcurrently if is_postgresql(editor) else AddIndex

    def drop_if_invalid(self, editor: Editor) -> None:
        with editor.connection.cursor() as cursor:
            cursor.execute(
                "SELECT FROM pg_index WHERE indexrelid = to_regclass(%s) AND NOT indisvalid",
                [self.index.name],
            )
            if cursor.fetchone() is not None:
                cursor.execute(f"DROP INDEX CONCURRENTLY {editor.quote_name(self.index.name)}")


class RemoveIndexOnline(RemoveIndexConcurrently):
    """Drop an index while the table is read and written; build it so on the way back."""

    def database_forwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        if self.name in names_in(editor, before.apps.get_model(app_label, self.model_name)):
            self.by_vendor(editor).database_forwards(self, app_label, editor, before, after)

    def database_backwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        if self.name not in names_in(editor, before.apps.get_model(app_label, self.model_name)):
            self.by_vendor(editor).database_backwards(self, app_label, editor, before, after)

    def by_vendor(self, editor: Editor) -> Any:
        return RemoveIndexConcurrently if is_postgresql(editor) else RemoveIndex
