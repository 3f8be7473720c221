"""How the database itself keeps count of the tickets, whatever writes them.

Triggers move the counts of a small table along with every insert, update, deletion and truncation,
by the API, the admin, an import or plain SQL, in the same transaction. A change of what stands here
needs a migration that installs it and counts anew.
"""

from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "tickets_ticketsummary"
# Stands for all time.
EPOCH = "0001-01-01"
KEY = ("span", "event", "start", "category", "priority", "status")
CELL = ("category", "priority", "status")

# What is counted: over which span, by which event, and whether by category, priority and status.
PARTS = (
    ("all", "created", True),
    ("day", "created", True),
    ("day", "resolved", True),
    ("total", "created", False),
    ("total", "resolved", False),
    ("month", "created", False),
    ("month", "resolved", False),
)

CREATE_TABLE = f"""
    CREATE TABLE IF NOT EXISTS {TABLE} (
        span varchar(5) NOT NULL,
        event varchar(8) NOT NULL,
        start date NOT NULL,
        category varchar(20) NOT NULL,
        priority varchar(20) NOT NULL,
        status varchar(20) NOT NULL,
        count bigint NOT NULL,
        PRIMARY KEY ({", ".join(KEY)})
    )
"""
ONE_AT_A_TIME = f"pg_advisory_xact_lock('{TABLE}'::regclass::oid::bigint)"
# Below what SQLite takes of parameters in one statement.
MENDED_AT_ONCE = 500
COUNT_ON = f"ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET count = {TABLE}.count + excluded.count"


def start_of(vendor: str, span: str, moment: str) -> str:
    """An expression for the first day (UTC) of the span that a moment lies in."""
    if vendor == "postgresql":
        if span == "all":
            return f"DATE '{EPOCH}'"
        day = f"({moment} AT TIME ZONE 'UTC')::date"
        return f"date_trunc('month', {day})::date" if span == "month" else day
    if span == "all":
        return f"'{EPOCH}'"
    return f"date({moment}, 'start of month')" if span == "month" else f"date({moment})"


def part_values(vendor: str, row: str) -> list[tuple[str, str]]:
    """For each part, its key as SQL for a row of the tickets' table, and the moment it counts."""
    found = []
    for span, event, has_cells in PARTS:
        moment = f"{row}.{event}_at"
        cell = [f"{row}.{name}" if has_cells else "''" for name in CELL]
        key = ", ".join([f"'{span}'", f"'{event}'", start_of(vendor, span, moment), *cell])
        found.append((key, moment))
    return found


def recount(vendor: str) -> str:
    """A query that counts all tickets anew, as rows of the summary without zeros."""
    return " UNION ALL ".join(
        f"SELECT {key}, COUNT(*) FROM tickets_ticket AS t WHERE {moment} IS NOT NULL "
        "GROUP BY 1, 2, 3, 4, 5, 6"
        for key, moment in part_values(vendor, "t")
    )


