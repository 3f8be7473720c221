"""Tables of counts that the database itself keeps right, whatever writes what they count.

Triggers move the counts along with every insert, update, deletion and truncation, by the API, the
admin, an import or plain SQL, in the same transaction. A change of what is counted needs a
migration that installs it and counts anew.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

# Stands for all time.
EPOCH = "0001-01-01"
# One lock for all tables of counts: with one for each, two transactions that write to several
# could wait for each other.
ONE_AT_A_TIME = "pg_advisory_xact_lock('tickets_ticketsummary'::regclass::oid::bigint)"
# Below what SQLite takes of parameters in one statement.
MENDED_AT_ONCE = 500
EVENTS = {"insert": {"new": 1}, "delete": {"old": -1}, "update": {"new": 1, "old": -1}}


@dataclass(frozen=True)
class Part:
    """Which count a row moves, and by how much; null where it does not count."""

    key: Sequence[str]
    amount: str


@dataclass(frozen=True)
class Counted:
    """Rows, as a query, and the parts that each of them, as `counted`, takes in the counts.

    Its column `step` is how many times a row counts: -1 for one that is there no more.
    """

    rows: str
    parts: Sequence[Part]


@dataclass(frozen=True)
class Watched:
    """A table whose changes move the counts.

    `counted` gets a query for the changed rows: the `columns`, those that matter, and the `step`.
    `first` is what PostgreSQL has to do before it looks at them.
    """

    table: str
    triggers: str
    columns: Sequence[str]
    counted: Callable[[str], Counted]
    first: Callable[[str], str] = lambda changed: ""


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


def changed_rows(vendor: str, event: str, columns: Sequence[str]) -> str:
    """A query for what a trigger sees; of an update, only what it leaves otherwise than before."""
    sides = []
    for side, step in EVENTS[event].items():
        if vendor == "postgresql":
            sides.append(f"SELECT {', '.join(columns)}, {step} AS step FROM {side}_rows")
        else:
            values = ", ".join(f"{side}.{column} AS {column}" for column in columns)
            sides.append(f"SELECT {values}, {step} AS step")
    if len(sides) == 1:
        return sides[0]
    names = ", ".join(columns)
    return (
        f"SELECT {names}, SUM(step) AS step FROM ({' UNION ALL '.join(sides)}) AS sides "
        f"GROUP BY {names} HAVING SUM(step) <> 0"
    )


@dataclass(frozen=True)
class SummaryTable:
    """A table of counts: its key's columns with their types, and what it counts on a database."""

    name: str
    key: Mapping[str, str]
    everything: Callable[[str], Counted]
    watched: Callable[[str], Sequence[Watched]]

    @property
    def columns(self) -> str:
        return ", ".join(self.key)

    @property
    def creation(self) -> str:
        """The statement that makes the table."""
        types = ", ".join(f"{column} {kind} NOT NULL" for column, kind in self.key.items())
        return (
            f"CREATE TABLE IF NOT EXISTS {self.name} "
            f"({types}, count bigint NOT NULL, PRIMARY KEY ({self.columns}))"
        )

    @property
    def count_on(self) -> str:
        return (
            f"ON CONFLICT ({self.columns}) DO UPDATE SET count = {self.name}.count + excluded.count"
        )

    def moves(self, vendor: str, counted: Counted) -> str:
        """A query for how much each count is moved, without those that stay."""
        if vendor == "postgresql":
            parts = ", ".join(f"({', '.join(p.key)}, {p.amount})" for p in counted.parts)
            key = ", ".join(f"part.{column}" for column in self.key)
            return (
                f"SELECT {key}, SUM(counted.step * part.amount) AS count "
                f"FROM ({counted.rows}) AS counted, "
                f"LATERAL (VALUES {parts}) AS part ({self.columns}, amount) "
                f"WHERE part.amount IS NOT NULL "
                f"GROUP BY {key} HAVING SUM(counted.step * part.amount) <> 0"
            )
        positions = ", ".join(str(position + 1) for position in range(len(self.key)))
        return " UNION ALL ".join(
            f"SELECT {', '.join(p.key)}, SUM(counted.step * {p.amount}) AS count "
            f"FROM ({counted.rows}) AS counted WHERE {p.amount} IS NOT NULL "
            f"GROUP BY {positions} HAVING SUM(counted.step * {p.amount}) <> 0"
            for p in counted.parts
        )

    def postgresql_triggers(self, watched: Watched) -> list[str]:
        """Once for each statement: what it changes is summed up, and written in the keys' order."""
        statements = []
        for event, sides in EVENTS.items():
            changed = changed_rows("postgresql", event, watched.columns)
            body = f"""
                {watched.first(changed)}
                SELECT array_agg(ROW(m.*)::{self.name} ORDER BY {self.columns}) INTO moved
                FROM ({self.moves("postgresql", watched.counted(changed))}) AS m;
                IF moved IS NOT NULL THEN
                    PERFORM {ONE_AT_A_TIME};
                    INSERT INTO {self.name} SELECT * FROM unnest(moved) {self.count_on};
                END IF;
            """
            tables = " ".join(f"{side} TABLE AS {side}_rows" for side in sides)
            statements += self.postgresql_trigger(watched, event, body, f"REFERENCING {tables}")
        return statements + self.postgresql_trigger(
            watched, "truncate", f"DELETE FROM {self.name};"
        )

    def postgresql_trigger(
        self, watched: Watched, event: str, body: str, referencing: str = ""
    ) -> list[str]:
        name = f"{watched.triggers}_{event}"
        return [
            f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE
                moved {self.name}[];
            BEGIN
                {body}
                RETURN NULL;
            END $$
            """,
            f"DROP TRIGGER IF EXISTS {name} ON {watched.table}",
            f"CREATE TRIGGER {name} AFTER {event} ON {watched.table} {referencing} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {name}()",
        ]

    def sqlite_triggers(self, watched: Watched) -> list[str]:
        """Once for each row, as SQLite has it; a change of other columns costs nothing."""
        statements = []
        for event in EVENTS:
            changed = changed_rows("sqlite", event, watched.columns)
            of = f" OF {', '.join(watched.columns)}" if event == "update" else ""
            statements.append(
                f"CREATE TRIGGER IF NOT EXISTS {watched.triggers}_{event} "
                f"AFTER {event}{of} ON {watched.table} FOR EACH ROW BEGIN "
                f"INSERT INTO {self.name} "
                f"SELECT * FROM ({self.moves('sqlite', watched.counted(changed))}) WHERE true "
                f"{self.count_on}; END"
            )
        return statements

    def install(self, connection: BaseDatabaseWrapper) -> None:
        """Put the triggers in place."""
        vendor = connection.vendor
        triggers = self.postgresql_triggers if vendor == "postgresql" else self.sqlite_triggers
        with connection.cursor() as cursor:
            for watched in self.watched(vendor):
                for statement in triggers(watched):
                    cursor.execute(statement)

    def uninstall(self, connection: BaseDatabaseWrapper) -> None:
        """Take the triggers away."""
        with connection.cursor() as cursor:
            for watched in self.watched(connection.vendor):
                for event in (*EVENTS, "truncate"):
                    name = f"{watched.triggers}_{event}"
                    if connection.vendor == "postgresql":
                        cursor.execute(f"DROP FUNCTION IF EXISTS {name}() CASCADE")
                    else:
                        cursor.execute(f"DROP TRIGGER IF EXISTS {name}")

    def has_triggers(self, connection: BaseDatabaseWrapper) -> bool:
        """Whether SQLite has them all: it drops a table's where a migration makes it anew."""
        wanted = {f"{watched.triggers}_{e}" for watched in self.watched("sqlite") for e in EVENTS}
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return wanted <= {name for (name,) in cursor.fetchall()}

    def is_there(self, connection: BaseDatabaseWrapper) -> bool:
        return self.name in connection.introspection.table_names()

    def differences(self, connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
        """Where the counts are wrong: the key, what is kept, what a count of everything finds."""
        counted = self.moves(connection.vendor, self.everything(connection.vendor))
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH counted ({self.columns}, count) AS ({counted})
                SELECT {self.columns}, SUM(kept), SUM(counted)
                FROM (
                    SELECT {self.columns}, count AS kept, 0 AS counted FROM {self.name}
                    UNION ALL
                    SELECT {self.columns}, 0, count FROM counted
                ) AS sides
                GROUP BY {self.columns}
                HAVING SUM(kept) <> SUM(counted)
                ORDER BY {self.columns}
                """
            )
            return list(cursor.fetchall())

    def mend(self, connection: BaseDatabaseWrapper) -> int:
        """Put the counts right while others write; returns how many were wrong.

        What is missing is found by one statement, which sees counts and counted at one moment, and
        added to whatever the triggers have written since; a little at a time, so that nobody waits.
        """
        found = self.differences(connection)
        row = f"({', '.join(['%s'] * (len(self.key) + 1))})"
        for first in range(0, len(found), MENDED_AT_ONCE):
            batch = found[first : first + MENDED_AT_ONCE]
            values = [value for *key, kept, counted in batch for value in (*key, counted - kept)]
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                if connection.vendor == "postgresql":
                    cursor.execute(f"SELECT {ONE_AT_A_TIME}")
                rows = ", ".join([row] * len(batch))
                cursor.execute(f"INSERT INTO {self.name} VALUES {rows} {self.count_on}", values)
        return len(found)
