"""What the summary of the suggestions says, whatever their number."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime

from core.db.counter_tables import EPOCH
from tickets.statistics.ticket_figures import Row
from tickets.statistics.triage_counters import TABLE

PART = "triage"
QUERY = f"""
    SELECT '{PART}', measure, subject, result, '', CAST(NULL AS date), SUM(count)
    FROM {TABLE} WHERE span = %(triage_span)s AND start >= %(triage_since)s
    GROUP BY measure, subject, result
"""


def no_counts() -> defaultdict[str, Counter[tuple[str, str]]]:
    return defaultdict(Counter)


@dataclass
class TriageSummary:
    """Counts of the suggestions made in a period: of each measure, by subject and result."""

    counts: defaultdict[str, Counter[tuple[str, str]]] = field(default_factory=no_counts)

    def take(self, row: Row) -> None:
        """Note what a row of the `QUERY` says."""
        _, measure, subject, result, _, _, count = row
        if count:
            self.counts[measure][subject, result] = int(count)

    def sum(self, measure: str) -> int:
        return self.counts[measure].total()


def parameters(since: datetime | None) -> dict[str, date | str]:
    """The `QUERY`'s, for the suggestions made since then, or ever."""
    if since is None:
        return {"triage_span": "all", "triage_since": date.fromisoformat(EPOCH)}
    return {"triage_span": "day", "triage_since": since.date()}
