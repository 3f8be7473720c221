"""What "the last so many days" means, to filters and figures alike: UTC days, today included."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

MAX_DAYS = 3_660


def start_of_last(days: int) -> datetime:
    """The midnight at which the last `days` days began; one day is today, none tomorrow."""
    midnight = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight - timedelta(days=days - 1)
