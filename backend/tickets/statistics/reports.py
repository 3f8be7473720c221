"""Figures of agents and teams, and the age of what is open.

Each is of the tickets that an agent or a team has now, so that the list finds exactly these by its
filters.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.db import connection

from accounts.names import NAME_FIELDS, display_name
from core.dates import first_of_last, start_of_day, today
from core.db.bounded import execute_in_time
from core.db.vendor import is_postgresql
from core.text.folding import fold
from people.models import Team
from people.teams.access import READS_ALL, Reader
from tickets.statistics.counters import PRESENT, Counts, read_counts
from tickets.statistics.duration_counters import bucket_sql
from tickets.statistics.figure_cache import keep_figures
from tickets.statistics.figures import to_date
from tickets.statistics.response_times import summarise
from tickets.vocabulary import UNDONE, Awaiting

DAYS_CHOICES = (7, 30, 90, 365)
DEFAULT_DAYS = 30
MAX_SECONDS = 10.0
MAX_ROWS = 500
# The columns of the times by which tickets are counted; each has an index with what they are
# grouped by.
EVENTS = {"taken": "assigned_at", "answered": "last_agent_at", "resolved": "resolved_at"}
# The days in which the tickets of each age were not created, and those in which they were.
AGES: tuple[tuple[int | None, int | None], ...] = (
    (None, 1),
    (1, 3),
    (3, 7),
    (7, 30),
    (30, None),
)
OLDEST = 30


@dataclass
class Figures:
    """Numbers of tickets by event, and of first responses by how long they took."""

    counts: Counter[str] = field(default_factory=Counter)
    first_responses: Counter[int] = field(default_factory=Counter)

    def add(self, figure: str, bucket: int, count: int) -> None:
        if figure == "first_response":
            self.first_responses[bucket] += count
        else:
            self.counts[figure] += count

    def describe(self) -> dict[str, Any]:
        return {
            **{name: self.counts[name] for name in (*EVENTS, "waiting")},
            "first_response": summarise(self.first_responses),
        }


class Row(NamedTuple):
    """The number of tickets of an agent and a team in a figure, first responses by their bucket."""

    figure: str
    assignee: int | None
    team: int | None
    bucket: int
    tickets: int


def counted_sql(reader: Reader) -> str:
    """Return the condition of the tickets that a reader's figures count."""
    return f"{PRESENT} AND {reader.readable_sql()}"


def build_query(since: date, reader: Reader) -> tuple[str, list[Any]]:
    """Return the query for the `Row`s of a period that began on a day, and of who waits now."""
    counted = counted_sql(reader)
    moment = connection.ops.adapt_datetimefield_value(start_of_day(since))
    seconds = (
        "date_part('epoch', first_response_at - created_at)"
        if is_postgresql()
        else "(julianday(first_response_at) - julianday(created_at)) * 86400"
    )
    parts = [
        *((name, "0", f"{column} >= %s") for name, column in EVENTS.items()),
        ("first_response", bucket_sql(seconds), "first_response_at >= %s"),
        ("waiting", "0", f"awaiting = '{Awaiting.AGENT}'"),
    ]
    groups = [
        f"SELECT '{name}', assignee_id, team_id, {bucket} AS bucket, COUNT(*) "
        f"FROM tickets_ticket WHERE {condition} AND {counted} "
        "GROUP BY assignee_id, team_id, bucket"
        for name, bucket, condition in parts
    ]
    return " UNION ALL ".join(groups), [moment] * (len(EVENTS) + 1)


def collect(rows: Iterable[Row], key: Callable[[Row], int | None]) -> dict[int | None, Figures]:
    """Return the figures of each agent or team, and of none."""
    figures: dict[int | None, Figures] = defaultdict(Figures)
    for row in rows:
        figures[key(row)].add(row.figure, row.bucket, row.tickets)
    return figures


def name_agents(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    agents = User.objects.filter(pk__in=ids).only(*NAME_FIELDS, "is_active", "is_staff")
    return {
        agent.pk: {"name": display_name(agent), "is_active": agent.is_active and agent.is_staff}
        for agent in agents
    }


def name_teams(ids: Iterable[int]) -> dict[int, dict[str, Any]]:
    teams = Team.objects.filter(pk__in=ids).values_list("pk", "name", "is_closed")
    return {pk: {"name": name, "is_closed": is_closed} for pk, name, is_closed in teams}


def build_table(
    figures: Mapping[int | None, Figures], names: Mapping[int, Mapping[str, Any]]
) -> dict[str, Any]:
    """Return the rows by name, and how many others there are; who has no name was just deleted."""
    rows = [{"id": pk, **name, **figures[pk].describe()} for pk, name in names.items()]
    rows.sort(key=lambda row: (fold(row["name"]), row["id"]))
    return {
        "rows": rows[:MAX_ROWS],
        "left_out": max(0, len(rows) - MAX_ROWS),
        "none": figures.get(None, Figures()).describe(),
    }


def read_backlog(reader: Reader) -> list[dict[str, Any]]:
    """Return how many open tickets there are of each age, from the counters where there are any."""
    oldest = first_of_last(OLDEST)
    status = f"status IN ({', '.join(['%s'] * len(UNDONE))})"

    def build(counts: Counts) -> str:
        return (
            f"SELECT 'all', CAST(NULL AS date), SUM(count) FROM {counts('all', 'created', None)} "
            f"WHERE {status} UNION ALL "
            f"SELECT 'day', start, SUM(count) FROM {counts('day', 'created', oldest)} "
            f"WHERE {status} AND start >= %s GROUP BY start"
        )

    total, days = 0, Counter[date]()
    for part, start, count in read_counts(build, [*UNDONE, *UNDONE, oldest], reader):
        if day := to_date(start):
            days[day] += int(count)
        elif part == "all":
            total = int(count or 0)
    return [
        {
            "older_than": older_than,
            "created_within": within,
            "count": count_days(days, within, older_than) if within else total - sum(days.values()),
        }
        for older_than, within in AGES
    ]


def count_days(days: Mapping[date, int], within: int, older_than: int | None) -> int:
    """Return how many were created in the last so many days, without the last of them."""
    first, after = first_of_last(within), first_of_last(older_than) if older_than else date.max
    return sum(count for day, count in days.items() if first <= day < after)


def measure(days: int, reader: Reader) -> dict[str, Any]:
    """Return the figures of the last so many days, in four queries."""
    since = first_of_last(days)
    query, parameters = build_query(since, reader)
    rows = [Row(*row) for row in execute_in_time(query, parameters, seconds=MAX_SECONDS)]
    agents = collect(rows, lambda row: row.assignee)
    teams = collect(rows, lambda row: row.team)
    return {
        "days": days,
        "since": since,
        "until": today(),
        "time_zone": settings.TEAM_TIME_ZONE,
        "agents": build_table(agents, name_agents(filter(None, agents))),
        "teams": build_table(teams, name_teams(filter(None, teams))),
        "backlog": read_backlog(reader),
    }


def report_figures(days: int, reader: Reader = READS_ALL) -> dict[str, Any]:
    """Return the figures of the tickets that somebody may read; they may be a minute old."""
    # They change at midnight, too.
    name = f"reports:{days}:{first_of_last(days)}"
    figures: dict[str, Any] = keep_figures(name, reader, lambda: measure(days, reader))
    return figures
