"""Operations for migrations of tables that are large and in use while they change.

On PostgreSQL nobody waits for them longer than `LONGEST_WAIT_MS`. They stand in migrations with
`atomic = False`, which leave behind what they have done when they are interrupted; each operation
goes on from there when it is run again.
"""

import time
from collections.abc import Callable
from typing import Any

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    ValidateConstraint,
)
from django.db import OperationalError, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import (
    AddConstraint,
    AddField,
    AddIndex,
    CreateModel,
    RemoveIndex,
)
from django.db.migrations.state import ProjectState, StateApps

LONGEST_WAIT_MS = 400
PAUSE_SECONDS = 0.5
PATIENCE_SECONDS = 600
LOCK_NOT_AVAILABLE = "55P03"

Editor = BaseDatabaseSchemaEditor


def is_postgresql(editor: Editor) -> bool:
    return editor.connection.vendor == "postgresql"


def briefly(editor: Editor, change: Callable[[], object], *tables: str) -> None:
    """Make a short change in a transaction of its own, giving way to those who use the tables.

    A statement that waits for a lock makes everybody after it wait too. So it gives up early and
    tries again later, and also ends before PostgreSQL, after a second, takes two that wait for
    each other for a deadlock and fails one of them. An automatic vacuum would outlast that: it is
    waited for, or ended by PostgreSQL, in a queue of those alone that want no reader's or writer's
    lock. That is for a change that needs the tables to itself, which then names them.
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
                # Foreign keys of a new table lock the one that they refer to.
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
    """The names of a table's columns, constraints and indexes, none if there is no such table."""
    connection, table = editor.connection, model._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return set()
        columns = connection.introspection.get_table_description(cursor, table)
        others = connection.introspection.get_constraints(cursor, table)
    return {column.name for column in columns} | set(others)


def referred_to_by(model: type[models.Model]) -> list[str]:
    """The tables that a table's foreign keys point to."""
    related = (field.related_model for field in model._meta.local_fields if field.is_relation)
    return [other._meta.db_table for other in related if not isinstance(other, str | None)]


class CreateModelOnline(CreateModel):
    """Make a table that may refer to one in use."""

    def database_forwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        model = after.apps.get_model(app_label, self.name)
        if not names_in(editor, model):
            change = super().database_forwards
            briefly(
                editor, lambda: change(app_label, editor, before, after), *referred_to_by(model)
            )

    def database_backwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        model = before.apps.get_model(app_label, self.name)
        if names_in(editor, model):
            change = super().database_backwards
            briefly(
                editor, lambda: change(app_label, editor, before, after), *referred_to_by(model)
            )


def add_column(editor: Editor, model: type[models.Model], name: str) -> None:
    """Add a column without writing a row.

    SQLite can do that with a default too, where Django would make the table anew, and all of its
    indexes.
    """
    field: Any = model._meta.get_field(name)
    if editor.connection.vendor == "sqlite":
        Editor.add_field(editor, model, field)
    else:
        editor.add_field(model, field)


class AddFieldOnline(AddField):
    """Add a column that may be null, or has a constant default that the database keeps.

    So no row has to be written: the database answers the default for those from before.
    """

    def database_forwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        model = after.apps.get_model(app_label, self.model_name)
        if self.name not in names_in(editor, model):
            table = model._meta.db_table
            briefly(editor, lambda: add_column(editor, model, self.name), table)

    def database_backwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        model = before.apps.get_model(app_label, self.model_name)
        if self.name in names_in(editor, model):
            change = super().database_backwards
            table = model._meta.db_table
            briefly(editor, lambda: change(app_label, editor, before, after), table)


class AddCheckOnline(AddConstraint):
    """Add a check that rows from before may not pass until `make_fit` has been at them.

    Whatever is written meanwhile must pass already. Only on SQLite, where there is one writer at a
    time, nobody writes between the two.
    """

    def __init__(
        self,
        model_name: str,
        constraint: models.CheckConstraint,
        make_fit: Callable[[StateApps, Editor], None],
    ) -> None:
        super().__init__(model_name, constraint)
        self.make_fit = make_fit

    def database_forwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        name = self.constraint.name
        model = after.apps.get_model(app_label, self.model_name)
        is_there = name in names_in(editor, model)
        add = super().database_forwards
        if is_postgresql(editor):
            self.make_fit(before.apps, editor)
            if not is_there:
                add = AddConstraintNotValid(self.model_name, self.constraint).database_forwards
                table = model._meta.db_table
                briefly(editor, lambda: add(app_label, editor, before, after), table)
            validate = ValidateConstraint(self.model_name, name)
            validate.database_forwards(app_label, editor, before, after)
        elif not is_there:
            with transaction.atomic(using=editor.connection.alias):
                self.make_fit(before.apps, editor)
                add(app_label, editor, before, after)

    def database_backwards(
        self, app_label: str, editor: Editor, before: ProjectState, after: ProjectState
    ) -> None:
        model = before.apps.get_model(app_label, self.model_name)
        if self.constraint.name in names_in(editor, model):
            change = super().database_backwards
            table = model._meta.db_table
            briefly(editor, lambda: change(app_label, editor, before, after), table)


class AddIndexOnline(AddIndexConcurrently):
    """Build an index beside readers and writers; one that was interrupted is built anew."""

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
    """Take an index away beside readers and writers; and build it so on the way back."""

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
