"""What lets the release before go on writing tickets while migrations run under it."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from core.db.online_migrations import briefly, is_postgresql

TABLE = "tickets_ticket"
# It knows nothing of `resolved_at`, which a check ties to the status.
RESOLVE = """
    CREATE OR REPLACE FUNCTION tickets_resolve() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.resolved_at := CASE
            WHEN NEW.status IN ('resolved', 'closed') THEN coalesce(NEW.resolved_at, NEW.updated_at)
        END;
        RETURN NEW;
    END $$;
    DROP TRIGGER IF EXISTS tickets_resolve ON tickets_ticket;
    CREATE TRIGGER tickets_resolve BEFORE INSERT OR UPDATE ON tickets_ticket
        FOR EACH ROW EXECUTE FUNCTION tickets_resolve();
"""
STOP_RESOLVING = """
    DROP TRIGGER IF EXISTS tickets_resolve ON tickets_ticket;
    DROP FUNCTION IF EXISTS tickets_resolve();
"""


def begin_help(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if is_postgresql(schema_editor):
        briefly(schema_editor, lambda: schema_editor.execute(RESOLVE), TABLE)


def end_help(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Last of all that takes long: from here on the release before can close no ticket."""
    if is_postgresql(schema_editor):
        briefly(schema_editor, lambda: schema_editor.execute(STOP_RESOLVING), TABLE)
