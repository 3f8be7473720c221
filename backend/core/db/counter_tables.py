"""Tables of counts that PostgreSQL keeps up to date by triggers.

Triggers move the counts with every insert, update, deletion and truncation, in the same
transaction. To count something else, a migration replaces the triggers and counts anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

RECONCILED_AT_ONCE = 500
# The transition tables of each kind of statement, and the factor by which their rows count.
EVENTS = {"insert": {"new": 1}, "delete": {"old": -1}, "update": {"new": 1, "old": -1}}


@dataclass(frozen=True)
class CounterDelta:
    """The key of the count that a row, `counted`, changes, and the amount: null for no change."""

    key: Sequence[str]
    amount: str


@dataclass(frozen=True)
class TriggerSource:
    """The table whose rows are counted, by these columns; `prefix` begins its triggers' names."""

    table: str
    prefix: str
    columns: Sequence[str]

    @property
    def all_rows(self) -> str:
        return f"SELECT {', '.join(self.columns)}, 1 AS step FROM {self.table}"

    def changed_rows(self, event: str) -> str:
        """Return a query for the rows that a trigger sees, each with its `step`.

        Rows that an update leaves as they were, as far as the counts go, cancel out.
        """
        names = ", ".join(self.columns)
        sides = [
            f"SELECT {names}, {n} AS step FROM {side}_rows" for side, n in EVENTS[event].items()
        ]
        if len(sides) == 1:
            return sides[0]
        return (
            f"SELECT {names}, SUM(step) AS step FROM ({' UNION ALL '.join(sides)}) AS sides "
            f"GROUP BY {names} HAVING SUM(step) <> 0"
        )


@dataclass(frozen=True)
class CounterTable:
    """A table of counts: the columns of its key with their types, and what moves the counts.

    Rows are counted once for each row of the table `variants`, if there is one, which the key and
    the amounts call `variant`. Tables that the same statements move share the `lock` of one.
    """

    name: str
    key: Mapping[str, str]
    source: TriggerSource
    deltas: Sequence[CounterDelta]
    variants: str = ""
    lock_of: str = ""

    @property
    def columns(self) -> str:
        return ", ".join(self.key)

    @property
    def lock(self) -> str:
        """A call that lets one transaction at a time write counts: rows alone could deadlock."""
        return f"pg_advisory_xact_lock('{self.lock_of or self.name}'::regclass::oid::bigint)"

    @property
    def add(self) -> str:
        """The end of an insert that adds to the counts already stored."""
        return (
            f"ON CONFLICT ({self.columns}) DO UPDATE SET count = {self.name}.count + excluded.count"
        )

    def sum_deltas(self, rows: str) -> str:
        """Return a query for the amount by which the rows change each count, zeros left out."""
        deltas = ", ".join(f"({', '.join(d.key)}, {d.amount})" for d in self.deltas)
        key = ", ".join(f"part.{column}" for column in self.key)
        variants = f"{self.variants} AS variant, " if self.variants else ""
        return (
            f"SELECT {key}, SUM(counted.step * part.amount) AS count "
            f"FROM ({rows}) AS counted, {variants}"
            f"LATERAL (VALUES {deltas}) AS part ({self.columns}, amount) "
            f"WHERE part.amount IS NOT NULL "
            f"GROUP BY {key} HAVING SUM(counted.step * part.amount) <> 0"
        )

    def create_counters(self, connection: BaseDatabaseWrapper) -> None:
        """Create the table if it is missing, and its triggers, replacing any that exist."""
        types = ", ".join(f"{column} {kind} NOT NULL" for column, kind in self.key.items())
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {self.name} "
                f"({types}, count bigint NOT NULL, PRIMARY KEY ({self.columns}))"
            )
            for event, sides in EVENTS.items():
                tables = " ".join(f"{side} TABLE AS {side}_rows" for side in sides)
                self._create_trigger(cursor, event, self._count(event), f"REFERENCING {tables}")
            self._create_trigger(cursor, "truncate", f"DELETE FROM {self.name};")

    def _count(self, event: str) -> str:
        """Return the body of a trigger, which runs once for each statement."""
        deltas = self.sum_deltas(self.source.changed_rows(event))
        end = f"IF NOT EXISTS (SELECT FROM {self.variants}) THEN RETURN NULL; END IF;"
        return f"""
            {end if self.variants else ""}
            SELECT array_agg(ROW(m.*)::{self.name} ORDER BY {self.columns}) INTO moved
            FROM ({deltas}) AS m;
            IF moved IS NOT NULL THEN
                PERFORM {self.lock};
                INSERT INTO {self.name} SELECT * FROM unnest(moved) {self.add};
            END IF;
        """

    def _create_trigger(self, cursor: Any, event: str, body: str, tables: str = "") -> None:
        table, name = self.source.table, f"{self.source.prefix}_{event}"
        cursor.execute(
            f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
            SET search_path FROM CURRENT AS $$
            DECLARE
                moved {self.name}[];
            BEGIN
                {body}
                RETURN NULL;
            END $$;
            DROP TRIGGER IF EXISTS {name} ON {table};
            CREATE TRIGGER {name} AFTER {event} ON {table} {tables}
            FOR EACH STATEMENT EXECUTE FUNCTION {name}()
            """
        )

    def differences(self, connection: BaseDatabaseWrapper) -> list[tuple[Any, ...]]:
        """Return the wrong counts: for each the key, the stored and the right count."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH counted ({self.columns}, count) AS ({self.sum_deltas(self.source.all_rows)})
                SELECT {self.columns}, SUM(stored), SUM(counted)
                FROM (
                    SELECT {self.columns}, count AS stored, 0 AS counted FROM {self.name}
                    UNION ALL
                    SELECT {self.columns}, 0, count FROM counted
                ) AS sides
                GROUP BY {self.columns}
                HAVING SUM(stored) <> SUM(counted)
                ORDER BY {self.columns}
                """
            )
            return list(cursor.fetchall())

    def reconcile(self, connection: BaseDatabaseWrapper) -> int:
        """Correct the counts while others write, and return how many were wrong.

        One statement computes the differences, from counts and rows of the same moment. They are
        added to whatever the triggers have written since, a few at a time, so that nobody waits.
        """
        found = self.differences(connection)
        row = f"({', '.join(['%s'] * (len(self.key) + 1))})"
        for start in range(0, len(found), RECONCILED_AT_ONCE):
            batch = found[start : start + RECONCILED_AT_ONCE]
            values = [v for *key, stored, counted in batch for v in (*key, counted - stored)]
            rows = ", ".join([row] * len(batch))
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(f"SELECT {self.lock}")
                cursor.execute(f"INSERT INTO {self.name} VALUES {rows} {self.add}", values)
        return len(found)