def postgresql_triggers() -> list[str]:
    """Once for each statement: what it changes is summed up, and written in the keys' order."""
    keys = ", ".join(f"({key})" for key, _ in part_values("postgresql", "changed"))
    statements = []
    for event, sources in (
        ("insert", ["SELECT *, 1 AS step FROM new_rows"]),
        ("delete", ["SELECT *, -1 AS step FROM old_rows"]),
        (
            "update",
            ["SELECT *, 1 AS step FROM new_rows", "SELECT *, -1 AS step FROM old_rows"],
        ),
    ):
        tables = " ".join(
            f"{kind} TABLE AS {kind.lower()}_rows"
            for kind in ("NEW", "OLD")
            if any(f"{kind.lower()}_rows" in source for source in sources)
        )
        function = f"tickets_summarise_{event}"
        statements += [
            f"""
            CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                moved {TABLE}[];
            BEGIN
                SELECT array_agg(ROW(m.*)::{TABLE} ORDER BY {", ".join(f"m.{k}" for k in KEY)})
                INTO moved
                FROM (
                    SELECT {", ".join(f"part.{k}" for k in KEY)}, SUM(changed.step) AS count
                    FROM ({" UNION ALL ".join(sources)}) AS changed,
                        LATERAL (VALUES {keys}) AS part ({", ".join(KEY)})
                    WHERE part.start IS NOT NULL
                    GROUP BY {", ".join(f"part.{k}" for k in KEY)}
                    HAVING SUM(changed.step) <> 0
                ) AS m;
                IF moved IS NOT NULL THEN
                    -- One transaction at a time, or two that write several times could wait for
                    -- each other.
                    PERFORM {ONE_AT_A_TIME};
                    INSERT INTO {TABLE} SELECT * FROM unnest(moved) {COUNT_ON};
                END IF;
                RETURN NULL;
            END $$
            """,
            f"DROP TRIGGER IF EXISTS {function} ON tickets_ticket",
            f"""
            CREATE TRIGGER {function} AFTER {event.upper()} ON tickets_ticket
            REFERENCING {tables} FOR EACH STATEMENT EXECUTE FUNCTION {function}()
            """,
        ]
    return [
        *statements,
        f"""
        CREATE OR REPLACE FUNCTION tickets_summarise_truncate() RETURNS trigger
        LANGUAGE plpgsql AS $$
        BEGIN
            DELETE FROM {TABLE};
            RETURN NULL;
        END $$
        """,
        "DROP TRIGGER IF EXISTS tickets_summarise_truncate ON tickets_ticket",
        """
        CREATE TRIGGER tickets_summarise_truncate AFTER TRUNCATE ON tickets_ticket
        FOR EACH STATEMENT EXECUTE FUNCTION tickets_summarise_truncate()
        """,
    ]


def sqlite_triggers() -> list[str]:
    """Once for each row, as SQLite has it; a change of other columns costs nothing."""

    def steps(row: str, step: int) -> str:
        return " ".join(
            f"INSERT INTO {TABLE} SELECT {key}, {step} WHERE {moment} IS NOT NULL {COUNT_ON};"
            for key, moment in part_values("sqlite", row)
        )

    bodies = {
        "insert": ("INSERT", steps("NEW", 1)),
        "delete": ("DELETE", steps("OLD", -1)),
        "update": (
            f"UPDATE OF {', '.join(CELL)}, created_at, resolved_at",
            steps("NEW", 1) + steps("OLD", -1),
        ),
    }
    return [
        f"CREATE TRIGGER IF NOT EXISTS tickets_summarise_{name} AFTER {event} ON tickets_ticket "
        f"FOR EACH ROW BEGIN {body} END"
        for name, (event, body) in bodies.items()
    ]


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers in place. On SQLite a change of the tickets' table takes them away."""
    triggers = postgresql_triggers() if connection.vendor == "postgresql" else sqlite_triggers()
    with connection.cursor() as cursor:
        for statement in triggers:
            cursor.execute(statement)


def differences(connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
    """Where the summary is not what the tickets say: the key, what it has, what it should have."""
    key = ", ".join(KEY)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH counted ({key}, count) AS ({recount(connection.vendor)})
            SELECT {key}, SUM(kept), SUM(counted)
            FROM (
                SELECT {key}, count AS kept, 0 AS counted FROM {TABLE}
                UNION ALL
                SELECT {key}, 0, count FROM counted
            ) AS sides
            GROUP BY {key}
            HAVING SUM(kept) <> SUM(counted)
            ORDER BY {key}
            """
        )
        return list(cursor.fetchall())


def mend(connection: BaseDatabaseWrapper) -> int:
    """Put the summary right while others write; returns how many counts were wrong.

    What is missing is found by one statement, which sees tickets and summary at one moment, and
    added to whatever the triggers have written since; a little at a time, so that nobody waits.
    """
    found = differences(connection)
    row = f"({', '.join(['%s'] * (len(KEY) + 1))})"
    for first in range(0, len(found), MENDED_AT_ONCE):
        batch = found[first : first + MENDED_AT_ONCE]
        values = [value for *key, kept, counted in batch for value in (*key, counted - kept)]
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"SELECT {ONE_AT_A_TIME}")
            rows = ", ".join([row] * len(batch))
            cursor.execute(f"INSERT INTO {TABLE} VALUES {rows} {COUNT_ON}", values)
    return len(found)
