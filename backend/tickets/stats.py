"""What the dashboard shows."""

from typing import Any

from tickets.aggregates import breakdowns, ratio
from tickets.models import DONE, Status
from tickets.period_stats import PERIODS, period_stats
from tickets.periods import start_of_last
from tickets.summary import by_word, read_summary
from tickets.triage_stats import triage_stats

DAYS_SHOWN = 30


def ticket_stats(period: str) -> dict[str, Any]:
    """Totals, breakdowns and tickets per day, in one query, and how triage does in four.

    `avg_tickets_per_day` counts only days (UTC) that have tickets. `resolution_rate` is the share
    (0–1) of all tickets that are resolved or closed, null without tickets. `created_per_day`
    covers the last `DAYS_SHOWN` days, today included, and leaves out days without tickets.
    """
    days = PERIODS[period]
    since = start_of_last(days) if days else None
    summary = read_summary(
        since,
        # A period is compared with as many days before it.
        start_of_last(max(DAYS_SHOWN, 2 * days if days else 0)),
        with_months=days is None,
    )
    words, total = by_word(summary.cells), sum(summary.cells.values())
    first_shown, tomorrow = start_of_last(DAYS_SHOWN).date(), start_of_last(0).date()
    return {
        "total_tickets": total,
        "open_tickets": words[Status.OPEN],
        "avg_tickets_per_day": ratio(total, summary.days_with_tickets, 1) or 0.0,
        "resolution_rate": ratio(sum(words[status] for status in DONE), total, 4),
        **breakdowns(words),
        "created_per_day": [
            {"date": day, "count": count}
            for day, count in sorted(summary.days["created"].items())
            if first_shown <= day < tomorrow
        ],
        "period": period_stats(period, summary),
        "triage": triage_stats(period),
    }
