"""Frozen: what the first release has in its database beside the tables of its models."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

CACHE = """
    CREATE TABLE shared_cache (
        cache_key varchar(255) NOT NULL PRIMARY KEY,
        value text NOT NULL,
        expires {moment} NOT NULL
    )
"""
CACHE_INDEX = "CREATE INDEX shared_cache_expires ON shared_cache (expires)"
MOMENTS = {"postgresql": "timestamp with time zone", "sqlite": "datetime"}

COUNTERS = """
    CREATE TABLE tickets_ticketsummary (
        span varchar(5) NOT NULL,
        event varchar(8) NOT NULL,
        start date NOT NULL,
        category varchar(20) NOT NULL,
        priority varchar(20) NOT NULL,
        status varchar(20) NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY (span, event, start, category, priority, status)
    )
"""
FUNCTION = """
    CREATE FUNCTION tickets_summarise_{event}() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        moved tickets_ticketsummary[];
    BEGIN
        {body}
        RETURN NULL;
    END $$
"""
TRIGGER = """
    CREATE TRIGGER tickets_summarise_{event} AFTER {event} ON tickets_ticket {tables}
    FOR EACH STATEMENT EXECUTE FUNCTION tickets_summarise_{event}()
"""
COUNT = """
        SELECT array_agg(ROW(m.*)::tickets_ticketsummary ORDER BY
            span, event, start, category, priority, status) INTO moved
        FROM (
            SELECT part.span, part.event, part.start, part.category, part.priority, part.status,
                SUM(counted.step * part.amount) AS count
            FROM ({rows}) AS counted,
            LATERAL (VALUES
                ('all', 'created', DATE '0001-01-01', counted.category, counted.priority,
                    counted.status, CASE WHEN counted.created_at IS NOT NULL THEN 1 END),
                ('day', 'created', (counted.created_at AT TIME ZONE 'UTC')::date, counted.category,
                    counted.priority, counted.status,
                    CASE WHEN counted.created_at IS NOT NULL THEN 1 END),
                ('day', 'resolved', (counted.resolved_at AT TIME ZONE 'UTC')::date, counted.category,
                    counted.priority, counted.status,
                    CASE WHEN counted.resolved_at IS NOT NULL THEN 1 END),
                ('total', 'created', (counted.created_at AT TIME ZONE 'UTC')::date, '', '', '',
                    CASE WHEN counted.created_at IS NOT NULL THEN 1 END),
                ('total', 'resolved', (counted.resolved_at AT TIME ZONE 'UTC')::date, '', '', '',
                    CASE WHEN counted.resolved_at IS NOT NULL THEN 1 END),
                ('month', 'created',
                    date_trunc('month', (counted.created_at AT TIME ZONE 'UTC')::date)::date,
                    '', '', '', CASE WHEN counted.created_at IS NOT NULL THEN 1 END),
                ('month', 'resolved',
                    date_trunc('month', (counted.resolved_at AT TIME ZONE 'UTC')::date)::date,
                    '', '', '', CASE WHEN counted.resolved_at IS NOT NULL THEN 1 END)
            ) AS part (span, event, start, category, priority, status, amount)
            WHERE part.amount IS NOT NULL
            GROUP BY part.span, part.event, part.start, part.category, part.priority, part.status
            HAVING SUM(counted.step * part.amount) <> 0
        ) AS m;
        IF moved IS NOT NULL THEN
            PERFORM pg_advisory_xact_lock('tickets_ticketsummary'::regclass::oid::bigint);
            INSERT INTO tickets_ticketsummary SELECT * FROM unnest(moved)
            ON CONFLICT (span, event, start, category, priority, status)
            DO UPDATE SET count = tickets_ticketsummary.count + excluded.count;
        END IF;
"""
COLUMNS = "category, priority, status, created_at, resolved_at"
INSERTED = f"SELECT {COLUMNS}, 1 AS step FROM new_rows"
DELETED = f"SELECT {COLUMNS}, -1 AS step FROM old_rows"
UPDATED = f"""
    SELECT {COLUMNS}, SUM(step) AS step FROM ({INSERTED} UNION ALL {DELETED}) AS sides
    GROUP BY {COLUMNS} HAVING SUM(step) <> 0
"""
TRIGGERS = {
    "insert": (COUNT.format(rows=INSERTED), "REFERENCING NEW TABLE AS new_rows"),
    "delete": (COUNT.format(rows=DELETED), "REFERENCING OLD TABLE AS old_rows"),
    "update": (
        COUNT.format(rows=UPDATED),
        "REFERENCING NEW TABLE AS new_rows OLD TABLE AS old_rows",
    ),
    "truncate": ("DELETE FROM tickets_ticketsummary;", ""),
}


def create_cache_table(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    schema_editor.execute(CACHE.format(moment=MOMENTS[schema_editor.connection.vendor]))
    schema_editor.execute(CACHE_INDEX)


def create_counters(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Create the counters of tickets and the triggers that keep them, on PostgreSQL."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(COUNTERS)
        for event, (body, tables) in TRIGGERS.items():
            schema_editor.execute(FUNCTION.format(event=event, body=body))
            schema_editor.execute(TRIGGER.format(event=event, tables=tables))
