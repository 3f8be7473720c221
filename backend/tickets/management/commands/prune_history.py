"""Delete old events of the history."""

from datetime import UTC, date, datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.audit.record import Action
from tickets.history.models import Event
from tickets.management.audit import record_command


class Command(BaseCommand):
    """Delete the events from before a day."""

    help = "Delete the history's entries from before a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--before",
            required=True,
            type=date.fromisoformat,
            metavar="YYYY-MM-DD",
            help="the first day (UTC) whose entries are kept",
        )

    def handle(self, *args: Any, before: date, **options: Any) -> None:
        start = datetime(before.year, before.month, before.day, tzinfo=UTC)
        count, _ = Event.objects.filter(at__lt=start).delete()
        record_command(Action.TICKETS_DELETED, "history", tickets=0, history_entries=count)
        self.stdout.write(f"{count} entries deleted.")
