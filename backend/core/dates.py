"""The last so many days, to filters and figures alike: of the team's time zone, today included.

A day is a date of `TEAM_TIME_ZONE`. It may last 23 or 25 hours, begin at another time than midnight
where clocks skip it, or be skipped as a whole.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

MAX_DAYS = 3_660


def team_zone() -> ZoneInfo:
    return ZoneInfo(settings.TEAM_TIME_ZONE)


def start_of_day(day: date) -> datetime:
    """Return the first moment of a day, in UTC; of a day that was skipped, of the next one."""
    try:
        return datetime.combine(day, time.min, team_zone()).astimezone(UTC)
    except OverflowError:
        # In the east, the first of all days begins before what can be expressed.
        return datetime.min.replace(tzinfo=UTC)


def today() -> date:
    return timezone.now().astimezone(team_zone()).date()


def first_of_last(days: int) -> date:
    """Return the first of the last `days` days: of 1 today, of 0 tomorrow."""
    return today() - timedelta(days=days - 1)


def start_of_last(days: int) -> datetime:
    """Return the moment at which the last `days` days began."""
    return start_of_day(first_of_last(days))
