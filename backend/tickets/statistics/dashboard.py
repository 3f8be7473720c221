"""The figures of the dashboard."""

from typing import Any

from core.dates import first_of_last, start_of_day
from people.teams.access import READS_ALL, Reader
from tickets.statistics.figures import build_breakdowns, compute_ratio, count_values, read_figures
from tickets.statistics.period import PERIODS, period_stats
from tickets.statistics.response_times import response_stats
from tickets.statistics.triage_quality import triage_stats
from tickets.vocabulary import DONE, Status

DAYS_SHOWN = 30


def ticket_stats(period: str, reader: Reader = READS_ALL) -> dict[str, Any]:
    """Return totals, breakdowns, tickets per day, response times, and the quality of triage.

    They are of the tickets that somebody may read.
    `avg_tickets_per_day` counts only days that have tickets. `resolution_rate` is the share
    (0–1) of all tickets that are resolved or closed, null without tickets. `created_per_day`
    covers the last `DAYS_SHOWN` days, today included, and leaves out days without tickets.
    """
    days = PERIODS[period]
    since = first_of_last(days) if days else None
    figures = read_figures(
        since,
        # A period is compared with as many days before it.
        first_of_last(max(DAYS_SHOWN, 2 * days if days else 0)),
        with_months=days is None,
        reader=reader,
    )
    counts, total = count_values(figures.all_time), sum(figures.all_time.values())
    first_shown, tomorrow = first_of_last(DAYS_SHOWN), first_of_last(0)
    return {
        "total_tickets": total,
        "open_tickets": counts[Status.OPEN],
        "avg_tickets_per_day": compute_ratio(total, figures.days_with_tickets, 1) or 0.0,
        "resolution_rate": compute_ratio(sum(counts[status] for status in DONE), total, 4),
        **build_breakdowns(counts),
        "created_per_day": [
            {"date": day, "count": count}
            for day, count in sorted(figures.days["created"].items())
            if first_shown <= day < tomorrow
        ],
        "period": period_stats(period, figures),
        **response_stats(since, first_of_last(2 * days) if days else None, reader),
        "triage": triage_stats(start_of_day(since) if since else None, reader),
    }
