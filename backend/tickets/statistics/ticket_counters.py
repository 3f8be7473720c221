"""How the database keeps count of the tickets: by day and month, and by what they are."""

from core.db.counter_tables import Counted, Part, SummaryTable, Watched, start_of
from tickets.vocabulary import FACETS

TABLE = "tickets_ticketsummary"
COLUMNS = (*FACETS, "created_at", "resolved_at")

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


def counted(vendor: str, rows: str) -> Counted:
    parts = []
    for span, event, has_cells in PARTS:
        moment = f"counted.{event}_at"
        cell = [f"counted.{name}" if has_cells else "''" for name in FACETS]
        parts.append(
            Part(
                (f"'{span}'", f"'{event}'", start_of(vendor, span, moment), *cell),
                f"CASE WHEN {moment} IS NOT NULL THEN 1 END",
            )
        )
    return Counted(rows, parts)


def everything(vendor: str) -> Counted:
    return counted(vendor, f"SELECT {', '.join(COLUMNS)}, 1 AS step FROM tickets_ticket")


def watched(vendor: str) -> list[Watched]:
    return [
        Watched(
            "tickets_ticket",
            "tickets_summarise",
            COLUMNS,
            lambda changed: counted(vendor, changed),
        )
    ]


SUMMARY = SummaryTable(
    TABLE,
    {
        "span": "varchar(5)",
        "event": "varchar(8)",
        "start": "date",
        "category": "varchar(20)",
        "priority": "varchar(20)",
        "status": "varchar(20)",
    },
    everything,
    watched,
)
