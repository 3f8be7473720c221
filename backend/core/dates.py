"""The last so many days, to filters and figures alike: UTC days, today included."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

MAX_DAYS = 3_660


def start_of_last(days: int) -> datetime:
    """Return the midnight (UTC) at which the last `days` days began: of 1 today, of 0 tomorrow."""
    midnight = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=days - 1)
