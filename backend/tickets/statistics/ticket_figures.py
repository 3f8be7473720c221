"""What the summary of the tickets says, whatever the number of tickets."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, datetime

from tickets.statistics.ticket_counters import TABLE

Cell = tuple[str, str, str]
"""A category, a priority and a status."""

Row = tuple[str, str, str, str, str, date | str | None, int]
"""What a query for the dashboard's counts gives: a part's name, words, an event, a day, a count."""

QUERY = f"""
    SELECT 'all', category, priority, status, '', CAST(NULL AS date), count
    FROM {TABLE} WHERE span = 'all'
    UNION ALL
    SELECT 'period', category, priority, status, '', CAST(NULL AS date), SUM(count)
    FROM {TABLE} WHERE span = 'day' AND event = 'created' AND start >= %(since)s
    GROUP BY category, priority, status
    UNION ALL
    SELECT 'day', '', '', '', event, start, count
    FROM {TABLE} WHERE span = 'total' AND start >= %(days_since)s
    UNION ALL
    SELECT 'month', '', '', '', event, start, count
    FROM {TABLE} WHERE span = 'month' AND %(with_months)s
    UNION ALL
    SELECT 'known', '', '', '', '', MIN(start), COUNT(*)
    FROM {TABLE} WHERE span = 'total' AND event = 'created' AND count > 0
"""


def by_event() -> dict[str, dict[date, int]]:
    return {"created": {}, "resolved": {}}


@dataclass
class Summary:
    """Counts of tickets: of all, of those created in a period, by day and by month.

    `days` and `months` have what was created and what was resolved, each by its first day (UTC).
    `days_with_tickets` and `first_day` are about the creation of all tickets.
    """

    cells: dict[Cell, int] = field(default_factory=dict)
    period_cells: dict[Cell, int] = field(default_factory=dict)
    days: dict[str, dict[date, int]] = field(default_factory=by_event)
    months: dict[str, dict[date, int]] = field(default_factory=by_event)
    days_with_tickets: int = 0
    first_day: date | None = None

    def take(self, row: Row) -> None:
        """Note what a row of the `QUERY` says."""
        part, category, priority, status, event, start, counted = row
        count, day = int(counted), as_date(start)
        if part == "known":
            self.days_with_tickets, self.first_day = count, day
        elif count == 0:
            return
        elif part in ("all", "period"):
            cells = self.cells if part == "all" else self.period_cells
            cells[category, priority, status] = count
        elif day is not None:
            (self.days if part == "day" else self.months)[event][day] = count

    def between(self, event: str, start: date, end: date | None = None) -> int:
        """How many were created or resolved from one day to before another, or from then on."""
        return sum(
            count
            for day, count in self.days[event].items()
            if start <= day and (end is None or day < end)
        )


def by_word(cells: dict[Cell, int]) -> Counter[str]:
    """How many tickets have each word of the three vocabularies."""
    found: Counter[str] = Counter()
    for cell, count in cells.items():
        for word in cell:
            found[word] += count
    return found


def as_date(value: date | str | None) -> date | None:
    """SQLite keeps dates as texts."""
    return date.fromisoformat(value) if isinstance(value, str) else value


def parameters(
    since: datetime | None, days_since: datetime, *, with_months: bool = False
) -> dict[str, date | bool]:
    """The `QUERY`'s, for the counts of all, of what was created since then, and by day."""
    return {
        "since": since.date() if since else date.max,
        "days_since": days_since.date(),
        "with_months": with_months,
    }
