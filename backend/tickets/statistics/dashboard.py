"""What the dashboard shows."""

from datetime import datetime
from typing import Any

from django.db import connection

from core.dates import start_of_last
from tickets.statistics import ticket_figures, triage_figures
from tickets.statistics.figures import breakdowns, ratio
from tickets.statistics.period import PERIODS, period_stats
from tickets.statistics.ticket_figures import Summary, by_word
from tickets.statistics.triage_figures import TriageSummary
from tickets.statistics.triage_quality import triage_stats
from tickets.vocabulary import DONE, Status

DAYS_SHOWN = 30
QUERY = f"{ticket_figures.QUERY} UNION ALL {triage_figures.QUERY}"


def read(
    since: datetime | None, days_since: datetime, *, with_months: bool
) -> tuple[Summary, TriageSummary]:
    """The counts of tickets and of suggestions, in one query."""
    tickets, triage = Summary(), TriageSummary()
    with connection.cursor() as cursor:
        cursor.execute(
            QUERY,
            {
                **ticket_figures.parameters(since, days_since, with_months=with_months),
                **triage_figures.parameters(since),
            },
        )
        for row in cursor.fetchall():
            (triage if row[0] == triage_figures.PART else tickets).take(row)
    return tickets, triage


def ticket_stats(period: str) -> dict[str, Any]:
    """Totals, breakdowns, tickets per day, and how triage does, in one query.

    `avg_tickets_per_day` counts only days (UTC) that have tickets. `resolution_rate` is the share
    (0–1) of all tickets that are resolved or closed, null without tickets. `created_per_day`
    covers the last `DAYS_SHOWN` days, today included, and leaves out days without tickets.
    """
    days = PERIODS[period]
    since = start_of_last(days) if days else None
    tickets, triage = read(
        since,
        # A period is compared with as many days before it.
        start_of_last(max(DAYS_SHOWN, 2 * days if days else 0)),
        with_months=days is None,
    )
    words, total = by_word(tickets.cells), sum(tickets.cells.values())
    first_shown, tomorrow = start_of_last(DAYS_SHOWN).date(), start_of_last(0).date()
    return {
        "total_tickets": total,
        "open_tickets": words[Status.OPEN],
        "avg_tickets_per_day": ratio(total, tickets.days_with_tickets, 1) or 0.0,
        "resolution_rate": ratio(sum(words[status] for status in DONE), total, 4),
        **breakdowns(words),
        "created_per_day": [
            {"date": day, "count": count}
            for day, count in sorted(tickets.days["created"].items())
            if first_shown <= day < tomorrow
        ],
        "period": period_stats(period, tickets),
        "triage": triage_stats(triage),
    }
