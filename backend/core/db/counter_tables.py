"""Tables of counts that PostgreSQL keeps up to date by triggers.

Triggers move the counts with every insert, update, deletion and truncation, in the same
transaction. To count something else, a migration replaces the triggers and counts anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

RECONCILED_AT_ONCE = 500
# The transition tables of each kind of statement, and the factor by which their rows count.
EVENTS = {"insert": {"new": 1}, "delete": {"old": -1}, "update": {"new": 1, "old": -1}}


@dataclass(frozen=True)
class CounterDelta:
    """The key of the count that a row, `counted`, changes, and the amount: null for no change.

    `part` is a condition that the keys of this one meet, and of no other part. The parts of a table
    are compared one after the other, so that all that may be wrong fits into memory.
    """

    key: Sequence[str]
    amount: str
    part: str = "true"


@dataclass(frozen=True)
class TriggerSource:
    """The table whose rows are counted, by these columns; `prefix` begins its triggers' names.

    Of its rows only those count that meet the `condition`; one that meets it no longer counts as
    deleted.
    """

    table: str
    prefix: str
    columns: Sequence[str]
    condition: str = "true"

    @property
    def all_rows(self) -> str:
        names = ", ".join(self.columns)
        return f"SELECT {names}, 1 AS step FROM {self.table} WHERE {self.condition}"

    def changed_rows(self, event: str) -> str:
        """Return a query for the rows that a trigger sees, each with its `step`.

        Rows that an update leaves as they were, as far as the counts go, cancel out.
        """
        names = ", ".join(self.columns)
        sides = [
            f"SELECT {names}, {n} AS step FROM {side}_rows WHERE {self.condition}"
            for side, n in EVENTS[event].items()
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

    Rows are counted once for each row of `variants`, if given: a table, or a query in parentheses,
    which the key and the amounts call `variant`. Tables that the same statements move share the
    `lock` of one. A row has one or several `counts`, each of the rows that meet its condition.
    """

    name: str
    key: Mapping[str, str]
    source: TriggerSource
    deltas: Sequence[CounterDelta]
    variants: str = ""
    lock_of: str = ""
    counts: Mapping[str, str] = field(default_factory=lambda: {"count": ""})

    @property
    def columns(self) -> str:
        return ", ".join(self.key)

    @property
    def parts(self) -> list[str]:
        return list(dict.fromkeys(delta.part for delta in self.deltas))

    @property
    def lock(self) -> str:
        """A call that lets one transaction at a time write counts: rows alone could deadlock."""
        return f"pg_advisory_xact_lock('{self.lock_of or self.name}'::regclass::oid::bigint)"

    @property
    def add(self) -> str:
        """The end of an insert that adds to the counts already stored."""
        sums = ", ".join(f"{name} = {self.name}.{name} + excluded.{name}" for name in self.counts)
        return f"ON CONFLICT ({self.columns}) DO UPDATE SET {sums}"

    def sum_deltas(self, rows: str, part: str = "") -> str:
        """Return a query for the amount by which the rows change each count, zeros left out."""
        deltas = ", ".join(
            f"({', '.join(d.key)}, {d.amount})" for d in self.deltas if part in ("", d.part)
        )
        key = ", ".join(f"part.{column}" for column in self.key)
        variants = f"{self.variants} AS variant, " if self.variants else ""
        sums = {
            name: f"COALESCE(SUM(counted.step * part.amount) FILTER (WHERE {condition}), 0)"
            if condition
            else "SUM(counted.step * part.amount)"
            for name, condition in self.counts.items()
        }
        return (
            f"SELECT {key}, {', '.join(f'{total} AS {name}' for name, total in sums.items())} "
            f"FROM ({rows}) AS counted, {variants}"
            f"LATERAL (VALUES {deltas}) AS part ({self.columns}, amount) "
            f"WHERE part.amount IS NOT NULL "
            f"GROUP BY {key} HAVING {' OR '.join(f'{total} <> 0' for total in sums.values())}"
        )

    def create_counters(self, connection: BaseDatabaseWrapper) -> None:
        """Create the table if it is missing, and its triggers, replacing any that exist."""
        columns = {**self.key, **dict.fromkeys(self.counts, "bigint")}
        types = ", ".join(f"{column} {kind} NOT NULL" for column, kind in columns.items())
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE IF NOT EXISTS {self.name} ({types}, PRIMARY KEY ({self.columns}))"
            )
            for event, sides in EVENTS.items():
                tables = " ".join(f"{side} TABLE AS {side}_rows" for side in sides)
                self._create_trigger(cursor, event, self._count(event), f"REFERENCING {tables}")
            self._create_trigger(cursor, "truncate", f"DELETE FROM {self.name};")

    def _count(self, event: str) -> str:
        """Return the body of a trigger, which runs once for each statement."""
        deltas = self.sum_deltas(self.source.changed_rows(event))
        end = f"IF NOT EXISTS (SELECT FROM {self.variants} AS variant) THEN RETURN NULL; END IF;"
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
        many = len(self.counts) > 1
        return [
            (*key, *((name,) if many else ()), stored, counted)
            for part in self.parts
            for key, sides in self._differences(connection, part)
            for name, (stored, counted) in sides.items()
            if stored != counted
        ]

    def _differences(
        self, connection: BaseDatabaseWrapper, part: str
    ) -> list[tuple[Any, dict[str, Any]]]:
        """Return the keys of a part's wrong counts, each with the stored and right ones by name."""
        names, zeros = ", ".join(self.counts), ", ".join(["0"] * len(self.counts))
        sides = [f"{side}_{name}" for side in ("stored", "counted") for name in self.counts]
        wrong = " OR ".join(f"SUM(stored_{name}) <> SUM(counted_{name})" for name in self.counts)
        with connection.cursor() as cursor:
            cursor.execute(
                f"""
                WITH counted AS ({self.sum_deltas(self.source.all_rows, part)})
                SELECT {self.columns}, {", ".join(f"SUM({side})::bigint" for side in sides)}
                FROM (
                    SELECT {self.columns}, {names}, {zeros} FROM {self.name}
                    UNION ALL
                    SELECT {self.columns}, {zeros}, {names} FROM counted
                ) AS sides ({self.columns}, {", ".join(sides)})
                WHERE {part}
                GROUP BY {self.columns}
                HAVING {wrong}
                ORDER BY {self.columns}
                """
            )
            rows = cursor.fetchall()
        end, many = len(self.key), len(self.counts)
        return [
            (
                row[:end],
                dict(
                    zip(
                        self.counts,
                        zip(row[end : end + many], row[end + many :], strict=True),
                        strict=True,
                    )
                ),
            )
            for row in rows
        ]

    def reconcile(self, connection: BaseDatabaseWrapper) -> int:
        """Correct the counts while others write, and return how many were wrong.

        One statement computes the differences, from counts and rows of the same moment. They are
        added to whatever the triggers have written since, a few at a time, so that nobody waits.
        """
        return sum(self._reconcile(connection, part) for part in self.parts)

    def _reconcile(self, connection: BaseDatabaseWrapper, part: str) -> int:
        found = self._differences(connection, part)
        row = f"({', '.join(['%s'] * (len(self.key) + len(self.counts)))})"
        for start in range(0, len(found), RECONCILED_AT_ONCE):
            batch = found[start : start + RECONCILED_AT_ONCE]
            values = [
                value
                for key, sides in batch
                for value in (*key, *(counted - stored for stored, counted in sides.values()))
            ]
            rows = ", ".join([row] * len(batch))
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                cursor.execute(f"SELECT {self.lock}")
                cursor.execute(f"INSERT INTO {self.name} VALUES {rows} {self.add}", values)
        return len(found)
